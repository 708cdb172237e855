package follow

import (
	"strings"
	"testing"
	"time"

	"tearsheet"
)

// at gives a copy of a revision as it was seen so long after the first.
func at(d time.Duration, r tearsheet.Revision) tearsheet.Revision {
	r.Seen = time.Date(2026, 5, 4, 8, 0, 0, 0, time.UTC).Add(d)
	return r
}

func with(r tearsheet.Revision, edit func(*tearsheet.Revision)) tearsheet.Revision {
	r.Body = append([]tearsheet.Block(nil), r.Body...)
	edit(&r)
	return r
}

func TestTheLadderStopsNoise(t *testing.T) {
	base := revision("Sixty tackle “big” blaze", lead, alarm, "Updated 12:05", "14 comments", "It's a cold, cold store – 65 C – with flats and offices.")
	for name, c := range map[string]struct {
		edit func(*tearsheet.Revision)
		want tearsheet.Rung
	}{
		"nothing":            {func(r *tearsheet.Revision) {}, tearsheet.RungUnchanged},
		"summary":            {func(r *tearsheet.Revision) { r.Summary = "Other." }, tearsheet.RungUnchanged},
		"counter":            {func(r *tearsheet.Revision) { r.Body[3].Text = "1,512 comments" }, tearsheet.RungCosmetic},
		"counter gone":       {func(r *tearsheet.Revision) { r.Body[3].Text = "" }, tearsheet.RungCosmetic},
		"clock":              {func(r *tearsheet.Revision) { r.Body[2].Text = "Updated 13:25 BST" }, tearsheet.RungCosmetic},
		"ago":                {func(r *tearsheet.Revision) { r.Body[2].Text = "Updated 5 minutes ago" }, tearsheet.RungCosmetic},
		"quotes in headline": {func(r *tearsheet.Revision) { r.Headline = `Sixty tackle "big" blaze` }, tearsheet.RungCosmetic},
		"dash and apostrophe": {func(r *tearsheet.Revision) {
			r.Body[4].Text = "It’s a cold, cold store — 65 C — with flats and offices."
		}, tearsheet.RungCosmetic},
		"ligature, space, sel": {func(r *tearsheet.Revision) {
			r.Body[4].Text = "It's a cold, cold store – 65\u00a0C – with ﬂats and oﬃces\ufe0f."
		}, tearsheet.RungCosmetic},
		"paragraphs joined": {func(r *tearsheet.Revision) { r.Body[0].Text += " " + alarm; r.Body[1].Text = "" }, tearsheet.RungCosmetic},
		"from the feed":     {func(r *tearsheet.Revision) { r.Origin = tearsheet.FromFeed; r.Body = r.Body[:1] }, tearsheet.RungSuspect},
		"digit":             {func(r *tearsheet.Revision) { r.Body[1].Text = strings.Replace(alarm, "23", "32", 1) }, tearsheet.RungSubstantive},
		"separator":         {func(r *tearsheet.Revision) { r.Body[1].Text = strings.Replace(alarm, "3.20", "320", 1) }, tearsheet.RungSubstantive},
		"comma": {func(r *tearsheet.Revision) {
			r.Body[4].Text = "It's a cold cold store – 65 C – with flats and offices."
		}, tearsheet.RungSubstantive},
		"number of comments in running text": {func(r *tearsheet.Revision) { r.Body[0].Text += " The petition had 14 comments when it closed." }, tearsheet.RungSubstantive},
		"byline":                             {func(r *tearsheet.Revision) { r.Byline = []tearsheet.Person{{Name: "Jo Roe"}} }, tearsheet.RungSubstantive},
	} {
		change := Compare(at(0, base), at(time.Hour, with(base, c.edit)))
		if change.Rung != c.want {
			t.Errorf("%s: %s, want %s (%v)", name, change.Rung, c.want, change.Kinds)
		}
		if noise := list(change.Kinds) == "noise"; noise != (c.want != tearsheet.RungSubstantive) || noise && (change.Declared || change.Undisclosed) {
			t.Errorf("%s: %+v", name, change)
		}
	}
}

func TestDigitsAndTheirSeparatorsAreNeverFolded(t *testing.T) {
	for _, pair := range [][2]string{{"12.5", "125"}, {"12.5", "12,5"}, {"1,000", "1.000"}, {"3:20", "3.20"}, {"5", "6"}, {"½", "1/2"}, {"m²", "m2"}} {
		if fold(pair[0]) == fold(pair[1]) {
			t.Errorf("%s and %s are one", pair[0], pair[1])
		}
	}
}

func TestCountersAreWholeLines(t *testing.T) {
	for _, s := range []string{"14 comments", "1.2k comments", "No comments", "Comments (14)", "3 min read", "Reading time: 4 minutes", "Updated 12:05", "Last updated: 4 May 2026", "Published 2 hours ago", "5 minutes ago",
		"UPDATED May 4, 2026, 12:05 p.m. ET", "vor 5 Minuten", "Aktualisiert am 4. Mai 2026 um 12:05 Uhr", "Lesezeit: 3 Minuten", "il y a 2 heures", "Mis à jour le 4 mai 2026 à 12:05", "hace 3 horas",
		"Actualizado el 4 de mayo de 2026", "Tempo di lettura: 3 minuti", "há 2 horas", "3 uur geleden", "Bijgewerkt op 4 mei 2026", "212 shares"} {
		if !isCounter(s) {
			t.Errorf("not seen: %s", s)
		}
	}
	for _, s := range []string{"", "12", "Updated figures show 12 dead.", "Update: 12 dead", "Updated at 5 men", "Two hours ago the roof came down.", "14 comments were handed in.", "He left 5 minutes ago with two men.", "Published a book",
		"Update needed", "Comments", "Views differ", "No comment."} {
		if isCounter(s) {
			t.Errorf("taken for a counter: %s", s)
		}
	}
}

func TestAVersionThatComesBackAlternates(t *testing.T) {
	a, b := revision("Crews tackle blaze", lead, alarm), revision("Sixty fight fire at store", lead, alarm)
	steps := []tearsheet.Revision{at(0, a), at(time.Hour, b), at(2*time.Hour, a), at(3*time.Hour, b)}
	for k, want := range map[int]string{1: "headline", 2: "noise", 3: "noise"} {
		c := Classify(steps[:k-1], steps[k-1], steps[k], nil)
		if list(c.Kinds) != want || (c.Rung == tearsheet.RungAlternating) != (want == "noise") {
			t.Errorf("step %d: %v on rung %s", k, c.Kinds, c.Rung)
		}
	}
	for _, c := range Sequence(steps, nil) {
		if list(c.Kinds) != "noise" || c.Rung != tearsheet.RungAlternating || c.Undisclosed {
			t.Errorf("with hindsight: %+v", c)
		}
	}
	if got := Returns(steps[:3], steps[3], nil); got != 1 {
		t.Errorf("the second version came back %d times, want 1", got)
	}
	if got := Returns(steps, at(4*time.Hour, a), nil); got != 2 {
		t.Errorf("the first version came back %d times, want 2", got)
	}
	if got := Returns(steps[:1], at(4*time.Hour, a), nil); got != 1 {
		t.Errorf("a version with another between came back %d times", got)
	}
}

func TestAHeadlineThatIsPutBackLaterWasChanged(t *testing.T) {
	a, b := revision("Crews tackle blaze", lead, alarm), revision("Sixty fight fire at store", lead, alarm)
	week := Sequence([]tearsheet.Revision{at(0, a), at(time.Hour, b), at(7*24*time.Hour, a)}, nil)
	if list(week[0].Kinds) != "headline" || list(week[1].Kinds) != "headline" {
		t.Errorf("%v then %v", week[0].Kinds, week[1].Kinds)
	}
	c := revision("Crews tackle blaze", lead, alarm, school)
	together := Sequence([]tearsheet.Revision{at(0, a), at(time.Hour, b), at(2*time.Hour, c)}, nil)
	if list(together[0].Kinds) != "noise" || list(together[1].Kinds) != "update" {
		t.Errorf("a test of headlines that ends with an update: %v then %v", together[0].Kinds, together[1].Kinds)
	}
}

func TestAHeadlineBeyondStyleIsUndisclosed(t *testing.T) {
	for new, want := range map[string]bool{"Crew tackles blaze at the store": false, "Crews tackle blaze at stores": false, "Arson feared at cold store": true, "Crews tackle blaze at no store": true} {
		c := Compare(revision("Crews tackle blaze at store", lead), revision(new, lead))
		if list(c.Kinds) != "headline" || c.Undisclosed != want {
			t.Errorf("%s: %v undisclosed %v, want %v", new, c.Kinds, c.Undisclosed, want)
		}
	}
	if c := Compare(revision("Crews tackle blaze", lead), revision("Crews Tackle Blaze", lead)); list(c.Kinds) != "headline" || c.Undisclosed {
		t.Errorf("case alone: %v", c.Kinds)
	}
}

func TestWhatAPageDeclaresBesideItsWordsDiscloses(t *testing.T) {
	old := revision("A", lead, alarm)
	fresh := with(old, func(r *tearsheet.Revision) { r.Body[1].Text = strings.Replace(alarm, "23", "32", 1) })
	if c := Compare(old, fresh); !c.Undisclosed || c.Declared {
		t.Errorf("nothing tells of it: %+v", c)
	}
	for name, edit := range map[string]func(*tearsheet.Revision){
		"modified": func(r *tearsheet.Revision) {
			r.Modified = tearsheet.Stated(time.Date(2026, 5, 4, 9, 0, 0, 0, time.UTC))
		},
		"stamp":   func(r *tearsheet.Revision) { r.Body = append(r.Body, tearsheet.Block{Text: "Updated 12:05"}) },
		"json-ld": func(r *tearsheet.Revision) { r.Declared.Correction = "The number of people was wrong." },
	} {
		c := Compare(old, with(fresh, edit))
		if c.Undisclosed || c.Declared != (name == "json-ld") {
			t.Errorf("%s: declared %v, undisclosed %v", name, c.Declared, c.Undisclosed)
		}
		if want := map[bool]string{true: "correction-declared", false: "fact"}[name == "json-ld"]; list(c.Kinds) != want {
			t.Errorf("%s: %v, want %s", name, c.Kinds, want)
		}
	}
	if c := Compare(old, with(old, func(r *tearsheet.Revision) { r.Declared.Correction = "It was wrong." })); list(c.Kinds) != "correction-declared" {
		t.Errorf("declared alone: %v", c.Kinds)
	}
}

func TestLearntFurnitureIsLeftOut(t *testing.T) {
	const signup, news = "Get our “morning” letter, with all that matters in the region.", "The water company has raised the pressure."
	known := Furniture{"paper.example", map[int64]bool{BlockKey("paper.example", strings.ReplaceAll(strings.ReplaceAll(signup, "“", `"`), "”", `"`)): true}}
	old := at(4*time.Hour, revision("A", lead, alarm))
	shown := at(5*time.Hour, revision("A", lead, signup, alarm))
	if c := Classify(nil, old, shown, known); c.Rung != tearsheet.RungBoilerplate || list(c.Kinds) != "noise" {
		t.Errorf("%v on rung %s", c.Kinds, c.Rung)
	}
	if c := Classify(nil, old, shown, nil); list(c.Kinds) != "update" {
		t.Errorf("without learning: %v", c.Kinds)
	}
	if c := Classify(nil, old, shown, Furniture{"other.example", known.Keys}); list(c.Kinds) != "update" {
		t.Errorf("of another source: %v", c.Kinds)
	}
	both := at(5*time.Hour, revision("A", lead, signup, alarm, news))
	if c := Classify(nil, old, both, known); list(c.Kinds) != "update" || len(c.Evidence) != 1 || c.Evidence[0].New != news {
		t.Errorf("%v for %+v", c.Kinds, c.Evidence)
	}
}

func TestBlocksAreTheWordsOfARevisionEachOnce(t *testing.T) {
	r := revision("A", lead, alarm, lead)
	r.Body = append(r.Body, tearsheet.Block{Kind: tearsheet.Picture, Text: "A caption."}, tearsheet.Block{})
	got := Blocks("paper.example", &r)
	if len(got) != 2 || got[0].Text != lead || got[1].Text != alarm || got[0].Key != BlockKey("paper.example", lead) {
		t.Errorf("%+v", got)
	}
	if BlockKey("paper.example", lead) == BlockKey("other.example", lead) {
		t.Error("two sources share their furniture")
	}
}

func TestSuspectReadingsAreNamed(t *testing.T) {
	old := revision("Sixty tackle blaze", lead, alarm, crews, school)
	old.Canonical, old.Language = "https://example.com/fire", "en"
	german := revision("Brand", inLanguages["de"][0].old, inLanguages["de"][3].old, inLanguages["de"][4].old, inLanguages["de"][5].old, inLanguages["de"][10].old, inLanguages["de"][11].new)
	for want, new := range map[string]tearsheet.Revision{
		"feed":      with(old, func(r *tearsheet.Revision) { r.Origin = tearsheet.FromFeed }),
		"no words":  revision("Sixty tackle blaze"),
		"half":      revision("Sixty tackle blaze", lead),
		"consent":   revision("Before you continue", "We and our 812 partners use cookies to store data. You can accept all or manage your choices.", lead),
		"canonical": with(old, func(r *tearsheet.Revision) { r.Canonical = "https://example.com/other" }),
		"address":   with(old, func(r *tearsheet.Revision) { r.Canonical = "https://example.org/fire" }),
		"language":  german,
		"person":    revision("Just a moment...", alarm, crews),
	} {
		if got := Suspect(old, new); !strings.Contains(got, want) {
			t.Errorf("%s: %q", want, got)
		}
	}
	for name, new := range map[string]tearsheet.Revision{
		"itself":         old,
		"edited":         with(old, func(r *tearsheet.Revision) { r.Body[1].Text = strings.Replace(alarm, "23", "32", 1) }),
		"cut by a third": with(old, func(r *tearsheet.Revision) { r.Body = r.Body[:3] }),
		"longer":         with(old, func(r *tearsheet.Revision) { r.Body = append(r.Body, r.Body...) }),
		"no canonical":   with(old, func(r *tearsheet.Revision) { r.Canonical = "" }),
		"query, www":     with(old, func(r *tearsheet.Revision) { r.Canonical = "http://www.example.com/fire/?amp=1" }),
		"news of cookies": with(old, func(r *tearsheet.Revision) {
			r.Body[0].Text = "Regulators say that we all should reject cookies. " + lead
		}),
	} {
		if got := Suspect(old, new); got != "" {
			t.Errorf("%s: %q", name, got)
		}
	}
}
