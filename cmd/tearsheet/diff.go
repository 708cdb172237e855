package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"

	"tearsheet"
	"tearsheet/internal/follow"
	"tearsheet/internal/read"
	"tearsheet/proof"
)

// runDiff says what changed between two texts, pages or stored revisions.
func runDiff(ctx context.Context, c *call) error {
	folder := c.folder()
	asJSON := c.Bool("json", false, "print the operations as JSON")
	colour := c.Bool("colour", false, "mark changes by colour instead of brackets")
	args, err := c.parse()
	if err != nil {
		return err
	}
	if len(args) != 2 || args[0] == "-" && args[1] == "-" {
		return usage("name the old and the new one: two files, of which one may be - for standard input, or two articles as ARTICLE or ARTICLE@NUMBER with --data")
	}
	sides, err := c.bothSides(ctx, folder, args)
	if err != nil {
		return err
	}
	comparison := follow.Operations(sides[0].Revision, sides[1].Revision)
	if *asJSON {
		line, err := marshal(comparison)
		if err != nil {
			return err
		}
		_, err = fmt.Fprintf(c.out, "%s\n", line)
		return err
	}
	return printComparison(c.out, comparison, sides, *colour)
}

// printComparison tells a comparison for people: below its summary what was
// stated beside the text, before and after.
func printComparison(w io.Writer, c follow.Comparison, sides [2]tearsheet.Item, colour bool) error {
	var b bytes.Buffer
	if err := follow.Plain(&b, c, colour); err != nil {
		return err
	}
	summary, rest, _ := strings.Cut(b.String(), "\n")
	_, err := fmt.Fprintf(w, "%s\n%s%s", summary, statedChanges(&sides[0].Revision, &sides[1].Revision), rest)
	return err
}

func statedChanges(old, fresh *tearsheet.Revision) string {
	var b strings.Builder
	for _, f := range []struct{ label, old, fresh string }{
		{"Byline", namesOf(old), namesOf(fresh)},
		{"Published", old.Published.String(), fresh.Published.String()},
	} {
		if f.old != f.fresh {
			fmt.Fprintf(&b, "%s: %s → %s\n", f.label, orElse(f.old, "not stated"), orElse(f.fresh, "not stated"))
		}
	}
	return b.String()
}

func namesOf(r *tearsheet.Revision) string {
	var names []string
	for _, p := range r.Byline {
		names = append(names, p.Name)
	}
	return strings.Join(names, "; ")
}

// bothSides reads both arguments: files where they exist, else articles of the
// store, each at the revision that is asked for or at its latest.
func (c *call) bothSides(ctx context.Context, folder folderFlags, args []string) (sides [2]tearsheet.Item, err error) {
	var stored []int
	for i, name := range args {
		if _, err := os.Stat(name); err != nil && name != "-" {
			stored = append(stored, i)
			continue
		}
		r, err := readSide(name, c.in)
		if err != nil {
			return sides, err
		}
		sides[i] = itemOf(name, r)
	}
	if len(stored) == 0 {
		return sides, nil
	}
	opened := false
	err = reading(folder, func(h *house) error {
		opened = true
		for _, i := range stored {
			if sides[i], err = h.storedSide(ctx, args[i]); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil && !opened {
		err = fmt.Errorf("%s is neither a file nor a revision in the store: %w", args[stored[0]], err)
	}
	return sides, err
}

// storedSide reads ARTICLE, the latest revision, or ARTICLE@NUMBER.
func (h *house) storedSide(ctx context.Context, name string) (tearsheet.Item, error) {
	article, n := revisionNamed(name)
	id, err := h.articleNamed(ctx, article)
	if errors.Is(err, tearsheet.ErrNotFound) {
		return tearsheet.Item{}, neither(name)
	} else if err != nil {
		return tearsheet.Item{}, err
	}
	item, err := h.store.Item(ctx, id)
	if err == nil && n > 0 {
		item.Revision, err = h.store.Revision(ctx, item.Article.ID, n)
	}
	if err != nil {
		return item, fmt.Errorf("revision %s: %w", name, err)
	}
	return item, nil
}

// revisionNamed parts ARTICLE@NUMBER, or NAME/NUMBER; 0: the latest revision.
func revisionNamed(name string) (article string, n int) {
	at := strings.LastIndex(name, "@")
	if at < 0 && !isAddress(name) {
		at = strings.LastIndex(name, "/")
	}
	if at < 0 {
		return name, 0
	}
	if n, err := strconv.Atoi(name[at+1:]); err == nil && n > 0 {
		return name[:at], n
	}
	return name, 0
}

// isAddress tells addresses, which have a dot, from names of articles.
func isAddress(name string) bool { return strings.ContainsAny(name, ".:") }

// articleNamed finds an article by its name or its address.
func (h *house) articleNamed(ctx context.Context, name string) (tearsheet.ArticleID, error) {
	id := tearsheet.ArticleID(name)
	var err error
	if isAddress(name) {
		id, err = h.store.At(ctx, withScheme(name))
	} else {
		_, err = h.store.Item(ctx, id)
	}
	if errors.Is(err, tearsheet.ErrNotFound) {
		return "", fmt.Errorf("there is no article %q; write its address, or its name, which stands behind /article/ in the edition: %w", name, err)
	}
	return id, err
}

func neither(name string) error {
	return fmt.Errorf("%s is neither a file nor a revision in the store, written as ARTICLE or ARTICLE@NUMBER (ARTICLE is an address, or what stands behind /article/ in the edition): %w", name, tearsheet.ErrNotFound)
}

// readSide takes a file as a page when it looks like HTML, else as plain text
// whose paragraphs stand between empty lines.
func readSide(name string, in io.Reader) (tearsheet.Revision, error) {
	body, err := exhibit{File: name}.open(in)
	if err != nil {
		return tearsheet.Revision{}, err
	}
	if head := bytes.ToLower(body[:min(len(body), 1024)]); bytes.Contains(head, []byte("<html")) || bytes.Contains(head, []byte("<!doctype")) {
		return read.Page(captureOf(exhibit{File: name}, body), tearsheet.Entry{})
	}
	return plainText(string(body)), nil
}

func plainText(s string) tearsheet.Revision {
	r := tearsheet.Revision{Origin: tearsheet.FromPage}
	for part := range strings.SplitSeq(strings.ReplaceAll(s, "\r\n", "\n"), "\n\n") {
		if part = proof.Block(part); part != "" {
			r.Body = append(r.Body, tearsheet.Block{Kind: tearsheet.Paragraph, Text: part})
		}
	}
	return r
}
