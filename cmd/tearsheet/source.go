package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"slices"
	"strings"
	"text/tabwriter"
	"time"

	"tearsheet"
	"tearsheet/internal/feed"
)

// sourceVerbs are the verbs about sources, each a command of its own.
func sourceVerbs() []command {
	return []command{
		{"add", "URL | FILE.warc", "find the feeds of a page and add the best one; or gather the articles of an archive", "tearsheet source add --data news https://example.com/", sourceAdd},
		{"list", "", "the sources with their feeds and what troubles them", "tearsheet source list --data news", sourceList},
		{"set", "SOURCE", "what the public may see of a source, how it is followed, or its name", "tearsheet source set --data news example.com --rights full --licence 'CC BY 4.0'", sourceSet},
		{"test", "URL", "show what would be read, field by field with its evidence; store nothing", "tearsheet source test https://example.com/an-article", sourceTest},
		{"import", "FILE.opml", "add the feeds of an OPML file", "tearsheet source import --data news feeds.opml", sourceImport},
		{"export", "", "print all feeds as OPML", "tearsheet source export --data news", sourceExport},
	}
}

// runSource does one of the verbs about sources.
func runSource(ctx context.Context, c *call) error {
	if len(c.argv) == 0 {
		return usage("say what to do: add, list, set, test, import or export")
	}
	name := c.argv[0]
	for _, verb := range sourceVerbs() {
		if verb.name == name {
			verb.name = "source " + name
			err := verb.start(ctx, c.argv[1:], c.in, c.out, c.err)
			if wrong, ok := errors.AsType[usageError](err); ok {
				return usageError{wrong.error, verb.name}
			}
			return err
		}
	}
	if name != "--help" && name != "-h" {
		return usage("there is no verb %q: add, list, set, test, import or export", name)
	}
	for _, verb := range sourceVerbs() {
		fmt.Fprintf(c.out, "  tearsheet source %-17s %s\n", verb.name+" "+verb.args, verb.summary)
	}
	fmt.Fprintln(c.out, "\n`tearsheet source VERB --help` shows the flags and an example.")
	return nil
}

// sourceAdd finds the feeds of a page and adds the best one.
func sourceAdd(ctx context.Context, c *call) error {
	folder := c.folder()
	all := c.Bool("all", false, "add every feed that is found, not only the best one")
	url, err := c.one("page, feed or WARC file to add")
	if err != nil {
		return err
	}
	if isArchive(url) {
		return c.addArchive(ctx, folder, url)
	}
	if isFile(url) {
		return fmt.Errorf("there is a file of that name: a page is read with `tearsheet read %s`, an archive is added when its name ends in .warc or .warc.gz; a site of that name is https://%[1]s", url)
	}
	url = withScheme(url)
	return during(ctx, folder, c.err, func(h *house) error {
		added, others, err := h.line.Subscribe(ctx, url, *all)
		if err != nil {
			return err
		}
		for _, a := range added {
			word := "added"
			if !a.New {
				word = "known already, asked again:"
			}
			fmt.Fprintf(c.out, "%s %s (source %s)\n", word, a.Feed.URL, a.Feed.Source)
		}
		for _, f := range others {
			fmt.Fprintf(c.out, "also there, not added: %s (%s)\n", f.URL, f.How)
		}
		return nil
	})
}

// isFile reports whether what was given as an address is a file here.
func isFile(name string) bool {
	info, err := os.Stat(name)
	return err == nil && info.Mode().IsRegular()
}

// withScheme takes an address without a scheme as people write it.
func withScheme(url string) string {
	if strings.Contains(url, ":") {
		return url
	}
	return "https://" + url
}

// sourceList prints the sources with their feeds and what troubles them.
func sourceList(ctx context.Context, c *call) error {
	folder := c.folder()
	if err := c.none(); err != nil {
		return err
	}
	return reading(folder, func(h *house) error {
		sources, err := h.store.Sources(ctx)
		if err != nil {
			return err
		}
		w := tabwriter.NewWriter(c.out, 0, 4, 2, ' ', 0)
		for _, s := range sources {
			fmt.Fprintf(w, "%s\t%s\t%s\t%s\n", s.ID, s.Name, s.Rights.Use, strings.Join(slices.DeleteFunc([]string{s.Rights.Licence, followed(s)}, func(w string) bool { return w == "" }), "; "))
			feeds, err := h.store.Feeds(ctx, s.ID)
			if err != nil {
				return err
			}
			for _, f := range feeds {
				fmt.Fprintf(w, "  %s\t%s\t%s\t%s\n", f.URL, orElse(f.Format, "not read yet"), state(f), f.Trouble.Message)
			}
		}
		return w.Flush()
	})
}

func state(f tearsheet.Feed) string {
	switch {
	case f.Gone:
		return "gone"
	case f.Failures > 0:
		return fmt.Sprintf("failed %d times", f.Failures)
	}
	return "next look " + f.NextCheck.UTC().Format("2006-01-02 15:04 UTC")
}

// followed says in words what is set of following a source; empty where nothing is.
func followed(s tearsheet.Source) string {
	var words []string
	switch s.Follow {
	case tearsheet.FollowHeadline:
		words = append(words, "tells of headlines only")
	case tearsheet.FollowNever:
		words = append(words, "articles are read once")
	}
	if s.MinimumChange > 0 {
		words = append(words, fmt.Sprintf("tells of changes from %d words on", s.MinimumChange))
	}
	if s.Archive != "" && s.Archive != tearsheet.ArchiveFull {
		words = append(words, "archive "+string(s.Archive))
	}
	return strings.Join(words, ", ")
}

func orElse(s, other string) string {
	if s == "" {
		return other
	}
	return s
}

// settings are what an operator sets of one source; what is empty stays.
type settings struct {
	rights, licence, name string
	follow, archive       string
	minimum               int
	setMinimum            bool
}

// sourceSet changes a source's name, what may be shown of it, or how its
// articles are followed.
func sourceSet(ctx context.Context, c *call) error {
	folder := c.folder()
	var s settings
	c.StringVar(&s.rights, "rights", "", "what the public may see: link-only, excerpt or full")
	c.StringVar(&s.licence, "licence", "", "name or address of the licence that allows full")
	c.StringVar(&s.name, "name", "", "what to call the source")
	c.StringVar(&s.follow, "follow", "", "which changes are told of, in the list of changes, its feeds and alerts: all, headline, or never (an article is read once). The others stand on the article's page")
	c.IntVar(&s.minimum, "minimum-change", 0, "changes of fewer `WORDS` are kept and stand on the article's page, but are left out of the list of changes, its feeds and alerts")
	c.StringVar(&s.archive, "archive", "", "what is shown of earlier revisions: full, diff-only or metadata")
	args, err := c.parse()
	if err != nil {
		return err
	}
	c.Visit(func(f *flag.Flag) { s.setMinimum = s.setMinimum || f.Name == "minimum-change" })
	if err := s.check(len(args)); err != nil {
		return err
	}
	return inStore(ctx, folder, c.err, func(h *house) error {
		id := tearsheet.SourceID(args[0])
		source, err := h.store.Source(ctx, id)
		if errors.Is(err, tearsheet.ErrNotFound) {
			return fmt.Errorf("there is no source %q; `tearsheet source list` shows those there are", id)
		} else if err != nil {
			return err
		}
		return h.set(ctx, source, s)
	})
}

func (s settings) check(sources int) error {
	if sources != 1 || s.rights == "" && s.name == "" && !s.follows() {
		return usage("name one source, and --rights, --name, --follow, --minimum-change or --archive")
	}
	switch use := tearsheet.Use(s.rights); {
	case use == tearsheet.Full && s.licence == "":
		return usage("full needs its ground: give --licence")
	case !slices.Contains([]tearsheet.Use{"", tearsheet.LinkOnly, tearsheet.Excerpt, tearsheet.Full}, use):
		return usage("rights are link-only, excerpt or full, not %q", s.rights)
	case !slices.Contains([]tearsheet.Following{"", tearsheet.FollowAll, tearsheet.FollowHeadline, tearsheet.FollowNever}, tearsheet.Following(s.follow)):
		return usage("to follow is all, headline or never, not %q", s.follow)
	case !slices.Contains([]tearsheet.Archive{"", tearsheet.ArchiveFull, tearsheet.ArchiveDiffOnly, tearsheet.ArchiveMetadata}, tearsheet.Archive(s.archive)):
		return usage("an archive is full, diff-only or metadata, not %q", s.archive)
	case s.minimum < 0:
		return usage("a change cannot have %d words", s.minimum)
	}
	return nil
}

func (s settings) follows() bool { return s.follow != "" || s.archive != "" || s.setMinimum }

// set writes what was given over what the source has.
func (h *house) set(ctx context.Context, source tearsheet.Source, s settings) error {
	if s.rights != "" {
		if err := h.store.SetRights(ctx, source.ID, tearsheet.Rights{Use: tearsheet.Use(s.rights), Licence: s.licence}); err != nil {
			return err
		}
	}
	if s.follows() {
		if s.setMinimum {
			source.MinimumChange = s.minimum
		}
		follow, archive := orElse(s.follow, string(source.Follow)), orElse(s.archive, string(source.Archive))
		if err := h.store.SetFollowing(ctx, source.ID, tearsheet.Following(follow), source.MinimumChange, tearsheet.Archive(archive)); err != nil {
			return err
		}
	}
	if s.name == "" {
		return nil
	}
	return h.store.SetName(ctx, source.ID, s.name)
}

// sourceImport adds the feeds of an OPML file, each by its own merit.
func sourceImport(ctx context.Context, c *call) error {
	folder := c.folder()
	file, err := c.one("OPML file to import")
	if err != nil {
		return err
	}
	body, err := exhibit{File: file}.open(c.in)
	if err != nil {
		return err
	}
	l, err := feed.Parse(body, "", "")
	if err != nil {
		return fmt.Errorf("read %s: %w", file, err)
	}
	if l.Format != "opml" {
		return fmt.Errorf("read %s: it is %s, not OPML", file, l.Format)
	}
	for _, w := range l.Warnings {
		fmt.Fprintf(c.err, "in %s: %s\n", file, w)
	}
	return during(ctx, folder, c.err, func(h *house) error { return h.importOutlines(ctx, c, l.Subscribed) })
}

func (h *house) importOutlines(ctx context.Context, c *call, outlines []tearsheet.Outline) error {
	added, known, refused := 0, 0, 0
	for _, o := range outlines {
		_, isNew, err := h.line.AddFeed(ctx, o, time.Now())
		switch {
		case errors.Is(err, tearsheet.ErrInvalid):
			refused++
			fmt.Fprintf(c.err, "not taken: %s\n", oneLine(err))
		case err != nil:
			return err
		case isNew:
			added++
		default:
			known++
		}
	}
	fmt.Fprintf(c.out, "%d feeds added, %d known already, %d refused\n", added, known, refused)
	if added+known == 0 {
		return errNo
	}
	return nil
}

// sourceExport prints all feeds as OPML.
func sourceExport(ctx context.Context, c *call) error {
	folder := c.folder()
	if err := c.none(); err != nil {
		return err
	}
	return reading(folder, func(h *house) error {
		feeds, err := h.store.Feeds(ctx, "")
		if err != nil {
			return err
		}
		var outlines []tearsheet.Outline
		for _, f := range feeds {
			s, err := h.store.Source(ctx, f.Source)
			if err != nil {
				return err
			}
			outlines = append(outlines, tearsheet.Outline{Title: orElse(f.Title, s.Name), URL: f.URL, Site: s.Site, Category: f.Category})
		}
		return feed.WriteOPML(c.out, h.config.Title, outlines)
	})
}
