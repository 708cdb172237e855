package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
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
	if len(args) != 2 {
		return usage("name the old and the new one: two files, or two articles as ARTICLE or ARTICLE@NUMBER with --data")
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
	return follow.Plain(c.out, comparison, *colour)
}

// bothSides reads both arguments: files where they exist, else articles of the
// store, each at the revision that is asked for or at its latest.
func (c *call) bothSides(ctx context.Context, folder folderFlags, args []string) (sides [2]tearsheet.Item, err error) {
	var stored []int
	for i, name := range args {
		if _, err := os.Stat(name); err != nil {
			stored = append(stored, i)
			continue
		}
		r, err := readSide(name)
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

// storedSide reads ID, the latest revision, or ID@NUMBER or ID/NUMBER.
func (h *house) storedSide(ctx context.Context, name string) (tearsheet.Item, error) {
	id, number, asked := strings.Cut(strings.Replace(name, "@", "/", 1), "/")
	n, err := strconv.Atoi(number)
	if asked && err != nil {
		return tearsheet.Item{}, neither(name)
	}
	item, err := h.store.Item(ctx, tearsheet.ArticleID(id))
	if errors.Is(err, tearsheet.ErrNotFound) {
		return item, neither(name)
	}
	if err == nil && asked {
		item.Revision, err = h.store.Revision(ctx, item.Article.ID, n)
	}
	if err != nil {
		return item, fmt.Errorf("revision %s: %w", name, err)
	}
	return item, nil
}

func neither(name string) error {
	return fmt.Errorf("%s is neither a file nor a revision in the store, written as ARTICLE or ARTICLE@NUMBER: %w", name, tearsheet.ErrNotFound)
}

// readSide takes a file as a page when it looks like HTML, else as plain text
// whose paragraphs stand between empty lines.
func readSide(name string) (tearsheet.Revision, error) {
	body, err := exhibit{File: name}.open(nil)
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
