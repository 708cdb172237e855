package read

import (
	"strings"
	"testing"

	"tearsheet"
)

func seed(t *testing.T, name, url string) tearsheet.Revision {
	t.Helper()
	r, err := Page(tearsheet.Capture{URL: url, FinalURL: url, Status: 200, Body: slurp(t, shared(t, "seed/"+name))}, tearsheet.Entry{})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestThePublishersPageIsReadWithItsEvidence(t *testing.T) {
	r := seed(t, "original.html", "https://nbcchicago.example.com/investigations/mexican-cartel-labs-impact-chicago/")
	if want := "How U.S. military action against Mexican cartel labs could impact Chicago"; r.Headline != want {
		t.Errorf("headline %q, want %q", r.Headline, want)
	}
	if want := "2025-11-18T17:20:00-06:00"; r.Published.String() != want || r.Evidence["published"] != "json-ld datePublished" {
		t.Errorf("published %s by %q, want %s by json-ld", r.Published, r.Evidence["published"], want)
	}
	if r.Section != "Investigations" || len(r.Byline) != 1 || r.Byline[0].Name != "NBC 5 Investigates" || r.Site != "NBC Chicago" || r.Language != "en-US" {
		t.Errorf("section %q, byline %v, site %q, language %q", r.Section, r.Byline, r.Site, r.Language)
	}
	if len(r.Body) != 19 {
		t.Errorf("%d blocks, want the 19 paragraphs", len(r.Body))
	}
	for _, furniture := range []string{"By NBC 5", "Published November", "NBCUniversal", "Weather"} {
		if strings.Contains(r.Text(), furniture) {
			t.Errorf("the text holds %q", furniture)
		}
	}
}

func TestTheRepublishedPageStatesNoTimeAndItsBoilerplateIsNoText(t *testing.T) {
	r := seed(t, "pressbee.html", "https://pressbee.example.net/n/1")
	if !r.Published.IsZero() || r.Evidence["published"] != "" {
		t.Errorf("published %s by %q: the page states none", r.Published, r.Evidence["published"])
	}
	if r.Section != "Middle East" {
		t.Errorf("section %q, want it as written", r.Section)
	}
	text := r.Text()
	for _, boilerplate := range []string{"Also on site", "Manchester United", "Hence then", "Read More Details", "enough information"} {
		if strings.Contains(text, boilerplate) {
			t.Errorf("the text holds %q", boilerplate)
		}
	}
	if !strings.HasPrefix(text, "As President Donald Trump") || !strings.HasSuffix(text, "go after them and their leaders.") {
		t.Errorf("the text is not the story alone: %.80q … %q", text, text[len(text)-80:])
	}
}
