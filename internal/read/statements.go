package read

import "golang.org/x/net/html"

// statedHeadlines are the headlines that the page states about itself, most
// trusted first.
func (s *sheet) statedHeadlines() []candidate {
	if s.heads != nil {
		return s.heads
	}
	all := []candidate{}
	add := func(words, where string) {
		if words = s.asStated(words, where); words != "" && !s.isSite(words) {
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

// asStated takes the site's name off a statement, and what follows the h1's
// words; not where JSON-LD's headline goes on like that and og:title says the
// same: then the rest belongs to it.
func (s *sheet) asStated(words, where string) string {
	cut := s.withoutSite(words, where == "title")
	if cut == words || where != "json-ld headline" && where != "meta og:title" {
		return cut
	}
	own := s.withoutName(words)
	if own != cut && s.saysBoth(own) {
		return own
	}
	return cut
}

// saysBoth reports whether both JSON-LD and og:title state the words.
func (s *sheet) saysBoth(words string) bool {
	og, _ := s.said("og:title")
	if key(s.withoutName(og)) != key(words) {
		return false
	}
	for _, o := range s.articles() {
		if o.rank() >= 2 && key(s.withoutName(plainText(o.str("headline")))) == key(words) {
			return true
		}
	}
	return false
}
