package feed

import (
	"strings"

	"golang.org/x/net/html"
)

// Sanitiser is the version of the sanitiser, for whoever records what made a
// page safe.
const Sanitiser = "tearsheet/safe@1"

const maxOpen = 200 // elements of a fragment that are open at once

// Safe gives strangers' HTML as it may stand in our pages: words, their
// structure, links and pictures, and nothing that runs, draws over the page,
// or asks the reader for anything. Relative addresses are seen from base.
func Safe(markup, base string) string { return sanitise(markup, base, &forPages) }

// Inert gives HTML as it came but for what can run: what a program gets that
// reads our output. Presentation, names and forms stay.
func Inert(markup, base string) string { return sanitise(markup, base, &forPrograms) }

// policy is what may stay.
type policy struct {
	elements   map[string]bool
	dropped    map[string]bool // left out with their content
	attributes map[string]bool // of any element
	of         map[string]map[string]bool
	style      bool
	rel        string // set on every link that goes out
}

// sanitise writes the allowed part of markup anew. Of what it writes, nothing
// but the names in the policy can be a tag, whatever reads it and however
// often it is read again: text and values are escaped, no allowed element
// changes how its content is read as markup, and foreign content is left out.
func sanitise(markup, base string, p *policy) string {
	if !strings.ContainsAny(markup, "<&>\"'") {
		return markup
	}
	s := sanitiser{p: p, base: base}
	s.out.Grow(len(markup))
	z := html.NewTokenizer(strings.NewReader(settle(markup)))
	for {
		switch z.Next() {
		case html.ErrorToken:
			s.closeTo(0)
			return s.out.String()
		case html.TextToken:
			s.text(z)
		case html.StartTagToken, html.SelfClosingTagToken:
			s.start(z)
		case html.EndTagToken:
			name, _ := z.TagName()
			s.end(string(name))
		}
	}
}

type sanitiser struct {
	raw    bool // within an iframe, whose content the tokenizer does not take apart
	p      *policy
	base   string
	out    strings.Builder
	open   []string
	hidden []string // elements left out with their content that are open
}

func (s *sanitiser) text(z *html.Tokenizer) {
	if len(s.hidden) > 0 {
		return
	}
	words := string(z.Text())
	if s.raw {
		words = plain(words)
	}
	s.out.WriteString(escapeText(words))
}

var textEscaper = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", "\x00", "\uFFFD")

func escapeText(text string) string { return textEscaper.Replace(text) }

func (s *sanitiser) start(z *html.Tokenizer) {
	raw, more := z.TagName()
	name := string(raw)
	s.raw = name == "iframe"
	if s.p.dropped[name] {
		s.hidden = append(s.hidden, name)
		return
	}
	if len(s.hidden) > 0 || !s.p.elements[name] || len(s.open) >= maxOpen {
		return
	}
	if n := len(s.open); n > 0 && endsBefore[name][s.open[n-1]] {
		s.closeTo(n - 1)
	}
	s.out.WriteByte('<')
	s.out.WriteString(name)
	s.attributes(z, name, more)
	if htmlVoid[name] {
		s.out.WriteString(" />")
		return
	}
	s.out.WriteByte('>')
	s.open = append(s.open, name)
}

func (s *sanitiser) end(name string) {
	s.raw = false
	if n := len(s.hidden); n > 0 {
		for i := n - 1; i >= 0; i-- {
			if s.hidden[i] == name {
				s.hidden = s.hidden[:i]
				return
			}
		}
		return
	}
	for i := len(s.open) - 1; i >= 0; i-- {
		if s.open[i] == name {
			s.closeTo(i)
			return
		}
	}
}

// closeTo closes what is open down to the n-th element.
func (s *sanitiser) closeTo(n int) {
	for i := len(s.open) - 1; i >= n; i-- {
		s.out.WriteString("</")
		s.out.WriteString(s.open[i])
		s.out.WriteByte('>')
	}
	s.open = s.open[:n]
}

func (s *sanitiser) attributes(z *html.Tokenizer, element string, more bool) {
	link, seen := false, map[string]bool{}
	for more {
		var k, v []byte
		k, v, more = z.TagAttr()
		name, value := string(k), string(v)
		if seen[name] || !s.p.attributes[name] && !s.p.of[element][name] {
			continue
		}
		seen[name] = true
		switch {
		case name == "style":
			if value = safeStyle(value); value == "" {
				continue
			}
		case addressed[name]:
			at, ok := safeAddress(value, s.base, element == "img" || element == "source")
			if !ok {
				continue
			}
			value = at
			link = link || name == "href"
		}
		s.attribute(name, value)
	}
	if link && s.p.rel != "" {
		s.attribute("rel", s.p.rel)
	}
}

func (s *sanitiser) attribute(name, value string) {
	s.out.WriteByte(' ')
	s.out.WriteString(name)
	s.out.WriteString(`="`)
	s.out.WriteString(html.EscapeString(value))
	s.out.WriteByte('"')
}

// safeAddress gives an address that a reader may follow: of the web or of
// mail, or relative where no base is known.
func safeAddress(value, base string, picture bool) (string, bool) {
	value = strings.Map(func(r rune) rune {
		if r < 0x20 || r == 0x7F || r >= 0x80 && r < 0xA0 || r >= 0x200B && r <= 0x200F || r == 0x2028 || r == 0x2029 || r == 0xFEFF {
			return -1
		}
		return r
	}, value)
	value = resolveAny(base, value)
	scheme, _, found := strings.Cut(value, ":")
	if !found || strings.ContainsAny(scheme, "/?#") {
		return value, true
	}
	switch strings.ToLower(scheme) {
	case "http", "https":
		return value, true
	case "mailto":
		return value, !picture
	}
	return "", false
}
