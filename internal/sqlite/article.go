package sqlite

import (
	"context"
	"database/sql"
	"fmt"
	"strconv"
	"strings"

	"tearsheet"
)

const (
	articleColumns = `a.id, a.number, a.source, a.url, a.found_in, a.first_seen, a.robots_allowed, a.robots_rule, a.robots_at, a.revisions,
		a.last_seen, a.gone, a.sort_time`
	revisionColumns = `r.number, r.seen, r.origin, r.trouble, r.capture, r.headline, r.byline, r.section, r.dateline, r.published, r.modified,
		r.language, r.site, r.summary, r.canonical, r.images, r.declared, r.evidence, r.reader`
)

// item is an article, a revision and a source as they are read.
type item struct {
	tearsheet.Item
	place  int64 // sort time
	blocks []byte
}

func (it *item) articleFields() []any {
	a := &it.Article
	return []any{&a.ID, &a.Number, &a.Source, &a.URL, reference[tearsheet.FeedID]{&a.FoundIn}, moment{&a.FirstSeen}, &a.Robots.Allowed, &a.Robots.Rule,
		moment{&a.Robots.At}, &a.Revisions, moment{&a.LastSeen}, moment{&a.Gone}, &it.place}
}

func (it *item) revisionFields() []any {
	r := &it.Revision
	return []any{&r.Number, moment{&r.Seen}, &r.Origin, &r.Trouble, reference[int64]{&r.Capture}, &r.Headline, parsed{&r.Byline}, &r.Section,
		&r.Dateline, stated{&r.Published}, stated{&r.Modified}, &r.Language, &r.Site, &r.Summary, &r.Canonical, parsed{&r.Images},
		parsed{&r.Declared}, parsed{&r.Evidence}, &r.Reader}
}

// complete fills in what lies in other columns than it is read from.
func (it *item) complete() error {
	it.Revision.Article = it.Article.ID
	if it.blocks == nil {
		return nil
	}
	if err := unpack(it.blocks, &it.Revision.Body); err != nil {
		return fmt.Errorf("body of %s/%d: %w", it.Article.ID, it.Revision.Number, err)
	}
	return nil
}

// Item gives an article with its latest revision and the body, or ErrNotFound.
func (db *DB) Item(ctx context.Context, id tearsheet.ArticleID) (tearsheet.Item, error) {
	return db.item(ctx, id, `r.id = a.latest AND a.id = ?`, string(id))
}

// Revision gives revision n of an article with the body, or ErrNotFound.
func (db *DB) Revision(ctx context.Context, id tearsheet.ArticleID, n int) (tearsheet.Revision, error) {
	it, err := db.item(ctx, fmt.Sprintf("%s/%d", id, n), `a.id = ? AND r.number = ?`, string(id), n)
	return it.Revision, err
}

func (db *DB) item(ctx context.Context, name any, which string, args ...any) (tearsheet.Item, error) {
	it := &item{}
	fields := append(append(append(it.articleFields(), it.revisionFields()...), sourceFields(&it.Source)...), &it.blocks)
	err := db.row(ctx, `SELECT `+articleColumns+`, `+revisionColumns+`, `+sourceColumns+`, b.blocks FROM article a JOIN source s ON s.id = a.source
		JOIN revision r ON r.article = a.number JOIN body b ON b.revision = r.id WHERE `+which, args...).Scan(fields...)
	if err == nil {
		err = it.complete()
	}
	return it.Item, missing("article", name, err)
}

// Revisions gives all revisions of an article with their bodies, the oldest
// first, or ErrNotFound.
func (db *DB) Revisions(ctx context.Context, id tearsheet.ArticleID) ([]tearsheet.Revision, error) {
	rows, err := db.query(ctx, `SELECT `+revisionColumns+`, b.blocks FROM article a JOIN revision r ON r.article = a.number
		JOIN body b ON b.revision = r.id WHERE a.id = ? ORDER BY r.number`, string(id))
	if err != nil {
		return nil, fmt.Errorf("list revisions of %s: %w", id, err)
	}
	var list []tearsheet.Revision
	err = each(rows, func() error {
		it := &item{}
		it.Article.ID = id
		if err := rows.Scan(append(it.revisionFields(), &it.blocks)...); err != nil {
			return err
		}
		if err := it.complete(); err != nil {
			return err
		}
		list = append(list, it.Revision)
		return nil
	})
	if err == nil && len(list) == 0 {
		err = missing("article", id, sql.ErrNoRows)
	}
	return list, err
}

// Capture gives one capture as it came, or ErrNotFound.
func (db *DB) Capture(ctx context.Context, id int64) (tearsheet.Capture, error) {
	c := &captureRow{}
	err := db.row(ctx, `SELECT `+captureFieldsText+` FROM capture WHERE id = ?`, id).Scan(c.fields()...)
	if err == nil {
		err = c.complete()
	}
	return c.Capture, missing("capture", id, err)
}

// LastNumber gives the number of the article that came last; 0: none yet.
func (db *DB) LastNumber(ctx context.Context) (n int64, err error) {
	if err := db.row(ctx, `SELECT coalesce(max(number), 0) FROM article`).Scan(&n); err != nil {
		return 0, fmt.Errorf("find the last article: %w", explain(err))
	}
	return n, nil
}

// Items gives articles with their latest revision, the newest by sort time
// first, and the cursor for the next page: empty on the last one. A cursor
// that no list gave is ErrInvalid.
func (db *DB) Items(ctx context.Context, sel tearsheet.Selection) ([]tearsheet.Item, tearsheet.Cursor, error) {
	limit := sel.Limit
	if limit <= 0 {
		limit = 50
	}
	limit = min(limit, 200)
	text, args, err := selection(sel)
	if err != nil {
		return nil, "", err
	}
	rows, err := db.query(ctx, text, append(args, limit+1)...)
	if err != nil {
		return nil, "", fmt.Errorf("list articles: %w", err)
	}
	items := make([]tearsheet.Item, 0, limit)
	var last int64
	var next tearsheet.Cursor
	it := &item{} // one for all rows: the fields are found once
	fields := append(append(it.articleFields(), it.revisionFields()...), sourceFields(&it.Source)...)
	if sel.Bodies {
		fields = append(fields, &it.blocks)
	}
	err = each(rows, func() error {
		if len(items) == limit {
			next = cursor(last, items[limit-1].Article.Number)
			return nil
		}
		*it = item{}
		if err := rows.Scan(fields...); err != nil {
			return err
		}
		last = it.place
		err := it.complete()
		items = append(items, it.Item)
		return err
	})
	return items, next, err
}

// selection builds the statement from parts that are all written here. The
// conditions stand so that each is answered from one index.
func selection(sel tearsheet.Selection) (string, []any, error) {
	where, args := []string{}, []any{}
	and := func(condition string, values ...any) { where, args = append(where, condition), append(args, values...) }
	if sel.Source != "" {
		and(`a.source = ?`, string(sel.Source))
	}
	if sel.Feed != 0 {
		and(`a.found_in = ?`, int64(sel.Feed))
	}
	if !sel.Since.IsZero() {
		and(`a.sort_time >= ?`, micro(sel.Since))
	}
	if sel.After != "" {
		at, number, err := parseCursor(sel.After)
		if err != nil {
			return "", nil, err
		}
		and(`(a.sort_time, a.number) < (?, ?)`, at, number)
	}
	text := `SELECT ` + articleColumns + `, ` + revisionColumns + `, ` + sourceColumns
	from := ` FROM article a JOIN revision r ON r.id = a.latest JOIN source s ON s.id = a.source`
	if sel.Bodies {
		text, from = text+`, b.blocks`, from+` JOIN body b ON b.revision = r.id`
	}
	text += from
	if len(where) > 0 {
		text += ` WHERE ` + strings.Join(where, ` AND `)
	}
	return text + ` ORDER BY a.sort_time DESC, a.number DESC LIMIT ?`, args, nil
}

func cursor(at, number int64) tearsheet.Cursor {
	return tearsheet.Cursor(strconv.FormatInt(at, 36) + "." + strconv.FormatInt(number, 36))
}

func parseCursor(c tearsheet.Cursor) (at, number int64, err error) {
	first, second, _ := strings.Cut(string(c), ".")
	at, err = strconv.ParseInt(first, 36, 64)
	if err == nil {
		number, err = strconv.ParseInt(second, 36, 64)
	}
	if err != nil || cursor(at, number) != c {
		return 0, 0, fmt.Errorf("cursor %.40q was not given by this list: %w", string(c), tearsheet.ErrInvalid)
	}
	return at, number, nil
}
