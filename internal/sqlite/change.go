package sqlite

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"

	"tearsheet"
)

// KeepChange keeps the difference of two revisions in place of an earlier one
// between the same two. The article must be there.
func (db *DB) KeepChange(ctx context.Context, c tearsheet.Change) error {
	kinds, evidence, err := changeColumns(&c)
	if err != nil {
		return fmt.Errorf("keep change of %s: %w", c.Article, err)
	}
	return db.write(ctx, func(t *tx) error {
		return t.one("article", c.Article, `INSERT INTO change (article, source, from_revision, to_revision, at, headline, edited, added, removed, moved, summary, computed_by,
				kinds, declared, undisclosed, rung, evidence, words)
			SELECT number, source, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ? FROM article WHERE id = ?
			ON CONFLICT (article, from_revision, to_revision) DO UPDATE SET at = excluded.at, headline = excluded.headline, edited = excluded.edited,
			added = excluded.added, removed = excluded.removed, moved = excluded.moved, summary = excluded.summary, computed_by = excluded.computed_by,
			kinds = excluded.kinds, declared = excluded.declared, undisclosed = excluded.undisclosed, rung = excluded.rung, evidence = excluded.evidence,
			words = excluded.words`,
			c.From, c.To, micro(c.At), c.Headline, c.Edited, c.Added, c.Removed, c.Moved, c.Summary, c.By, kinds, c.Declared, c.Undisclosed, string(c.Rung),
			evidence, c.Words, string(c.Article))
	})
}

// changeColumns gives the kinds as words between spaces and the evidence as JSON.
func changeColumns(c *tearsheet.Change) (kinds, evidence string, err error) {
	for _, k := range c.Kinds {
		kinds += " " + string(k)
	}
	if len(c.Evidence) == 0 {
		return strings.TrimSpace(kinds), "", nil
	}
	b, err := json.Marshal(c.Evidence)
	return strings.TrimSpace(kinds), string(b), err
}

const changeColumnsText = `c.from_revision, c.to_revision, c.at, c.headline, c.edited, c.added, c.removed, c.moved, c.summary, c.computed_by,
	c.kinds, c.declared, c.undisclosed, c.rung, c.evidence, c.words`

// changeRow is a change as it is read.
type changeRow struct {
	tearsheet.Change
	kinds, evidence string
}

func (c *changeRow) fields() []any {
	return []any{&c.From, &c.To, moment{&c.At}, &c.Headline, &c.Edited, &c.Added, &c.Removed, &c.Moved, &c.Summary, &c.By,
		&c.kinds, &c.Declared, &c.Undisclosed, (*string)(&c.Rung), &c.evidence, &c.Words}
}

// complete fills in what lies in other columns than it is read from.
func (c *changeRow) complete(article tearsheet.ArticleID) error {
	c.Article = article
	for k := range strings.FieldsSeq(c.kinds) {
		c.Kinds = append(c.Kinds, tearsheet.ChangeKind(k))
	}
	if c.evidence == "" {
		return nil
	}
	return json.Unmarshal([]byte(c.evidence), &c.Evidence)
}

// Changes gives what changed in an article, the oldest change first.
func (db *DB) Changes(ctx context.Context, id tearsheet.ArticleID) ([]tearsheet.Change, error) {
	rows, err := db.query(ctx, `SELECT `+changeColumnsText+` FROM article a JOIN change c ON c.article = a.number WHERE a.id = ?
		ORDER BY c.to_revision, c.from_revision`, string(id))
	if err != nil {
		return nil, fmt.Errorf("list changes of %s: %w", id, err)
	}
	var list []tearsheet.Change
	err = each(rows, func() error {
		c := &changeRow{}
		if err := rows.Scan(c.fields()...); err != nil {
			return err
		}
		err := c.complete(id)
		list = append(list, c.Change)
		return err
	})
	return list, err
}
