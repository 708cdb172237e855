package read

import (
	"testing"

	"tearsheet"
)

func TestMetaStatesWhatPageStates(t *testing.T) {
	page := `<!DOCTYPE html><html lang="en-GB"><head><base href="https://news.example.com/x/"><title>Bridge closed for two years | The Gazette</title><meta property="og:site_name" content="The Gazette">
	<meta property="article:published_time" content="2025-11-18T17:20:00Z"><meta property="article:modified_time" content="2025-11-19T08:00:00Z"><meta property="article:section" content="Traffic"><meta name="description" content="It is closed.">
	<link rel="canonical" href="../bridge"><meta name="robots" content="noai"></head><body><!-- <h1>Not this one</h1> --><script>var s = "<h1>nor this one</h1>";</script><h1>Bridge <em>closed</em> for<br>two years</h1><article>` + story + `</article>
	<SCRIPT TYPE="application/ld+json">{"@type":"NewsArticle","headline":"Bridge closed for two years","author":[{"name":"Ann Lee"},{"name":"The Gazette"}]}</SCRIPT></body></html>`
	full := mustRead(t, capture(page))
	got, err := Meta(capture(page))
	if err != nil {
		t.Fatal(err)
	}
	checkStated(t, got)
	for _, c := range []struct{ field, page, meta string }{
		{"headline", full.Headline, got.Headline}, {"byline", names(full.Byline), names(got.Byline)}, {"section", full.Section, got.Section}, {"published", full.Published.String(), got.Published.String()},
		{"modified", full.Modified.String(), got.Modified.String()}, {"canonical", full.Canonical, got.Canonical}, {"language", full.Language, got.Language}, {"site", full.Site, got.Site}, {"summary", full.Summary, got.Summary},
		{"robots", full.Declared.Robots, got.Declared.Robots},
	} {
		if c.page == "" || c.page != c.meta || full.Evidence[c.field] != got.Evidence[c.field] {
			t.Errorf("%s: Page %q by %q, Meta %q by %q", c.field, c.page, full.Evidence[c.field], c.meta, got.Evidence[c.field])
		}
	}
	if len(got.Body) != 0 || len(got.Images) != 0 {
		t.Errorf("Meta gave a body of %d blocks", len(got.Body))
	}
}

func TestMetaRefusesWhatPageRefuses(t *testing.T) {
	if _, err := Meta(capture("%PDF-1.7")); err == nil {
		t.Error("a PDF was skimmed")
	}
	if r, err := Meta(capture("<p>Nothing is stated here.</p>")); err != nil || r.Headline != "" || len(r.Evidence) != 0 {
		t.Errorf("a page that states nothing: %+v, %v", r, err)
	}
}

// On real pages the two agree wherever the page states a field outside of its
// visible text.
func TestMetaAgreesWithPageOnTheLabelledPages(t *testing.T) {
	agree, all := 0, 0
	for _, p := range set(t, "fundus") {
		c := tearsheet.Capture{URL: p.URL, FinalURL: p.URL, Status: 200, Body: p.body}
		full, err := Page(c, tearsheet.Entry{})
		got, errMeta := Meta(c)
		if err != nil || errMeta != nil {
			t.Errorf("%s: %v, %v", p.ID, err, errMeta)
			continue
		}
		for _, pair := range [][2]string{{full.Headline, got.Headline}, {full.Published.String(), got.Published.String()}, {full.Site, got.Site}, {full.Canonical, got.Canonical}, {full.Section, got.Section}, {names(full.Byline), names(got.Byline)}} {
			all++
			if pair[0] == pair[1] {
				agree++
			}
		}
	}
	if agree*100 < all*90 {
		t.Errorf("Meta agrees with Page in %d of %d fields, want nine in ten", agree, all)
	}
	t.Logf("%d of %d fields agree", agree, all)
}
