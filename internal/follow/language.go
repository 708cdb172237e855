package follow

import (
	"strconv"
	"strings"
	"unicode"

	"tearsheet"
	"tearsheet/internal/text"
)

// wordsToTell is how many words of a text are enough to tell its language.
const wordsToTell = 400

// languageOf gives the lexicon of a revision: of the language that its words
// are in, of the one it states where the words do not tell, else English.
func languageOf(r *tearsheet.Revision) *lexicon {
	code := spokenIn(r)
	if code == "" {
		code = base(r.Language)
	}
	if l := languages[code]; l != nil {
		return l
	}
	return english
}

// wordsToKnow is from how many words on a text tells its language if it is one
// of those that are known.
const wordsToKnow = 40

// understood reports whether a revision may be in a language whose notes are
// known. Where it is not, nobody can say that a change was not disclosed.
func understood(r *tearsheet.Revision) bool {
	if spokenIn(r) != "" {
		return true
	}
	stated := base(r.Language)
	return (stated == "" || languages[stated] != nil) && countWords(r) < wordsToKnow
}

// base gives the language of a tag such as "de-AT".
func base(tag string) string {
	code, _, _ := strings.Cut(strings.ToLower(tag), "-")
	code, _, _ = strings.Cut(code, "_")
	return code
}

// leastShare is the part of a text's words that must be function words of a
// language before the text counts as written in it: about a third are in any.
const leastShare = 0.2

// spokenIn tells a language by its function words; empty where no language
// stands out.
func spokenIn(r *tearsheet.Revision) string {
	hits, words := map[string]int{}, 0
	for _, b := range r.Body {
		for _, w := range text.Words(clip(b.Text, 4000)) {
			if words++; words > wordsToTell {
				break
			}
			for code, l := range languages {
				if l.function[strings.ToLower(w)] {
					hits[code]++
				}
			}
		}
	}
	best, second := "", 0
	for code := range languages {
		switch n := hits[code]; {
		case best == "" || n > hits[best]:
			best, second = code, hits[best]
		case n > second:
			second = n
		}
	}
	if words < 8 || float64(hits[best]) < leastShare*float64(words) || hits[best] == second {
		return ""
	}
	return best
}

// content reports whether a word carries information by itself.
func (l *lexicon) content(w string) bool {
	return !l.function[w] && !l.negations[w] && !titles[w]
}

// titles stand before a name and are no part of it.
var titles = set(`mr mr. mrs mrs. ms ms. miss dr dr. prof prof. sir dame lord lady rev rev. gen gen. col col. lt lt. sgt sgt. capt capt. sen sen. rep rep. gov gov. herr frau dott. sig. sig.ra m. mme mlle sr sr. sra sra. don doña dom`)

// clip cuts s after so many bytes, never within a character.
func clip(s string, most int) string {
	if len(s) <= most {
		return s
	}
	for most > 0 && s[most]&0xC0 == 0x80 {
		most--
	}
	return s[:most]
}

func parseFloat(s string) float64 {
	f, err := strconv.ParseFloat(s, 64)
	if err != nil {
		panic("follow: the lexicon has a number that is none: " + s)
	}
	return f
}

func capitalised(w string) bool {
	for _, r := range w {
		return unicode.IsUpper(r)
	}
	return false
}
