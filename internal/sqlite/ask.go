package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"tearsheet"
)

// query asks the readers; the statement is prepared once.
func (db *DB) query(ctx context.Context, text string, args ...any) (*sql.Rows, error) {
	stmt, err := db.prepared(ctx, text)
	if err != nil {
		return nil, explain(err)
	}
	rows, err := stmt.QueryContext(ctx, args...)
	return rows, explain(err)
}

func (db *DB) row(ctx context.Context, text string, args ...any) scanner {
	stmt, err := db.prepared(ctx, text)
	if err != nil {
		return failed{explain(err)}
	}
	return explained{stmt.QueryRowContext(ctx, args...)}
}

func (db *DB) prepared(ctx context.Context, text string) (*sql.Stmt, error) {
	if stmt, ok := db.asked.Load(text); ok {
		return stmt.(*sql.Stmt), nil
	}
	stmt, err := db.readers.PrepareContext(ctx, text)
	if err != nil {
		return nil, err
	}
	if old, raced := db.asked.LoadOrStore(text, stmt); raced {
		return old.(*sql.Stmt), stmt.Close()
	}
	return stmt, nil
}

// scanner is a row, or the whole of rows at one of them.
type scanner interface{ Scan(...any) error }

type failed struct{ err error }

// Scan gives the error that came before.
func (f failed) Scan(...any) error { return f.err }

// explained is a row whose error tells the store's failure from the row's.
type explained struct{ row scanner }

// Scan reads the row.
func (e explained) Scan(to ...any) error { return explain(e.row.Scan(to...)) }

// each calls see for every row and closes rows.
func each(rows *sql.Rows, see func() error) error {
	defer rows.Close()
	for rows.Next() {
		if err := see(); err != nil {
			return err
		}
	}
	return explain(rows.Err())
}

// missing turns "no row" into the sentinel that callers test for.
func missing(what string, id any, err error) error {
	if errors.Is(err, sql.ErrNoRows) {
		return fmt.Errorf("%s %v: %w", what, id, tearsheet.ErrNotFound)
	}
	if err != nil {
		return fmt.Errorf("read %s %v: %w", what, id, explain(err))
	}
	return nil
}

// micro is how a time lies in the database: microseconds, as the finest that
// PostgreSQL keeps too; 0 for the zero time.
func micro(t time.Time) int64 {
	if t.IsZero() {
		return 0
	}
	return t.UnixMicro()
}

// moment reads what micro wrote.
type moment struct{ at *time.Time }

// Scan implements sql.Scanner.
func (m moment) Scan(v any) error {
	n, ok := v.(int64)
	if !ok {
		return fmt.Errorf("a time lies as %T", v)
	}
	*m.at = time.Time{}
	if n != 0 {
		*m.at = time.UnixMicro(n).UTC()
	}
	return nil
}

// span reads a duration of microseconds.
type span struct{ d *time.Duration }

// Scan implements sql.Scanner.
func (s span) Scan(v any) error {
	n, ok := v.(int64)
	if !ok {
		return fmt.Errorf("a duration lies as %T", v)
	}
	*s.d = time.Duration(n) * time.Microsecond
	return nil
}

// digest reads 32 bytes.
type digest struct{ sum *[32]byte }

// Scan implements sql.Scanner.
func (d digest) Scan(v any) error {
	b, ok := v.([]byte)
	if !ok || len(b) != len(d.sum) {
		return fmt.Errorf("a digest lies as %T of another length", v)
	}
	copy(d.sum[:], b)
	return nil
}

// maybe reads a digest that is NULL where there is none.
type maybe struct{ sum *[32]byte }

// Scan implements sql.Scanner.
func (m maybe) Scan(v any) error {
	if v == nil {
		*m.sum = [32]byte{}
		return nil
	}
	return digest(m).Scan(v)
}

// orNone is how a digest lies for maybe.
func orNone(sum [32]byte) any {
	if sum == [32]byte{} {
		return nil
	}
	return sum[:]
}

// reference reads a number that is NULL where there is none.
type reference[T ~int64] struct{ to *T }

// Scan implements sql.Scanner.
func (r reference[T]) Scan(v any) error {
	n, _ := v.(int64)
	*r.to = T(n)
	return nil
}

// orNull keeps a reference to nothing as NULL.
func orNull[T ~int64](n T) any {
	if n == 0 {
		return nil
	}
	return int64(n)
}

// stated reads a time as the publisher stated it.
type stated struct{ at *tearsheet.StatedTime }

// Scan implements sql.Scanner.
func (s stated) Scan(v any) (err error) {
	text, _ := v.(string)
	*s.at, err = tearsheet.ParseStated(text)
	return err
}
