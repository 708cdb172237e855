package web

import (
	"fmt"

	"tearsheet/internal/diff"
)

// columnRow is one paragraph in two columns, or a run of paragraphs that did
// not change, folded over both.
type columnRow struct {
	Old, New columnCell
	Fold     string
	Folded   []string
}

// columnCell is one side of a row, with the name of its text: on a narrow page
// the two stand one below the other.
type columnCell struct {
	Side  string
	Parts []columnPart
}

// columnPart is sentences of one side of a row.
type columnPart struct {
	Label string // "moved from here (1)"; empty where its marks say enough
	Marks []mark
}

// columns puts a difference in two columns: what was deleted stands on the
// side of the old text, what was inserted on that of the new one.
func columns(paragraphs []comparedParagraph, old, fresh string) []columnRow {
	var rows []columnRow
	var folded []string
	fold := func() {
		if folded != nil {
			rows = append(rows, columnRow{Fold: count(len(folded), "paragraph") + " unchanged", Folded: folded})
			folded = nil
		}
	}
	for _, p := range paragraphs {
		if !p.Changed {
			folded = append(folded, wordsOf(p.Passages))
			continue
		}
		fold()
		row := columnRow{Old: columnCell{Side: old}, New: columnCell{Side: fresh}}
		row.fill(p.Passages)
		rows = append(rows, row)
	}
	fold()
	return rows
}

func (row *columnRow) fill(passages []comparedPassage) {
	for _, p := range passages {
		old, fresh := columnPart{Marks: sideOf(p.Stretches, diff.Delete)}, columnPart{Marks: sideOf(p.Stretches, diff.Insert)}
		switch {
		case p.Away:
			old.Label, fresh.Marks = fmt.Sprintf("moved from here (%d)", p.Move), nil
		case p.Kind == diff.Moved:
			fresh.Label, old.Marks = fmt.Sprintf("moved to here (%d)", p.Move), nil
		}
		if old.Marks != nil {
			row.Old.Parts = append(row.Old.Parts, old)
		}
		if fresh.Marks != nil {
			row.New.Parts = append(row.New.Parts, fresh)
		}
	}
}

// sideOf gives the unchanged words and those of one fate.
func sideOf(stretches []stretch, fate diff.RunKind) []mark {
	var kept []stretch
	for _, s := range stretches {
		if s.Kind == diff.Keep || s.Kind == fate {
			kept = append(kept, s)
		}
	}
	return marks(kept)
}
