package main

import (
	"archive/zip"
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"tearsheet"
	"tearsheet/internal/warc"
	"tearsheet/proof"
)

// evidence is a zip file under way, with the digests of what is in it. Its
// files carry no times of their own: the same evidence gives the same bytes.
type evidence struct {
	zip  *zip.Writer
	sums strings.Builder
}

// add puts a file into the bundle.
func (e *evidence) add(name string, content []byte) error {
	w, err := e.zip.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Deflate})
	if err == nil {
		_, err = w.Write(content)
	}
	if err != nil {
		return fmt.Errorf("write %s into the bundle: %w", name, err)
	}
	fmt.Fprintf(&e.sums, "%x  %s\n", sha256.Sum256(content), name)
	return nil
}

func (e *evidence) addJSON(name string, v any) error {
	content, err := json.MarshalIndent(v, "", "  ")
	if err != nil {
		return fmt.Errorf("write %s into the bundle: %w", name, err)
	}
	return e.add(name, append(content, '\n'))
}

// articleEvidence is article.json of a bundle.
type articleEvidence struct {
	ID        tearsheet.ArticleID `json:"id"`
	URL       string              `json:"url"`
	Source    tearsheet.SourceID  `json:"source"`
	Name      string              `json:"source_name"`
	Rights    tearsheet.Rights    `json:"rights"`
	Robots    tearsheet.Robots    `json:"robots"`
	FirstSeen time.Time           `json:"first_seen"`
	LastSeen  time.Time           `json:"last_seen"`
	Gone      *time.Time          `json:"gone"` // null: it stands, as far as we know
}

// revisionEvidence is revisions/N.json of a bundle.
type revisionEvidence struct {
	Article    tearsheet.ArticleID `json:"article"`
	Number     int                 `json:"number"`
	Seen       time.Time           `json:"seen"`
	Reader     string              `json:"reader"`
	PageSHA256 string              `json:"page_sha256,omitempty"` // of the response it was read from, decoded; empty: the feed's own text
	TextSHA256 string              `json:"text_sha256"`           // of the canonical text, tearsheet-text/1: N.txt
	Words      tearsheet.Revision  `json:"words"`
}

// writeBundle writes all evidence for one article.
func (h *house) writeBundle(ctx context.Context, w io.Writer, id tearsheet.ArticleID) error {
	item, err := h.store.Item(ctx, id)
	if err != nil {
		return fmt.Errorf("export %s: %w", id, err)
	}
	revisions, err := h.store.Revisions(ctx, id)
	if err != nil {
		return err
	}
	e := &evidence{zip: zip.NewWriter(w)}
	pages, captures, err := h.capturesOf(ctx, &item)
	if err != nil {
		return err
	}
	for _, write := range []func() error{
		func() error { return e.add("README.txt", []byte(bundleGuide(&item, len(revisions)))) },
		func() error { return e.addJSON("article.json", articleShape(&item)) },
		func() error { return e.add("captures.warc.gz", captures) },
		func() error { return e.addRevisions(revisions, pages) },
		func() error { return h.addFindings(ctx, e, id) },
		func() error { return e.add("SHA256SUMS", []byte(e.sums.String())) },
	} {
		if err := write(); err != nil {
			return err
		}
	}
	return e.zip.Close()
}

func articleShape(item *tearsheet.Item) articleEvidence {
	a := &item.Article
	shape := articleEvidence{a.ID, a.URL, a.Source, item.Source.Name, item.Source.Rights, a.Robots, a.FirstSeen.UTC(), a.LastSeen.UTC(), nil}
	if !a.Gone.IsZero() {
		gone := a.Gone.UTC()
		shape.Gone = &gone
	}
	return shape
}

// capturesOf gives the captures of an article as WARC, and the digest of the
// page that each revision was read from.
func (h *house) capturesOf(ctx context.Context, item *tearsheet.Item) (map[int]string, []byte, error) {
	var file bytes.Buffer
	out := warc.NewWriter(&file, false)
	if err := out.Info(item.Article.LastSeen, madeBy(h.config.Title)...); err != nil {
		return nil, nil, err
	}
	if _, err := h.writeCaptures(ctx, out, item.Article.ID, time.Time{}); err != nil {
		return nil, nil, err
	}
	pages := map[int]string{}
	err := h.store.EachCapture(ctx, item.Article.ID, time.Time{}, func(_ tearsheet.Article, r tearsheet.Revision, c tearsheet.Capture) error {
		pages[r.Number] = fmt.Sprintf("%x", c.Digest)
		return nil
	})
	return pages, file.Bytes(), err
}

func (e *evidence) addRevisions(revisions []tearsheet.Revision, pages map[int]string) error {
	for _, r := range revisions {
		text := []byte(proof.Canonical(r.TextBlocks()))
		shape := revisionEvidence{r.Article, r.Number, r.Seen.UTC(), r.Reader, pages[r.Number], fmt.Sprintf("%x", sha256.Sum256(text)), r}
		if err := e.addJSON(fmt.Sprintf("revisions/%d.json", r.Number), shape); err != nil {
			return err
		}
		if err := e.add(fmt.Sprintf("revisions/%d.txt", r.Number), text); err != nil {
			return err
		}
	}
	return nil
}

// addFindings adds what was computed from the texts.
func (h *house) addFindings(ctx context.Context, e *evidence, id tearsheet.ArticleID) error {
	changes, err := h.store.Changes(ctx, id)
	if err != nil {
		return err
	}
	reuse, err := h.store.ReuseOf(ctx, id)
	if err != nil {
		return err
	}
	if changes == nil {
		changes = []tearsheet.Change{}
	}
	if reuse == nil {
		reuse = []tearsheet.Reuse{}
	}
	return errors.Join(e.addJSON("changes.json", changes), e.addJSON("reuse.json", reuse))
}

func bundleGuide(item *tearsheet.Item, revisions int) string {
	return fmt.Sprintf(`Evidence for one article
========================

Article   %s
Address   %s
Publisher %s (%s)
Revisions %d, first seen %s

What is here
  captures.warc.gz   the answers of the publisher's server as they came, after decoding (WARC 1.1).
                     Any tool for web archives can read and replay them.
  revisions/N.json   what was read from the page: every field with where it was read, the time by our
                     clock, and the SHA-256 of the page and of the text.
  revisions/N.txt    the text alone, canonical (tearsheet-text/1): the SHA-256 of this file is text_sha256.
  changes.json       what differs between neighbouring revisions, computed from their texts.
  reuse.json         whose words this article has, and who has its words: relation, counts, passages.
  article.json       the article: addresses, times, what robots.txt said, the rights under which it is shown.
  SHA256SUMS         the digests of all files: sha256sum -c SHA256SUMS

What it shows
  That this program had these bytes and says to have received them at these times from this address.
  A time of publication is the publisher's own statement; where none was stated the field is null.
  "tearsheet read --url ADDRESS PAGE" gives the same reading of a page again, and
  "tearsheet source add --data NEW captures.warc.gz" gathers the article from it anew.

What it does not show
  That the publisher's server really sent them: nobody has signed this. A revision whose origin is "feed"
  was read from the publisher's feed because the page could not be read; then the page is missing here or
  holds no article. The rights in the texts are their publishers'.
`, item.Article.ID, item.Article.URL, item.Source.Name, item.Article.Source, revisions, item.Article.FirstSeen.UTC().Format(time.RFC3339))
}
