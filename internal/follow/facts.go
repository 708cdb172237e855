package follow

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"tearsheet"
)

// fact is one fact of a sentence that changed.
type fact struct {
	why      string
	old, new string
	spent    map[string]bool // keys of the words that it is about
}

func (f fact) evidence() tearsheet.ChangeEvidence {
	return tearsheet.ChangeEvidence{Kind: tearsheet.KindFact, Why: f.why, Old: f.old, New: f.new}
}

// facts gives the facts that changed in a sentence.
func (l *lexicon) facts(p pair, known map[string]bool) []fact {
	old, new := p.lasting()
	var found []fact
	add := func(f fact, ok bool) {
		if ok {
			found = append(found, f)
		}
	}
	add(l.numberChanged(p, old, new))
	add(l.dateChanged(old, new))
	add(l.nameChanged(p, old, new, known))
	add(l.negationChanged(p, old, new))
	add(l.oppositePut(p))
	add(quoteChanged(p))
	return found
}

// lasting gives both sides without the clauses that only one has.
func (p pair) lasting() (old, new []word) {
	oldAt, newAt := 0, 0
	for _, g := range p.groups {
		switch {
		case len(g.new) == 0 && len(g.old) > limits.inPassing:
			old, oldAt = append(old, p.old[oldAt:g.oldFrom]...), g.oldTo
		case len(g.old) == 0 && len(g.new) > limits.inPassing:
			new, newAt = append(new, p.new[newAt:g.newFrom]...), g.newTo
		}
	}
	return append(old, p.old[oldAt:]...), append(new, p.new[newAt:]...)
}

func (l *lexicon) numberChanged(p pair, old, new []word) (fact, bool) {
	before, after := l.figures(old), l.figures(new)
	lost, gained := figuresOnlyIn(before, after), figuresOnlyIn(after, before)
	switch {
	case len(lost) > 0 && len(gained) > 0:
	case len(lost) > 0 && l.tookVague(p, lost, func(g group) ([]word, []word) { return g.old, g.new }):
	case len(gained) > 0 && l.tookVague(p, gained, func(g group) ([]word, []word) { return g.new, g.old }):
	default:
		return fact{}, false
	}
	f := fact{why: "number", spent: map[string]bool{}}
	f.old, f.new = l.spend(f.spent, old, lost), l.spend(f.spent, new, gained)
	return f, true
}

func (l *lexicon) spend(spent map[string]bool, side []word, figures []figure) string {
	var said []string
	for _, f := range figures {
		said = append(said, f.text)
		for _, w := range side[f.at : f.at+f.words] {
			spent[w.key] = true
		}
	}
	return strings.Join(said, ", ")
}

func figuresOnlyIn(a, b []figure) []figure {
	count := map[string]int{}
	for _, f := range b {
		count[f.value]++
	}
	var only []figure
	for _, f := range a {
		if count[f.value] > 0 {
			count[f.value]--
		} else {
			only = append(only, f)
		}
	}
	return only
}

// tookVague reports whether a number stands where the other side has a
// quantity without one: "a centimetre" and "three centimetres". One is what an
// article says as well.
func (l *lexicon) tookVague(p pair, numbers []figure, of func(group) (mine, other []word)) bool {
	for _, f := range few(numbers) {
		if f.value == "1" {
			continue
		}
		key := keyOf(strings.Fields(f.text)[0])
		for _, g := range few(p.groups) {
			mine, other := of(g)
			if holds(mine, func(w word) bool { return w.key == key || strings.HasPrefix(f.text, w.text) }) && holds(other, func(w word) bool { return l.many[w.key] }) {
				return true
			}
		}
	}
	return false
}

// mostCompared is how many of one sentence's pieces are compared with all
// others: more than any sentence of news has, and few enough for a stranger's.
const mostCompared = 200

func few[T any](all []T) []T { return all[:min(len(all), mostCompared)] }

func holds(words []word, is func(word) bool) bool {
	for _, w := range words {
		if is(w) {
			return true
		}
	}
	return false
}

// onlyIn gives the words that a has more of than b.
func onlyIn(a, b []word) []word {
	count := map[string]int{}
	for _, w := range b {
		count[w.key]++
	}
	var only []word
	for _, w := range a {
		if count[w.key] > 0 {
			count[w.key]--
		} else {
			only = append(only, w)
		}
	}
	return only
}

func keys(lists ...[]word) map[string]bool {
	m := map[string]bool{}
	for _, list := range lists {
		for _, w := range list {
			m[w.key] = true
		}
	}
	return m
}

// quoteChanged reports whether words within quotation marks changed: some gave
// way to others, or a few were put into or taken out of a quotation that stands.
func quoteChanged(p pair) (fact, bool) {
	stands := holds(p.kept, func(w word) bool { return w.quoted && w.key != "" })
	for _, g := range p.groups {
		old, new := onlyIn(quotedOf(g.old), quotedOf(g.new)), onlyIn(quotedOf(g.new), quotedOf(g.old))
		switch {
		case len(old) > 0 && len(new) > 0:
		case stands && len(old)+len(new) > 0 && len(g.old)+len(g.new) <= limits.inPassing:
		default:
			continue
		}
		return fact{"quote", phrase(g.old), phrase(g.new), keys(old, new)}, true
	}
	return fact{}, false
}

func quotedOf(words []word) []word {
	var all []word
	for _, w := range words {
		if w.quoted {
			all = append(all, w)
		}
	}
	return all
}

// plainLetters leaves out the accents of a word.
func plainLetters(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Mn, r) {
			return -1
		}
		return r
	}, norm.NFD.String(s))
}
