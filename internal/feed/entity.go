package feed

import (
	"html"
	"strings"
	"unicode/utf8"
)

const (
	maxEntities    = 64      // that a document may declare
	maxEntityValue = 1 << 10 // bytes
	maxExpansion   = 1 << 20 // bytes that all uses of them may become together
	longestName    = 40
)

// references resolves character references and the few entities that a
// document declares itself. Nothing is expanded twice and nothing is fetched,
// so no document can grow out of its size.
type references struct {
	declared map[string]string
	expanded int
	refused  bool // an entity was left as written, for there were too many
}

// text gives s with its references resolved. What is no reference is left as
// it was written.
func (r *references) text(s string) string {
	amp := strings.IndexByte(s, '&')
	if amp < 0 {
		return s
	}
	var b strings.Builder
	b.Grow(len(s))
	for amp >= 0 {
		b.WriteString(s[:amp])
		s = s[amp:]
		value, n := r.reference(s)
		b.WriteString(value)
		s = s[n:]
		amp = strings.IndexByte(s, '&')
	}
	b.WriteString(s)
	return b.String()
}

// reference resolves the reference at the start of s and says how long it is;
// a lone "&" stands for itself.
func (r *references) reference(s string) (string, int) {
	end := strings.IndexByte(s[:min(len(s), longestName)], ';')
	if end < 2 {
		return s[:1], 1
	}
	name := s[1:end]
	if name[0] == '#' {
		if char, ok := numeric(name[1:]); ok {
			return char, end + 1
		}
		return s[:1], 1
	}
	if value, ok := r.named(name); ok {
		return value, end + 1
	}
	return s[:1], 1
}

// named knows XML's own five, the document's, and those of HTML, which feeds
// use without declaring them.
func (r *references) named(name string) (string, bool) {
	switch name {
	case "amp":
		return "&", true
	case "lt":
		return "<", true
	case "gt":
		return ">", true
	case "quot":
		return `"`, true
	case "apos":
		return "'", true
	// XHTML 1.0 gives these other characters than HTML5 does later.
	case "lang":
		return "\u2329", true
	case "rang":
		return "\u232a", true
	}
	if value, ok := r.declared[name]; ok {
		if r.expanded+len(value) > maxExpansion {
			r.refused = true
			return "", false
		}
		r.expanded += len(value)
		return value, true
	}
	for i := 0; i < len(name); i++ {
		if b := name[i]; !(b|0x20 >= 'a' && b|0x20 <= 'z' || b >= '0' && b <= '9') {
			return "", false
		}
	}
	whole := "&" + name + ";"
	value := html.UnescapeString(whole)
	if strings.HasSuffix(value, ";") && value != ";" {
		return "", false // unknown, or only its beginning is known
	}
	return value, true
}

// numeric resolves "233" or "xE9". Numbers from 128 to 159 mean what
// Windows-1252 has there, as everywhere on the web.
func numeric(s string) (string, bool) {
	base, digits := rune(10), s
	if s != "" && s[0]|0x20 == 'x' {
		base, digits = 16, s[1:]
	}
	if digits == "" {
		return "", false
	}
	n := rune(0)
	for i := 0; i < len(digits); i++ {
		d := digit(digits[i])
		if d >= base {
			return "", false
		}
		if n = n*base + d; n > utf8.MaxRune {
			return "\uFFFD", true
		}
	}
	if n >= 128 && n < 160 {
		n = windows1252[n-128]
	}
	if !allowed(n) {
		n = utf8.RuneError
	}
	return string(n), true
}

func digit(b byte) rune {
	switch {
	case b >= '0' && b <= '9':
		return rune(b - '0')
	case b|0x20 >= 'a' && b|0x20 <= 'f':
		return rune(b|0x20-'a') + 10
	}
	return 99
}

// allowed reports whether XML 1.0 allows the character.
func allowed(r rune) bool {
	return r == '\t' || r == '\n' || r == '\r' || r >= 0x20 && r <= 0xD7FF || r >= 0xE000 && r <= 0xFFFD || r >= 0x10000 && r <= utf8.MaxRune
}

var windows1252 = [32]rune{0x20AC, 0x81, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8D, 0x017D, 0x8F,
	0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D, 0x017E, 0x0178}

// doctype passes over a document type and keeps the plain text entities that
// it declares inside. External and parameter entities are never read.
func (c *scanner) doctype() {
	c.i += len("<!DOCTYPE")
	for c.i < len(c.s) {
		switch b := c.s[c.i]; b {
		case '>':
			c.i++
			return
		case '[':
			c.i++
			c.subset()
		case '"', '\'':
			c.value()
		default:
			c.i++
		}
	}
	c.cut = true
}

// subset takes the declarations between "[" and "]".
func (c *scanner) subset() {
	for c.i < len(c.s) {
		rest := c.s[c.i:]
		switch {
		case rest[0] == ']':
			c.i++
			return
		case strings.HasPrefix(rest, "<!--"):
			c.declaration()
		case strings.HasPrefix(rest, "<!ENTITY"):
			c.i += len("<!ENTITY")
			c.entity()
		case rest[0] == '"' || rest[0] == '\'':
			c.value()
		default:
			c.i++
		}
	}
}

// entity takes `name "value"`. Any other form is passed over by subset.
func (c *scanner) entity() {
	c.space()
	name := c.word()
	c.space()
	if name == "" || name == "%" || c.i >= len(c.s) || c.s[c.i] != '"' && c.s[c.i] != '\'' {
		return
	}
	value := c.value()
	if len(value) > maxEntityValue || len(c.refs.declared) >= maxEntities {
		c.refs.refused = true
		return
	}
	if c.refs.declared == nil {
		c.refs.declared = map[string]string{}
	}
	if _, ok := c.refs.declared[name]; !ok {
		plain := references{}
		c.refs.declared[name] = plain.text(value)
	}
}
