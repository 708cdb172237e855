package tearsheet_test

import (
	"testing"
	"time"

	"tearsheet"
)

func TestAnArticleIsSortedByAStatedTimeThatCanBeBelieved(t *testing.T) {
	seen := time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC)
	for stated, want := range map[string]time.Time{
		"":                     seen,
		"2026-11-24T11:00:00Z": seen.Add(-time.Hour),
		"2026-11-24T13:00:00Z": seen,
		"0001-01-01T00:00:00Z": seen,
		"1970-01-01":           seen,
		"1980-01-01T00:00:00Z": time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC),
	} {
		at, err := tearsheet.ParseStated(stated)
		if err != nil {
			t.Fatal(err)
		}
		if got := tearsheet.SortTime(&tearsheet.Revision{Published: at}, seen); !got.Equal(want) {
			t.Errorf("stated %q: got %v, want %v", stated, got, want)
		}
	}
}
