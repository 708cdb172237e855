package feed

import (
	"crypto/sha256"
	"encoding/binary"

	"tearsheet"
)

// Digest stands for what a feed says about an entry: another one means that
// the publisher says something new.
func Digest(e tearsheet.Entry) [32]byte {
	h := sha256.New()
	for _, s := range []string{e.Title, e.Summary, e.Content, e.Updated.String()} {
		var length [8]byte
		binary.BigEndian.PutUint64(length[:], uint64(len(s)))
		h.Write(length[:])
		h.Write([]byte(s))
	}
	return [32]byte(h.Sum(nil))
}
