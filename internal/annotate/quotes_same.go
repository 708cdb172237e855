package annotate

import (
	"hash/fnv"
	"slices"
	"strings"
	"unicode"

	"tearsheet/internal/diff"
	"tearsheet/internal/text"
)

// NormalQuote gives the words of a quote as they are compared: in lower case,
// without marks, and without what an editor put between brackets.
func NormalQuote(s string) string { return strings.Join(normalWords(s), " ") }

func normalWords(s string) []string {
	var out []string
	depth := 0
	for _, t := range text.TokenSpans(s) {
		switch w := t.Of(s); {
		case w == "[":
			depth++
		case w == "]":
			depth = max(0, depth-1)
		case depth == 0 && text.IsWord(w):
			out = append(out, strings.ReplaceAll(strings.ToLower(w), "’", "'"))
		}
	}
	return out
}

// QuoteKey is the same for the same words: two reports of one quote that differ
// in marks and case only have one key. A quote without words has the key 0.
func QuoteKey(s string) uint64 {
	words := NormalQuote(s)
	if words == "" {
		return 0
	}
	h := fnv.New64a()
	h.Write([]byte(words))
	return h.Sum64()
}

// Utterance is a quote of an article as others are compared with it.
type Utterance struct {
	Text    string
	Speaker string // empty: the article does not name one
}

// Bounds of what counts as one quote. They were set by reading and hold for
// pairs of quotes: a few words are said by many, so they must be the same.
const (
	fewWords     = 5   // of fewer words, all must be the same
	sharedWithin = .75 // the share of words that must be the same: of the longer one, or of a piece
	sharedLoose  = .95 // where one article does not name the speaker
	mostWords    = 600 // longer quotes are compared by what they share in a row
)

// SameQuote reports whether two quotes are one utterance, in whole or in part,
// and gives the words of the second against the first.
func SameQuote(a, b Utterance) (diff.Op, bool) {
	return same(a, b, normalWords(a.Text), normalWords(b.Text))
}

func same(a, b Utterance, wa, wb []string) (diff.Op, bool) {
	if len(wa) == 0 || len(wb) == 0 || !maySpeakBoth(a.Speaker, b.Speaker) {
		return diff.Op{}, false
	}
	named := a.Speaker != "" && b.Speaker != ""
	if !slices.Equal(wa, wb) && !areOne(wa, wb, named) || len(wa) < fewWords && !named {
		return diff.Op{}, false
	}
	return diff.Line(spaced(a.Text), spaced(b.Text)), true
}

// areOne reports whether one of two quotes is the other with some words
// changed, or a piece of it.
func areOne(a, b []string, named bool) bool {
	short, long := min(len(a), len(b)), max(len(a), len(b))
	bound := sharedWithin
	if !named {
		bound = sharedLoose
	}
	if short < fewWords {
		return false
	}
	if 2*long <= 3*short && long <= mostWords {
		return float64(common(a, b)) >= bound*float64(long)
	}
	return float64(inOrder(a, b)) >= bound*float64(short)
}

// spaced gives the words and marks of a text, each with the white space behind
// it.
func spaced(s string) []string {
	var out []string
	spans := text.TokenSpans(s)
	for i, t := range spans {
		end := len(s)
		if i+1 < len(spans) {
			end = spans[i+1].Start
		}
		out = append(out, s[t.Start:end])
	}
	return out
}

// common is the length of a longest sequence of words that two texts share.
func common(a, b []string) int {
	row := make([]int, len(b)+1)
	for _, w := range a {
		diagonal := 0
		for j, v := range b {
			above := row[j+1]
			if w == v {
				row[j+1] = diagonal + 1
			} else {
				row[j+1] = max(above, row[j])
			}
			diagonal = above
		}
	}
	return row[len(b)]
}

// inOrder counts the words that two texts share in the same order, in runs of
// three or more: words that stand alone are shared by chance.
func inOrder(a, b []string) int {
	at := map[string][]int{}
	for j := 0; j+2 < len(b); j++ {
		k := b[j] + " " + b[j+1] + " " + b[j+2]
		at[k] = append(at[k], j)
	}
	n, from := 0, 0
	for i := 0; i+2 < len(a); {
		best, where := 0, 0
		for _, j := range at[a[i]+" "+a[i+1]+" "+a[i+2]] {
			if j < from {
				continue
			}
			run := 3
			for i+run < len(a) && j+run < len(b) && a[i+run] == b[j+run] {
				run++
			}
			if run > best {
				best, where = run, j
			}
		}
		if best == 0 {
			i++
			continue
		}
		n, from, i = n+best, where+best, i+best
	}
	return n
}

// maySpeakBoth reports whether two names may be one speaker's: one is unknown,
// or both end in the same surname and no first names speak against it.
func maySpeakBoth(a, b string) bool {
	if a == "" || b == "" {
		return true
	}
	x, y := nameWords(a), nameWords(b)
	if len(x) == 0 || len(y) == 0 {
		return a == b
	}
	if len(x) > len(y) {
		x, y = y, x
	}
	for _, w := range x {
		if !slices.Contains(y, w) {
			return false
		}
	}
	return true
}

func nameWords(s string) []string {
	return strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return !unicode.IsLetter(r) && r != '\'' && r != '’' })
}

// SameQuotes puts the quotes of several articles together that are one: each
// group holds indices into all, in order, and each quote is in one group. It
// compares only those that share three words in a row.
func SameQuotes(all []Utterance) [][]int {
	words := make([][]string, len(all))
	group := make([]int, len(all))
	heads := map[string][]int{} // three words in a row: the quotes that hold them
	for i, u := range all {
		words[i] = normalWords(u.Text)
		group[i] = i
		tried := map[int]bool{}
		for _, k := range heads3(words[i]) {
			for _, j := range heads[k] {
				if tried[j] || group[j] == group[i] {
					continue
				}
				tried[j] = true
				if _, ok := same(all[j], u, words[j], words[i]); ok {
					group[i] = group[j]
				}
			}
			if len(heads[k]) < mostAlike {
				heads[k] = append(heads[k], i)
			}
		}
	}
	var out [][]int
	where := map[int]int{}
	for i, g := range group {
		if _, ok := where[g]; !ok {
			where[g] = len(out)
			out = append(out, nil)
		}
		out[where[g]] = append(out[where[g]], i)
	}
	return out
}

// mostAlike bounds how many quotes are looked up under the same three words.
const mostAlike = 64

// heads3 gives the runs of three words of a quote; one of fewer words is its own.
func heads3(words []string) []string {
	if len(words) < 3 {
		return []string{strings.Join(words, " ")}
	}
	var out []string
	for i := 0; i+2 < len(words); i++ {
		out = append(out, words[i]+" "+words[i+1]+" "+words[i+2])
	}
	return out
}
