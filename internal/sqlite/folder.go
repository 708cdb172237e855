package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"path/filepath"
	"time"

	"tearsheet"
)

// CheckFolder checks the store in dir, which another process may be serving,
// and gives the findings and the figures of what is there. It changes nothing,
// and makes nothing where there is no store.
func CheckFolder(ctx context.Context, dir string) ([]tearsheet.Finding, tearsheet.Stats, error) {
	db, err := OpenToRead(dir)
	if err != nil {
		return nil, tearsheet.Stats{}, err
	}
	defer db.readers.Close()
	found, err := db.Check(ctx)
	if err != nil || len(found) > 0 {
		return found, tearsheet.Stats{}, err
	}
	figures, err := db.Stats(ctx, time.Now())
	return found, figures, err
}

// BackupFolder writes a whole copy of the store in dir to file, as Backup does,
// while another process may be serving it.
func BackupFolder(ctx context.Context, dir, file string) error {
	db, err := OpenToRead(dir)
	if err != nil {
		return err
	}
	defer db.readers.Close()
	return db.Backup(ctx, file)
}

// OpenToRead gives the store in dir for the methods that read; those that write
// say so and write nothing. Another process may be serving it: the folder is
// not locked and nothing in it is brought to the present form, so one that an
// older or newer version wrote is refused. The caller closes it.
func OpenToRead(dir string) (*DB, error) {
	if err := Exists(dir); err != nil {
		return nil, err
	}
	readers, err := connect(filepath.Join(dir, File), forReading)
	if err == nil {
		err = present(context.Background(), readers)
	}
	if err != nil {
		return nil, errors.Join(fmt.Errorf("open %s: %w", dir, explain(err)), closeAll(readers))
	}
	return &DB{dir: dir, readers: readers}, nil
}

// present refuses tables that have not the present form.
func present(ctx context.Context, pool *sql.DB) error {
	have, err := schema(ctx, pool)
	if err != nil {
		return err
	}
	know, err := newest()
	if err == nil && have < know {
		err = fmt.Errorf("an older version wrote it (schema %d, this one reads %d): start `tearsheet serve` once, which brings it to the present form", have, know)
	}
	return err
}

func closeAll(pool *sql.DB) error {
	if pool == nil {
		return nil
	}
	return pool.Close()
}
