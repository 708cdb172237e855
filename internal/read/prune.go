package read

import (
	"slices"

	"tearsheet"
)

// prune takes out the blocks that are no words of the article: the headline
// once more, lines that are nothing but a link, headings with nothing below.
func (m *maker) prune(s *sheet) *maker {
	headline := key(s.headline().words)
	kept := &maker{base: m.base}
	for i, b := range m.blocks {
		if wordy(b) && (m.onlyLink(i) || b.Kind == tearsheet.Heading && key(b.Text) == headline) {
			continue
		}
		kept.add(b, m.links[i])
	}
	kept.dropEmptyHeadings()
	return kept
}

func wordy(b tearsheet.Block) bool { return b.Kind != tearsheet.Picture && b.Kind != tearsheet.Embed }

// onlyLink reports whether nearly all of a block's text is a link. A heading
// may be one: lists of things link their names.
func (m *maker) onlyLink(i int) bool {
	b := m.blocks[i]
	return b.Kind != tearsheet.Heading && m.links[i]*10 >= len(b.Text)*8
}

// dropEmptyHeadings takes out a heading at the end of the text.
func (m *maker) dropEmptyHeadings() {
	for i := len(m.blocks) - 1; i >= 0; i-- {
		switch b := m.blocks[i]; {
		case b.Kind == tearsheet.Heading:
			m.blocks = slices.Delete(m.blocks, i, i+1)
			m.links = slices.Delete(m.links, i, i+1)
		case wordy(b):
			return
		}
	}
}
