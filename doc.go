// Package tearsheet holds the words of the house: what a source, an entry, a
// capture, an article and a revision are, and what in them may never be empty.
// It does no I/O and imports the standard library alone; everything else in
// the project speaks in these words. docs/vocabulary.md gives their origin.
package tearsheet

// Name and Version are what the program calls itself, in its User-Agent, in
// what it writes and to its operator.
const (
	Name    = "Tearsheet"
	Version = "0.1.0"
)
