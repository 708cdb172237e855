package web

import (
	"cmp"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"time"

	"tearsheet"
)

type sourcePage struct {
	shell
	Name      string
	ID        string
	Site      string
	Rights    fact
	RobotsTxt fact
	Added     moment
	Feeds     []feedLine
	Figures   []figure
	Period    string
	TooFew    string // why no share is told
	Shares    []shareRow
	Kept      string    // in how many copies the attribution is kept
	Bar       []barPart // the same as a picture; empty where no share is told
	Record    []figure  // of changes
	Changes   string    // address of their list
	Drops     []tearsheet.DropCount
	Dropped   []dropLine // each one, for the operator
	Days      []dayOfRows
	Count     int
	Pager     pager
}

// feedLine is one feed with how it does.
type feedLine struct {
	Title   string
	Address string
	Link    string
	Format  string
	State   string
	Bad     bool
	Trouble string
	Since   moment // of the trouble
	LastOK  moment
	Next    moment
	Moved   string
}

// dropLine is one entry or article that was not taken.
type dropLine struct {
	Words  string // its address, or its title where it had none
	Link   string
	Reason string
	Times  string
	At     moment
}

// figure is one of a source's own figures: how many of how many, and their
// share where there are enough to tell one.
type figure struct{ Label, Count, Share string }

// enough is how many a share must be of to be told.
const enough = 30

func (s *server) source(w http.ResponseWriter, r *http.Request) error {
	source, err := s.Store.Source(r.Context(), tearsheet.SourceID(r.PathValue("id")))
	if err != nil {
		return fmt.Errorf("read source %s: %w", r.PathValue("id"), err)
	}
	after := tearsheet.Cursor(r.URL.Query().Get("after"))
	items, next, err := s.Store.Items(r.Context(), tearsheet.Selection{Source: source.ID, After: after, Limit: pageSize})
	if err != nil {
		return fmt.Errorf("list articles of %s: %w", source.ID, err)
	}
	changed, err := s.fatesOf(r.Context(), items)
	if err != nil {
		return err
	}
	page := s.sourcePage(r, &source, items, changed)
	page.Pager = pagerOf(sourcePath(source.ID), nil, after, next)
	if err := s.addRecord(r, &page, source.ID); err != nil {
		return err
	}
	if err := s.addShares(r.Context(), &page, source.ID); err != nil {
		return err
	}
	return s.render(w, r, http.StatusOK, "source.html", page)
}

func (s *server) sourcePage(r *http.Request, source *tearsheet.Source, items []tearsheet.Item, changed fates) sourcePage {
	page := sourcePage{
		shell: s.shell(r, outlet(source)), Name: outlet(source), ID: string(source.ID), Site: webAddress(source.Site),
		Rights: rightsFact(source.Rights), RobotsTxt: robotsFact(tearsheet.Robots{}), Added: ours(source.Added), Count: len(items),
	}
	page.Description = "Feeds, rights and record of " + page.Name + ", and its articles."
	page.Alternates = feedLinks(sourcePath(source.ID)+"/feed", "", page.Name)
	page.Days = byDay(items, page.Operator, false, changed)
	for d := range page.Days {
		for _, rows := range [][]row{page.Days[d].Rows, page.Days[d].Untimed} {
			for i := range rows {
				rows[i].Source = ""
			}
		}
	}
	if len(items) > 0 {
		page.RobotsTxt = robotsFact(items[0].Article.Robots)
	}
	return page
}

// addRecord tells the feeds of a source and its own figures.
func (s *server) addRecord(r *http.Request, page *sourcePage, id tearsheet.SourceID) error {
	feeds, err := s.Store.Feeds(r.Context(), id)
	if err != nil {
		return fmt.Errorf("list feeds of %s: %w", id, err)
	}
	figures, err := s.Store.SourceFigures(r.Context(), id)
	if err != nil {
		return fmt.Errorf("read figures of %s: %w", id, err)
	}
	for _, f := range feeds {
		page.Feeds = append(page.Feeds, feedLineOf(f, page.Operator, s.Now()))
	}
	if page.Dropped, err = s.dropped(r, feeds); err != nil {
		return err
	}
	page.Figures, page.Period, page.Drops = figuresOf(figures), periodOf(figures), figures.Drops
	if figures.Articles < enough {
		page.TooFew = fmt.Sprintf("Shares are told from %d articles on.", enough)
	}
	return nil
}

// dropsShown is how many single drops of each feed a page names.
const dropsShown = 100

// dropped names what was not taken from feeds, latest first. The addresses are
// the operator's: a feed that only subscribers get may name what only they may
// see.
func (s *server) dropped(r *http.Request, feeds []tearsheet.Feed) ([]dropLine, error) {
	if !s.isOperator(r) {
		return nil, nil
	}
	var all []tearsheet.Drop
	for _, f := range feeds {
		drops, err := s.Store.Drops(r.Context(), f.ID, dropsShown)
		if err != nil {
			return nil, fmt.Errorf("list drops of feed %d: %w", f.ID, err)
		}
		all = append(all, drops...)
	}
	slices.SortStableFunc(all, func(a, b tearsheet.Drop) int { return b.At.Compare(a.At) })
	lines := make([]dropLine, len(all))
	for i, d := range all {
		link := webAddress(d.Address)
		lines[i] = dropLine{cmp.Or(shortAddress(link), d.Address), link, d.Reason, fmt.Sprintf("%d\u00d7", max(1, d.Times)), ours(d.At)}
	}
	return lines, nil
}

// feedLineOf tells the state of a feed. The public does not get to see what
// may be a subscriber's key.
func feedLineOf(f tearsheet.Feed, isOperator bool, now time.Time) feedLine {
	line := feedLine{Title: f.Title, Address: shortAddress(withoutSecrets(f.URL)), Format: f.Format, LastOK: ours(f.LastOK), Next: ours(f.NextCheck)}
	if line.Title == "" {
		line.Title = "Feed without a title"
	}
	if line.Format == "" {
		line.Format = "format not known yet"
	}
	if isOperator || !strings.Contains(f.URL, "?") {
		line.Address, line.Link = shortAddress(webAddress(f.URL)), webAddress(f.URL)
	}
	if f.OldURL != "" {
		line.Moved = "moved here from " + shortAddress(withoutSecrets(f.OldURL))
	}
	line.State, line.Bad = feedState(f, now)
	if line.Bad && f.Trouble != (tearsheet.Trouble{}) {
		line.Trouble, line.Since = feedTrouble(f.Trouble, isOperator), ours(f.Trouble.At)
	}
	if f.Gone {
		line.Next = moment{}
	}
	return line
}

func feedState(f tearsheet.Feed, now time.Time) (words string, bad bool) {
	switch {
	case f.Gone:
		return "gone, not asked again", true
	case f.Failures > 0:
		return "in trouble: " + count(f.Failures, "failed look") + " in a row", true
	case f.LastCheck.IsZero():
		return "not looked at yet", false
	case f.NextCheck.Before(now):
		return "works; due now", false
	}
	return "works", false
}

func figuresOf(f tearsheet.SourceFigures) []figure {
	of := func(label string, n int) figure {
		return figure{label, fmt.Sprintf("%s of %s", thousands(int64(n)), thousands(int64(f.Articles))), share(n, f.Articles)}
	}
	return []figure{
		{"Articles", thousands(int64(f.Articles)), ""},
		{"Revisions", thousands(int64(f.Revisions)), ""},
		of("Changed after we first saw them", f.Revised),
		of("Time of publication not stated", f.NoTime),
		of("Nobody named as author", f.NoByline),
		of("Read from the feed only", f.FromFeed),
	}
}

func share(n, of int) string {
	if of < enough {
		return ""
	}
	return fmt.Sprintf("%.0f %%", 100*float64(n)/float64(of))
}

func periodOf(f tearsheet.SourceFigures) string {
	if f.Articles == 0 {
		return "Nothing kept yet"
	}
	first, last := f.First.UTC().Format(dayWords), f.Last.UTC().Format(dayWords)
	if first == last {
		return "First seen by us on " + first
	}
	return fmt.Sprintf("First seen by us from %s to %s", first, last)
}
