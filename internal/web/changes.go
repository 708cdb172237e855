package web

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"tearsheet"
	"tearsheet/internal/follow"
)

type changesPage struct {
	shell
	Lead    string
	Filters []filterGroup
	Days    []dayOfChanges
	Count   int
	Hidden  string // how many the operator's setting leaves out of this page
	Pager   pager
}

// filterGroup is one question by which the list can be narrowed, as links.
type filterGroup struct {
	Name  string
	Links []pairLink
}

type dayOfChanges struct {
	ID      string
	Date    moment
	Changes []changeEntry
}

// changeEntry is one change in a list of them.
type changeEntry struct {
	Headline, Lang, Link string // of the article, as it stands now
	Outlet, Source       string
	Seen                 moment
	Kinds                string
	Summary              string
	Title                *claim // the headline before and after, where it changed
	Evidence             []string
	Noted                bool   // the publisher declares a correction
	Note                 string // of it, as much as may be quoted
	Diff                 string
}

// toldKinds are what the list holds unless a reader asks for more: what
// changes what an article says.
var toldKinds = []tearsheet.ChangeKind{tearsheet.KindCorrection, tearsheet.KindHeadline, tearsheet.KindFact, tearsheet.KindRemoval}

const (
	noticeDeclared    = "declared"
	noticeUndisclosed = "undisclosed"
)

// changesAsked is what a reader wants of the list.
type changesAsked struct {
	kind   tearsheet.ChangeKind // empty: toldKinds
	notice string
	source tearsheet.SourceID
}

func changesQuery(r *http.Request) (changesAsked, error) {
	query := r.URL.Query()
	q := changesAsked{tearsheet.ChangeKind(query.Get("kind")), query.Get("notice"), tearsheet.SourceID(query.Get("source"))}
	switch {
	case q.kind != "" && !slices.Contains(tearsheet.ChangeKinds, q.kind):
		return q, &problem{http.StatusBadRequest, "kind must be one of " + kindNames() + "."}
	case q.notice != "" && q.notice != noticeDeclared && q.notice != noticeUndisclosed:
		return q, &problem{http.StatusBadRequest, "notice must be declared or undisclosed."}
	}
	return q, nil
}

func kindNames() string {
	var names []string
	for _, k := range tearsheet.ChangeKinds {
		names = append(names, string(k))
	}
	return strings.Join(names, ", ")
}

func (q changesAsked) selection() tearsheet.ChangeSelection {
	sel := tearsheet.ChangeSelection{Source: q.source, Kinds: toldKinds, Declared: q.notice == noticeDeclared, Undisclosed: q.notice == noticeUndisclosed}
	if q.kind != "" {
		sel.Kinds = []tearsheet.ChangeKind{q.kind}
	}
	return sel
}

func (q changesAsked) values() url.Values {
	values := url.Values{}
	for name, v := range map[string]string{"kind": string(q.kind), "notice": q.notice, "source": string(q.source)} {
		if v != "" {
			values.Set(name, v)
		}
	}
	return values
}

func (q changesAsked) path() string { return withQuery("/changes", q.values()) }

func (s *server) changes(w http.ResponseWriter, r *http.Request) error {
	q, err := changesQuery(r)
	if err != nil {
		return err
	}
	after := tearsheet.Cursor(r.URL.Query().Get("after"))
	hidden := 0
	list, next, err := s.told(r.Context(), q.selection(), after, pageSize, &hidden)
	if err != nil {
		return err
	}
	page := changesPage{shell: s.shell(r, "Corrections and changes"), Count: len(list), Pager: pagerOf("/changes", q.values(), after, next)}
	page.Hidden = hiddenInWords(hidden)
	page.Description = "What publishers corrected or changed after they had published it, newest first."
	page.Alternates = changeFeeds(q)
	if q != (changesAsked{}) {
		page.Robots = "noindex"
	}
	if page.Filters, page.Lead, err = s.changeFilters(r.Context(), q); err != nil {
		return err
	}
	page.Days = changesByDay(list, page.Operator)
	return s.render(w, r, http.StatusOK, "changes.html", page)
}

func changeFeeds(q changesAsked) []alternate {
	query := ""
	if values := q.values(); len(values) > 0 {
		query = "?" + values.Encode()
	}
	return feedLinks("/changes", query, "Corrections and changes")
}

// mostRounds bounds how often one page asks for more where much is not told.
const mostRounds = 5

// told lists the changes that anybody is to be told of: a source's minimum
// change and its following may leave some out, which are counted in hidden.
// Next is empty at the end.
func (s *server) told(ctx context.Context, sel tearsheet.ChangeSelection, after tearsheet.Cursor, most int, hidden *int) (list []tearsheet.Changed, next tearsheet.Cursor, err error) {
	sel.After = after
	for range mostRounds {
		sel.Limit = min(most+1, 200)
		batch, err := s.Store.ListChanges(ctx, sel)
		if err != nil {
			return nil, "", fmt.Errorf("list changes: %w", err)
		}
		for i, c := range batch {
			if len(list) == most {
				return list, next, nil
			}
			switch {
			case !s.tells(&c, sel.Kinds):
				if narrowed(&c.Item.Source) {
					*hidden++
				}
			case !s.onTrial(&c.Change):
				list = append(list, c)
			}
			next = c.Cursor
			if i == len(batch)-1 && len(batch) < sel.Limit {
				next = ""
			}
		}
		if len(batch) < sel.Limit {
			return list, "", nil
		}
		sel.After = next
	}
	return list, next, nil
}

// narrowed reports whether the operator wants less than all told of a source.
func narrowed(s *tearsheet.Source) bool {
	return s.MinimumChange > 0 || s.Follow == tearsheet.FollowHeadline || s.Follow == tearsheet.FollowNever
}

func hiddenInWords(n int) string {
	switch n {
	case 0:
		return ""
	case 1:
		return "1 change is not listed, by the operator’s setting for its source; it stands on the page of its article."
	}
	return count(n, "change") + " are not listed, by the operator’s setting for their sources; they stand on the pages of their articles."
}

// onTrial reports whether a change is of a headline that may be one of several
// which a publisher tries: it waits.
func (s *server) onTrial(c *tearsheet.Change) bool {
	return len(c.Kinds) == 1 && c.Kinds[0] == tearsheet.KindHeadline && s.Now().Sub(c.At) < follow.Quiet
}

// tells reports whether a change may be listed. A kind that was asked for by
// name is told of like the grave ones; what the operator set for the source
// holds all the same.
func (s *server) tells(c *tearsheet.Changed, asked []tearsheet.ChangeKind) bool {
	grave := func(k tearsheet.ChangeKind) bool { return slices.Contains(toldKinds, k) }
	told := c.Change
	if !slices.ContainsFunc(told.Kinds, grave) && !slices.ContainsFunc(asked, grave) {
		told.Kinds = append([]tearsheet.ChangeKind{tearsheet.KindFact}, told.Kinds...)
	}
	return s.Tell(c.Item.Source, told)
}

// changesByDay tells the changes under the days on which they were seen. All
// that is quoted of one article comes from one sight.
func changesByDay(list []tearsheet.Changed, isOperator bool) []dayOfChanges {
	var days []dayOfChanges
	sights := newSights(list, isOperator)
	for i := range list {
		c := &list[i]
		day := c.Change.At.UTC().Truncate(24 * time.Hour)
		if len(days) == 0 || days[len(days)-1].ID != newDay(day).ID {
			days = append(days, dayOfChanges{ID: newDay(day).ID, Date: newDay(day).Date})
		}
		entry := changeEntryOf(c, sights.of(c))
		entry.Seen.Words = withoutDay(entry.Seen.Words, day, c.Change.At.UTC())
		days[len(days)-1].Changes = append(days[len(days)-1].Changes, entry)
	}
	return days
}

// sights keeps one sight for each article of a list, so that all its changes
// together quote no more than one answer may, and what a page of one revision
// asked of robots holds for all of them.
type sights map[tearsheet.ArticleID]*sight

// newSights opens the sights on all that the changes of a list quote, of the
// revisions before, too.
func newSights(list []tearsheet.Changed, isOperator bool) sights {
	items := map[tearsheet.ArticleID]*tearsheet.Item{}
	quoted := map[tearsheet.ArticleID][]tearsheet.Revision{}
	for i := range list {
		c := &list[i]
		id := c.Item.Article.ID
		items[id] = &c.Item
		quoted[id] = append(quoted[id], tearsheet.Revision{Number: c.Change.From, Declared: tearsheet.Declared{Robots: c.Robots}})
	}
	open := sights{}
	for id, item := range items {
		open[id] = sightOf(item, isOperator, quoted[id]...)
	}
	return open
}

func (s sights) of(c *tearsheet.Changed) *sight { return s[c.Item.Article.ID] }

func changeEntryOf(c *tearsheet.Changed, sight *sight) changeEntry {
	item, change := &c.Item, &c.Change
	e := changeEntry{
		Headline: headline(&item.Revision), Lang: lang(item.Revision.Language), Link: articlePath(item.Article.ID),
		Outlet: outlet(&item.Source), Source: sourcePath(item.Article.Source), Seen: ours(change.At),
		Kinds: upperFirst(kindsInWords(change)), Diff: diffPath(item.Article.ID, change.From, change.To),
	}
	if slices.Contains(change.Kinds, tearsheet.KindCorrection) {
		e.Noted, e.Note = true, sight.noteOf(change)
	}
	e.Summary = sight.summary(change)
	if change.Undisclosed { // the label beside it says so
		e.Summary = strings.TrimSuffix(e.Summary, " No correction note.")
	}
	e.Evidence = sight.facts(change, e.Summary)
	for _, evidence := range change.Evidence {
		if evidence.Kind == tearsheet.KindHeadline && evidence.Why == "headline" && evidence.Old != evidence.New {
			e.Title = &claim{"Headline", orNotStated(evidence.Old), orNotStated(evidence.New)}
		}
	}
	return e
}

// noteOf quotes the note that a change found in the new revision.
func (s *sight) noteOf(c *tearsheet.Change) string {
	for _, e := range c.Evidence {
		if e.Kind == tearsheet.KindCorrection && e.New != "" {
			note, _ := s.quote(e.New, mostOfCorrection)
			return note
		}
	}
	return ""
}
