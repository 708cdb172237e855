package annotate

import (
	"fmt"
	"strings"
	"testing"

	"tearsheet"
)

// told writes figures as "words=value unit/counted".
func told(body, language string) string {
	found, _ := Annotate(New("", body, "", language), []Annotator{Figures{}})
	var out []string
	for _, a := range found {
		s := fmt.Sprintf("%s=%v", a.Text, a.Figure.Value)
		if a.Figure.Unit != "" {
			s += " " + a.Figure.Unit
		}
		if a.Figure.Counted != "" {
			s += "/" + a.Figure.Counted
		}
		if a.Figure.About {
			s += "~"
		}
		out = append(out, s)
	}
	return strings.Join(out, "; ")
}

const filler = " It was said that the ministry of the province had not been told of it by those who were there."

func TestFiguresAreNumbersWithWhatTheyCount(t *testing.T) {
	for _, c := range []struct{ body, want string }{
		{"A reward of $15 million was offered.", "$15 million=1.5e+07 USD"},
		{"A reward of 15 million dollars was offered.", "15 million dollars=1.5e+07 USD"},
		{"About 85% of the cocaine goes there.", "85% of the cocaine=85 %/cocaine~"},
		{"They found that 2.5 per cent had left.", "2.5 per cent=2.5 %"},
		{"At least sixty people were killed.", "sixty people=60/people~"},
		{"Ninety were killed in the raid.", "Ninety were killed=90/killed"},
		{"The group is among six in the country.", "six=6/group"},
		{"He saw twenty-five new houses there.", "twenty-five new houses=25/new houses"},
		{"He paid £4.2m for it.", "£4.2m=4.2e+06 GBP"},
		{"It cost $14,599.72 in all.", "$14,599.72=14599.72 USD"},
		{"Police arrested 1,200 protesters near the square.", "1,200 protesters=1200/protesters"},
		{"The 12-mile road was closed.", "12-mile=12 mi"},
		{"Two of the men had fled.", "Two of the men=2/men"},
		{"It grew to 3,5 km.", "3,5 km=3.5 km"},
	} {
		if got := told(c.body+filler, ""); got != c.want {
			t.Errorf("%q gives\n  %s, want\n  %s", c.body, got, c.want)
		}
	}
}

func TestDatesTimesScoresAndNamesAreNoFigures(t *testing.T) {
	for _, body := range []string{
		"It began on June 12, 2024 at 11:30 a.m. in the town.", "On 3 May 1999 it ended.", "They won 3-1 on Friday.", "John Smith, 45, was there.",
		"COVID-19 cases rose.", "He flew a Boeing 737 there.", "Article 5 was invoked.", "One could not see it.", "He lives at No 10 now.",
		"In 2024 it was over.", "It was the 1990s then.", "He was one of the best.",
	} {
		if got := told(body+filler, ""); got != "" {
			t.Errorf("%q gives %s, want nothing", body, got)
		}
	}
}

func TestInOtherLanguagesOnlyDigitsWithAUnitAreFigures(t *testing.T) {
	got := told("Die Stadt zahlte 15 Millionen Euro für zwei Brücken, 12,5 % mehr als im Jahr davor, und 300 Menschen kamen.", "de")
	if want := "15 Millionen Euro=1.5e+07 EUR; 12,5 %=12.5 %"; got != want {
		t.Errorf("gives %s, want %s", got, want)
	}
}

func TestOffsetsCountCodePoints(t *testing.T) {
	body := "“Zoë” paid €20 for it." + filler
	found, _ := Annotate(New("", body, "", ""), []Annotator{Figures{}})
	if len(found) != 1 || string([]rune(body)[found[0].Start:found[0].End]) != "€20" {
		t.Errorf("gives %+v, want the place of €20", found)
	}
}

type broken struct{}

func (broken) Name() string                              { return "broken@1" }
func (broken) Annotate(*Document) []tearsheet.Annotation { panic("no") }

type outside struct{}

func (outside) Name() string { return "outside@1" }
func (outside) Annotate(d *Document) []tearsheet.Annotation {
	return []tearsheet.Annotation{{Start: 0, End: len(d.Text) + 1}}
}

func TestAnAnnotatorThatBreaksStopsNoOther(t *testing.T) {
	found, failed := Annotate(New("", "It cost $5."+filler, "", ""), []Annotator{broken{}, outside{}, Figures{}})
	if len(found) != 1 || len(failed) != 2 || failed[0].By != "broken@1" || failed[1].By != "outside@1" {
		t.Errorf("gives %v and failures %v, want one figure and both failures", found, failed)
	}
}

func FuzzAnnotate(f *testing.F) {
	f.Add("Head", "A “quote” of $5m, he said. 3-1 85 % of\n\nthe x-ray", "en")
	f.Add("", "\xff\xfe 12,5 % \u2028 ٣٤ 1e999 9999999999999999999999999 two two hundred million", "")
	f.Fuzz(func(t *testing.T, headline, body, language string) {
		found, failed := Annotate(New(headline, body, "", language), Default)
		if len(failed) > 0 {
			t.Fatal(failed[0].Err)
		}
		points := len([]rune(body))
		for _, a := range found {
			if a.Start < 0 || a.End < a.Start || a.End > points || a.By == "" {
				t.Fatalf("annotation %+v is not in a text of %d code points", a, points)
			}
		}
	})
}
