package text

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/clipperhouse/uax29/v2/sentences"
)

// longestSilence is how many characters without a letter may follow each other
// in one sentence. UAX #29 looks ahead from every closing mark after a full stop
// to the next letter, which takes quadratic time on a stranger's "a.))))…".
const longestSilence = 256

// SentenceSpans gives where the sentences of s stand (see Sentences). Between
// two of them there is nothing but white space.
func SentenceSpans(s string) []Span {
	var spans []Span
	for _, p := range ParagraphSpans(s) {
		for _, piece := range pieces(s, p) {
			spans = appendSentences(spans, s, piece)
		}
	}
	return spans
}

// ParagraphSpans gives where the paragraphs of s stand (see Paragraphs).
func ParagraphSpans(s string) []Span {
	var spans []Span
	start := 0
	for at := 0; at < len(s); {
		end, next := paragraphEnd(s, at)
		spans = appendTrimmed(spans, s, Span{start, end})
		start, at = next, next
	}
	return spans
}

// paragraphEnd finds the first empty line or U+2029 from at, and where the text
// goes on after it.
func paragraphEnd(s string, at int) (end, next int) {
	for i := at; i < len(s); {
		j := strings.IndexAny(s[i:], "\n\u2029")
		if j < 0 {
			return len(s), len(s)
		}
		i += j
		if s[i] != '\n' {
			return i, i + len("\u2029")
		}
		rest := strings.TrimLeft(s[i+1:], " \t\r\v\f")
		if strings.HasPrefix(rest, "\n") {
			return i, len(s) - len(rest) + 1
		}
		i = len(s) - len(rest)
	}
	return len(s), len(s)
}

// pieces cuts a paragraph where it holds no letter for too long.
func pieces(s string, p Span) []Span {
	var cut []Span
	start, silence := p.Start, 0
	for i, r := range p.Of(s) {
		if silence++; unicode.IsLetter(r) && !unicode.Is(unicode.Lm, r) {
			silence = 0
		}
		if silence == longestSilence {
			cut = appendTrimmed(cut, s, Span{start, p.Start + i})
			start, silence = p.Start+i, 0
		}
	}
	return appendTrimmed(cut, s, Span{start, p.End})
}

func appendSentences(spans []Span, s string, p Span) []Span {
	first := len(spans)
	for it := sentences.FromString(unbroken(p.Of(s))); it.Next(); {
		next := trimmed(s, Span{p.Start + it.Start(), p.Start + it.End()})
		if next.Start == next.End {
			continue
		}
		if last := len(spans) - 1; last >= first && goesOn(s[spans[last].Start:spans[last].End], next.Of(s)) {
			spans[last].End = next.End
			continue
		}
		spans = append(spans, next)
	}
	return spans
}

// unbroken puts spaces in the place of line ends, byte for byte, because a line
// end within a paragraph ends no sentence, which UAX #29 would have it do.
func unbroken(s string) string {
	if !strings.ContainsAny(s, "\n\r\u0085\u2028") {
		return s
	}
	return strings.NewReplacer("\n", " ", "\r", " ", "\u0085", "  ", "\u2028", "   ").Replace(s)
}

func appendTrimmed(spans []Span, s string, p Span) []Span {
	if p = trimmed(s, p); p.Start < p.End {
		return append(spans, p)
	}
	return spans
}

func trimmed(s string, p Span) Span {
	for p.Start < p.End {
		r, n := utf8.DecodeRuneInString(s[p.Start:p.End])
		if !blank(r) {
			break
		}
		p.Start += n
	}
	for p.Start < p.End {
		r, n := utf8.DecodeLastRuneInString(s[p.Start:p.End])
		if !blank(r) {
			break
		}
		p.End -= n
	}
	return p
}

// blank reports whether r is white space. Controls and zero-width spaces count
// as such: nobody reads them.
func blank(r rune) bool {
	return unicode.IsSpace(r) || unicode.IsControl(r) || r == '\u200b' || r == '\ufeff'
}
