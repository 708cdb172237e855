package sqlite

import (
	"context"
	"encoding/binary"
	"fmt"
	"slices"

	"tearsheet"
)

// EachPrints gives the prints of every article, in the order of arrival, until
// see returns an error. An article that was never compared comes without prints
// and By. Nothing is held open while see runs: it may ask the store itself.
// Articles that arrive meanwhile may be among them.
func (db *DB) EachPrints(ctx context.Context, see func(tearsheet.Prints) error) error {
	for last := int64(0); ; {
		part, end, err := db.somePrints(ctx, last)
		if err != nil {
			return fmt.Errorf("read prints: %w", err)
		}
		if len(part) == 0 {
			return nil
		}
		for _, p := range part {
			if err := see(p); err != nil {
				return err
			}
		}
		last = end
	}
}

func (db *DB) somePrints(ctx context.Context, last int64) (part []tearsheet.Prints, end int64, err error) {
	rows, err := db.query(ctx, `SELECT a.number, a.id, a.source, a.sort_time, coalesce(p.revision, 0), coalesce(p.computed_by, ''), p.prints
		FROM article a LEFT JOIN prints p ON p.article = a.number WHERE a.number > ? ORDER BY a.number LIMIT 500`, last)
	if err != nil {
		return nil, 0, err
	}
	err = each(rows, func() error {
		var p tearsheet.Prints
		var b []byte
		if err := rows.Scan(&end, &p.Article, &p.Source, moment{&p.Place}, &p.Number, &p.By, &b); err != nil {
			return err
		}
		if len(b)%8 != 0 {
			return fmt.Errorf("the prints of %s have %d bytes, no multiple of 8: run `tearsheet redo --from group`", p.Article, len(b))
		}
		p.Prints = readPrints(b)
		part = append(part, p)
		return nil
	})
	return part, end, err
}

// printBytes gives the prints as they are kept. They are spread evenly over 64
// bits: differences between sorted ones would take nine bytes, and nothing
// compresses them.
func printBytes(prints []uint64) []byte {
	b := make([]byte, 0, 8*len(prints))
	for _, p := range slices.Sorted(slices.Values(prints)) {
		b = binary.LittleEndian.AppendUint64(b, p)
	}
	return b
}

func readPrints(b []byte) []uint64 {
	prints := make([]uint64, 0, len(b)/8)
	for ; len(b) >= 8; b = b[8:] {
		prints = append(prints, binary.LittleEndian.Uint64(b))
	}
	return prints
}

// keepPrints reports false where a later revision has been kept meanwhile.
func (t *tx) keepPrints(p *tearsheet.Prints) (bool, error) {
	var number int64
	var latest int
	if err := t.row(`SELECT number, revisions FROM article WHERE id = ?`, string(p.Article)).Scan(&number, &latest); err != nil {
		return false, missing("article", p.Article, err)
	}
	if p.Number < latest {
		return false, nil
	}
	_, err := t.exec(`INSERT INTO prints (article, revision, computed_by, prints) VALUES (?, ?, ?, ?) ON CONFLICT (article) DO UPDATE SET
		revision = excluded.revision, computed_by = excluded.computed_by, prints = excluded.prints`, number, p.Number, p.By, printBytes(p.Prints))
	return true, err
}
