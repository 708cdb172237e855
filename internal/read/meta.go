package read

import (
	"errors"
	"io"
	"iter"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"tearsheet"
	"tearsheet/proof"
)

// Meta reads what a page states about its article without reading the article:
// headline, byline, section, times, canonical address, language, site, summary
// and claims, from <head>, JSON-LD, <meta> and the h1. It passes over the page
// once and builds no tree, for discovery; the rules are those of Page. A page
// that states nothing gives an empty revision; every error is a *tearsheet.Error.
func Meta(c tearsheet.Capture) (tearsheet.Revision, error) {
	r, err := meta(&c)
	return r, classed(err, &c)
}

func meta(c *tearsheet.Capture) (tearsheet.Revision, error) {
	src, err := decode(c)
	if err != nil {
		return tearsheet.Revision{}, err
	}
	addr, err := addressOf(c)
	if err != nil {
		return tearsheet.Revision{}, err
	}
	s := newSheet(nil, addr, c.Header)
	s.captured = c.At
	head, rest := cutHead(src)
	if err := s.skim(head); err != nil {
		return tearsheet.Revision{}, err
	}
	for part := range stating(rest) {
		if err := s.skim(part); err != nil {
			return tearsheet.Revision{}, err
		}
	}
	r := blank(c)
	s.fill(&r)
	checkLanguage(&r, r.Headline+" "+r.Summary)
	return r, nil
}

// cutHead parts the page where its head ends.
func cutHead(src string) (head, rest string) {
	for i := 0; i < len(src); {
		j := strings.IndexByte(src[i:], '<')
		if j < 0 {
			break
		}
		i += j
		if hasPrefixFold(src[i:], "</head") || hasPrefixFold(src[i:], "<body") {
			return src[:i], src[i:]
		}
		i++
	}
	return src, ""
}

// stating gives the elements behind the head that state something: JSON-LD,
// <meta>, <link> and h1. It passes over other scripts and comments whole.
func stating(src string) iter.Seq[string] {
	return func(yield func(string) bool) {
		for src != "" {
			i := strings.IndexByte(src, '<')
			if i < 0 {
				return
			}
			src = src[i:]
			end, states := 1, false
			switch {
			case strings.HasPrefix(src, "<!--"):
				end = past(src, "-->")
			case hasPrefixFold(src, "<script"):
				end = past(src, "</script")
				tag := src[:past(src, ">")]
				states = hasFold(tag, "ld+json") || hasFold(tag, "rsl+xml")
			case hasPrefixFold(src, "<h1"):
				end, states = min(len(src), past(src[:min(len(src), maxH1)], "</h1")+len(">")), true
			case hasPrefixFold(src, "<meta"), hasPrefixFold(src, "<link"):
				end, states = past(src, ">"), true
			}
			if states && !yield(src[:end]) {
				return
			}
			src = src[end:]
		}
	}
}

// maxH1 is how many bytes of an h1 are read, tags included.
const maxH1 = 8 << 10

// past gives the place behind the first end in s, or that of its last byte.
func past(s, end string) int {
	if end == ">" || end == "-->" {
		if i := strings.Index(s, end); i >= 0 {
			return i + len(end)
		}
		return len(s)
	}
	for i := 0; i < len(s); {
		j := strings.Index(s[i:], "</")
		if j < 0 {
			break
		}
		i += j
		if hasPrefixFold(s[i:], end) {
			return i + len(end)
		}
		i += 2
	}
	return len(s)
}

func hasPrefixFold(s, prefix string) bool {
	return len(s) >= len(prefix) && strings.EqualFold(s[:len(prefix)], prefix)
}

// skim shows the survey the elements that state something, each by itself.
func (s *sheet) skim(src string) error {
	z := html.NewTokenizer(strings.NewReader(src))
	head := &html.Node{Type: html.ElementNode, DataAtom: atom.Head, Data: "head"}
	for {
		switch z.Next() {
		case html.ErrorToken:
			if err := z.Err(); !errors.Is(err, io.EOF) {
				return err
			}
			return nil
		case html.CommentToken:
			if s.lang == "" && s.seen == 0 {
				s.lang = langInComment(string(z.Text()))
			}
		case html.StartTagToken, html.SelfClosingTagToken:
			s.skimTag(z, head)
		}
	}
}

func (s *sheet) skimTag(z *html.Tokenizer, head *html.Node) {
	name, more := z.TagName()
	s.seen++
	switch a := atom.Lookup(name); a {
	case atom.Html, atom.Base, atom.Meta, atom.Link:
		s.see(element(z, a, more, head))
	case atom.Script:
		if n := element(z, a, more, head); hasFold(attr(n, "type"), "ld+json") || hasFold(attr(n, "type"), "rsl+xml") {
			s.see(withWords(n, z))
		}
	case atom.Title:
		if s.title == "" {
			s.see(withWords(element(z, a, more, head), z))
		}
	case atom.H1:
		if len(s.h1) < 20 {
			s.skimH1(z)
		}
	}
}

// element makes a node of the tag that z stands at.
func element(z *html.Tokenizer, a atom.Atom, more bool, parent *html.Node) *html.Node {
	n := &html.Node{Type: html.ElementNode, DataAtom: a, Data: a.String(), Parent: parent}
	for more {
		var key, val []byte
		key, val, more = z.TagAttr()
		n.Attr = append(n.Attr, html.Attribute{Key: string(key), Val: string(val)})
	}
	return n
}

// withWords gives n the raw text behind its tag.
func withWords(n *html.Node, z *html.Tokenizer) *html.Node {
	if z.Next() == html.TextToken {
		n.AppendChild(&html.Node{Type: html.TextNode, Data: string(z.Text())})
	}
	return n
}

// skimH1 notes the words up to the end of an h1.
func (s *sheet) skimH1(z *html.Tokenizer) {
	n := &html.Node{Type: html.ElementNode, DataAtom: atom.H1, Data: "h1"}
	var words strings.Builder
	for range 60 {
		switch z.Next() {
		case html.TextToken:
			words.Write(z.Text())
		case html.EndTagToken:
			if name, _ := z.TagName(); string(name) == "h1" {
				s.noteH1(n, proof.Block(words.String()))
				return
			}
		case html.StartTagToken, html.SelfClosingTagToken:
			if name, _ := z.TagName(); isBlock(atom.Lookup(name)) || string(name) == "br" {
				words.WriteByte(' ')
			}
		case html.ErrorToken:
			return
		}
	}
}
