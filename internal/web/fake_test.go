package web

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"tearsheet"
	"tearsheet/internal/follow"
)

// fakeStore is a store in memory: enough of one for pages, with the errors
// that the contract names.
type fakeStore struct {
	mu        sync.Mutex
	sources   []tearsheet.Source
	feeds     []tearsheet.Feed
	articles  []tearsheet.Article
	revisions map[tearsheet.ArticleID][]tearsheet.Revision
	captures  map[int64]tearsheet.Capture
	gone      map[tearsheet.ArticleID]bool
	drops     []tearsheet.Drop
	reuse     []tearsheet.Reuse
	stats     tearsheet.Stats
	fail      error // of every method, when set
}

func newFake() *fakeStore {
	return &fakeStore{revisions: map[tearsheet.ArticleID][]tearsheet.Revision{}, captures: map[int64]tearsheet.Capture{}, gone: map[tearsheet.ArticleID]bool{}}
}

// add keeps an article with its revisions, first to last.
func (f *fakeStore) add(a tearsheet.Article, revisions ...tearsheet.Revision) tearsheet.ArticleID {
	f.mu.Lock()
	defer f.mu.Unlock()
	a.ID = tearsheet.NewArticleID(a.URL)
	a.Number, a.Revisions = int64(len(f.articles)+1), len(revisions)
	if a.LastSeen.IsZero() {
		a.LastSeen = a.FirstSeen
	}
	for i := range revisions {
		revisions[i].Article, revisions[i].Number = a.ID, i+1
		if revisions[i].Seen.IsZero() {
			revisions[i].Seen = a.FirstSeen.Add(time.Duration(i) * time.Hour)
		}
		if revisions[i].Origin == "" {
			revisions[i].Origin = tearsheet.FromPage
		}
	}
	f.articles = append(f.articles, a)
	f.revisions[a.ID] = revisions
	return a.ID
}

func (f *fakeStore) item(a tearsheet.Article) tearsheet.Item {
	source, _ := f.source(a.Source)
	revisions := f.revisions[a.ID]
	return tearsheet.Item{Article: a, Revision: revisions[len(revisions)-1], Source: source}
}

func (f *fakeStore) source(id tearsheet.SourceID) (tearsheet.Source, bool) {
	for _, s := range f.sources {
		if s.ID == id {
			return s, true
		}
	}
	return tearsheet.Source{}, false
}

func (f *fakeStore) Items(_ context.Context, sel tearsheet.Selection) ([]tearsheet.Item, tearsheet.Cursor, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.fail != nil {
		return nil, "", f.fail
	}
	var all []tearsheet.Item
	for _, a := range f.articles {
		item := f.item(a)
		if sel.Source != "" && a.Source != sel.Source || tearsheet.SortTime(&item.Revision, a.FirstSeen).Before(sel.Since) {
			continue
		}
		if !sel.Bodies {
			item.Revision.Body = nil
		}
		all = append(all, item)
	}
	slices.SortStableFunc(all, func(x, y tearsheet.Item) int {
		return cmp.Or(tearsheet.SortTime(&y.Revision, y.Article.FirstSeen).Compare(tearsheet.SortTime(&x.Revision, x.Article.FirstSeen)), cmp.Compare(y.Article.Number, x.Article.Number))
	})
	return page(all, sel.After, sel.Limit)
}

// page cuts a list; a cursor is the number of items already had.
func page[T any](all []T, after tearsheet.Cursor, limit int) ([]T, tearsheet.Cursor, error) {
	from := 0
	if after != "" {
		n, err := strconv.Atoi(string(after))
		if err != nil || n < 0 {
			return nil, "", fmt.Errorf("read cursor %q: %w", after, tearsheet.ErrInvalid)
		}
		from = min(n, len(all))
	}
	all = all[from:]
	if len(all) <= limit {
		return all, "", nil
	}
	return all[:limit], tearsheet.Cursor(strconv.Itoa(from + limit)), nil
}

func (f *fakeStore) Item(_ context.Context, id tearsheet.ArticleID) (tearsheet.Item, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.fail != nil {
		return tearsheet.Item{}, f.fail
	}
	if f.gone[id] {
		return tearsheet.Item{}, fmt.Errorf("article %s: %w", id, tearsheet.ErrGone)
	}
	for _, a := range f.articles {
		if a.ID == id {
			return f.item(a), nil
		}
	}
	return tearsheet.Item{}, fmt.Errorf("article %s: %w", id, tearsheet.ErrNotFound)
}

func (f *fakeStore) Revisions(_ context.Context, id tearsheet.ArticleID) ([]tearsheet.Revision, error) {
	return f.revisions[id], f.fail
}

func (f *fakeStore) Revision(_ context.Context, id tearsheet.ArticleID, n int) (tearsheet.Revision, error) {
	if n < 1 || n > len(f.revisions[id]) {
		return tearsheet.Revision{}, fmt.Errorf("revision %d: %w", n, tearsheet.ErrNotFound)
	}
	return f.revisions[id][n-1], f.fail
}

func (f *fakeStore) Changes(_ context.Context, id tearsheet.ArticleID) ([]tearsheet.Change, error) {
	var all []tearsheet.Change
	for i := 1; i < len(f.revisions[id]); i++ {
		c := follow.Compare(f.revisions[id][i-1], f.revisions[id][i])
		c.Article, c.From, c.To, c.At = id, i, i+1, f.revisions[id][i].Seen
		all = append(all, c)
	}
	return all, f.fail
}

func (f *fakeStore) Capture(_ context.Context, id int64) (tearsheet.Capture, error) {
	c, ok := f.captures[id]
	if !ok {
		return c, fmt.Errorf("capture %d: %w", id, tearsheet.ErrNotFound)
	}
	return c, f.fail
}

func (f *fakeStore) LastNumber(context.Context) (int64, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	return int64(len(f.articles)), f.fail
}

func (f *fakeStore) Sources(context.Context) ([]tearsheet.Source, error) { return f.sources, f.fail }

func (f *fakeStore) Source(_ context.Context, id tearsheet.SourceID) (tearsheet.Source, error) {
	s, ok := f.source(id)
	if !ok {
		return s, fmt.Errorf("source %s: %w", id, tearsheet.ErrNotFound)
	}
	return s, f.fail
}

func (f *fakeStore) Feeds(_ context.Context, id tearsheet.SourceID) ([]tearsheet.Feed, error) {
	var all []tearsheet.Feed
	for _, feed := range f.feeds {
		if feed.Source == id {
			all = append(all, feed)
		}
	}
	return all, f.fail
}

func (f *fakeStore) SourceFigures(_ context.Context, id tearsheet.SourceID) (tearsheet.SourceFigures, error) {
	var fig tearsheet.SourceFigures
	for _, a := range f.articles {
		if a.Source != id {
			continue
		}
		rev := f.item(a).Revision
		fig.Articles++
		fig.Revisions += a.Revisions
		fig.Revised += min(1, a.Revisions-1)
		if rev.Published.IsZero() {
			fig.NoTime++
		}
		if len(rev.Byline) == 0 {
			fig.NoByline++
		}
		if rev.Origin == tearsheet.FromFeed {
			fig.FromFeed++
		}
		if fig.First.IsZero() || a.FirstSeen.Before(fig.First) {
			fig.First = a.FirstSeen
		}
		if a.FirstSeen.After(fig.Last) {
			fig.Last = a.FirstSeen
		}
	}
	counts := map[string]int{}
	for _, feed := range f.feeds {
		for _, d := range f.drops {
			if feed.Source == id && d.Feed == feed.ID {
				counts[d.Reason] += d.Times
			}
		}
	}
	for _, reason := range slices.Sorted(maps.Keys(counts)) {
		fig.Drops = append(fig.Drops, tearsheet.DropCount{Reason: reason, Count: counts[reason]})
	}
	return fig, f.fail
}

func (f *fakeStore) Drops(_ context.Context, feed tearsheet.FeedID, limit int) ([]tearsheet.Drop, error) {
	var all []tearsheet.Drop
	for _, d := range f.drops {
		if d.Feed == feed && len(all) < limit {
			all = append(all, d)
		}
	}
	return all, f.fail
}

// Search finds articles that hold all words, and marks the first.
func (f *fakeStore) Search(ctx context.Context, query string, limit int, after tearsheet.Cursor) ([]tearsheet.Hit, tearsheet.Cursor, error) {
	var all []tearsheet.Hit
	for _, a := range f.articles {
		item := f.item(a)
		text := item.Revision.Headline + " " + item.Revision.Text()
		found := true
		for word := range strings.FieldsSeq(strings.ToLower(query)) {
			found = found && strings.Contains(strings.ToLower(text), word)
		}
		if found {
			all = append(all, tearsheet.Hit{Item: item, Passage: markFirst(text, query)})
		}
	}
	hits, next, err := page(all, after, limit)
	return hits, next, cmp.Or(f.fail, err)
}

func markFirst(text, query string) []tearsheet.Mark {
	word, _, _ := strings.Cut(query, " ")
	at := strings.Index(strings.ToLower(text), strings.ToLower(word))
	if at < 0 {
		return []tearsheet.Mark{{Text: text}}
	}
	return []tearsheet.Mark{{Text: text[:at]}, {Text: text[at : at+len(word)], Match: true}, {Text: text[at+len(word):]}}
}

func (f *fakeStore) Stats(context.Context, time.Time) (tearsheet.Stats, error) {
	st := f.stats
	st.Sources, st.Feeds, st.Articles = len(f.sources), len(f.feeds), len(f.articles)
	for _, a := range f.articles {
		st.Revisions += a.Revisions
	}
	for _, feed := range f.feeds {
		if feed.Failures > 0 || feed.Gone {
			st.Failing++
		}
	}
	return st, f.fail
}

// ReuseOf gives the rows of the article as they were put in.
func (f *fakeStore) ReuseOf(_ context.Context, id tearsheet.ArticleID) ([]tearsheet.Reuse, error) {
	var of, copies []tearsheet.Reuse
	for _, r := range f.reuse {
		switch id {
		case r.Copy:
			of = append(of, r)
		case r.Of:
			copies = append(copies, r)
		}
	}
	return append(of, copies...), f.fail
}

func (f *fakeStore) Shares(_ context.Context, source tearsheet.SourceID) ([]tearsheet.RelationCount, error) {
	counts := map[tearsheet.Relation]int{}
	for _, a := range f.articles {
		if a.Source != source {
			continue
		}
		at := slices.IndexFunc(f.reuse, func(r tearsheet.Reuse) bool { return r.Copy == a.ID })
		if at < 0 {
			counts[""]++
			continue
		}
		counts[f.reuse[at].Relation]++
	}
	var all []tearsheet.RelationCount
	for _, r := range slices.Sorted(maps.Keys(counts)) {
		all = append(all, tearsheet.RelationCount{Relation: r, Count: counts[r]})
	}
	return all, f.fail
}

// ListChanges gives those of all articles, newest first; a cursor is the
// number of changes up to and with that one.
func (f *fakeStore) ListChanges(ctx context.Context, sel tearsheet.ChangeSelection) ([]tearsheet.Changed, error) {
	var all []tearsheet.Changed
	for _, a := range f.articles {
		changes, _ := f.Changes(ctx, a.ID)
		for _, c := range changes {
			if wants(sel, a, c) {
				item := f.item(a)
				item.Revision.Body = nil
				all = append(all, tearsheet.Changed{Change: c, Item: item, Robots: f.robotsOf(a.ID, c)})
			}
		}
	}
	slices.SortStableFunc(all, func(x, y tearsheet.Changed) int { return y.Change.At.Compare(x.Change.At) })
	for i := range all {
		all[i].Cursor = tearsheet.Cursor(strconv.Itoa(i + 1))
	}
	some, _, err := page(all, sel.After, sel.Limit)
	return some, cmp.Or(f.fail, err)
}

func (f *fakeStore) robotsOf(id tearsheet.ArticleID, c tearsheet.Change) string {
	var asked []string
	for _, r := range f.revisions[id] {
		if r.Number == c.From || r.Number == c.To {
			asked = append(asked, r.Declared.Robots)
		}
	}
	return strings.Join(asked, ", ")
}

func wants(sel tearsheet.ChangeSelection, a tearsheet.Article, c tearsheet.Change) bool {
	of := func(k tearsheet.ChangeKind) bool {
		if len(sel.Kinds) == 0 {
			return k != tearsheet.KindNoise
		}
		return slices.Contains(sel.Kinds, k)
	}
	return (sel.Source == "" || sel.Source == a.Source) && (!sel.Declared || c.Declared) && (!sel.Undisclosed || c.Undisclosed) &&
		!c.At.Before(sel.Since) && slices.ContainsFunc(c.Kinds, of)
}
