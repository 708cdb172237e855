package pipeline

import (
	"context"
	"fmt"
	"slices"
	"sync/atomic"

	"tearsheet"
	"tearsheet/internal/group"
)

// Reuses keeps what articles have of each other, and gives what finding it
// needs.
type Reuses interface {
	group.Archive
	// KeepReuse keeps nothing, and says so, where a later revision is there.
	KeepReuse(ctx context.Context, prints tearsheet.Prints, copies []tearsheet.ArticleID, rows []tearsheet.Reuse) (kept bool, err error)
	EachPrints(context.Context, func(tearsheet.Prints) error) error
	ReuseOf(context.Context, tearsheet.ArticleID) ([]tearsheet.Reuse, error)
	Sources(context.Context) ([]tearsheet.Source, error)
	Items(context.Context, tearsheet.Selection) ([]tearsheet.Item, tearsheet.Cursor, error)
}

// copies holds the index of all articles' prints. It is filled from the store
// before the first article is compared: with an index that is not full a copy
// would be missed.
type copies struct {
	index   atomic.Pointer[group.Index] // nil until it is full
	filling chan struct{}               // held by whoever fills it
	order   *order
}

func newCopies() *copies { return &copies{filling: make(chan struct{}, 1), order: newOrder()} }

// group finds what the article has of others and what others have of it. It
// learns first and asks then, so that of two copies that arrive at once the one
// that asks last finds the other. A revision that is not the latest is left to
// the job of the latest; which one that is, is asked once the index is full.
func (l *Line) group(ctx context.Context, s subject) error {
	waits := l.copies.index.Load() == nil
	index, err := l.copyIndex(ctx)
	if err == nil && waits {
		s.item, err = l.Store.Item(ctx, s.item.Article.ID)
	}
	if err != nil || s.number < s.item.Article.Revisions {
		return err
	}
	known, err := l.copiesOf(ctx, s)
	if err != nil {
		return err
	}
	entry, err := index.Enter(ctx, s.item)
	if err != nil {
		return err
	}
	turn := l.copies.order.begin()
	defer l.copies.order.end(turn)
	found, err := entry.Reuse(ctx, known)
	if err != nil {
		return err
	}
	return l.keepFound(ctx, turn, entry.Prints(), found)
}

// copiesOf gives the articles that had words of an earlier revision.
func (l *Line) copiesOf(ctx context.Context, s subject) (ids []tearsheet.ArticleID, err error) {
	if s.number == 1 {
		return nil, nil
	}
	rows, err := l.Store.ReuseOf(ctx, s.item.Article.ID)
	for _, r := range rows {
		if r.Of == s.item.Article.ID {
			ids = append(ids, r.Copy)
		}
	}
	return ids, err
}

// keepFound keeps the rows of all copies that nobody has asked about since. What
// the store does not keep, since a later revision came, takes no copy's turn.
func (l *Line) keepFound(ctx context.Context, turn int64, prints tearsheet.Prints, found group.Found) error {
	mine := l.copies.order.claim(turn, found.Copies)
	defer l.copies.order.release(mine)
	rows := slices.DeleteFunc(found.Rows, func(r tearsheet.Reuse) bool { return !slices.Contains(mine, r.Copy) })
	for i := range rows {
		var err error
		if rows[i], err = l.closest(ctx, rows[i]); err != nil {
			return err
		}
	}
	if kept, err := l.Store.KeepReuse(ctx, prints, mine, rows); err != nil || !kept {
		return err
	}
	l.copies.order.kept(turn, mine)
	return nil
}

// copyIndex gives the index when it is full, and fills it where nobody has. A
// failure leaves it to the next job that asks.
func (l *Line) copyIndex(ctx context.Context) (*group.Index, error) {
	if x := l.copies.index.Load(); x != nil {
		return x, nil
	}
	select {
	case l.copies.filling <- struct{}{}:
		defer func() { <-l.copies.filling }()
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	if x := l.copies.index.Load(); x != nil {
		return x, nil
	}
	x := group.NewIndex(l.Store)
	if err := l.fillIndex(ctx, x); err != nil {
		return nil, fmt.Errorf("fill the index of copies: %w", err)
	}
	l.copies.index.Store(x)
	return x, nil
}

// fillIndex reads the prints of all articles. Where there are none, or another
// version computed them, they are computed from the text; they are kept only
// when the article is compared, for to have prints means to have been compared.
// Each of these articles gets a job for it, which may wait already.
func (l *Line) fillIndex(ctx context.Context, x *group.Index) error {
	anew := &uncompared{line: l}
	err := l.Store.EachPrints(ctx, func(p tearsheet.Prints) error {
		if p.By != group.PrintsBy {
			item, err := l.Store.Item(ctx, p.Article)
			if err != nil {
				return err
			}
			if err := anew.add(ctx, item); err != nil {
				return err
			}
			p = group.Fingerprints(item)
		}
		return x.Recall(ctx, p)
	})
	if err != nil {
		return err
	}
	if err := anew.flush(ctx); err != nil {
		return err
	}
	if anew.all > 0 {
		l.Log.Info("articles that were not compared with others by this version are compared now", "articles", anew.all)
	}
	return l.knowSources(ctx, x)
}

// sample is of how many articles in all the words are counted at the start; of
// each source at least one is read, for the name that its pages give it.
const sample = 1000

func (l *Line) knowSources(ctx context.Context, x *group.Index) error {
	sources, err := l.Store.Sources(ctx)
	if err != nil {
		return err
	}
	for _, s := range sources {
		x.Names.Add(s.ID, s.Name)
		items, _, err := l.Store.Items(ctx, tearsheet.Selection{Source: s.ID, Limit: max(1, min(sample/len(sources), 200)), Bodies: true})
		if err != nil {
			return err
		}
		for _, item := range items {
			x.Know(item)
		}
	}
	return nil
}
