package vocab

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Normal gives the form under which a name is looked up: letters and digits in
// lower case without accents, words parted by one blank, "St." written out.
func Normal(name string) string {
	if plainASCII(name) {
		return abbreviations(fold(name))
	}
	var b strings.Builder
	for _, r := range norm.NFD.String(name) {
		if plain, ok := letters[r]; ok {
			b.WriteString(plain)
		} else if !unicode.Is(unicode.Mn, r) {
			b.WriteRune(r)
		}
	}
	return abbreviations(fold(b.String()))
}

// letters that no decomposition brings to plain ones.
var letters = map[rune]string{'ø': "o", 'Ø': "O", 'ł': "l", 'Ł': "L", 'đ': "d", 'Đ': "D", 'ß': "ss", 'æ': "ae", 'Æ': "Ae", 'œ': "oe", 'Œ': "Oe", 'ı': "i", 'ð': "d", 'þ': "th", 'ə': "a", 'Ə': "A"}

func plainASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= 0x80 {
			return false
		}
	}
	return true
}

// fold keeps letters and digits; apostrophes and full stops vanish, all other
// marks part words.
func fold(s string) string {
	b := make([]byte, 0, len(s))
	for _, r := range s {
		switch {
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			b = append(b, string(unicode.ToLower(r))...)
		case r == '\'' || r == '’' || r == '.' || r == '‘' || r == 'ʻ' || r == '`':
		case len(b) > 0 && b[len(b)-1] != ' ':
			b = append(b, ' ')
		}
	}
	return strings.TrimSpace(string(b))
}

func abbreviations(s string) string {
	for short, long := range map[string]string{"st ": "saint ", "ft ": "fort ", "mt ": "mount "} {
		if strings.HasPrefix(s, short) {
			return long + s[len(short):]
		}
	}
	return s
}

// Postal gives the form under which the postal code of an area is looked up:
// "IL" is no name that stands alone.
func Postal(code string) string { return "," + code }
