package sqlite

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"time"

	"tearsheet"
)

// DueLooks gives looks that are due at now, but none at the hosts of except:
// at most perHost of each host, from the host whose oldest has waited longest.
// Where very many are due it jumps from host to host in the index, so that a
// host with all of them neither hides the others nor costs more than they.
func (db *DB) DueLooks(ctx context.Context, now time.Time, except []string, perHost, limit int) ([]tearsheet.Look, error) {
	hosts, err := db.dueHosts(ctx, now, except)
	if err != nil {
		return nil, fmt.Errorf("list due hosts: %w", err)
	}
	var list []tearsheet.Look
	for _, host := range hosts {
		if len(list) >= limit {
			break
		}
		if list, err = db.dueAt(ctx, list, host.host, now, min(perHost, limit-len(list))); err != nil {
			return nil, fmt.Errorf("list due looks at %s: %w", host.host, err)
		}
	}
	return list, nil
}

// waiting is a host and the time of its oldest look.
type waiting struct {
	host string
	due  int64
}

// few is how many due looks are walked through one by one before it is cheaper
// to jump from host to host.
const few = 500

// dueHosts gives the hosts with due looks, without those of except, in the
// order of their oldest.
func (db *DB) dueHosts(ctx context.Context, now time.Time, except []string) ([]waiting, error) {
	hosts, n, err := db.hostsOf(ctx, except, `SELECT host, due FROM look WHERE due > 0 AND due <= ? ORDER BY due LIMIT ?`, micro(now), few)
	if err != nil || n < few {
		return hosts, err
	}
	hosts, _, err = db.hostsOf(ctx, except, `WITH RECURSIVE next (host) AS (
			SELECT (SELECT min(host) FROM look WHERE due > 0)
			UNION ALL
			SELECT (SELECT min(host) FROM look WHERE due > 0 AND host > next.host) FROM next WHERE next.host IS NOT NULL)
		SELECT host, due FROM (SELECT host, (SELECT min(due) FROM look WHERE due > 0 AND look.host = next.host) AS due FROM next WHERE host IS NOT NULL) AS first
		WHERE due <= ?`, micro(now))
	slices.SortStableFunc(hosts, func(a, b waiting) int { return cmp.Compare(a.due, b.due) })
	return hosts, err
}

// hostsOf gives the hosts among the rows, each once and without those of
// except, and how many rows there were.
func (db *DB) hostsOf(ctx context.Context, except []string, text string, args ...any) (hosts []waiting, n int, err error) {
	rows, err := db.query(ctx, text, args...)
	if err != nil {
		return nil, 0, err
	}
	had := make(map[string]bool, len(except))
	for _, host := range except {
		had[host] = true
	}
	err = each(rows, func() error {
		var w waiting
		if err := rows.Scan(&w.host, &w.due); err != nil {
			return err
		}
		if n++; !had[w.host] {
			had[w.host] = true
			hosts = append(hosts, w)
		}
		return nil
	})
	return hosts, n, err
}

func (db *DB) dueAt(ctx context.Context, list []tearsheet.Look, host string, now time.Time, limit int) ([]tearsheet.Look, error) {
	rows, err := db.query(ctx, `SELECT `+lookColumns+`, t.entry FROM look l LEFT JOIN article a ON a.number = l.article LEFT JOIN told t ON t.look = l.id
		WHERE l.host = ? AND l.due > 0 AND l.due <= ? ORDER BY l.due LIMIT ?`, host, micro(now), limit)
	if err != nil {
		return nil, err
	}
	err = each(rows, func() error {
		var l tearsheet.Look
		var entry []byte
		if err := rows.Scan(append(lookFields(&l), &entry)...); err != nil {
			return err
		}
		if entry != nil {
			if err := unpack(entry, &l.Entry); err != nil {
				return fmt.Errorf("entry of %s: %w", l.Address, err)
			}
		}
		list = append(list, l)
		return nil
	})
	return list, err
}
