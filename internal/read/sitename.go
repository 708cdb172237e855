package read

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"tearsheet/internal/address"
)

var bars = []string{" | ", " – ", " — ", " - ", " :: ", " · ", " • ", " » ", " « ", " / ", " : ", "|", " -- ", " – "}

// withoutSite cuts the site's name off the end or the start of a title: the
// part behind a bar that is the site's name or its host's, or, in a <title>,
// whatever follows the h1's words.
func (s *sheet) withoutSite(title string) string {
	for range 3 {
		cut := s.cutOnce(title)
		if cut == title {
			break
		}
		title = cut
	}
	return title
}

func (s *sheet) cutOnce(title string) string {
	for _, bar := range bars {
		if i := strings.LastIndex(title, bar); i > 0 && s.isSite(title[i+len(bar):]) {
			return strings.TrimSpace(title[:i])
		}
		if i := strings.Index(title, bar); i > 0 && s.isSite(title[:i]) && i+len(bar) < len(title) {
			return strings.TrimSpace(title[i+len(bar):])
		}
	}
	for _, h := range s.h1 {
		w := h.words
		if rest, ok := strings.CutPrefix(title, w); ok && len(strings.Fields(w)) >= 3 {
			for _, bar := range bars {
				if strings.HasPrefix(rest, bar) || strings.HasPrefix(" "+rest, bar) {
					return w
				}
			}
		}
	}
	return title
}

// isSite reports whether words are the name of the site as the page gives it,
// or the main part of its host.
func (s *sheet) isSite(words string) bool {
	k := key(words)
	if k == "" {
		return true
	}
	for _, name := range s.siteNames() {
		if k == name || len(name) >= 6 && strings.HasPrefix(k, name) && len(k) <= len(name)+4 {
			return true
		}
	}
	return false
}

// siteNames are the folded names of the site.
func (s *sheet) siteNames() []string {
	if s.names != nil {
		return s.names
	}
	s.names = []string{}
	add := func(n string) {
		if k := key(n); len(k) >= 2 {
			s.names = append(s.names, k)
		}
	}
	name, _ := s.site()
	add(name)
	for _, m := range [...]string{"og:site_name", "application-name", "apple-mobile-web-app-title", "twitter:site"} {
		n, _ := s.said(m)
		add(strings.TrimPrefix(n, "@"))
	}
	for _, o := range s.articles() {
		for _, v := range o.list("publisher") {
			add(s.named(v).str("name"))
		}
	}
	host := strings.TrimPrefix(address.Host(s.addr.String()), "www.")
	add(host)
	if parts := strings.Split(host, "."); len(parts) >= 2 {
		add(parts[len(parts)-2])
		add(parts[0])
		if len(parts) > 2 {
			add(parts[len(parts)-3])
		}
	}
	return s.names
}

// plainText takes tags out of words that a block of JSON-LD holds as HTML.
func plainText(s string) string {
	if strings.IndexByte(s, '<') < 0 || strings.IndexByte(s, '>') < 0 {
		return s
	}
	nodes, err := html.ParseFragment(strings.NewReader(s), &html.Node{Type: html.ElementNode, Data: "div", DataAtom: atom.Div})
	if err != nil {
		return s
	}
	var b strings.Builder
	for _, n := range nodes {
		b.WriteString(text(n))
		b.WriteByte(' ')
	}
	return strings.TrimSpace(b.String())
}

func strOr(a, b string) string {
	if a != "" {
		return a
	}
	return b
}
