package read

import (
	"errors"
	"net/url"

	"codeberg.org/readeck/go-readability/v2"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// extractor finds the element or elements of a page that hold the article. It
// is given a tree of its own, which it may destroy, and the page's address.
type extractor interface {
	extract(doc *html.Node, page *url.URL) (*html.Node, error)
}

var errNothing = errors.New("no article found")

// readability is Mozilla's algorithm as Readeck keeps it.
type readable struct{}

func (readable) extract(doc *html.Node, page *url.URL) (*html.Node, error) {
	p := readability.NewParser()
	p.DisableJSONLD = true
	art, err := p.ParseAndMutate(doc, page)
	if err != nil {
		return nil, err
	}
	if art.Node == nil {
		return nil, errNothing
	}
	return art.Node, nil
}

// lean copies the tree without what no extractor looks at: scripts, styles,
// comments, drawings and the head but for its title. Attributes are shared
// with the original, for an extractor replaces them and never writes into them.
func lean(n *html.Node) *html.Node {
	c := &html.Node{Type: n.Type, DataAtom: n.DataAtom, Data: n.Data, Namespace: n.Namespace, Attr: n.Attr}
	for k := n.FirstChild; k != nil; k = k.NextSibling {
		if !dropped(k) {
			c.AppendChild(lean(k))
		}
	}
	return c
}

func dropped(n *html.Node) bool {
	switch n.Type {
	case html.CommentNode:
		return true
	case html.ElementNode:
		switch n.DataAtom {
		case atom.Script, atom.Style, atom.Noscript, atom.Template, atom.Svg, atom.Link, atom.Meta, atom.Iframe:
			return true
		}
		return n.Data == "svg" || n.Data == "math"
	}
	return false
}
