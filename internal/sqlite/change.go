package sqlite

import (
	"context"
	"fmt"

	"tearsheet"
)

// KeepChange keeps the difference of two revisions in place of an earlier one
// between the same two. The article must be there.
func (db *DB) KeepChange(ctx context.Context, c tearsheet.Change) error {
	return db.write(ctx, func(t *tx) error {
		return t.one("article", c.Article, `INSERT INTO change (article, from_revision, to_revision, at, headline, edited, added, removed, moved, summary, computed_by)
			SELECT number, ?, ?, ?, ?, ?, ?, ?, ?, ?, ? FROM article WHERE id = ?
			ON CONFLICT (article, from_revision, to_revision) DO UPDATE SET at = excluded.at, headline = excluded.headline, edited = excluded.edited,
			added = excluded.added, removed = excluded.removed, moved = excluded.moved, summary = excluded.summary, computed_by = excluded.computed_by`,
			c.From, c.To, micro(c.At), c.Headline, c.Edited, c.Added, c.Removed, c.Moved, c.Summary, c.By, string(c.Article))
	})
}

// Changes gives what changed in an article, the oldest change first.
func (db *DB) Changes(ctx context.Context, id tearsheet.ArticleID) ([]tearsheet.Change, error) {
	rows, err := db.query(ctx, `SELECT c.from_revision, c.to_revision, c.at, c.headline, c.edited, c.added, c.removed, c.moved, c.summary, c.computed_by
		FROM article a JOIN change c ON c.article = a.number WHERE a.id = ? ORDER BY c.to_revision, c.from_revision`, string(id))
	if err != nil {
		return nil, fmt.Errorf("list changes of %s: %w", id, err)
	}
	var list []tearsheet.Change
	err = each(rows, func() error {
		c := tearsheet.Change{Article: id}
		err := rows.Scan(&c.From, &c.To, moment{&c.At}, &c.Headline, &c.Edited, &c.Added, &c.Removed, &c.Moved, &c.Summary, &c.By)
		list = append(list, c)
		return err
	})
	return list, err
}
