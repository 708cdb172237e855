// Package text answers where the sentences and the words of a text begin and
// end: it takes plain text and gives its parts by Unicode Standard Annex #29,
// with the corrections that news needs (abbreviations, figures, hard line ends).
package text

// Span is a stretch of a text in bytes: s[Start:End].
type Span struct{ Start, End int }

// Of gives the words of s that the span covers.
func (p Span) Of(s string) string { return s[p.Start:p.End] }

// Paragraphs gives the paragraphs of s, without the white space around them.
// Only an empty line or U+2029 ends one; a single line end is a space.
func Paragraphs(s string) []string { return each(s, ParagraphSpans(s)) }

// Sentences gives the sentences of s, without the white space around them. The
// end of a paragraph always ends a sentence.
func Sentences(s string) []string { return each(s, SentenceSpans(s)) }

// Words gives the words of s: whatever holds a letter or a digit. A number with
// its separators is one word, so is "U.S." and so is "don't".
func Words(s string) []string { return each(s, WordSpans(s)) }

// Tokens gives the words of s and all that stands between them but white
// space, each mark for itself.
func Tokens(s string) []string { return each(s, TokenSpans(s)) }

func each(s string, spans []Span) []string {
	parts := make([]string, len(spans))
	for i, p := range spans {
		parts[i] = p.Of(s)
	}
	return parts
}
