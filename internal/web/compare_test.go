package web

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"tearsheet"
	"tearsheet/internal/diff"
	"tearsheet/internal/follow"
)

// twoVersions keeps an article whose paragraphs were moved, divided and edited.
func twoVersions(use tearsheet.Use) (f *fakeStore, id tearsheet.ArticleID, old, fresh tearsheet.Revision) {
	f = newFake()
	f.sources = []tearsheet.Source{{ID: "a.example", Name: "A", Rights: tearsheet.Rights{Use: use}}}
	s := sentencesOfPress
	blocks := func(paragraphs ...string) (all []tearsheet.Block) {
		for _, p := range paragraphs {
			all = append(all, tearsheet.Block{Kind: tearsheet.Paragraph, Text: p})
		}
		return all
	}
	old = tearsheet.Revision{Headline: "The accord", Body: blocks(s[0]+" "+s[1], s[2]+" "+s[3]+"\n\n"+s[4], s[5], s[6]+" "+s[7])}
	fresh = tearsheet.Revision{Headline: "The accord", Body: blocks(s[5], s[0]+" "+strings.Replace(s[1], "60", "75", 1), s[2]+" "+s[3], s[4], s[6]+" "+s[7])}
	id = f.add(tearsheet.Article{URL: "https://a.example/1", Source: "a.example", FirstSeen: testNow}, old, fresh)
	return f, id, old, fresh
}

func TestCountsSummaryAndPassagesOfADifferenceAreOneComputation(t *testing.T) {
	f, id, old, fresh := twoVersions(tearsheet.Full)
	h := newServer(f, nil)
	var got struct {
		Summary  string
		Moved    int
		Edited   int
		Figures  []diff.Figure
		Passages []comparedPassage
	}
	if err := json.Unmarshal([]byte(read(t, h, asked{path: diffPath(id, 1, 2) + ".json"}, http.StatusOK)), &got); err != nil {
		t.Fatal(err)
	}
	want := follow.Operations(old, fresh)
	if len(got.Passages) != len(want.Operations) || got.Summary != want.Summary || fmt.Sprint(got.Figures) != fmt.Sprint(want.Figures) {
		t.Fatalf("%d passages, %q, figures %v; want %d, %q, %v", len(got.Passages), got.Summary, got.Figures, len(want.Operations), want.Summary, want.Figures)
	}
	for i, op := range want.Operations {
		if p := got.Passages[i]; p.Kind != op.Kind || p.Move != op.Move || p.Away != op.Away || p.Paragraph != (op.Paragraph || i == 0) {
			t.Errorf("passage %d is %+v, the operation %+v", i, p, op)
		}
	}
	page := read(t, h, asked{path: diffPath(id, 1, 2)}, http.StatusOK)
	mustHold(t, page, want.Summary, "1 sentence moved from here (1)", "moved to here (1)", "1 paragraph unchanged", "<del>60</del>", "<ins>75</ins>", "<h2>Figures</h2>")
}
