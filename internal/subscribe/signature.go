package subscribe

import (
	"crypto/hmac"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/sha512"
	"encoding/hex"
	"hash"
	"io"
	"strings"
)

// methods are those of WebSub, section 7.1. SHA-1 is among them since most
// hubs know nothing else; as a key of HMAC it is not known to be broken.
var methods = map[string]func() hash.Hash{
	"sha1": sha1.New, "sha256": sha256.New, "sha384": sha512.New384, "sha512": sha512.New,
}

// Genuine reads body to its end and reports whether signature, the value of
// X-Hub-Signature, was made of it by whoever has secret. Nothing of the body is
// held in memory.
func Genuine(secret, signature string, body io.Reader) (bool, error) {
	name, digits, _ := strings.Cut(strings.TrimSpace(signature), "=")
	method := methods[strings.ToLower(name)]
	said, err := hex.DecodeString(digits)
	if method == nil || err != nil || secret == "" {
		return false, nil
	}
	mac := hmac.New(method, []byte(secret))
	if _, err := io.Copy(mac, body); err != nil {
		return false, err
	}
	return hmac.Equal(said, mac.Sum(nil)), nil
}
