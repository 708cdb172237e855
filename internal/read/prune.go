package read

import (
	"slices"
	"strings"
	"unicode/utf8"

	"tearsheet"
)

// prune takes out the blocks that are no words of the article: the headline
// once more, lines that are nothing but a link, headings with nothing below,
// and the lines before the first and after the last sentence.
func (m *maker) prune(s *sheet) *maker {
	headline := key(s.headline().words)
	kept := &maker{base: m.base}
	for i, b := range m.blocks {
		if wordy(b) && (m.onlyLink(i) || key(b.Text) == headline) {
			continue
		}
		kept.add(b, m.links[i])
	}
	kept.dropHead()
	kept.dropTail()
	return kept
}

func wordy(b tearsheet.Block) bool { return b.Kind != tearsheet.Picture && b.Kind != tearsheet.Embed }

// onlyLink reports whether nearly all of a block's text is a link. A heading
// may be one: lists of things link their names.
func (m *maker) onlyLink(i int) bool {
	b := m.blocks[i]
	return b.Kind != tearsheet.Heading && m.links[i]*10 >= len(b.Text)*8
}

// sentence reports whether a block is running text.
func sentence(b tearsheet.Block) bool {
	return utf8.RuneCountInString(b.Text) >= 60 || endsSentence(b.Text)
}

func endsSentence(s string) bool {
	s = strings.TrimRight(s, "\"'”’»)]“› ")
	r, _ := utf8.DecodeLastRuneInString(s)
	return strings.ContainsRune(".!?…。！？।:", r)
}

// dropHead takes out the short lines before the first sentence: date, byline,
// section, credit. Headings stay.
func (m *maker) dropHead() {
	for i := 0; i < len(m.blocks); {
		switch b := m.blocks[i]; {
		case !wordy(b), b.Kind == tearsheet.Heading:
			i++
		case sentence(b), b.Kind != tearsheet.Paragraph:
			return
		default:
			m.remove(i)
		}
	}
}

// dropTail takes out headings and short lines behind the last sentence.
func (m *maker) dropTail() {
	for i := len(m.blocks) - 1; i >= 0; i-- {
		switch b := m.blocks[i]; {
		case b.Kind == tearsheet.Heading, b.Kind == tearsheet.Paragraph && !sentence(b):
			m.remove(i)
		case wordy(b):
			return
		}
	}
}

func (m *maker) remove(i int) {
	m.blocks = slices.Delete(m.blocks, i, i+1)
	m.links = slices.Delete(m.links, i, i+1)
}
