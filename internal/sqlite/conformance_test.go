package sqlite_test

import (
	"log/slog"
	"testing"

	"tearsheet/internal/sqlite"
	"tearsheet/internal/storetest"
)

// bench is a store in a folder of the test.
type bench struct {
	t   *testing.T
	dir string
	db  *sqlite.DB
}

func newBench(t *testing.T) *bench {
	b := &bench{t: t, dir: t.TempDir()}
	b.open()
	t.Cleanup(func() { b.db.Close() })
	return b
}

func (b *bench) open() {
	b.t.Helper()
	db, err := sqlite.Open(b.t.Context(), b.dir, quietLog)
	if err != nil {
		b.t.Fatal(err)
	}
	b.db = db
}

func (b *bench) Store() storetest.Store { return b.db }

func (b *bench) Reopen() storetest.Store {
	b.t.Helper()
	if err := b.db.Close(); err != nil {
		b.t.Fatal(err)
	}
	b.open()
	return b.db
}

var quietLog = slog.New(slog.DiscardHandler)

func TestTheStoreKeepsEveryPromise(t *testing.T) {
	storetest.Run(t, func(t *testing.T) storetest.Bench { return newBench(t) })
}
