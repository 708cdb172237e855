package sqlite

import (
	"context"
	"encoding/json"
	"fmt"
	"strconv"
	"strings"

	"tearsheet"
)

// ListChanges gives the changes of all articles that sel asks for, the newest
// first, each with its article, whose revision is the latest one, without its
// body. A cursor that no list gave is ErrInvalid.
func (db *DB) ListChanges(ctx context.Context, sel tearsheet.ChangeSelection) ([]tearsheet.Changed, error) {
	text, args, err := changeSelection(sel)
	if err != nil {
		return nil, err
	}
	rows, err := db.query(ctx, text, args...)
	if err != nil {
		return nil, fmt.Errorf("list changes: %w", err)
	}
	var list []tearsheet.Changed
	err = each(rows, func() error {
		it, c := &item{}, &changeRow{}
		fields := append(append(append(it.articleFields(), it.revisionFields()...), sourceFields(&it.Source)...), c.fields()...)
		var before, after string
		if err := rows.Scan(append(fields, &before, &after)...); err != nil {
			return err
		}
		if err := it.complete(); err != nil {
			return err
		}
		robots, err := robotsOf(before, after)
		if err != nil {
			return err
		}
		err = c.complete(it.Article.ID)
		list = append(list, tearsheet.Changed{Change: c.Change, Item: it.Item, Cursor: changeCursor(micro(c.At), it.Article.Number, int64(c.To)), Robots: robots})
		return err
	})
	return list, err
}

// changeSelection builds the statement from parts that are all written here.
// All that it asks for stands in the index that gives the order.
func changeSelection(sel tearsheet.ChangeSelection) (string, []any, error) {
	kinds, args := kindsAsked(sel.Kinds)
	where := []string{kinds}
	and := func(condition string, values ...any) { where, args = append(where, condition), append(args, values...) }
	if sel.Source != "" {
		and(`c.source = ?`, string(sel.Source))
	}
	if sel.Undisclosed {
		and(`c.undisclosed = 1`)
	}
	if sel.Declared {
		and(`c.declared = 1`)
	}
	if !sel.Since.IsZero() {
		and(`c.at >= ?`, micro(sel.Since))
	}
	if sel.After != "" {
		place, err := parseChangeCursor(sel.After)
		if err != nil {
			return "", nil, err
		}
		and(`(c.at, c.article, c.to_revision) < (?, ?, ?)`, place[0], place[1], place[2])
	}
	limit := sel.Limit
	if limit <= 0 {
		limit = 50
	}
	return `SELECT ` + articleColumns + `, ` + revisionColumns + `, ` + sourceColumns + `, ` + changeColumnsText + `, coalesce(o.declared, ''), coalesce(n.declared, '')
		FROM change c CROSS JOIN article a ON a.number = c.article JOIN revision r ON r.id = a.latest JOIN source s ON s.id = a.source
		LEFT JOIN revision o ON o.article = c.article AND o.number = c.from_revision LEFT JOIN revision n ON n.article = c.article AND n.number = c.to_revision
		WHERE ` + strings.Join(where, ` AND `) + ` ORDER BY c.at DESC, c.article DESC, c.to_revision DESC LIMIT ?`, append(args, min(limit, 200)), nil
}

// robotsOf gives what declarations, as JSON, ask of robots.
func robotsOf(declared ...string) (string, error) {
	var asked []string
	for _, text := range declared {
		if text == "" {
			continue
		}
		var d tearsheet.Declared
		if err := json.Unmarshal([]byte(text), &d); err != nil {
			return "", fmt.Errorf("read what a revision declares: %w", err)
		}
		if d.Robots != "" {
			asked = append(asked, d.Robots)
		}
	}
	return strings.Join(asked, ", "), nil
}

// kindsAsked is the condition on the kinds, which lie as words between spaces.
// A change that was not classed has none.
func kindsAsked(kinds []tearsheet.ChangeKind) (string, []any) {
	if len(kinds) == 0 {
		return `c.kinds NOT IN ('', ?)`, []any{string(tearsheet.KindNoise)}
	}
	var one []string
	var args []any
	for _, k := range kinds {
		one, args = append(one, `instr(' ' || c.kinds || ' ', ?) > 0`), append(args, " "+string(k)+" ")
	}
	return `(` + strings.Join(one, ` OR `) + `)`, args
}

func changeCursor(place ...int64) tearsheet.Cursor {
	parts := make([]string, len(place))
	for i, n := range place {
		parts[i] = strconv.FormatInt(n, 36)
	}
	return tearsheet.Cursor(strings.Join(parts, "."))
}

func parseChangeCursor(c tearsheet.Cursor) (place [3]int64, err error) {
	parts := strings.SplitN(string(c), ".", len(place)+1)
	for i := range min(len(parts), len(place)) {
		if place[i], err = strconv.ParseInt(parts[i], 36, 64); err != nil {
			break
		}
	}
	if err != nil || changeCursor(place[:]...) != c {
		return place, fmt.Errorf("cursor %.40q was not given by this list: %w", string(c), tearsheet.ErrInvalid)
	}
	return place, nil
}
