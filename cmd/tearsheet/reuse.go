package main

import (
	"context"
	"fmt"
	"io"

	"tearsheet"
	"tearsheet/internal/address"
	"tearsheet/internal/group"
)

// runReuse says whose words are in which of two texts, pages or stored
// revisions.
func runReuse(ctx context.Context, c *call) error {
	folder := c.folder()
	asJSON := c.Bool("json", false, "print the relation, its counts and its passages as JSON")
	args, err := c.parse()
	if err != nil {
		return err
	}
	if len(args) != 2 {
		return usage("name the copy and the origin: two files, or two articles as ARTICLE or ARTICLE@NUMBER with --data")
	}
	sides, err := c.bothSides(ctx, folder, args)
	if err != nil {
		return err
	}
	row, err := group.Pair(ctx, sides[0], sides[1])
	if err != nil {
		return err
	}
	if !*asJSON {
		return printReuse(c.out, row, sides[0].Revision)
	}
	line, err := marshal(row)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(c.out, "%s\n", line)
	return err
}

// itemOf makes an article of a revision that stands alone. Its source is the
// publisher where the page gives an address, else the name of the file.
func itemOf(name string, r tearsheet.Revision) tearsheet.Item {
	source, err := address.Source(r.Canonical)
	if err != nil {
		source = tearsheet.SourceID(name)
	}
	return tearsheet.Item{
		Article:  tearsheet.Article{ID: tearsheet.ArticleID(name), Source: source, URL: r.Canonical},
		Revision: r,
		Source:   tearsheet.Source{ID: source, Name: r.Site},
	}
}

// printReuse tells a relation for people.
func printReuse(w io.Writer, row tearsheet.Reuse, copied tearsheet.Revision) error {
	if row.Relation == "" {
		_, err := fmt.Fprintf(w, "Nothing shows that %s has words of %s (%d words are the same).\n", row.Copy, row.Of, row.WordsSame)
		return err
	}
	fmt.Fprintf(w, "%s has words of %s: %s.\n", row.Copy, row.Of, row.Relation)
	fmt.Fprintf(w, "%d of its %d words stand in the origin, which has %d; %d of them inside quotation marks.\n", row.WordsSame, row.WordsCopy, row.WordsOrigin, row.Quoted)
	if row.Headline != "" {
		fmt.Fprintf(w, "Headline: %s.\n", row.Headline)
	}
	fmt.Fprintf(w, "First: %s (%s).\n", row.First, row.Reason)
	text := []rune(copied.Text())
	for _, p := range row.Passages {
		fmt.Fprintf(w, "  %d-%d from %d-%d: %s\n", p.Copy[0], p.Copy[1], p.Origin[0], p.Origin[1], ends(text[p.Copy[0]:p.Copy[1]]))
	}
	return nil
}

// ends shows the beginning and the end of a passage.
func ends(r []rune) string {
	const most = 40
	if len(r) <= 2*most {
		return string(r)
	}
	return string(r[:most]) + " … " + string(r[len(r)-most:])
}
