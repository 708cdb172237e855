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

// mostInPassing is how many words can be put in or taken out at one place
// before they are a clause of their own, whose figures and negations are new or
// gone with it and did not change.
const mostInPassing = 3

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
		case len(g.new) == 0 && len(g.old) > mostInPassing:
			old, oldAt = append(old, p.old[oldAt:g.oldFrom]...), g.oldTo
		case len(g.old) == 0 && len(g.new) > mostInPassing:
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
	for _, f := range numbers {
		if f.value == "1" {
			continue
		}
		key := keyOf(strings.Fields(f.text)[0])
		for _, g := range p.groups {
			mine, other := of(g)
			if holds(mine, func(w word) bool { return w.key == key || strings.HasPrefix(f.text, w.text) }) && holds(other, func(w word) bool { return l.many[w.key] }) {
				return true
			}
		}
	}
	return false
}

func holds(words []word, is func(word) bool) bool {
	for _, w := range words {
		if is(w) {
			return true
		}
	}
	return false
}

func (l *lexicon) dateChanged(old, new []word) (fact, bool) {
	before, after := l.datesOf(old), l.datesOf(new)
	lost, gained := onlyIn(before, after), onlyIn(after, before)
	if len(lost) == 0 || len(gained) == 0 || !comparable(l, lost, gained) {
		return fact{}, false
	}
	f := fact{"date", phrase(lost), phrase(gained), map[string]bool{}}
	spendDays(f.spent, old, lost)
	spendDays(f.spent, new, gained)
	return f, true
}

// spendDays adds the words of a date and the figures beside them: "June 30".
func spendDays(spent map[string]bool, side, dates []word) {
	of := map[string]bool{}
	for _, d := range dates {
		of[keyOf(d.text)], spent[keyOf(d.text)] = true, true
	}
	for k, w := range side {
		if !hasDigit(w.key) {
			continue
		}
		if k > 0 && of[side[k-1].key] || k+1 < len(side) && of[side[k+1].key] {
			spent[w.key] = true
		}
	}
}

// comparable reports whether what went and what came can both hold of one day:
// "today" and "on Tuesday" are mostly the same, "Monday" and "Tuesday" never.
func comparable(l *lexicon, lost, gained []word) bool {
	for _, a := range lost {
		for _, b := range gained {
			if l.dates[a.key] == l.dates[b.key] || strings.HasPrefix(a.key, "immedia") || strings.HasPrefix(b.key, "immedia") || a.key == "sofort" || a.key == "sofortiger" {
				return true
			}
		}
	}
	return false
}

// datesOf gives the words of a sentence that tell a day. Where months have
// capitals only those with one count: "may" and "march" are words as well.
func (l *lexicon) datesOf(words []word) []word {
	var all []word
	for _, w := range words {
		kind := l.dates[w.key]
		if kind == "" || (l == english || l == german) && kind != "day" && !capitalised(w.text) {
			continue
		}
		w.key = l.shortDate(w.key, kind)
		all = append(all, w)
	}
	return all
}

// shortDate gives "september", "sept" and "sep" one key.
func (l *lexicon) shortDate(key, kind string) string {
	switch {
	case kind == "day":
		return strings.ReplaceAll(key, ".", "")
	case l == english && len(key) > 3:
		return key[:3]
	}
	return key
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

func (l *lexicon) nameChanged(p pair, old, new []word, known map[string]bool) (fact, bool) {
	before, after := l.names(old, known), l.names(new, known)
	lost, gained := onlyIn(before, after), onlyIn(after, before)
	if len(lost) == 0 {
		for _, g := range gained {
			if g.joined { // a name became a double one
				return fact{"name", "", phrase(gained), keys(gained)}, true
			}
		}
	}
	if len(lost) == 0 && len(gained) == 0 {
		lost, gained = l.respeltFirst(p, known)
	}
	lost, gained = absentFrom(new, lost), absentFrom(old, gained)
	if len(lost) == 0 || len(gained) == 0 || oneName(lost, gained) || oneName(gained, lost) {
		return fact{}, false
	}
	return fact{"name", phrase(lost), phrase(gained), keys(lost, gained)}, true
}

// respeltFirst gives a capitalised word at the head of the sentence and the one
// in its place where they are spellings of one name. A word that the text has
// in lower case too, or that is written in two ways, is none.
func (l *lexicon) respeltFirst(p pair, known map[string]bool) (lost, gained []word) {
	if l.nouns || len(p.groups) == 0 || len(p.groups[0].old) == 0 || len(p.groups[0].new) == 0 {
		return nil, nil
	}
	a, b := p.groups[0].old[0], p.groups[0].new[0]
	if !a.first || !b.first || len(a.key) < 5 || !capitalised(a.text) || !capitalised(b.text) || known["lower "+a.key] || known["lower "+b.key] {
		return nil, nil
	}
	if !near(a.key, b.key) || respelt.Replace(a.key) == respelt.Replace(b.key) || strings.HasPrefix(a.key, b.key) || strings.HasPrefix(b.key, a.key) {
		return nil, nil
	}
	return []word{a}, []word{b}
}

// respelt makes one of British and American spelling.
var respelt = strings.NewReplacer("ise", "ize", "isa", "iza", "isi", "izi", "yse", "yze", "our", "or", "tre", "ter", "ll", "l", "ae", "e", "oe", "e", "ence", "ense", "ors", "ers", "ogue", "og", "mme", "m")

// absentFrom leaves out the names that the sentence still has somewhere.
func absentFrom(sentence, names []word) []word {
	there := keys(sentence)
	var left []word
	for _, n := range names {
		if !there[n.key] {
			left = append(left, n)
		}
	}
	return left
}

// oneName reports whether one of some names is another form of the others.
func oneName(names, others []word) bool {
	return holds(names, func(w word) bool { return alias(w, others) })
}

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
		for _, a := range g.old {
			for _, b := range g.new {
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
	for _, a := range lost {
		for b := range strings.FieldsSeq(l.opposites[a.key]) {
			if gained[b] && inOneGroup(p, a.key, b) {
				return fact{"opposite", a.text, b, map[string]bool{a.key: true, b: true}}, true
			}
		}
	}
	return fact{}, false
}

func inOneGroup(p pair, old, new string) bool {
	for _, g := range p.groups {
		if holds(g.old, func(w word) bool { return w.key == old }) && holds(g.new, func(w word) bool { return w.key == new }) {
			return true
		}
	}
	return false
}

// quoteChanged reports whether words within quotation marks changed: some gave
// way to others, or a few were put into or taken out of a quotation that stands.
func quoteChanged(p pair) (fact, bool) {
	stands := holds(p.kept, func(w word) bool { return w.quoted && w.key != "" })
	for _, g := range p.groups {
		old, new := onlyIn(quotedOf(g.old), quotedOf(g.new)), onlyIn(quotedOf(g.new), quotedOf(g.old))
		switch {
		case len(old) > 0 && len(new) > 0:
		case stands && len(old)+len(new) > 0 && len(g.old)+len(g.new) <= mostInPassing:
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
