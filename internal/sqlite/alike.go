package sqlite

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"tearsheet"
	"tearsheet/internal/address"
)

// At gives the article at an address, of which any spelling will do, or
// ErrNotFound.
func (db *DB) At(ctx context.Context, u string) (id tearsheet.ArticleID, err error) {
	normal, err := address.Normal(u)
	if err != nil {
		return "", fmt.Errorf("article at %.200q: %w", u, tearsheet.ErrNotFound)
	}
	err = db.row(ctx, `SELECT a.id FROM alias l JOIN article a ON a.number = l.article WHERE l.address = ?`, normal).Scan(&id)
	return id, missing("article at", normal, err)
}

// Limits of the work for one question, however much is kept.
const (
	alikeArticles = 1000 // of the source, the newest in the time asked for
	alikeHits     = 500  // of each word, the last arrived: a word that more articles have tells little
	alikeWords    = 32
)

// Alike gives at most so many articles of a source whose place in time lies in
// [since, until] and which hold some of the words, those that hold most first,
// the newest among equals. It knows the words of the latest indexed revision.
func (db *DB) Alike(ctx context.Context, source tearsheet.SourceID, words []string, since, until time.Time, most int) ([]tearsheet.ArticleID, error) {
	here, first, last, err := db.articlesOf(ctx, source, since, until)
	if err != nil || len(here) == 0 {
		return nil, err
	}
	for _, w := range words[:min(len(words), alikeWords)] {
		if err := db.countHits(ctx, w, first, last, here); err != nil {
			return nil, err
		}
	}
	var found []*kin
	for _, k := range here {
		if k.words > 0 {
			found = append(found, k)
		}
	}
	slices.SortFunc(found, func(a, b *kin) int { return cmp.Or(b.words-a.words, a.place-b.place) })
	ids := make([]tearsheet.ArticleID, 0, most)
	for _, k := range found[:min(most, len(found))] {
		ids = append(ids, k.id)
	}
	return ids, nil
}

// kin is an article that may be alike.
type kin struct {
	id    tearsheet.ArticleID
	place int // 0: the newest
	words int // asked for and found
}

// articlesOf gives a source's newest articles by number, and the first and the
// last of the numbers.
func (db *DB) articlesOf(ctx context.Context, source tearsheet.SourceID, since, until time.Time) (here map[int64]*kin, first, last int64, err error) {
	rows, err := db.query(ctx, `SELECT number, id FROM article WHERE source = ? AND sort_time BETWEEN ? AND ? ORDER BY sort_time DESC, number DESC LIMIT ?`,
		string(source), micro(since), micro(until), alikeArticles)
	if err != nil {
		return nil, 0, 0, fmt.Errorf("list articles of %s: %w", source, err)
	}
	here = map[int64]*kin{}
	err = each(rows, func() error {
		var number int64
		k := &kin{place: len(here)}
		if err := rows.Scan(&number, &k.id); err != nil {
			return err
		}
		if len(here) == 0 {
			first, last = number, number
		}
		here[number], first, last = k, min(first, number), max(last, number)
		return nil
	})
	return here, first, last, err
}

// countHits counts a word for those articles that hold it.
func (db *DB) countHits(ctx context.Context, word string, first, last int64, here map[int64]*kin) error {
	phrase := phraseOf(word, queryWords)
	if len(phrase) == 0 {
		return nil
	}
	rows, err := db.query(ctx, `SELECT rowid FROM search WHERE search MATCH ? AND rowid BETWEEN ? AND ? ORDER BY rowid DESC LIMIT ?`,
		`"`+strings.Join(phrase, " ")+`"`, first, last, alikeHits)
	if err != nil {
		return fmt.Errorf("search %q: %w", word, err)
	}
	return each(rows, func() error {
		var number int64
		err := rows.Scan(&number)
		if k := here[number]; k != nil {
			k.words++
		}
		return err
	})
}
