package web

import (
	"crypto/sha256"
	"encoding/hex"
	"testing"

	"tearsheet"
	"tearsheet/proof"
)

func TestTheHashOfATextIsThatOfItsCanonicalText(t *testing.T) {
	r := &tearsheet.Revision{Body: []tearsheet.Block{{Kind: tearsheet.Paragraph, Text: "The score."}, {Kind: tearsheet.Table, Text: "North\t3"}, {Kind: tearsheet.Table, Text: "South\t1"}}}
	sum := sha256.Sum256([]byte(proof.Canonical([]string{"The score.", "North", "3", "South", "1"})))
	if got := hashOf(r); got != hex.EncodeToString(sum[:]) {
		t.Errorf("hash is %s, not that of the cells as blocks", got)
	}
}
