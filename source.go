package tearsheet

import "time"

// SourceID names a publisher: the host of its site in lower case without a
// leading "www.", with the port where it is not the usual one.
type SourceID string

// Use is what the operator may show of a source's articles to the public.
type Use string

// The uses, from the strictest.
const (
	LinkOnly Use = "link-only" // headline and link
	Excerpt  Use = "excerpt"   // and at most 50 words: the default
	Full     Use = "full"      // everything: the operator has a licence and names it
)

// Rights is the ground on which a source's articles are shown.
type Rights struct {
	Use     Use    `json:"use"`
	Licence string `json:"licence,omitempty"` // name or address of the licence that allows Full
}

// Following is how a source's articles are visited again.
type Following string

// The followings. The empty one is FollowAll.
const (
	FollowAll      Following = "all"      // every substantive change is kept and told of
	FollowHeadline Following = "headline" // every one is kept, those of the headline are told of
	FollowNever    Following = "never"    // an article is read once
)

// Archive is what is kept and shown of a source's earlier revisions and pages.
type Archive string

// The archives, from the widest. The empty one is ArchiveFull.
const (
	ArchiveFull     Archive = "full"      // every revision can be read, within the rights
	ArchiveDiffOnly Archive = "diff-only" // earlier revisions show what changed, not their whole text
	ArchiveMetadata Archive = "metadata"  // earlier revisions show headline, times, hashes and counts
)

// Source is a publisher we gather from, or whose articles a feed of another
// one listed.
type Source struct {
	ID     SourceID
	Name   string // as its feed or pages give it; the host where they give none or disagree
	Site   string // address of its front page
	Rights Rights
	Added  time.Time

	Follow        Following // whether and for what its articles are visited again
	MinimumChange int       // changes of fewer words are kept but nobody is told
	Archive       Archive   // what the public sees of earlier revisions
}

// SourceBlock is a block that stands in an article of a source.
type SourceBlock struct {
	Key  int64 // hash of the source and the block's folded text
	Text string
}

// Furniture is a block that a source prints in many articles. It is learnt, and
// what changes in it is no change of an article.
type Furniture struct {
	Text        string    `json:"text"`
	First, Last time.Time `json:"-"` // when it was first and last seen to stand in so many
}

// ChangeRate is how often articles of a source change: what was counted, so
// that sources with few articles can be told from those that never change.
type ChangeRate struct {
	Changes     int     // substantive ones
	ArticleDays float64 // for which articles were followed
}

// FeedID is the number of a feed in this store.
type FeedID int64

// Feed is one address of a source that lists articles.
type Feed struct {
	ID       FeedID
	Source   SourceID
	URL      string // where it is fetched
	Title    string // as the listing gives it
	Format   string // "rss 2.0", "atom 1.0", "json feed 1.1", "news sitemap" …; empty until read once
	Category string // OPML category, "/"-separated

	ETag, LastModified string // validators, byte for byte as received

	NextCheck  time.Time // when it is due
	LastCheck  time.Time // when it was last asked, zero: never
	LastOK     time.Time // when it last answered with a listing or 304
	LastChange time.Time // when it last listed something new
	Interval   time.Duration
	PerDay     float64 // new articles a day, as observed
	Failures   int     // in a row
	Trouble    Trouble // of the last check; zero when it was good
	Gone       bool    // answered 410: not asked again until an editor says so

	MovedTo    string    // where 301/308 pointed; moved there after 3 equal answers over 24 h
	MovedSince time.Time // when MovedTo was first seen
	MovedTimes int
	OldURL     string // where it was before it moved
}
