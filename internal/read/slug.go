package read

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// asInAddress gives the headline of JSON-LD or the h1 that the address of the
// page spells out, where it spells out no other statement. An address is made
// of the headline when the article is published and seldom changed later; one
// that spells og:title or <title> follows a search headline and settles nothing.
func (s *sheet) asInAddress(shown candidate, said []candidate) candidate {
	var found candidate
	for _, c := range append([]candidate{shown}, said...) {
		if c.words == "" || !spells(s.addr.Path, c.words) || found.words != "" && key(c.words) == key(found.words) {
			continue
		}
		if found.words != "" || c.where != "json-ld headline" && c.where != "h1" {
			return candidate{}
		}
		found = c
	}
	return found
}

// spells reports whether a path holds all the words in their order: three or
// more anywhere, fewer as its whole last step, for the others
// name sections.
func spells(path, words string) bool {
	few := len(strings.Fields(words)) < 3
	for _, umlaut := range [...]bool{true, false} {
		w := slug(words, umlaut)
		if len(w) < 6 {
			continue
		}
		steps := strings.Split(strings.TrimSuffix(path, "/"), "/")
		for i, step := range steps {
			step, _, _ = strings.Cut(step, ".")
			if p := slug(step, umlaut); p == w && i == len(steps)-1 || !few && strings.Contains(p, w) {
				return true
			}
		}
	}
	return false
}

var umlauts = strings.NewReplacer("ä", "ae", "ö", "oe", "ü", "ue", "ß", "ss", "å", "aa", "æ", "ae", "ø", "oe", "ı", "i")

// slug folds words as addresses do: no marks, no punctuation, and umlauts
// either written out or without their dots.
func slug(words string, umlaut bool) string {
	words = strings.ToLower(words)
	if umlaut {
		words = umlauts.Replace(words)
	}
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return r
		}
		return -1
	}, norm.NFKD.String(words))
}
