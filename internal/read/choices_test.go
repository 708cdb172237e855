package read

import (
	"net/http"
	"strings"
	"testing"

	"tearsheet"
)

func ld(s string) string { return `<script type="application/ld+json">` + s + `</script>` }

func TestOfSeveralStatementsTheOneThatThePageConfirmsCounts(t *testing.T) {
	gazette := `<meta property="og:site_name" content="The Gazette">`
	for _, c := range []struct{ name, page, field, want, evidence string }{
		{"a kicker that og:title leaves out", `<meta property="og:title" content="Bridge closed for two years">` + ld(`{"@type":"NewsArticle","headline":"Traffic: Bridge closed for two years"}`) + `<h1>Traffic: Bridge closed for two years</h1>`, "headline", "Bridge closed for two years", "meta og:title"},
		{"the end of a sentence is no headline behind a kicker", `<meta property="og:title" content="for two long years"><h1>The old bridge by the lake is now closed for two long years</h1>`, "headline", "The old bridge by the lake is now closed for two long years", "h1"},
		{"JSON-LD and og:title agree against the h1", `<meta property="og:title" content="Bridge closed for two years">` + ld(`{"@type":"NewsArticle","headline":"Bridge closed for two years"}`) + `<h1>Bridge shut until 2027</h1>`, "headline", "Bridge closed for two years", "json-ld headline"},
		{"what is seen counts against og:title alone", `<meta property="og:title" content="You will not believe this bridge">` + ld(`{"@type":"NewsArticle","headline":"Bridge closed for two years"}`) + `<h1>Bridge closed for two years</h1>`, "headline", "Bridge closed for two years", "h1"},
		{"the site's name with more words behind it", gazette + `<title>The Gazette online, Springfield | Bridge closed for two years and more</title>`, "headline", "Bridge closed for two years and more", "title"},
		{"the h1 at the end of a title of sections", `<title>www / News / Bridge closed for two years</title><h1>Navigation and service</h1><h1>Bridge closed for two years</h1>`, "headline", "Bridge closed for two years", "h1"},

		{"a coauthor whom only the visible byline names", ld(`{"@type":"NewsArticle","author":{"name":"Ann Lee"}}`) + `<h1>Bridge closed</h1><div class="byline">Bo Ray, Ann Lee</div>`, "byline", "Bo Ray; Ann Lee", "visible byline"},
		{"the account that posted it against two places", ld(`{"@type":"NewsArticle","author":{"name":"Web Poster"}}`) + `<meta name="parsely-author" content="Ann Lee"><h1>Bridge closed</h1><div class="byline">By Ann Lee</div>`, "byline", "Ann Lee", "meta parsely-author"},
		{"a desk gives way to a person", `<meta name="author" content="Redaktion"><h1>Bridge closed</h1><p class="author">Von Ann Lee</p>`, "byline", "Ann Lee", "visible byline"},
		{"an organisation gives way to a signed line", `<meta name="author" content="Bridge Institute e.V."><h1>Bridge closed</h1><p><strong>Autorin: Ann Lee, Projektleiterin der Brücke am See</strong></p>`, "byline", "Ann Lee (Projektleiterin der Brücke am See)", "visible line"},
		{"an agency is told apart", `<meta name="author" content="Ann Lee, dpa">`, "byline", "Ann Lee; dpa (agency)", "meta author"},
		{"a date ends the names", `<h1>Bridge closed</h1><p class="byline">ByAnn Lee Thursday, November 9, 2023 4:41AM</p>`, "byline", "Ann Lee", "visible byline"},
		{"a signature of small letters is nobody", ld(`{"@type":"NewsArticle","author":{"name":"The Gazette"}}`) + gazette + `<h1>Bridge closed</h1><p class="author">amw</p>`, "byline", "The Gazette", "json-ld author"},
		{"a post behind a name", `<h1>Bridge closed</h1><p class="author">Ann Lee Chefredakteurin</p>`, "byline", "Ann Lee (Chefredakteurin)", "visible byline"},
		{"a byline in the foot of the post", `<h1>Bridge closed</h1><footer class="post-footer"><span class="author">Posted by Ann Lee at 18:52</span></footer><footer class="site"><p class="author">By Bo Ray</p></footer>`, "byline", "Ann Lee", "visible byline"},
		{"a source is no author", `<h1>Bridge closed</h1><p class="author">Quelle: sid/dpa</p>`, "byline", "", ""},
		{"links to accounts are no names", `<h1>Bridge closed</h1><p class="byline">By Ann Lee, Twitter</p>`, "byline", "Ann Lee", "visible byline"},
		{"organisations with small words stay whole", `<meta name="author" content="Landesanstalt für Wald und Holz">`, "byline", "Landesanstalt für Wald und Holz", "meta author"},
		{"a sentence that opens with By is no byline", `<h1>Bridge closed</h1><p>By Tuesday the bridge will be closed to all traffic.</p>`, "byline", "", ""},
		{"Chinese editors", `<h1>Bridge closed</h1><div>（责编：牛镛、岳弘彬）</div>`, "byline", "牛镛; 岳弘彬", "visible line"},

		{"a labelled date far below", `<h1>Bridge closed for two years</h1>` + strings.Repeat("<i></i>", 100) + `<li><strong>Datum</strong> 28.04.2023</li>`, "published", "2023-04-28", "visible date"},
		{"a line with a date under the headline", `<h1>Bridge closed for two years</h1><span>Do 25.04.24 | 14:07 Uhr</span>`, "published", "2024-04-25T14:07:00", "visible date"},
		{"the date before an update", `<h1>Bridge closed for two years</h1><span class="date">05.04.2025 - Güncelleme: 07.04.2025</span>`, "published", "2025-04-05", "visible date"},
		{"an update alone is no publication", `<h1>Bridge closed for two years</h1><time datetime="2025-04-05">Letzte Aktualisierung: 5.4.2025</time>`, "published", "", ""},
		{"the day before the month where the language writes so", `<html lang="fr"><h1>Bridge closed for two years</h1><time>03/04/2025</time>`, "published", "2025-04-03", "visible time"},
		{"a date with two meanings", `<html lang="en"><h1>Bridge closed for two years</h1><time>03/04/2025</time>`, "published", "", ""},
		{"Arabic words and figures", `<h1>Bridge closed for two years</h1><div class="date">٢٤ نيسان / أبريل ٢٠٢٠</div>`, "published", "2020-04-24", "visible date"},
		{"without a headline only one day", `<span class="date">18.11.2025</span><span class="date">19.11.2025</span>`, "published", "", ""},
		{"a UTC time in the zone of the visible one", ld(`{"@type":"NewsArticle","datePublished":"2023-11-09T02:11:03Z"}`) + `<h1>Bridge closed for two years</h1><time datetime="2023-11-08T21:11:03-05:00">Nov 8</time>`, "published", "2023-11-08T21:11:03-05:00", "json-ld datePublished, visible time"},
		{"a UTC time beside a clock on the wall", ld(`{"@type":"NewsArticle","datePublished":"2023-11-09T01:49:09Z"}`) + `<h1>Bridge closed for two years</h1><time datetime="2023-11-08 17:49:09">Nov 8</time>`, "published", "2023-11-08T17:49:09-08:00", "json-ld datePublished, visible time"},
		{"a clock that shows another moment", ld(`{"@type":"NewsArticle","datePublished":"2023-11-09T01:49:09Z"}`) + `<h1>Bridge closed for two years</h1><time datetime="2023-11-08 17:50:11">Nov 8</time>`, "published", "2023-11-09T01:49:09Z", "json-ld datePublished"},

		{"the one step of the breadcrumbs", ld(`{"@type":"BreadcrumbList","itemListElement":[{"name":"Home","item":"https://news.example.com/"},{"name":"Traffic","item":"https://news.example.com/traffic"},{"item":{"@id":"https://news.example.com/a","name":"Bridge"}}]}`), "section", "Traffic", "json-ld BreadcrumbList"},
		{"breadcrumbs of several steps", ld(`{"@type":"BreadcrumbList","itemListElement":[{"name":"City","item":"/city"},{"name":"Traffic","item":"/city/traffic"}]}`), "section", "", ""},

		{"a site's name instead of its host", `<meta property="og:site_name" content="news.example.com"><meta name="application-name" content="Example News">`, "site", "Example News", "meta application-name"},
		{"a site's name at the end of the title", `<title>Bridge closed - The Example</title>`, "site", "The Example", "title"},
		{"a foreign end of the title is no site", `<title>Bridge closed - mayor resigns</title>`, "site", "", ""},
		{"the host alone", `<meta property="og:site_name" content="example.com">`, "site", "example.com", "meta og:site_name"},
		{"a charset is no language", `<meta http-equiv="content-language" content="utf-8">`, "language", "", ""},
		{"a language in a conditional comment", `<!--[if IE]><html lang="en" class="ie"><![endif]-->`, "language", "en", "html lang"},
		{"English without English words", `<html lang="en"><article>` + strings.Repeat("<p>Izolo kusihlwa abantu bahlanganise izandla ukuze balungise ibhuloho elidala, kusho imeya.</p>", 12) + "</article>", "language", "", ""},
		{"a script that one language has", `<html lang="en"><article>` + strings.Repeat("<p>시장은 화요일 다리를 두 해 동안 닫는다고 밝혔다. 시민들은 불편을 겪을 것으로 보인다.</p>", 12) + "</article>", "language", "ko", "script of the text"},
	} {
		body := "<article>" + story + "</article>"
		if strings.Contains(c.page, "<article>") {
			body = ""
		}
		r := mustRead(t, capture(c.page+body))
		got := map[string]string{"headline": r.Headline, "published": r.Published.String(), "language": r.Language, "site": r.Site, "byline": names(r.Byline), "section": r.Section}[c.field]
		if got != c.want || r.Evidence[c.field] != c.evidence {
			t.Errorf("%s: %s %q by %q, want %q by %q", c.name, c.field, got, r.Evidence[c.field], c.want, c.evidence)
		}
	}
}

func TestTheFeedsTitleSettlesADoubtButIsNoWordOfThePage(t *testing.T) {
	c := capture(`<meta property="og:title" content="Bridge shut until 2027"><h1>Closed: the bridge</h1><h1>More news of today</h1><article>` + story + `</article>`)
	for title, want := range map[string]string{"Closed: The Bridge": "Closed: the bridge", "Bridge shut until 2027": "Bridge shut until 2027", "Something else": "Bridge shut until 2027"} {
		if r, err := Page(c, tearsheet.Entry{Title: title}); err != nil || r.Headline != want {
			t.Errorf("with the feed's title %q the headline is %q, want %q (%v)", title, r.Headline, want, err)
		}
	}
}

func TestTheDayInTheAddressCountsLast(t *testing.T) {
	at := func(url, page string) tearsheet.Revision {
		c := capture(page + "<article>" + story + "</article>")
		c.URL, c.FinalURL = url, url
		return mustRead(t, c)
	}
	r := at("https://news.example.com/2025/11/18/bridge", "")
	if r.Published.String() != "2025-11-18" || r.Evidence["published"] != "url" {
		t.Errorf("published %s by %q, want the day of the address", r.Published, r.Evidence["published"])
	}
	if r := at("https://news.example.com/2025/11/18/bridge", `<meta property="article:published_time" content="2025-11-17T23:30:00Z">`); r.Published.String() != "2025-11-17T23:30:00Z" {
		t.Errorf("published %s, want what the page states", r.Published)
	}
	for _, url := range []string{"https://news.example.com/2025/11/bridge", "https://news.example.com/2025/13/40/bridge", "https://news.example.com/1812/11/18/war", "https://news.example.com/12345678/bridge"} {
		if r := at(url, ""); !r.Published.IsZero() {
			t.Errorf("%s: published %s, which the address does not state", url, r.Published)
		}
	}
}

func TestAWallAndTheTermsAreDeclared(t *testing.T) {
	c := capture(ld(`{"@type":"NewsArticle","isAccessibleForFree":"https://schema.org/False","hasPart":{"@type":"WebPageElement","cssSelector":".wall"}}`) +
		`<link rel="license" type="application/rsl+xml" href="/rsl.xml"><meta name="tdm-reservation" content="1"><meta name="tdm-policy" content="/tdm.json"><article>` + story + `</article>`)
	c.Header = http.Header{"Link": {`</m.c2pa>; rel="c2pa-manifest", </x>; rel="next"`}}
	d := mustRead(t, c).Declared
	if d.Access != "paywalled" || d.RSL != "https://news.example.com/rsl.xml" || d.TDMReservation != "1" || d.TDMPolicy != "https://news.example.com/tdm.json" || d.C2PA != "https://news.example.com/m.c2pa" || d.Licence != "" {
		t.Errorf("declared %+v", d)
	}
	r := mustRead(t, capture("<article>"+story+"<p>Il vous reste 60 % de cet article à lire.</p></article>"))
	if r.Declared.Access != "truncated" || r.Evidence["declared.access"] != "visible note" || strings.Contains(r.Text(), "reste") {
		t.Errorf("access %q by %q", r.Declared.Access, r.Evidence["declared.access"])
	}
	if d := mustRead(t, capture(ld(`{"@type":"NewsArticle","isAccessibleForFree":true}`)+"<article>"+story+"</article>")).Declared; d.Access != "" {
		t.Errorf("access %q of a free article", d.Access)
	}
}

func TestABlockInAnotherLanguageSaysSo(t *testing.T) {
	r := mustRead(t, capture(`<html lang="en-GB"><article><p lang="en">The council voted on Tuesday to close the bridge for repairs of the old road.</p>`+story+`<blockquote lang="fr"><p>Nous fermons le pont, dit le maire, et nous ne savons pas pour combien de temps.</p></blockquote>`+story+`</article>`))
	var marked []string
	for _, b := range r.Body {
		if b.Language != "" {
			marked = append(marked, b.Language+": "+b.Text[:4])
		}
	}
	if strings.Join(marked, "; ") != "fr: Nous" {
		t.Errorf("marked blocks %q, want the French one alone", marked)
	}
}
