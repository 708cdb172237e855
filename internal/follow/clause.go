package follow

import (
	"tearsheet/internal/text"
)

// inPair is what changed within one sentence.
type inPair struct {
	facts      []fact
	gone, came []group // clauses that inform
	style      bool    // other words, and nothing else
}

func (v *verdict) lookAt(p pair) inPair {
	var found inPair
	found.facts = v.facts(p, v.known)
	spent := map[string]bool{}
	for _, f := range found.facts {
		for k := range f.spent {
			spent[k] = true
		}
	}
	went, came := keys(lexical(p.old)), keys(lexical(p.new))
	for _, g := range p.groups {
		lost, gained := v.points(g.old, came, spent), v.points(g.new, went, spent)
		if weighty(lost, gained, len(g.new)) {
			found.gone = append(found.gone, g)
		}
		if weighty(gained, lost, len(g.old)) {
			found.came = append(found.came, g)
		}
	}
	found.style = len(found.facts)+len(found.gone)+len(found.came) == 0 && fold(p.oldText) != fold(p.newText)
	return found
}

// weighty reports whether words tell so much more than those in their place
// that they are a clause of their own.
func weighty(mine, other, words int) bool {
	if words == 0 {
		return mine >= limits.clause
	}
	return mine-other >= limits.unbalance && mine >= limits.factor*other
}

// points weighs words by what they tell. Those that the other side of the
// sentence has too, or that a changed fact is about, tell nothing.
func (v *verdict) points(words []word, elsewhere, spent map[string]bool) int {
	n := 0
	for _, w := range words {
		switch {
		case elsewhere[w.key] || spent[w.key]:
		case hasDigit(w.key) || v.isNumber(w):
			n += 2
		case v.content(w.key):
			n++
		}
	}
	return n
}

// near reports whether two words differ in at most two letters, and in less
// than half of them.
func near(a, b string) bool {
	x, y := []rune(a), []rune(b)
	if len(x) > 40 || len(y) > 40 || len(x)-len(y) > 2 || len(y)-len(x) > 2 {
		return false
	}
	d := distance(x, y)
	return d <= 2 && 2*d < max(len(x), len(y))
}

// distance is Levenshtein's.
func distance(a, b []rune) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range a {
		before := row[0]
		row[0] = i + 1
		for j := range b {
			here := row[j+1]
			cost := 1
			if a[i] == b[j] {
				cost = 0
			}
			row[j+1] = min(here+1, row[j]+1, before+cost)
			before = here
		}
	}
	return row[len(b)]
}

// lineWords gives the words of one line.
func lineWords(line string) []word {
	return wordsOf(line, text.Span{Start: 0, End: len(line)}, quotations(line))
}
