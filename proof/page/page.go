// Package page answers what the canonical words of a web page are: it takes
// the page as it was served and gives the text (format tearsheet-text/1) of
// the one element that is marked data-ts-body. proof/text.js gives the same
// bytes in a browser.
package page

import (
	"errors"
	"fmt"
	"io"
	"strings"

	"golang.org/x/net/html"

	"tearsheet/proof"
)

// What FromHTML cannot read.
var (
	ErrNoBody     = errors.New("no body: no element of the page is marked data-ts-body")
	ErrManyBodies = errors.New("many bodies: several elements of the page are marked data-ts-body, so that nobody can say which was signed")
	ErrTooLarge   = fmt.Errorf("the page is larger than %d bytes or has more than %d elements", maxBytes, maxElements)
)

// Limits for the pages of strangers; our own are a hundredth of it.
const (
	maxBytes    = 8 << 20
	maxElements = 150_000
)

// FromHTML gives the canonical text of the marked element of a page in UTF-8.
// The page is read as a browser reads it that does not run scripts (DOMParser):
// bytes that are no UTF-8 become U+FFFD, a byte order mark is dropped.
func FromHTML(r io.Reader) (string, error) {
	b, err := io.ReadAll(io.LimitReader(r, maxBytes+1))
	if err != nil {
		return "", fmt.Errorf("read page: %w", err)
	}
	if len(b) > maxBytes || strings.Count(string(b), "<") > 2*maxElements {
		return "", fmt.Errorf("read page: %w", ErrTooLarge)
	}
	source := proof.WellFormed(strings.TrimPrefix(string(b), "\uFEFF"))
	doc, err := html.ParseWithOptions(strings.NewReader(source), html.ParseOptionEnableScripting(false))
	if err != nil {
		return "", fmt.Errorf("build tree of page: %w", err)
	}
	body, err := Body(doc)
	if err != nil {
		return "", fmt.Errorf("find the text of page: %w", err)
	}
	return Text(body), nil
}

// Body finds the one marked element in a tree: ErrNoBody or ErrManyBodies
// where there is not one. A mark inside the marked element or inside what is
// left out does not count.
func Body(doc *html.Node) (*html.Node, error) {
	switch marked := markedIn(doc, nil); len(marked) {
	case 0:
		return nil, ErrNoBody
	case 1:
		return marked[0], nil
	default:
		return nil, ErrManyBodies
	}
}

func markedIn(n *html.Node, marked []*html.Node) []*html.Node {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch {
		case c.Type != html.ElementNode || leftOut(c):
		case has(c, "data-ts-body"):
			marked = append(marked, c)
		default:
			marked = markedIn(c, marked)
		}
	}
	return marked
}

// Text gives the canonical text of what lies in n, whether n is marked or not.
func Text(n *html.Node) string {
	var w walk
	w.inside(n)
	w.end()
	return proof.Canonical(w.blocks)
}

// walk collects the blocks of a tree in the order of the document.
type walk struct {
	blocks []string
	words  strings.Builder // of the block that is being read
}

func (w *walk) inside(n *html.Node) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch c.Type {
		case html.TextNode:
			w.words.WriteString(c.Data)
		case html.ElementNode:
			w.element(c)
		}
	}
}

// element reads one element. A block that is left out still parts what stands
// before it from what stands after it.
func (w *walk) element(n *html.Node) {
	parts := isBlock(n.Data)
	if parts {
		w.end()
	}
	switch {
	case n.Data == "br":
		w.words.WriteByte(' ')
	case !leftOut(n):
		w.inside(n)
	}
	if parts {
		w.end()
	}
}

func (w *walk) end() {
	if w.words.Len() > 0 {
		w.blocks = append(w.blocks, w.words.String())
		w.words.Reset()
	}
}

// isBlock reports whether an element starts and ends a block. Names count in
// every namespace, as the localName of a browser does.
func isBlock(name string) bool {
	switch name {
	case "address", "article", "blockquote", "dd", "div", "dl", "dt", "figure", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "li",
		"main", "ol", "p", "pre", "section", "table", "tbody", "td", "th", "thead", "tr", "ul":
		return true
	}
	return false
}

// leftOut reports whether an element and all in it is no text of the body.
func leftOut(n *html.Node) bool {
	switch n.Data {
	case "script", "style", "noscript", "template", "figcaption", "aside", "nav", "form", "button", "iframe", "svg":
		return true
	}
	return has(n, "data-ts-skip")
}

func has(n *html.Node, attribute string) bool {
	for i := range n.Attr {
		if n.Attr[i].Key == attribute && n.Attr[i].Namespace == "" {
			return true
		}
	}
	return false
}
