package annotate

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"tearsheet/internal/text"
)

// form is what the tagger sees of a word by itself.
type form struct {
	lower, cased, shape, short uint32 // hashes
	before, after              [4]uint32
	in                         listed
	capital, letters, upper    bool
	digit                      bool // begins with one
}

// piece is a token of the tagger: the document's, with "'s" apart.
type piece struct {
	text.Span
	form   *form
	joined bool // to the one before, without a space
	phrase listed
	at     position // in the listed phrase
}

// line is a sentence for the tagger.
type line struct {
	pieces    []piece
	first     bool // the first of its paragraph
	opening   bool // the first of the document
	headlined bool // nearly all of its words have capitals
}

// reader prepares a document for the tagger.
type reader struct {
	lists *lists
	forms map[string]*form
	lines []line
	seen  map[uint32]*sightings
}

// sightings is what a document shows of a word with a capital.
type sightings struct {
	small  bool // it occurs without the capital
	count  int  // not at the beginning of a sentence
	n      int
	places [4]int32 // line<<12 | piece of its first places
}

var edge = &form{lower: hashOf("\x00"), cased: hashOf("\x00"), shape: hashOf("\x00"), short: hashOf("\x00")}

func newReader(l *lists, d *Document) *reader {
	r := &reader{lists: l, forms: map[string]*form{}, seen: map[uint32]*sightings{}}
	paragraph := -1
	for _, s := range d.Sentences {
		for from := 0; from < len(s.Tokens); from += longestLine {
			r.lines = append(r.lines, r.line(d.Text, s.Tokens[from:min(from+longestLine, len(s.Tokens))]))
			l := &r.lines[len(r.lines)-1]
			l.first = s.Paragraph != paragraph
			l.opening = len(r.lines) == 1
			paragraph = s.Paragraph
		}
	}
	r.look()
	return r
}

// longestLine bounds what a stranger's sentence can ask for at once.
const longestLine = 400

func (r *reader) line(body string, tokens []text.Span) line {
	l := line{pieces: make([]piece, 0, len(tokens)+4)}
	end := -1
	for _, t := range tokens {
		for _, part := range apart(body, t) {
			l.pieces = append(l.pieces, piece{Span: part, form: r.form(part.Of(body)), joined: part.Start == end})
			end = part.End
		}
	}
	words, capitals := 0, 0
	for i := range l.pieces {
		f := l.pieces[i].form
		if f.letters {
			words++
		}
		if f.capital {
			capitals++
			r.phrase(l.pieces[i:])
		}
	}
	l.headlined = words > 3 && 10*capitals > 7*words
	return l
}

// apart cuts "'s" off a token: it is no part of a name.
func apart(body string, t text.Span) []text.Span {
	word := t.Of(body)
	for _, end := range [...]string{"'s", "’s", "'S", "’S"} {
		if at := len(word) - len(end); at > 0 && strings.HasSuffix(word, end) {
			return []text.Span{{Start: t.Start, End: t.Start + at}, {Start: t.Start + at, End: t.End}}
		}
	}
	return []text.Span{t}
}

// phrase marks the longest listed phrase that begins here.
func (r *reader) phrase(ps []piece) {
	if ps[0].phrase != 0 {
		return
	}
	key, longest, in := uint32(0), 0, listed(0)
	for k := 0; k < len(ps) && k < 5; k++ {
		if k == 0 {
			key = ps[0].form.lower
		} else {
			key = joinedHash(key, ps[k].form.lower)
		}
		if found := r.lists.find(key); found != 0 {
			longest, in = k+1, found
		}
	}
	for k := range longest {
		ps[k].phrase, ps[k].at = in, atInside
	}
	switch {
	case longest == 1:
		ps[0].at = atUnit
	case longest > 1:
		ps[0].at, ps[longest-1].at = atBegin, atLast
	}
}

func (r *reader) form(word string) *form {
	if f := r.forms[word]; f != nil {
		return f
	}
	f := newForm(word)
	f.in = r.lists.find(f.lower)
	if !f.capital {
		f.in &= peopleName | roleName
	}
	r.forms[word] = f
	return f
}

func newForm(word string) *form {
	f := &form{}
	if len(word) > 64 {
		word = word[:64]
	}
	small := digitsAlike(strings.ToLower(word))
	f.lower, f.cased = hashOf(small), hashOf(word)
	long, short := shapes(word)
	f.shape, f.short = hashOf(long), hashOf(short)
	first, _ := utf8.DecodeRuneInString(word)
	f.capital = unicode.IsUpper(first)
	f.letters, f.digit = unicode.IsLetter(first), unicode.IsDigit(first)
	f.upper = len(word) > 1 && strings.ToUpper(word) == word && f.letters
	start, end := 0, len(small)
	for k := range f.before {
		_, n := utf8.DecodeRuneInString(small[start:])
		_, m := utf8.DecodeLastRuneInString(small[:end])
		start, end = start+n, end-m
		f.before[k], f.after[k] = hashOf(small[:start]), hashOf(small[end:])
	}
	return f
}

func digitsAlike(s string) string {
	return strings.Map(func(r rune) rune {
		if '0' <= r && r <= '9' {
			return '0'
		}
		return r
	}, s)
}

// shapes gives a word's shape, "Xxxxx" as "Xxxx+", and the shape with runs
// made one, "Xx".
func shapes(word string) (string, string) {
	var long, short []byte
	run := 0
	for _, r := range word {
		c := byte('.')
		switch {
		case unicode.IsUpper(r):
			c = 'X'
		case unicode.IsLetter(r) || unicode.IsMark(r):
			c = 'x'
		case unicode.IsDigit(r):
			c = '0'
		case r < utf8.RuneSelf:
			c = byte(r)
		}
		run++
		if len(short) == 0 || short[len(short)-1] != c {
			short = append(short, c)
			run = 0
		}
		if run < 4 {
			long = append(long, c)
		}
	}
	return string(long), string(short)
}

// look gathers what the document shows of its words.
func (r *reader) look() {
	for i := range r.lines {
		for k := range r.lines[i].pieces {
			f := r.lines[i].pieces[k].form
			if !f.letters {
				continue
			}
			s := r.seen[f.lower]
			if s == nil {
				s = &sightings{}
				r.seen[f.lower] = s
			}
			r.sight(s, i, k)
		}
	}
}

func (r *reader) sight(s *sightings, i, k int) {
	l := &r.lines[i]
	f := l.pieces[k].form
	if !f.capital {
		s.small = true
		return
	}
	if k > 0 {
		s.count++
	}
	if s.n < len(s.places) && !l.headlined && k < 1<<12 {
		s.places[s.n] = int32(i<<12 | k)
		s.n++
	}
}
