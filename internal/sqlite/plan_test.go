package sqlite

import (
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"tearsheet"
)

// A list that scans or sorts the archive costs more with every article.
func TestListsAreReadFromAnIndexInItsOrder(t *testing.T) {
	db, err := Open(t.Context(), t.TempDir(), slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	for index, sel := range map[string]tearsheet.Selection{
		"article_place":        {After: cursor(1, 2), Since: time.Unix(1, 0)},
		"article_source_place": {Source: "a", After: cursor(1, 2)},
		"article_feed_place":   {Feed: 1, Bodies: true},
	} {
		text, args, err := selection(sel)
		if err != nil {
			t.Fatal(err)
		}
		plan := planOf(t, db, text, append(args, 10)...)
		if !strings.Contains(plan, index) || strings.Contains(plan, "TEMP B-TREE") || strings.Contains(plan, "SCAN r") {
			t.Errorf("%+v is read by\n%s", sel, plan)
		}
	}
}

func TestChangesAreReadFromAnIndexInTheirOrder(t *testing.T) {
	db, err := Open(t.Context(), t.TempDir(), slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	for index, sel := range map[string]tearsheet.ChangeSelection{
		"change_at (at>? AND (at,article,to_revision)<":                     {Since: time.Unix(1, 0), After: changeCursor(1, 2, 3), Undisclosed: true},
		"change_source_at (source=? AND at>? AND (at,article,to_revision)<": {Since: time.Unix(1, 0), After: changeCursor(1, 2, 3), Source: "a", Kinds: []tearsheet.ChangeKind{tearsheet.KindFact}},
		"change_source_at (source=?)":                                       {Source: "a"},
		"SCAN c USING INDEX change_at":                                      {},
	} {
		text, args, err := changeSelection(sel)
		if err != nil {
			t.Fatal(err)
		}
		plan := planOf(t, db, text, args...)
		if !strings.Contains(plan, index) || strings.Contains(plan, "TEMP B-TREE") {
			t.Errorf("%+v is read by\n%s", sel, plan)
		}
	}
}

func planOf(t *testing.T, db *DB, text string, args ...any) string {
	t.Helper()
	rows, err := db.readers.QueryContext(t.Context(), "EXPLAIN QUERY PLAN "+text, args...)
	if err != nil {
		t.Fatal(err)
	}
	var plan strings.Builder
	err = each(rows, func() error {
		var id, parent, unused int
		var detail string
		err := rows.Scan(&id, &parent, &unused, &detail)
		plan.WriteString(detail + "\n")
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return plan.String()
}

// With RETURNING or a deferred reference SQLite reads the whole referring
// table for every row that is added: keeping became slower with every article.
func TestNoStatementMakesSQLiteReadTheReferringTables(t *testing.T) {
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	more, err := filepath.Glob("migrations/*.sql")
	if err != nil || len(more) == 0 {
		t.Fatal(len(more), err)
	}
	for _, name := range append(files, more...) {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, word := range []string{" RETURNING " + "id", " RETURNING " + "number", "INITIALLY " + "DEFERRED"} {
			if strings.Contains(string(text), word) {
				t.Errorf("%s holds%s", name, word)
			}
		}
	}
}
