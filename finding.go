package tearsheet

import "fmt"

// Finding is one thing that is wrong in what is kept.
type Finding struct {
	Kind  string `json:"kind"`  // file, reference, article, revision, capture, index, entry
	Where string `json:"where"` // which one
	Text  string `json:"text"`  // one sentence
}

// String gives the finding on one line.
func (f Finding) String() string { return fmt.Sprintf("%s %s: %s", f.Kind, f.Where, f.Text) }
