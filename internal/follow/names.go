package follow

import "strings"

// names gives the words of a sentence that are names: capitalised where the
// language and the place in the sentence leave no other reading.
func (l *lexicon) names(words []word, known map[string]bool) []word {
	var all []word
	for k, w := range words {
		if l.isName(words, k, known) {
			all = append(all, w)
		}
	}
	return all
}

func (l *lexicon) isName(words []word, k int, known map[string]bool) bool {
	w := words[k]
	switch {
	case w.key == "" || !capitalised(w.text) || l.function[w.key] || l.negations[w.key] || titles[w.key] || hasDigit(w.key):
		return false
	case l.dates[w.key] != "" || l.isNumber(w):
		return false
	case l.nouns:
		return l.besideName(words, k) || known[w.key]
	case w.first:
		return known[w.key] || nextIsName(words, k)
	}
	return true
}

// besideName reports whether, in a language that capitalises all nouns, a word
// stands as names do: beside another capital, or after a word of place.
func (l *lexicon) besideName(words []word, k int) bool {
	if nextIsName(words, k) {
		return true
	}
	if k == 0 {
		return false
	}
	before := words[k-1]
	if places[before.key] && !before.first {
		return true
	}
	return before.key != "" && capitalised(before.text) && !before.first && !l.function[before.key]
}

// places stand, without an article, before a name of a place in German.
var places = set("in aus nach bei von")

// nextIsName reports whether a capitalised word goes on a name.
func nextIsName(words []word, k int) bool {
	if k+1 >= len(words) {
		return false
	}
	next := words[k+1]
	return next.key != "" && capitalised(next.text) && !hasDigit(next.key)
}

// knownNames are the capitalised words that stand within a sentence anywhere in
// a text: at the head of one they are names as well. Words in lower case are
// known by "lower " before them.
func (l *lexicon) knownNames(texts ...body) map[string]bool {
	known := map[string]bool{}
	for _, t := range texts {
		for _, s := range t.words {
			for k, w := range s {
				switch {
				case w.key == "":
				case !capitalised(w.text):
					known["lower "+w.key] = true
				case !w.first && (!l.nouns || l.besideName(s, k)):
					known[w.key] = true
				}
			}
		}
	}
	return known
}

// alias reports whether a name is another form of one of the words beside it:
// its initials, the country of its people, the same without accents.
func alias(name word, others []word) bool {
	initials := ""
	for _, o := range others {
		if plainLetters(o.key) == plainLetters(name.key) || peoples[o.key] != "" && peoples[o.key] == peoples[name.key] {
			return true
		}
		for _, r := range o.key {
			initials += string(r)
			break
		}
	}
	letters := strings.ReplaceAll(name.key, ".", "")
	return len(letters) > 1 && strings.ToUpper(name.text) == name.text && strings.Contains(initials, letters)
}

// peoples gives countries and their people one name, because "Britain's" and
// "British" are one fact.
var peoples = func() map[string]string {
	m := map[string]string{}
	for _, line := range strings.Split(`uk u.k. britain british kingdom|us u.s. america american americans states|eu european europe|mexico mexican mexicans|norway norwegian norwegians|sweden swedish swedes|
denmark danish danes|finland finnish finns|germany german germans|france french|spain spanish|italy italian italians|portugal portuguese|netherlands dutch|belgium belgian belgians|austria austrian austrians|
switzerland swiss|poland polish poles|ireland irish|scotland scottish scots|wales welsh|england english|russia russian russians|ukraine ukrainian ukrainians|china chinese|japan japanese|korea korean koreans|india indian indians|
pakistan pakistani|turkey turkish turks|greece greek greeks|israel israeli israelis|iran iranian iranians|iraq iraqi iraqis|egypt egyptian egyptians|kenya kenyan kenyans|nigeria nigerian nigerians|brazil brazilian brazilians|
argentina argentine|chile chilean|canada canadian canadians|australia australian australians|philippines philippine filipino filipinos|indonesia indonesian|vietnam vietnamese|thailand thai|hungary hungarian|romania romanian|
czechia czech czechs|africa african`, "|") {
		words := strings.Fields(line)
		for _, w := range words {
			m[w] = words[0]
		}
	}
	return m
}()

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
	return holds(few(names), func(w word) bool { return alias(w, few(others)) })
}
