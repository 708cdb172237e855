package diff

import (
	"fmt"
	"strings"
)

// Counts are how much of each a difference holds. Sentences that were moved and
// edited count as both; those edited in marks and case only count as neither
// edited nor unchanged but as Typographic.
type Counts struct {
	Same        int `json:"same"` // sentences
	Edited      int `json:"edited"`
	Added       int `json:"added"`
	Removed     int `json:"removed"`
	Moved       int `json:"moved"`
	Typographic int `json:"typographic"`

	MovedParagraphs int `json:"moved_paragraphs"` // moved whole
	MovedAlone      int `json:"moved_alone"`      // sentences of Moved in no such paragraph

	WordsSame    int `json:"words_same"` // words that differ in case only are the same
	WordsAdded   int `json:"words_added"`
	WordsRemoved int `json:"words_removed"`
	MarksAdded   int `json:"marks_added"`
	MarksRemoved int `json:"marks_removed"`
}

// Count counts operations. Paragraphs are the first sentences of the paragraphs
// of the old text and, last, how many sentences it has; without them no
// paragraph is known to have moved.
func Count(ops []Op, paragraphs []int) Counts {
	var n Counts
	moved := map[int]int{}
	for _, op := range ops {
		if op.Away {
			continue
		}
		n.sentences(op)
		n.words(op)
		for i := op.Old[0]; op.Kind == Moved && i < op.Old[1]; i++ {
			moved[i] = op.Move
		}
	}
	n.MovedAlone = n.Moved
	for k := 0; k+1 < len(paragraphs); k++ {
		n.movedWhole(moved, paragraphs[k], paragraphs[k+1])
	}
	return n
}

func (n *Counts) sentences(op Op) {
	switch {
	case op.Kind == Same:
		n.Same += op.New.Len()
	case op.Kind == Added:
		n.Added += op.New.Len()
	case op.Kind == Removed:
		n.Removed += op.Old.Len()
	case op.Kind == Moved:
		n.Moved += op.Old.Len()
		n.movedAndEdited(op)
	case op.Typographic:
		n.Typographic += max(op.Old.Len(), op.New.Len())
	default:
		n.Edited += max(op.Old.Len(), op.New.Len())
	}
}

func (n *Counts) movedAndEdited(op Op) {
	switch {
	case op.Typographic:
		n.Typographic++
	case len(op.Words) > 1: // unchanged sentences are one run
		n.Edited++
	}
}

func (n *Counts) words(op Op) {
	n.WordsSame += op.Recased
	for _, r := range op.Words {
		switch r.Kind {
		case Keep:
			n.WordsSame += r.Words
		case Insert:
			n.WordsAdded, n.MarksAdded = n.WordsAdded+r.Words, n.MarksAdded+r.Marks
		case Delete:
			n.WordsRemoved, n.MarksRemoved = n.WordsRemoved+r.Words, n.MarksRemoved+r.Marks
		}
	}
}

func (n *Counts) movedWhole(moved map[int]int, from, to int) {
	for i := from; i < to; i++ {
		if moved[i] == 0 || moved[i] != moved[from] {
			return
		}
	}
	n.MovedParagraphs++
	n.MovedAlone -= to - from
}

// Figures gives every number that took the place of another, each once.
func Figures(ops []Op) []Figure {
	figures := []Figure{}
	seen := map[Figure]bool{}
	for _, op := range ops {
		for _, f := range op.Figures {
			if !op.Away && !seen[f] {
				seen[f] = true
				figures = append(figures, f)
			}
		}
	}
	return figures
}

// Summary says the difference in one line for people. Headline is the
// operation on the headline.
func Summary(headline Op, n Counts, figures []Figure) string {
	var said []string
	switch {
	case headline.Kind == Same:
	case headline.Typographic:
		said = append(said, "Headline changed in punctuation or case only.")
	default:
		said = append(said, "Headline changed.")
	}
	if s := sentencesChanged(n); s != "" {
		said = append(said, s)
	}
	if s := typography(n, headline.Kind == Same); s != "" {
		said = append(said, s)
	}
	if s := figuresChanged(figures); s != "" {
		said = append(said, s)
	}
	if said == nil {
		return "No words changed."
	}
	return strings.Join(said, " ")
}

// sentencesChanged says "3 sentences edited, 1 added, 1 paragraph moved."
func sentencesChanged(n Counts) string {
	var parts []string
	noun := true
	add := func(count int, what string) {
		switch {
		case count == 0:
			return
		case !noun:
			parts = append(parts, fmt.Sprintf("%d %s", count, what))
		default:
			parts = append(parts, number(count, "sentence")+" "+what)
		}
		noun = false
	}
	add(n.Edited, "edited")
	add(n.Added, "added")
	add(n.Removed, "removed")
	switch {
	case n.MovedParagraphs > 0 && n.MovedAlone > 0:
		parts = append(parts, number(n.MovedParagraphs, "paragraph")+" and "+number(n.MovedAlone, "sentence")+" moved")
	case n.MovedParagraphs > 0:
		parts = append(parts, number(n.MovedParagraphs, "paragraph")+" moved")
	default:
		add(n.Moved, "moved")
	}
	if parts == nil {
		return ""
	}
	return strings.Join(parts, ", ") + "."
}

// typography says what changed where no word did.
func typography(n Counts, sameHeadline bool) string {
	switch {
	case n.Typographic == 0:
		return ""
	case sameHeadline && n.Edited+n.Added+n.Removed+n.Moved == 0:
		return "No words changed; punctuation or case differs in " + number(n.Typographic, "sentence") + "."
	}
	return "Punctuation or case alone differs in " + number(n.Typographic, "sentence") + "."
}

// mostFigures are how many figures the summary names.
const mostFigures = 3

func figuresChanged(figures []Figure) string {
	var parts []string
	for _, f := range figures[:min(len(figures), mostFigures)] {
		parts = append(parts, f.Old+" → "+f.New)
	}
	switch rest := len(figures) - len(parts); {
	case len(figures) == 0:
		return ""
	case len(figures) == 1:
		return "Figure changed: " + parts[0] + "."
	case rest > 0:
		return fmt.Sprintf("Figures changed: %s and %d more.", strings.Join(parts, ", "), rest)
	}
	return "Figures changed: " + strings.Join(parts, ", ") + "."
}

func number(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}
