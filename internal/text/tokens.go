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

// joinNumber makes one of the last three tokens where they are a number, a
// separator and a number without space between them: UAX #29 keeps "12.5" and
// "1,000" whole, but cuts "5:20", "3/4" and "1 000" with a no-break space.
func joinNumber(s string, spans []Span) []Span {
	n := len(spans)
	if n < 2 || !isDigit(s[spans[n-1].Start]) {
		return spans
	}
	first, last := spans[n-2], spans[n-1]
	if thousands(s, first, last) {
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

// thousands reports whether a no-break space alone parts a number from three
// more digits. A plain space does not count: "on May 12 300 people came".
func thousands(s string, first, last Span) bool {
	gap := s[first.End:last.Start]
	return (gap == "\u00a0" || gap == "\u202f" || gap == "\u2009") && last.End-last.Start >= 3 &&
		isDigit(s[first.Start]) && isDigit(s[first.End-1]) && isDigit(s[last.Start+1]) && isDigit(s[last.Start+2])
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
