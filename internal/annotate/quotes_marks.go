package annotate

import (
	"unicode"
	"unicode/utf8"
)

// passage is what stands between two marks of quotation.
type passage struct {
	from, to   int  // with its marks
	start, end int  // the words within, in bytes of the text
	closed     bool // its closing mark was found
	continues  bool // opened anew while the passage before was open
	dash       bool // a line of dialogue that a dash opens
}

// family tells which marks close which.
type family byte

const (
	noFamily  family = iota
	commas           // " “ ” „ ‟ and their kin, which newsrooms mix
	guillemet        // « », ‹ ›
	corner           // 「 」 『 』
	single           // ' ‘ ’ ‚
)

// mark is one mark of quotation with what it may be at its place.
type mark struct {
	at, size  int
	family    family
	opens     bool
	closes    bool
	lineStart bool // the first thing of its line
	line      int
	fresh     bool // a sentence ends before it
}

// sides tells of a mark which way it looks, for those that look one way.
var sides = map[rune]struct {
	family family
	opens  bool
	closes bool
}{
	'"': {commas, true, true}, '＂': {commas, true, true}, '“': {commas, true, false}, '”': {commas, false, true}, '„': {commas, true, false}, '‟': {commas, true, false},
	'〝': {commas, true, false}, '〞': {commas, false, true}, '«': {guillemet, true, false}, '»': {guillemet, false, true}, '‹': {guillemet, true, false}, '›': {guillemet, false, true},
	'「': {corner, true, false}, '」': {corner, false, true}, '『': {corner, true, false}, '』': {corner, false, true},
	'\'': {single, true, true}, '‘': {single, true, false}, '’': {single, false, true}, '‚': {single, true, false}, '‛': {single, true, false}, '`': {single, true, false},
}

// usage is how a text uses its marks; it differs by language.
type usage struct {
	low      bool // „this way“
	inward   bool // »this way«
	bothWays bool // »this way», ”this way”
}

// isMark is a quick sieve before the table is asked.
func isMark(r rune) bool {
	return r == '"' || r == '\'' || r == '`' || r == '«' || r == '»' || r >= '‘' && r <= '‟' || r == '‹' || r == '›' || r >= '「' && r <= '〞' || r == '＂'
}

// marksOf finds the marks of a text. Apostrophes are among them still; inches
// and feet are not.
func marksOf(s string) []mark {
	use := usageOf(s)
	var all []mark
	line, lineStart, prev, solid := 0, true, ' ', ' '
	for i, r := range s {
		switch {
		case r == '\n' || r == '\u2029':
			line, lineStart = line+1, true
			prev, solid = r, ' '
			continue
		case isMark(r):
			size := utf8.RuneLen(r)
			next := runeAt(s, i+size)
			if side, ok := sides[r]; ok && !isInch(r, prev, next, all) {
				m := mark{at: i, size: size, family: side.family, opens: side.opens, closes: side.closes, lineStart: lineStart, line: line, fresh: lineStart || endsSentence(solid)}
				m.look(r, prev, next, use)
				all = append(all, m)
			}
		}
		if !unicode.IsSpace(r) {
			lineStart = lineStart && isMark(r)
			if !isMark(r) && r != ')' && r != ']' {
				solid = r
			}
		}
		prev = r
	}
	return all
}

func runeAt(s string, i int) rune {
	if i >= len(s) {
		return ' '
	}
	r, _ := utf8.DecodeRuneInString(s[i:])
	return r
}

func endsSentence(r rune) bool {
	return r == '.' || r == '?' || r == '!' || r == '…' || r == '。' || r == '！' || r == '？'
}

// isInch reports whether a mark behind a digit measures: 6'2", 12".
func isInch(r, prev, next rune, before []mark) bool {
	if r != '"' && r != '\'' && r != '”' && r != '’' || !unicode.IsDigit(prev) {
		return false
	}
	if r == '\'' || r == '’' {
		return unicode.IsDigit(next)
	}
	for k := len(before) - 1; k >= max(0, len(before)-mostMarks); k-- {
		if before[k].family == commas {
			return !before[k].opens // a passage is open: the mark ends it
		}
	}
	return true
}

// usageOf reads from its first marks how a text uses them.
func usageOf(s string) usage {
	var use usage
	var guillemets, curly [2]bool // seen: the left, the right one
	prev := ' '
	for i, r := range s {
		switch r {
		case '„':
			use.low = true
		case '«', '‹':
			guillemets[0] = true
		case '»', '›':
			if !guillemets[0] && !guillemets[1] && !unicode.IsLetter(prev) && unicode.IsLetter(runeAt(s, i+utf8.RuneLen(r))) {
				use.inward = true
			}
			guillemets[1] = true
		case '“':
			curly[0] = true
		case '”':
			curly[1] = true
		}
		prev = r
	}
	use.bothWays = guillemets[1] && !guillemets[0] || curly[1] && !curly[0] && !use.low
	return use
}

// look settles what a mark may be from what stands before and behind it.
func (m *mark) look(r, prev, next rune, use usage) {
	before, behind := isGap(prev), isGap(next)
	spaceBehind := unicode.IsSpace(next) || unicode.Is(unicode.Po, next) && next != '¿' && next != '¡' && next != '@' && next != '#'
	switch {
	case m.family == corner:
		return
	case m.family == guillemet:
		m.lookGuillemet(r, before, spaceBehind, use)
		return
	case r == '"' || r == '＂' || r == '\'':
		m.opens = before || !behind && isPointing(prev)
		m.closes = !before || behind
		if before && !spaceBehind && !isDash(prev) {
			m.closes = false
		}
		if r == '\'' && unicode.IsLetter(prev) && unicode.IsLetter(next) {
			m.opens, m.closes = false, false
		}
	case use.low && (r == '“' || r == '‘'):
		m.opens = before && !spaceBehind
		m.closes = !m.opens
	case r == '“' || r == '‘' || r == '‛' || r == '`':
		m.closes = !before && behind || before && spaceBehind // faces the wrong way, or stands between spaces
		m.opens = before || !behind
	case r == '”' || r == '’':
		m.opens = before && !spaceBehind && (unicode.IsSpace(prev) || m.lineStart)
		m.closes = !m.opens || use.bothWays && !m.lineStart
	}
}

func (m *mark) lookGuillemet(r rune, before, spaceBehind bool, use usage) {
	left := r == '«' || r == '‹'
	switch {
	case use.bothWays:
		m.opens = before && !spaceBehind
		m.closes = !m.opens
	case use.inward:
		m.opens, m.closes = !left, left
	}
}

// isGap reports whether a character may stand outside of a mark.
func isGap(r rune) bool {
	return unicode.IsSpace(r) || unicode.IsPunct(r) && !unicode.Is(unicode.Po, r) || isMark(r) || r == '/' || r == '>' || r == '<' || r == '|'
}

// isPointing reports whether a character announces what follows: said:"Yes".
func isPointing(r rune) bool { return r == ':' || r == ',' || r == '.' }

func isDash(r rune) bool { return r == '—' || r == '–' || r == '-' }
