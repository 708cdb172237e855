package sqlite

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"

	"tearsheet"
)

// KeepReuse keeps what was found when an article's revision was compared with
// others, in one transaction: the prints of the article, and of each article in
// copies the rows in which it is the copy, in place of all its earlier ones. A
// row of a Copy that is not in copies is ErrInvalid.
//
// Where a later revision of the article has been kept meanwhile nothing is
// done, and kept is false: that one has its own job, which may have run already.
func (db *DB) KeepReuse(ctx context.Context, prints tearsheet.Prints, copies []tearsheet.ArticleID, found []tearsheet.Reuse) (kept bool, err error) {
	passages := make([][]byte, len(found))
	for i, r := range found {
		if !slices.Contains(copies, r.Copy) || r.Copy == r.Of {
			return false, fmt.Errorf("keep what %s has of %s: it was not said that its rows are replaced: %w", r.Copy, r.Of, tearsheet.ErrInvalid)
		}
		if passages[i], err = json.Marshal(r.Passages); err != nil {
			return false, fmt.Errorf("keep what %s has of %s: %w", r.Copy, r.Of, err)
		}
	}
	err = db.write(ctx, func(t *tx) (err error) {
		if kept, err = t.keepPrints(&prints); err != nil || !kept {
			return err
		}
		for _, id := range copies {
			if _, err := t.exec(`DELETE FROM reuse WHERE copy = (SELECT number FROM article WHERE id = ?)`, string(id)); err != nil {
				return err
			}
		}
		for i := range found {
			if err := t.keepReuse(&found[i], string(passages[i])); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return false, fmt.Errorf("keep what %s has of others: %w", prints.Article, err)
	}
	return kept, nil
}

func (t *tx) keepReuse(r *tearsheet.Reuse, passages string) error {
	return t.one("articles", string(r.Copy)+" and "+string(r.Of), `INSERT INTO reuse (copy, origin, relation, words_same, words_copy, words_origin, words_quoted,
			passages, headline, first, reason, computed_by, of_revision, credited)
		SELECT c.number, o.number, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ? FROM article c, article o WHERE c.id = ? AND o.id = ?`,
		string(r.Relation), r.WordsSame, r.WordsCopy, r.WordsOrigin, r.Quoted, passages, string(r.Headline), string(r.First), r.Reason, r.By, r.OfRevision, string(r.Credited),
		string(r.Copy), string(r.Of))
}

const reuseColumns = `c.id, o.id, r.relation, r.words_same, r.words_copy, r.words_origin, r.words_quoted, r.passages, r.headline, r.first, r.reason, r.computed_by, r.of_revision, r.credited`

// ReuseOf gives what an article has of others, the closest relation first, then
// what others have of it, the copy that arrived first leading. An article that
// nothing is claimed of, or that is not there, has none.
func (db *DB) ReuseOf(ctx context.Context, id tearsheet.ArticleID) ([]tearsheet.Reuse, error) {
	has, err := db.reuse(ctx, `FROM article c JOIN reuse r ON r.copy = c.number JOIN article o ON o.number = r.origin WHERE c.id = ? ORDER BY r.origin`, id)
	if err != nil {
		return nil, err
	}
	slices.SortStableFunc(has, func(a, b tearsheet.Reuse) int {
		if n := closeness(a.Relation) - closeness(b.Relation); n != 0 {
			return n
		}
		return b.WordsSame - a.WordsSame
	})
	gave, err := db.reuse(ctx, `FROM article o JOIN reuse r ON r.origin = o.number JOIN article c ON c.number = r.copy WHERE o.id = ? ORDER BY r.copy`, id)
	return append(has, gave...), err
}

// closeness is the rank of a relation, 0 for the closest.
func closeness(r tearsheet.Relation) int {
	if i := slices.Index(tearsheet.Relations, r); i >= 0 {
		return i
	}
	return len(tearsheet.Relations)
}

func (db *DB) reuse(ctx context.Context, from string, id tearsheet.ArticleID) ([]tearsheet.Reuse, error) {
	rows, err := db.query(ctx, `SELECT `+reuseColumns+` `+from, string(id))
	if err != nil {
		return nil, fmt.Errorf("list what %s has of others: %w", id, err)
	}
	var list []tearsheet.Reuse
	err = each(rows, func() error {
		var r tearsheet.Reuse
		err := rows.Scan(&r.Copy, &r.Of, &r.Relation, &r.WordsSame, &r.WordsCopy, &r.WordsOrigin, &r.Quoted, parsed{&r.Passages}, &r.Headline,
			&r.First, &r.Reason, &r.By, &r.OfRevision, &r.Credited)
		list = append(list, r)
		return err
	})
	return list, err
}

// Shares counts a source's articles by the closest relation in which each
// stands to others, the closest first; those of which nothing is claimed come
// last, under the empty relation. An article that was never compared is not
// counted. The result holds no relation with a count of zero.
func (db *DB) Shares(ctx context.Context, source tearsheet.SourceID) ([]tearsheet.RelationCount, error) {
	rows, err := db.query(ctx, `SELECT relation, count(*), sum(credited) FROM (
		SELECT a.number, coalesce(r.credited IN ('named', 'declared'), 0) AS credited, coalesce(r.relation, '') AS relation, row_number() OVER (PARTITION BY a.number ORDER BY `+closenessOf("r.relation")+`) AS place
		FROM article a JOIN prints p ON p.article = a.number LEFT JOIN reuse r ON r.copy = a.number WHERE a.source = ?) WHERE place = 1 GROUP BY relation`, string(source))
	if err != nil {
		return nil, fmt.Errorf("count relations of %s: %w", source, err)
	}
	var list []tearsheet.RelationCount
	err = each(rows, func() error {
		var c tearsheet.RelationCount
		err := rows.Scan(&c.Relation, &c.Count, &c.Credited)
		list = append(list, c)
		return err
	})
	slices.SortFunc(list, func(a, b tearsheet.RelationCount) int { return closeness(a.Relation) - closeness(b.Relation) })
	return list, err
}

// closenessOf writes closeness as SQL.
func closenessOf(column string) string {
	text := `CASE ` + column
	for i, r := range tearsheet.Relations {
		text += fmt.Sprintf(` WHEN '%s' THEN %d`, r, i)
	}
	return text + fmt.Sprintf(` ELSE %d END`, len(tearsheet.Relations))
}
