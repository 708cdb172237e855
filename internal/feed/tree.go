package feed

import "strings"

const (
	maxDepth = 500
	maxNodes = 200_000 // of one entry or one element of the head
)

// node is one element or one run of text. Its strings are parts of the
// document and its memory is used again for the next entry: whoever keeps
// anything of it makes a copy.
type node struct {
	kind  kind // startToken, textToken or cdataToken
	is    space
	name  string // as written
	local string // without prefix, in lower case
	text  string // raw
	attrs []attribute

	base, lang string // by xml:base and xml:lang, inherited

	parent, first, last, next *node
}

// slab hands out nodes that stay where they are, and takes all back at once.
type slab struct {
	chunks [][]node
	made   int // nodes in all chunks
	used   int
	at, in int // the next free node: chunk and place
	attrs  []attribute
}

const (
	chunk    = 32
	maxChunk = 1024
)

func (s *slab) reset() { s.used, s.at, s.in, s.attrs = 0, 0, 0, s.attrs[:0] }

func (s *slab) get() *node {
	if s.used == s.made {
		size := max(chunk, min(s.made, maxChunk))
		s.chunks = append(s.chunks, make([]node, size))
		s.made += size
	}
	for s.at < len(s.chunks) && s.in == len(s.chunks[s.at]) {
		s.at, s.in = s.at+1, 0
	}
	n := &s.chunks[s.at][s.in]
	s.in++
	s.used++
	*n = node{}
	return n
}

// keep copies attributes into the slab.
func (s *slab) keep(attrs []attribute) []attribute {
	from := len(s.attrs)
	s.attrs = append(s.attrs, attrs...)
	return s.attrs[from:len(s.attrs):len(s.attrs)]
}

func (n *node) append(child *node) {
	child.parent = n
	if n.last == nil {
		n.first = child
	} else {
		n.last.next = child
	}
	n.last = child
}

// attr gives the raw value of the attribute of that name, whatever its case.
func (n *node) attr(name string) (string, bool) {
	for _, a := range n.attrs {
		if strings.EqualFold(a.name, name) {
			return a.value, true
		}
	}
	return "", false
}

// hasElements reports whether n holds markup rather than mere text.
func (n *node) hasElements() bool {
	for c := n.first; c != nil; c = c.next {
		if c.kind == startToken {
			return true
		}
	}
	return false
}

// child gives the first element of that name within n, nil without.
func (n *node) child(local string) *node {
	for c := n.first; c != nil; c = c.next {
		if c.kind == startToken && c.local == local {
			return c
		}
	}
	return nil
}

// element makes a node of the start tag just met, and puts its namespaces in
// force until depth is left.
func (d *document) element(base, lang string) *node {
	n := d.slab.get()
	n.kind, n.name, n.base, n.lang = startToken, d.scan.name, base, lang
	if len(d.scan.attrs) > 0 {
		n.attrs = d.slab.keep(d.scan.attrs)
		d.declare(n.attrs)
	}
	prefix, local, found := strings.Cut(n.name, ":")
	if !found {
		prefix, local = "", n.name
	}
	n.is, n.local = d.scopes.find(prefix), lower(local)
	for _, a := range n.attrs {
		switch a.name {
		case "xml:base":
			n.base = resolveAny(base, d.scan.refs.text(a.value))
		case "xml:lang", "lang":
			n.lang = language(d.scan.refs.text(a.value))
		}
	}
	return n
}

func (d *document) declare(attrs []attribute) {
	for _, a := range attrs {
		if !strings.HasPrefix(a.name, "xmlns") {
			continue
		}
		switch rest := a.name[len("xmlns"):]; {
		case rest == "":
			d.scopes.declare("", a.value, d.depth)
		case rest[0] == ':':
			d.scopes.declare(rest[1:], a.value, d.depth)
		}
	}
}
