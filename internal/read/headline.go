package read

import (
	"strings"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// candidate is one thing that may be the headline, and where it stands.
type candidate struct{ words, where string }

// headline gives the headline as the publisher states it, with the place where
// it was read. Case and punctuation are never touched; only the site's name and
// a kicker that a statement of the page leaves out are cut off.
func (s *sheet) headline() candidate {
	if s.head == nil {
		c := s.chooseHeadline()
		s.head = &c
	}
	return *s.head
}

// chooseHeadline asks, in this order: the statement that the h1 repeats behind
// a kicker, what the feed calls the article where the page says so, too, what
// the address spells out, what JSON-LD and og:title agree on, what the reader
// sees (the h1) where a statement agrees or it is the only one, what two
// statements agree on, and the first statement.
func (s *sheet) chooseHeadline() candidate {
	said := s.statedHeadlines()
	shown := s.shownHeadline()
	for _, c := range [...]candidate{s.behindKicker(shown, said), s.asInFeed(shown, said), s.asInAddress(shown, said), s.twiceStated(said)} {
		if c.words != "" {
			return asWritten(c, shown, said)
		}
	}
	if shown.words != "" && (len(said) == 0 || s.onlyH1() && len(strings.Fields(shown.words)) >= 3 && !s.opensWithSite(shown.words) || agreed(shown, said)) {
		return asWritten(shown, shown, said)
	}
	for i, a := range said {
		if agreed(a, said[i+1:]) {
			return asWritten(a, shown, said)
		}
	}
	if len(said) > 0 {
		return said[0]
	}
	return candidate{}
}

func (s *sheet) shownHeadline() candidate {
	if s.mainH1() == nil {
		return candidate{}
	}
	return candidate{s.shown, "h1"}
}

// agreed reports whether a statement from another place has the same words.
func agreed(c candidate, said []candidate) bool {
	k := key(c.words)
	for _, o := range said {
		if o.where != c.where && key(o.words) == k {
			return true
		}
	}
	return false
}

// behindKicker gives the statement that is the end of the h1 (or, without one,
// of the first statement), when what stands
// before it is a kicker: less than half, and parted from it. A title or a
// tweet counts only where nothing confirms the whole h1.
func (s *sheet) behindKicker(shown candidate, said []candidate) candidate {
	if shown.words == "" && len(said) > 0 {
		shown = said[0]
	}
	confirmed := agreed(shown, said)
	for _, c := range said {
		if confirmed && c.where != "meta og:title" && c.where != "json-ld headline" {
			continue
		}
		if endsWith(shown.words, c.words) {
			return c
		}
	}
	return candidate{}
}

// endsWith reports whether tail, folded, is the greater part of the words and
// its end.
func endsWith(words, tail string) bool {
	k, t := key(words), key(tail)
	if len(t)*2 <= len(k) || len(t) >= len(k) || !strings.HasSuffix(k, t) || len(strings.Fields(tail)) < 3 {
		return false
	}
	left := len(k) - len(t)
	for i, r := range words {
		if left == 0 {
			return i > 0 && (!unicode.IsLetter(r) || words[i-1] == ' ' || words[i-1] == '-' || words[i-1] == ':')
		}
		left -= len(key(string(r)))
	}
	return false
}

// asInFeed settles a contradiction: where the h1 and the statements differ, the
// one that the feed's title repeats counts. The words are still the page's.
func (s *sheet) asInFeed(shown candidate, said []candidate) candidate {
	k := key(s.feedTitle)
	if k == "" {
		return candidate{}
	}
	for _, c := range append([]candidate{shown}, said...) {
		if c.words != "" && key(c.words) == k {
			return c
		}
	}
	return candidate{}
}

// twiceStated gives what JSON-LD and og:title, the two that a publisher writes
// for other readers of its pages, agree on.
func (s *sheet) twiceStated(said []candidate) candidate {
	for _, a := range said {
		for _, b := range said {
			if a.where == "json-ld headline" && b.where == "meta og:title" && key(a.words) == key(b.words) {
				return a
			}
		}
	}
	return candidate{}
}

// asWritten gives c as it is written with care: one headline is written with
// several kinds of quotes and dashes. JSON-LD counts first, then what is seen.
func asWritten(c, shown candidate, said []candidate) candidate {
	k := key(c.words)
	for _, o := range said {
		if o.where == "json-ld headline" && key(o.words) == k && o.words != shown.words {
			return o
		}
	}
	if key(shown.words) == k {
		return shown
	}
	return c
}

// mainH1 gives the h1 of the article: the one that the page's statements
// repeat, the most trusted first, else the first that is not the site's name
// or furniture.
func (s *sheet) mainH1() *html.Node {
	if s.h1Known {
		return s.main
	}
	s.h1Known = true
	var own []heading
	keys := map[string]int{}
	for _, h := range s.h1 {
		if within(h.node, atom.Nav, atom.Aside, atom.Footer) != nil || s.isSite(h.words) {
			continue
		}
		if k := key(h.words); keys[k] == 0 {
			own = append(own, h)
			keys[k] = len(own)
		}
	}
	if len(own) == 0 {
		return nil
	}
	chosen := own[0]
	for _, c := range s.statedHeadlines() {
		if i := keys[key(c.words)]; i > 0 {
			chosen = own[i-1]
			break
		}
	}
	s.main, s.shown = chosen.node, chosen.words
	return s.main
}

func (s *sheet) onlyH1() bool {
	n := 0
	for _, h := range s.h1 {
		if !s.isSite(h.words) {
			n++
		}
	}
	return n == 1
}

// key folds what may differ between two writings of one headline: case,
// punctuation and white space.
func key(s string) string {
	var b strings.Builder
	for _, r := range s {
		if unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) {
			b.WriteRune(unicode.ToLower(r))
		}
	}
	return b.String()
}
