package annotate

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"tearsheet"
)

// initials joins an acronym to the one name whose initials it is.
func (l *linker) initials() {
	for i := range l.forms {
		if l.kinds[i] != tearsheet.AboutOrganisation || !isAcronym(l.forms[i].words) || l.same[i] != i {
			continue
		}
		match := -1
		for j := range l.forms {
			if j != i && l.kinds[j] == tearsheet.AboutOrganisation && isInitialsOf(l.forms[i].words, l.forms[j].words) {
				if match >= 0 && l.root(match) != l.root(j) {
					match = -1
					break
				}
				match = j
			}
		}
		if match >= 0 {
			l.join(i, match, "the initials of")
		}
	}
}

func isAcronym(words string) bool {
	upper, n := 0, 0
	for _, r := range words {
		switch {
		case unicode.IsUpper(r):
			upper++
		case r == '.' || unicode.IsDigit(r) || r == '-' || r == '&':
		default:
			n++
		}
	}
	return upper >= 2 && upper <= 8 && n <= upper/3
}

// isInitialsOf reports whether an acronym is made of the initials of a name,
// with or without its small words.
func isInitialsOf(acronym, name string) bool {
	letters := strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, acronym)
	var every, great []rune
	for _, w := range strings.FieldsFunc(name, func(r rune) bool { return r == ' ' || r == '-' || r == '/' }) {
		r, _ := utf8.DecodeRuneInString(w)
		if !unicode.IsLetter(r) {
			continue
		}
		every = append(every, unicode.ToLower(r))
		if unicode.IsUpper(r) {
			great = append(great, unicode.ToLower(r))
		}
	}
	return len(great) > 1 && (letters == string(every) || letters == string(great))
}
