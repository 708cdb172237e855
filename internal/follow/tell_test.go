package follow

import (
	"strings"
	"testing"
	"time"

	"tearsheet"
)

func TestReadersAreToldOfWhatMattersAsTheOperatorWants(t *testing.T) {
	change := func(words int, kinds ...tearsheet.ChangeKind) tearsheet.Change {
		return tearsheet.Change{Rung: tearsheet.RungSubstantive, Kinds: kinds, Words: words}
	}
	noisy := tearsheet.Change{Rung: tearsheet.RungCosmetic, Kinds: noise, Words: 30}
	all, headline, never, large := tearsheet.Source{}, tearsheet.Source{Follow: tearsheet.FollowHeadline}, tearsheet.Source{Follow: tearsheet.FollowNever}, tearsheet.Source{MinimumChange: 5}
	for _, c := range []struct {
		name   string
		source tearsheet.Source
		change tearsheet.Change
		want   bool
	}{
		{"a fact", all, change(2, tearsheet.KindFact), true},
		{"a removal beside an update", all, change(20, tearsheet.KindRemoval, tearsheet.KindUpdate), true},
		{"a correction", all, change(20, tearsheet.KindCorrection), true},
		{"a headline", all, change(4, tearsheet.KindHeadline), true},
		{"an update", all, change(40, tearsheet.KindUpdate), false},
		{"style", all, change(2, tearsheet.KindStyle), false},
		{"noise", all, noisy, false},
		{"not classed", all, tearsheet.Change{Words: 9}, false},
		{"headline only: a fact", headline, change(2, tearsheet.KindFact), false},
		{"headline only: a headline", headline, change(2, tearsheet.KindHeadline, tearsheet.KindFact), true},
		{"never", never, change(9, tearsheet.KindHeadline), false},
		{"below the minimum", large, change(4, tearsheet.KindFact), false},
		{"at the minimum", large, change(5, tearsheet.KindFact), true},
	} {
		if got := Tell(c.source, c.change); got != c.want {
			t.Errorf("%s: %v", c.name, got)
		}
	}
}

func TestAChangeCountsItsWords(t *testing.T) {
	old := revision("Fire kills 12", lead, alarm)
	new := revision("Fire kills 14", lead, strings.Replace(alarm, "23", "32", 1))
	if c := Compare(old, new); c.Words != 4 {
		t.Errorf("%d words, want two of the headline and two of the body", c.Words)
	}
	if c := Compare(old, old); c.Words != 0 {
		t.Errorf("%d words of nothing", c.Words)
	}
}

func TestALaterRevisionShowsThatAHeadlineWasATest(t *testing.T) {
	a, b := revision("Crews tackle blaze", lead, alarm), revision("Sixty fight fire at store", lead, alarm)
	first, second, third := at(0, a), at(time.Hour, b), at(2*time.Hour, a)
	first.Number, second.Number, third.Number = 1, 2, 3
	if got := Changes([]tearsheet.Revision{first, second}, 2, nil); len(got) != 1 || list(got[0].Kinds) != "headline" {
		t.Errorf("as it happens: %+v", got)
	}
	all := []tearsheet.Revision{first, second, third}
	got := Changes(all, 3, nil)
	if len(got) != 2 || got[0].To != 3 || got[1].To != 2 {
		t.Fatalf("%d changes are to be kept: %+v", len(got), got)
	}
	for _, c := range got {
		if c.Rung != tearsheet.RungAlternating || list(c.Kinds) != "noise" {
			t.Errorf("to %d: %s, %v", c.To, c.Rung, c.Kinds)
		}
	}
	if got := Changes(all, 2, nil); len(got) != 1 || list(got[0].Kinds) != "noise" {
		t.Errorf("computed again when all is known: %+v", got)
	}
	for _, number := range []int{0, 1, 4} {
		if got := Changes(all, number, nil); got != nil {
			t.Errorf("revision %d: %+v", number, got)
		}
	}
	later := at(5*24*time.Hour, with(a, func(r *tearsheet.Revision) { r.Body[0].Text += " More is known." }))
	later.Number = 4
	if got := Changes(append(all, later), 4, nil); len(got) != 1 || got[0].To != 4 {
		t.Errorf("what is older than two days stands: %+v", got)
	}
}

func TestWhatStandsBeforeAnArticleIsNeverItsText(t *testing.T) {
	old := revision("Sixty tackle blaze", lead, alarm, crews, school)
	wall := revision("Before you continue", "We and our 812 partners use cookies to store data.", lead)
	if !Unread(old, wall) {
		t.Error("a wall with a third of the words is kept when it is found twice")
	}
	if Unread(old, revision("Sixty tackle blaze", lead)) {
		t.Error("an article cut short is no wall")
	}
	if Unread(wall, wall) {
		t.Error("what was always a wall may change")
	}
	if Reading(&old) == Reading(&wall) {
		t.Error("readings are not told apart")
	}
	counted := with(old, func(r *tearsheet.Revision) { r.Body = append(r.Body, tearsheet.Block{Text: "14 comments"}) })
	if Reading(&old) != Reading(&counted) {
		t.Error("a counter makes another reading")
	}
}
