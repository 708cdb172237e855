package read

import (
	"strings"

	"golang.org/x/net/html"
)

// seeWords notes the element of a short text that opens with a word like "By"
// or holds a date.
func (s *sheet) seeWords(n *html.Node) {
	if n.Parent == nil || len(s.signed) >= 40 || len(n.Data) > 2000 {
		return
	}
	if len(s.dated) < 100 && mayBeDate(n.Data) && !readShown(withoutLabel(strings.TrimSpace(n.Data)), true).IsZero() {
		s.dated = append(s.dated, n.Parent)
		if _, ok := s.place[n.Parent]; !ok {
			s.place[n.Parent] = s.seen
		}
	}
	words := strings.TrimSpace(strings.TrimLeft(n.Data, " \t\r\n(（"))
	if len(words) > 200 || byLength(words+" ") == 0 {
		return
	}
	top := n.Parent
	if top.Parent != nil && !isBlock(top.DataAtom) && len(words) < 25 {
		top = top.Parent // the word and the name stand in elements of their own
	}
	s.signed = append(s.signed, top)
	s.place[top] = s.seen
}

// langInComment reads the language of an <html> tag that old pages hide in a
// conditional comment.
func langInComment(data string) string {
	_, tag, ok := strings.Cut(data[:min(len(data), 500)], "<html")
	if !ok {
		return ""
	}
	tag, _, _ = strings.Cut(tag, ">")
	if _, v, ok := strings.Cut(tag, `lang="`); ok {
		v, _, _ = strings.Cut(v, `"`)
		return v
	}
	return ""
}

// mayBeDate reports whether a text is short and holds figures enough.
func mayBeDate(data string) bool {
	if len(data) > 300 {
		return false
	}
	data = strings.TrimSpace(data)
	if len(data) < 8 || len(data) > 60 {
		return false
	}
	figures := 0
	for i := range len(data) {
		if isDigit(data[i]) {
			figures++
		}
	}
	return figures >= 5 || figures == 0 && data[0] >= 0xD9
}
