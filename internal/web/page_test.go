package web

import (
	"io/fs"
	"net/http"
	"strings"
	"testing"

	"github.com/jba/templatecheck"

	"tearsheet"
)

func TestEveryTemplateFitsItsData(t *testing.T) {
	set := parseTemplates()
	for name, data := range pages {
		if err := templatecheck.CheckHTML(set[name].Lookup(name), data); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	files, err := fs.Glob(templateFiles, "templates/*.html")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		name := strings.TrimPrefix(f, "templates/")
		if pages[name] == nil && name != "frame.html" && name != "parts.html" {
			t.Errorf("%s has no row in the table of pages", name)
		}
	}
}

// paths gives one address of every page type, over the made-up press.
func paths(f *fakeStore) []string {
	all := []string{"/", "/?after=60", "/search", "/search?q=river", "/search?q=qqqq", "/status", "/source/harbour-gazette.example", "/source/civic-ledger.example:8443", "/source/northwire.example",
		"/changes", "/changes?kind=update&source=harbour-gazette.example&notice=declared"}
	for _, r := range f.reuse {
		all = append(all, againstPath(r.Copy, r.Of), againstPath(r.Copy, r.Of)+"?view=columns", againstPath(r.Copy, r.Of)+"?view=passages")
	}
	for _, a := range f.articles {
		all = append(all, articlePath(a.ID))
		if a.Revisions > 1 {
			all = append(all, diffPath(a.ID, 1, 2), diffPath(a.ID, 1, 3), diffPath(a.ID, 1, 3)+"?view=columns")
		}
	}
	return all
}

func TestEveryPageIsWholeWithOneHeadingAndNothingActive(t *testing.T) {
	f := newspaper()
	h := newServer(f, nil)
	for _, path := range paths(f) {
		for _, a := range []asked{{path: path}, asOperator(path)} {
			page := read(t, h, a, http.StatusOK)
			if !strings.HasSuffix(strings.TrimSpace(page), "</html>") || strings.Count(page, "<h1") != 1 {
				t.Errorf("%s: not whole, or without one h1", path)
			}
			mustNotHold(t, page, "<script>", "<img", "onerror=alert(1)>", `="javascript:`, `="data:`, " style=", "ZgotmplZ")
		}
	}
}

func TestTheFrontPageCountsWhatItShows(t *testing.T) {
	f := newspaper()
	page := read(t, newServer(f, nil), asked{path: "/"}, http.StatusOK)
	if n := strings.Count(page, `<li class="item`); n != pageSize {
		t.Errorf("%d items, not %d", n, pageSize)
	}
	mustHold(t, page, "Tuesday 24 November 2026", "Monday 23 November 2026", `href="/?after=60"`, "time not stated, first seen ",
		"corrected; also changed, no note</a>", `dir="auto">اتفاق`, noHeadline, "address has not answered with the article")
	second := read(t, newServer(f, nil), asked{path: "/?after=60"}, http.StatusOK)
	if n := strings.Count(second, `<li class="item`); n != len(f.articles)-pageSize {
		t.Errorf("%d items on the second page, not %d", n, len(f.articles)-pageSize)
	}
}

func TestAnEmptyEditionAsksTheBrowserToLookAgainAndAFullOneDoesNot(t *testing.T) {
	empty := asked{path: "/"}.of(newServer(newFake(), nil))
	if empty.Header().Get("Refresh") != "2" {
		t.Error("the empty edition does not ask to look again")
	}
	mustHold(t, empty.Body.String(), "The first edition is being gathered", "</html>")
	if full := (asked{path: "/"}).of(newServer(newspaper(), nil)); full.Header().Get("Refresh") != "" {
		t.Error("the full edition asks to look again")
	}
}

func TestTheFrontPageWithItsFilesFitsTwentyKilobytes(t *testing.T) {
	s := &server{assets: loadAssets()}
	h := newServer(newspaper(), nil)
	total := asked{path: "/", header: http.Header{"Accept-Encoding": {"gzip"}}}.of(h).Body.Len()
	for name := range s.assets.named {
		total += asked{path: s.assets.path(name), header: http.Header{"Accept-Encoding": {"gzip, br"}}}.of(h).Body.Len()
	}
	if total > 19_000 { // leaves a thousand for the headers of four answers
		t.Errorf("%d bytes", total)
	}
	script, err := staticFiles.ReadFile("static/live.js")
	if err != nil || len(script) > 3000 {
		t.Errorf("the script has %d bytes (%v)", len(script), err)
	}
}

func find(t *testing.T, f *fakeStore, headline string) tearsheet.ArticleID {
	t.Helper()
	for _, a := range f.articles {
		if strings.HasPrefix(f.item(a).Revision.Headline, headline) {
			return a.ID
		}
	}
	t.Fatalf("no article %q", headline)
	return ""
}

func TestAnArticleSaysWhereItComesFromWithEvidence(t *testing.T) {
	f := newspaper()
	id := find(t, f, "River accord gives the valley 60")
	page := read(t, newServer(f, nil), asked{path: articlePath(id)}, http.StatusOK)
	mustHold(t, page, "River accord gives the valley 60 million litres a day", "Where this comes from",
		`href="https://harbour-gazette.example/2026/11/24/river-accord"`, "24 Nov 2026, 05:00 −06:00", "structured data (JSON-LD)",
		"24 Nov 2026, 11:20 UTC", "the same as the address", "SHA-256 3f1c00000000…", "fetching was allowed", "Allow: /",
		"Headline changed.", "Figure changed: 90 → 60.", diffPath(id, 2, 3), "no licence is recorded", `<time datetime="2026-11-24T11:00:00Z">`, "An earlier version of this article")
}

// A 404 may be a move, a mistake or a page that never worked, a 451 a court's
// doing: only that the address does not answer is known.
func TestAnArticleThatIsGoneIsNotSaidToHaveBeenTakenDown(t *testing.T) {
	f := newspaper()
	id := find(t, f, "This one was taken down")
	page := read(t, newServer(f, nil), asked{path: articlePath(id)}, http.StatusOK)
	mustHold(t, page, "Its address has not answered with the article since 24 Nov 2026, 13:20 UTC.")
	for _, path := range []string{articlePath(id), "/", "/source/valley-post.example", "/api/v1/openapi.json"} {
		mustNotHold(t, read(t, newServer(f, nil), asked{path: path}, http.StatusOK), "took this article down", "taken down by", "taken it down")
	}
}

func TestWhatAPublisherDidNotStateIsSaidToBeSoAndNeverFilledIn(t *testing.T) {
	f := newspaper()
	page := read(t, newServer(f, nil), asked{path: articlePath(find(t, f, "Read from the feed only"))}, http.StatusOK)
	mustHold(t, page, "time of publication not stated by the publisher", "the feed’s own text, because the page answered 403 Forbidden.")
	if n := strings.Count(page, notStated); n < 8 {
		t.Errorf("%d fields are said not to be stated, fewer than the 8 that are not", n)
	}
	mustNotHold(t, page, "published <time")
}

func TestAnOddHeadlineIsShownAsTextAndBadLinksAreNone(t *testing.T) {
	f := newspaper()
	page := read(t, newServer(f, nil), asOperator(articlePath(find(t, f, "<script>"))), http.StatusOK)
	mustHold(t, page, "&lt;script&gt;alert(", `href="https://meridian.example/origin"`, `href="https://elsewhere.example/a"`)
	mustNotHold(t, page, `href="javascript`, `href="data:`, `lang="en&#34;`)
}

func TestADifferenceShowsHeadlineFirstAndBothSides(t *testing.T) {
	f := newspaper()
	id := find(t, f, "River accord gives the valley 60")
	page := read(t, newServer(f, nil), asOperator(diffPath(id, 1, 3)), http.StatusOK)
	mustHold(t, page, "<del>90</del>", "<ins>60</ins>", "paragraphs unchanged", "removed", "added", "Modified, as stated", "Headline changed.")
	if strings.Index(page, "<h2>Headline</h2>") > strings.Index(page, "<h2>Text</h2>") {
		t.Error("the text stands before the headline")
	}
	for _, bad := range []string{"/diff/3..1", "/diff/1..1", "/diff/0..1", "/diff/x..2", "/diff/1", "/diff/1..2.xml"} {
		read(t, newServer(f, nil), asked{path: articlePath(id) + bad}, http.StatusBadRequest)
	}
	read(t, newServer(f, nil), asked{path: diffPath(id, 1, 9)}, http.StatusNotFound)
}

func TestASourceTellsItsFeedsAndItsOwnFigures(t *testing.T) {
	f := newspaper()
	page := read(t, newServer(f, nil), asked{path: "/source/harbour-gazette.example"}, http.StatusOK)
	mustHold(t, page, "in trouble: 3 failed looks in a row", "It answered with something that is not a feed.", "Shares are told from 30 articles on.", "First seen by us", `href="/source/harbour-gazette.example/feed.atom"`)
	mustNotHold(t, page, "s3cret")
	mustHold(t, read(t, newServer(f, nil), asOperator("/source/harbour-gazette.example"), http.StatusOK), "s3cret")
}

func TestEachDropIsNamedToTheOperatorAndOnlyCountedToThePublic(t *testing.T) {
	h := newServer(newspaper(), nil)
	public := read(t, h, asked{path: "/source/harbour-gazette.example"}, http.StatusOK)
	mustHold(t, public, "robots: 4", "no link: 1", "not an article address: 2")
	mustNotHold(t, public, "dr0p")
	page := read(t, h, asOperator("/source/harbour-gazette.example"), http.StatusOK)
	mustHold(t, page, "/subscribers/dr0p?key=1</a>: robots, 4×, last ", "<bdi>javascript:dr0p</bdi>: no link, 1×")
	mustNotHold(t, page, "valley-post.example/other", `href="javascript`)
	if strings.Index(page, "long-dr0p") > strings.Index(page, "subscribers/dr0p") {
		t.Error("the latest drop does not stand first")
	}
}

func TestASearchMarksWhatItFoundAndHintsWhenItFindsNothing(t *testing.T) {
	h := newServer(newspaper(), nil)
	mustHold(t, read(t, h, asked{path: "/search?q=accord"}, http.StatusOK), "<mark>accord</mark>", `href="/search.atom?q=accord"`)
	mustHold(t, read(t, h, asked{path: "/search?q=qqqq"}, http.StatusOK), "No article holds these words", "Try fewer words")
	read(t, h, asked{path: "/search?q=" + strings.Repeat("x", 201)}, http.StatusBadRequest)
}

func TestTheLiveLineCountsWhatCameSince(t *testing.T) {
	f := newspaper()
	h := newServer(f, nil)
	mustHold(t, read(t, h, asked{path: "/live.json?after=70"}, http.StatusOK), `{"new":6,"last":76}`)
	mustHold(t, read(t, h, asked{path: "/live.json?after=99"}, http.StatusOK), `{"new":0,"last":76}`)
	read(t, h, asked{path: "/live.json?after=x"}, http.StatusBadRequest)
}
