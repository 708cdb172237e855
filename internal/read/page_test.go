package read

import (
	"net/http"
	"strings"
	"testing"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/unicode"

	"tearsheet"
)

func mustRead(t *testing.T, c tearsheet.Capture) tearsheet.Revision {
	t.Helper()
	r, err := Page(c, tearsheet.Entry{})
	if err != nil {
		t.Fatalf("Page: %v", err)
	}
	checkStated(t, r)
	return r
}

var story = strings.Repeat(prose, 6)

func TestFieldsAreReadFromWhereThePageStatesThem(t *testing.T) {
	ld := func(s string) string { return `<script type="application/ld+json">` + s + `</script>` }
	for _, c := range []struct {
		name, page, field, want, evidence string
	}{
		{"headline verbatim from the h1", `<title>a Headline, of 3 words! | The Gazette</title><meta property="og:site_name" content="The Gazette"><h1>A Headline, of 3 Words!</h1>`, "headline", "A Headline, of 3 Words!", "h1"},
		{"headline without the site's name", `<title>Bridge is closed for repairs - The Gazette</title><meta property="og:site_name" content="The Gazette">`, "headline", "Bridge is closed for repairs", "title"},
		{"a dash in a headline stays", `<title>Bridge closed - mayor resigns</title>`, "headline", "Bridge closed - mayor resigns", "title"},
		{"the site's name in an h1 is no headline", `<meta property="og:site_name" content="The Gazette"><meta property="og:title" content="Bridge closed"><h1>The Gazette</h1>`, "headline", "Bridge closed", "meta og:title"},
		{"a kicker inside the h1", `<meta property="og:title" content="Bridge closed for two years"><h1><span>Traffic</span> Bridge closed for two years</h1>`, "headline", "Bridge closed for two years", "meta og:title"},
		{"published by JSON-LD", ld(`{"@type":"NewsArticle","datePublished":"2025-11-18T17:20:00-06:00"}`), "published", "2025-11-18T17:20:00-06:00", "json-ld datePublished"},
		{"published in a graph", ld(`{"@graph":[{"@type":"WebPage"},{"@type":["Article","NewsArticle"],"datePublished":"2025-11-18"}]}`), "published", "2025-11-18", "json-ld datePublished"},
		{"broken JSON-LD", ld("<!-- [{'@type':'NewsArticle', headline: \"Say \"yes\" now\",\n\"articleBody\":\"a\tb\",\"datePublished\":\"2025-11-18T17:20:00Z\",},"), "published", "2025-11-18T17:20:00Z", "json-ld datePublished"},
		{"JSON-LD that contradicts itself", ld(`[{"@type":"NewsArticle","datePublished":"2025-11-18"},{"@type":"NewsArticle","datePublished":"2024-01-01"}]`), "published", "", ""},
		{"an epoch is no time", ld(`{"@type":"NewsArticle","datePublished":"1970-01-01T00:00:00Z"}`), "published", "", ""},
		{"another article in a list is not this one", ld(`{"@type":"ItemList","itemListElement":[{"@type":"NewsArticle","datePublished":"2025-11-18"}]}`), "published", "", ""},
		{"published by meta", `<meta property="article:published_time" content="2025-11-18T17:20:00+01:00">`, "published", "2025-11-18T17:20:00+01:00", "meta article:published_time"},
		{"published by microdata", `<h1>Bridge closed for two years</h1><span itemprop="datePublished" content="2025-11-18T17:20:00Z">today</span>`, "published", "2025-11-18T17:20:00Z", "itemprop datepublished"},
		{"published by a visible time", `<h1>Bridge closed for two years</h1><time datetime="2025-11-18">Tuesday</time>`, "published", "2025-11-18", "visible time"},
		{"a time in a related list is another article's", `<h1>Bridge closed</h1><ul class="related"><li><time datetime="2025-11-18">x</time></ul>`, "published", "", ""},
		{"an unknown zone", `<meta property="article:published_time" content="2025-11-18T17:20 QQT">`, "published", "2025-11-18", "meta article:published_time"},
		{"a visible update is no publication", `<h1>Bridge closed for two years</h1><div class="date">Updated November 18, 2025</div>`, "published", "", ""},
		{"modified", `<meta property="article:modified_time" content="2025-11-19T00:00:00Z">`, "modified", "2025-11-19T00:00:00Z", "meta article:modified_time"},
		{"section as written", `<meta property="article:section" content="Middle East">`, "section", "Middle East", "meta article:section"},
		{"language", `<html lang="pt_BR">`, "language", "pt-BR", "html lang"},
		{"no language", `<html lang="{{lang}}">`, "language", "", ""},
		{"site", `<meta property="og:site_name" content="The Gazette">`, "site", "The Gazette", "meta og:site_name"},
		{"summary", `<meta name="description" content="It is &amp;amp; closed.">`, "summary", "It is & closed.", "meta description"},
		{"byline of persons without the outlet", `<meta property="og:site_name" content="The Gazette">` + ld(`{"@type":"NewsArticle","author":[{"@type":"Person","name":"By Ann Lee"},{"name":"The Gazette"},"Bo Ray and Cy Poe"]}`), "byline", "Ann Lee; Bo Ray; Cy Poe", "json-ld author"},
		{"byline of an outlet alone", ld(`{"@type":"NewsArticle","author":{"@type":"Organization","name":"NBC 5 Investigates"}}`), "byline", "NBC 5 Investigates", "json-ld author"},
		{"byline by reference", ld(`{"@graph":[{"@type":"NewsArticle","author":{"@id":"#p"}},{"@type":"Person","@id":"#p","name":"Ann Lee"}]}`), "byline", "Ann Lee", "json-ld author"},
		{"byline with a role", `<meta name="author" content="Ann Lee, political editor">`, "byline", "Ann Lee (political editor)", "meta author"},
		{"byline shown", `<h1>Bridge closed</h1><p class="byline">By Ann Lee</p>`, "byline", "Ann Lee", "visible byline"},
		{"an address is no name", `<meta property="article:author" content="https://example.com/ann">`, "byline", "", ""},
		{"canonical made absolute", `<link rel=canonical href="/b">`, "canonical", "https://news.example.com/b", "link rel=canonical"},
		{"a canonical front page is a mistake", `<link rel=canonical href="/">`, "canonical", "", ""},
		{"a canonical elsewhere is a claim", `<link rel=canonical href="https://other.org/b">`, "canonical", "", ""},
		{"dateline", "<p>MEXICO CITY (AP) — The council voted on Tuesday to close the bridge for repairs.</p>", "dateline", "MEXICO CITY", "first paragraph"},
		{"a sentence is no dateline", "<p>The mayor — a former engineer — said on Tuesday that the bridge is closed.</p>", "dateline", "", ""},
	} {
		r := mustRead(t, capture(c.page+"<article>"+storyAfter(c.page)+"</article>"))
		got := map[string]string{"headline": r.Headline, "published": r.Published.String(), "modified": r.Modified.String(), "section": r.Section, "language": r.Language,
			"site": r.Site, "summary": r.Summary, "byline": names(r.Byline), "canonical": r.Canonical, "dateline": r.Dateline}[c.field]
		if got != c.want || r.Evidence[c.field] != c.evidence {
			t.Errorf("%s: %s %q by %q, want %q by %q", c.name, c.field, got, r.Evidence[c.field], c.want, c.evidence)
		}
	}
}

// storyAfter puts a paragraph that a case brings into the article's text.
func storyAfter(page string) string {
	if strings.HasPrefix(page, "<p>") {
		return page + story
	}
	return story
}

func names(people []tearsheet.Person) string {
	var all []string
	for _, p := range people {
		if p.Role != "" {
			p.Name += " (" + p.Role + ")"
		}
		all = append(all, p.Name)
	}
	return strings.Join(all, "; ")
}

func TestClaimsAreKeptAsClaims(t *testing.T) {
	c := capture(`<link rel=canonical href="https://other.org/b"><meta name=robots content=noarchive><a rel=license href="/licence">x</a>
	<script type="application/ld+json">{"@type":"NewsArticle","isBasedOn":"https://other.org/b","correction":"The bridge is closed since Monday."}</script><article>` + story + `</article>`)
	c.Header = http.Header{"X-Robots-Tag": {"noai"}}
	d := mustRead(t, c).Declared
	want := tearsheet.Declared{Correction: "The bridge is closed since Monday.", BasedOn: []string{"https://other.org/b"}, Licence: "https://news.example.com/licence", Robots: "noarchive, noai", Canonical: "https://other.org/b"}
	if d.Correction != want.Correction || d.Licence != want.Licence || d.Robots != want.Robots || d.Canonical != want.Canonical || len(d.BasedOn) != 1 || d.BasedOn[0] != want.BasedOn[0] {
		t.Errorf("declared %+v, want %+v", d, want)
	}
	note := "Correction: An earlier version gave a wrong day for the vote of the council."
	if got := mustRead(t, capture("<article>"+story+"<p>"+note+"</p></article>")).Declared.Correction; got != note {
		t.Errorf("visible correction %q, want %q", got, note)
	}
}

func TestTheCharsetIsDecidedByWhatTheBytesAndThePageSay(t *testing.T) {
	const words = "Der Bürgermeister sagte am Dienstag, die Brücke müsse für zwei Jahre geschlossen bleiben, das sei sicher."
	latin, _ := charmap.Windows1252.NewEncoder().String(words)
	const nihon = "市長は火曜日、橋を修理のために閉鎖すると述べた。工事には少なくとも二年かかる見通しで、市民は不便を強いられる。"
	sjis, _ := japanese.ShiftJIS.NewEncoder().String(nihon)
	utf16, _ := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().String("<p>" + words + "</p>")
	bare16, _ := unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM).NewEncoder().String("\r\n <!DOCTYPE html><p>" + words + "</p>")
	big16, _ := unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM).NewEncoder().String("<p>" + words + "</p>")
	for _, c := range []struct{ name, header, body, want string }{
		{"UTF-16 without a mark", "text/html; charset=utf-8", bare16, words},
		{"UTF-16 without a mark, high byte first", "", big16, words},
		{"UTF-8 undeclared", "", "<p>" + words, words},
		{"UTF-8 that the header calls latin-1", "text/html; charset=iso-8859-1", "<p>" + words, words},
		{"by header", "text/html; charset=windows-1252", "<p>" + latin, words},
		{"by meta", "text/html", "<meta charset=ISO-8859-1><p>" + latin, words},
		{"by http-equiv", "", `<meta http-equiv=content-type content="text/html; charset=Shift_JIS"><p>` + sjis, nihon},
		{"by byte order mark", "text/html; charset=utf-8", utf16, words},
		{"UTF-8 cut in a character", "text/html; charset=utf-8", "<p>" + words + "</p>\xc3", words},
		{"guessed", "", "<p>" + latin, words},
	} {
		cap := capture(c.body)
		cap.Header = http.Header{"Content-Type": {c.header}}
		if got := mustRead(t, cap).Body[0].Text; got != c.want {
			t.Errorf("%s: text %q, want %q", c.name, got, c.want)
		}
	}
}

func TestTheTextIsTheArticleWithoutThePageAroundIt(t *testing.T) {
	page := `<header><nav><a href=/>News</a></nav></header><main><article><h1>Bridge closed for two years</h1>
	<p class="standfirst">The city closes its oldest bridge, and nobody knows how traffic will flow.</p>
	<p class="byline">By Ann Lee</p><div class="article-body">` + prose + `<h2>What happens now</h2><blockquote><p>We have no choice, and we will not wait, the mayor said.</p></blockquote>
	<figure><img src="/b.jpg" srcset="/b-400.jpg 400w, /b-1600.jpg 1600w" alt="Bridge"><figcaption>The bridge on Monday. <span class="credit">Photo: Cy Poe</span></figcaption></figure>
	<div class="advertisement">Buy now, while stocks last, the best offer of the year.</div><p>Advertisement</p><p><a href=/x>Read more: the last time that a bridge was closed</a></p>
	<ul><li>The bridge is closed from Monday, says the council.</li><li>Buses go by the lake.</li></ul>
	<table><tr><th>Year<th>Cars</tr><tr><td>2024<td>1,000</tr></table><pre>toll = 2</pre><iframe src="https://video.example.org/1" title="Film"></iframe>` + prose + prose + `<p>Sign up for our newsletter and never miss a story again.</p>
	<h3>Related articles</h3><p><a href=/y>Another bridge</a></p></div></article></main><div id="comments"><p>I say, first, that this is a comment of a reader, and it is long.</p></div><footer>© Gazette</footer>`
	r := mustRead(t, capture(page))
	var got []string
	for _, b := range r.Body {
		got = append(got, string(b.Kind)+": "+b.Text+b.URL)
	}
	sentence := "paragraph: The council voted on Tuesday to close the bridge for repairs, which will take, the mayor said, at least two years."
	want := []string{
		"paragraph: The city closes its oldest bridge, and nobody knows how traffic will flow.", sentence, "heading: What happens now", "quote: We have no choice, and we will not wait, the mayor said.",
		"image: The bridge on Monday. Photo: Cy Poehttps://news.example.com/b-1600.jpg",
		"list: The bridge is closed from Monday, says the council.", "list: Buses go by the lake.", "table: Year\tCars", "table: 2024\t1,000", "code: toll = 2", "embed: Filmhttps://video.example.org/1", sentence, sentence,
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("body\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	if len(r.Images) != 1 || r.Images[0] != (tearsheet.Image{URL: "https://news.example.com/b-1600.jpg", Caption: "The bridge on Monday.", Credit: "Photo: Cy Poe", Alt: "Bridge"}) {
		t.Errorf("images %+v", r.Images)
	}
}

func TestTheFeedsOwnTextStandsInForAPage(t *testing.T) {
	e := tearsheet.Entry{Title: "Bridge &amp; road", Link: "https://news.example.com/a", Content: "<p>One.</p><p>Two.</p><img src=/i.jpg>", Summary: "Short", Authors: []tearsheet.Person{{Name: "Ann Lee"}}, Published: readTime("2025-11-18")}
	r := FromEntry(e, "The page answered 403.")
	if r.Origin != tearsheet.FromFeed || r.Trouble != "The page answered 403." || r.Text() != "One.\n\nTwo." || r.Evidence["body"] != "feed entry content" || r.Evidence["published"] != "feed entry published" || r.Evidence["modified"] != "" {
		t.Errorf("revision %+v", r)
	}
	if r := FromEntry(tearsheet.Entry{Title: "AT&T <b>x</b>"}, "x"); r.Headline != "AT&T <b>x</b>" {
		t.Errorf("headline %q, want the title, which is plain text, as it is", r.Headline)
	}
	e.Content = ""
	if r := FromEntry(e, "x"); r.Text() != "Short" || r.Evidence["body"] != "feed entry summary" {
		t.Errorf("text %q by %q", r.Text(), r.Evidence["body"])
	}
}
