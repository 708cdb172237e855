package sqlite_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"testing"

	"tearsheet"
	"tearsheet/internal/sqlite"
	"tearsheet/internal/storetest"
)

func TestARowThatCannotBeReadIsNoFailureOfTheStore(t *testing.T) {
	b := newBench(t)
	kept, err := b.db.KeepRevision(t.Context(), storetest.Keeping("a.example", 1, "words"))
	if err != nil {
		t.Fatal(err)
	}
	change(t, b.dir, `UPDATE body SET blocks = x'00'`)
	change(t, b.dir, `UPDATE told SET entry = x'00'`)
	for what, ask := range map[string]func() error{
		"item":   func() error { _, err := b.db.Item(t.Context(), kept.Article); return err },
		"bodies": func() error { _, _, err := b.db.Items(t.Context(), tearsheet.Selection{Bodies: true}); return err },
		"revision": func() error {
			_, err := b.db.KeepRevision(t.Context(), storetest.Keeping("a.example", 1, "other"))
			return err
		},
		"invalid": func() error { return b.db.AddSource(t.Context(), tearsheet.Source{}) },
		"missing": func() error { _, err := b.db.Feed(t.Context(), 99); return err },
		"left": func() error {
			ctx, cancel := context.WithCancel(t.Context())
			cancel()
			_, err := b.db.Sources(ctx)
			return err
		},
	} {
		if err := ask(); err == nil || errors.Is(err, tearsheet.ErrStore) {
			t.Errorf("%s: got %v, want an error of its own", what, err)
		}
	}
}

func TestAClosedStoreSaysThatItFailed(t *testing.T) {
	b := newBench(t)
	if _, err := b.db.Feeds(t.Context(), ""); err != nil { // prepares the statement
		t.Fatal(err)
	}
	if err := b.db.Close(); err != nil {
		t.Fatal(err)
	}
	for what, ask := range map[string]func() error{
		"prepared": func() error { _, err := b.db.Feeds(t.Context(), ""); return err },
		"query":    func() error { _, _, err := b.db.Items(t.Context(), tearsheet.Selection{}); return err },
		"row":      func() error { _, err := b.db.Item(t.Context(), "x"); return err },
		"write":    func() error { return b.db.AddSource(t.Context(), storetest.Source("a.example")) },
		"work": func() error {
			return b.db.Work(t.Context(), 1, func(context.Context, tearsheet.Job) error { return nil })
		},
	} {
		if err := ask(); !errors.Is(err, tearsheet.ErrStore) {
			t.Errorf("%s: got %v, want ErrStore", what, err)
		}
	}
	b.open()
}

func TestADatabaseThatCannotBeOpenedSaysThatTheStoreFailed(t *testing.T) {
	dir := t.TempDir()
	if err := os.Mkdir(filepath.Join(dir, sqlite.File), 0o700); err != nil {
		t.Fatal(err)
	}
	if _, err := sqlite.Open(t.Context(), dir, quietLog); !errors.Is(err, tearsheet.ErrStore) {
		t.Errorf("got %v, want ErrStore", err)
	}
	dir = t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, sqlite.File), make([]byte, 9000), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := sqlite.Open(t.Context(), dir, quietLog); !errors.Is(err, tearsheet.ErrStore) {
		t.Errorf("no database: got %v, want ErrStore", err)
	}
}

func TestAJobThatWasGivenUpIsCounted(t *testing.T) {
	b := newBench(t)
	if err := b.db.Add(t.Context(), tearsheet.Job{Kind: "index", Key: "1"}); err != nil {
		t.Fatal(err)
	}
	change(t, b.dir, `UPDATE river_job SET state = 'discarded', finalized_at = CURRENT_TIMESTAMP`)
	depth, err := b.db.QueueDepth(t.Context())
	if want := (tearsheet.QueueDepth{Failed: 1}); err != nil || depth != want {
		t.Errorf("depth: got %+v, %v, want %+v", depth, err, want)
	}
	stats, err := b.db.Stats(t.Context(), storetest.Noon)
	if err != nil || stats.Failed != 1 || stats.Queue != 0 {
		t.Errorf("figures: got %+v, %v", stats, err)
	}
	if _, err := b.db.Redo(t.Context(), "compare"); err != nil {
		t.Fatal(err)
	}
	if depth, err := b.db.QueueDepth(t.Context()); err != nil || depth.Failed != 1 {
		t.Errorf("after redo of another kind: %+v, %v", depth, err)
	}
	if _, err := b.db.Redo(t.Context(), "index"); err != nil {
		t.Fatal(err)
	}
	if depth, err := b.db.QueueDepth(t.Context()); err != nil || depth.Failed != 0 {
		t.Errorf("after redo: %+v, %v", depth, err)
	}
}

func TestJobsOfAKindThatIsWorkedApartNowMoveToItsQueue(t *testing.T) {
	b := newBench(t)
	if err := b.db.Add(t.Context(), tearsheet.Job{Kind: "group", Key: "a/1"}, tearsheet.Job{Kind: "index", Key: "a/1"}); err != nil {
		t.Fatal(err)
	}
	change(t, b.dir, `UPDATE river_job SET queue = 'default'`) // where an older version put them
	if waits, err := b.db.Waits(t.Context(), "group"); err != nil || waits {
		t.Fatalf("waits %v (%v)", waits, err)
	}
	b.Reopen()
	if waits, err := b.db.Waits(t.Context(), "group"); err != nil || !waits {
		t.Errorf("waits %v (%v)", waits, err)
	}
}
