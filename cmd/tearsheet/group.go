package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"time"

	"tearsheet"
	"tearsheet/internal/address"
	"tearsheet/internal/group"
)

// runGroup says of each article, oldest first, whose words it has.
func runGroup(ctx context.Context, c *call) error {
	args, err := c.parse()
	if err != nil {
		return err
	}
	if len(args) != 1 {
		return usage("name one file of articles as JSON Lines, oldest first; - is standard input")
	}
	shelf := group.NewShelf()
	desk := grouping{shelf, group.NewIndex(shelf)}
	out := bufio.NewWriter(c.out)
	if args[0] == "-" {
		return errors.Join(desk.run(ctx, c.in, out), out.Flush())
	}
	f, err := os.Open(args[0])
	if err != nil {
		return fmt.Errorf("read articles: %w", err)
	}
	defer f.Close()
	return errors.Join(desk.file(ctx, f, out), out.Flush())
}

// grouping is a run over articles that are not in a store.
type grouping struct {
	shelf *group.Shelf
	index *group.Index
}

// file reads a file twice: what a source repeats on its pages is known only
// after some of them.
func (g grouping) file(ctx context.Context, f *os.File, out io.Writer) error {
	err := eachArticle(f, func(item tearsheet.Item, _ string, err error) error {
		if err != nil {
			return nil // told in the second reading
		}
		return g.index.LearnFurniture(ctx, item)
	})
	if err != nil {
		return err
	}
	if _, err := f.Seek(0, io.SeekStart); err != nil {
		return g.run(ctx, bytes.NewReader(nil), out) // a pipe was read to its end
	}
	return g.run(ctx, f, out)
}

func (g grouping) run(ctx context.Context, in io.Reader, out io.Writer) error {
	return eachArticle(in, func(item tearsheet.Item, id string, err error) error {
		if err != nil {
			_, err = fmt.Fprintf(out, "%s\n", errorLine(id, err))
			return err
		}
		line, err := g.line(ctx, item)
		if err != nil {
			return err
		}
		_, err = fmt.Fprintf(out, "%s\n", line)
		return err
	})
}

// line is what is said of one article; it is known to the later ones then. What
// it tells of earlier ones is kept for those that come later, and not printed.
func (g grouping) line(ctx context.Context, item tearsheet.Item) ([]byte, error) {
	found, err := group.Find(ctx, item, g.index)
	if err != nil {
		return nil, err
	}
	rows := []tearsheet.Reuse{}
	for _, r := range found.Rows {
		if r.Copy == item.Article.ID {
			rows = append(rows, r)
		}
	}
	g.shelf.Put(item)
	g.shelf.Keep(found)
	if err := g.index.Learn(ctx, item); err != nil {
		return nil, err
	}
	return marshal(struct {
		ID      tearsheet.ArticleID `json:"id"`
		Story   *string             `json:"story"`
		Thread  *string             `json:"thread"`
		Reuse   []tearsheet.Reuse   `json:"reuse"`
		Related []string            `json:"related"`
	}{ID: item.Article.ID, Reuse: rows, Related: []string{}})
}

const longestLine = 16 << 20 // of an article as JSON

// eachArticle reads articles as JSON Lines. A line that is none is given with
// its error, and the rest goes on.
func eachArticle(in io.Reader, do func(item tearsheet.Item, id string, err error) error) error {
	lines := bufio.NewScanner(in)
	lines.Buffer(nil, longestLine)
	number := int64(0)
	for n := 1; lines.Scan(); n++ {
		if len(bytes.TrimSpace(lines.Bytes())) == 0 {
			continue
		}
		number++
		item, id, err := articleOf(lines.Bytes(), number)
		if err != nil {
			err = fmt.Errorf("line %d: %w", n, err)
		}
		if err := do(item, id, err); err != nil {
			return err
		}
	}
	return lines.Err()
}

// articleLine is an article as `tearsheet read` gives it, with its source. The
// body may also be a list of paragraphs and the byline a list of names.
type articleLine struct {
	ID        string               `json:"id"`
	URL       string               `json:"url"`
	Canonical string               `json:"canonical"`
	Headline  string               `json:"headline"`
	Byline    []personOrName       `json:"byline"`
	Dateline  string               `json:"dateline"`
	Published tearsheet.StatedTime `json:"published"`
	Seen      time.Time            `json:"seen"`
	Language  string               `json:"language"`
	Site      string               `json:"site"`
	Body      []blockOrText        `json:"body"`
	Declared  tearsheet.Declared   `json:"declared"`
	Source    struct {
		Name string `json:"name"`
		Host string `json:"host"`
	} `json:"source"`
}

type personOrName tearsheet.Person

// UnmarshalJSON takes a person or a mere name.
func (p *personOrName) UnmarshalJSON(b []byte) error {
	if json.Unmarshal(b, &p.Name) == nil {
		return nil
	}
	return json.Unmarshal(b, (*tearsheet.Person)(p))
}

type blockOrText tearsheet.Block

// UnmarshalJSON takes a block or the text of a paragraph.
func (t *blockOrText) UnmarshalJSON(b []byte) error {
	if json.Unmarshal(b, &t.Text) == nil {
		t.Kind = tearsheet.Paragraph
		return nil
	}
	return json.Unmarshal(b, (*tearsheet.Block)(t))
}

// articleOf reads one line; number is its place among the articles.
func articleOf(line []byte, number int64) (tearsheet.Item, string, error) {
	var a articleLine
	if err := json.Unmarshal(line, &a); err != nil {
		return tearsheet.Item{}, a.ID, fmt.Errorf("not an article as `tearsheet read` writes it: %w", err)
	}
	if a.ID == "" {
		return tearsheet.Item{}, "", errors.New("the article has no id")
	}
	id := tearsheet.ArticleID(a.ID)
	source := tearsheet.SourceID(a.Source.Host)
	if source == "" {
		source, _ = address.Source(a.URL) // empty where there is no address either: an article of nobody
	}
	r := tearsheet.Revision{Article: id, Number: 1, Seen: a.Seen, Origin: tearsheet.FromPage, Headline: a.Headline, Dateline: a.Dateline,
		Published: a.Published, Language: a.Language, Site: a.Site, Canonical: a.Canonical, Declared: a.Declared}
	for _, p := range a.Byline {
		r.Byline = append(r.Byline, tearsheet.Person(p))
	}
	for _, b := range a.Body {
		r.Body = append(r.Body, tearsheet.Block(b))
	}
	return tearsheet.Item{
		Article:  tearsheet.Article{ID: id, Number: number, Source: source, URL: a.URL, FirstSeen: a.Seen, Revisions: 1},
		Revision: r,
		Source:   tearsheet.Source{ID: source, Name: a.Source.Name},
	}, a.ID, nil
}
