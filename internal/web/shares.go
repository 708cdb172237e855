package web

import (
	"context"
	"fmt"
	"slices"

	"tearsheet"
)

// shareRow is how many of a source's articles stand in one relation to those
// of others.
type shareRow struct {
	Label, Count, Share string
	Class               string // of the same part of the bar
}

// barPart is one relation in the bar, in thousandths of its length.
type barPart struct {
	Class    string
	From, To int
}

// Width is how much of the bar the part takes, less the gap to the next.
func (b barPart) Width() int { return max(1, b.To-b.From-barGap) }

const barGap = 4

// shareOrder is the order of relations in table and bar: what has nothing of
// others first.
var shareOrder = []tearsheet.Relation{"", tearsheet.RelationBasedOn, tearsheet.RelationQuoted, tearsheet.RelationUnmarked, tearsheet.RelationExcerpt,
	tearsheet.RelationModified, tearsheet.RelationTypographic, tearsheet.RelationVerbatim}

// addShares tells how much of a source is its own words, and what it changed
// after publication.
func (s *server) addShares(ctx context.Context, page *sourcePage, id tearsheet.SourceID) error {
	counts, err := s.Store.Shares(ctx, id)
	if err != nil {
		return fmt.Errorf("count relations of %s: %w", id, err)
	}
	page.Shares, page.Bar = sharesOf(counts)
	page.Kept = attributionKept(counts)
	page.Changes = changesAsked{source: id}.path()
	for _, kept := range []struct {
		label string
		sel   tearsheet.ChangeSelection
	}{
		{"Corrections with a note", tearsheet.ChangeSelection{Kinds: []tearsheet.ChangeKind{tearsheet.KindCorrection}}},
		{"Facts, sentences or headlines changed, undisclosed", tearsheet.ChangeSelection{Kinds: toldKinds, Undisclosed: true}},
	} {
		kept.sel.Source, kept.sel.Limit = id, mostCounted
		list, err := s.Store.ListChanges(ctx, kept.sel)
		if err != nil {
			return fmt.Errorf("count changes of %s: %w", id, err)
		}
		page.Record = append(page.Record, figure{Label: kept.label, Count: atLeast(len(list))})
	}
	return nil
}

// attributionKept tells how many of a source's copies say whose words they are;
// empty: it has no copies.
func attributionKept(counts []tearsheet.RelationCount) string {
	copies, kept := 0, 0
	for _, c := range counts {
		if c.Relation != "" && c.Relation != tearsheet.RelationBasedOn {
			copies, kept = copies+c.Count, kept+c.Credited
		}
	}
	if copies == 0 {
		return ""
	}
	noun := "copies"
	if copies == 1 {
		noun = "copy"
	}
	return fmt.Sprintf("Attribution kept in %s of %s %s: the text, the byline or a declared link names the origin.", thousands(int64(kept)), thousands(int64(copies)), noun)
}

// mostCounted is how far a page counts changes: it reads the list for it.
const mostCounted = 200

func atLeast(n int) string {
	if n >= mostCounted {
		return fmt.Sprintf("%d or more", n)
	}
	return fmt.Sprint(n)
}

func sharesOf(counts []tearsheet.RelationCount) (rows []shareRow, bar []barPart) {
	total := 0
	for _, c := range counts {
		total += c.Count
	}
	slices.SortFunc(counts, func(a, b tearsheet.RelationCount) int {
		return slices.Index(shareOrder, a.Relation) - slices.Index(shareOrder, b.Relation)
	})
	from := 0
	for _, c := range counts {
		if c.Count == 0 {
			continue
		}
		class := "share-" + string(c.Relation)
		label := relationName(c.Relation)
		if c.Relation == "" {
			class, label = "share-own", "No words of others found"
		}
		rows = append(rows, shareRow{label, fmt.Sprintf("%s of %s", thousands(int64(c.Count)), thousands(int64(total))), share(c.Count, total), class})
		if total >= enough {
			to := from + c.Count
			bar = append(bar, barPart{class, 1000 * from / total, 1000 * to / total})
			from = to
		}
	}
	return rows, bar
}
