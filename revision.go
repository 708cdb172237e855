package tearsheet

import (
	"encoding/json"
	"strings"
	"time"
)

// BlockKind is what a block of a body is.
type BlockKind string

// The kinds of block.
const (
	Paragraph BlockKind = "paragraph"
	Heading   BlockKind = "heading"
	List      BlockKind = "list" // one block for each list item
	Quote     BlockKind = "quote"
	Picture   BlockKind = "image" // URL is set; Text is its caption, not part of the canonical text
	Table     BlockKind = "table" // one block for each row, cells joined by a tab
	Code      BlockKind = "code"
	Embed     BlockKind = "embed" // URL is set; Text is not part of the canonical text
)

// Block is one piece of a body, plain text as in tearsheet-text/1.
type Block struct {
	Kind BlockKind `json:"kind"`
	Text string    `json:"text"`
	URL  string    `json:"url,omitempty"`
	Raw  string    `json:"raw,omitempty"` // of code: the same words with their line ends and indents

	Language string `json:"language,omitempty"` // BCP 47, where the page says that it differs from the article's
}

// Person is one name of a byline, as the publisher wrote it.
type Person struct {
	Name  string `json:"name"`
	Email string `json:"email,omitempty"`
	Role  string `json:"role,omitempty"`
}

// Image is a picture that the page shows as its own.
type Image struct {
	URL     string `json:"url"`
	Caption string `json:"caption,omitempty"`
	Credit  string `json:"credit,omitempty"`
	Alt     string `json:"alt,omitempty"`
}

// Declared is what the page says of itself beyond its words: claims, kept as
// claims.
type Declared struct {
	Correction string   `json:"correction,omitempty"`
	BasedOn    []string `json:"based_on,omitempty"`
	Licence    string   `json:"licence,omitempty"`
	Robots     string   `json:"robots,omitempty"`              // <meta name=robots> and X-Robots-Tag
	Canonical  string   `json:"canonical_elsewhere,omitempty"` // a canonical address at another publisher: a claim, no identity

	Access         string `json:"access,omitempty"`          // "paywalled" or "truncated", where the page says so
	RSL            string `json:"rsl,omitempty"`             // address of its terms in Really Simple Licensing, or "inline"
	TDMReservation string `json:"tdm_reservation,omitempty"` // "1": rights of text and data mining are reserved; "0": they are not
	TDMPolicy      string `json:"tdm_policy,omitempty"`      // address of the policy of text and data mining
	C2PA           string `json:"c2pa,omitempty"`            // address of the C2PA manifest

	Conflicts []Conflict `json:"conflicts,omitempty"` // what the page states otherwise elsewhere
}

// Conflict is a statement of the page that contradicts what was taken for a
// field or, where that is empty, another statement.
type Conflict struct {
	Field string `json:"field"` // as in JSON: "canonical", "published", "modified"
	Value string `json:"value"`
	Where string `json:"where"` // where it was read
}

// Origin says where a revision's words were read.
type Origin string

// The two origins.
const (
	FromPage Origin = "page"
	FromFeed Origin = "feed" // the page could not be read; Trouble says why
)

// Revision is an article's words as seen at one time. It is never changed.
// What the publisher did not state is empty, and then has no evidence.
type Revision struct {
	Article ArticleID
	Number  int       // from 1
	Seen    time.Time // our clock, when the words were received
	Origin  Origin
	Trouble string // why the page could not be read, one sentence; empty for FromPage
	Capture int64  // the capture it was read from; for FromFeed the page in which no article was found, 0 if none came

	Headline  string
	Byline    []Person
	Section   string
	Dateline  string
	Published StatedTime
	Modified  StatedTime
	Language  string // BCP 47, as stated
	Site      string // the publisher's name as the page gives it
	Summary   string // the standfirst or description, as stated
	Canonical string // as stated, absolute
	Images    []Image
	Body      []Block
	Declared  Declared
	Evidence  map[string]string // field name as in JSON -> where it was read, e.g. "json-ld", "meta og:title"
	Reader    string            // name@version of what read it
}

// Text is the canonical text of the body: the blocks that carry words, joined
// by an empty line.
func (r *Revision) Text() string {
	var parts []string
	for _, b := range r.Body {
		if b.Kind != Picture && b.Kind != Embed && b.Text != "" {
			parts = append(parts, b.Text)
		}
	}
	return strings.Join(parts, "\n\n")
}

// TextBlocks are the blocks of the text as a page shows them: those of Text,
// but each cell of a table by itself. Package proof makes of them the same
// canonical text as of the page; that is the text whose hash is given out.
func (r *Revision) TextBlocks() []string {
	var all []string
	for _, b := range r.Body {
		switch b.Kind {
		case Picture, Embed:
		case Table:
			all = append(all, strings.Split(b.Text, "\t")...)
		default:
			all = append(all, b.Text)
		}
	}
	return all
}

// SameWords reports whether a reader would see the same words: equal text,
// headline, byline and stated time of publication. Anything else that differs
// is noise of the page and makes no revision (provenance ladder, rung 2).
func (r *Revision) SameWords(o *Revision) bool {
	if r.Origin != o.Origin || r.Headline != o.Headline || !r.Published.Equal(o.Published) || len(r.Byline) != len(o.Byline) {
		return false
	}
	for i := range r.Byline {
		if r.Byline[i].Name != o.Byline[i].Name {
			return false
		}
	}
	return r.Text() == o.Text()
}

// revisionJSON is the shape of `tearsheet read` (commands.md).
type revisionJSON struct {
	Canonical *string           `json:"canonical"`
	Headline  string            `json:"headline"`
	Byline    []Person          `json:"byline"`
	Section   string            `json:"section"`
	Dateline  string            `json:"dateline"`
	Published StatedTime        `json:"published"`
	Modified  StatedTime        `json:"modified"`
	Language  string            `json:"language"`
	Site      string            `json:"site"`
	Summary   string            `json:"summary"`
	Images    []Image           `json:"images"`
	Body      []Block           `json:"body"`
	Text      string            `json:"text"`
	Declared  Declared          `json:"declared"`
	Evidence  map[string]string `json:"evidence"`
	Origin    Origin            `json:"origin,omitempty"`
	Trouble   string            `json:"trouble,omitempty"`
}

// MarshalJSON gives the shape that `tearsheet read` and the API speak
// (commands.md); empty lists are [] and a canonical address that was not
// stated is null.
func (r Revision) MarshalJSON() ([]byte, error) {
	j := revisionJSON{Headline: r.Headline, Byline: r.Byline, Section: r.Section, Dateline: r.Dateline,
		Published: r.Published, Modified: r.Modified, Language: r.Language, Site: r.Site, Summary: r.Summary,
		Images: r.Images, Body: r.Body, Text: r.Text(), Declared: r.Declared, Evidence: r.Evidence,
		Origin: r.Origin, Trouble: r.Trouble}
	if r.Canonical != "" {
		j.Canonical = &r.Canonical
	}
	if j.Byline == nil {
		j.Byline = []Person{}
	}
	if j.Images == nil {
		j.Images = []Image{}
	}
	if j.Body == nil {
		j.Body = []Block{}
	}
	if j.Evidence == nil {
		j.Evidence = map[string]string{}
	}
	return json.Marshal(j)
}

// Supersedes reports whether r, just read, is to be kept as a new revision
// after old: other words, or another note of a correction beside them. What was read from the feed alone never takes the place of what
// was read from the page, for the page may only be out of reach.
func (r *Revision) Supersedes(old *Revision) bool {
	if old.Origin == FromPage && r.Origin == FromFeed {
		return false
	}
	return !r.SameWords(old) || r.Declared.Correction != old.Declared.Correction
}
