package proof

import (
	"strings"
	"unicode/utf8"
)

// WellFormed gives s as a browser decodes it: of bytes that are no UTF-8 each
// longest piece that could have begun a character becomes one U+FFFD (WHATWG
// Encoding, "UTF-8 decode"). Range over a string gives one for each byte,
// strings.ToValidUTF8 one for each run.
func WellFormed(s string) string {
	if utf8.ValidString(s) {
		return s
	}
	var b strings.Builder
	b.Grow(len(s))
	for s != "" {
		r, n := utf8.DecodeRuneInString(s)
		if r == utf8.RuneError && n == 1 {
			n = broken(s)
		}
		b.WriteRune(r)
		s = s[n:]
	}
	return b.String()
}

// broken gives how many bytes at the start of s, which is no character, could
// have begun one: at least 1.
func broken(s string) int {
	low, high, want := byte(0x80), byte(0xBF), 1
	switch c := s[0]; {
	case c >= 0xC2 && c <= 0xDF:
		want = 2
	case c >= 0xE0 && c <= 0xEF:
		want = 3
	case c >= 0xF0 && c <= 0xF4:
		want = 4
	}
	switch s[0] {
	case 0xE0:
		low = 0xA0
	case 0xED:
		high = 0x9F
	case 0xF0:
		low = 0x90
	case 0xF4:
		high = 0x8F
	}
	n := 1
	for n < want && n < len(s) && s[n] >= low && s[n] <= high {
		n++
		low, high = 0x80, 0xBF
	}
	return n
}
