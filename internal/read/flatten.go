package read

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// flatten writes the page again without the tags of elements that lie deeper
// than depth. Their words stay, and so do paragraphs, headings and list items,
// which close themselves. Unclosed elements by the thousand, which the parser
// would nest or repeat, end here.
func flatten(page string, depth int) string {
	f := &flattener{depth: depth, dropped: map[atom.Atom]int{}}
	f.out.Grow(len(page))
	for z := html.NewTokenizer(strings.NewReader(page)); ; {
		switch z.Next() {
		case html.ErrorToken:
			return f.out.String()
		case html.StartTagToken:
			raw := z.Raw()
			name, _ := z.TagName()
			if f.opens(atom.Lookup(name)) {
				f.out.Write(raw)
			}
		case html.EndTagToken:
			raw := z.Raw()
			name, _ := z.TagName()
			if f.closes(atom.Lookup(name)) {
				f.out.Write(raw)
			}
		default:
			f.out.Write(z.Raw())
		}
	}
}

type flattener struct {
	out     strings.Builder
	depth   int
	open    []atom.Atom       // elements that have been written and not closed
	dropped map[atom.Atom]int // start tags left out whose end tags are to come
}

// opens reports whether a start tag is written.
func (f *flattener) opens(a atom.Atom) bool {
	if !nests(a) {
		return true
	}
	if len(f.open) >= f.depth {
		f.dropped[a]++
		return false
	}
	f.open = append(f.open, a)
	return true
}

// closes reports whether an end tag is written: those of what was left out come
// first, for they lie deepest.
func (f *flattener) closes(a atom.Atom) bool {
	if !nests(a) {
		return true
	}
	if f.dropped[a] > 0 {
		f.dropped[a]--
		return false
	}
	for i := len(f.open) - 1; i >= 0; i-- {
		if f.open[i] == a {
			f.open = f.open[:i]
			return true
		}
	}
	return false
}

// nests reports whether elements of a kind lie within each other without end.
// Those that hold raw text, that are empty or that close themselves do not.
func nests(a atom.Atom) bool {
	switch a {
	case atom.Html, atom.Head, atom.Body, atom.P, atom.Li, atom.Dt, atom.Dd, atom.Tr, atom.Td, atom.Th, atom.Tbody, atom.Thead, atom.Tfoot, atom.Option,
		atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6,
		atom.Script, atom.Style, atom.Title, atom.Textarea, atom.Noscript, atom.Iframe, atom.Xmp, atom.Plaintext, atom.Noembed, atom.Noframes,
		atom.Area, atom.Base, atom.Br, atom.Col, atom.Embed, atom.Hr, atom.Img, atom.Input, atom.Link, atom.Meta, atom.Source, atom.Track, atom.Wbr:
		return false
	}
	return true
}
