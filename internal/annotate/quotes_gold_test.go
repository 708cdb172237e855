package annotate

import (
	"bufio"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"tearsheet"
)

// goldQuotes is an article with the quotes that a reader found in it.
type goldQuotes struct {
	ID     string
	Text   string
	Quotes []struct {
		Start, End  int
		Text, Kind  string
		Speaker     *string
		SpeakerKind string `json:"speaker_kind"`
		Doubt       any
		Also        []string
		SpeakerText string `json:"speaker_text"`
		SpeakerOrg  string `json:"speaker_org"`
	}
	People, Organisations []struct {
		Name    string
		Aliases []string
	}
}

func sharedFile(t testing.TB, name string) *os.File {
	root := os.Getenv("TEARSHEET_SHARED")
	if root == "" {
		root = "../../../shared"
	}
	f, err := os.Open(filepath.Join(root, name))
	if err != nil {
		t.Skipf("the labelled set is not here; set TEARSHEET_SHARED to the folder that holds %s", name)
	}
	t.Cleanup(func() { f.Close() })
	return f
}

func readGoldQuotes(t testing.TB) []goldQuotes {
	var all []goldQuotes
	texts := map[string]string{}
	for line := range lines(sharedFile(t, "gold/quotes.texts.jsonl")) {
		var g goldQuotes
		if err := json.Unmarshal(line, &g); err != nil {
			t.Fatal(err)
		}
		texts[g.ID] = g.Text
	}
	for line := range lines(sharedFile(t, "gold/quotes.jsonl")) {
		var g goldQuotes
		if err := json.Unmarshal(line, &g); err != nil {
			t.Fatal(err)
		}
		g.Text = texts[g.ID]
		all = append(all, g)
	}
	return all
}

func lines(f *os.File) func(func([]byte) bool) {
	return func(yield func([]byte) bool) {
		s := bufio.NewScanner(f)
		s.Buffer(nil, 1<<24)
		for s.Scan() {
			if !yield(s.Bytes()) {
				return
			}
		}
	}
}

// named puts the names that the reader found into the document, as an annotator
// of names would: every place of every form, the longest first.
func (g *goldQuotes) named(d *Document) {
	type form struct {
		text, name string
		kind       tearsheet.AnnotationKind
	}
	var forms []form
	for _, p := range g.People {
		for _, f := range append([]string{p.Name}, p.Aliases...) {
			forms = append(forms, form{f, p.Name, tearsheet.AboutPerson})
		}
	}
	for _, o := range g.Organisations {
		for _, f := range append([]string{o.Name}, o.Aliases...) {
			forms = append(forms, form{f, o.Name, tearsheet.AboutOrganisation})
		}
	}
	slices.SortStableFunc(forms, func(a, b form) int { return len(b.text) - len(a.text) })
	taken := make([]bool, len(d.Text))
	for _, f := range forms {
		for at := 0; ; {
			i := strings.Index(d.Text[at:], f.text)
			if i < 0 {
				break
			}
			start, end := at+i, at+i+len(f.text)
			at = end
			before, _ := utf8.DecodeLastRuneInString(d.Text[:start])
			if taken[start] || unicode.IsLetter(before) || unicode.IsLetter(runeAt(d.Text, end)) {
				continue
			}
			for k := start; k < end; k++ {
				taken[k] = true
			}
			d.Found = append(d.Found, tearsheet.Annotation{Kind: f.kind, Start: start, End: end, Text: f.text, Name: f.name})
		}
	}
}

// isRight reports whether a speaker is the one whom the reader named. Where the
// text names nobody only blank is right here.
func (g *goldQuotes) isRight(q int, given *string) bool {
	gold := g.Quotes[q]
	if gold.SpeakerKind != "person" && gold.SpeakerKind != "organisation" {
		return given == nil || gold.Speaker != nil && *given == *gold.Speaker || *given == gold.SpeakerOrg
	}
	return given != nil && (*given == *gold.Speaker || slices.Contains(gold.Also, *given))
}

func TestQuotesOfTheLabelledArticlesAreFound(t *testing.T) {
	var direct, found, given, alarms, terms, right, judged int
	for _, g := range readGoldQuotes(t) {
		d := New("", g.Text, "", "")
		g.named(d)
		all := Quotes{}.Annotate(d)
		inCodePoints(g.Text, all)
		for i, q := range g.Quotes {
			k := slices.IndexFunc(all, func(a tearsheet.Annotation) bool { return a.Start == q.Start && a.End == q.End })
			switch {
			case q.Kind == "scare" || q.Kind == "title":
				terms++
				if k >= 0 {
					alarms++
				}
				continue
			case q.Kind == "direct":
				direct++
				if k >= 0 {
					found++
				}
			}
			if k < 0 || q.Doubt != nil {
				continue
			}
			judged++
			if g.isRight(i, all[k].Quote.Speaker) {
				right++
			}
		}
		given += len(all)
	}
	t.Logf("direct %d of %d exact; speaker %d of %d right; %d of %d terms and titles taken for quotes", found, direct, right, judged, alarms, terms)
	if 100*found < 97*direct || 100*right < 88*judged || 100*alarms > 5*terms {
		t.Error("that is less than what was reached before")
	}
}
