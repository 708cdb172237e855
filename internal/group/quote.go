package group

import (
	"unicode"
	"unicode/utf8"
)

// A mark is a quotation mark in a paragraph.
type mark struct {
	at    int // byte
	r     rune
	opens bool // by what stands around it: something that is no word before, something that is none after
	ends  bool
}

// quotations gives the stretches of a paragraph, in bytes, that stand inside
// quotation marks. A quotation that is not closed goes on to the end of its
// paragraph, as it does where the next one opens again.
func quotations(s string) [][2]int {
	marks := marksOf(s)
	var found [][2]int
	for i := 0; i < len(marks); i++ {
		if !marks[i].canOpen() {
			continue
		}
		end := closing(marks, i)
		switch {
		case end > 0:
			found = append(found, [2]int{marks[i].at, marks[end].at})
			i = end
		case isDoubleMark(marks[i].r):
			return append(found, [2]int{marks[i].at, len(s)})
		}
	}
	return found
}

func marksOf(s string) []mark {
	var marks []mark
	before := rune(' ')
	for i, r := range s {
		if isDoubleMark(r) || isSingleMark(r) {
			after, _ := utf8.DecodeRuneInString(s[i+utf8.RuneLen(r):])
			m := mark{at: i, r: r, opens: !isWordRune(before), ends: !isWordRune(after)}
			if after == utf8.RuneError || unicode.IsSpace(after) {
				m.opens = m.opens && (r == '«' || r == '»' || r == '„')
			}
			marks = append(marks, m)
		}
		before = r
	}
	return marks
}

func isDoubleMark(r rune) bool {
	switch r {
	case '"', '“', '”', '„', '‟', '«', '»', '「', '」', '『', '』', '＂', '〝', '〞':
		return true
	}
	return false
}

func isSingleMark(r rune) bool {
	return r == '\'' || r == '‘' || r == '’' || r == '‹' || r == '›'
}

func (m mark) canOpen() bool {
	switch m.r {
	case '“', '„', '‟', '「', '『', '〝':
		return true
	case '\'', '‘', '‹', '”', '»', '"', '＂', '«':
		return m.opens
	}
	return false
}

// closers are the marks that end what a mark began, in the usages of the
// languages that put it there.
var closers = map[rune]string{
	'"': `"`, '＂': "＂", '“': "”“\"", '”': "”", '„': "“”\"", '‟': "”", '«': "»", '»': "«»",
	'「': "」", '『': "』", '〝': "〞", '\'': "'", '‘': "’", '‹': "›",
}

// closing gives the mark that ends the quotation opened by marks[i], 0 if none.
// An apostrophe is the same mark as a single closing one: of the possible ends
// of a single quotation only one that no letter follows is taken.
func closing(marks []mark, i int) int {
	ends := closers[marks[i].r]
	for k := i + 1; k < len(marks); k++ {
		if !holds(ends, marks[k].r) || (isSingleMark(marks[i].r) && !marks[k].ends) {
			continue
		}
		if marks[k].r == '“' && marks[i].r == '“' && marks[k].opens {
			continue // a nested opening
		}
		return k
	}
	return 0
}

func holds(set string, r rune) bool {
	for _, c := range set {
		if c == r {
			return true
		}
	}
	return false
}
