package feed

import (
	"strings"
	"unicode"
)

// squeeze makes one line of s: white space becomes single spaces, and what
// would turn the direction of the words around it is taken out.
func squeeze(s string) string {
	if !needsSqueeze(s) {
		return s
	}
	var b strings.Builder
	b.Grow(len(s))
	gap := false
	for _, r := range s {
		switch {
		case unicode.IsSpace(r) && r != 0xA0 && r != 0x2002 && r != 0x2003 && r != 0x2009 && r != 0x202F && r != 0x3000:
			gap = b.Len() > 0
		case r >= 0x202A && r <= 0x202E || r >= 0x2066 && r <= 0x2069 || r < 0x20:
		default:
			if gap {
				b.WriteByte(' ')
				gap = false
			}
			b.WriteRune(r)
		}
	}
	return b.String()
}

func needsSqueeze(s string) bool {
	for i := 0; i < len(s); i++ {
		switch b := s[i]; {
		case b < 0x20 || b == 0xE2 || b == 0xC2 || b == 0xE1:
			return true
		case b == ' ' && (i == 0 || i+1 == len(s) || s[i+1] == ' '):
			return true
		}
	}
	return false
}

// copyOf gives at most limit bytes of s, of memory of its own.
func copyOf(s string, limit int) string {
	s = strings.TrimSpace(s)
	if len(s) > limit {
		s = strings.ToValidUTF8(s[:limit], "")
	}
	return strings.Clone(s)
}
