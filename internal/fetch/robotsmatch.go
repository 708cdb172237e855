package fetch

import (
	"strings"
	"unicode/utf8"
)

// matches says whether pattern, with * for anything and a final $ for the end,
// matches from the start of path. Its time is linear in path for each *.
func matches(pattern, path string) bool {
	whole := strings.HasSuffix(pattern, "$")
	pattern = strings.TrimSuffix(pattern, "$")
	first, rest, star := strings.Cut(pattern, "*")
	if !strings.HasPrefix(path, first) {
		return false
	}
	path = path[len(first):]
	if !star {
		return !whole || path == ""
	}
	for {
		part, more, again := strings.Cut(rest, "*")
		if !again && whole {
			return strings.HasSuffix(path, part)
		}
		i := strings.Index(path, part)
		if i < 0 {
			return false
		}
		if !again {
			return true
		}
		path, rest = path[i+len(part):], more
	}
}

// normalPattern and normalPath bring both sides to one spelling: characters
// that need no escape are not escaped, all others are, in capitals (RFC 9309,
// 2.2.2). In a pattern * and a final $ keep their meaning; elsewhere they are
// characters.
func normalPattern(s string) string { return normalEscapes(s, false) }
func normalPath(s string) string    { return normalEscapes(s, true) }

func normalEscapes(s string, literal bool) string {
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		c := s[i]
		switch {
		case c == '%' && i+2 < len(s) && isHex(s[i+1]) && isHex(s[i+2]):
			d := unhex(s[i+1])<<4 | unhex(s[i+2])
			if unreserved(d) {
				b.WriteByte(d)
			} else {
				escape(&b, d)
			}
			i += 2
		case c >= utf8.RuneSelf, c <= ' ', c == 0x7f, c == '*' && literal, c == '$' && (literal || i+1 < len(s)):
			escape(&b, c)
		default:
			b.WriteByte(c)
		}
	}
	return b.String()
}

func escape(b *strings.Builder, c byte) {
	const digits = "0123456789ABCDEF"
	b.WriteByte('%')
	b.WriteByte(digits[c>>4])
	b.WriteByte(digits[c&15])
}

func isHex(c byte) bool {
	return c >= '0' && c <= '9' || c >= 'a' && c <= 'f' || c >= 'A' && c <= 'F'
}

func unhex(c byte) byte {
	if c <= '9' {
		return c - '0'
	}
	return c&^0x20 - 'A' + 10
}

func unreserved(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || strings.IndexByte("-._~", c) >= 0
}
