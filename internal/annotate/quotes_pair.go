package annotate

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// longestPassage is how many bytes a passage over several lines may have before
// its closing mark is taken for another's.
const longestPassage = 3000

// mostMarks is how many marks on is looked for the one that ends a passage.
const mostMarks = 200

// pairing goes through the marks of a text and makes passages of them.
type pairing struct {
	text  string
	marks []mark
	out   []passage
}

// passages finds what stands between marks, in the order of the text and never
// one within another: a quote in a quote belongs to the outer one.
func passages(s string) []passage {
	p := &pairing{text: s, marks: marksOf(s)}
	for i := 0; i < len(p.marks); {
		m := p.marks[i]
		switch {
		case !m.opens:
			i++
		case m.family == single:
			i = p.single(i)
		default:
			for anew, continues := true, false; anew; continues = true {
				i, anew = p.double(i, continues)
			}
		}
	}
	return p.out
}

// double makes the passage that opens at mark i and gives the mark to go on at,
// and whether that opens the same speech anew. A passage that is opened anew, for a new paragraph or because the old one was
// lost, is ended where its line or its speech ends.
func (p *pairing) double(i int, continues bool) (next int, anew bool) {
	open := p.marks[i]
	depth := 0
	for j := i + 1; j < min(len(p.marks), i+mostMarks); j++ {
		m := p.marks[j]
		if m.family != open.family {
			continue
		}
		if m.line != open.line {
			return p.overLines(i, j, continues)
		}
		switch {
		case m.closes && !(m.opens && depth == 0 && p.isAnew(j)):
			if depth--; depth < 0 {
				p.add(i, m.at, m.at+m.size, true, continues)
				return j + 1, false
			}
		case p.closersAhead(j) >= 2+depth:
			depth++
		case m.fresh:
			p.add(i, m.at, m.at, false, continues)
			return j, true
		default:
			p.add(i, p.speechEnd(open.at+open.size, m.at), m.at, false, continues)
			return j, false
		}
	}
	p.add(i, p.speechEnd(open.at+open.size, p.lineEnd(open.at)), p.lineEnd(open.at), false, continues)
	return p.after(i, p.lineEnd(open.at)), false
}

// isAnew reports whether a mark that may do both opens rather than closes: it
// follows a full stop and a space.
func (p *pairing) isAnew(j int) bool {
	m := p.marks[j]
	next := runeAt(p.text, m.at+m.size)
	return m.fresh && m.at > 0 && p.text[m.at-1] == ' ' && !unicode.IsSpace(next)
}

// closersAhead counts the closing marks between mark j and the next that opens,
// on the same line.
func (p *pairing) closersAhead(j int) int {
	n := 0
	for _, m := range p.marks[j+1 : min(len(p.marks), j+mostMarks/8)] {
		if m.line != p.marks[j].line || m.family == p.marks[j].family && m.opens && !m.closes {
			break
		}
		if m.family == p.marks[j].family && m.closes {
			n++
		}
	}
	return n
}

// overLines ends a passage that its line leaves open; the next mark of its
// family, j, stands on a later line.
func (p *pairing) overLines(i, j int, continues bool) (next int, anew bool) {
	open, m := p.marks[i], p.marks[j]
	end := p.lineEnd(open.at)
	between := strings.TrimSpace(p.text[end:m.at])
	switch {
	case m.opens && m.lineStart && between == "":
		if cut := p.speechEnd(open.at+open.size, end); cut < end {
			p.add(i, cut, end, false, continues)
			return j, false
		}
		p.add(i, end, end, false, continues)
		return j, true
	case m.closes && !m.opens && m.at-open.at < longestPassage && p.speechEnd(open.at+open.size, end) == end:
		p.add(i, m.at, m.at+m.size, true, continues)
		return j + 1, false
	}
	p.add(i, p.speechEnd(open.at+open.size, end), end, false, continues)
	return p.after(i, end), false
}

// after gives the first mark from a place on.
func (p *pairing) after(i, at int) int {
	for i++; i < len(p.marks) && p.marks[i].at < at; i++ {
	}
	return i
}

func (p *pairing) lineEnd(at int) int {
	if i := strings.IndexAny(p.text[at:], "\n\u2029"); i >= 0 {
		return at + i
	}
	return len(p.text)
}

// speechEnd gives where the speech ends whose closing mark was forgotten:
// before the words that tell who said it, else at the end.
func (p *pairing) speechEnd(start, end int) int {
	s := p.text[start:end]
	for at := 0; ; {
		i := strings.IndexByte(s[at:], ',')
		if i < 0 {
			return end
		}
		at += i + 1
		if tellsWho(s[at:]) {
			return start + at - 1
		}
	}
}

// tellsWho reports whether words begin with a cue and its speaker: " said
// Smith", " he said".
func tellsWho(s string) bool {
	words := strings.Fields(s[:min(len(s), 60)])
	if len(words) < 2 {
		return false
	}
	first, second := strings.ToLower(words[0]), strings.ToLower(strings.Trim(words[1], ",.:;"))
	upper := unicode.IsUpper(firstRune(words[1]))
	return says[first] && (upper || subjects[second] || second == "the") ||
		says[second] && (third[first] || unicode.IsUpper(firstRune(words[0])) && len(first) > 2 && !subjects[first])
}

// single makes the passage that opens at the single mark i, if one does: most
// single marks are apostrophes.
func (p *pairing) single(i int) int {
	open := p.marks[i]
	if !p.mayOpenSingle(i) {
		return i + 1
	}
	best := -1
	for j := i + 1; j < min(len(p.marks), i+mostMarks/2) && p.marks[j].line == open.line; j++ {
		m := p.marks[j]
		if m.family != single || m.at-open.at > longestPassage {
			continue
		}
		if !m.closes || p.isInWord(j) {
			if m.opens && p.mayOpenSingle(j) {
				break
			}
			continue
		}
		best = j
		if !p.maybePossessive(j) {
			break
		}
	}
	if best >= 0 {
		p.add(i, p.marks[best].at, p.marks[best].at+p.marks[best].size, true, false)
		return best + 1
	}
	return i + 1
}

// mayOpenSingle reports whether a passage may begin at a single mark. What was
// left out of a word ('em, '90s) begins with one too.
func (p *pairing) mayOpenSingle(i int) bool {
	m := p.marks[i]
	rest := p.text[m.at+m.size:]
	next, _ := utf8.DecodeRuneInString(rest)
	if !unicode.IsLetter(next) && !unicode.IsDigit(next) && next != '[' && next != '(' && next != '¿' && next != '¡' && next != '$' && next != '£' {
		return false
	}
	if unicode.IsDigit(next) && len(rest) > 2 && (rest[2] == 's' || !unicode.IsDigit(rune(rest[2]))) && unicode.IsDigit(rune(rest[1])) {
		return false
	}
	word := rest[:wordLength(rest)]
	return !clipped[strings.ToLower(word)]
}

// isInWord reports whether letters stand on both sides of a mark.
func (p *pairing) isInWord(j int) bool {
	m := p.marks[j]
	next := runeAt(p.text, m.at+m.size)
	return unicode.IsLetter(next) || unicode.IsDigit(next)
}

// maybePossessive reports whether a mark may be that of a plural's genitive:
// "the players' room".
func (p *pairing) maybePossessive(j int) bool {
	m := p.marks[j]
	rest := p.text[m.at+m.size:]
	return m.at > 0 && p.text[m.at-1] == 's' && len(rest) > 1 && rest[0] == ' ' && unicode.IsLower(firstRune(rest[1:]))
}

func wordLength(s string) int {
	for i, r := range s[:min(len(s), 12)] {
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			return i
		}
	}
	return min(len(s), 12)
}

// add keeps the passage that opens at mark i, without the white space at its
// ends. One without words is none.
func (p *pairing) add(i, end, to int, closed, continues bool) {
	open := p.marks[i]
	start := open.at + open.size
	if end <= start {
		return
	}
	inner := p.text[start:end]
	start += len(inner) - len(strings.TrimLeftFunc(inner, unicode.IsSpace))
	end = start + len(strings.TrimSpace(inner))
	if strings.IndexFunc(p.text[start:end], unicode.IsLetter) < 0 {
		return
	}
	if !closed {
		to = end
	}
	p.out = append(p.out, passage{from: open.at, to: to, start: start, end: end, closed: closed, continues: continues})
}
