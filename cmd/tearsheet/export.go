package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"time"

	"tearsheet"
	"tearsheet/internal/warc"
)

// runExport writes what came of articles as WARC, or all evidence for one
// article as a zip file.
func runExport(ctx context.Context, c *call) error {
	folder := c.folder()
	all := c.Bool("all", false, "every article")
	since := c.String("since", "", "only what was captured since a `TIME`: a day or RFC 3339")
	out := c.String("out", "", "`FILE` to write (default: standard output)")
	bundle := c.Bool("bundle", false, "the evidence for one article as zip: captures, revisions, changes, copies")
	args, err := c.parse()
	if err != nil {
		return err
	}
	from, err := sinceTime(*since)
	switch {
	case err != nil:
		return usageError{error: err}
	case *bundle && (len(args) != 1 || *all || *since != ""):
		return usage("a bundle is of one article: name it, without --all and --since")
	case *all == (len(args) > 0):
		return usage("name articles, or --all")
	}
	return reading(folder, func(h *house) error {
		return c.writing(*out, func(w io.Writer) error {
			if *bundle {
				id, err := h.articleNamed(ctx, args[0])
				if err != nil {
					return err
				}
				return h.writeBundle(ctx, w, id)
			}
			return h.writeArchive(ctx, c, w, args, from)
		})
	})
}

func sinceTime(s string) (time.Time, error) {
	if s == "" {
		return time.Time{}, nil
	}
	for _, layout := range []string{time.RFC3339, time.DateOnly} {
		if t, err := time.Parse(layout, s); err == nil {
			return t, nil
		}
	}
	return time.Time{}, fmt.Errorf("--since is a day like 2026-11-24 or a time like 2026-11-24T14:20:00Z, not %q", s)
}

// writing lets do write to a file, which stands under its name only when it is
// whole, or to standard output where no file is named.
func (c *call) writing(name string, do func(io.Writer) error) error {
	if name == "" {
		return do(c.out)
	}
	f, err := os.CreateTemp(filepath.Dir(name), "."+filepath.Base(name)+"-*")
	if err != nil {
		return fmt.Errorf("write %s: %w", name, err)
	}
	if err := errors.Join(do(f), f.Sync(), f.Close()); err != nil {
		return errors.Join(err, os.Remove(f.Name()))
	}
	if err := os.Rename(f.Name(), name); err != nil {
		return errors.Join(fmt.Errorf("write %s: %w", name, err), os.Remove(f.Name()))
	}
	return nil
}

// writeArchive writes the captures of the named articles, or of all, as WARC.
func (h *house) writeArchive(ctx context.Context, c *call, w io.Writer, articles []string, since time.Time) error {
	ids := []tearsheet.ArticleID{""} // which stands for all
	if len(articles) > 0 {
		ids = nil
	}
	for _, name := range articles {
		id, err := h.articleNamed(ctx, name)
		if err != nil {
			return err
		}
		ids = append(ids, id)
	}
	out := warc.NewWriter(w, false)
	if err := out.Info(time.Now(), madeBy(h.config.Title)...); err != nil {
		return err
	}
	n := 0
	for _, id := range ids {
		written, err := h.writeCaptures(ctx, out, id, since)
		if err != nil {
			return err
		}
		n += written
	}
	if _, err := fmt.Fprintf(c.err, "%d captures written\n", n); err != nil {
		return err
	}
	return nil
}

func madeBy(title string) []warc.Field {
	return []warc.Field{
		{Name: "software", Value: tearsheet.Name + "/" + tearsheet.Version},
		{Name: "isPartOf", Value: title},
		{Name: "description", Value: "Pages as they came, after decoding; how they were sent stands in X-Archive-Orig- fields."},
	}
}

// writeCaptures writes what the revisions of an article were read from, or
// those of all articles.
func (h *house) writeCaptures(ctx context.Context, out *warc.Writer, id tearsheet.ArticleID, since time.Time) (n int, err error) {
	err = h.store.EachCapture(ctx, id, since, func(a tearsheet.Article, r tearsheet.Revision, c tearsheet.Capture) error {
		n++
		return out.Response(warc.Answer{URL: orElse(c.FinalURL, c.URL), At: c.At, Status: c.Status, Header: c.Header, Body: c.Body, Notes: notesOf(&a, &r, &c)})
	})
	return n, err
}

// notesOf is what we know of a capture beyond the answer.
func notesOf(a *tearsheet.Article, r *tearsheet.Revision, c *tearsheet.Capture) []warc.Field {
	notes := []warc.Field{{Name: "article", Value: string(a.ID)}, {Name: "article-address", Value: a.URL}, {Name: "revision", Value: fmt.Sprint(r.Number)}, {Name: "asked-for", Value: c.URL}}
	if !c.Robots.At.IsZero() {
		decision := "refused"
		if c.Robots.Allowed {
			decision = "allowed"
		}
		return append(notes, warc.Field{Name: "robots.txt", Value: fmt.Sprintf("%s (%s) at %s", decision, c.Robots.Rule, c.Robots.At.UTC().Format(time.RFC3339))})
	}
	if c.Robots.Rule != "" {
		notes = append(notes, warc.Field{Name: "robots.txt", Value: c.Robots.Rule})
	}
	return notes
}
