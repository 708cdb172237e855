package sqlite

import (
	"context"
	"database/sql"
	"embed"
	"fmt"
	"path"
	"strconv"
	"strings"
	"time"
)

//go:embed migrations/*.sql
var migrations embed.FS

// newest gives the number of the last migration this version knows.
func newest() (int, error) {
	files, err := migrations.ReadDir("migrations")
	return len(files), err
}

// migrate runs the migrations that the file has not seen, each in one
// transaction with the note that it ran: a kill leaves the one before.
func migrate(ctx context.Context, write *sql.DB) error {
	if _, err := write.ExecContext(ctx, `CREATE TABLE IF NOT EXISTS migration (number INTEGER PRIMARY KEY, name TEXT NOT NULL, at BIGINT NOT NULL)`); err != nil {
		return fmt.Errorf("read schema version: %w", err)
	}
	have, err := schema(ctx, write)
	if err != nil {
		return err
	}
	files, err := migrations.ReadDir("migrations")
	if err != nil {
		return err
	}
	for _, f := range files[have:] {
		if err := step(ctx, write, f.Name()); err != nil {
			return fmt.Errorf("migrate with %s: %w", f.Name(), err)
		}
	}
	return nil
}

// schema gives the number of the last migration that ran on the file; it
// refuses a file that a newer version wrote.
func schema(ctx context.Context, pool *sql.DB) (int, error) {
	var have int
	if err := pool.QueryRowContext(ctx, `SELECT coalesce(max(number), 0) FROM migration`).Scan(&have); err != nil {
		return 0, fmt.Errorf("read schema version: %w", err)
	}
	know, err := newest()
	if err != nil {
		return 0, err
	}
	if have > know {
		return 0, fmt.Errorf("it was written by a newer version (schema %d, this one knows %d): start that version, or restore a backup that this one made", have, know)
	}
	return have, nil
}

func step(ctx context.Context, write *sql.DB, name string) error {
	text, err := migrations.ReadFile(path.Join("migrations", name))
	if err != nil {
		return err
	}
	digits, _, _ := strings.Cut(name, "_")
	number, err := strconv.Atoi(digits)
	if err != nil {
		return fmt.Errorf("its name does not begin with a number: %w", err)
	}
	tx, err := write.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback() // does nothing after Commit
	if _, err := tx.ExecContext(ctx, string(text)); err != nil {
		return err
	}
	if _, err := tx.ExecContext(ctx, `INSERT INTO migration (number, name, at) VALUES (?, ?, ?)`, number, name, time.Now().UnixMicro()); err != nil {
		return err
	}
	return tx.Commit()
}
