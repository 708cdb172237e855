package diff

import "strings"

// setWords gives an operation its runs of words and what follows from them.
func (w *writer) setWords(op *Op) {
	switch {
	case op.Kind == Removed:
		op.Words = w.runs(nil, w.side(w.old, w.oldText, op.Old), Delete)
	case op.Kind == Added:
		op.Words = w.runs(nil, w.side(w.new, w.newText, op.New), Insert)
	case op.Away:
		op.Words = w.runs(nil, w.side(w.old, w.oldText, op.Old), Keep)
	case op.Kind == Same || op.Kind == Moved && w.unchanged(op.Old[0]):
		op.Words = w.runs(nil, w.side(w.new, w.newText, op.New), Keep)
	default:
		w.compareWords(op)
	}
}

// tokens are the tokens of some sentences, as text and by identity.
type tokens struct {
	text []string
	ids  []int
}

func (t tokens) cut(from, to int) tokens { return tokens{t.text[from:to], t.ids[from:to]} }

func (w *writer) side(read []sentence, text [][]string, r Range) tokens {
	if r.Len() == 1 {
		return tokens{text[r[0]], read[r[0]].tokens}
	}
	var t tokens
	for k := r[0]; k < r[1]; k++ {
		t.text = append(t.text, text[k]...)
		t.ids = append(t.ids, read[k].tokens...)
	}
	return t
}

// compareWords writes the runs of an edited operation: before each run of kept
// words what was deleted and then what was inserted.
func (w *writer) compareWords(op *Op) {
	old, new := w.side(w.old, w.oldText, op.Old), w.side(w.new, w.newText, op.New)
	i, j := 0, 0
	for _, m := range append(w.kept(old.ids, new.ids), match{len(old.ids), len(new.ids), 0}) {
		w.replace(op, old.cut(i, m.old), new.cut(j, m.new))
		op.Words = w.runs(op.Words, new.cut(m.new, m.new+m.n), Keep)
		i, j = m.old+m.n, m.new+m.n
	}
	op.Typographic = true
	for _, r := range op.Words {
		op.Typographic = op.Typographic && (r.Kind == Keep || r.Words == 0)
	}
}

func (w *writer) kept(old, new []int) []match {
	if !w.reversed {
		return w.aligner.align(old, new)
	}
	found := w.aligner.align(new, old)
	for k, m := range found {
		found[k] = match{m.new, m.old, m.n}
	}
	return found
}

// replace writes that old gave way to new.
func (w *writer) replace(op *Op, old, new tokens) {
	recased := w.recased(old.ids, new.ids)
	op.Recased += recased
	op.Figures = append(op.Figures, w.figures(old, new)...)
	first := len(op.Words)
	op.Words = w.runs(op.Words, old, Delete)
	op.Words = w.runs(op.Words, new, Insert)
	for k := first; k < len(op.Words); k++ {
		op.Words[k].Words -= recased
	}
}

// runs appends one run of tokens, if there are any.
func (w *writer) runs(to []Run, t tokens, kind RunKind) []Run {
	if len(t.text) == 0 {
		return to
	}
	all := strings.Join(t.text, "")
	r := Run{Kind: kind, Text: bare(all)}
	r.Space = all[len(r.Text):]
	for _, id := range t.ids {
		if w.words[id] >= 0 {
			r.Words++
		} else {
			r.Marks++
		}
	}
	return append(to, r)
}

// recased counts the words that stand on both sides but for their case.
func (w *writer) recased(old, new []int) int {
	if len(old) == 0 || len(new) == 0 {
		return 0
	}
	left, n := map[int]int{}, 0
	for _, id := range old {
		left[w.words[id]]++
	}
	for _, id := range new {
		if word := w.words[id]; word >= 0 && left[word] > 0 {
			left[word]--
			n++
		}
	}
	return n
}
