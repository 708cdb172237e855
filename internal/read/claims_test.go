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

func TestWhatAPageStatesOtherwiseIsKeptAsAConflict(t *testing.T) {
	at := "https://news.example.com"
	for _, c := range []struct{ name, page, canonical, elsewhere, published, conflicts string }{
		{"link and og:url", `<link rel=canonical href="/b"><meta property="og:url" content="/c">`, at + "/b", "", "", "canonical " + at + "/c by meta og:url; "},
		{"a slash is no conflict", `<link rel=canonical href="/b"><meta property="og:url" content="http://news.example.com/b/">`, at + "/b", "", "", ""},
		{"two links", `<link rel=canonical href="/b"><link rel=canonical href="/c">`, "", "", "", "canonical " + at + "/b by link rel=canonical; canonical " + at + "/c by link rel=canonical; "},
		{"two links, of which og:url repeats one", `<link rel=canonical href="/b"><link rel=canonical href="/c"><meta property="og:url" content="/c">`, at + "/c", "", "", "canonical " + at + "/b by link rel=canonical; "},
		{"elsewhere, beside an own address", `<link rel=canonical href="https://other.org/b"><meta property="og:url" content="/a">`, at + "/a", "https://other.org/b", "", ""},
		{"days of publication", ld(`{"@type":"NewsArticle","datePublished":"2025-11-18"}`) + `<meta property="article:published_time" content="2024-01-01T00:00:00Z">`, "", "", "2025-11-18", "published 2024-01-01T00:00:00Z by meta article:published_time; "},
		{"days of which none counts", ld(`{"@type":"NewsArticle","datePublished":["2025-11-18","2024-01-01"]}`), "", "", "", "published 2025-11-18 by json-ld datePublished; published 2024-01-01 by json-ld datePublished; "},
		{"one night in two zones", ld(`{"@type":"NewsArticle","datePublished":"2025-11-18T23:30:00Z"}`) + `<meta property="article:published_time" content="2025-11-19">`, "", "", "2025-11-18T23:30:00Z", ""},
	} {
		r := mustRead(t, capture(bridge(c.page)))
		got := ""
		for _, x := range r.Declared.Conflicts {
			got += x.Field + " " + x.Value + " by " + x.Where + "; "
		}
		if r.Canonical != c.canonical || r.Declared.Canonical != c.elsewhere || r.Published.String() != c.published || got != c.conflicts {
			t.Errorf("%s: canonical %q, elsewhere %q, published %q, conflicts %q", c.name, r.Canonical, r.Declared.Canonical, r.Published, got)
		}
	}
}
