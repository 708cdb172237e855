package group

import "context"

// furniture gives the blocks that a source repeats in its articles, by their
// text. Where that is most of an article it was published more than once, and
// nothing of it is furniture.
func (x *Index) furniture(ctx context.Context, p *piece) (map[string]bool, error) {
	repeated, err := x.Prints.Repeated(ctx, p.item.Article.Source, p.blockPrints())
	if err != nil {
		return nil, err
	}
	var found map[string]bool
	words := 0
	for i, b := range p.blocks {
		if !repeated[i] {
			continue
		}
		if found == nil {
			found = map[string]bool{}
		}
		found[b.text] = true
		words += b.last - b.first
	}
	if words*2 > len(p.words) {
		return nil, nil
	}
	return found, nil
}

// stripped gives both pieces without the furniture of their sources. A block
// that stands in both is news to one of them unless both repeat it.
func stripped(p, o *piece, ofP, ofO map[string]bool) (*piece, *piece) {
	if ofP == nil && ofO == nil {
		return p, o
	}
	return p.without(ofP, o, ofO), o.without(ofO, p, ofP)
}

// without gives p without its source's furniture, but for blocks that stand in
// the other piece and are none there. Each set of blocks is left out once.
func (p *piece) without(furniture map[string]bool, other *piece, theirs map[string]bool) *piece {
	if furniture == nil {
		return p
	}
	shared := map[string]bool{}
	for _, b := range other.blocks {
		shared[b.text] = true
	}
	skip := func(b block) bool { return furniture[b.text] && (!shared[b.text] || theirs[b.text]) }
	set := uint64(fnvOffset)
	for i, b := range p.blocks {
		if skip(b) {
			set = finish(set*base + uint64(i) + 1)
		}
	}
	p.shortMu.Lock()
	defer p.shortMu.Unlock()
	if p.shorter == nil {
		p.shorter = map[uint64]*piece{}
	}
	if len(p.shorter) >= mostShorter {
		clear(p.shorter)
	}
	if p.shorter[set] == nil {
		p.shorter[set] = newPiece(p.item, skip)
	}
	return p.shorter[set]
}

// mostShorter is how many sets of blocks a piece is held without.
const mostShorter = 4
