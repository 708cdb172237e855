package sqlite

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"tearsheet"
)

// Index makes the words of an article's revision findable, in place of those
// of an earlier one. The item comes with its body. Where a later revision has
// been kept meanwhile nothing is done: that one has its own job, which may have
// run already.
func (db *DB) Index(ctx context.Context, it tearsheet.Item) error {
	names := make([]string, len(it.Revision.Byline))
	for i, p := range it.Revision.Byline {
		names[i] = p.Name
	}
	byline, body := strings.Join(names, ", "), it.Revision.Text()
	return db.write(ctx, func(t *tx) error {
		var number int64
		var latest int
		if err := t.row(`SELECT number, revisions FROM article WHERE id = ?`, string(it.Article.ID)).Scan(&number, &latest); err != nil {
			return missing("article", it.Article.ID, err)
		}
		if it.Revision.Number < latest {
			return nil
		}
		_, err := t.exec(`INSERT OR REPLACE INTO search (rowid, headline, byline, body) VALUES (?, ?, ?, ?)`, number, it.Revision.Headline, byline, body)
		if err == nil {
			_, err = t.exec(`INSERT INTO indexed (article, revision) VALUES (?, ?) ON CONFLICT (article) DO UPDATE SET revision = excluded.revision`,
				number, it.Revision.Number)
		}
		if err != nil {
			return fmt.Errorf("index %s: %w", it.Article.ID, err)
		}
		return nil
	})
}

// Search gives the articles whose latest indexed revision holds all words and
// "phrases" of query and none that stand after a minus sign, the last arrived
// first, each with the passage around its first match, and the cursor for the
// next page. Items come without bodies. A query without words finds nothing.
func (db *DB) Search(ctx context.Context, query string, limit int, after tearsheet.Cursor) ([]tearsheet.Hit, tearsheet.Cursor, error) {
	q := parseQuery(query)
	before, err := beforeOf(after)
	if err != nil || len(q.wanted) == 0 {
		return nil, "", err
	}
	if limit <= 0 {
		limit = 20
	}
	limit = min(limit, 200)
	numbers, err := db.matches(ctx, q, before, limit+1)
	if err != nil {
		return nil, "", err
	}
	var next tearsheet.Cursor
	if len(numbers) > limit {
		numbers = numbers[:limit]
		next = tearsheet.Cursor(strconv.FormatInt(numbers[limit-1], 36))
	}
	hits := make([]tearsheet.Hit, len(numbers))
	for i, n := range numbers {
		if hits[i], err = db.hit(ctx, q, n); err != nil {
			return nil, "", err
		}
	}
	return hits, next, nil
}

func beforeOf(after tearsheet.Cursor) (int64, error) {
	if after == "" {
		return 1<<63 - 1, nil
	}
	n, err := strconv.ParseInt(string(after), 36, 64)
	if err != nil || n < 1 || strconv.FormatInt(n, 36) != string(after) {
		return 0, fmt.Errorf("cursor %.40q was not given by this search: %w", string(after), tearsheet.ErrInvalid)
	}
	return n, nil
}

func (db *DB) matches(ctx context.Context, q query, before int64, limit int) ([]int64, error) {
	rows, err := db.query(ctx, `SELECT rowid FROM search WHERE search MATCH ? AND rowid < ? ORDER BY rowid DESC LIMIT ?`, q.match(), before, limit)
	if err != nil {
		return nil, fmt.Errorf("search: %w", err)
	}
	var numbers []int64
	err = each(rows, func() error {
		var n int64
		err := rows.Scan(&n)
		numbers = append(numbers, n)
		return err
	})
	return numbers, err
}

func (db *DB) hit(ctx context.Context, q query, number int64) (tearsheet.Hit, error) {
	it, err := db.item(ctx, number, `a.number = ? AND r.id = a.latest`, number)
	if err != nil {
		return tearsheet.Hit{}, err
	}
	passage := q.passage(it.Revision.Text())
	it.Revision.Body = nil
	return tearsheet.Hit{Item: it, Passage: passage}, nil
}
