package annotate

import (
	"cmp"
	"hash/fnv"
	"math"
	"slices"
	"strings"
	"unicode"

	"tearsheet/internal/text"
)

const (
	readWords     = 400 // of an article: what it is about stands at its head
	leadWords     = 60
	headlineCount = 3 // a word of the headline counts as three
	leadCount     = 2
)

// term is a word, or a pair of neighbours, with how much it counts in a text.
type term struct {
	hash  uint32
	words string // as written at its first place
	count float64
}

// weight is what a term counts in the sums: much repeated is not much more.
func (t term) weight() float64 { return 1 + math.Log(t.count) }

// bag counts the terms of a text.
type bag struct {
	terms []term
	at    map[uint32]int
}

// termsOf counts the terms of a document, in order of their hashes, so that
// sums over them come out the same each time.
func termsOf(d *Document) []term {
	b := &bag{at: map[uint32]int{}}
	b.line(d.Headline, text.TokenSpans(d.Headline), headlineCount)
	read := 0
	for _, s := range d.Sentences {
		if read >= readWords {
			break
		}
		count := 1.0
		if read < leadWords {
			count = leadCount
		}
		b.line(d.Text, s.Tokens, count)
		read += len(s.Tokens)
	}
	slices.SortFunc(b.terms, func(x, y term) int { return cmp.Compare(x.hash, y.hash) })
	return b.terms
}

// line counts the words of a sentence and the pairs that stand together.
func (b *bag) line(of string, tokens []text.Span, count float64) {
	var last string
	var before text.Span
	for _, t := range tokens {
		raw := t.Of(of)
		word := stem(raw)
		if word == "" {
			if raw != "-" {
				last = ""
			}
			continue
		}
		if last != "" {
			b.add(last+" "+word, of[before.Start:t.End], count)
		}
		if last = ""; idle[strings.ToLower(raw)] {
			continue
		}
		b.add(word, raw, count)
		last, before = word, t
	}
}

func (b *bag) add(stem, words string, count float64) {
	h := termHash(stem)
	if i, ok := b.at[h]; ok {
		b.terms[i].count += count
		return
	}
	b.at[h] = len(b.terms)
	b.terms = append(b.terms, term{h, words, count})
}

func termHash(s string) uint32 {
	h := fnv.New32a()
	h.Write([]byte(s))
	return h.Sum32()
}

// stem gives a word without its endings, in lower case; empty for what is no
// word of letters.
func stem(raw string) string {
	if strings.ContainsFunc(raw, func(r rune) bool { return !unicode.IsLetter(r) && r != '\'' && r != '’' && r != '.' }) {
		return ""
	}
	w := strings.ToLower(strings.ReplaceAll(raw, ".", ""))
	w = strings.TrimSuffix(strings.TrimSuffix(w, "'s"), "’s")
	if len(w) < 2 {
		return ""
	}
	if len(w) > 3 && w[len(w)-1] == 's' && !strings.HasSuffix(w, "ss") && !strings.HasSuffix(w, "us") && !strings.HasSuffix(w, "is") {
		w = w[:len(w)-1]
	}
	for _, ending := range []string{"ing", "ed", "ie", "y", "e"} {
		if len(w) >= len(ending)+4 && strings.HasSuffix(w, ending) {
			return strings.TrimSuffix(w, ending)
		}
	}
	return w
}

// idle words tell nothing of a subject.
var idle = set(`a an and are as at be been being but by can could did do does for from had has have he her hers him his how i if in into is it its
	may might more most must my no nor not of on or our out over own she should so some such than that the their them then there these they this those
	through to too under until up very was we were what when where which while who whom whose why will with would you your also after before about
	said says say told tell added according one two three first last new year years day days week month time people monday tuesday wednesday thursday
	friday saturday sunday january february march april june july august september october november december mr mrs ms dr just like only other many
	much any all both each few us it's don't`)
