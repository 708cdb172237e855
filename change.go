package tearsheet

import "time"

// Change is the difference of two neighbouring revisions: in counts, one
// sentence, and what kinds of change it is with the evidence for each. The
// operations themselves can be computed again at any time.
type Change struct {
	Article  ArticleID `json:"article"`
	From     int       `json:"from"`
	To       int       `json:"to"`
	At       time.Time `json:"at"`       // our clock, when To was kept
	Headline bool      `json:"headline"` // the headline differs
	Edited   int       `json:"edited"`   // sentences
	Added    int       `json:"added"`
	Removed  int       `json:"removed"`
	Moved    int       `json:"moved"`
	Words    int       `json:"words"`   // put in or taken out, of headline and body
	Summary  string    `json:"summary"` // "Headline changed. 3 sentences edited, 1 added."
	By       string    `json:"by"`      // name@version of what computed it

	Kinds       []ChangeKind     `json:"kinds,omitempty"`       // in the order of ChangeKinds; empty: not classed yet
	Declared    bool             `json:"declared,omitempty"`    // the new revision tells its readers of the change
	Undisclosed bool             `json:"undisclosed,omitempty"` // a fact, a removal or more than the headline's style, and nothing tells of it
	Rung        Rung             `json:"rung,omitempty"`        // of the noise ladder, which decided
	Evidence    []ChangeEvidence `json:"evidence,omitempty"`    // for the kinds, in order of the text
}

// ChangeKind is one kind of change; several may hold at once.
type ChangeKind string

// The kinds of change.
const (
	KindCorrection ChangeKind = "correction-declared"
	KindHeadline   ChangeKind = "headline"
	KindFact       ChangeKind = "fact"    // a number, date, name, negation or quoted words in a standing sentence
	KindRemoval    ChangeKind = "removal" // a sentence or clause is gone and nothing stands for it
	KindUpdate     ChangeKind = "update"  // new text
	KindStyle      ChangeKind = "style"   // other words, same information
	KindNoise      ChangeKind = "noise"   // cosmetic, alternating or unchanged; never with another
)

// ChangeKinds are all kinds, the gravest first.
var ChangeKinds = []ChangeKind{KindCorrection, KindHeadline, KindFact, KindRemoval, KindUpdate, KindStyle, KindNoise}

// Rung is a step of the noise ladder, on which most changed pages end.
type Rung string

// The rungs, in order.
const (
	RungUnchanged   Rung = "unchanged"   // same text, headline, byline and time
	RungSuspect     Rung = "suspect"     // read in another way, so that the publisher may have changed nothing
	RungBoilerplate Rung = "boilerplate" // differs in what the publisher prints on other pages too
	RungCosmetic    Rung = "cosmetic"    // differs in quotation marks, dashes, counters and the like
	RungAlternating Rung = "alternating" // an earlier version came back
	RungSubstantive Rung = "substantive" // nothing of these: it has kinds
)

// ChangeEvidence is why one kind was said.
type ChangeEvidence struct {
	Kind ChangeKind `json:"kind"`
	Why  string     `json:"why"`           // "number", "date", "name", "negation", "quote", "sentence", "clause", "note" …
	Old  string     `json:"old,omitempty"` // the words, or the sentence, cut where it is long
	New  string     `json:"new,omitempty"`
}
