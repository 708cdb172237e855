package web

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"tearsheet"
)

// mostWords is what the public may read of an article whose source granted
// nothing more.
const mostWords = 50

// view is how much of an item one asker may see.
type view int

const (
	linkOnly view = iota // headline and link
	excerpt              // and at most mostWords words
	public               // everything: the source's rights say so
	operator             // everything, to the operator alone
)

// viewOf decides what is shown of an item. A page that asked for no snippet is
// obeyed, unless a licence says otherwise.
func viewOf(item *tearsheet.Item, isOperator bool) view {
	rights := item.Source.Rights
	switch {
	case rights.Use == tearsheet.Full:
		return public
	case isOperator:
		return operator
	case rights.Use == tearsheet.LinkOnly || forbidsSnippet(item.Revision.Declared.Robots):
		return linkOnly
	}
	return excerpt
}

func (v view) showsAll() bool { return v >= public }

// forbidsSnippet reads the publisher's robots rules (meta and X-Robots-Tag).
func forbidsSnippet(rules string) bool { return hasRule(rules, "nosnippet", "max-snippet:0") }

func forbidsIndex(rules string) bool { return hasRule(rules, "noindex", "none") }

func hasRule(rules string, wanted ...string) bool {
	one := strings.ReplaceAll(strings.ToLower(rules), ": ", ":")
	for rule := range strings.FieldsFuncSeq(one, func(r rune) bool { return r == ',' || r == ';' || unicode.IsSpace(r) }) {
		if _, after, ok := strings.Cut(rule, "bot:"); ok { // "googlebot:noindex" holds for all: better too strict
			rule = after
		}
		if slices.Contains(wanted, rule) {
			return true
		}
	}
	return false
}

// firstWords cuts a text after its first n words and says whether it held no
// more. Scripts without spaces count each character, and very long words count
// several times, so that no way of writing gets more through than another.
func firstWords(text string, n int) (first string, whole bool) {
	var out []string
	for word := range strings.FieldsSeq(text) {
		weight := weightOf(word)
		if weight > n {
			return closeCut(append(out, cutWord(word, n))), false
		}
		n -= weight
		out = append(out, word)
	}
	return strings.Join(out, " "), true
}

func closeCut(words []string) string {
	return strings.TrimSpace(strings.TrimSpace(strings.Join(words, " ")) + " …")
}

const longWord = 24 // characters; what is longer counts as another word

// weight counts a word while it is read, character by character.
type weight struct{ dense, other int }

func (w *weight) add(r rune) {
	if isDense(r) {
		w.dense++
	} else {
		w.other++
	}
}

func (w *weight) words() int { return w.dense + (w.other+longWord-1)/longWord }

func weightOf(word string) int {
	var w weight
	for _, r := range word {
		w.add(r)
	}
	return w.words()
}

// cutWord gives as much of a word as n words weigh; nothing of an ordinary one.
func cutWord(word string, n int) string {
	if n == 0 || weightOf(word) < 2 {
		return ""
	}
	var w weight
	end := 0
	for end < len(word) {
		r, size := utf8.DecodeRuneInString(word[end:])
		if w.add(r); w.words() > n {
			break
		}
		end += size
	}
	return word[:end]
}

// isDense tells the scripts that are written without spaces between words.
func isDense(r rune) bool {
	return r >= '\u0e00' && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar, unicode.Tibetan)
}

// weighWords is what firstWords counts for a text.
func weighWords(text string) int {
	n := 0
	for word := range strings.FieldsSeq(text) {
		n += weightOf(word)
	}
	return n
}
