package feed

import (
	"strings"
)

// maxClimbed is how many steps end tags may search for what they end.
const maxClimbed = 20_000_000

// subtree reads the element whose start tag was just met, whole. Where its
// end is missing it ends with the next of its kind or with what encloses it.
func (d *document) subtree(base, lang string) *node {
	d.slab.reset()
	d.depth = len(d.open) + 1
	root := d.element(base, lang)
	t := treeing{d: d, root: root, cur: root}
	if d.scan.closed {
		t.cur = nil
	}
	for t.cur != nil && t.take(d.scan.next()) {
	}
	d.depth = len(d.open)
	d.scopes.leave(d.depth + 1)
	return root
}

// treeing is a subtree while it grows.
type treeing struct {
	d         *document
	root, cur *node
	over      int // open elements that are too deep or too many to be kept
}

// take puts one token in its place and reports whether the subtree goes on.
func (t *treeing) take(k kind) bool {
	d := t.d
	switch k {
	case endOfText:
		d.cut = true
		t.forget()
		return false
	case textToken, cdataToken:
		t.words(k)
	case startToken:
		if t.over == 0 && t.cur.parent != nil || t.cur == t.root {
			if d.scan.name == t.root.name && opensEntry[t.root.local] {
				d.pending = startToken
				return false
			}
		}
		t.open()
	case endToken:
		return t.close()
	}
	return true
}

func (t *treeing) words(k kind) {
	if t.over > 0 || t.d.slab.used >= maxNodes {
		return
	}
	n := t.d.slab.get()
	n.kind, n.text = k, t.d.scan.text
	t.cur.append(n)
}

func (t *treeing) open() {
	d := t.d
	if t.over > 0 || d.depth >= maxDepth || d.slab.used >= maxNodes {
		d.warn("elements nested deeper than 500 or more than 200,000 in one entry were left out")
		if !d.scan.closed {
			t.over++
		}
		return
	}
	d.depth++
	n := d.element(t.cur.base, t.cur.lang)
	t.cur.append(n)
	if d.scan.closed || voids[n.local] && (n.is == core || n.is == xhtml || n.is == atom) && t.cur != t.root {
		d.scopes.leave(d.depth)
		d.depth--
		return
	}
	t.cur = n
}

// voids are the empty elements of HTML that stand unclosed in feeds.
var voids = map[string]bool{"br": true, "hr": true, "img": true}

func (t *treeing) close() bool {
	d := t.d
	if t.over > 0 {
		t.over--
		return true
	}
	depth := d.depth
	for n := t.cur; n != nil && d.mayClimb(d.depth-depth); n = n.parent {
		if n.name == d.scan.name || len(n.name) == len(d.scan.name) && strings.EqualFold(n.name, d.scan.name) {
			t.cur, d.depth = n.parent, depth-1
			d.scopes.leave(depth)
			return t.cur != nil
		}
		depth--
	}
	if d.isOpen(d.scan.name) {
		d.pending = endToken
		return false
	}
	return true
}

// mayClimb keeps end tags that end nothing from searching all that is open
// for ever: after many steps only the nearest elements are looked at.
func (d *document) mayClimb(steps int) bool {
	d.climbed++
	return d.climbed < maxClimbed || steps < 8
}

// forget empties the part in which the document was cut off, unless it is a
// longer text: half an address or half a date is a wrong one.
func (t *treeing) forget() {
	part := t.cur
	for part.parent != nil && part.parent != t.root {
		part = part.parent
	}
	if part.parent == t.root && !proseParts[part.local] {
		part.first, part.last = nil, nil
	}
}

var proseParts = set("description encoded content summary body abstract fullitem outline")
