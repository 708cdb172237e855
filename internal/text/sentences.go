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

// paragraphSeparator is U+2029, which ends a paragraph as an empty line does.
const paragraphSeparator = "\u2029"

// ParagraphSpans gives where the paragraphs of s stand (see Paragraphs).
func ParagraphSpans(s string) []Span {
	var spans []Span
	for start := 0; start < len(s); {
		end := len(s)
		if i := strings.Index(s[start:], paragraphSeparator); i >= 0 {
			end = start + i
		}
		spans = splitAtEmptyLines(spans, s, Span{start, end})
		start = end + len(paragraphSeparator)
	}
	return spans
}

func splitAtEmptyLines(spans []Span, s string, p Span) []Span {
	for start, at := p.Start, p.Start; ; {
		line := strings.IndexByte(s[at:p.End], '\n')
		if line < 0 {
			return appendTrimmed(spans, s, Span{start, p.End})
		}
		rest := strings.TrimLeft(s[at+line+1:p.End], " \t\r\v\f")
		next := p.End - len(rest)
		if strings.HasPrefix(rest, "\n") {
			spans = appendTrimmed(spans, s, Span{start, at + line})
			start = next
		}
		at = next
	}
}

// pieces cuts a paragraph where it holds no letter for too long.
func pieces(s string, p Span) []Span {
	var cut []Span
	start, silence := p.Start, 0
	for i, r := range p.Of(s) {
		if silence++; 'a' <= r && r <= 'z' || unicode.IsLetter(r) && !unicode.Is(unicode.Lm, r) {
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
	for _, end := range lineEnds {
		if strings.Contains(s, end) {
			s = strings.ReplaceAll(s, end, "   "[:len(end)])
		}
	}
	return s
}

var lineEnds = [...]string{"\n", "\r", "\u0085", "\u2028"}

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
