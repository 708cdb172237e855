package follow

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"tearsheet/internal/text"
)

// closing gives the marks that end a quotation which a mark opens. A mark that
// can do both is told by what stands around it.
var closing = map[rune]string{'“': "”“\"", '„': "“”\"", '«': "»", '»': "«", '"': "\"”", '‘': "’", '‚': "‘’", '‹': "›", '›': "‹", '\'': "'’"}

// quotations gives the stretches of a paragraph that stand in quotation marks.
// A quotation that is not closed goes on to the end of the paragraph, as the
// press sets one that continues in the next.
func quotations(paragraph string) []text.Span {
	var all []text.Span
	never := "" // marks that nothing closes any more, so that no text is read twice for each of them
	for at := 0; at < len(paragraph); {
		r, n := utf8.DecodeRuneInString(paragraph[at:])
		ends, ok := closing[r]
		if !ok || !opens(paragraph, at, n) || strings.ContainsRune(never, r) {
			at += n
			continue
		}
		end, size := closes(paragraph, at+n, ends, r)
		if end < 0 {
			never += string(r)
			at += n
			continue
		}
		all = append(all, text.Span{Start: at + n, End: end})
		at = end + size
	}
	return all
}

// opens reports whether a mark at a place can begin a quotation: nothing to
// read stands right before it.
func opens(s string, at, n int) bool {
	before, _ := utf8.DecodeLastRuneInString(s[:at])
	after, _ := utf8.DecodeRuneInString(s[at+n:])
	return (at == 0 || !unicode.IsLetter(before) && !unicode.IsDigit(before)) && at+n < len(s) && !unicode.IsSpace(after) || s[at:at+n] == "«"
}

// closes gives where the quotation that begins at a place ends, and the size of
// the mark; the end of the paragraph for a double mark that is never closed, -1
// for a single one, which was an apostrophe.
func closes(s string, from int, ends string, opened rune) (at, size int) {
	single := strings.ContainsRune("‘‚‹›'", opened)
	for at := from; at < len(s); {
		r, n := utf8.DecodeRuneInString(s[at:])
		if strings.ContainsRune(ends, r) && !(single && apostrophe(s, at, n, opened)) {
			return at, n
		}
		at += n
	}
	if single {
		return -1, 0
	}
	return len(s), 0
}

// apostrophe reports whether a single mark stands within a word or, where it is
// a typewriter's, after a plural ("the drivers' pay").
func apostrophe(s string, at, n int, opened rune) bool {
	after, size := utf8.DecodeRuneInString(s[at+n:])
	if size > 0 && unicode.IsLetter(after) {
		return true
	}
	return opened == '\'' && at > 0 && s[at-1] == 's' && after == ' '
}
