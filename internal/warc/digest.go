package warc

import (
	"crypto/md5"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/sha512"
	"encoding/base32"
	"encoding/base64"
	"encoding/hex"
	"hash"
	"strings"
)

var hashes = map[string]func() hash.Hash{"md5": md5.New, "sha1": sha1.New, "sha-1": sha1.New, "sha256": sha256.New, "sha-256": sha256.New, "sha512": sha512.New, "sha-512": sha512.New}

// Intact reports whether the block is what was written: it has the digest that
// the record states. A record that states none, or one of an unknown kind, is
// taken as it is.
func (rec *Record) Intact() bool {
	kind, want, stated := strings.Cut(strings.TrimSpace(rec.Header.Get("Warc-Block-Digest")), ":")
	sum := hashes[strings.ToLower(kind)]
	if !stated || sum == nil {
		return true
	}
	h := sum()
	h.Write(rec.Block)
	got := h.Sum(nil)
	return strings.EqualFold(want, hex.EncodeToString(got)) || want == base64.StdEncoding.EncodeToString(got) ||
		strings.EqualFold(strings.TrimRight(want, "="), strings.TrimRight(base32.StdEncoding.EncodeToString(got), "="))
}
