package feed

import (
	"fmt"
	"slices"
	"strings"
	"unsafe"

	"tearsheet"
)

const maxEntries = 10_000

// document is one XML listing while it is read.
type document struct {
	scan    scanner
	scopes  scopes
	slab    slab
	open    []frame // containers: rss, channel, feed …, which are read as they come
	depth   int
	climbed int  // steps from end tags to what they end
	pending kind // a token that was met and not yet used
	cut     bool // the text ended before the root did
	full    bool // no more entries are taken

	dialect dialect
	listing tearsheet.Listing
	head    head

	childTimes []tearsheet.StatedTime // of the children of a sitemap index
	seen       map[string]bool        // addresses of an OPML file
}

// frame is a container that is open.
type frame struct {
	name, local, base, lang string
}

// dialect is how the kind of listing is read.
type dialect struct {
	containers map[string]bool
	entries    map[string]bool
	root       func(*document, *node) // the root and, in RSS, the channel
	entry      func(*document, *node)
	about      func(*document, *node) // any other element of a container
	end        func(*document)
}

// opensEntry are the elements that cannot stand within themselves: where one
// begins before the last was closed, the last is over.
var opensEntry = set("item entry url sitemap")

// read gives the Parse of a dialect.
func read(dialect dialect) func([]byte, string) (tearsheet.Listing, error) {
	return func(b []byte, base string) (tearsheet.Listing, error) {
		d := &document{dialect: dialect}
		d.scan.s = view(b)
		d.listing.Entries = []tearsheet.Entry{}
		d.listing.Warnings = []string{}
		d.walk(base)
		dialect.end(d)
		d.close()
		return d.listing, nil
	}
}

// view gives b as a string without a copy of what may be 16 MiB. The string
// is read while b is, and nothing that outlives the reading is a part of it:
// whatever a listing keeps is copied out.
func view(b []byte) string { return unsafe.String(unsafe.SliceData(b), len(b)) }

func (d *document) walk(base string) {
	for !d.full {
		k := d.pending
		if d.pending = endOfText; k == endOfText {
			k = d.scan.next()
		}
		switch k {
		case endOfText:
			d.cut = d.cut || len(d.open) > 0
			return
		case startToken:
			d.begin(base)
		case endToken:
			if d.leave() {
				return
			}
		}
	}
}

// begin reads a container's start, an entry, or anything else within a container.
func (d *document) begin(base string) {
	lang := ""
	if n := len(d.open); n > 0 {
		base, lang = d.open[n-1].base, d.open[n-1].lang
	}
	local := localName(d.scan.name)
	switch {
	case d.dialect.containers[local] && len(d.open) < 8:
		d.enter(local, base, lang)
	case len(d.open) == 0: // junk before the root
	case d.dialect.entries[local]:
		d.take(d.subtree(base, lang))
	default:
		d.dialect.about(d, d.subtree(base, lang))
	}
}

func (d *document) enter(local, base, lang string) {
	d.slab.reset()
	d.depth = len(d.open) + 1
	n := d.element(base, lang)
	d.dialect.root(d, n)
	if d.scan.closed {
		d.scopes.leave(d.depth)
		return
	}
	d.open = append(d.open, frame{n.name, local, n.base, n.lang})
}

// leave closes a container and reports whether it was the root.
func (d *document) leave() bool {
	for i := len(d.open) - 1; i >= 0; i-- {
		if strings.EqualFold(d.open[i].name, d.scan.name) {
			d.open = d.open[:i]
			d.scopes.leave(i + 1)
			return i == 0
		}
	}
	return false
}

func (d *document) isOpen(name string) bool {
	return slices.ContainsFunc(d.open, func(f frame) bool { return strings.EqualFold(f.name, name) })
}

func (d *document) take(n *node) {
	if len(d.listing.Entries)+len(d.listing.Children) >= maxEntries {
		d.full = true
		d.warn("more than 10,000 entries: the first 10,000 were read")
		return
	}
	d.dialect.entry(d, n)
}

// warn notes what could not be read, once.
func (d *document) warn(format string, args ...any) {
	if message := fmt.Sprintf(format, args...); len(d.listing.Warnings) < 20 && !slices.Contains(d.listing.Warnings, message) {
		d.listing.Warnings = append(d.listing.Warnings, message)
	}
}

func (d *document) close() {
	if d.cut || d.scan.cut {
		d.warn("the document ends before it is closed: what had come was read")
	}
	if d.scan.refs.refused {
		d.warn("entities of the document type that would make it grow were left as they are written")
	}
}
