package follow

import (
	"crypto/sha256"
	"time"

	"tearsheet"
)

// When a block counts as boilerplate of its host: it stands in so many other
// articles seen within so long.
const (
	repeatedIn     = 3
	repeatedWithin = 14 * 24 * time.Hour
)

// BlockHash names a block by its folded words, so that a store can keep where
// it stood without keeping the words again.
func BlockHash(block string) [32]byte { return sha256.Sum256([]byte(fold(block))) }

// Learnt is Boilerplate of one host, learnt from the articles it is shown. It
// keeps hashes only, and drops them when they are too old to count. It may not
// be used by two goroutines at once; the store keeps the same over restarts.
type Learnt struct {
	seen   map[[32]byte]map[tearsheet.ArticleID]time.Time
	latest time.Time
	pruned time.Time
}

// NewLearnt gives a Learnt that knows nothing yet.
func NewLearnt() *Learnt {
	return &Learnt{seen: map[[32]byte]map[tearsheet.ArticleID]time.Time{}}
}

// Add shows the blocks of one revision. Blocks that may be said of anything, as
// pictures and embeds, are not learnt.
func (l *Learnt) Add(r tearsheet.Revision) {
	if r.Seen.After(l.latest) {
		l.latest = r.Seen
	}
	for _, b := range r.Body {
		if b.Kind == tearsheet.Picture || b.Kind == tearsheet.Embed || b.Text == "" {
			continue
		}
		h := BlockHash(b.Text)
		if l.seen[h] == nil {
			l.seen[h] = map[tearsheet.ArticleID]time.Time{}
		}
		if r.Seen.After(l.seen[h][r.Article]) {
			l.seen[h][r.Article] = r.Seen
		}
	}
	if l.latest.Sub(l.pruned) > 24*time.Hour {
		l.forget()
	}
}

// forget drops what is too old to count.
func (l *Learnt) forget() {
	for h, articles := range l.seen {
		for id, at := range articles {
			if l.latest.Sub(at) > repeatedWithin {
				delete(articles, id)
			}
		}
		if len(articles) == 0 {
			delete(l.seen, h)
		}
	}
	l.pruned = l.latest
}

// For gives the boilerplate as it looks from one article: what stands in at
// least three others.
func (l *Learnt) For(article tearsheet.ArticleID) Boilerplate { return view{l, article} }

type view struct {
	*Learnt
	article tearsheet.ArticleID
}

// Repeated reports whether a block stands in enough other articles.
func (v view) Repeated(block string) bool {
	n := 0
	for id, at := range v.seen[BlockHash(block)] {
		if id != v.article && v.latest.Sub(at) <= repeatedWithin {
			n++
		}
	}
	return n >= repeatedIn
}
