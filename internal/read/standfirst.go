package read

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"tearsheet"
)

// standfirstWords name the lines between headline and text that belong to the
// article, as publishers call them in their classes.
var standfirstWords = []string{"standfirst", "subtitle", "sub-title", "subhead", "sub-head", "sub_title", "dek", "deck", "lead", "lede", "intro", "summary", "excerpt", "chapo", "sottotitolo", "vorspann", "ingress",
	"description", "abstract", "strapline", "blurb", "spot", "bajada", "entradilla", "perex", "manchet", "catchline", "summery"}

// standfirst puts in front the standfirst that stands under the headline but
// outside of the column.
func (s *sheet) standfirst(m *maker, column *html.Node, c *column) {
	if s.mainH1() == nil || below(s.main, column) {
		return
	}
	said := s.summaries()
	found := ""
	past := false
	each(s.doc, func(n *html.Node) bool {
		if found != "" || n == column {
			past = past && n != column
			return false
		}
		if n == s.main {
			past = true
			return false
		}
		if n.Type != html.ElementNode {
			return n.Type == html.DocumentNode
		}
		if silent(n) || past && c.skip(n) && !calledStandfirst(n) {
			return false
		}
		if past {
			found = s.readStandfirst(n, said)
		}
		return found == ""
	})
	if found == "" || m.has(found) {
		return
	}
	m.blocks = append([]tearsheet.Block{{Kind: tearsheet.Paragraph, Text: found}}, m.blocks...)
	m.links = append([]int{0}, m.links...)
}

func (s *sheet) readStandfirst(n *html.Node, said []string) string {
	if !isBlock(n.DataAtom) && n.DataAtom != atom.Span {
		return ""
	}
	called := calledStandfirst(n)
	if !called && !leaf(n) {
		return ""
	}
	words := text(n)
	if len(words) < 40 || len(words) > 1500 || linkedText(n)*2 > len(words) {
		return ""
	}
	if called {
		return words
	}
	for _, d := range said {
		if k := key(words); k == d || len(d) > 60 && strings.HasPrefix(k, d) {
			return words
		}
	}
	return ""
}

func calledStandfirst(n *html.Node) bool {
	for _, name := range [...]string{attr(n, "class"), attr(n, "itemprop"), attr(n, "data-testid")} {
		if name == "" {
			continue
		}
		for _, w := range standfirstWords {
			if hasFold(name, w) {
				return true
			}
		}
	}
	return false
}

// summaries are the folded descriptions that the page states.
func (s *sheet) summaries() []string {
	var all []string
	for _, name := range [...]string{"description", "og:description", "twitter:description"} {
		if v, _ := s.said(name); v != "" {
			all = append(all, strings.TrimRight(key(v), "…."))
		}
	}
	for _, o := range s.articles() {
		if v := o.str("description"); v != "" {
			all = append(all, key(plainText(v)))
		}
	}
	return all
}

// has reports whether a block says the same already.
func (m *maker) has(words string) bool {
	k := key(words)
	for _, b := range m.blocks {
		if strings.Contains(key(b.Text), k) {
			return true
		}
	}
	return false
}
