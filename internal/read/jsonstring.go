package read

import (
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// str reads a string that c opened.
func (p *lenient) str(c byte) string {
	p.i++
	start := p.i
	for p.i < len(p.s) && p.s[p.i] != c && p.s[p.i] != '\\' {
		p.i++
	}
	if p.i < len(p.s) && p.s[p.i] == c && p.closes() {
		p.i++
		return p.s[start : p.i-1]
	}
	var b strings.Builder
	b.WriteString(p.s[start:p.i])
	for p.i < len(p.s) {
		switch ch := p.s[p.i]; {
		case ch == '\\':
			p.escape(&b)
		case ch == c && p.closes():
			p.i++
			return b.String()
		default:
			b.WriteByte(ch)
			p.i++
		}
	}
	return b.String()
}

// closes reports whether the quote at the place ends its string: then only
// punctuation, the end or, when a comma was forgotten, a new line and a key follow.
func (p *lenient) closes() bool {
	newline := false
	for j := p.i + 1; j < len(p.s); j++ {
		switch p.s[j] {
		case ' ', '\t', '\r':
		case '\n':
			newline = true
		case ',', '}', ']', ':', '<', '/':
			return true
		case '"', '\'':
			return newline
		default:
			return false
		}
	}
	return true
}

func (p *lenient) escape(b *strings.Builder) {
	p.i++
	if p.i >= len(p.s) {
		return
	}
	c := p.s[p.i]
	p.i++
	switch c {
	case 'n', 'r', 't', 'b', 'f':
		b.WriteByte(' ')
		if c == 'n' {
			b.WriteByte('\n')
		}
	case 'u':
		b.WriteRune(p.unicode())
	default:
		b.WriteByte(c)
	}
}

func (p *lenient) unicode() rune {
	r := p.hex()
	if utf16.IsSurrogate(r) && strings.HasPrefix(p.s[p.i:], `\u`) {
		p.i += 2
		return utf16.DecodeRune(r, p.hex())
	}
	return r
}

func (p *lenient) hex() rune {
	if p.i+4 > len(p.s) {
		p.i = len(p.s)
		return utf8.RuneError
	}
	n, err := strconv.ParseUint(p.s[p.i:p.i+4], 16, 32)
	if err != nil {
		return utf8.RuneError
	}
	p.i += 4
	return rune(n)
}
