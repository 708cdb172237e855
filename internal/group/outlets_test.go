package group

import (
	"context"
	"fmt"
	"testing"
	"time"

	"tearsheet"
)

const manyOutlets = 40 // more than a print keeps and more than are looked at for one article

// newsdesk has articles one after the other, as the pipeline does.
type newsdesk struct {
	t     *testing.T
	x     *Index
	shelf *Shelf
}

func newNewsdesk(t *testing.T) *newsdesk {
	shelf := NewShelf()
	return &newsdesk{t, NewIndex(shelf), shelf}
}

func (d *newsdesk) take(item tearsheet.Item) {
	d.t.Helper()
	d.shelf.Put(item)
	e, err := d.x.Enter(d.t.Context(), item)
	if err != nil {
		d.t.Fatal(err)
	}
	found, err := e.Reuse(d.t.Context(), nil)
	if err != nil {
		d.t.Fatal(err)
	}
	d.shelf.Keep(found)
}

// started gives the desk after the program was started anew: the index is
// filled in the order of arrival.
func (d *newsdesk) started(items []tearsheet.Item) *newsdesk {
	d.t.Helper()
	x := NewIndex(d.shelf)
	for _, item := range items {
		if err := x.Recall(d.t.Context(), Fingerprints(item)); err != nil {
			d.t.Fatal(err)
		}
	}
	return &newsdesk{d.t, x, d.shelf}
}

// outlet gives the report as outlet k printed it, k minutes after ten.
func outlet(k int, seen time.Time) tearsheet.Item {
	item := made(fmt.Sprint("o", k), fmt.Sprintf("o%d.example", k), report)
	item.Source.Name = fmt.Sprintf("Outlet%d Herald", k)
	item.Revision.Published = tearsheet.Stated(time.Date(2026, 4, 7, 10, k, 0, 0, time.UTC))
	item.Article.FirstSeen = seen
	return item
}

// agency gives the report as it was published two hours before.
func agencyReport(seen time.Time) tearsheet.Item {
	item := made("wire", "c.example", report)
	item.Revision.Published = tearsheet.Stated(time.Date(2026, 4, 7, 8, 0, 0, 0, time.UTC))
	item.Article.FirstSeen = seen
	return item
}

// gathered gives the agency's report among the outlets': after so many of them.
func gathered(after int) (items []tearsheet.Item) {
	at := time.Date(2026, 4, 7, 11, 0, 0, 0, time.UTC)
	for k := range manyOutlets {
		if k == after {
			items = append(items, agencyReport(at))
		}
		items = append(items, outlet(k, at))
	}
	if after == manyOutlets {
		items = append(items, agencyReport(at))
	}
	for i := range items {
		items[i].Article.Number = int64(i + 1)
	}
	return items
}

func (d *newsdesk) allNameTheAgency(when string) {
	d.t.Helper()
	wrong := 0
	for k := range manyOutlets {
		rows := d.shelf.rows[tearsheet.ArticleID(fmt.Sprint("o", k))]
		if len(rows) != 1 || rows[0].Of != "wire" || rows[0].Relation != tearsheet.RelationVerbatim || rows[0].First != tearsheet.FirstOrigin {
			wrong++
		}
	}
	if rows := d.shelf.rows["wire"]; wrong > 0 || len(rows) > 0 {
		d.t.Errorf("%s: %d of %d outlets do not name the agency, which itself names %v", when, wrong, manyOutlets, rows)
	}
}

func TestEveryOutletNamesTheAgencyWheneverItsReportWasGathered(t *testing.T) {
	for _, after := range []int{0, 12, 24, 34, manyOutlets} {
		t.Run(fmt.Sprintf("after %d outlets", after), func(t *testing.T) {
			items := gathered(after)
			d := newNewsdesk(t)
			for _, item := range items {
				d.take(item)
			}
			d.allNameTheAgency("as they came")
			d = d.started(items)
			for _, item := range items {
				d.take(item)
			}
			d.allNameTheAgency("compared anew")
		})
	}
}

// An archive that is compared for the first time has nothing to follow but the
// prints.
func TestEveryOutletNamesTheAgencyWhenAllAreComparedAnewWithoutWhatWasKnown(t *testing.T) {
	items := gathered(34)
	d := newNewsdesk(t)
	for _, item := range items {
		d.shelf.Put(item)
	}
	d = d.started(items)
	for _, item := range items {
		d.take(item)
	}
	d.allNameTheAgency("compared for the first time")
}

// Whoever says that it is early takes no place of those that came first.
func TestManyThatSayTheyAreEarlyDoNotHideTheFirst(t *testing.T) {
	m, ctx, noon := NewMemory(), context.Background(), time.Date(2026, 4, 7, 12, 0, 0, 0, time.UTC)
	add := func(id string, at time.Time) {
		t.Helper()
		if err := m.Add(ctx, tearsheet.ArticleID(id), tearsheet.SourceID(id), at, []uint64{1 << 60}); err != nil {
			t.Fatal(err)
		}
	}
	add("original", noon)
	for k := range 3 * mostPostings {
		add(fmt.Sprint("early", k), noon.Add(-time.Duration(k+1)*time.Hour))
	}
	got, err := m.Candidates(ctx, "query", "q", []uint64{1 << 60}, 100)
	if err != nil {
		t.Fatal(err)
	}
	held := map[tearsheet.ArticleID]bool{}
	for _, c := range got {
		held[c.Article] = true
	}
	earliest := tearsheet.ArticleID(fmt.Sprint("early", 3*mostPostings-1))
	if len(got) != mostPostings || !held["original"] || !held[earliest] {
		t.Errorf("%d candidates %v, want %d with the original and the one that says it is the earliest", len(got), got, mostPostings)
	}
}
