package group

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// The hash of words is kept in stores, so it must be the same on every machine
// and in every version: FNV-1a of 64 bits.
const (
	fnvOffset = 14695981039346656037
	fnvPrime  = 1099511628211
)

func mixByte(h uint64, c byte) uint64 { return (h ^ uint64(c)) * fnvPrime }

func mixRune(h uint64, r rune) uint64 {
	if r < utf8.RuneSelf {
		return mixByte(h, byte(r))
	}
	var b [utf8.UTFMax]byte
	for _, c := range b[:utf8.EncodeRune(b[:], r)] {
		h = mixByte(h, c)
	}
	return h
}

// finish spreads the bits of h (the finaliser of MurmurHash3).
func finish(h uint64) uint64 {
	h ^= h >> 33
	h *= 0xff51afd7ed558ccd
	h ^= h >> 33
	h *= 0xc4ceb9fe1a85ec53
	return h ^ h>>33
}

// hashWord gives equal figures for words that differ in case or typography
// only. Digits and what separates them are never folded: 12.5 is not 125.
func hashWord(w string) uint64 {
	h := uint64(fnvOffset)
	for i := 0; i < len(w); {
		c := w[i]
		if c < utf8.RuneSelf {
			if 'A' <= c && c <= 'Z' {
				c += 'a' - 'A'
			}
			h, i = mixByte(h, c), i+1
			continue
		}
		r, n := utf8.DecodeRuneInString(w[i:])
		h, i = foldRune(h, r), i+n
	}
	return finish(h)
}

// foldRune adds a character beyond ASCII.
func foldRune(h uint64, r rune) uint64 {
	switch {
	case isApostrophe(r):
		return mixByte(h, '\'')
	case r == '\u2212':
		return mixByte(h, '-')
	case r == '\u00a0' || r == '\u202f' || r == '\u2009':
		return mixByte(h, ' ')
	case isSelector(r):
		return h
	case r >= '\ufb00' && r <= '\ufb04':
		for _, c := range []byte(ligatures[r-'\ufb00']) {
			h = mixByte(h, c)
		}
		return h
	}
	return mixRune(h, unicode.ToLower(r))
}

var ligatures = [...]string{"ff", "fi", "fl", "ffi", "ffl"}

func isApostrophe(r rune) bool { return r == '’' || r == '‘' || r == 'ʼ' || r == '`' || r == '´' }

// isSelector reports whether r chooses the form of the character before it.
func isSelector(r rune) bool { return r >= '\ufe00' && r <= '\ufe0f' }

// typography gives s as it is without its typography: one form for all
// quotation marks, dashes, ellipses and spaces (noise ladder, rung 5). Case,
// other marks and figures stay.
func typography(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	var last rune
	space := false
	for _, r := range s {
		if unicode.IsSpace(r) {
			space = true
			continue
		}
		if isSelector(r) {
			continue
		}
		r = plainMark(r)
		if space && isWordRune(last) && isWordRune(r) {
			b.WriteByte(' ')
		}
		space = false
		if r == last && (r == '-' || r == '\'') {
			continue
		}
		last = r
		writePlain(&b, r)
	}
	return b.String()
}

func writePlain(b *strings.Builder, r rune) {
	switch {
	case r == '…':
		b.WriteString("...")
	case r >= '\ufb00' && r <= '\ufb04':
		b.WriteString(ligatures[r-'\ufb00'])
	default:
		b.WriteRune(r)
	}
}

func plainMark(r rune) rune {
	switch {
	case r == '\'' || r == '"' || isApostrophe(r) || isDoubleMark(r) || r == '‚' || r == '‛' || r == '‹' || r == '›':
		return '\''
	case r >= '\u2010' && r <= '\u2015' || r == '\u2212':
		return '-'
	}
	return r
}

func isWordRune(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) }
