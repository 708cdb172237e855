package text

import (
	"unicode"
	"unicode/utf8"

	"github.com/clipperhouse/uax29/v2/words"
)

// WordSpans gives where the words of s stand (see Words).
func WordSpans(s string) []Span {
	tokens := TokenSpans(s)
	kept := tokens[:0]
	for _, t := range tokens {
		if IsWord(t.Of(s)) {
			kept = append(kept, t)
		}
	}
	return kept
}

// TokenSpans gives where the words and marks of s stand (see Tokens). Between
// two of them there is nothing but white space.
func TokenSpans(s string) []Span {
	spans := make([]Span, 0, len(s)/5+1)
	for it := words.FromString(s); it.Next(); {
		piece := Span{it.Start(), it.End()}
		if isSpace(piece.Of(s)) {
			continue
		}
		spans = append(spans, piece)
		spans = joinNumber(s, spans)
		spans = joinAcronym(s, spans)
	}
	return joinSigns(s, spans)
}

// IsWord reports whether a token is a word and not a mark.
func IsWord(token string) bool {
	for _, r := range token {
		if unicode.IsLetter(r) || unicode.IsNumber(r) {
			return true
		}
	}
	return false
}

// isSpace reports whether a piece is white space alone.
func isSpace(piece string) bool {
	if c := piece[0]; c > ' ' && c < utf8.RuneSelf {
		return false
	}
	for _, r := range piece {
		if !blank(r) {
			return false
		}
	}
	return true
}

// joinNumber makes one of the last tokens where they are parts of one number:
// UAX #29 keeps "12.5" and "1,000" whole, but cuts "5:20", "3/4" and "1 000".
func joinNumber(s string, spans []Span) []Span {
	n := len(spans)
	if n < 2 || !isDigit(s[spans[n-1].Start]) {
		return spans
	}
	first, last := spans[n-2], spans[n-1]
	before := ""
	if n > 2 {
		before = spans[n-3].Of(s)
	}
	if thousands(s, first, last, before) {
		spans[n-2].End = last.End
		return spans[:n-1]
	}
	if n < 3 || first.End != last.Start || spans[n-3].End != first.Start {
		return spans
	}
	sep := first.Of(s)
	if (sep == ":" || sep == "/") && isDigit(s[spans[n-3].End-1]) {
		spans[n-3].End = last.End
		return spans[:n-2]
	}
	return spans
}

// thousands reports whether last is three more digits of the number first, as
// in "10 000". Canonical text has a plain space there, whatever the page had, so
// that only a date before it tells the other reading: "on May 12 300 people".
func thousands(s string, first, last Span, before string) bool {
	switch s[first.End:last.Start] {
	case " ":
		if calendar[before] {
			return false
		}
	case "\u00a0", "\u202f", "\u2009":
	default:
		return false
	}
	return leads(first.Of(s)) && threeDigits(last.Of(s))
}

// longestNumber keeps a stranger's "100 100 100…" from being read again for each
// of its groups.
const longestNumber = 40

// leads reports whether a number can go on with a group of three digits: up to
// three digits, or such groups already.
func leads(number string) bool {
	if len(number) > longestNumber {
		return false
	}
	digits := 0
	for k, r := range number {
		switch {
		case r >= '0' && r <= '9' && digits < 3:
			digits++
		case unicode.IsSpace(r) && digits > 0 && (k <= 3 || digits == 3):
			digits = 0
		default:
			return false
		}
	}
	return digits > 0 && number[0] != '0'
}

// threeDigits reports whether a token begins with three digits and no more,
// such as "000", "500,25" or "300km".
func threeDigits(token string) bool {
	return len(token) >= 3 && isDigit(token[0]) && isDigit(token[1]) && isDigit(token[2]) && (len(token) == 3 || !isDigit(token[3]))
}

// joinAcronym gives the closing full stop to "U.S.", "a.m." and "Ph.D.".
func joinAcronym(s string, spans []Span) []Span {
	n := len(spans)
	if n < 2 || s[spans[n-1].Start:spans[n-1].End] != "." || spans[n-2].End != spans[n-1].Start {
		return spans
	}
	if !dotted(spans[n-2].Of(s)) {
		return spans
	}
	spans[n-2].End = spans[n-1].End
	return spans[:n-1]
}

// dotted reports whether a word is letters, at most two at a time, with full
// stops between them: "U.S", "EE.UU", "Ph.D", "z.B".
func dotted(word string) bool {
	run, stops := 0, 0
	for _, r := range word {
		switch {
		case r == '.' && run > 0:
			run, stops = 0, stops+1
		case unicode.IsLetter(r) && run < 2:
			run++
		default:
			return false
		}
	}
	return stops > 0 && run > 0
}

// joinSigns gives a sign to the number it stands before, so that −5 and 5 are
// two words and not one with another mark. A sign after a word or a figure is
// a hyphen or a dash ("5-4", "top-10").
func joinSigns(s string, spans []Span) []Span {
	kept := spans[:0]
	for i := 0; i < len(spans); i++ {
		t := spans[i]
		if i+1 < len(spans) && isSign(t.Of(s)) && t.End == spans[i+1].Start && isDigit(s[t.End]) && startsFigure(s, t.Start) {
			t.End = spans[i+1].End
			i++
		}
		kept = append(kept, t)
	}
	return kept
}

func isSign(token string) bool { return token == "-" || token == "+" || token == "\u2212" }

func startsFigure(s string, at int) bool {
	r, _ := utf8.DecodeLastRuneInString(s[:at])
	return at == 0 || unicode.IsSpace(r) || r == '(' || r == '[' || unicode.Is(unicode.Sc, r)
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }
