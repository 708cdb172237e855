package sqlite

import (
	"log/slog"
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
