// Package annotate answers what an article is about: it takes a text with its
// headline and gives annotations - subject, places, people, organisations,
// quotes and figures - each with its span, its evidence and who found it.
package annotate

import (
	"fmt"
	"slices"
	"unicode/utf8"

	"tearsheet"
	"tearsheet/internal/text"
)

// Annotator finds one kind of thing. It reads the document and what those
// before it in the table have found, and changes neither.
type Annotator interface {
	// Name is its name@version. A new version means that its old annotations
	// are to be made again.
	Name() string
	// Annotate gives what it found, with Start and End in bytes of d.Text and
	// By left empty.
	Annotate(d *Document) []tearsheet.Annotation
}

// Document is a text on its way through the annotators.
type Document struct {
	Headline string
	Text     string // canonical
	Section  string // as the publisher states it
	Language string // as stated; empty: not stated

	Sentences []Sentence
	Found     []tearsheet.Annotation // by the annotators before, with offsets in bytes
	english   bool
	mentions  []Mention // see Mentions
	tagged    bool
}

// Sentence is one sentence of a document, with its words and marks.
type Sentence struct {
	text.Span
	Paragraph int
	Tokens    []text.Span // in bytes of the whole text
}

// Failure is an annotator that broke on a document. The others went on.
type Failure struct {
	By  string
	Err error
}

// Of prepares the words of a revision.
func Of(r *tearsheet.Revision) *Document {
	return New(r.Headline, r.Text(), r.Section, r.Language)
}

// New prepares a text.
func New(headline, body, section, language string) *Document {
	d := &Document{Headline: headline, Text: body, Section: section, Language: language}
	for i, p := range text.ParagraphSpans(body) {
		for _, s := range text.SentenceSpans(p.Of(body)) {
			d.Sentences = append(d.Sentences, sentence(body, p.Start+s.Start, p.Start+s.End, i))
		}
	}
	d.english = isEnglish(d)
	return d
}

func sentence(body string, start, end, paragraph int) Sentence {
	s := Sentence{Span: text.Span{Start: start, End: end}, Paragraph: paragraph}
	for _, t := range text.TokenSpans(body[start:end]) {
		s.Tokens = append(s.Tokens, text.Span{Start: start + t.Start, End: start + t.End})
	}
	return s
}

// Annotate runs the annotators in their order and gives what they found, in
// order of place, with offsets in code points. An annotator that panics has
// found nothing and stops no other.
func Annotate(d *Document, annotators []Annotator) ([]tearsheet.Annotation, []Failure) {
	var failed []Failure
	for _, a := range annotators {
		found, err := attempt(a, d)
		if err != nil {
			failed = append(failed, Failure{a.Name(), err})
			continue
		}
		for _, f := range found {
			f.By = a.Name()
			d.Found = append(d.Found, f)
		}
	}
	out := slices.Clone(d.Found)
	slices.SortStableFunc(out, func(a, b tearsheet.Annotation) int { return a.Start - b.Start })
	inCodePoints(d.Text, out)
	return out, failed
}

func attempt(a Annotator, d *Document) (found []tearsheet.Annotation, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("annotate with %s: %v", a.Name(), r)
		}
	}()
	found = a.Annotate(d)
	for _, f := range found {
		if f.Start < 0 || f.End < f.Start || f.End > len(d.Text) {
			return nil, fmt.Errorf("annotate with %s: its place %d to %d is not in the text", a.Name(), f.Start, f.End)
		}
	}
	return found, nil
}

// inCodePoints turns the offsets of annotations in order of place from bytes
// to code points.
func inCodePoints(body string, all []tearsheet.Annotation) {
	at, points := 0, 0
	for i := range all {
		a := &all[i]
		points += utf8.RuneCountInString(body[at:a.Start])
		at = a.Start
		length := utf8.RuneCountInString(body[a.Start:a.End])
		a.Start, a.End = points, points+length
	}
}
