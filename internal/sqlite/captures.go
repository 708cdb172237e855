package sqlite

import (
	"context"
	"fmt"
	"strings"
	"time"

	"tearsheet"
)

// captureColumnsNamed are those of captureFieldsText, for a statement that reads
// other tables too.
var captureColumnsNamed = "c." + strings.ReplaceAll(captureFieldsText, ", ", ", c.")

// EachCapture gives what was captured for revisions, in the order in which the
// revisions were kept: of one article, or of all where id is empty, and only
// captures since a time, unless that is zero. The revisions come without their
// bodies. It ends with the first error of do.
func (db *DB) EachCapture(ctx context.Context, id tearsheet.ArticleID, since time.Time, do func(tearsheet.Article, tearsheet.Revision, tearsheet.Capture) error) error {
	// CROSS JOIN keeps the order of reading, so that no bodies are sorted.
	from, args := `revision r CROSS JOIN capture c ON c.id = r.capture CROSS JOIN article a ON a.number = r.article`, []any{micro(since)}
	where := `c.at >= ?`
	if id != "" {
		from = `article a CROSS JOIN revision r ON r.article = a.number CROSS JOIN capture c ON c.id = r.capture`
		where, args = where+` AND a.id = ?`, append(args, string(id))
	}
	rows, err := db.query(ctx, `SELECT `+articleColumns+`, `+revisionColumns+`, `+captureColumnsNamed+` FROM `+from+` WHERE `+where+` ORDER BY r.id`, args...)
	if err != nil {
		return fmt.Errorf("list captures: %w", err)
	}
	return each(rows, func() error {
		it, c := &item{}, &captureRow{}
		if err := rows.Scan(append(append(it.articleFields(), it.revisionFields()...), c.fields()...)...); err != nil {
			return err
		}
		it.Revision.Article = it.Article.ID
		if err := c.complete(); err != nil {
			return err
		}
		return do(it.Article, it.Revision, c.Capture)
	})
}

// SeenAt gives when the revisions of the article to which an address leads were
// seen, in their order; none where it leads to no article.
func (db *DB) SeenAt(ctx context.Context, address string) (seen []time.Time, err error) {
	rows, err := db.query(ctx, `SELECT r.seen FROM alias x JOIN revision r ON r.article = x.article WHERE x.address = ? ORDER BY r.number`, address)
	if err != nil {
		return nil, fmt.Errorf("read when %s was seen: %w", address, err)
	}
	err = each(rows, func() error {
		var at time.Time
		if err := rows.Scan(moment{&at}); err != nil {
			return err
		}
		seen = append(seen, at)
		return nil
	})
	return seen, err
}
