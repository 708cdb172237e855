package web

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"tearsheet"
)

// kinOfPress are the origin and its copies that addCopies keeps.
func kinOfPress(t *testing.T, f *fakeStore) (origin, verbatim, modified, quoting tearsheet.ArticleID) {
	t.Helper()
	for _, a := range f.articles {
		if a.URL == "https://meridian.example/kin/0" {
			origin = a.ID
		}
		if a.URL == "https://harbour-gazette.example/kin/1" {
			verbatim = a.ID
		}
	}
	return origin, verbatim, find(t, f, "Capitals Agree: Less"), find(t, f, "What a drop")
}

func TestAnArticleSaysWhoseWordsItCarriesAndOnWhichEvidence(t *testing.T) {
	f := newspaper()
	origin, verbatim, modified, quoting := kinOfPress(t, f)
	h := newServer(f, nil)
	inOrder(t, read(t, h, asked{path: articlePath(modified)}, http.StatusOK), "<h1", "<strong>Modified from</strong>", articlePath(origin), "Meridian",
		"2 sentences edited, 1 added, 2 left out, 1 moved; 91 % of its words stand there; another headline.", "Meridian was first: Meridian published 24 Nov 2026, 09:20 UTC, Valley Post 24 Nov 2026, 09:40 UTC.",
		againstPath(modified, origin), `class="body"`)
	mustHold(t, read(t, h, asked{path: articlePath(verbatim)}, http.StatusOK), "<strong>Verbatim from</strong>", "all of its 165 words; headline the same.")
	mustHold(t, read(t, h, asked{path: articlePath(quoting)}, http.StatusOK), "<strong>Quotes</strong>", "17 words in 1 passage, inside quotation marks")
	inOrder(t, read(t, h, asked{path: articlePath(origin)}, http.StatusOK), "<strong>Original of 1 verbatim copy, 1 modified copy, 1 article that quotes it.</strong>", `href="#copies"`, `id="copies"`,
		"<strong>Verbatim:</strong>", againstPath(verbatim, origin), "<strong>Modified:</strong>", "<strong>Quotes others:</strong>")
}

func TestNothingIsSaidWhereNoRelationIsClaimed(t *testing.T) {
	f := newspaper()
	page := read(t, newServer(f, nil), asked{path: articlePath(find(t, f, headlines[1]))}, http.StatusOK)
	mustNotHold(t, page, `class="kin"`, "riginal of", "Verbatim", `id="copies"`)
}

func TestOnlyEvidenceMakesAnOriginal(t *testing.T) {
	f := newspaper()
	origin, _, modified, _ := kinOfPress(t, f)
	for i := range f.reuse {
		if f.reuse[i].Copy == modified {
			f.reuse[i].First, f.reuse[i].Reason = tearsheet.FirstUnclear, "neither the stated times nor the texts tell which was first"
		}
	}
	h := newServer(f, nil)
	page := read(t, h, asked{path: articlePath(origin)}, http.StatusOK)
	mustHold(t, page, "Shares its words with 1 verbatim copy, 1 modified copy", "Which was first is unclear: neither")
	mustNotHold(t, page, "Original of")
	page = read(t, h, asked{path: articlePath(modified)}, http.StatusOK)
	mustHold(t, page, "Most of its words are also those of</strong>", "Which was first is unclear")
	mustNotHold(t, page, "Modified from")
}

func TestARelationIsSaidInWordsAndCounts(t *testing.T) {
	copied := &tearsheet.Revision{Body: []tearsheet.Block{{Kind: tearsheet.Paragraph, Text: "It was an old mill."}}}
	for want, r := range map[string]tearsheet.Reuse{
		"all of its 10 words": {Relation: tearsheet.RelationVerbatim, WordsSame: 10, WordsCopy: 10, WordsOrigin: 10},
		"all of its 10 words; only quotation marks, dashes or spaces differ": {Relation: tearsheet.RelationTypographic, WordsSame: 10, WordsCopy: 10, WordsOrigin: 10},
		"41 % of the other’s words, unchanged":                               {Relation: tearsheet.RelationExcerpt, WordsSame: 41, WordsCopy: 41, WordsOrigin: 100},
		"99 % of its words stand there":                                      {Relation: tearsheet.RelationModified, WordsSame: 999, WordsCopy: 1000, WordsOrigin: 100},
		"5 words in 2 passages, not all marked as quotation":                 {Relation: tearsheet.RelationUnmarked, WordsSame: 64, Passages: []tearsheet.Passage{{Copy: [2]int{0, 9}}, {Copy: [2]int{10, 18}}}},
		"2 words in 1 passage, inside quotation marks":                       {Relation: tearsheet.RelationQuoted, WordsSame: 4, Quoted: 4, Passages: []tearsheet.Passage{{Copy: [2]int{10, 18}}}},
		"2 words in 1 passage, most of them inside quotation marks":          {Relation: tearsheet.RelationQuoted, WordsSame: 4, Quoted: 3, Passages: []tearsheet.Passage{{Copy: [2]int{10, 18}}}},
		"1 passage, inside quotation marks":                                  {Relation: tearsheet.RelationQuoted, Passages: []tearsheet.Passage{{Copy: [2]int{10, 99}}}},
		"credited or linked, told in other words":                            {Relation: tearsheet.RelationBasedOn},
		"1 % of its words stand there, too":                                  {WordsSame: 1, WordsCopy: 1000},
		"0 % of its words stand there, too":                                  {WordsCopy: 1000},
	} {
		if got := countsOf(&r, copied, ""); got != want {
			t.Errorf("%s: %q, not %q", r.Relation, got, want)
		}
	}
	for _, r := range tearsheet.Relations {
		if relationWords[r].from == "" || relationName(r) == string(r) {
			t.Errorf("%s has no words", r)
		}
	}
}

func TestAComparisonMarksPassagesAndDifferencesInThreeLayouts(t *testing.T) {
	f := newspaper()
	origin, _, modified, quoting := kinOfPress(t, f)
	h := newServer(f, nil)
	path := againstPath(modified, origin)
	page := read(t, h, asOperator(path), http.StatusOK)
	mustHold(t, page, "<strong>Modified from</strong>", "2 sentences edited, 1 added, 2 left out, 1 moved; 91 % of its words stand there; another headline.", "<del>60</del>", "<ins>70</ins>", "<h2>Figures</h2>",
		"only in the copy</span>", "left out</span>", "1 paragraph unchanged", path+".json", path+"?view=columns", `noindex`)
	page = read(t, h, asOperator(path+"?view=columns"), http.StatusOK)
	mustHold(t, page, "In the origin", "In the copy", "In the origin: nothing", "moved to here (1)", "moved from here (1)", "<del>60</del>", "<ins>70</ins>")
	page = read(t, h, asOperator(againstPath(quoting, origin)), http.StatusOK)
	mustHold(t, page, `<mark id="c1"><a class="n" href="#o1"`, `<mark id="o1"><a class="n" href="#c1"`, "We have stopped counting drops", "3 paragraphs without shared passages")
	read(t, h, asked{path: path + "?view=x"}, http.StatusBadRequest)
}

func TestTheComparisonForProgramsHoldsTheSameOperations(t *testing.T) {
	f := newspaper()
	origin, _, modified, _ := kinOfPress(t, f)
	var got struct {
		Relation, First, Summary string
		Claimed, Complete        bool
		WordsSame                int `json:"words_same"`
		CopyRevision             int `json:"copy_revision"`
		Counts                   struct{ Edited, Added, Removed, Moved int }
		Operations               []comparedPassage
		Passages                 []tearsheet.Passage
	}
	if err := json.Unmarshal([]byte(read(t, newServer(f, nil), asOperator(againstPath(modified, origin)+".json"), http.StatusOK)), &got); err != nil {
		t.Fatal(err)
	}
	if got.Relation != "modified" || got.First != "origin" || !got.Claimed || !got.Complete || got.CopyRevision != 1 || got.WordsSame == 0 || len(got.Passages) == 0 ||
		fmt.Sprint(got.Counts) != "{2 1 2 1}" || !strings.HasPrefix(got.Summary, "2 sentences edited, 1 added") {
		t.Errorf("%+v", got)
	}
	var copied strings.Builder
	for _, op := range got.Operations {
		for _, s := range op.Stretches {
			if !op.Away && s.Kind != "del" {
				copied.WriteString(s.Text)
			}
		}
	}
	whole := f.revisions[modified][0]
	if strings.Join(strings.Fields(copied.String()), " ") != strings.Join(strings.Fields(whole.Text()), " ") {
		t.Errorf("the operations do not make the copy: %s", copied.String())
	}
}

func TestAComparisonIsAboutAPairOfRevisionsOnRecordOrSaysThatItIsNot(t *testing.T) {
	f := newspaper()
	origin, verbatim, modified, _ := kinOfPress(t, f)
	h := newServer(f, nil)
	turned := asked{path: againstPath(origin, modified) + "?origin=1&view=columns"}.of(h)
	if turned.Code != http.StatusSeeOther || turned.Header().Get("Location") != againstPath(modified, origin)+"?copy=1&view=columns" {
		t.Errorf("the other way round: %d %s", turned.Code, turned.Header().Get("Location"))
	}
	page := read(t, h, asOperator(againstPath(verbatim, modified)), http.StatusOK)
	mustHold(t, page, "No relation is claimed to", "no relation is on record", "of its words stand there, too")
	mustNotHold(t, page, "was first", "Verbatim from", "Modified from")
	for path, status := range map[string]int{
		againstPath(origin, origin):                     http.StatusBadRequest,
		againstPath(modified, "aaaaaaaaaaaaaaaaaaaa"):   http.StatusNotFound,
		againstPath(modified, origin) + "?copy=x":       http.StatusBadRequest,
		againstPath(modified, origin) + "?origin=7":     http.StatusNotFound,
		againstPath(modified, origin) + ".json?copy=0":  http.StatusBadRequest,
		"/article/short/against/" + string(origin):      http.StatusNotFound,
		againstPath(modified, origin) + "?origin=1":     http.StatusOK,
		againstPath(modified, origin) + ".json?copy=1":  http.StatusOK,
		articlePath(origin) + "/diff?from=1&to=1":       http.StatusBadRequest,
		articlePath(origin) + "/diff?from=a&to=2":       http.StatusBadRequest,
		articlePath(find(t, f, "River")) + "/diff/1..2": http.StatusOK,
	} {
		read(t, h, asked{path: path}, status)
	}
	chosen := asked{path: articlePath(origin) + "/diff?from=3&to=1"}.of(h)
	if chosen.Code != http.StatusSeeOther || chosen.Header().Get("Location") != diffPath(origin, 1, 3) {
		t.Errorf("any two: %d %s", chosen.Code, chosen.Header().Get("Location"))
	}
}

func TestAnEarlierRevisionIsComparedAnew(t *testing.T) {
	f := newspaper()
	origin, verbatim, _, _ := kinOfPress(t, f)
	first := f.revisions[verbatim][0]
	second := first
	second.Number, second.Body = 2, append(append([]tearsheet.Block{}, first.Body...), tearsheet.Block{Kind: tearsheet.Paragraph, Text: "Nobody in the harbour office would comment on any of it before this edition went to press."})
	f.revisions[verbatim] = append(f.revisions[verbatim], second)
	for i := range f.articles {
		if f.articles[i].ID == verbatim {
			f.articles[i].Revisions = 2
		}
	}
	h := newServer(f, nil)
	page := read(t, h, asOperator(againstPath(verbatim, origin)+"?copy=1"), http.StatusOK)
	mustHold(t, page, "All of its 165 words", "revision 1 of 2", `href="`+againstPath(verbatim, origin)+`"`, "Verbatim from")
}
