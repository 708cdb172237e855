package read

import (
	"errors"
	"io"
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
	if err := s.skim(html.NewTokenizer(strings.NewReader(src))); err != nil {
		return tearsheet.Revision{}, err
	}
	r := blank(c)
	s.fill(&r)
	checkLanguage(&r, r.Headline+" "+r.Summary)
	return r, nil
}

// skim shows the survey the elements that state something, each by itself.
func (s *sheet) skim(z *html.Tokenizer) error {
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
