package diff

import (
	"encoding/binary"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// sentence is one sentence of either text and what is known of it.
type sentence struct {
	tokens  []int // by identity of the token
	bag     []int // its words without case, in order of identity; its marks where it has no word
	whole   int   // identity of the sentence
	partner int   // sentence of the other text, -1: none
	moved   bool  // the partner does not stand in order
	part    bool  // of the neighbour with the same partner, which it was one sentence with
}

// comparison is the work on two texts.
type comparison struct {
	oldText, newText [][]string
	old, new         []sentence
	words            []int // by token: identity of the word without case; -1: a mark
	aligner          aligner
	reversed         bool // old is the new text until the operations are written
}

// read gives every token and every sentence an identity.
func read(old, new [][]string) *comparison {
	c := &comparison{oldText: old, newText: new}
	r := reader{tokens: map[string]int{}, folded: map[string]int{}, sentences: map[string]int{}}
	c.old, c.new = r.text(old), r.text(new)
	c.words = r.words
	return c
}

type reader struct {
	tokens    map[string]int
	folded    map[string]int
	sentences map[string]int
	words     []int
	key       []byte
}

func (r *reader) text(t [][]string) []sentence {
	read := make([]sentence, len(t))
	for i, tokens := range t {
		read[i] = r.sentence(tokens)
	}
	return read
}

func (r *reader) sentence(tokens []string) sentence {
	s := sentence{tokens: make([]int, len(tokens)), partner: -1}
	r.key = r.key[:0]
	for k, t := range tokens {
		id := r.token(bare(t))
		s.tokens[k] = id
		r.key = binary.AppendUvarint(r.key, uint64(id))
		if w := r.words[id]; w >= 0 {
			s.bag = append(s.bag, w)
		}
	}
	if s.bag == nil {
		s.bag = slices.Clone(s.tokens)
	}
	slices.Sort(s.bag)
	id, known := r.sentences[string(r.key)]
	if !known {
		id = len(r.sentences)
		r.sentences[string(r.key)] = id
	}
	s.whole = id
	return s
}

func (r *reader) token(t string) int {
	id, known := r.tokens[t]
	if known {
		return id
	}
	id = len(r.tokens)
	r.tokens[t] = id
	word := -1
	if !isMark(t) {
		f := fold(t)
		if word, known = r.folded[f]; !known {
			word = len(r.folded)
			r.folded[f] = word
		}
	}
	r.words = append(r.words, word)
	return id
}

// bare gives a token without the white space after it.
func bare(t string) string {
	if n := len(t); n > 0 && t[n-1] > ' ' && t[n-1] < utf8.RuneSelf {
		return t
	}
	return strings.TrimRightFunc(t, unicode.IsSpace)
}

// isMark reports whether a token is typography: punctuation that changes how
// words are set and not what they say. Signs such as %, & and currencies say
// something and count as words.
func isMark(t string) bool {
	for _, r := range t {
		if strings.ContainsRune("%‰‱&@#§¶", r) || !unicode.In(r, unicode.P, unicode.Sk, unicode.Z, unicode.C) {
			return false
		}
	}
	return true
}

// fold gives what is equal for words that differ in case or in the form of the
// apostrophe. Digits and their separators are never folded.
func fold(t string) string {
	return strings.ToLower(strings.Map(func(r rune) rune {
		switch r {
		case '’', '‘', 'ʼ', '`', '´':
			return '\''
		}
		return r
	}, t))
}
