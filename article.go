package tearsheet

import (
	"crypto/sha256"
	"encoding/base32"
	"strings"
	"time"
)

// ArticleID names one piece of one source for ever: 20 characters of lower-case
// base32 (100 bits) of the SHA-256 of its normal address.
type ArticleID string

// NewArticleID gives the identity of the article at address, which must already
// be normal (package address): two spellings of one address are two articles.
func NewArticleID(address string) ArticleID {
	sum := sha256.Sum256([]byte(address))
	return ArticleID(strings.ToLower(base32.StdEncoding.EncodeToString(sum[:13])[:20]))
}

// Article is one piece of one source. It never changes once kept, but for
// Revisions and Robots; its words are in its revisions.
type Article struct {
	ID        ArticleID
	Number    int64     // order of arrival, from 1; for reader clients and cursors
	Source    SourceID  // the publisher at whose address it stands, not the feed that found it
	URL       string    // the address that names it: the canonical one where it is the publisher's own
	FoundIn   FeedID    // the feed that listed it first
	FirstSeen time.Time // our clock, when its first revision was kept
	Robots    Robots    // what robots.txt said when it was last fetched
	Revisions int       // how many there are
	LastSeen  time.Time // our clock, when the publisher last served it
	Gone      time.Time // when the publisher answered 404 or 410 for it; zero while it stands
}

// Item is an article with one of its revisions and its source, as lists and
// pages show it. The revision is the latest unless it was asked for by number.
type Item struct {
	Article  Article
	Revision Revision
	Source   Source
}
