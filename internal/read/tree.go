package read

import (
	"fmt"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"tearsheet"
	"tearsheet/proof"
)

// maxElements is how many elements a page may have. The largest news page of
// 1,400 had 14,000; above this the extractors need seconds.
const maxElements = 150_000

// parse builds the one tree that everything reads. The parser refuses more
// than 512 nested elements; such a page is read without the nesting.
func parse(page string) (*html.Node, error) {
	if n := strings.Count(page, "<"); n > 2*maxElements {
		return nil, &tearsheet.Error{Class: tearsheet.TooLarge, Err: fmt.Errorf("the page has about %d elements, at most %d are read", n/2, maxElements)}
	}
	doc, err := html.Parse(strings.NewReader(page))
	for _, depth := range [...]int{100, 30} {
		if err != nil {
			doc, err = html.Parse(strings.NewReader(flatten(page, depth)))
		}
	}
	if err != nil {
		return nil, &tearsheet.Error{Class: tearsheet.Parse, Err: fmt.Errorf("build tree: %w", err)}
	}
	return doc, nil
}

func attr(n *html.Node, key string) string {
	for i := range n.Attr {
		if n.Attr[i].Key == key {
			return n.Attr[i].Val
		}
	}
	return ""
}

// text gives the words inside n as one canonical line. Block elements and
// line breaks part words.
func text(n *html.Node) string {
	var b strings.Builder
	writeText(&b, n)
	return proof.Block(b.String())
}

func writeText(b *strings.Builder, n *html.Node) {
	switch n.Type {
	case html.TextNode:
		b.WriteString(n.Data)
		return
	case html.ElementNode:
		if silent(n) {
			return
		}
	case html.CommentNode, html.DoctypeNode:
		return
	}
	parted := n.DataAtom == atom.Br || isBlock(n.DataAtom)
	if parted {
		b.WriteByte(' ')
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		writeText(b, c)
	}
	if parted {
		b.WriteByte(' ')
	}
}

// raw gives the text nodes inside n as they are, for scripts.
func raw(n *html.Node) string {
	if n.FirstChild != nil && n.FirstChild.NextSibling == nil && n.FirstChild.Type == html.TextNode {
		return n.FirstChild.Data
	}
	var b strings.Builder
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type == html.TextNode {
			b.WriteString(c.Data)
		}
	}
	return b.String()
}

// silent reports whether n has nothing to read out.
func silent(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Script, atom.Style, atom.Noscript, atom.Template, atom.Svg, atom.Iframe, atom.Head, atom.Button, atom.Select, atom.Textarea, atom.Input:
		return true
	}
	return n.Data == "svg" || n.Data == "math"
}

func isBlock(a atom.Atom) bool {
	switch a {
	case atom.Address, atom.Article, atom.Aside, atom.Blockquote, atom.Body, atom.Center, atom.Dd, atom.Details, atom.Div, atom.Dl, atom.Dt,
		atom.Fieldset, atom.Figcaption, atom.Figure, atom.Footer, atom.Form, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6,
		atom.Header, atom.Hr, atom.Html, atom.Li, atom.Main, atom.Menu, atom.Nav, atom.Ol, atom.P, atom.Pre, atom.Section, atom.Summary,
		atom.Table, atom.Tbody, atom.Td, atom.Tfoot, atom.Th, atom.Thead, atom.Tr, atom.Ul:
		return true
	}
	return false
}

// within gives the nearest ancestor of n (or n itself) that is one of the
// elements, or nil.
func within(n *html.Node, elements ...atom.Atom) *html.Node {
	for ; n != nil; n = n.Parent {
		for _, a := range elements {
			if n.DataAtom == a && n.Type == html.ElementNode {
				return n
			}
		}
	}
	return nil
}

// each visits n and all below it in order of the document; see returns false
// to leave out what is inside. The parser bounds the depth.
func each(n *html.Node, see func(*html.Node) bool) {
	if !see(n) {
		return
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		each(c, see)
	}
}
