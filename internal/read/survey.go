package read

import (
	"net/http"
	"net/url"
	"strings"
	"time"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"tearsheet/internal/address"
	"tearsheet/proof"
)

// sheet is what one walk over the tree finds: everything that fields are
// read from, in order of the document.
type sheet struct {
	doc    *html.Node
	addr   *url.URL
	base   string // for relative addresses: <base href> or the page's own
	header http.Header

	captured time.Time // zero: unknown

	lang, title string
	meta        map[string][]string // lower-case name or property -> contents, trimmed
	links       map[string][]string // lower-case rel of <link> -> href
	ld          []object            // objects of JSON-LD, flat
	ids         map[string]object   // the same by @id
	own         []object            // those that speak of this page's article; nil: not asked yet
	h1          []heading
	lower       []*html.Node // h2 and h3
	times       []*html.Node
	props       map[string][]*html.Node // microdata itemprop -> elements
	bylines     []*html.Node            // rel=author, class byline …
	signed      []*html.Node            // whose own words open with "By" or the like
	dates       []*html.Node            // class date, published …
	dated       []*html.Node            // with a date as their own words
	prose       []int                   // places of running text
	licences    []string                // href of rel=license
	inlineRSL   bool
	images      []*html.Node
	place       map[*html.Node]int // order of h1, times and dates in the document
	seen        int

	h1Known bool
	main    *html.Node // the h1 of the article
	shown   string     // its words
	head    *candidate
	heads   []candidate // what the page states as its headline
	names   []string    // of the site, folded

	feedTitle string // what the feed calls the article: it may settle a doubt, it is no words of the page
}

// heading is an h1 with its words.
type heading struct {
	node  *html.Node
	words string
}

// seeH1 notes an h1 with words; no headline has more than 1,000 bytes of them.
func (s *sheet) seeH1(n *html.Node) { s.noteH1(n, text(n)) }

func (s *sheet) noteH1(n *html.Node, words string) {
	s.place[n] = s.seen
	if words != "" && len(words) <= 1000 && len(s.h1) < 50 {
		s.h1 = append(s.h1, heading{n, words})
	}
}

func survey(doc *html.Node, addr *url.URL, header http.Header) *sheet {
	s := newSheet(doc, addr, header)
	each(doc, s.see)
	return s
}

func newSheet(doc *html.Node, addr *url.URL, header http.Header) *sheet {
	return &sheet{doc: doc, addr: addr, base: addr.String(), header: header,
		meta: map[string][]string{}, links: map[string][]string{}, ids: map[string]object{},
		props: map[string][]*html.Node{}, place: map[*html.Node]int{}}
}

func (s *sheet) see(n *html.Node) bool {
	if n.Type != html.ElementNode {
		if n.Type == html.TextNode {
			s.seeProse(n)
			s.seeWords(n)
		}
		if n.Type == html.CommentNode && s.lang == "" && n.Parent == s.doc {
			s.lang = langInComment(n.Data)
		}
		return n.Type == html.DocumentNode
	}
	s.seen++
	switch n.DataAtom {
	case atom.Html:
		s.lang = strOr(strOr(attr(n, "lang"), attr(n, "xml:lang")), s.lang)
	case atom.Base:
		if abs := address.Resolve(s.addr.String(), attr(n, "href")); abs != "" {
			s.base = abs
		}
	case atom.Title:
		if s.title == "" && within(n, atom.Head) != nil {
			s.title = proof.Block(raw(n))
		}
	case atom.Meta:
		s.seeMeta(n)
	case atom.Link:
		for _, rel := range strings.Fields(strings.ToLower(attr(n, "rel"))) {
			if hasFold(attr(n, "type"), "rsl+xml") {
				rel = "rsl"
			}
			s.links[rel] = append(s.links[rel], attr(n, "href"))
		}
	case atom.Script:
		switch kind := attr(n, "type"); {
		case hasFold(kind, "ld+json"):
			s.addLD(raw(n))
		case hasFold(kind, "rsl+xml"):
			s.inlineRSL = true
		}
		return false
	case atom.Style, atom.Noscript, atom.Template, atom.Svg, atom.Select, atom.Textarea:
		return false
	}
	s.seeBody(n)
	return true
}

func (s *sheet) seeMeta(n *html.Node) {
	content := strings.TrimSpace(attr(n, "content"))
	if content == "" {
		return
	}
	for _, key := range [...]string{"property", "name", "itemprop", "http-equiv"} {
		if k := strings.ToLower(strings.TrimSpace(attr(n, key))); k != "" {
			if key == "itemprop" {
				rank, _ := itemOf(n)
				if rank == 0 {
					continue
				}
				s.noteProp(k, n)
				if rank == 2 {
					continue // whether it is the article is seen when all is known
				}
				k = "itemprop:" + k
			}
			s.meta[k] = append(s.meta[k], content)
		}
	}
}

// maxAttr is how many bytes of an attribute in the text of a page are read.
const maxAttr = 1 << 15

// seeBody notes what stands in the text of the page.
func (s *sheet) seeBody(n *html.Node) {
	switch n.DataAtom {
	case atom.H1:
		s.seeH1(n)
	case atom.H2, atom.H3:
		if len(s.lower) < 50 {
			s.lower = append(s.lower, n)
			s.place[n] = s.seen
		}
	case atom.Time:
		if len(s.times) < maxDates {
			s.times = append(s.times, n)
			s.place[n] = s.seen
		}
	case 0:
		if n.Data == "byline" {
			s.bylines = append(s.bylines, n)
		}
	case atom.Img:
		if len(s.images) < 5*maxImages {
			s.images = append(s.images, n)
		}
	}
	for i := range n.Attr {
		if a := &n.Attr[i]; len(a.Val) > maxAttr && n.DataAtom != atom.Meta {
			a.Val = strings.ToValidUTF8(a.Val[:maxAttr], "")
		}
		switch a := &n.Attr[i]; a.Key {
		case "itemprop":
			if n.DataAtom != atom.Meta {
				for _, k := range strings.Fields(strings.ToLower(a.Val)) {
					s.noteProp(k, n)
				}
				s.place[n] = s.seen
			}
		case "rel":
			s.seeRel(n, a.Val)
		case "class":
			s.seeClass(n, a.Val)
		case "data-testid", "id":
			s.seeClass(n, a.Val)
		}
	}
}

func (s *sheet) seeRel(n *html.Node, rel string) {
	if n.DataAtom != atom.A {
		return
	}
	for _, r := range strings.Fields(strings.ToLower(rel)) {
		switch r {
		case "author":
			s.noteByline(n)
		case "license":
			if within(n, atom.Footer, atom.Figure, atom.Figcaption, atom.Aside, atom.Nav) == nil && !inCaption(n) {
				s.licences = append(s.licences, attr(n, "href"))
			}
		}
	}
}

// maxDates is how many elements with a date, and how many with a name, are
// noted: lists of other articles have the more of them.
const maxDates = 1000

func (s *sheet) seeClass(n *html.Node, class string) {
	if class == "" || n.DataAtom == atom.Body || n.DataAtom == atom.Html {
		return
	}
	if hasFold(class, "byline") || hasFold(class, "author") && !hasFold(class, "author-note") {
		s.noteByline(n)
	}
	if len(s.dates) < maxDates && callsDate(class) {
		s.dates = append(s.dates, n)
		s.place[n] = s.seen
	}
}

// hasFold reports whether s holds the lower-case ASCII word, in any case.
func hasFold(s, word string) bool {
	for i := 0; i+len(word) <= len(s); i++ {
		if s[i]|0x20 == word[0] && strings.EqualFold(s[i:i+len(word)], word) {
			return true
		}
	}
	return false
}

// said gives the first content of the first of the names that the page has.
func (s *sheet) said(names ...string) (content, name string) {
	for _, n := range names {
		if v := s.meta[n]; len(v) > 0 {
			if c := proof.Block(html.UnescapeString(v[0])); c != "" {
				return c, "meta " + n
			}
		}
	}
	return "", ""
}
