package main

import (
	"bufio"
	"bytes"
	"cmp"
	"compress/gzip"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"tearsheet"
	"tearsheet/internal/diff"
	"tearsheet/internal/follow"
)

// runChanges tells the kind of each change between the revisions in a file. It
// holds the revisions of one article at a time.
func runChanges(ctx context.Context, c *call) error {
	args, err := c.parse()
	if err != nil {
		return err
	}
	if len(args) != 1 {
		return usage("name one file of revisions as JSON Lines, or - for standard input")
	}
	in, done, err := c.lines(args[0])
	if err != nil {
		return err
	}
	defer done()
	w := changesWriter{out: bufio.NewWriter(c.out), seen: map[string]bool{}}
	if err := w.all(ctx, in); err != nil {
		w.out.Flush() // what was told before stands; the first error is the one to report
		return fmt.Errorf("read %s: %w", args[0], err)
	}
	return w.out.Flush()
}

// lines opens a file of JSON Lines, decompressed where its name ends in .gz.
func (c *call) lines(name string) (io.Reader, func() error, error) {
	if name == "-" {
		return c.in, func() error { return nil }, nil
	}
	f, err := os.Open(name)
	if err != nil {
		return nil, nil, err
	}
	if !strings.HasSuffix(name, ".gz") {
		return f, f.Close, nil
	}
	z, err := gzip.NewReader(f)
	if err != nil {
		f.Close()
		return nil, nil, fmt.Errorf("read %s: %w", name, err)
	}
	return z, f.Close, nil
}

// revisionLine is one revision as commands.md has it, or as read prints it:
// then its address names the article, and the order of the lines the time.
type revisionLine struct {
	Article   string               `json:"article"`
	Canonical string               `json:"canonical"`
	URL       string               `json:"url"`
	Revision  int                  `json:"revision"`
	At        time.Time            `json:"at"`
	Headline  string               `json:"headline"`
	Body      []lineBlock          `json:"body"`
	Byline    []tearsheet.Person   `json:"byline"`
	Published tearsheet.StatedTime `json:"published"`
	Declared  tearsheet.Declared   `json:"declared"`
}

// lineBlock is a block of a body, or a string: a paragraph.
type lineBlock tearsheet.Block

// UnmarshalJSON reads either.
func (b *lineBlock) UnmarshalJSON(line []byte) error {
	b.Kind = tearsheet.Paragraph
	if line[0] == '"' {
		return json.Unmarshal(line, &b.Text)
	}
	return json.Unmarshal(line, (*tearsheet.Block)(b))
}

// noRevision says what a line should have been.
func noRevision(why string) error {
	return fmt.Errorf(`not a revision (%s): write {"article","revision","at","headline","body":["paragraph",…]}, or give what "tearsheet read" prints`, why)
}

// whyNoJSON says what is wrong in the words of JSON.
func whyNoJSON(err error) string {
	if wrong, ok := errors.AsType[*json.UnmarshalTypeError](err); ok {
		return fmt.Sprintf("%s cannot be a %s", orElse(wrong.Field, "a line"), wrong.Value)
	}
	if _, ok := errors.AsType[*time.ParseError](err); ok {
		return "at is no time like 2026-11-24T14:20:00Z"
	}
	return "it is no JSON object"
}

// changeLine is one change as commands.md has it.
type changeLine struct {
	Article    string                 `json:"article"`
	From       int                    `json:"from"`
	To         int                    `json:"to"`
	Kinds      []tearsheet.ChangeKind `json:"kinds"`
	Declared   bool                   `json:"declared"`
	Summary    string                 `json:"summary"`
	Operations []diff.Op              `json:"operations"`
}

type changesWriter struct {
	out     *bufio.Writer
	article string
	earlier []tearsheet.Revision // of the article
	seen    map[string]bool      // articles that are done
}

func (w *changesWriter) all(ctx context.Context, in io.Reader) error {
	lines := bufio.NewScanner(in)
	lines.Buffer(nil, largestFile)
	for n := 1; lines.Scan(); n++ {
		if err := ctx.Err(); err != nil {
			return err
		}
		if len(bytes.TrimSpace(lines.Bytes())) == 0 {
			continue
		}
		if err := w.line(lines.Bytes()); err != nil {
			return fmt.Errorf("line %d: %w", n, err)
		}
	}
	if err := lines.Err(); err != nil {
		return fmt.Errorf("a line is longer than %d MiB or cannot be read: %w", largestFile>>20, err)
	}
	return w.finish()
}

func (w *changesWriter) line(b []byte) error {
	var l revisionLine
	if err := json.Unmarshal(b, &l); err != nil {
		return noRevision(whyNoJSON(err))
	}
	if l.Body == nil {
		return noRevision("it has no body")
	}
	l.Article = cmp.Or(l.Article, l.Canonical, l.URL)
	if l.Article != w.article || w.earlier == nil {
		if err := w.begin(l.Article); err != nil {
			return err
		}
	}
	last := len(w.earlier) - 1
	if l.Revision == 0 {
		l.Revision = last + 2
	}
	if last >= 0 && (l.Revision <= w.earlier[last].Number || !l.At.IsZero() && l.At.Before(w.earlier[last].Seen)) {
		return fmt.Errorf("revision %d of %s comes after revision %d: put them in order of time", l.Revision, l.Article, w.earlier[last].Number)
	}
	w.earlier = append(w.earlier, l.read())
	return nil
}

func (w *changesWriter) begin(article string) error {
	if err := w.finish(); err != nil {
		return err
	}
	if w.seen[article] {
		return fmt.Errorf("article %s stood further up: put the revisions of one article together", article)
	}
	w.article, w.seen[article] = article, true
	return nil
}

// finish writes the changes of the article that ended.
func (w *changesWriter) finish() error {
	for k, change := range follow.Sequence(w.earlier, nil) {
		line, err := marshal(changeLine{w.article, change.From, change.To, change.Kinds, change.Declared, change.Summary,
			follow.Operations(w.earlier[k], w.earlier[k+1]).Operations})
		if err != nil {
			return err
		}
		if _, err := w.out.Write(append(line, '\n')); err != nil {
			return err
		}
	}
	w.earlier = nil
	return nil
}

func (l revisionLine) read() tearsheet.Revision {
	r := tearsheet.Revision{Article: tearsheet.ArticleID(l.Article), Number: l.Revision, Seen: l.At, Headline: l.Headline, Origin: tearsheet.FromPage,
		Byline: l.Byline, Published: l.Published, Declared: l.Declared}
	for _, b := range l.Body {
		r.Body = append(r.Body, tearsheet.Block(b))
	}
	return r
}
