package web

import (
	"fmt"
	"html"
	"net/http"
	"strings"
	"time"

	"tearsheet"
	"tearsheet/internal/feed"
)

// feedOfChanges is the same list for feed readers, with the same filters.
func (s *server) feedOfChanges(w http.ResponseWriter, r *http.Request) error {
	q, err := changesQuery(r)
	if err != nil {
		return err
	}
	list, _, err := s.told(r.Context(), q.selection(), "", pageSize, new(int))
	if err != nil {
		return err
	}
	root, title := s.root(r), "Corrections and changes · "+s.Title
	out := feed.Out{Title: title, Home: root + q.path(), Self: root + r.URL.Path + strings.TrimPrefix(q.path(), "/changes"), Updated: time.Unix(0, 0).UTC()}
	open := newSights(list, false)
	for i := range list {
		out.Entries = append(out.Entries, entryOfChange(root, &list[i], open.of(&list[i])))
		if at := list[i].Change.At; at.After(out.Updated) {
			out.Updated = at
		}
	}
	return s.writeFeed(w, r, out)
}

// entryOfChange names a change by its article and its two revisions, wherever
// we stand.
func entryOfChange(root string, c *tearsheet.Changed, sight *sight) feed.OutEntry {
	told := changeEntryOf(c, sight)
	e := feed.OutEntry{
		ID:    fmt.Sprintf("tag:tearsheet,2026:%s/%d..%d", c.Item.Article.ID, c.Change.From, c.Change.To),
		Title: joined(": ", told.Kinds, told.Headline), Link: root + told.Diff, Via: webAddress(c.Item.Article.URL), Updated: c.Change.At,
		SourceName: told.Outlet, SourceURL: webAddress(c.Item.Source.Site), Rights: rightsFact(c.Item.Source.Rights).Words, Language: told.Lang,
	}
	e.SummaryHTML = changeMarkup(told)
	return e
}

func changeMarkup(e changeEntry) string {
	var b strings.Builder
	fmt.Fprintf(&b, "<p>%s</p>", html.EscapeString(joined(" ", e.Summary, strings.Join(e.Evidence, ". "))))
	if e.Title != nil {
		fmt.Fprintf(&b, "<p>Headline: <del>%s</del> <ins>%s</ins></p>", html.EscapeString(e.Title.Old), html.EscapeString(e.Title.New))
	}
	if e.Note != "" {
		fmt.Fprintf(&b, "<p>The publisher’s note: <q>%s</q></p>", html.EscapeString(e.Note))
	}
	return b.String()
}
