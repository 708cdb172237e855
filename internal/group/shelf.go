package group

import (
	"context"
	"fmt"
	"slices"
	"time"

	"tearsheet"
	"tearsheet/internal/address"
)

// Shelf is an Archive in memory, for the command line and for tests. It is not
// for use by several at once.
type Shelf struct {
	items   map[tearsheet.ArticleID]tearsheet.Item
	places  map[string]tearsheet.ArticleID
	sources map[tearsheet.SourceID][]tearsheet.ArticleID
	rows    map[tearsheet.ArticleID][]tearsheet.Reuse     // by copy
	copies  map[tearsheet.ArticleID][]tearsheet.ArticleID // by origin, those that are known no more among them
}

// NewShelf gives an empty one.
func NewShelf() *Shelf {
	return &Shelf{
		items: map[tearsheet.ArticleID]tearsheet.Item{}, places: map[string]tearsheet.ArticleID{}, sources: map[tearsheet.SourceID][]tearsheet.ArticleID{},
		rows: map[tearsheet.ArticleID][]tearsheet.Reuse{}, copies: map[tearsheet.ArticleID][]tearsheet.ArticleID{},
	}
}

// Put keeps an article.
func (s *Shelf) Put(item tearsheet.Item) {
	a := item.Article
	if _, known := s.items[a.ID]; !known {
		s.sources[a.Source] = append(s.sources[a.Source], a.ID)
	}
	s.items[a.ID] = item
	if normal, err := address.Normal(a.URL); err == nil {
		s.places[normal] = a.ID
	}
}

// Keep takes what was found in place of what was known of the same copies.
func (s *Shelf) Keep(f Found) {
	for _, id := range f.Copies {
		delete(s.rows, id)
	}
	for _, r := range f.Rows {
		s.rows[r.Copy] = append(s.rows[r.Copy], r)
		if !slices.Contains(s.copies[r.Of], r.Copy) {
			s.copies[r.Of] = append(s.copies[r.Of], r.Copy)
		}
	}
}

// ReuseOf gives what is known of an article as copy, then as origin.
func (s *Shelf) ReuseOf(_ context.Context, id tearsheet.ArticleID) ([]tearsheet.Reuse, error) {
	rows := slices.Clone(s.rows[id])
	for _, c := range s.copies[id] {
		for _, r := range s.rows[c] {
			if r.Of == id {
				rows = append(rows, r)
			}
		}
	}
	return rows, nil
}

// Item gives an article.
func (s *Shelf) Item(_ context.Context, id tearsheet.ArticleID) (tearsheet.Item, error) {
	item, known := s.items[id]
	if !known {
		return item, fmt.Errorf("article %s: %w", id, tearsheet.ErrNotFound)
	}
	return item, nil
}

// At gives the article at an address.
func (s *Shelf) At(_ context.Context, u string) (tearsheet.ArticleID, error) {
	normal, err := address.Normal(u)
	if id, known := s.places[normal]; err == nil && known {
		return id, nil
	}
	return "", fmt.Errorf("article at %s: %w", u, tearsheet.ErrNotFound)
}

// Alike gives the latest articles of a source in the time asked for; the
// caller looks which of them are alike.
func (s *Shelf) Alike(_ context.Context, source tearsheet.SourceID, _ []string, since, until time.Time, most int) ([]tearsheet.ArticleID, error) {
	var out []tearsheet.ArticleID
	for _, id := range slices.Backward(s.sources[source]) {
		item := s.items[id]
		if t := timeOf(&item); !t.Before(since) && !t.After(until) {
			out = append(out, id)
		}
		if len(out) == most {
			break
		}
	}
	return out, nil
}
