package web

import (
	"cmp"
	"fmt"
	"strings"
	"unicode"

	"tearsheet/internal/diff"
)

// mark is a stretch as the page shows it; exactly one field is set.
type mark struct{ Same, Inserted, Deleted string }

// diffPart is a changed paragraph, or a run of paragraphs that did not change,
// folded. Exactly one of both is set.
type diffPart struct {
	Passages []diffPassage
	Fold     string // "12 paragraphs unchanged"
	Folded   []string
}

// diffPassage is sentences of a changed paragraph. What moved away is folded:
// it stands whole at its new place.
type diffPassage struct {
	Label string // "edited", "added" …
	Fate  string // the same for the style sheet
	Marks []mark
	Fold  string
}

// fateWords are the labels of what became of sentences.
type fateWords struct {
	kinds            map[diff.Kind]string
	movedAway, moved string
}

var (
	fatesOfRevision = fateWords{map[diff.Kind]string{diff.Same: "unchanged"}, "moved from here (%d)", "moved to here (%d)"}
	fatesOfCopy     = fateWords{map[diff.Kind]string{diff.Same: "the same", diff.Added: "only in the copy", diff.Removed: "left out"},
		"stands elsewhere in the copy (%d)", "stands elsewhere in the other text (%d)"}
)

// parts folds runs of unchanged paragraphs.
func parts(paragraphs []comparedParagraph, fates *fateWords) []diffPart {
	var all []diffPart
	var folded []string
	fold := func() {
		if folded != nil {
			all = append(all, diffPart{Fold: count(len(folded), "paragraph") + " unchanged", Folded: folded})
			folded = nil
		}
	}
	for _, p := range paragraphs {
		if !p.Changed {
			folded = append(folded, wordsOf(p.Passages))
			continue
		}
		fold()
		all = append(all, diffPart{Passages: changedPassages(p.Passages, fates)})
	}
	fold()
	return all
}

func wordsOf(passages []comparedPassage) string {
	var all []stretch
	for _, p := range passages {
		all = append(all, p.Stretches...)
	}
	return plain(all)
}

func changedPassages(passages []comparedPassage, fates *fateWords) []diffPassage {
	var all []diffPassage
	for _, p := range passages {
		shown := diffPassage{Label: cmp.Or(fates.kinds[p.Kind], string(p.Kind)), Fate: string(p.Kind), Marks: marks(p.Stretches)}
		switch {
		case p.Away:
			shown.Label = fmt.Sprintf(fates.movedAway, p.Move)
			shown.Fold = count(p.Sentences, "sentence") + " " + shown.Label
		case p.Kind == diff.Moved:
			shown.Label = fmt.Sprintf(fates.moved, p.Move)
		}
		all = append(all, shown)
	}
	return all
}

// marks keeps the white space behind a stretch out of its mark.
func marks(stretches []stretch) []mark {
	var all []mark
	for _, s := range stretches {
		words := strings.TrimRightFunc(s.Text, unicode.IsSpace)
		space := mark{Same: s.Text[len(words):]}
		switch s.Kind {
		case diff.Insert:
			all = append(all, mark{Inserted: words}, space)
		case diff.Delete:
			all = append(all, mark{Deleted: words}, space)
		default:
			all = append(all, mark{Same: s.Text})
		}
	}
	return all
}
