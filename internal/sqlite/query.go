package sqlite

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"tearsheet"
)

// At most so many words of a query count; nobody types more, and each costs.
const queryWords = 32

// query is what a reader asked for: phrases of one or more words. They stand
// twice: as typed for the full-text engine, whose own folding is not ours in
// every script, and folded for finding the passage to show.
type query struct {
	wanted         [][]string // folded
	asked, without []string   // as typed, words joined by a space
}

// parseQuery reads words, "phrases" and -exclusions. Everything else, the
// syntax of the full-text engine with it, only separates words.
func parseQuery(text string) query {
	var q query
	left := queryWords
	for text = strings.TrimSpace(text); text != "" && left > 0; text = strings.TrimSpace(text) {
		rest, minus := strings.CutPrefix(text, "-")
		var part string
		if quoted, ok := strings.CutPrefix(rest, `"`); ok {
			part, text, _ = strings.Cut(quoted, `"`)
		} else if i := strings.IndexFunc(rest, func(r rune) bool { return unicode.IsSpace(r) || r == '"' }); i >= 0 {
			part, text = rest[:i], rest[i:]
		} else {
			part, text = rest, ""
		}
		phrase := phraseOf(part, left)
		left -= len(phrase)
		switch {
		case len(phrase) == 0:
		case minus:
			q.without = append(q.without, strings.Join(phrase, " "))
		default:
			q.asked, q.wanted = append(q.asked, strings.Join(phrase, " ")), append(q.wanted, allFolded(phrase))
		}
	}
	return q
}

// phraseOf gives the words of text, composed as the stored texts are.
func phraseOf(text string, most int) (phrase []string) {
	text = norm.NFC.String(text)
	for w := range words(text) {
		if len(phrase) == most {
			break
		}
		phrase = append(phrase, text[w.from:w.to])
	}
	return phrase
}

func allFolded(phrase []string) []string {
	out := make([]string, len(phrase))
	for i, w := range phrase {
		out[i] = fold(w)
	}
	return out
}

// match writes the query for FTS5. Each phrase stands in quotes and holds
// letters, digits and their marks only, so that nothing in it is syntax.
func (q query) match() string {
	var b strings.Builder
	for i, phrase := range q.asked {
		if i > 0 {
			b.WriteString(" AND ")
		}
		b.WriteString(`"` + phrase + `"`)
	}
	for _, phrase := range q.without {
		b.WriteString(` NOT "` + phrase + `"`)
	}
	return b.String()
}

// word is where a word stands in a text.
type word struct{ from, to int }

// words gives the words of text as the tokenizer unicode61 sees them: runs of
// letters, digits and marks.
func words(text string) func(func(word) bool) {
	return func(yield func(word) bool) {
		from := -1
		for i, r := range text {
			switch inside := isWord(r); {
			case inside && from < 0:
				from = i
			case !inside && from >= 0:
				if !yield(word{from, i}) {
					return
				}
				from = -1
			}
		}
		if from >= 0 {
			yield(word{from, len(text)})
		}
	}
}

func isWord(r rune) bool {
	if r < utf8.RuneSelf {
		return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9'
	}
	return unicode.In(r, unicode.L, unicode.N, unicode.Mn, unicode.Mc, unicode.Co)
}

// fold gives a word without case and diacritics.
func fold(w string) string {
	for i := range len(w) {
		if w[i] >= utf8.RuneSelf {
			return strings.Map(foldRune, norm.NFD.String(w))
		}
	}
	return strings.ToLower(w)
}

func foldRune(r rune) rune {
	if unicode.Is(unicode.Mn, r) {
		return -1
	}
	return unicode.ToLower(r)
}

// Around the first match: so many words before it and so many in all.
const (
	passageLead  = 8
	passageWords = 30
)

// passage gives some thirty words of text around the first match of a wanted
// phrase, with all matches in it marked. A text without a match, for it may
// lie in the headline, gives its beginning.
func (q query) passage(text string) []tearsheet.Mark {
	all, hits := q.find(text)
	if len(all) == 0 {
		return nil
	}
	first := 0
	if len(hits) > 0 {
		first = max(0, hits[0].from-passageLead)
	}
	last := min(first+passageWords, len(all)) - 1
	from, to := all[first].from, all[last].to
	if first == 0 {
		from = 0
	}
	if last == len(all)-1 {
		to = len(text)
	}
	return cut(text, from, to, hits, all)
}

// find gives the words of text up to the end of a passage, and the matches as
// ranges of words.
func (q query) find(text string) (all, hits []word) {
	var said []string
	stop := -1
	for w := range words(text) {
		all, said = append(all, w), append(said, fold(text[w.from:w.to]))
		if n := q.endsWith(said); n > 0 {
			h := merged(&hits, word{len(all) - n, len(all)})
			hits = append(hits, h)
			if stop < 0 {
				stop = len(all) + passageWords
			}
		}
		if stop >= 0 && len(all) >= stop {
			break
		}
	}
	return all, hits
}

// merged takes from hits those that run into h, and gives all of them in one.
func merged(hits *[]word, h word) word {
	for n := len(*hits); n > 0 && (*hits)[n-1].to > h.from; n = len(*hits) {
		h.from = min(h.from, (*hits)[n-1].from)
		*hits = (*hits)[:n-1]
	}
	return h
}

// endsWith gives the length of the longest wanted phrase that said ends with.
func (q query) endsWith(said []string) (n int) {
next:
	for _, phrase := range q.wanted {
		if len(phrase) > len(said) || len(phrase) <= n {
			continue
		}
		for i, w := range said[len(said)-len(phrase):] {
			if w != phrase[i] {
				continue next
			}
		}
		n = len(phrase)
	}
	return n
}

// cut gives text[from:to] in marks.
func cut(text string, from, to int, hits, all []word) (marks []tearsheet.Mark) {
	add := func(until int, match bool) {
		if until > from {
			marks = append(marks, tearsheet.Mark{Text: text[from:until], Match: match})
			from = until
		}
	}
	for _, h := range hits {
		start, end := all[h.from].from, all[h.to-1].to
		if start < from || end > to {
			continue
		}
		add(start, false)
		add(end, true)
	}
	add(to, false)
	return marks
}
