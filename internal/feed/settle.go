package feed

import "strings"

// settle decides what the declarations in markup are, of which browsers and
// tokenizers think differently: a comment that never ends is over at its first
// ">", and "<!" that begins nothing is text.
func settle(markup string) string {
	i := strings.Index(markup, "<!")
	if i < 0 {
		return markup
	}
	s := settling{rest: markup}
	s.out.Grow(len(markup))
	for ; i >= 0; i = strings.Index(s.rest, "<!") {
		s.out.WriteString(s.rest[:i])
		s.rest = s.rest[i:]
		if end := s.end(); end > 0 {
			s.rest = s.rest[end:]
		} else {
			s.out.WriteString("&lt;!")
			s.rest = s.rest[len("<!"):]
		}
	}
	s.out.WriteString(s.rest)
	return s.out.String()
}

// settling remembers what does not come any more, for hostile markup would
// otherwise cost its length squared.
type settling struct {
	out                     strings.Builder
	rest                    string
	noCommentEnd, noBracket bool
}

// end gives the length of the declaration at the start of rest, 0 when it is none.
func (s *settling) end() int {
	switch {
	case strings.HasPrefix(s.rest, "<!--"):
		if !s.noCommentEnd {
			if end := strings.Index(s.rest[4:], "-->"); end >= 0 {
				return 4 + end + 3
			}
			s.noCommentEnd = true
		}
		return s.bracket()
	case len(s.rest) > 2 && s.rest[2]|0x20 >= 'a' && s.rest[2]|0x20 <= 'z':
		if end := strings.IndexAny(s.rest[1:], "<>") + 1; end > 0 && s.rest[end] == '>' {
			return end + 1
		}
	}
	return 0
}

func (s *settling) bracket() int {
	if s.noBracket {
		return 0
	}
	end := strings.IndexByte(s.rest, '>') + 1
	s.noBracket = end == 0
	return end
}
