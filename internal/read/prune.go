package read

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"tearsheet"
)

// prune takes out the blocks that are no words of the article: the headline
// once more, links to other articles and their labels, credits, the lines
// before the first and after the last sentence, and what the page says of
// itself at the end.
func (m *maker) prune(s *sheet) *maker {
	headline := key(s.headline().words)
	kept := &maker{base: m.base}
	for i, b := range m.blocks {
		if wordy(b) && (m.onlyLink(i) || isLabel(b.Text, m.links[i] > 0) || isCredit(b.Text) || repeats(b, headline, i, len(m.blocks))) {
			continue
		}
		kept.add(b, m.links[i])
	}
	kept.takeCaptions()
	kept.dropBylines()
	kept.dropHead()
	kept.cutAfterword(headline)
	kept.dropTail()
	return kept
}

func wordy(b tearsheet.Block) bool { return b.Kind != tearsheet.Picture && b.Kind != tearsheet.Embed }

// onlyLink reports whether nearly all of a block's text is a link.
func (m *maker) onlyLink(i int) bool {
	return m.links[i]*10 >= len(m.blocks[i].Text)*8
}

// repeats reports whether a block at the start is the headline again, alone or
// with the line above it.
func repeats(b tearsheet.Block, headline string, i, n int) bool {
	k := key(b.Text)
	if k == headline {
		return true
	}
	return i < 4 && b.Kind == tearsheet.Heading && len(headline) > 20 && len(k) < 2*len(headline) && strings.Contains(k, headline)
}

// sentence reports whether a block is running text.
func sentence(b tearsheet.Block) bool {
	return utf8.RuneCountInString(b.Text) >= 60 || endsSentence(b.Text) || withoutStops(b.Text)
}

// withoutStops reports whether a text is in a script that ends no sentence by a
// mark, as Thai, and is more than a label.
func withoutStops(s string) bool {
	r, size := utf8.DecodeRuneInString(s)
	return size > 0 && unicode.In(r, unicode.Thai, unicode.Lao, unicode.Khmer) && utf8.RuneCountInString(s) >= 25
}

func endsSentence(s string) bool {
	s = strings.TrimRight(s, "\"'”’»)]“› ")
	r, _ := utf8.DecodeLastRuneInString(s)
	return strings.ContainsRune(".!?…。！？।:۔؟।॥။።៕;", r)
}

// takeCaptions gives a short line under a picture, which is no sentence, to
// the picture. Where many lines are such, they are the text of a list of
// pictures and stay.
func (m *maker) takeCaptions() {
	var lines []int
	spoken := 0
	for i, b := range m.blocks {
		if !wordy(b) {
			continue
		}
		spoken++
		if i > 0 && b.Kind == tearsheet.Paragraph && m.blocks[i-1].Kind == tearsheet.Picture && !endsSentence(b.Text) && len(b.Text) <= 180 {
			lines = append(lines, i)
		}
	}
	if len(lines)*4 > spoken && len(lines) > 2 {
		return
	}
	for _, i := range lines {
		m.blocks[i-1].Text = strOr(m.blocks[i-1].Text, m.blocks[i].Text)
	}
	m.keep(func(i int) bool {
		_, taken := slices.BinarySearch(lines, i)
		return !taken
	})
}

// dropHead takes out the short lines before the first sentence: date, byline,
// section, credit. Headings stay.
func (m *maker) dropHead() {
	first := 0
	for first < len(m.blocks) {
		b := m.blocks[first]
		if wordy(b) && b.Kind != tearsheet.Heading && (sentence(b) || b.Kind != tearsheet.Paragraph) {
			break
		}
		first++
	}
	m.keep(func(i int) bool { return i >= first || !wordy(m.blocks[i]) || m.blocks[i].Kind == tearsheet.Heading })
}

// dropBylines takes out the lines with a name among the first blocks.
func (m *maker) dropBylines() {
	m.keep(func(i int) bool {
		return i >= 6 || m.blocks[i].Kind != tearsheet.Paragraph || !isByline(m.blocks[i].Text)
	})
}

// isByline reports whether a line is only a name behind "by", perhaps with a date.
func isByline(s string) bool {
	return utf8.RuneCountInString(s) < 120 && !endsSentence(s) && withoutBy(s) != s
}

// cutAfterword cuts the text where, in its second half, a paragraph names the
// article by its whole headline and links, has it in brackets or speaks of the
// publisher: there somebody speaks about the article.
func (m *maker) cutAfterword(headline string) {
	if len(headline) < 30 {
		return
	}
	for i := len(m.blocks)/2 + 1; i < len(m.blocks); i++ {
		if b := m.blocks[i]; b.Kind == tearsheet.Paragraph && strings.Contains(key(b.Text), headline) && (m.links[i] > 0 || isPitch(b.Text) || inBrackets(b.Text, headline) || ofItself(b.Text)) {
			m.blocks, m.links = m.blocks[:i], m.links[:i]
			return
		}
	}
}

// ofItself reports whether a text speaks of an article and of where it was
// published.
func ofItself(s string) bool {
	low := strings.ToLower(s)
	holds := func(words ...string) bool {
		return slices.ContainsFunc(words, func(w string) bool { return strings.Contains(low, w) })
	}
	return holds("article", "this story", "this post", "artikel", "artículo", "articolo", "artigo", "noticia") &&
		holds("published", "source", "appeared", "retrieved", "veröffentlicht", "quelle", "publié", "publicad", "fuente", "pubblicat", "fonte")
}

// inBrackets reports whether a text has a headline in round brackets.
func inBrackets(s, headline string) bool {
	for {
		_, behind, open := strings.Cut(s, "(")
		inside, rest, closed := strings.Cut(behind, ")")
		if !open || !closed {
			return false
		}
		if strings.Contains(key(inside), headline) {
			return true
		}
		s = rest
	}
}

// dropTail takes out headings, short lines and pitches behind the last
// sentence. More than a few short lines are a list that belongs to the text.
func (m *maker) dropTail() {
	short := 0
	for i := len(m.blocks) - 1; i >= 0; i-- {
		b := m.blocks[i]
		switch {
		case !wordy(b):
			continue
		case b.Kind == tearsheet.Heading, isPitch(b.Text), isWall(b.Text), len(b.Text) < 80 && strings.HasSuffix(b.Text, ":"): // what it announced is cut off
		case b.Kind == tearsheet.Paragraph && !sentence(b):
			short++
		default:
			if short <= maxShortTail {
				m.cutFrom(i + 1)
			}
			return
		}
	}
}

const maxShortTail = 6

// cutFrom takes out the blocks that carry words from i on.
func (m *maker) cutFrom(from int) {
	m.keep(func(i int) bool { return i < from || !wordy(m.blocks[i]) })
}

// keep takes out the blocks that are not wanted, in one pass. wanted is asked
// in order, before anything has moved onto the block.
func (m *maker) keep(wanted func(i int) bool) {
	n := 0
	for i := range m.blocks {
		if wanted(i) {
			m.blocks[n], m.links[n] = m.blocks[i], m.links[i]
			n++
		}
	}
	m.blocks, m.links = m.blocks[:n], m.links[:n]
}
