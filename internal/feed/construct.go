package feed

import (
	"encoding/base64"
	"html"
	"strings"
	"unicode"

	"tearsheet"
)

const (
	maxTitle = 4 << 10
	maxText  = 4 << 20
)

// reading is how the words of an element are meant.
type reading uint8

const (
	guess   reading = iota // RSS does not say
	literal                // text
	marked                 // HTML
)

// construct gives the words of an element that may hold markup, and how they
// are meant: Atom says so by type and mode, RSS leaves it open.
func (d *document) construct(n *node) (string, reading) {
	if n.hasElements() {
		return d.inline(n), marked
	}
	value := withoutSection(d.words(n))
	if !d.head.atom && n.is != atom {
		return value, guess
	}
	kind, _ := n.attr("type")
	mode, _ := n.attr("mode")
	kind = strings.ToLower(strings.TrimSpace(kind))
	if mode == "base64" {
		value = fromBase64(value)
	}
	switch {
	case kind == "" && (d.head.old || mode != ""):
		return value, guess
	case kind == "" || kind == "text" || kind == "text/plain":
		return value, literal
	case kind == "html" || kind == "text/html" || mode == "escaped" || mode == "base64" && strings.Contains(kind, "html"):
		return value, marked
	case strings.Contains(kind, "xhtml") || strings.HasPrefix(kind, "text/") || strings.HasSuffix(kind, "xml"):
		return value, literal
	case strings.Contains(kind, "/"): // a picture, a sound: nothing to read
		return fromBase64Text(value), marked
	}
	return value, guess
}

// inline gives the markup that stands in n, without the div that Atom wraps
// around it. In a construct that says "html" the text in that div is escaped
// markup after all.
func (d *document) inline(n *node) string {
	kind, _ := n.attr("type")
	if !d.head.atom || d.head.old || kind != "xhtml" && kind != "html" {
		return d.markup(n)
	}
	inner := onlyDiv(n)
	if kind == "html" && inner != n && !inner.hasElements() {
		return d.words(inner)
	}
	return d.markup(inner)
}

// withoutSection takes away a CDATA section that was itself escaped.
func withoutSection(s string) string {
	if t := strings.TrimSpace(s); strings.HasPrefix(t, "<![CDATA[") && strings.HasSuffix(t, "]]>") {
		return t[len("<![CDATA[") : len(t)-len("]]>")]
	}
	return s
}

// onlyDiv gives the div that Atom's xhtml construct is wrapped in.
func onlyDiv(n *node) *node {
	var div *node
	for c := n.first; c != nil; c = c.next {
		switch {
		case c.kind != startToken && strings.TrimSpace(c.text) == "":
		case c.kind == startToken && c.local == "div" && div == nil:
			div = c
		default:
			return n
		}
	}
	if div == nil {
		return n
	}
	return div
}

func fromBase64(s string) string {
	s = strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return r
	}, s)
	b, err := base64.StdEncoding.DecodeString(s)
	if err != nil {
		b, err = base64.RawStdEncoding.DecodeString(strings.TrimRight(s, "="))
	}
	if err != nil {
		return ""
	}
	return clean(strings.ToValidUTF8(string(b), "\uFFFD"))
}

// fromBase64Text gives decoded words, and nothing when they are none.
func fromBase64Text(s string) string {
	if s = fromBase64(s); strings.ContainsRune(s, '\uFFFD') {
		return ""
	}
	return s
}

// title gives an element as plain text in one line.
func (d *document) title(n *node) string {
	value, how := d.construct(n)
	switch how {
	case marked:
		value = plain(value)
	case guess:
		value = untyped(value)
	}
	value = squeeze(value)
	if len(value) > maxTitle {
		d.head.longTitles++
	}
	return copyOf(value, maxTitle)
}

// untyped gives the plain text of words of which nobody says whether they are
// markup: they are read as such only where they look like it.
func untyped(s string) string {
	if strings.ContainsAny(s, "<&") && looksLikeHTML(s) {
		return plain(s)
	}
	return s
}

// html gives an element as HTML, with absolute addresses.
func (d *document) html(n *node) string {
	value, how := d.construct(n)
	value = strings.TrimSpace(value)
	switch {
	case how == literal:
		value = html.EscapeString(value)
	case how == guess && hasUnknownTag(value):
		value = html.EscapeString(value)
	}
	value = absolute(value, n.base)
	if len(value) > maxText {
		d.head.longTexts++
	}
	return copyOf(value, maxText)
}

// hasUnknownTag reports whether s, read as HTML, would lose words that look
// like tags and are none: "List<String> is …".
func hasUnknownTag(s string) bool {
	return strings.IndexByte(s, '<') >= 0 && !startsKnownTag(s) && !looksLikeHTML(s)
}

func startsKnownTag(s string) bool {
	for {
		i := strings.IndexByte(s, '<')
		if i < 0 {
			return false
		}
		s = s[i+1:]
		if name := tagName(strings.TrimPrefix(s, "/")); knownTags[name] || strings.HasPrefix(s, "!") {
			return true
		}
	}
}

// own gives the text directly in n, without that of its elements.
func (d *document) own(n *node) string {
	var b strings.Builder
	for c := n.first; c != nil; c = c.next {
		if c.kind != startToken {
			b.WriteString(d.literal(c))
		}
	}
	return b.String()
}

// when reads the time that an element states.
func (d *document) when(to *tearsheet.StatedTime, n *node) { d.state(to, d.words(n)) }

// A time before firstYear is what a program writes that has none: the year 1
// of .NET, the epoch of Unix, or a year of Persia. One after lastYear is a year
// of another calendar.
const (
	firstYear = 1980
	lastYear  = 2100
)

// state keeps the time that s states, if it does.
func (d *document) state(to *tearsheet.StatedTime, s string) {
	if s = strings.TrimSpace(s); s == "" {
		return
	}
	t := parseTime(s)
	switch {
	case t.IsZero():
		d.head.unreadable++
		return
	case t.Time.Year() < firstYear:
		d.head.implausible++
		return
	case t.Time.Year() > lastYear:
		d.head.farAhead++
		return
	}
	*to = t
}
