package read

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"tearsheet/internal/address"
)

var bars = []string{" | ", " – ", " — ", " - ", " :: ", " · ", " • ", " » ", " « ", " / ", " : ", "|", " -- ", " – "}

// withoutSite cuts the site's name off the end or the start of a title: the
// part behind a bar that is the site's name or its host's, and what follows the
// h1's words; in a <title> also what stands before them.
func (s *sheet) withoutSite(words string, title bool) string {
	return s.cutAtH1(s.withoutName(words), title)
}

// withoutName cuts the site's name alone off.
func (s *sheet) withoutName(words string) string {
	for range 3 {
		cut := s.cutOnce(words)
		if cut == words {
			break
		}
		words = cut
	}
	return words
}

func (s *sheet) cutOnce(title string) string {
	for _, bar := range bars {
		if i := strings.LastIndex(title, bar); i > 0 && s.namesSite(title[i+len(bar):], title[:i]) {
			return strings.TrimSpace(title[:i])
		}
		if i := strings.Index(title, bar); i > 0 && i+len(bar) < len(title) && s.namesSite(title[:i], title[i+len(bar):]) {
			return strings.TrimSpace(title[i+len(bar):])
		}
	}
	return title
}

// cutAtH1 gives an h1 of three words or more that opens the words or, with
// atEnd, closes them, parted from the rest by a bar: the rest is the site or
// its section.
func (s *sheet) cutAtH1(title string, atEnd bool) string {
	for _, h := range s.h1 {
		w := h.words
		if len(strings.Fields(w)) < 3 || s.isSite(w) {
			continue
		}
		before, opens := strings.CutSuffix(title, w)
		after, closes := strings.CutPrefix(title, w)
		for _, bar := range bars {
			if closes && strings.HasPrefix(" "+after, bar) || closes && strings.HasPrefix(after, bar) || atEnd && opens && before != "" && strings.HasSuffix(before, bar) {
				return w
			}
		}
	}
	return title
}

// namesSite reports whether one side of a bar is the site's name, alone or, on
// the shorter side, with more words behind it ("The Gazette online, Springfield").
func (s *sheet) namesSite(part, rest string) bool {
	return s.isSite(part) || len(part) < len(rest) && s.opensWithSite(part)
}

// opensWithSite reports whether words begin with the site's name.
func (s *sheet) opensWithSite(words string) bool {
	k := key(words)
	for _, name := range s.siteNames() {
		if len(name) >= 6 && strings.HasPrefix(k, name) {
			return true
		}
	}
	return false
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
	for _, m := range [...]string{"og:site_name", "application-name", "apple-mobile-web-app-title"} {
		n, _ := s.said(m)
		add(n)
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
