// Package proof answers whether a published text is the one that was signed:
// it takes the blocks of a text and gives the canonical bytes (format
// tearsheet-text/1) that everybody can compute again, here or in a browser.
package proof

import (
	"strings"
	"unicode/utf8"
)

// Format names the rules of Canonical. Other rules would be another format.
const Format = "tearsheet-text/1"

// Canonical gives the canonical text of blocks: each block as by Block, empty
// blocks left out, the rest joined by an empty line, in UTF-8.
func Canonical(blocks []string) string {
	var b strings.Builder
	for _, block := range blocks {
		block = Block(block)
		if block == "" {
			continue
		}
		if b.Len() > 0 {
			b.WriteString("\n\n")
		}
		b.WriteString(block)
	}
	return b.String()
}

// Block gives the canonical form of one block of text:
//
//  1. bytes that are no UTF-8 become U+FFFD (WellFormed), then normalisation
//     form C of Unicode 17;
//  2. U+00AD, U+200B to U+200D, U+2060 and U+FEFF are deleted;
//  3. each run of U+0009 to U+000D, U+0020, U+0085, U+00A0, U+1680, U+2000 to
//     U+200A, U+2028, U+2029, U+202F, U+205F and U+3000 becomes one space;
//  4. spaces at both ends are cut off.
//
// Case, quotes, dashes and variation selectors stay: a reader sees them, and a
// manifest hidden in variation selectors must survive. Deleting can bring two
// characters together that compose, so the steps are repeated until nothing
// changes; Block(Block(s)) is Block(s).
func Block(s string) string {
	if plain(s) {
		return s
	}
	for {
		once := pass(s)
		if once == s {
			return s
		}
		s = once
	}
}

// plain reports whether s is ASCII that is canonical already: most blocks of
// most pages, which then cost no allocation.
func plain(s string) bool {
	space := true // a space here would stand at the start or after another one
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c >= utf8.RuneSelf || c >= '\t' && c <= '\r' {
			return false
		}
		if c == ' ' && space {
			return false
		}
		space = c == ' '
	}
	return !space || s == ""
}

// pass does the four steps once.
func pass(s string) string {
	s = nfc(WellFormed(s))
	var b strings.Builder
	b.Grow(len(s))
	gap := false
	for _, r := range s {
		switch {
		case deleted(r):
		case Space(r):
			gap = b.Len() > 0
		default:
			if gap {
				b.WriteByte(' ')
				gap = false
			}
			b.WriteRune(r)
		}
	}
	return b.String()
}

func deleted(r rune) bool {
	return r == 0xAD || r >= 0x200B && r <= 0x200D || r == 0x2060 || r == 0xFEFF
}

// Space reports whether r is white space in tearsheet-text/1. The list is
// written out because unicode.IsSpace and the \s of JavaScript differ.
func Space(r rune) bool {
	switch {
	case r == ' ', r >= '\t' && r <= '\r':
		return true
	case r < 0x85:
		return false
	}
	switch r {
	case 0x85, 0xA0, 0x1680, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000:
		return true
	}
	return r >= 0x2000 && r <= 0x200A
}
