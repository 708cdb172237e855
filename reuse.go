package tearsheet

import "time"

// Relation says how the words of one article stand to those of another.
type Relation string

// The relations (provenance, section 12), from the closest.
const (
	RelationVerbatim    Relation = "verbatim"    // the same text to the byte
	RelationTypographic Relation = "typographic" // other quotation marks, dashes, ellipses or spaces
	RelationExcerpt     Relation = "excerpt"     // unchanged sentences in their order, some left out
	RelationModified    Relation = "modified"    // at least half of the words, edited, added to or reordered
	RelationUnmarked    Relation = "unmarked"    // less than half, with a long passage outside quotation marks
	RelationQuoted      Relation = "quoted"      // less than half, inside quotation marks and credited
	RelationBasedOn     Relation = "based-on"    // retold: credited or linked, no words
)

// Relations are all relations, the closest first.
var Relations = []Relation{RelationVerbatim, RelationTypographic, RelationExcerpt, RelationModified, RelationUnmarked, RelationQuoted, RelationBasedOn}

// Precedence says which of two articles was there first.
type Precedence string

// The precedences.
const (
	FirstOrigin  Precedence = "origin"
	FirstCopy    Precedence = "copy"
	FirstUnclear Precedence = "unclear" // nothing tells, or what there is disagrees
)

// Credit says how a copy gives the origin as its source.
type Credit string

// The credits.
const (
	CreditNone     Credit = "none"
	CreditNamed    Credit = "named"    // in its text
	CreditDeclared Credit = "declared" // by a link that says so, a canonical address or a byline
)

// Passage is a stretch of words that stands in both texts, as [start, end) in
// Unicode code points of the canonical texts.
type Passage struct {
	Copy   [2]int `json:"copy"`
	Origin [2]int `json:"origin"`
}

// Reuse is what one article has of another. It is computed from two texts and
// can be computed again at any time; an editor decides what follows from it.
type Reuse struct {
	Copy        ArticleID  `json:"copy"`
	Of          ArticleID  `json:"of"`
	OfRevision  int        `json:"of_revision,omitempty"` // of the origin, where an earlier one is closer to the copy than the latest; 0: the latest
	Relation    Relation   `json:"relation"`
	WordsSame   int        `json:"words_same"`   // words of the copy that stand in the origin
	WordsCopy   int        `json:"words_copy"`   // words of the copy
	WordsOrigin int        `json:"words_origin"` // words of the origin
	Quoted      int        `json:"words_quoted"` // of WordsSame, those inside quotation marks of the copy
	Passages    []Passage  `json:"passages"`     // in the order of the copy
	Headline    Relation   `json:"headline"`     // verbatim, typographic (marks or case), modified; empty: one has none, or it is another one
	First       Precedence `json:"first"`        // who was first, by evidence
	Reason      string     `json:"reason"`       // the evidence, one sentence
	Credited    Credit     `json:"credited"`     // whether the copy says whose words they are
	By          string     `json:"by"`           // name@version of what computed it
}

// Prints are the winnowed fingerprints of an article's words: by them copies
// are found without reading the text.
type Prints struct {
	Article ArticleID
	Source  SourceID
	Place   time.Time // of the article: SortTime; zero: unknown
	Number  int       // of the revision
	Prints  []uint64  // 64-bit hashes of five-word shingles
	By      string    // name@version of what computed them
}

// RelationCount is how many articles stand in a relation to others; the empty
// relation counts originals: those of which nothing is claimed.
type RelationCount struct {
	Relation Relation `json:"relation"`
	Count    int      `json:"count"`
	Credited int      `json:"credited"` // of Count, those that name or declare the origin of that relation
}
