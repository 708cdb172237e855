package follow

import (
	"bufio"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"tearsheet"
	"tearsheet/internal/diff"
)

func revision(headline string, paragraphs ...string) tearsheet.Revision {
	r := tearsheet.Revision{Headline: headline, Origin: tearsheet.FromPage}
	for _, p := range paragraphs {
		r.Body = append(r.Body, tearsheet.Block{Kind: tearsheet.Paragraph, Text: p})
	}
	return r
}

const (
	lead   = "Sixty firefighters are fighting a blaze at a warehouse off Hedon Road. People nearby were told to keep windows shut."
	alarm  = "The alarm was raised at 3.20am on Tuesday by a worker, who saw smoke from a charging bay. All 23 people got out."
	crews  = "Crews arrived to find flames through the roof. Twelve engines are at the scene, and 12 hydrants are in use."
	school = "Two primary schools, both on their Easter break, are unaffected. Bus services 56 and 57 are being diverted."
)

func TestSummarySaysWhatChanged(t *testing.T) {
	base := revision("Sixty tackle blaze", lead, alarm, crews, school)
	with := func(edit func(*tearsheet.Revision)) tearsheet.Revision {
		r := revision("Sixty tackle blaze", lead, alarm, crews, school)
		edit(&r)
		return r
	}
	for name, c := range map[string]struct {
		new  tearsheet.Revision
		want string
	}{
		"nothing":                {base, "No words changed."},
		"headline":               {with(func(r *tearsheet.Revision) { r.Headline = "Crews tackle blaze" }), "Headline changed."},
		"figure in the headline": {with(func(r *tearsheet.Revision) { r.Headline = "Seventy tackle blaze" }), "Headline changed. Figure changed: Sixty → Seventy."},
		"figure": {with(func(r *tearsheet.Revision) { r.Body[2].Text = strings.Replace(crews, "12 hydrants", "14 hydrants", 1) }),
			"1 sentence edited. Figure changed: 12 → 14. No correction note."},
		"separator": {with(func(r *tearsheet.Revision) { r.Body[1].Text = strings.Replace(alarm, "3.20am", "320am", 1) }),
			"1 sentence edited. Figure changed: 3.20am → 320am. No correction note."},
		"removed": {with(func(r *tearsheet.Revision) { r.Body = r.Body[:3] }), "2 sentences removed. No correction note."},
		"noted": {with(func(r *tearsheet.Revision) {
			r.Body[2].Text = strings.Replace(crews, "12 hydrants", "14 hydrants", 1)
			r.Body = append(r.Body, tearsheet.Block{Text: "Correction: an earlier version gave the wrong number of hydrants."})
		}), "1 sentence edited, 1 added. Figure changed: 12 → 14."},
		"declared": {with(func(r *tearsheet.Revision) {
			r.Body[2].Text = strings.Replace(crews, "12 hydrants", "14 hydrants", 1)
			r.Declared.Correction = "Hydrants."
		}), "1 sentence edited. Figure changed: 12 → 14."},
		"moved": {with(func(r *tearsheet.Revision) { r.Body[1], r.Body[3] = r.Body[3], r.Body[1] }), "2 paragraphs moved."},
		"quotes": {with(func(r *tearsheet.Revision) { r.Body[0].Text = strings.Replace(lead, "a blaze", "a “blaze”", 1) }),
			"No words changed; punctuation or case differs in 1 sentence."},
		"divided": {with(func(r *tearsheet.Revision) {
			r.Body[0].Text += " " + alarm
			r.Body = slices.Delete(r.Body, 1, 2)
		}), "No words changed; paragraphs are divided differently."},
		"byline": {with(func(r *tearsheet.Revision) { r.Byline = []tearsheet.Person{{Name: "Jo Roe"}} }), "No words changed. Byline changed."},
		"from the feed first": {with(func(r *tearsheet.Revision) { r.Origin = tearsheet.FromFeed; r.Body = r.Body[:3] }),
			"One revision was read from the feed, the other from the page. 2 sentences removed."},
		"caption": {with(func(r *tearsheet.Revision) {
			r.Body = append(r.Body, tearsheet.Block{Kind: tearsheet.Picture, Text: "A caption."})
		}), "No words changed."},
	} {
		if got := Operations(base, c.new).Summary; got != c.want {
			t.Errorf("%s:\n got %s\nwant %s", name, got, c.want)
		}
	}
}

func TestCompareCarriesCountsAndOrigin(t *testing.T) {
	old, new := revision("A", lead, alarm), revision("B", lead, alarm, school)
	old.Number, new.Number, new.Article, new.Seen = 3, 4, "abc", time.Unix(1000, 0)
	want := tearsheet.Change{Article: "abc", From: 3, To: 4, At: new.Seen, Headline: true, Added: 2, Words: 20,
		Summary: "Headline changed. 2 sentences added. No correction note.", By: "artdiff/1+kinds/1",
		Kinds: []tearsheet.ChangeKind{tearsheet.KindHeadline, tearsheet.KindUpdate}, Undisclosed: true, Rung: tearsheet.RungSubstantive}
	got := Compare(old, new)
	if len(got.Evidence) != 3 {
		t.Errorf("evidence %+v", got.Evidence)
	}
	got.Evidence = nil
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got  %+v\nwant %+v", got, want)
	}
}

func TestCorrectionNotesOfFourLanguagesAreFound(t *testing.T) {
	for _, s := range []string{"Correction: the sum was wrong.", "CORRECTION, May 5: It was six.", "(Corrects paragraph two to say six.)", "An earlier version of this article said five.",
		"This article was amended on 5 May 2026.", "Editor’s note: the name was misspelt.", "Berichtigung: Es waren sechs.", "In einer früheren Version hieß es fünf.", "*Korrektur:* Es waren sechs.",
		"Rectificatif : il y en avait six.", "Une version précédente de cet article disait cinq.", "Fe de errores: eran seis.", "Corrección: eran seis.", "El texto ha sido corregido."} {
		if !isNote(s) {
			t.Errorf("not found: %s", s)
		}
	}
	for _, s := range []string{"Correctional officers went on strike.", "The minister corrected himself.", "He said the version was earlier.", "", "Korrekturen gab es nicht."} {
		if isNote(s) {
			t.Errorf("taken for a note: %s", s)
		}
	}
}

func TestComparisonAsJSONHasEveryField(t *testing.T) {
	b, err := json.Marshal(Operations(revision("A"), revision("A")))
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{`"operations":[]`, `"figures":[]`, `"summary":"No words changed."`, `"by":"artdiff/1"`, `"headline":{"kind":"same"`, `"words_added":0`} {
		if !strings.Contains(string(b), want) {
			t.Errorf("%s has no %s", b, want)
		}
	}
}

func TestPlainFoldsWhatDidNotChange(t *testing.T) {
	old := revision("Sixty tackle blaze", lead, alarm, crews, school, "Last one of all.")
	new := revision("Seventy tackle blaze", school, lead, alarm, strings.Replace(crews, "12 hydrants", "14 hydrants", 1)+" No more came.", "Last one of all.")
	var b strings.Builder
	if err := Plain(&b, Operations(old, new), false); err != nil {
		t.Fatal(err)
	}
	want := `Headline changed. 1 sentence edited, 1 added, 1 paragraph moved. Figures changed: Sixty → Seventy, 12 → 14. No correction note.

Headline: [-Sixty-] {+Seventy+} tackle blaze

⟨1: moved to here⟩ Two primary schools, both on their Easter break, are unaffected. Bus services 56 and 57 are being diverted.

… 2 paragraphs unchanged …

Crews arrived to find flames through the roof. Twelve engines are at the scene, and [-12-] {+14+} hydrants are in use. {+No more came.+}

⟨1: moved from here⟩

… 1 paragraph unchanged …
`
	if b.String() != want {
		t.Errorf("got\n%s\nwant\n%s", b.String(), want)
	}
	b.Reset()
	if err := Plain(&b, Operations(old, new), true); err != nil || !strings.Contains(b.String(), "\x1b[31;9m12\x1b[0m \x1b[32;4m14\x1b[0m") {
		t.Errorf("in colour (%v)\n%q", err, b.String())
	}
}

func TestNoEscapeSequenceReachesTheTerminal(t *testing.T) {
	var b strings.Builder
	if err := Plain(&b, Operations(revision("A\x1b[2J", "one\x07 two."), revision("B\u009b31m\x1b]0;x\x07", "one\x1b[31m three.")), false); err != nil {
		t.Fatal(err)
	}
	if strings.ContainsAny(b.String(), "\x1b\x07\u009b") {
		t.Errorf("%q", b.String())
	}
}

type full struct{}

func (full) Write([]byte) (int, error) { return 0, errors.New("disk full") }

func TestPlainReportsAFailedWrite(t *testing.T) {
	if err := Plain(full{}, Operations(revision("A", lead), revision("B")), false); err == nil || !strings.Contains(err.Error(), "disk full") {
		t.Errorf("got %v", err)
	}
}

func FuzzOperations(f *testing.F) {
	f.Add("Fire kills 12", lead+"\n\n"+crews, "Fire kills 14", crews+"\n\n"+lead+" “No.”")
	f.Add("", "他来了。\x00\u2029a. B", "\xff", " \u00851\u202f000 ")
	f.Fuzz(func(t *testing.T, h1, b1, h2, b2 string) {
		old, new := revision(h1, b1), revision(h2, b2)
		c := Operations(old, new)
		var text strings.Builder
		for _, op := range c.Operations {
			for _, r := range op.Words {
				if !op.Away && r.Kind != diff.Delete {
					text.WriteString(r.Text + r.Space)
				}
			}
		}
		squeeze := func(s string) string {
			return strings.Join(strings.FieldsFunc(s, func(r rune) bool {
				return r <= ' ' || r >= 0x7f && r <= 0xa0 || strings.ContainsRune("\u200b\ufeff\u2028\u2029\u202f\u205f\u3000\u1680", r) || r >= 0x2000 && r <= 0x200a
			}), "")
		}
		if got, want := squeeze(text.String()), squeeze(new.Text()); got != want {
			t.Fatalf("the operations give %q, the new text is %q", got, want)
		}
		if got := Operations(new, new).Summary; !strings.HasPrefix(got, "No words changed.") {
			t.Fatalf("a revision and itself: %s", got)
		}
	})
}

// The made-up newsroom has known truth about its revisions.
func TestNewsroomRevisions(t *testing.T) {
	type line struct {
		Article  string
		Revision int
		Headline string
		Body     []string
		Change   []string
	}
	var before line
	pairs := 0
	eachLine(t, "gold/newsroom/revisions.jsonl", func(b []byte) {
		var l line
		if err := json.Unmarshal(b, &l); err != nil {
			t.Fatal(err)
		}
		if l.Article == before.Article {
			pairs++
			c := Operations(revision(before.Headline, before.Body...), revision(l.Headline, l.Body...))
			if slices.Contains(l.Change, "correction-declared") && (c.Correction == "" || strings.Contains(c.Summary, "No correction")) {
				t.Errorf("%s %d carries a note: %s", l.Article, l.Revision, c.Summary)
			}
			if slices.Equal(l.Change, []string{"noise"}) && c.Counts.WordsAdded+c.Counts.WordsRemoved > 0 {
				t.Errorf("%s %d is noise: %s", l.Article, l.Revision, c.Summary)
			}
			if !slices.Contains(l.Change, "noise") && c.Summary == "No words changed." {
				t.Errorf("%s %d is %v: %s", l.Article, l.Revision, l.Change, c.Summary)
			}
		}
		before = l
	})
	if pairs != 120 {
		t.Errorf("%d pairs, want 120", pairs)
	}
}

// eachLine reads a file of the shared data, which is not part of the project.
func eachLine(t testing.TB, name string, see func([]byte)) {
	root := os.Getenv("TEARSHEET_SHARED")
	if root == "" {
		root = "../../../shared"
	}
	f, err := os.Open(filepath.Join(root, name))
	if err != nil {
		t.Skipf("the shared data is not here (set TEARSHEET_SHARED to its folder): %v", err)
	}
	defer f.Close()
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<24)
	for lines.Scan() {
		see(lines.Bytes())
	}
	if err := lines.Err(); err != nil {
		t.Fatal(err)
	}
}
