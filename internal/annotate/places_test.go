package annotate

import (
	"slices"
	"strings"
	"testing"
	"time"

	"tearsheet"
)

// placesIn gives the places and the focus that the annotator finds.
func placesIn(t *testing.T, headline, body string) (places, focus []tearsheet.Annotation) {
	t.Helper()
	found, failed := Annotate(New(headline, body, "", "en"), []Annotator{Places{}})
	if len(failed) > 0 {
		t.Fatal(failed)
	}
	for _, a := range found {
		switch {
		case a.Kind == tearsheet.AboutFocus:
			focus = append(focus, a)
		case a.Point != nil:
			places = append(places, a)
			if a.Evidence == "" || a.By == "" || a.Text != string([]rune(body)[a.Start:a.End]) {
				t.Errorf("%s has evidence %q, author %q and stands at %q", a.Text, a.Evidence, a.By, string([]rune(body)[a.Start:a.End]))
			}
		}
	}
	return places, focus
}

func TestThePlacesAroundTellWhichOneIsMeant(t *testing.T) {
	for _, c := range []struct {
		body, name, country, within string
	}{
		{"The fire in Athens, Wisconsin, was put out on Monday, the sheriff of the county said.", "Athens", "US", "Wisconsin; United States"},
		{"The government in Athens said that the ministers of Greece will meet in Thessaloniki on Monday.", "Athens", "GR", "Attica; Greece"},
		{"He moved from Toronto to London, Ontario, in the spring and works there as a teacher.", "London", "CA", "Ontario; Canada"},
		{"The mayor of London said that the trains to Manchester and Leeds will not run this week.", "London", "GB", "England; United Kingdom"},
		{"She was born in Paris, Texas, and went to school in Dallas before she moved to Houston.", "Paris", "US", "Texas; United States"},
		{"The storm hit the city of Chicago and the suburbs in Illinois, where it will stay until Friday.", "Chicago", "US", "Illinois; United States"},
	} {
		places, _ := placesIn(t, "", c.body)
		found := false
		for _, p := range places {
			if p.Text == c.name {
				found = true
				if p.Country != c.country || p.Within != c.within {
					t.Errorf("%s in %q is in %s (%s), want %s", c.name, c.body, p.Country, p.Within, c.within)
				}
			}
		}
		if !found {
			t.Errorf("%s is not found in %q", c.name, c.body)
		}
	}
}

func TestADatelineIsNotWhatAStoryIsAbout(t *testing.T) {
	body := "BEIRUT (AP) — Turkish troops shelled the town of Afrin in northern Syria on Monday, and Syria said that the army of Turkey had crossed the border near Afrin. The government of Syria called it an invasion."
	places, focus := placesIn(t, "Turkey sends troops into Syria", body)
	if len(places) == 0 || places[0].Text != "BEIRUT" || places[0].Role != tearsheet.PlaceDateline {
		t.Fatalf("the first place is %+v, want BEIRUT as dateline", places)
	}
	if codes := Countries(focus); slices.Contains(codes, "LB") || !slices.Contains(codes, "SY") || !slices.Contains(codes, "TR") {
		t.Errorf("the story is about %v, want SY and TR without LB", codes)
	}
}

func TestAGovernmentOrItsPeopleStandForACountry(t *testing.T) {
	for body, want := range map[string]string{
		"The Kremlin said on Tuesday that it will answer. A spokesman of the Kremlin told the Russian news agency that the Russian president has not decided.":                                   "RU",
		"The House of Commons voted against the bill on Monday. Downing Street said that it will bring it again. The vote in Westminster was lost by ten, and the Labour Party called it a win.": "GB",
	} {
		_, focus := placesIn(t, "", body)
		if codes := Countries(focus); len(codes) == 0 || codes[0] != want {
			t.Errorf("%q is about %v, want %s", body, codes, want)
		}
	}
}

func TestARegionIsAPlaceInNoCountry(t *testing.T) {
	places, focus := placesIn(t, "", "The prices of oil rose in the Middle East and in Europe, and it is not clear what they will do in the next weeks.")
	for _, p := range places {
		if p.Country != "" {
			t.Errorf("%s lies in %s", p.Name, p.Country)
		}
	}
	if len(places) != 2 || len(Countries(focus)) != 0 {
		t.Errorf("%d places and countries %v, want the Middle East, Europe and no country", len(places), Countries(focus))
	}
}

func TestATextInAnotherLanguageHasNoPlaces(t *testing.T) {
	d := New("", "Die Regierung in Berlin hat am Montag mitgeteilt, dass die Minister nach Paris reisen werden.", "", "de")
	if found := (Places{}).Annotate(d); found != nil {
		t.Errorf("%d places were found by rules for English", len(found))
	}
}

func TestTheSameTextGivesTheSamePlaces(t *testing.T) {
	body := "CHICAGO — Police in Springfield, Illinois, and in Mexico City said that the trial of a man from Peoria will begin in Chicago. Mexico and the U.S. had asked for it; Peoria and Springfield are quiet."
	first, focus := placesIn(t, "Trial in Chicago", body)
	for range 20 {
		places, again := placesIn(t, "Trial in Chicago", body)
		if !slices.EqualFunc(first, places, samePlace) || !slices.EqualFunc(focus, again, samePlace) {
			t.Fatal("two passes differ")
		}
	}
}

func samePlace(a, b tearsheet.Annotation) bool {
	return a.Name == b.Name && a.Start == b.Start && a.Confidence == b.Confidence && a.Evidence == b.Evidence && *a.Point == *b.Point
}

// A stranger's text must not take long, however many names it is made of.
func TestManyNamesTakeNoLongTime(t *testing.T) {
	if testing.Short() {
		t.Skip("it measures time; run it without -short")
	}
	body := "The man is in the town of " + strings.Repeat("Springfield, Washington, San Antonio and San Jose of the ", 4000) + "and that was it."
	start := time.Now()
	newResolver(New("", body, "", "en"), learnedPlaces(), false)
	if took := time.Since(start); took > 20*time.Second {
		t.Errorf("%d bytes took %v", len(body), took)
	}
}

func FuzzPlaces(f *testing.F) {
	f.Add("PARIS (AP) — The mayor of St. Louis, Mo., is in Athens, Ga., U.S.", "Athens’s mayor")
	f.Add("the of and U.S.,’s, WA, - : —", "")
	f.Fuzz(func(t *testing.T, body, headline string) {
		d := New(headline, body, "", "en")
		d.english = true
		for _, wide := range []bool{false, true} {
			for _, a := range (Places{Wide: wide}).Annotate(d) {
				if a.Start < 0 || a.End > len(body) || a.Start > a.End || a.Text != body[a.Start:a.End] {
					t.Errorf("%q stands at %d to %d", a.Text, a.Start, a.End)
				}
			}
		}
	})
}

func BenchmarkPlaces(b *testing.B) {
	body := strings.Repeat("Police in Springfield, Illinois, said on Monday that a man from Peoria was arrested in Chicago. The U.S. and Mexico had asked for it, a spokesman for the governor told reporters in Mexico City. ", 12)
	d := New("Arrest in Chicago", body, "", "en")
	Places{}.Annotate(d)
	for b.Loop() {
		Places{}.Annotate(d)
	}
}
