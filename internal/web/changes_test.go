package web

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"tearsheet"
	"tearsheet/internal/feed"
)

func TestChangesOfAllSourcesAreListedWithTheirNoteAndTheWayToTheDifference(t *testing.T) {
	f := newspaper()
	id := find(t, f, "River accord gives the valley 60")
	page := read(t, newServer(f, nil), asked{path: "/changes"}, http.StatusOK)
	inOrder(t, page, "<h1>Corrections and changes</h1>", "River accord gives the valley 60", "The Harbour Gazette", "seen <time datetime=\"2026-11-24T13:20:00Z\">13:20 UTC</time>", "Correction, with a note, headline, removal", diffPath(id, 2, 3),
		"Figure changed: 90 → 60.", "<del>River accord gives the valley 90 million litres a day</del>", "The publisher’s note: <q dir=\"auto\">An earlier version of this article gave a wrong figure for the valley.</q>",
		"Removal, no correction note", diffPath(id, 1, 2))
	mustHold(t, read(t, newServer(f, nil), asked{path: "/"}, http.StatusOK), `<a href="/changes">Corrections and changes</a>`)
	mustNotHold(t, strings.ToLower(page), "stealth")
}

func TestTheListOfChangesIsNarrowedByPlainLinks(t *testing.T) {
	h := newServer(newspaper(), nil)
	for path, n := range map[string]int{
		"/changes": 2, "/changes?kind=headline": 1, "/changes?kind=correction-declared": 1, "/changes?kind=style": 0, "/changes?notice=undisclosed": 1,
		"/changes?notice=declared": 1, "/changes?source=harbour-gazette.example": 2, "/changes?source=meridian.example": 0, "/changes?notice=declared&source=harbour-gazette.example": 1,
	} {
		page := read(t, h, asked{path: path}, http.StatusOK)
		if got := strings.Count(page, `<li class="item`); got != n {
			t.Errorf("%s: %d changes, not %d", path, got, n)
		}
		mustHold(t, page, `aria-current="true"`, `href="/changes.atom`)
	}
	mustHold(t, read(t, h, asked{path: "/changes?notice=declared&kind=fact"}, http.StatusOK), `href="/changes?kind=headline&amp;notice=declared"`, `href="/changes.json?kind=fact&amp;notice=declared"`)
	for _, path := range []string{"/changes?kind=stealth", "/changes?notice=x", "/changes.atom?kind=x", "/changes?after=x"} {
		read(t, h, asked{path: path}, http.StatusBadRequest)
	}
	read(t, h, asked{path: "/changes?source=nobody.example"}, http.StatusNotFound)
}

func TestThePageSaysHowManyChangesTheOperatorsSettingLeavesOut(t *testing.T) {
	f := changingPress(2)
	page := read(t, newServer(f, nil), asked{path: "/changes"}, http.StatusOK)
	mustNotHold(t, page, "operator’s setting")
	f.sources[0].MinimumChange = 9
	page = read(t, newServer(f, nil), asked{path: "/changes"}, http.StatusOK)
	mustHold(t, page, "2 changes are not listed, by the operator’s setting for their sources", "Nothing is listed.")
	mustNotHold(t, page, "No such change has been seen yet.", `<li class="item`)
}

// changingPress keeps n articles whose figure changed, one a minute.
func changingPress(n int) *fakeStore {
	f := newFake()
	f.sources = []tearsheet.Source{{ID: "a.example", Name: "A", Rights: tearsheet.Rights{Use: tearsheet.Full}}}
	for i := range n {
		say := func(figure int) []tearsheet.Block {
			return []tearsheet.Block{{Kind: tearsheet.Paragraph, Text: fmt.Sprintf("The first dam of the valley holds %d litres of water since the spring.", figure)}}
		}
		seen := testNow.Add(-time.Duration(n-i) * time.Minute)
		f.add(tearsheet.Article{URL: fmt.Sprintf("https://a.example/%d", i), Source: "a.example", FirstSeen: seen}, tearsheet.Revision{Headline: fmt.Sprintf("Dam %d", i), Body: say(40), Seen: seen}, tearsheet.Revision{Headline: fmt.Sprintf("Dam %d", i), Body: say(60), Seen: seen})
	}
	return f
}

func TestChangesNobodyIsToBeToldOfAreLeftOutAndThePagesGoOn(t *testing.T) {
	f := changingPress(130)
	odd := func(o *Options) {
		o.Tell = func(_ tearsheet.Source, c tearsheet.Change) bool {
			for i, a := range f.articles {
				if a.ID == c.Article {
					return i%2 == 1
				}
			}
			return false
		}
	}
	h := newServer(f, odd)
	var got []string
	for next, pages := "", 0; pages < 9; pages++ {
		var answer struct {
			Changes []struct {
				Article struct{ Headline string }
			}
			Next string
		}
		if err := json.Unmarshal([]byte(read(t, h, asked{path: "/api/v1/changes?limit=20&cursor=" + next}, http.StatusOK)), &answer); err != nil {
			t.Fatal(err)
		}
		for _, c := range answer.Changes {
			got = append(got, c.Article.Headline)
		}
		if next = answer.Next; next == "" {
			break
		}
	}
	if len(got) != 65 || got[0] != "Dam 129" || got[64] != "Dam 1" {
		t.Errorf("%d changes: %v", len(got), got)
	}
	page := read(t, h, asked{path: "/changes"}, http.StatusOK)
	if n := strings.Count(page, `<li class="item`); n != pageSize || !strings.Contains(page, `rel="next"`) {
		t.Errorf("%d changes on the first page", n)
	}
}

func TestTheOperatorsSettingsForASourceHoldInTheList(t *testing.T) {
	for name, c := range map[string]struct {
		change func(*tearsheet.Source)
		want   int
	}{
		"all":                  {func(*tearsheet.Source) {}, 3},
		"headline only":        {func(s *tearsheet.Source) { s.Follow = tearsheet.FollowHeadline }, 0},
		"fewer than the least": {func(s *tearsheet.Source) { s.MinimumChange = 3 }, 0},
		"as many as the least": {func(s *tearsheet.Source) { s.MinimumChange = 2 }, 3},
	} {
		f := changingPress(3)
		c.change(&f.sources[0])
		if got := strings.Count(read(t, newServer(f, nil), asked{path: "/changes"}, http.StatusOK), `<li class="item`); got != c.want {
			t.Errorf("%s: %d changes", name, got)
		}
	}
}

func TestAHeadlineOnTrialIsNotToldYet(t *testing.T) {
	for ago, want := range map[time.Duration]int{time.Minute: 0, time.Hour: 1} {
		f := newFake()
		f.sources = outlets
		f.add(tearsheet.Article{URL: "https://meridian.example/1", Source: "meridian.example", FirstSeen: testNow.Add(-2 * time.Hour)},
			tearsheet.Revision{Headline: "Mayor praises the bridge", Body: bodyOf(1)}, tearsheet.Revision{Headline: "Mayor condemns the tunnel", Body: bodyOf(1), Seen: testNow.Add(-ago)})
		if got := strings.Count(read(t, newServer(f, nil), asked{path: "/changes"}, http.StatusOK), `<li class="item`); got != want {
			t.Errorf("%s ago: %d changes", ago, got)
		}
	}
}

func TestTheFeedOfChangesNamesEachByItsArticleAndRevisions(t *testing.T) {
	f := newspaper()
	h := newServer(f, nil)
	id := find(t, f, "River accord gives the valley 60")
	atom := read(t, h, asked{path: "/changes.atom?notice=declared"}, http.StatusOK)
	mustHold(t, atom, "<id>tag:tearsheet,2026:"+string(id)+"/2..3</id>", "Correction, with a note, headline, removal: River accord", "<updated>2026-11-24T13:20:00Z</updated>", diffPath(id, 2, 3), "An earlier version of this article",
		"/changes.atom?notice=declared")
	if _, err := feed.Read([]byte(atom), http.Header{"Content-Type": {"application/atom+xml"}}, "http://x.example/changes.atom"); err != nil {
		t.Error(err)
	}
	mustHold(t, read(t, h, asked{path: "/changes.json"}, http.StatusOK), string(id)+"/1..2")
	tag := asked{path: "/changes.atom"}.of(h).Header().Get("ETag")
	if again := (asked{path: "/changes.atom", header: http.Header{"If-None-Match": {tag}}}).of(h); again.Code != http.StatusNotModified {
		t.Errorf("asked again: %d", again.Code)
	}
}

func TestFeedsAndTheAPISayWhoseWordsAnArticleCarries(t *testing.T) {
	f := newspaper()
	origin, _, modified, _ := kinOfPress(t, f)
	h := newServer(f, nil)
	mustHold(t, read(t, h, asked{path: "/source/valley-post.example/feed.atom"}, http.StatusOK), "Modified from", "91 % of its words stand there; another headline", againstPath(modified, origin))
	mustHold(t, read(t, h, asked{path: "/api/v1/articles/" + string(modified)}, http.StatusOK), `"reuse":[{"copy":"`+string(modified)+`","of":"`+string(origin), `"relation":"modified"`, `"passages":[{"copy":[`, `"first":"origin"`, `"name":"Meridian"`)
	mustHold(t, read(t, h, asked{path: "/api/v1/articles/" + string(origin)}, http.StatusOK), `"reuse":[]`)
	mustHold(t, read(t, h, asked{path: "/api/v1/articles/" + string(origin) + "/reuse"}, http.StatusOK), `"reuse":[],"copies":[{"copy":`, `"headline":"Capitals Agree: Less Water for Us"`)
	id := find(t, f, "River accord gives the valley 60")
	mustHold(t, read(t, h, asked{path: "/api/v1/articles/" + string(id) + "/changes"}, http.StatusOK), `"changes":[{"article":"`+string(id), `"evidence":[{"kind":`)
	mustHold(t, read(t, h, asked{path: "/api/v1/changes?kind=headline&kind=fact"}, http.StatusOK), `"note":"An earlier version`, `"next":""`)
	read(t, h, asked{path: "/api/v1/changes?kind=stealth"}, http.StatusBadRequest)
	read(t, h, asked{path: "/api/v1/articles/aaaaaaaaaaaaaaaaaaaa/reuse"}, http.StatusNotFound)
}

func TestASourceTellsHowMuchOfItIsOfOthersFromThirtyArticlesOn(t *testing.T) {
	f := newspaper()
	page := read(t, newServer(f, nil), asked{path: "/source/valley-post.example"}, http.StatusOK)
	mustHold(t, page, "No words of others found", "Modified</th><td>1 of ", `href="/changes?source=valley-post.example"`)
	mustNotHold(t, page, "<svg")
	rows, bar := sharesOf([]tearsheet.RelationCount{{Relation: tearsheet.RelationVerbatim, Count: 9}, {Relation: "", Count: 21}, {Relation: tearsheet.RelationQuoted, Count: 10}})
	if fmt.Sprint(rows) != "[{No words of others found 21 of 40 52 % share-own} {Quotes others 10 of 40 25 % share-quoted} {Verbatim 9 of 40 22 % share-verbatim}]" ||
		fmt.Sprint(bar) != "[{share-own 0 525} {share-quoted 525 775} {share-verbatim 775 1000}]" {
		t.Errorf("%v %v", rows, bar)
	}
	mustHold(t, read(t, newServer(f, nil), asked{path: "/source/harbour-gazette.example"}, http.StatusOK), "Corrections with a note</th><td>1</td>", "undisclosed</th><td>1</td>")
}

func TestWhatAnOldPageAskedOfSnippetsHoldsInEveryListOfChanges(t *testing.T) {
	for _, robots := range []string{"", "nosnippet"} {
		f := newFake()
		f.sources = []tearsheet.Source{{ID: "a.example", Name: "A"}}
		say := func(name string) []tearsheet.Block {
			return []tearsheet.Block{{Kind: tearsheet.Paragraph, Text: "The first dam of the valley was built by " + name + " Hale in the spring of that year, they said."}}
		}
		f.add(tearsheet.Article{URL: "https://a.example/1", Source: "a.example", FirstSeen: testNow.Add(-3 * time.Hour)},
			tearsheet.Revision{Headline: "Dam", Body: say("Ebenezer"), Declared: tearsheet.Declared{Robots: robots}, Seen: testNow.Add(-3 * time.Hour)},
			tearsheet.Revision{Headline: "Dam", Body: say("Ambrose"), Seen: testNow.Add(-2 * time.Hour)},
			tearsheet.Revision{Headline: "Dam", Body: say("Cornelius"), Seen: testNow.Add(-time.Hour)})
		for _, path := range []string{"/changes", "/changes.atom", "/changes.json", "/api/v1/changes"} {
			page := read(t, newServer(f, nil), asked{path: path}, http.StatusOK)
			if got := strings.Contains(page, "Ebenezer") || strings.Contains(page, "Ambrose"); got != (robots == "") {
				t.Errorf("robots %q: %s quotes the old page: %v", robots, path, got)
			}
		}
	}
}

func TestASourcesPageTellsHowManyCopiesKeepTheAttribution(t *testing.T) {
	counts := []tearsheet.RelationCount{{Relation: "", Count: 5}, {Relation: tearsheet.RelationBasedOn, Count: 4, Credited: 4},
		{Relation: tearsheet.RelationVerbatim, Count: 3, Credited: 2}, {Relation: tearsheet.RelationModified, Count: 2}}
	if got := attributionKept(counts); !strings.HasPrefix(got, "Attribution kept in 2 of 5 copies") {
		t.Errorf("%q, want 2 of 5 copies", got)
	}
	if got := attributionKept(counts[:2]); got != "" {
		t.Errorf("no copies: %q", got)
	}
}
