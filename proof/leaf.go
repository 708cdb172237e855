package proof

import (
	"bytes"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"
)

// LeafFormat names the rules of a Leaf, statementFormat those of Commit.
const (
	LeafFormat      = "tearsheet-leaf/1"
	statementFormat = "tearsheet-stmt/1"
)

// MaxLeaf is the most bytes that a leaf may have.
const MaxLeaf = 512

// ErrLeaf is the cause where bytes or fields are no leaf.
var ErrLeaf = errors.New("not a " + LeafFormat)

// LeafKind is what a leaf says has happened.
type LeafKind string

// The kinds of leaf.
const (
	Captured   LeafKind = "capture"  // seen for the first time, or in a substantive revision
	GoneAway   LeafKind = "gone"     // 404, 410 or redirected elsewhere
	Published  LeafKind = "publish"  // our page, or our revision of it
	Classified LeafKind = "classify" // a verdict on a change; a later leaf may overrule it
	Withdrawn  LeafKind = "withdraw" // our copy was removed
	KeyChanged LeafKind = "key"      // a new key or policy
	Sealed     LeafKind = "seal"     // the last leaf of a closed log
)

// Hash is an RFC 6962 leaf hash, or the commitment to a statement.
type Hash [sha256.Size]byte

// String is base64url without padding, as in leaves.
func (h Hash) String() string { return base64.RawURLEncoding.EncodeToString(h[:]) }

// Leaf is one entry of the log. It is public for ever and holds no content: it
// commits to a statement that can be erased.
type Leaf struct {
	Host      string // registrable domain of the publisher it is about; "~": in the statement only
	Kind      LeafKind
	Of        []Hash    // leaf hashes of the leaves it builds on
	Seen      time.Time // our clock, whole seconds
	Statement Hash      // by Commit
}

// leafJSON has its fields in the order of RFC 8785. All strings are ASCII
// without a sign that would be escaped, so encoding/json writes JCS.
type leafJSON struct {
	Host string   `json:"host"`
	Kind string   `json:"kind"`
	Of   []string `json:"of"`
	Seen string   `json:"seen"`
	Stmt string   `json:"stmt"`
	V    string   `json:"v"`
}

// Bytes gives the entry of the log: JSON by RFC 8785, at most MaxLeaf bytes.
// An empty Of is written as an empty list.
func (l Leaf) Bytes() ([]byte, error) {
	if err := l.check(); err != nil {
		return nil, err
	}
	j := leafJSON{Host: l.Host, Kind: string(l.Kind), Of: []string{}, Seen: l.Seen.UTC().Format(time.RFC3339), Stmt: l.Statement.String(), V: LeafFormat}
	for _, h := range l.Of {
		j.Of = append(j.Of, h.String())
	}
	b, err := json.Marshal(j)
	if err != nil {
		return nil, fmt.Errorf("write leaf: %w", err)
	}
	if len(b) > MaxLeaf {
		return nil, fmt.Errorf("write leaf: %d bytes, at most %d are allowed: %w", len(b), MaxLeaf, ErrLeaf)
	}
	return b, nil
}

func (l *Leaf) check() error {
	switch l.Kind {
	case Captured, GoneAway, Published, Classified, Withdrawn, KeyChanged, Sealed:
	default:
		return fmt.Errorf("check leaf: unknown kind %q: %w", l.Kind, ErrLeaf)
	}
	if l.Host == "" || l.Host != "~" && strings.Trim(l.Host, "abcdefghijklmnopqrstuvwxyz0123456789.-") != "" || len(l.Host) > 253 {
		return fmt.Errorf("check leaf: host %q is neither \"~\" nor a domain in lower-case ASCII: %w", l.Host, ErrLeaf)
	}
	if y := l.Seen.UTC().Year(); l.Seen.Nanosecond() != 0 || y < 1970 || y > 9999 {
		return fmt.Errorf("check leaf: time %v is not in whole seconds from 1970 to 9999: %w", l.Seen, ErrLeaf)
	}
	return nil
}

// ParseLeaf reads what Bytes wrote, and nothing else: bytes that Bytes would
// write otherwise are refused, so that one leaf has one hash.
func ParseLeaf(b []byte) (Leaf, error) {
	if len(b) > MaxLeaf {
		return Leaf{}, fmt.Errorf("read leaf: %d bytes, at most %d are allowed: %w", len(b), MaxLeaf, ErrLeaf)
	}
	var j leafJSON
	if err := json.Unmarshal(b, &j); err != nil {
		return Leaf{}, fmt.Errorf("read leaf: %w: %w", ErrLeaf, err)
	}
	l := Leaf{Host: j.Host, Kind: LeafKind(j.Kind)}
	var err error
	if l.Seen, err = time.Parse(time.RFC3339, j.Seen); err != nil {
		return Leaf{}, fmt.Errorf("read leaf: %w: %w", ErrLeaf, err)
	}
	l.Seen = l.Seen.UTC()
	if l.Statement, err = parseHash(j.Stmt); err != nil {
		return Leaf{}, err
	}
	for _, s := range j.Of {
		h, err := parseHash(s)
		if err != nil {
			return Leaf{}, err
		}
		l.Of = append(l.Of, h)
	}
	again, err := l.Bytes()
	if err != nil {
		return Leaf{}, err
	}
	if !bytes.Equal(again, b) {
		return Leaf{}, fmt.Errorf("read leaf: it is not written as RFC 8785 and %s say: %w", LeafFormat, ErrLeaf)
	}
	return l, nil
}

func parseHash(s string) (h Hash, err error) {
	b, err := base64.RawURLEncoding.Strict().DecodeString(s)
	if err != nil || len(b) != len(h) {
		return h, fmt.Errorf("read leaf: %q is no hash of %d bytes in base64url: %w", s, len(h), ErrLeaf)
	}
	return Hash(b), nil
}

// LeafHash is the RFC 6962 hash of an entry of the log.
func LeafHash(entry []byte) Hash {
	return sha256.Sum256(append([]byte{0}, entry...))
}

// Commit gives the commitment to a statement, which must be written as RFC
// 8785 says: the HMAC-SHA256 of its format, a zero and itself under a salt of
// its own. Without the salt nobody can find the statement by guessing.
func Commit(salt [32]byte, statement []byte) Hash {
	mac := hmac.New(sha256.New, salt[:])
	mac.Write([]byte(statementFormat + "\x00"))
	mac.Write(statement)
	return Hash(mac.Sum(nil))
}
