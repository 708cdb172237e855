package follow

import "strings"

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
	for _, a := range few(lost) {
		for _, b := range few(gained) {
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
