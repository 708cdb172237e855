package read

import (
	"strings"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// candidate is one thing that may be the headline, and where it stands.
type candidate struct{ words, where string }

// headline gives the headline as the page shows it. What the reader sees, the
// h1, counts when one of the page's own statements (og:title, JSON-LD, title)
// agrees with it, or when it is the only one. When it holds a statement and a
// kicker beside it, the statement counts. Without an h1 it is what two of the
// statements agree on, else the first. Case and punctuation are never touched,
// only the site's name is cut off.
func (s *sheet) headline() candidate {
	if s.head == nil {
		c := s.chooseHeadline()
		s.head = &c
	}
	return *s.head
}

func (s *sheet) chooseHeadline() candidate {
	said := s.statedHeadlines()
	if s.mainH1() != nil {
		shown := candidate{s.shown, "h1"}
		k := key(s.shown)
		for _, c := range said {
			if key(c.words) == k {
				return shown
			}
		}
		for _, c := range said {
			if inner := key(c.words); len(inner)*3 > len(k)*2 && strings.HasSuffix(k, inner) {
				return c
			}
		}
		if len(said) == 0 || s.onlyH1() && len(strings.Fields(s.shown)) >= 3 {
			return shown
		}
	}
	for i, a := range said {
		for _, b := range said[i+1:] {
			if key(a.words) == key(b.words) && a.where != b.where {
				return a
			}
		}
	}
	if len(said) > 0 {
		return said[0]
	}
	return candidate{}
}

// statedHeadlines are the headlines that the page states about itself, most
// trusted first.
func (s *sheet) statedHeadlines() []candidate {
	if s.heads != nil {
		return s.heads
	}
	all := []candidate{}
	add := func(words, where string) {
		if words = s.withoutSite(words); words != "" && !s.isSite(words) {
			all = append(all, candidate{words, where})
		}
	}
	for _, o := range s.articles() {
		if o.rank() >= 2 {
			add(plainText(o.str("headline")), "json-ld headline")
			add(plainText(o.str("name")), "json-ld name")
		}
	}
	for _, name := range [...]string{"og:title", "twitter:title", "dc.title", "parsely-title", "sailthru.title", "title", "headline"} {
		words, where := s.said(name)
		add(words, where)
	}
	for _, n := range s.props["headline"] {
		if !elsewhere(n) {
			add(strOr(text(n), attr(n, "content")), "itemprop headline")
			break
		}
	}
	add(html.UnescapeString(s.title), "title")
	s.heads = all
	return all
}

// mainH1 gives the h1 of the article: the one that the page's statements
// repeat, else the first that is not the site's name or furniture.
func (s *sheet) mainH1() *html.Node {
	if s.h1Known {
		return s.main
	}
	s.h1Known = true
	said := s.statedHeadlines()
	for _, h := range s.h1 {
		if within(h.node, atom.Nav, atom.Aside, atom.Footer) != nil || s.isSite(h.words) {
			continue
		}
		if s.main == nil {
			s.main, s.shown = h.node, h.words
		}
		k := key(h.words)
		for _, c := range said {
			if k == key(c.words) {
				s.main, s.shown = h.node, h.words
				return s.main
			}
		}
	}
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
