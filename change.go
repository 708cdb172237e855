package tearsheet

import "time"

// Change is the difference of two neighbouring revisions, in counts and one
// sentence. The operations themselves can be computed again at any time.
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
	Summary  string    `json:"summary"` // "Headline changed. 3 sentences edited, 1 added."
	By       string    `json:"by"`      // name@version of what computed it
}
