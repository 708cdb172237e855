package feed

import (
	"time"

	"tearsheet"
)

// Out is a listing of ours, to be written in one of the formats.
type Out struct {
	Title    string
	Home     string    // the page that it lists
	Self     string    // its own address in this format
	ID       string    // an IRI that never changes; Self where it is empty
	Updated  time.Time // our clock: when anything in it last changed
	Language string
	Entries  []OutEntry
}

// OutEntry is one article in a listing of ours.
type OutEntry struct {
	ID          string // an IRI that never changes
	Title       string // plain text
	Link        string // our page of it, or the original where there is none
	Via         string // the original
	Published   tearsheet.StatedTime
	Updated     time.Time // our clock: when its latest revision was kept
	Authors     []string
	SummaryHTML string // safe already
	ContentHTML string // safe already; empty where the rights do not allow it
	SourceName  string
	SourceURL   string
	Rights      string
	Language    string
}

// instant gives a stated time as RFC 3339 with a zone; "" where only a day or
// no zone was stated, for a zone made up would be a false statement.
func instant(t tearsheet.StatedTime) string {
	if t.Precision != tearsheet.Zoned {
		return ""
	}
	return t.String()
}
