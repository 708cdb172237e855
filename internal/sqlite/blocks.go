package sqlite

import (
	"context"
	"fmt"
	"time"

	"tearsheet"
)

// How furniture is learnt (provenance, section 11, rung 4).
const (
	manyArticles  = 4                   // a block that stands in so many is known for furniture: from each of them it stands in three others
	standsFor     = 14 * 24 * time.Hour // for so long a block counts as standing where it was seen
	rowsEach      = 8                   // of a block are enough
	mostBlocks    = 200                 // of one article are learnt
	mostFurniture = 2000                // of one source is kept
	longestText   = 500                 // bytes of its text, to be shown
)

// learn notes the blocks of a fresh revision, and which of them stand in many
// articles of the source.
func (t *tx) learn(n *keep, article int64) error {
	seen := micro(n.Revision.Seen)
	if err := t.forgetBlocks(time.Now()); err != nil {
		return fmt.Errorf("forget old blocks: %w", err)
	}
	for _, b := range n.Blocks[:min(len(n.Blocks), mostBlocks)] {
		if err := t.learnBlock(n.Article.Source, b, article, seen); err != nil {
			return fmt.Errorf("learn blocks: %w", err)
		}
	}
	return nil
}

func (t *tx) learnBlock(source tearsheet.SourceID, b tearsheet.SourceBlock, article, seen int64) error {
	var others int
	err := t.row(`SELECT count(*) FROM (SELECT 1 FROM block WHERE hash = ? AND article <> ? AND seen BETWEEN ? AND ? LIMIT ?)`,
		b.Key, article, seen-standsFor.Microseconds(), seen+standsFor.Microseconds(), rowsEach).Scan(&others)
	if err != nil {
		return err
	}
	if others < rowsEach {
		_, err = t.exec(`INSERT INTO block (hash, article, seen) VALUES (?, ?, ?) ON CONFLICT (hash, article) DO UPDATE SET seen = max(seen, excluded.seen)`, b.Key, article, seen)
	}
	if err != nil || others < manyArticles-1 {
		return err
	}
	return t.learnFurniture(source, b, seen)
}

// learnFurniture keeps a block as its source's furniture, which most often it
// is already. How many of them a source has is counted once and then known:
// the writer is the only one that adds any.
func (t *tx) learnFurniture(source tearsheet.SourceID, b tearsheet.SourceBlock, seen int64) error {
	updated, err := t.exec(`UPDATE furniture SET first = min(first, ?), last = max(last, ?) WHERE source = ? AND hash = ?`, seen, seen, string(source), b.Key)
	if err != nil {
		return err
	}
	if known, err := updated.RowsAffected(); err != nil || known > 0 {
		return err
	}
	n, counted := t.w.furniture[source]
	if !counted {
		if err := t.row(`SELECT count(*) FROM furniture WHERE source = ?`, string(source)).Scan(&n); err != nil {
			return err
		}
	}
	if n < mostFurniture {
		_, err = t.exec(`INSERT INTO furniture (source, hash, text, first, last) VALUES (?, ?, ?, ?, ?)`, string(source), b.Key, short(b.Text), seen, seen)
		n++
	}
	t.w.furniture[source] = n
	return err
}

// short cuts a text for a list, between two characters.
func short(s string) string {
	if len(s) <= longestText {
		return s
	}
	end := 0
	for i := range s {
		if i > longestText {
			break
		}
		end = i
	}
	return s[:end] + "…"
}

// forgetBlocks drops, once a day, what is too old to count, and what a clock
// that was wrong wrote into the future. Only the writer calls it.
func (t *tx) forgetBlocks(now time.Time) error {
	if d := now.Sub(t.w.forgot); d > -24*time.Hour && d < 24*time.Hour {
		return nil
	}
	t.w.forgot = now
	_, err := t.exec(`DELETE FROM block WHERE seen < ? OR seen > ?`, micro(now.Add(-standsFor)), micro(now.Add(standsFor)))
	return err
}

// Repeated gives which of the blocks stood in at least three other articles of
// their source, within two weeks of at.
func (db *DB) Repeated(ctx context.Context, article tearsheet.ArticleID, keys []int64, at time.Time) (map[int64]bool, error) {
	found := map[int64]bool{}
	for _, key := range keys {
		if _, asked := found[key]; asked {
			continue
		}
		var known, others int
		err := db.row(ctx, `SELECT (SELECT count(*) FROM furniture WHERE hash = ? AND first <= ? AND last >= ?),
			(SELECT count(*) FROM (SELECT 1 FROM block WHERE hash = ? AND article <> (SELECT number FROM article WHERE id = ?) AND seen BETWEEN ? AND ? LIMIT ?))`,
			key, micro(at.Add(standsFor)), micro(at.Add(-standsFor)), key, string(article), micro(at.Add(-standsFor)), micro(at.Add(standsFor)), manyArticles-1).Scan(&known, &others)
		if err != nil {
			return nil, fmt.Errorf("look up furniture: %w", explain(err))
		}
		found[key] = known > 0 || others >= manyArticles-1
	}
	return found, nil
}

// Furniture gives what a source is known to print in many articles, what was
// seen last first.
func (db *DB) Furniture(ctx context.Context, source tearsheet.SourceID, limit int) ([]tearsheet.Furniture, error) {
	rows, err := db.query(ctx, `SELECT text, first, last FROM furniture WHERE source = ? ORDER BY last DESC, hash LIMIT ?`, string(source), limit)
	if err != nil {
		return nil, fmt.Errorf("list furniture of %s: %w", source, err)
	}
	var list []tearsheet.Furniture
	err = each(rows, func() error {
		var f tearsheet.Furniture
		if err := rows.Scan(&f.Text, moment{&f.First}, moment{&f.Last}); err != nil {
			return err
		}
		list = append(list, f)
		return nil
	})
	return list, err
}

// mostFollowed is for how long an article counts as followed.
const mostFollowed = 30 * 24 * time.Hour

// ChangeRate counts the substantive changes of a source's articles, of all
// sources where it is empty, that were published after since, and the days for
// which these were followed.
func (db *DB) ChangeRate(ctx context.Context, source tearsheet.SourceID, since, now time.Time) (r tearsheet.ChangeRate, err error) {
	where, args := `a.sort_time > ?`, []any{micro(since)}
	if source != "" {
		where, args = `a.source = ? AND a.sort_time > ?`, []any{string(source), micro(since)}
	}
	var micros float64
	err = db.row(ctx, `SELECT coalesce(sum(CAST(max(0, min(? - a.first_seen, ?)) AS REAL)), 0) FROM article a WHERE `+where,
		append([]any{micro(now), mostFollowed.Microseconds()}, args...)...).Scan(&micros)
	if err == nil {
		err = db.row(ctx, `SELECT count(*) FROM article a JOIN change c ON c.article = a.number WHERE `+where+` AND a.revisions > 1 AND c.rung = 'substantive'`, args...).Scan(&r.Changes)
	}
	if err != nil {
		return r, fmt.Errorf("count changes of %q: %w", source, explain(err))
	}
	r.ArticleDays = micros / float64((24 * time.Hour).Microseconds())
	return r, nil
}

// DueAt counts the looks of a host at pages that were had before and that are
// due before until, at most limit of them.
func (db *DB) DueAt(ctx context.Context, host string, until time.Time, limit int) (n int, err error) {
	err = db.row(ctx, `SELECT count(*) FROM (SELECT 1 FROM look WHERE host = ? AND due > 0 AND due <= ? AND article IS NOT NULL LIMIT ?)`, host, micro(until), limit).Scan(&n)
	if err != nil {
		err = fmt.Errorf("count looks at %s: %w", host, explain(err))
	}
	return n, err
}
