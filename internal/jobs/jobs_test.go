package jobs_test

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"log/slog"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/riverqueue/river/riverdriver/riversqlite"
	_ "modernc.org/sqlite"

	"tearsheet"
	"tearsheet/internal/jobs"
)

// open gives a queue in a file of the test, its database and what it logs.
func open(t *testing.T) (*jobs.Queue[*sql.Tx], *sql.DB, *safeBuffer) {
	t.Helper()
	db, err := sql.Open("sqlite", "file:"+filepath.Join(t.TempDir(), "q.db")+"?_pragma=busy_timeout(5000)&_pragma=journal_mode(WAL)&_txlock=immediate")
	if err != nil {
		t.Fatal(err)
	}
	db.SetMaxOpenConns(1)
	t.Cleanup(func() { db.Close() })
	var log safeBuffer
	q, err := jobs.Open(t.Context(), riversqlite.New(db), slog.New(slog.NewTextHandler(&log, nil)))
	if err != nil {
		t.Fatal(err)
	}
	return q, db, &log
}

type safeBuffer struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (s *safeBuffer) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.b.Write(p)
}

func (s *safeBuffer) String() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.b.String()
}

func count(t *testing.T, db *sql.DB) (n int) {
	t.Helper()
	if err := db.QueryRow(`SELECT count(*) FROM river_job`).Scan(&n); err != nil {
		t.Fatal(err)
	}
	return n
}

func TestAJobIsThereWithItsDataOrNotAtAll(t *testing.T) {
	q, db, _ := open(t)
	tx, err := db.Begin()
	if err != nil {
		t.Fatal(err)
	}
	if err := q.AddTx(t.Context(), tx, tearsheet.Job{Kind: "index", Key: "a/1"}); err != nil {
		t.Fatal(err)
	}
	if err := tx.Rollback(); err != nil {
		t.Fatal(err)
	}
	if n := count(t, db); n != 0 {
		t.Errorf("%d jobs after the rollback", n)
	}
	// The same job twice in one call, which River itself refuses, and once more.
	for range 2 {
		if err := q.Add(t.Context(), tearsheet.Job{Kind: "index", Key: "a/1"}, tearsheet.Job{Kind: "index", Key: "a/1"}); err != nil {
			t.Fatal(err)
		}
	}
	if n := count(t, db); n != 1 {
		t.Errorf("%d equal jobs wait", n)
	}
}

func TestNoMoreThanTheWorkersRunAtOnce(t *testing.T) {
	q, _, _ := open(t)
	var list []tearsheet.Job
	for i := range 40 {
		list = append(list, tearsheet.Job{Kind: "index", Key: string(rune('A' + i))})
	}
	if err := q.Add(t.Context(), list...); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 30*time.Second)
	defer cancel()
	var running, most, done atomic.Int64
	err := q.Work(ctx, 3, func(context.Context, tearsheet.Job) error {
		n := running.Add(1)
		defer running.Add(-1)
		for old := most.Load(); n > old && !most.CompareAndSwap(old, n); old = most.Load() {
		}
		time.Sleep(2 * time.Millisecond)
		if done.Add(1) == 40 {
			cancel()
		}
		return nil
	})
	if err != nil || done.Load() != 40 || most.Load() > 3 {
		t.Errorf("%d done, at most %d at once: %v", done.Load(), most.Load(), err)
	}
}

func TestAFailedTryIsLoggedOnceAndRiverIsSilent(t *testing.T) {
	q, db, log := open(t)
	if err := q.Add(t.Context(), tearsheet.Job{Kind: "compare", Key: "a/2"}); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 30*time.Second)
	defer cancel()
	err := q.Work(ctx, 1, func(context.Context, tearsheet.Job) error {
		cancel()
		return errors.New("revision 1 is missing")
	})
	if err != nil {
		t.Fatal(err)
	}
	if got := log.String(); strings.Count(got, "\n") != 1 || !strings.Contains(got, "revision 1 is missing") || !strings.Contains(got, "a/2") {
		t.Errorf("log: %s", got)
	}
	var most int
	if err := db.QueryRow(`SELECT max_attempts FROM river_job`).Scan(&most); err != nil || most != jobs.Tries {
		t.Errorf("tried at most %d times: %v", most, err)
	}
}

func TestWorkEndsSoonWhenItsContextEnds(t *testing.T) {
	q, _, _ := open(t)
	if err := q.Add(t.Context(), tearsheet.Job{Kind: "slow", Key: "1"}); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	began := time.Now()
	err := q.Work(ctx, 1, func(ctx context.Context, _ tearsheet.Job) error {
		cancel()
		<-ctx.Done() // after the seconds that a running job is given
		return ctx.Err()
	})
	if took := time.Since(began); err != nil || took > 10*time.Second {
		t.Errorf("ended after %v: %v", took, err)
	}
}
