package follow

import "strings"

func (l *lexicon) negationChanged(p pair, old, new []word) (fact, bool) {
	before, after := l.negationsOf(old), l.negationsOf(new)
	if len(before) != len(after) {
		lost, gained := onlyIn(before, after), onlyIn(after, before)
		if l.deniesSoftly(p, len(before) > len(after)) {
			return fact{}, false
		}
		return fact{"negation", context(old, lost), context(new, gained), keys(lost, gained)}, true
	}
	for _, g := range p.groups {
		for _, a := range few(g.old) {
			for _, b := range few(g.new) {
				if negates(a.key, b.key) || negates(b.key, a.key) {
					return fact{"negation", a.text, b.text, keys([]word{a, b})}, true
				}
			}
		}
	}
	return fact{}, false
}

// context shows a negation with the word after it.
func context(side, negations []word) string {
	if len(negations) == 0 {
		return ""
	}
	for k, w := range side {
		if w.key == negations[0].key {
			return phrase(lexical(side[k:min(k+3, len(side))]))
		}
	}
	return phrase(negations)
}

func (l *lexicon) negationsOf(words []word) []word {
	var all []word
	for _, w := range words {
		if l.negations[w.key] || l == english && strings.HasSuffix(w.key, "n't") {
			all = append(all, w)
		}
	}
	return all
}

// deniesSoftly reports whether a word such as "failed" took the place of a
// negation.
func (l *lexicon) deniesSoftly(p pair, lost bool) bool {
	for _, g := range p.groups {
		side := g.new
		if !lost {
			side = g.old
		}
		if holds(side, func(w word) bool { return l.soft[w.key] }) {
			return true
		}
	}
	return false
}

// negates reports whether a word is the other with a prefix that turns it
// round: "likely" and "unlikely".
func negates(long, short string) bool {
	root, ok := strings.CutSuffix(long, short)
	if !ok || len(short) < 4 {
		return false
	}
	switch strings.TrimSuffix(root, "-") {
	case "un", "in", "im", "il", "ir", "non", "dis", "des", "nicht", "niet", "on":
		return true
	}
	return false
}

func (l *lexicon) oppositePut(p pair) (fact, bool) {
	lost, gained := onlyIn(lexical(p.old), lexical(p.new)), keys(onlyIn(lexical(p.new), lexical(p.old)))
	for _, a := range few(lost) {
		for b := range strings.FieldsSeq(l.opposites[a.key]) {
			if gained[b] && inOneGroup(p, a.key, b) {
				return fact{"opposite", a.text, b, map[string]bool{a.key: true, b: true}}, true
			}
		}
	}
	return fact{}, false
}

func inOneGroup(p pair, old, new string) bool {
	for _, g := range few(p.groups) {
		if holds(g.old, func(w word) bool { return w.key == old }) && holds(g.new, func(w word) bool { return w.key == new }) {
			return true
		}
	}
	return false
}
