package tell

import (
	"errors"
	"fmt"
	"strings"
	"unicode"

	"tearsheet"
)

func diffPath(a tearsheet.Alert) string {
	return fmt.Sprintf("/article/%s/diff/%d..%d", a.Article, a.From, a.To)
}

func asError(err error) *tearsheet.Error {
	e, _ := errors.AsType[*tearsheet.Error](err)
	return e
}

// line gives a publisher's words on one line of at most most characters:
// whatever is no printable character or plain space becomes a space, so that
// nothing ends a header, and nothing turns the words around it.
func line(text string, most int) string {
	keep := func(r rune) rune {
		if !unicode.IsPrint(r) || r == unicode.ReplacementChar {
			return ' '
		}
		return r
	}
	words := []rune(strings.Join(strings.Fields(strings.Map(keep, text)), " "))
	if len(words) <= most {
		return string(words)
	}
	return strings.TrimSpace(string(words[:most-1])) + "…"
}
