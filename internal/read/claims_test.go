package read

import "testing"

// bridge is a page about the closing of a bridge, at an address of its own.
func bridge(page string) string {
	return `<html lang="en"><title>Town closes the old bridge</title><main><article><h1>Town closes the old bridge</h1>` + page + story + `</article></main>`
}

func TestAnObjectAboutAnotherPageSaysNothingAboutThisOne(t *testing.T) {
	for _, c := range []struct{ name, block, published, byline, canonical string }{
		{"another article", `{"@type":"NewsArticle","url":"https://news.example.com/quite-another","headline":"Quite another story","datePublished":"2019-01-01T10:00:00Z","author":{"name":"Zoe Wrong"}}`, "", "", ""},
		{"another article by its main page", `{"@type":"NewsArticle","mainEntityOfPage":{"@id":"https://news.example.com/other"},"headline":"Quite another story","datePublished":"2019-01-01","author":"Zoe Wrong"}`, "", "", ""},
		{"a film", `{"@type":"VideoObject","name":"Ten goals of the week","datePublished":"2019-01-01","author":{"name":"Zoe Wrong"}}`, "", "", ""},
		{"a customer's review", `{"@type":"Review","name":"Great kettle","datePublished":"2019-01-01","author":{"name":"Zoe Wrong"}}`, "", "", ""},
		{"a check of a claim", `{"@type":"ClaimReview","claimReviewed":"The moon is cheese","datePublished":"2019-01-01","author":{"name":"Zoe Wrong"}}`, "", "", ""},
		{"another page", `{"@type":"WebPage","url":"https://news.example.com/about-us","name":"About us","datePublished":"2019-01-01"}`, "", "", ""},
		{"this article at its other address", `{"@type":"NewsArticle","url":"https://news.example.com/a-1234","headline":"Town closes the old bridge","datePublished":"2025-01-01","author":{"name":"Ann Lee"}}`, "2025-01-01", "Ann Lee", "https://news.example.com/a-1234"},
		{"this article with the front page as its address", `{"@type":"NewsArticle","url":"https://news.example.com/","headline":"Bridge shut","datePublished":"2025-01-01","author":{"name":"Ann Lee"}}`, "2025-01-01", "Ann Lee", ""},
		{"this article without an address", `{"@type":"NewsArticle","headline":"Bridge shut","mainEntityOfPage":"True","datePublished":"2025-01-01","author":{"name":"Ann Lee"}}`, "2025-01-01", "Ann Lee", ""},
		{"this page's film", `{"@type":"VideoObject","name":"Town closes the old bridge","datePublished":"2025-01-01"}`, "2025-01-01", "", ""},
		{"another article beside this page", `[{"@type":"NewsArticle","url":"https://news.example.com/other","headline":"Quite another story","datePublished":"2019-01-01"},{"@type":"WebPage","@id":"https://news.example.com/a","datePublished":"2025-01-01"}]`, "2025-01-01", "", ""},
	} {
		r := mustRead(t, capture(bridge(ld(c.block))))
		if r.Published.String() != c.published || names(r.Byline) != c.byline || r.Canonical != c.canonical || r.Headline != "Town closes the old bridge" {
			t.Errorf("%s: published %q, byline %q, canonical %q, headline %q; want %q, %q, %q", c.name, r.Published, names(r.Byline), r.Canonical, r.Headline, c.published, c.byline, c.canonical)
		}
	}
}
