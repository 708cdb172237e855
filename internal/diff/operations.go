package diff

import "strings"

// operations reads the partners off in order.
func (c *comparison) operations() []Op {
	if c.reversed {
		c.old, c.new = c.new, c.old
		c.oldText, c.newText = c.newText, c.oldText
	}
	w := writer{comparison: c, moves: c.moves(), ops: []Op{}}
	i, j := 0, 0
	for i < len(c.old) || j < len(c.new) {
		left, came := i < len(c.old) && !stays(c.old[i]), j < len(c.new) && !stays(c.new[j])
		switch {
		case left && came && begins(w.oldText, i) && !begins(w.newText, j):
			j = w.came(j) // the new text goes on with its paragraph
		case left:
			i = w.left(i)
		case came:
			j = w.came(j)
		default:
			i, j = w.stayed(i, j)
		}
	}
	return w.ops
}

func stays(s sentence) bool { return s.partner >= 0 && !s.moved }

// moves numbers the moved stretches: by old sentence, from 1; 0: not moved.
func (c *comparison) moves() []int {
	numbers, n := make([]int, len(c.old)), 0
	for i, s := range c.old {
		if !s.moved {
			continue
		}
		if i == 0 || numbers[i-1] == 0 || c.old[i-1].partner != s.partner-1 {
			n++
		}
		numbers[i] = n
	}
	return numbers
}

type writer struct {
	*comparison
	moves              []int
	ops                []Op
	oldPlace, newPlace int // how far the operations have come in each text
}

// left writes the old sentences from i that do not stand there any more, as far
// as they share one fate, and gives the next.
func (w *writer) left(i int) int {
	if w.old[i].partner < 0 {
		to := i + 1
		for to < len(w.old) && w.old[to].partner < 0 && !begins(w.oldText, to) {
			to++
		}
		w.put(Op{Kind: Removed, Old: Range{i, to}, New: Range{w.newPlace, w.newPlace}})
		return to
	}
	to := w.movedTogether(i)
	w.put(Op{Kind: Moved, Away: true, Move: w.moves[i], Old: Range{i, to}, New: w.partners(i, to)})
	return to
}

// came writes the new sentences from j that did not stand there before.
func (w *writer) came(j int) int {
	if w.new[j].partner < 0 {
		to := j + 1
		for to < len(w.new) && w.new[to].partner < 0 && !begins(w.newText, to) {
			to++
		}
		w.put(Op{Kind: Added, Old: Range{w.oldPlace, w.oldPlace}, New: Range{j, to}})
		return to
	}
	i := w.new[j].partner
	to := w.movedTogether(i)
	w.put(Op{Kind: Moved, Move: w.moves[i], Old: Range{i, to}, New: w.partners(i, to)})
	return j + to - i
}

// movedTogether gives the end of the sentences from i that moved as one, all
// unchanged or, where i was edited, i alone.
func (w *writer) movedTogether(i int) int {
	to := i + 1
	for w.unchanged(i) && to < len(w.old) && w.moves[to] == w.moves[i] && w.unchanged(to) {
		if begins(w.oldText, to) || begins(w.newText, w.old[to].partner) {
			break
		}
		to++
	}
	return to
}

func (w *writer) partners(from, to int) Range {
	return Range{w.old[from].partner, w.old[from].partner + to - from}
}

func (w *writer) unchanged(i int) bool { return w.old[i].whole == w.new[w.old[i].partner].whole }

// stayed writes the sentences that stand at i and j, unchanged or edited.
func (w *writer) stayed(i, j int) (int, int) {
	toI, toJ := i+1, j+1
	if !w.old[i].part && !w.new[j].part && w.old[i].partner == j && w.unchanged(i) {
		for toI < len(w.old) && stays(w.old[toI]) && w.old[toI].partner == toJ && w.unchanged(toI) && !begins(w.newText, toJ) {
			toI, toJ = toI+1, toJ+1
		}
		w.put(Op{Kind: Same, Old: Range{i, toI}, New: Range{j, toJ}})
		return toI, toJ
	}
	for toI < len(w.old) && stays(w.old[toI]) && w.old[toI].partner == w.old[i].partner {
		toI++
	}
	for toJ < len(w.new) && stays(w.new[toJ]) && w.new[toJ].partner == w.new[j].partner {
		toJ++
	}
	w.put(Op{Kind: Edited, Old: Range{i, toI}, New: Range{j, toJ}})
	return toI, toJ
}

// begins reports whether the k-th sentence of a text begins a paragraph.
func begins(text [][]string, k int) bool {
	if k == 0 {
		return true
	}
	before := text[k-1]
	if len(before) == 0 {
		return false
	}
	last := before[len(before)-1]
	return strings.Count(last[len(bare(last)):], "\n") > 1
}

func (w *writer) put(op Op) {
	if op.Away || op.Kind == Removed {
		op.Paragraph = begins(w.oldText, op.Old[0])
	} else {
		op.Paragraph = begins(w.newText, op.New[0])
	}
	w.setWords(&op)
	w.ops = append(w.ops, op)
	if !op.Away {
		w.newPlace = op.New[1]
	}
	if op.Away || op.Kind != Moved {
		w.oldPlace = op.Old[1]
	}
}
