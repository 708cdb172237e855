package follow

import (
	"crypto/sha256"
	"encoding/binary"

	"tearsheet"
)

// BlockKey names a block of a source by the source and its folded words, so
// that a store can keep where it stood without keeping the words again.
func BlockKey(source tearsheet.SourceID, block string) int64 {
	sum := sha256.Sum256([]byte(string(source) + "\x00" + fold(block)))
	return int64(binary.BigEndian.Uint64(sum[:8]))
}

// Blocks gives the blocks of a revision by which furniture is learnt, each
// once. Pictures and embeds are not among them: their text is no part of the
// words.
func Blocks(source tearsheet.SourceID, r *tearsheet.Revision) []tearsheet.SourceBlock {
	var all []tearsheet.SourceBlock
	had := map[int64]bool{}
	for _, b := range r.Body {
		if b.Kind == tearsheet.Picture || b.Kind == tearsheet.Embed || b.Text == "" {
			continue
		}
		if key := BlockKey(source, b.Text); !had[key] {
			had[key] = true
			all = append(all, tearsheet.SourceBlock{Key: key, Text: b.Text})
		}
	}
	return all
}

// Furniture is the Boilerplate of one source, as the store knows it: the keys
// of the blocks that stand in enough other articles.
type Furniture struct {
	Source tearsheet.SourceID
	Keys   map[int64]bool
}

// Repeated reports whether a block is one of them.
func (f Furniture) Repeated(block string) bool {
	return len(f.Keys) > 0 && f.Keys[BlockKey(f.Source, block)]
}
