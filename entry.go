package tearsheet

import "time"

// Enclosure is a file that a feed attaches to an entry.
type Enclosure struct {
	URL    string `json:"url"`
	Type   string `json:"type"`
	Length int64  `json:"length"`
}

// Entry is what a feed says about an article, before we read it.
type Entry struct {
	ID         string      `json:"id"`
	Title      string      `json:"title"` // plain text
	Link       string      `json:"link"`  // absolute, http or https, or empty
	Published  StatedTime  `json:"published"`
	Updated    StatedTime  `json:"updated"`
	Authors    []Person    `json:"authors"`
	Summary    string      `json:"summary"` // HTML as sent, made safe by whoever shows it
	Content    string      `json:"content"` // HTML as sent, made safe by whoever shows it
	Categories []string    `json:"categories"`
	Enclosures []Enclosure `json:"enclosures"`
	Language   string      `json:"language,omitempty"`
}

// Listing is one reading of a feed.
type Listing struct {
	Format   string   `json:"format"`
	Title    string   `json:"title"`
	Link     string   `json:"link"`
	Language string   `json:"language"`
	Entries  []Entry  `json:"entries"`
	Warnings []string `json:"warnings"`

	TTL        time.Duration `json:"-"` // least time between checks that the feed asks for; 0: none
	Hubs       []string      `json:"-"` // WebSub hubs
	Self       string        `json:"-"`
	SkipHours  uint32        `json:"-"` // bit h: the feed asks not to be asked in hour h (UTC)
	SkipDays   uint8         `json:"-"` // bit d: nor on weekday d (time.Weekday)
	Children   []string      `json:"-"` // sitemaps that a sitemap index names
	Subscribed []Outline     `json:"-"` // what an OPML file lists
}

// Outline is one feed in an OPML file.
type Outline struct {
	Title    string
	URL      string // xmlUrl
	Site     string // htmlUrl
	Category string // titles of the enclosing outlines, joined by "/"
}

// Look is an appointment to fetch one article's address: for the first time
// when a feed listed it, again to follow its revisions. There is at most one
// for each address.
type Look struct {
	Address string    // normal address, its identity
	URL     string    // as the feed gave it, or the article's own: what is fetched
	Host    string    // whose turn it takes
	Feed    FeedID    // the feed that listed it
	Due     time.Time // zero: never again
	Tries   int       // failures in a row
	Trouble Trouble   // of the last try
	Entry   Entry     // what the feed said, for an article whose page cannot be read

	Article            ArticleID // empty until its first revision is kept
	Digest             [32]byte  // EntryDigest of Entry: another one means that the feed tells something new
	ETag, LastModified string    // validators of the last page, byte for byte
	PageDigest         [32]byte  // SHA-256 of the last page's decoded body
	LastChange         time.Time // when its last revision was kept; the store sets it
	Served             time.Time // when the publisher served the page last, for whoever asks; the same page again, for whoever keeps it (zero: it did not)
	Doubt              Doubt     // a reading that waits for another look to find it again
}

// Doubt is a reading of a page that is no revision unless a later look finds
// the same words again: it may be the page that failed and not the article that
// changed. Its reason is the trouble of the look.
type Doubt struct {
	Words [32]byte  // SHA-256 of headline and text; zero: nothing is in doubt
	Since time.Time // when it was first found
}

// Keeping is all that is kept of one successful look, in one transaction.
type Keeping struct {
	Look     Look      // with its next Due and its new validators
	IfFresh  time.Time // its next Due if a revision is added; zero: the same
	Article  Article
	Source   Source        // added if there is none of that ID yet
	Capture  *Capture      // nil when the words came from the feed
	Revision Revision      // its Number is given by the store
	Next     []string      // kinds of the jobs that go on with a fresh revision; Key is "ARTICLE/NUMBER"
	Blocks   []SourceBlock // of the revision, by which furniture is learnt if it is added
}

// Kept says what became of a Keeping.
type Kept struct {
	Article ArticleID
	Number  int  // of the latest revision
	Fresh   bool // a revision was added; false: the same words as before
	First   bool // and it is the article's first
}
