// Package diff answers what exactly changed between two texts: it takes both as
// sentences of words and gives operations that turn the one into the other,
// sentences first, then words inside edited sentences, then what was moved.
package diff

import "slices"

// Name is the algorithm with its version: it stands beside whatever was
// computed by it, and changes when the same texts would give other operations.
const Name = "artdiff/1"

// Kind is what happened to some sentences.
type Kind string

// The kinds of operation.
const (
	Same    Kind = "same"
	Edited  Kind = "edited"
	Added   Kind = "added"
	Removed Kind = "removed"
	Moved   Kind = "moved" // stands elsewhere now, perhaps edited
)

// Range are the sentences from the first up to, not including, the second.
type Range [2]int

// Len is how many sentences the range holds.
func (r Range) Len() int { return r[1] - r[0] }

// Op is one operation on neighbouring sentences. In order, the operations read
// like the new text with what was removed at its old place.
//
// What was moved has two operations with the same ranges and the same Move: one
// with Away where it stood, one without where it stands. Without those with
// Away, the old ranges cover the old text once and the new ranges the new text
// once.
type Op struct {
	Kind        Kind     `json:"kind"`
	Old         Range    `json:"old"`
	New         Range    `json:"new"`
	Paragraph   bool     `json:"paragraph,omitempty"`   // a paragraph begins here: of the old text where it was removed or moved away, else of the new
	Move        int      `json:"move,omitempty"`        // number of the stretch moved as one, from 1
	Away        bool     `json:"away,omitempty"`        // the place it was moved away from
	Typographic bool     `json:"typographic,omitempty"` // edited in marks and case only
	Recased     int      `json:"recased,omitempty"`     // words that differ in case only
	Figures     []Figure `json:"figures,omitempty"`
	Words       []Run    `json:"words"`
}

// RunKind is what happened to some words.
type RunKind string

// The kinds of run.
const (
	Keep   RunKind = "same"
	Insert RunKind = "ins"
	Delete RunKind = "del"
)

// Run is a stretch of words of one fate. Without those deleted the runs of an
// operation are the new words to the byte; without those inserted they are the
// old ones, but for white space.
type Run struct {
	Kind  RunKind `json:"kind"`
	Text  string  `json:"text"`
	Space string  `json:"space,omitempty"` // white space after Text
	Words int     `json:"n"`               // words that count: not those that differ in case only
	Marks int     `json:"marks,omitempty"` // punctuation marks
}

// Figure is a number that took the place of another.
type Figure struct {
	Old string `json:"old"`
	New string `json:"new"`
}

// Texts gives the operations from old to new. Both are sentences of tokens:
// words and marks in order, each with the white space after it, which is shown
// but not compared. A sentence followed by an empty line ends a paragraph, and
// no operation on unedited sentences reaches beyond one. The same texts give the same operations on every machine;
// time is bounded for any texts by looking less far for what is alike.
//
// The way back is the same way: of two texts the one that sorts first is
// always read first, so that no choice among equals depends on the direction.
func Texts(old, new [][]string) []Op {
	var c *comparison
	if slices.CompareFunc(old, new, slices.Compare) <= 0 {
		c = read(old, new)
	} else {
		c = read(new, old)
		c.reversed = true
	}
	c.keep()
	c.moveUnchanged(wordsToMoveFirst)
	c.pair()
	c.moveAlike()
	c.absorb()
	return c.operations()
}

// Line gives the runs from one line to another, both as tokens, as one edited
// operation of one sentence; Same where nothing differs.
func Line(old, new []string) Op {
	c := read([][]string{old}, [][]string{new})
	c.keep()
	if c.old[0].partner < 0 {
		c.join(0, 0, false)
	}
	return c.operations()[0]
}
