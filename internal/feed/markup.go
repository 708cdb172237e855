package feed

import (
	"html"
	"strings"
)

// words gives all the text of n and below.
func (d *document) words(n *node) string {
	if n.first == nil {
		return ""
	}
	if n.first.next == nil && n.first.kind != startToken {
		return d.literal(n.first)
	}
	var b strings.Builder
	d.collect(n, &b)
	return b.String()
}

func (d *document) collect(n *node, b *strings.Builder) {
	for c := n.first; c != nil; c = c.next {
		if c.kind == startToken {
			d.collect(c, b)
		} else {
			b.WriteString(d.literal(c))
		}
	}
}

func (d *document) literal(n *node) string {
	if n.kind == cdataToken {
		return n.text
	}
	return d.scan.refs.text(n.text)
}

// markup gives what is within n as HTML.
func (d *document) markup(n *node) string {
	var b strings.Builder
	d.write(n, &b)
	return b.String()
}

// write writes what is within n. Elements of another vocabulary than HTML
// lose their prefix, as in HTML.
func (d *document) write(n *node, b *strings.Builder) {
	for c := n.first; c != nil; c = c.next {
		if c.kind != startToken {
			b.WriteString(html.EscapeString(d.literal(c)))
			continue
		}
		name := c.name
		if i := strings.IndexByte(name, ':'); i >= 0 {
			name = name[i+1:]
		}
		b.WriteByte('<')
		b.WriteString(name)
		d.writeAttributes(c, b)
		if c.first == nil && htmlVoid[c.local] {
			b.WriteString(" />")
			continue
		}
		b.WriteByte('>')
		d.write(c, b)
		b.WriteString("</")
		b.WriteString(name)
		b.WriteByte('>')
	}
}

func (d *document) writeAttributes(n *node, b *strings.Builder) {
	for _, a := range n.attrs {
		if strings.HasPrefix(a.name, "xmlns") || strings.HasPrefix(a.name, "xml:") {
			continue
		}
		value := d.scan.refs.text(a.value)
		if addressed[lower(a.name)] {
			value = resolveAny(n.base, value)
		}
		b.WriteByte(' ')
		b.WriteString(a.name)
		b.WriteString(`="`)
		b.WriteString(html.EscapeString(value))
		b.WriteByte('"')
	}
}

// htmlVoid are the elements of HTML that have no end.
var htmlVoid = set("area base br col command embed hr img input keygen link meta param source track wbr")

// addressed are the attributes of HTML that hold one address.
var addressed = set("href src action background cite longdesc poster lowsrc dynsrc formaction codebase data usemap profile")

func set(names string) map[string]bool {
	m := map[string]bool{}
	for _, n := range strings.Fields(names) {
		m[n] = true
	}
	return m
}
