package read

import "testing"

func TestTheAddressSettlesADoubtBetweenHeadlines(t *testing.T) {
	const shown, stated, social = "Bridge ticker: ferry runs again", "Zwei Brücken für die Stadt geöffnet", "You will not believe this ferry"
	page := func(h1, json, og string) string {
		return `<meta property="og:title" content="` + og + `">` + ld(`{"@type":"NewsArticle","headline":"`+json+`"}`) + `<h1>` + h1 + `</h1><article>` + story + `</article>`
	}
	for _, c := range []struct{ name, path, page, want, evidence string }{
		{"an address that says nothing", "/a/12345", page(shown, stated, shown), shown, "h1"},
		{"JSON-LD, umlauts written out", "/news/zwei-bruecken-fuer-die-stadt-geoeffnet,Ux12", page(shown, stated, shown), stated, "json-ld headline"},
		{"JSON-LD, umlauts without dots", "/news/Zwei-Brucken-fur-die-Stadt-geoffnet-12345.html", page(shown, stated, shown), stated, "json-ld headline"},
		{"JSON-LD, letters as they are", "/news/zwei-br%C3%BCcken-f%C3%BCr-die-stadt-ge%C3%B6ffnet", page(shown, stated, shown), stated, "json-ld headline"},
		{"half of the words are not enough", "/news/zwei-bruecken-fuer-die", page(shown, stated, shown), shown, "h1"},
		{"a search headline in the address settles nothing", "/news/you-will-not-believe-this-ferry", page(stated, stated, social), stated, "h1"},
		{"both are spelled out", "/bridge-ticker-ferry-runs-again/zwei-bruecken-fuer-die-stadt-geoeffnet", page(shown, stated, shown), shown, "h1"},
		{"one word that is the last step", "/service/gestaltung.html", `<meta property="og:title" content="Wir gestalten für kleine und grosse Firmen"><h1>Gestaltung</h1><article>` + story + `</article>`, "Gestaltung", "h1"},
		{"one word that is a section", "/politik/12345.html", `<meta property="og:title" content="Wir gestalten für kleine und grosse Firmen"><h1>Politik</h1><article>` + story + `</article>`, "Wir gestalten für kleine und grosse Firmen", "meta og:title"},
	} {
		at := capture(c.page)
		at.URL, at.FinalURL = "https://news.example.com"+c.path, "https://news.example.com"+c.path
		if r := mustRead(t, at); r.Headline != c.want || r.Evidence["headline"] != c.evidence {
			t.Errorf("%s: headline %q by %q, want %q by %q", c.name, r.Headline, r.Evidence["headline"], c.want, c.evidence)
		}
	}
}

func TestOnlyTheSitesNameIsCutOffWhatJSONLDAndOgTitleBothState(t *testing.T) {
	const h1 = "<h1>Bridge closed for two years</h1>"
	both := func(words string) string {
		return `<meta property="og:site_name" content="The Gazette"><meta property="og:title" content="` + words + `">` + ld(`{"@type":"NewsArticle","headline":"`+words+`"}`)
	}
	for _, c := range []struct{ name, page, want string }{
		{"both go on behind the h1's words", both("Bridge closed for two years - a chronology") + h1, "Bridge closed for two years - a chronology"},
		{"both go on with the site's name", both("Bridge closed for two years - The Gazette") + h1, "Bridge closed for two years"},
		{"the site's name behind what both say", both("Bridge closed for two years - a chronology | The Gazette") + h1, "Bridge closed for two years - a chronology"},
		{"og:title alone goes on", `<meta property="og:title" content="Bridge closed for two years - News">` + ld(`{"@type":"NewsArticle","headline":"Bridge closed for two years"}`) + h1, "Bridge closed for two years"},
		{"JSON-LD alone goes on", `<meta property="og:title" content="Bridge closed for two years">` + ld(`{"@type":"NewsArticle","headline":"Bridge closed for two years - News"}`) + h1, "Bridge closed for two years"},
	} {
		if r := mustRead(t, capture(c.page+"<article>"+story+"</article>")); r.Headline != c.want {
			t.Errorf("%s: headline %q, want %q", c.name, r.Headline, c.want)
		}
	}
}
