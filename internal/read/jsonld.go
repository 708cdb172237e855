package read

import (
	"strings"
	"unicode/utf8"
)

// lenient reads JSON as publishers write it into pages: raw control
// characters, trailing or missing commas, single quotes, bare keys, comments,
// unescaped quotes inside strings, and blocks that break off. What can be
// understood is kept; nothing is an error.
type lenient struct {
	s     string
	i     int
	depth int
	left  int // values that may still be read: bounds hostile blocks
}

// readJSON gives every value of a block, usually one: string, map[string]any,
// []any, or json-like number, true, false and null as bare words.
func readJSON(s string) []any {
	p := &lenient{s: s, left: 200_000}
	var all []any
	for p.skip(); p.i < len(p.s); p.skip() {
		if c := p.s[p.i]; c != '{' && c != '[' {
			p.i++
			continue
		}
		all = append(all, p.value())
	}
	return all
}

// skip passes over white space and the comments that wrap blocks in old pages.
func (p *lenient) skip() {
	for p.i < len(p.s) {
		rest := p.s[p.i:]
		switch {
		case rest[0] <= ' ' || rest[0] == ';':
			p.i++
		case strings.HasPrefix(rest, "<!--"):
			p.i += 4
		case strings.HasPrefix(rest, "-->"):
			p.i += 3
		case strings.HasPrefix(rest, "<![CDATA["):
			p.i += 9
		case strings.HasPrefix(rest, "]]>"):
			p.i += 3
		case strings.HasPrefix(rest, "/*"):
			p.past("*/")
		case strings.HasPrefix(rest, "//"):
			p.i += 2
		case strings.HasPrefix(rest, "\uFEFF"), strings.HasPrefix(rest, "\u00a0"):
			_, n := utf8.DecodeRuneInString(rest)
			p.i += n
		default:
			return
		}
	}
}

func (p *lenient) past(end string) {
	if j := strings.Index(p.s[p.i:], end); j >= 0 {
		p.i += j + len(end)
		return
	}
	p.i = len(p.s)
}

const maxDepth = 64

func (p *lenient) value() any {
	p.skip()
	if p.i >= len(p.s) {
		return nil
	}
	if p.left--; p.left < 0 || p.depth > maxDepth {
		p.i = len(p.s)
		return nil
	}
	p.depth++
	defer func() { p.depth-- }()
	switch c := p.s[p.i]; c {
	case '{':
		return p.object()
	case '[':
		return p.array()
	case '"', '\'':
		return p.str(c)
	}
	return p.bare()
}

func (p *lenient) object() any {
	o := map[string]any{}
	p.i++
	for {
		p.skip()
		if p.i >= len(p.s) {
			return o
		}
		switch c := p.s[p.i]; c {
		case '}':
			p.i++
			return o
		case ',', ']', ':':
			p.i++
		default:
			p.member(o, c)
		}
	}
}

// member reads one "key": value. A key that comes again keeps its first value,
// and both when they differ, so that a contradiction can be seen.
func (p *lenient) member(o map[string]any, c byte) {
	start := p.i
	var key string
	if c == '"' || c == '\'' {
		key = p.str(c)
	} else {
		key, _ = p.bare().(string)
	}
	p.skip()
	if p.i < len(p.s) && p.s[p.i] == ':' {
		p.i++
		v := p.value()
		if old, ok := o[key]; ok && old != nil {
			if a, isStr := old.(string); isStr && a != v {
				v = []any{old, v}
			} else {
				v = old
			}
		}
		o[key] = v
	}
	if p.i == start {
		p.i++
	}
}

func (p *lenient) array() any {
	a := []any{}
	p.i++
	for {
		p.skip()
		if p.i >= len(p.s) {
			return a
		}
		switch p.s[p.i] {
		case ']':
			p.i++
			return a
		case '}': // the array was never closed
			return a
		case ',', ':':
			p.i++
		default:
			start := p.i
			a = append(a, p.value())
			if p.i == start {
				p.i++
			}
		}
	}
}

// bare reads a number, true, false, null or an unquoted key; null is nil.
func (p *lenient) bare() any {
	start := p.i
	for p.i < len(p.s) && !strings.ContainsRune(",:{}[]\"\n", rune(p.s[p.i])) {
		p.i++
	}
	w := strings.TrimSpace(p.s[start:p.i])
	if w == "null" || w == "undefined" || w == "" {
		return nil
	}
	return w
}
