package sqlite

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"fmt"

	"tearsheet"
)

// Check reads everything that is kept and tells what is wrong; it changes
// nothing. Its error is only that of ctx: what cannot be read is a finding.
func (db *DB) Check(ctx context.Context) ([]tearsheet.Finding, error) {
	return check(ctx, db.readers)
}

// most is how many findings of one kind are told apart; a broken page can
// make thousands.
const most = 100

// checks is what is looked at, in this order.
var checks = []struct {
	kind string
	look func(context.Context, *sql.DB, func(where, text string)) error
}{
	{"file", checkFile},
	{"reference", checkReferences},
	{"article", checkArticles},
	{"revision", checkRevisions},
	{"capture", checkCaptures},
	{"index", checkIndex},
	{"entry", checkEntries},
}

func check(ctx context.Context, pool *sql.DB) (found []tearsheet.Finding, err error) {
	for _, c := range checks {
		n := 0
		tell := func(where, text string) {
			if n++; n <= most {
				found = append(found, tearsheet.Finding{Kind: c.kind, Where: where, Text: text})
			}
		}
		if err := c.look(ctx, pool, tell); err != nil {
			if ctx.Err() != nil {
				return found, fmt.Errorf("check: %w", ctx.Err())
			}
			tell("", fmt.Sprintf("cannot be read further: %v", explain(err)))
		}
		if n > most {
			found = append(found, tearsheet.Finding{Kind: c.kind, Text: fmt.Sprintf("%d more of this kind", n-most)})
		}
	}
	return found, nil
}

func asked(ctx context.Context, pool *sql.DB, text string, see func(*sql.Rows) error) error {
	rows, err := pool.QueryContext(ctx, text)
	if err != nil {
		return err
	}
	return each(rows, func() error { return see(rows) })
}

// checkFile lets SQLite look at its pages, its indexes and the full text.
func checkFile(ctx context.Context, pool *sql.DB, tell func(where, text string)) error {
	return asked(ctx, pool, `PRAGMA integrity_check(100)`, func(rows *sql.Rows) error {
		var text string
		if err := rows.Scan(&text); err != nil {
			return err
		}
		if text != "ok" {
			tell(File, text)
		}
		return nil
	})
}

func checkReferences(ctx context.Context, pool *sql.DB, tell func(where, text string)) error {
	return asked(ctx, pool, `PRAGMA foreign_key_check`, func(rows *sql.Rows) error {
		var table, parent string
		var row, key sql.NullInt64
		if err := rows.Scan(&table, &row, &parent, &key); err != nil {
			return err
		}
		tell(fmt.Sprintf("%s %d", table, row.Int64), "refers to a "+parent+" that is not there")
		return nil
	})
}

// wrongArticles are queries that find nothing in a sound store: a name and a
// sentence for each row.
var wrongArticles = []string{
	`SELECT a.id, 'counts ' || a.revisions || ' revisions, has ' || count(r.id) || ' up to number ' || coalesce(max(r.number), 0)
		FROM article a LEFT JOIN revision r ON r.article = a.number GROUP BY a.number
		HAVING count(r.id) <> a.revisions OR count(r.id) = 0 OR min(r.number) <> 1 OR max(r.number) <> a.revisions`,
	`SELECT a.id, 'its latest revision is not its last' FROM article a LEFT JOIN revision r ON r.id = a.latest
		WHERE r.id IS NULL OR r.article <> a.number OR r.number <> a.revisions`,
	`SELECT a.id, 'its address does not lead to it' FROM article a LEFT JOIN alias b ON b.address = a.url WHERE b.article IS NULL OR b.article <> a.number`,
	`SELECT a.id, 'has its id twice' FROM article a GROUP BY a.id HAVING count(*) > 1`,
	`SELECT r.id, 'revision without a body' FROM revision r LEFT JOIN body b ON b.revision = r.id WHERE b.revision IS NULL`,
	`SELECT l.address, 'the look and its address lead to different articles' FROM look l JOIN alias b ON b.address = l.address
		WHERE l.article IS NULL OR l.article <> b.article`,
	`SELECT count(*), 'numbers of articles are not without gaps' FROM article HAVING count(*) <> coalesce(max(number), 0)`,
}

// wrongIndex does the same for the search. An article whose job is still to be
// done is not missing.
var wrongIndex = []string{
	`SELECT a.id, CASE WHEN i.revision IS NULL THEN 'no search finds it' ELSE 'a search finds the words of revision ' || i.revision || ', not of its latest' END ||
		', and no job will mend it: run redo'
		FROM article a LEFT JOIN indexed i ON i.article = a.number WHERE (i.revision IS NULL OR i.revision <> a.revisions) AND a.id || '/' || a.revisions NOT IN
		(SELECT args ->> '$.key' FROM river_job WHERE state IN ('available', 'pending', 'running', 'retryable', 'scheduled') AND args ->> '$.kind' = 'index')`,
	`SELECT 'article ' || i.article, 'is said to be found by searches and is not: run redo' FROM indexed i LEFT JOIN search_docsize s ON s.id = i.article WHERE s.id IS NULL`,
	`SELECT 'article ' || s.id, 'a search finds words of which nobody knows the revision: run redo' FROM search_docsize s
		LEFT JOIN indexed i ON i.article = s.id WHERE i.article IS NULL`,
}

func checkArticles(ctx context.Context, pool *sql.DB, tell func(where, text string)) error {
	return checkQueries(ctx, pool, wrongArticles, tell)
}

func checkIndex(ctx context.Context, pool *sql.DB, tell func(where, text string)) error {
	return checkQueries(ctx, pool, wrongIndex, tell)
}

func checkQueries(ctx context.Context, pool *sql.DB, texts []string, tell func(where, text string)) error {
	for _, text := range texts {
		err := asked(ctx, pool, text, func(rows *sql.Rows) error {
			var name, text string
			err := rows.Scan(&name, &text)
			tell(name, text)
			return err
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// checkRevisions takes every revision apart and compares its seal.
func checkRevisions(ctx context.Context, pool *sql.DB, tell func(where, text string)) error {
	return inParts(ctx, pool, "revision", func(from, to int64) error {
		return asked(ctx, pool, fmt.Sprintf(`SELECT r.id, r.article, r.number, coalesce(r.capture, 0), r.digest, r.seen, r.origin, r.trouble, r.headline, r.byline, r.section,
			r.dateline, r.published, r.modified, r.language, r.site, r.summary, r.canonical, r.images, r.declared, r.evidence, r.reader, b.blocks
			FROM revision r JOIN body b ON b.revision = r.id WHERE r.id BETWEEN %d AND %d`, from, to), func(rows *sql.Rows) error {
			return checkRevision(rows, tell)
		})
	})
}

func checkRevision(rows *sql.Rows, tell func(where, text string)) error {
	var id, article, capture int64
	var number int
	var sum []byte
	p := &parcel{revision: make([]any, 17)}
	fields := []any{&id, &article, &number, &capture, &sum}
	for i := range p.revision {
		fields = append(fields, &p.revision[i])
	}
	if err := rows.Scan(append(fields, &p.blocks)...); err != nil {
		return err
	}
	where := fmt.Sprintf("article %d, revision %d", article, number)
	var body []tearsheet.Block
	if err := unpack(p.blocks, &body); err != nil {
		tell(where, "its body cannot be read: "+err.Error())
	}
	if seal := p.seal(article, number, capture); string(seal[:]) != string(sum) {
		tell(where, "is not what was written: its digest differs")
	}
	return nil
}

// checkCaptures compares every capture with its digest.
func checkCaptures(ctx context.Context, pool *sql.DB, tell func(where, text string)) error {
	return inParts(ctx, pool, "capture", func(from, to int64) error {
		return asked(ctx, pool, fmt.Sprintf(`SELECT `+captureFieldsText+` FROM capture WHERE id BETWEEN %d AND %d`, from, to), func(rows *sql.Rows) error {
			c := &captureRow{}
			if err := rows.Scan(c.fields()...); err != nil {
				return err
			}
			where := fmt.Sprintf("capture %d of %s", c.ID, c.URL)
			if err := c.complete(); err != nil {
				tell(where, err.Error())
			} else if sha256.Sum256(c.Body) != c.Digest {
				tell(where, "is not what came: its digest differs")
			}
			return nil
		})
	})
}

func checkEntries(ctx context.Context, pool *sql.DB, tell func(where, text string)) error {
	return inParts(ctx, pool, "look", func(from, to int64) error {
		return asked(ctx, pool, fmt.Sprintf(`SELECT look, entry FROM told WHERE look BETWEEN %d AND %d`, from, to), func(rows *sql.Rows) error {
			var look int64
			var b []byte
			if err := rows.Scan(&look, &b); err != nil {
				return err
			}
			var e tearsheet.Entry
			if err := unpack(b, &e); err != nil {
				tell(fmt.Sprintf("look %d", look), "what the feed said cannot be read: "+err.Error())
			}
			return nil
		})
	})
}

// inParts walks over the ids of a table so that no reader stands in the way of
// checkpoints for long, and goes on behind a part that cannot be read.
func inParts(ctx context.Context, pool *sql.DB, table string, see func(from, to int64) error) error {
	const part = 500
	var last int64
	if err := pool.QueryRowContext(ctx, `SELECT coalesce(max(id), 0) FROM `+table).Scan(&last); err != nil {
		return err
	}
	var first error
	for from := int64(1); from <= last; from += part {
		if err := see(from, from+part-1); err != nil {
			if ctx.Err() != nil {
				return err
			}
			first = fmt.Errorf("%s %d to %d: %w", table, from, from+part-1, err)
		}
	}
	return first
}
