package main

import (
	"context"
	"fmt"
	"io"

	"tearsheet"
	"tearsheet/internal/feed"
	"tearsheet/internal/read"
	"tearsheet/internal/text"
)

// sourceTest shows what would be read at an address, field by field with its
// evidence, and stores nothing.
func sourceTest(ctx context.Context, c *call) error {
	folder := c.folder()
	url, err := c.one("page or feed to test")
	if err != nil {
		return err
	}
	loaded, err := folder.load()
	if err != nil {
		return err
	}
	client := newClient(loaded.Fetch)
	answer, err := client.Get(ctx, tearsheet.Request{URL: withScheme(url), Purpose: tearsheet.ForDiscover})
	if err != nil {
		return err
	}
	listing, err := feed.Read(answer.Body, answer.Header, answer.FinalURL)
	if err != nil {
		return printArticle(c.out, answer, tearsheet.Entry{})
	}
	return testListing(ctx, c.out, client, listing)
}

type getter interface {
	Get(context.Context, tearsheet.Request) (tearsheet.Capture, error)
}

// testListing shows the listing, and the newest of its articles as it would
// be read.
func testListing(ctx context.Context, w io.Writer, client getter, l tearsheet.Listing) error {
	fmt.Fprintf(w, "%s: %q, %d entries\n", l.Format, l.Title, len(l.Entries))
	for _, warning := range l.Warnings {
		fmt.Fprintf(w, "  warning: %s\n", warning)
	}
	for _, e := range l.Entries[:min(len(l.Entries), 10)] {
		fmt.Fprintf(w, "  %s  %s\n    %s\n", orElse(e.Published.String(), "no time stated"), e.Title, orElse(e.Link, "no link: it would be dropped"))
	}
	for _, e := range l.Entries {
		if e.Link == "" {
			continue
		}
		answer, err := client.Get(ctx, tearsheet.Request{URL: e.Link, Purpose: tearsheet.ForPage})
		if err != nil {
			fmt.Fprintf(w, "\nthe feed's own text would be kept: %s\n", oneLine(err))
			r := read.FromEntry(e, oneLine(err))
			return printRevision(w, &r)
		}
		fmt.Fprintln(w)
		return printArticle(w, answer, e)
	}
	return nil
}

func printArticle(w io.Writer, answer tearsheet.Capture, e tearsheet.Entry) error {
	r, err := read.Page(answer, e)
	if err != nil {
		return err
	}
	return printRevision(w, &r)
}

// printRevision shows each field with where it was read.
func printRevision(w io.Writer, r *tearsheet.Revision) error {
	rows := []struct{ field, value string }{
		{"headline", r.Headline}, {"byline", namesOf(r)}, {"section", r.Section}, {"dateline", r.Dateline},
		{"published", r.Published.String()}, {"modified", r.Modified.String()}, {"canonical", r.Canonical}, {"language", r.Language},
		{"site", r.Site}, {"summary", r.Summary},
	}
	for _, row := range rows {
		if row.value == "" {
			fmt.Fprintf(w, "%-10s not stated\n", row.field)
			continue
		}
		fmt.Fprintf(w, "%-10s %s   [%s]\n", row.field, row.value, orElse(r.Evidence[row.field], "-"))
	}
	fmt.Fprintf(w, "images     %d\nbody       %d blocks, %d words\n\n%s\n", len(r.Images), len(r.Body), len(text.Words(r.Text())), r.Text())
	return nil
}
