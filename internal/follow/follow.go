// Package follow answers when an article is to be looked at again and what its
// publisher changed: it takes the age of an article, or two of its revisions,
// and gives a time, or the difference in operations, counts and one sentence.
package follow

import (
	"strings"

	"tearsheet"
	"tearsheet/internal/diff"
	"tearsheet/internal/text"
)

// Comparison is the difference of two revisions, as data. Old and new may also
// be two articles: a copy and what it was taken from.
type Comparison struct {
	Headline   diff.Op       `json:"headline"`
	Operations []diff.Op     `json:"operations"` // on the body
	Counts     diff.Counts   `json:"counts"`     // of the body
	Figures    []diff.Figure `json:"figures"`    // of headline and body
	Byline     bool          `json:"byline"`     // the byline differs
	Published  bool          `json:"published"`  // the stated time of publication differs
	Origin     bool          `json:"origin"`     // one was read from the page, the other from the feed: the publisher may have changed nothing
	Divided    bool          `json:"divided"`    // the same sentences in other paragraphs
	Correction string        `json:"correction"` // the note in the new revision that tells of a correction; empty: none was found
	Summary    string        `json:"summary"`
	By         string        `json:"by"`
}

// Compare gives the change from one revision to a later one by these two alone.
// Classify knows what went before as well.
func Compare(old, new tearsheet.Revision) tearsheet.Change {
	return Classify(nil, old, new, nil)
}

// Operations gives the difference of two revisions in full.
func Operations(old, new tearsheet.Revision) Comparison {
	before, starts := sentences(old.Body)
	after, newStarts := sentences(new.Body)
	c := Comparison{
		Headline:   diff.Line(tokens(old.Headline, ""), tokens(new.Headline, "")),
		Operations: diff.Texts(before, after),
		Byline:     !sameNames(old.Byline, new.Byline),
		Published:  !old.Published.Equal(new.Published),
		Origin:     old.Origin != new.Origin,
		Correction: correction(new),
		By:         diff.Name,
	}
	c.Counts = diff.Count(c.Operations, starts)
	c.Figures = diff.Figures(append([]diff.Op{c.Headline}, c.Operations...))
	c.Divided = c.Counts.Same == len(before) && c.Counts.Same == len(after) && len(starts) != len(newStarts)
	c.Summary = c.summary(old.Declared.Correction != "")
	return c
}

// summary puts before and after what diff says of the words what only a
// revision can tell.
func (c Comparison) summary(declaredBefore bool) string {
	var said []string
	if c.Origin {
		said = append(said, "One revision was read from the feed, the other from the page.")
	}
	words := diff.Summary(c.Headline, c.Counts, c.Figures)
	if c.Divided && c.Headline.Kind == diff.Same {
		words = "No words changed; paragraphs are divided differently."
	}
	said = append(said, words)
	if c.Byline {
		said = append(said, "Byline changed.")
	}
	if c.Published {
		said = append(said, "Stated time of publication changed.")
	}
	if c.Counts.WordsAdded+c.Counts.WordsRemoved > 0 && c.Correction == "" && !declaredBefore && !c.Origin {
		said = append(said, "No correction note.")
	}
	return strings.Join(said, " ")
}

func sameNames(a, b []tearsheet.Person) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i].Name != b[i].Name {
			return false
		}
	}
	return true
}

// paragraphEnd stands after the last word of a paragraph, where diff looks for it.
const paragraphEnd = "\n\n"

// sentences gives a body as diff takes it, and the first sentence of each
// paragraph with, last, the number of sentences.
func sentences(body []tearsheet.Block) (all [][]string, starts []int) {
	for _, b := range body {
		if b.Kind == tearsheet.Picture || b.Kind == tearsheet.Embed {
			continue // not part of the canonical text
		}
		for _, paragraph := range text.Paragraphs(b.Text) {
			starts = append(starts, len(all))
			all = appendSentences(all, paragraph)
		}
	}
	return all, append(starts, len(all))
}

func appendSentences(all [][]string, paragraph string) [][]string {
	spans := text.SentenceSpans(paragraph)
	for k, s := range spans {
		space := paragraphEnd
		if k+1 < len(spans) {
			space = paragraph[s.End:spans[k+1].Start]
		}
		all = append(all, tokens(s.Of(paragraph), space))
	}
	return all
}

// tokens gives the words and marks of s, each with the white space after it.
func tokens(s, space string) []string {
	spans := text.TokenSpans(s)
	parts := make([]string, len(spans))
	for k, t := range spans {
		end := len(s)
		if k+1 < len(spans) {
			end = spans[k+1].Start
		}
		parts[k] = s[t.Start:end]
	}
	if k := len(parts) - 1; k >= 0 {
		parts[k] = s[spans[k].Start:spans[k].End] + space
	}
	return parts
}
