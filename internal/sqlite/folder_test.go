package sqlite_test

import (
	"context"
	"strings"
	"testing"

	"tearsheet"
	"tearsheet/internal/sqlite"
	"tearsheet/internal/storetest"
)

func TestAStoreIsReadWhileAnotherServesItAndNotWritten(t *testing.T) {
	b := newBench(t)
	first := storetest.Keeping("a.example", 1, "words")
	if _, err := b.db.KeepRevision(t.Context(), first); err != nil {
		t.Fatal(err)
	}
	db, err := sqlite.OpenToRead(b.dir)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := db.Item(t.Context(), first.Article.ID); err != nil {
		t.Error(err)
	}
	second := storetest.Keeping("a.example", 2, "words")
	if _, err := b.db.KeepRevision(t.Context(), second); err != nil {
		t.Fatal(err)
	}
	if n, err := db.LastNumber(t.Context()); n != 2 || err != nil {
		t.Errorf("what was kept meanwhile: %d, %v", n, err)
	}
	refused := func(what string, err error) {
		if err == nil || !strings.Contains(err.Error(), "opened to read only") {
			t.Errorf("%s: got %v", what, err)
		}
	}
	_, err = db.KeepRevision(t.Context(), storetest.Keeping("a.example", 3, "words"))
	refused("keep", err)
	refused("add", db.Add(t.Context(), tearsheet.Job{Kind: "x", Key: "y"}))
	_, err = db.Redo(t.Context(), "index")
	refused("redo", err)
	refused("work", db.Work(t.Context(), 1, func(context.Context, tearsheet.Job) error { return nil }))
	if err := db.Close(); err != nil {
		t.Error(err)
	}
	clean(t, b.db)
}

func TestAFolderThatIsNotOfThisVersionIsNotRead(t *testing.T) {
	if _, err := sqlite.OpenToRead(t.TempDir()); err == nil || !strings.Contains(err.Error(), "there is no store") {
		t.Errorf("an empty folder: %v", err)
	}
	b := newBench(t)
	change(t, b.dir, `INSERT INTO migration (number, name, at) VALUES (99, '0099_later.sql', 0)`)
	if _, err := sqlite.OpenToRead(b.dir); err == nil || !strings.Contains(err.Error(), "newer version (schema 99") {
		t.Errorf("a newer one: %v", err)
	}
	change(t, b.dir, `DELETE FROM migration`)
	if _, err := sqlite.OpenToRead(b.dir); err == nil || !strings.Contains(err.Error(), "an older version wrote it") {
		t.Errorf("an older one: %v", err)
	}
}
