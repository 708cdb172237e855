// Package warc answers what an archive of web pages holds: it reads WARC 1.0
// and 1.1 files, however they are packed, and writes WARC 1.1 (ISO 28500:2017)
// that other tools can replay.
package warc

import (
	"errors"
	"time"
)

// The types of record that carry what a publisher answered. Every other type
// is skipped and counted.
const (
	TypeResponse = "response" // an HTTP answer with its status line and header
	TypeResource = "resource" // the content alone
)

// Limits of a record. What is larger is skipped and counted.
const (
	MaxHeader = 64 << 10 // bytes of a record's own header, and of the HTTP header in it
	MaxBlock  = 32 << 20 // bytes of a record's block
	MaxBody   = 16 << 20 // bytes of an HTTP body, decoded
)

// ErrTruncated says that the file ends inside a record. What stood before it
// has been given.
var ErrTruncated = errors.New("the file ends inside a record; what stood before it was read")

// Record is one record of an archive.
type Record struct {
	Version string // "1.0", "1.1"
	Type    string
	ID      string
	URL     string    // WARC-Target-URI, without the angle brackets that WARC 1.0 allowed
	Date    time.Time // WARC-Date, zero where it is none
	Header  Fields
	Block   []byte
}

// Counts tell what a Reader came by and did not give.
type Counts struct {
	Skipped  map[string]int // records of other types, by type
	TooLarge int            // records over a limit
	Damaged  int            // records and compressed members that could not be read
	Junk     int64          // bytes that belong to no record
}
