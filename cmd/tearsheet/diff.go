package main

import (
	"bytes"
	"context"
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
		return usage("name the old and the new one: two files, or two revisions as ARTICLE/NUMBER with --data")
	}
	old, new, err := c.bothSides(ctx, folder, args)
	if err != nil {
		return err
	}
	comparison := follow.Operations(old, new)
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

// bothSides reads both arguments: files where they exist, else revisions of
// the store.
func (c *call) bothSides(ctx context.Context, folder folderFlags, args []string) (old, new tearsheet.Revision, err error) {
	var sides [2]tearsheet.Revision
	var stored []int
	for i, name := range args {
		if _, err := os.Stat(name); err == nil {
			if sides[i], err = readSide(name); err != nil {
				return old, new, err
			}
			continue
		}
		if !strings.Contains(name, "/") {
			return old, new, fmt.Errorf("%s is neither a file nor a revision written as ARTICLE/NUMBER", name)
		}
		stored = append(stored, i)
	}
	if len(stored) > 0 {
		err = reading(folder, func(h *house) error {
			for _, i := range stored {
				if sides[i], err = h.storedSide(ctx, args[i]); err != nil {
					return err
				}
			}
			return nil
		})
	}
	return sides[0], sides[1], err
}

func (h *house) storedSide(ctx context.Context, name string) (tearsheet.Revision, error) {
	id, number, _ := strings.Cut(name, "/")
	n, err := strconv.Atoi(number)
	if err != nil {
		return tearsheet.Revision{}, fmt.Errorf("%s is neither a file nor a revision written as ARTICLE/NUMBER", name)
	}
	r, err := h.store.Revision(ctx, tearsheet.ArticleID(id), n)
	if err != nil {
		return r, fmt.Errorf("revision %s: %w", name, err)
	}
	return r, nil
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
