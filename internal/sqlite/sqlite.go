// Package sqlite keeps everything in one file: it takes feeds, looks,
// revisions and jobs, gives them back as the words of the house, and has made
// them durable when a method returns.
package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"sync"
	"time"

	"github.com/riverqueue/river/riverdriver/riversqlite"
	_ "modernc.org/sqlite" // the driver "sqlite"

	"tearsheet/internal/jobs"
)

// File is the name of the database in the data folder.
const File = "tearsheet.db"

// DB is the store of one data folder. Its methods may be called from many
// goroutines. Whatever a method that writes has acknowledged by returning nil
// survives a power cut; whatever it has refused left no trace.
type DB struct {
	*jobs.Queue[*sql.Tx]

	dir     string
	lock    *os.File
	readers *sql.DB
	writer  *writer
	asked   sync.Map // text of a query -> *sql.Stmt, prepared on readers
}

// Open opens the store in dir, which it makes where there is none, and brings
// it to the present form. It refuses a folder that another process has open or
// that a newer version has written. The caller closes it.
func Open(ctx context.Context, dir string, log *slog.Logger) (*DB, error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, fmt.Errorf("open data folder: %w", err)
	}
	lock, err := lockFolder(dir)
	if err != nil {
		return nil, err
	}
	db, err := open(ctx, dir, log)
	if err != nil {
		return nil, errors.Join(fmt.Errorf("open %s: %w", filepath.Join(dir, File), explain(err)), lock.Close())
	}
	db.lock = lock
	return db, nil
}

func open(ctx context.Context, dir string, log *slog.Logger) (*DB, error) {
	write, err := connect(filepath.Join(dir, File), forWriting)
	if err != nil {
		return nil, err
	}
	queue, err := prepare(ctx, write, log)
	if err != nil {
		return nil, errors.Join(err, write.Close())
	}
	readers, err := connect(filepath.Join(dir, File), forReading)
	if err != nil {
		return nil, errors.Join(err, write.Close())
	}
	db := &DB{Queue: queue, dir: dir, readers: readers}
	db.writer = startWriter(write, queue)
	return db, nil
}

// prepare brings the tables to the present form and the queue into the state
// of a program that has just begun.
func prepare(ctx context.Context, write *sql.DB, log *slog.Logger) (*jobs.Queue[*sql.Tx], error) {
	if err := migrate(ctx, write); err != nil {
		return nil, err
	}
	queue, err := jobs.Open(ctx, riversqlite.New(write), log)
	if err != nil {
		return nil, err
	}
	return queue, takeUpJobs(ctx, write)
}

// Close waits for the writes under way, tidies up and lets go of the folder.
// Whoever works on jobs must have ended before.
func (db *DB) Close() error {
	if db.writer == nil {
		return db.readers.Close()
	}
	db.writer.stop()
	ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
	defer cancel()
	// Only statistics for the planner: without room on the disk it fails, and
	// nothing is lost.
	_, _ = db.writer.pool.ExecContext(ctx, "PRAGMA optimize")
	return errors.Join(db.readers.Close(), db.writer.pool.Close(), db.lock.Close())
}
