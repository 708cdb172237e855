package web

import (
	"net/http"
	"strings"
	"testing"

	"tearsheet"
)

func TestAListSaysTheGravestOfAnArticlesChanges(t *testing.T) {
	is := func(undisclosed bool, kinds ...tearsheet.ChangeKind) tearsheet.Change {
		return tearsheet.Change{Kinds: kinds, Undisclosed: undisclosed, Summary: "x"}
	}
	for want, changes := range map[string][]tearsheet.Change{
		"corrected":                        {is(false, tearsheet.KindUpdate), is(false, tearsheet.KindCorrection, tearsheet.KindFact)},
		"corrected; also changed, no note": {is(true, tearsheet.KindFact), is(false, tearsheet.KindCorrection)},
		"changed, no note":                 {is(true, tearsheet.KindFact), is(false, tearsheet.KindUpdate)},
		"updated":                          {is(false, tearsheet.KindUpdate), is(false, tearsheet.KindStyle)},
		"reworded":                         {is(false, tearsheet.KindStyle), is(false, tearsheet.KindNoise)},
		"cosmetic change":                  {is(false, tearsheet.KindNoise)},
		"changed 2×":                       {is(false, tearsheet.KindUpdate), is(false)},
	} {
		if got := fateOf(changes, len(changes)); got != want {
			t.Errorf("%q, not %q", got, want)
		}
	}
	if got := fateOf([]tearsheet.Change{is(false, tearsheet.KindUpdate)}, 2); got != "changed 2×" {
		t.Errorf("one change of two is known: %q", got)
	}
	if got := fateOf(nil, 0); got != "" {
		t.Errorf("a first revision: %q", got)
	}
}

func TestTheKindsOfAChangeAreSaidInWords(t *testing.T) {
	number := []tearsheet.ChangeEvidence{{Kind: tearsheet.KindFact, Why: "number", Old: "40", New: "60"}, {Kind: tearsheet.KindFact, Why: "number", Old: "1", New: "2"}}
	for want, c := range map[string]tearsheet.Change{
		"correction, with a note, figure changed": {Kinds: []tearsheet.ChangeKind{tearsheet.KindCorrection, tearsheet.KindFact}, Evidence: number, Declared: true},
		"figure changed, no correction note":      {Kinds: []tearsheet.ChangeKind{tearsheet.KindFact}, Evidence: number, Undisclosed: true},
		"headline, update, wording":               {Kinds: []tearsheet.ChangeKind{tearsheet.KindHeadline, tearsheet.KindUpdate, tearsheet.KindStyle}},
		"wording only":                            {Kinds: []tearsheet.ChangeKind{tearsheet.KindStyle}},
		"cosmetic":                                {Kinds: []tearsheet.ChangeKind{tearsheet.KindNoise}, Rung: tearsheet.RungCosmetic},
		"an earlier version came back":            {Kinds: []tearsheet.ChangeKind{tearsheet.KindNoise}, Rung: tearsheet.RungAlternating},
		"":                                        {Summary: "1 sentence edited."},
	} {
		if got := kindsInWords(&c); got != want {
			t.Errorf("%q, not %q", got, want)
		}
	}
}

func TestEvidenceOfFactsIsQuotedOnceAndOnlyWithinRights(t *testing.T) {
	c := tearsheet.Change{Evidence: []tearsheet.ChangeEvidence{{Kind: tearsheet.KindFact, Why: "number", Old: "40", New: "60"}, {Kind: tearsheet.KindFact, Why: "name", Old: "Ruiz", New: "Ruis"}}}
	for _, s := range []*sight{{view: public}, {view: excerpt, left: mostWords}} {
		if got := strings.Join(s.facts(&c, "Figure changed: 40 → 60."), "; "); got != "Ruiz → Ruis" {
			t.Errorf("%v: %q", s.view, got)
		}
	}
	for _, s := range []*sight{{view: linkOnly, left: mostWords}, {view: excerpt, left: 1}} {
		if got := s.facts(&c, ""); got != nil {
			t.Errorf("%v with %d words left quotes %q", s.view, s.left, got)
		}
	}
}

func TestACorrectionIsSaidUnderTheHeadlineAndInLists(t *testing.T) {
	f := newspaper()
	id := find(t, f, "River accord gives the valley 60")
	for _, a := range []asked{{path: articlePath(id)}, asOperator(articlePath(id))} {
		page := read(t, newServer(f, nil), a, http.StatusOK)
		inOrder(t, page, "<h1", "Corrected by the publisher</strong>; note: ", "An earlier version of this article gave a wrong figure", `class="body"`, "Kind: correction, with a note")
	}
	mustHold(t, read(t, newServer(f, nil), asked{path: "/search?q=earlier+version"}, http.StatusOK), "corrected; also changed, no note</a>")
	mustHold(t, read(t, newServer(f, nil), asked{path: "/source/harbour-gazette.example"}, http.StatusOK), "corrected; also changed, no note</a>")
	mustNotHold(t, read(t, newServer(f, nil), asked{path: articlePath(find(t, f, "This one was taken down"))}, http.StatusOK), "Corrected by")
	h, linked := markedPress(tearsheet.LinkOnly, "", "", "")
	mustHold(t, read(t, h, asked{path: articlePath(linked)}, http.StatusOK), "Corrected by the publisher</strong>; the note is not shown.")
}

func TestTheAPISaysTheKindsOfEveryChange(t *testing.T) {
	f := newspaper()
	id := find(t, f, "River accord gives the valley 60")
	for _, path := range []string{"/api/v1/articles/" + string(id), "/api/v1/articles/" + string(id) + "/revisions", "/api/v1/articles?limit=200"} {
		mustHold(t, read(t, newServer(f, nil), asked{path: path}, http.StatusOK), `"kinds":["correction-declared"`, `"declared":true`)
	}
	mustHold(t, read(t, newServer(f, nil), asked{path: "/api/v1/articles/" + string(find(t, f, "This one was taken down"))}, http.StatusOK), `"changes":[]`)
}

func TestALeadPictureIsNamedAndLinkedAndNotFetched(t *testing.T) {
	f := newFake()
	f.sources = outlets
	image := tearsheet.Image{URL: "https://pictures.example/lock.jpg", Caption: "The lock at dawn", Credit: "Ana Ruiz"}
	id := f.add(tearsheet.Article{URL: "https://harbour-gazette.example/p", Source: "harbour-gazette.example", FirstSeen: testNow}, tearsheet.Revision{Headline: "P", Images: []tearsheet.Image{image, {URL: "https://pictures.example/second.jpg"}}})
	only := f.add(tearsheet.Article{URL: "https://northwire.example/p", Source: "northwire.example", FirstSeen: testNow}, tearsheet.Revision{Headline: "P", Images: []tearsheet.Image{image}})
	page := read(t, newServer(f, nil), asOperator(articlePath(id)), http.StatusOK)
	mustHold(t, page, "<dt>Picture</dt>", `href="https://pictures.example/lock.jpg"`, "The lock at dawn (Ana Ruiz), at pictures.example")
	mustNotHold(t, page, "<img", "second.jpg")
	page = read(t, newServer(f, nil), asked{path: articlePath(only)}, http.StatusOK)
	mustHold(t, page, "(Ana Ruiz), at pictures.example")
	mustNotHold(t, page, "The lock at dawn")
}

func TestACutPassageKeepsTheSpaceBehindAMatch(t *testing.T) {
	hit := tearsheet.Hit{Item: tearsheet.Item{Source: outlets[0]}, Passage: []tearsheet.Mark{{Text: "The "}, {Text: "ferry", Match: true}, {Text: " with 90 " + strings.Repeat("people ", 60)}}}
	shown := passageOfHit(&hit, false)
	last := shown[len(shown)-1].Text
	if !strings.HasPrefix(last, " with 90 people") || !strings.HasSuffix(last, " …") {
		t.Errorf("%q", last)
	}
	hit.Passage = []tearsheet.Mark{{Text: strings.TrimSpace(strings.Repeat("word ", passageLong))}, {Text: " ferry", Match: true}}
	if end := passageOfHit(&hit, false)[1]; end != (tearsheet.Mark{Text: " …"}) {
		t.Errorf("%+v", end)
	}
}
