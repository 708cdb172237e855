package feed

import (
	"encoding/binary"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// wide reads UTF-16 and UTF-32, by their mark or by the zero bytes around the
// first character.
func wide(b []byte) (string, bool) {
	if len(b) < 4 {
		return "", false
	}
	first := binary.BigEndian.Uint32(b)
	switch {
	case first == 0x0000FEFF || first == '<':
		return utf32(b, binary.BigEndian), true
	case first == 0xFFFE0000 || first == '<'<<24:
		return utf32(b, binary.LittleEndian), true
	case first>>16 == 0xFEFF || first>>16 == '<' && b[2] == 0:
		return utf16Text(b, binary.BigEndian), true
	case first>>16 == 0xFFFE || first>>16 == '<'<<8 && b[3] == 0:
		return utf16Text(b, binary.LittleEndian), true
	}
	return "", false
}

func utf16Text(b []byte, order binary.ByteOrder) string {
	units := make([]uint16, len(b)/2)
	for i := range units {
		units[i] = order.Uint16(b[2*i:])
	}
	return strings.TrimPrefix(string(utf16.Decode(units)), "\uFEFF")
}

func utf32(b []byte, order binary.ByteOrder) string {
	var s strings.Builder
	s.Grow(len(b) / 4)
	for ; len(b) >= 4; b = b[4:] {
		r := rune(utf8.RuneError)
		if u := order.Uint32(b); u <= utf8.MaxRune {
			r = rune(u)
		}
		if r != 0xFEFF {
			s.WriteRune(r)
		}
	}
	return s.String()
}
