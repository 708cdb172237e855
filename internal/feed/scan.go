package feed

import "strings"

// kind is what the scanner met.
type kind uint8

const (
	endOfText  kind = iota
	textToken       // raw, with its references
	cdataToken      // literal
	startToken
	endToken
)

// attribute stands as written: its value still holds its references.
type attribute struct{ name, value string }

const maxAttributes = 500

// scanner takes XML apart as it is found in the wild. It never fails: what is
// no markup is text, what is open at the end is closed there. Everything it
// gives is a part of the text it was given.
type scanner struct {
	s string
	i int

	name   string
	text   string
	attrs  []attribute
	closed bool // the start tag was an empty element
	cut    bool // the text ended within a tag, comment or section

	refs references

	// Once one of these is not found it will not be found further on either;
	// without this memory, hostile text costs its length squared.
	noDouble, noSingle, noInstruction bool
}

// next moves on and says to what.
func (c *scanner) next() kind {
	for c.i < len(c.s) {
		if c.s[c.i] != '<' {
			return c.run(c.i)
		}
		if c.i+1 == len(c.s) {
			c.i, c.cut = len(c.s), true
			return endOfText
		}
		switch b := c.s[c.i+1]; {
		case isNameStart(b):
			return c.start()
		case b == '/':
			return c.end()
		case b == '?':
			c.skipInstruction()
		case b == '!':
			if k := c.declaration(); k != endOfText {
				return k
			}
		default:
			return c.run(c.i + 1)
		}
	}
	return endOfText
}

// run gives the text up to the next "<" at or after from.
func (c *scanner) run(from int) kind {
	end := strings.IndexByte(c.s[from:], '<')
	if end < 0 {
		end = len(c.s)
	} else {
		end += from
	}
	c.text, c.i = c.s[c.i:end], end
	return textToken
}

func (c *scanner) end() kind {
	rest := c.s[c.i+2:]
	stop := strings.IndexAny(rest, "<>")
	if stop < 0 {
		c.cut = true
		stop = len(rest)
	}
	c.name = strings.TrimSpace(rest[:stop])
	c.i += 2 + stop
	if c.i < len(c.s) && c.s[c.i] == '>' {
		c.i++
	}
	return endToken
}

func (c *scanner) skipInstruction() {
	rest := c.s[c.i:]
	if !c.noInstruction {
		if end := strings.Index(rest, "?>"); end >= 0 {
			c.i += end + 2
			return
		}
		c.noInstruction = true
	}
	c.skipPast('>')
}

func (c *scanner) skipPast(b byte) {
	if end := strings.IndexByte(c.s[c.i:], b); end >= 0 {
		c.i += end + 1
		return
	}
	c.i, c.cut = len(c.s), true
}

// declaration takes what begins with "<!"; endOfText means that it was passed over.
func (c *scanner) declaration() kind {
	rest := c.s[c.i:]
	switch {
	case strings.HasPrefix(rest, "<!--"):
		if end := strings.Index(rest[4:], "-->"); end >= 0 {
			c.i += 4 + end + 3
		} else {
			c.i, c.cut = len(c.s), true
		}
		return endOfText
	case strings.HasPrefix(rest, "<![CDATA["):
		return c.section(rest[len("<![CDATA["):])
	case len(rest) > 9 && strings.EqualFold(rest[:9], "<!DOCTYPE"):
		c.doctype()
		return endOfText
	case len(rest) > 2 && isNameStart(rest[2]):
		c.skipPast('>')
		return endOfText
	}
	return c.run(c.i + 1)
}

func (c *scanner) section(rest string) kind {
	end := strings.Index(rest, "]]>")
	if end < 0 {
		c.text, c.i, c.cut = rest, len(c.s), true
		return cdataToken
	}
	c.text = rest[:end]
	c.i += len("<![CDATA[") + end + 3
	return cdataToken
}

func (c *scanner) start() kind {
	c.attrs, c.closed = c.attrs[:0], false
	c.i++
	c.name = c.word()
	for {
		c.space()
		if c.i >= len(c.s) {
			c.cut = true
			return startToken
		}
		switch c.s[c.i] {
		case '>':
			c.i++
			return startToken
		case '<': // the tag was never closed
			return startToken
		case '/':
			c.i++
			c.closed = c.i < len(c.s) && c.s[c.i] == '>'
		default:
			c.attribute()
		}
	}
}

func (c *scanner) attribute() {
	name := c.word()
	if name == "" {
		c.i++ // a stray quote or equals sign
		return
	}
	c.space()
	value := ""
	if c.i < len(c.s) && c.s[c.i] == '=' {
		c.i++
		c.space()
		value = c.value()
	}
	if len(c.attrs) < maxAttributes {
		c.attrs = append(c.attrs, attribute{name, value})
	}
}

// value takes a quoted value, or a bare one where the quotes are missing.
func (c *scanner) value() string {
	if c.i >= len(c.s) {
		return ""
	}
	rest := c.s[c.i:]
	lost := &c.noDouble
	switch rest[0] {
	case '\'':
		lost = &c.noSingle
		fallthrough
	case '"':
		if !*lost {
			if end := strings.IndexByte(rest[1:], rest[0]); end >= 0 {
				c.i += end + 2
				return rest[1 : 1+end]
			}
			*lost = true
		}
		c.i++
		rest = rest[1:]
	}
	end := strings.IndexAny(rest, " \t\r\n<>")
	if end < 0 {
		end = len(rest)
	}
	c.i += end
	return rest[:end]
}

func (c *scanner) space() {
	for c.i < len(c.s) && isSpace(c.s[c.i]) {
		c.i++
	}
}

// word takes a name: whatever stands before white space or a sign of markup.
func (c *scanner) word() string {
	from := c.i
	for c.i < len(c.s) && !endsName[c.s[c.i]] {
		c.i++
	}
	return c.s[from:c.i]
}

var endsName = func() (t [256]bool) {
	for _, b := range []byte(" \t\r\n\f/<>=\"'") {
		t[b] = true
	}
	return t
}()

func isSpace(b byte) bool { return b == ' ' || b == '\n' || b == '\t' || b == '\r' || b == '\f' }

func isNameStart(b byte) bool {
	return b|0x20 >= 'a' && b|0x20 <= 'z' || b == '_' || b == ':' || b >= 0x80
}
