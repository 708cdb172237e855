package group

import (
	"crypto/sha256"
	"strings"
	"sync"
	"unicode/utf8"

	"tearsheet"
	"tearsheet/internal/text"
)

// piece is an article's words, made ready for comparison. Many may compare with
// one at once.
type piece struct {
	item   *tearsheet.Item
	blocks []block
	words  []uint64 // folded, one for each entry of places
	places []place

	plainly sync.Once
	whole   [32]byte // by texts
	plain   [32]byte
	parting sync.Once
	parts   []string // by sentences
	shortMu sync.Mutex
	shorter map[uint64]*piece // by without

	titling sync.Once
	titles  []name // by publisherNames

	naming sync.Once
	named  []nameWord // by nameWords
	voiced sync.Once
	vocab  map[uint64]int // by vocabulary
}

// block is one block of the canonical text.
type block struct {
	text        string
	start       int // code point in the canonical text
	first, last int // its words: [first, last)
	print       uint64
	kind        tearsheet.BlockKind
}

// place is where a word stands.
type place struct {
	start, end int32 // code points of the canonical text
	block      int32
	at, to     int32 // bytes of the block
	quoted     bool
	public     bool // marked as a third one's
}

// newPiece reads the words of an item's revision. Blocks that skip names are
// left out, yet the places of the others are those in the whole text.
func newPiece(item *tearsheet.Item, skip func(block) bool) *piece {
	p := &piece{item: item}
	at := 0
	for _, b := range item.Revision.Body {
		if b.Kind == tearsheet.Picture || b.Kind == tearsheet.Embed || b.Text == "" {
			continue // not part of the canonical text
		}
		if at > 0 {
			at += len("\n\n")
		}
		n := utf8.RuneCountInString(b.Text)
		this := block{text: b.Text, start: at, print: blockPrint(item.Article.Source, b.Text), kind: b.Kind}
		if skip == nil || !skip(this) {
			p.add(this, b.Kind == tearsheet.Quote)
		}
		at += n
	}
	p.markPublic()
	return p
}

func (p *piece) add(b block, quoted bool) {
	b.first = len(p.words)
	marks := quotations(b.text)
	runes, from := b.start, 0
	for _, span := range text.WordSpans(b.text) {
		start := runes + utf8.RuneCountInString(b.text[from:span.Start])
		word := span.Of(b.text)
		end := start + utf8.RuneCountInString(word)
		runes, from = end, span.End
		for len(marks) > 0 && marks[0][1] <= span.Start {
			marks = marks[1:]
		}
		inside := quoted || len(marks) > 0 && marks[0][0] < span.Start
		p.words = append(p.words, hashWord(word))
		p.places = append(p.places, place{int32(start), int32(end), int32(len(p.blocks)), int32(span.Start), int32(span.End), inside, false})
	}
	b.last = len(p.words)
	p.blocks = append(p.blocks, b)
}

// texts gives the digests of the canonical text, without the blocks left out, as
// it is and without its typography.
func (p *piece) texts() (whole, plain [32]byte) {
	p.plainly.Do(func() {
		parts := make([]string, len(p.blocks))
		for i, b := range p.blocks {
			parts[i] = b.text
		}
		text := strings.Join(parts, "\n\n")
		p.whole, p.plain = sha256.Sum256([]byte(text)), sha256.Sum256([]byte(typography(text)))
	})
	return p.whole, p.plain
}

// word gives a word as it stands.
func (p *piece) word(i int) string {
	at := p.places[i]
	return p.blocks[at.block].text[at.at:at.to]
}

// span gives the code points of the words [from, to).
func (p *piece) span(from, to int) [2]int {
	return [2]int{int(p.places[from].start), int(p.places[to-1].end)}
}

// blockPrint names a block of one source: what a source repeats is furniture
// there, and may be news elsewhere.
func blockPrint(source tearsheet.SourceID, text string) uint64 {
	h := uint64(fnvOffset)
	for i := range len(source) {
		h = mixByte(h, source[i])
	}
	h = mixByte(h, 0)
	for i := range len(text) {
		h = mixByte(h, text[i])
	}
	return finish(h)
}
