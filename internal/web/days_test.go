package web

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"tearsheet"
)

// edition keeps articles that were seen one after the other; those whose
// headline begins with "Untimed" state no time.
func edition(headlines ...string) *fakeStore {
	f := newFake()
	f.sources = outlets
	for i, h := range headlines {
		seen := testNow.Add(-time.Duration(len(headlines)-i) * time.Minute)
		rev := tearsheet.Revision{Headline: h, Summary: "Deck of " + h + "."}
		if !strings.HasPrefix(h, "Untimed") {
			rev.Published = tearsheet.Stated(seen.Add(-time.Minute))
		}
		f.add(tearsheet.Article{URL: "https://harbour-gazette.example/" + h, Source: "harbour-gazette.example", FirstSeen: seen}, rev)
	}
	return f
}

// inOrder asks that the words stand in a page one after the other.
func inOrder(t *testing.T, page string, words ...string) {
	t.Helper()
	at := 0
	for _, w := range words {
		next := strings.Index(page[at:], w)
		if next < 0 {
			t.Fatalf("%q does not stand behind what comes before it in %q", w, words)
		}
		at += next + len(w)
	}
}

func TestWhatStatesNoTimeStandsLastInItsDayAndNeverLeads(t *testing.T) {
	h := newServer(edition("Dated one", "Dated two", "Untimed one", "Untimed two"), nil)
	for _, path := range []string{"/", "/source/harbour-gazette.example"} {
		page := read(t, h, asked{path: path}, http.StatusOK)
		inOrder(t, page, "ays in UTC", "Tuesday 24 November 2026", ">Dated two<", ">Dated one<", "Time not stated by the publisher", ">Untimed two<", ">Untimed one<")
		if strings.Count(page, "Time not stated by the publisher") != 1 {
			t.Errorf("%s: the sub-heading does not stand once", path)
		}
		mustNotHold(t, page, "4 articles", "2 articles")
	}
	front := read(t, h, asked{path: "/"}, http.StatusOK)
	inOrder(t, front, `class="item lead"`, ">Dated two<", "Deck of Dated two.")
	if strings.Count(front, `class="item lead"`) != 1 {
		t.Error("not one lead")
	}
}

func TestADayOfWhichNothingStatesATimeHasNoLead(t *testing.T) {
	page := read(t, newServer(edition("Untimed one", "Untimed two"), nil), asked{path: "/"}, http.StatusOK)
	mustNotHold(t, page, "item lead")
	inOrder(t, page, "Time not stated by the publisher", ">Untimed two<", ">Untimed one<")
}

func TestAsManyRowsHaveAStandfirstWhereverTheyStand(t *testing.T) {
	page := read(t, newServer(edition("A", "B", "C", "D", "E", "Untimed F", "Untimed G", "Untimed H", "Untimed I"), nil), asked{path: "/"}, http.StatusOK)
	if n := strings.Count(page, `class="deck"`); n != decks {
		t.Errorf("%d standfirsts, not %d", n, decks)
	}
	mustHold(t, page, "Deck of A.", "Deck of Untimed I.", "Deck of Untimed H.")
}
