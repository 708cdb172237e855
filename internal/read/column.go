package read

import (
	"net/url"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// column is our own extractor. It weighs the running text under every element
// and follows the weight down from the body to the column of the article. It
// only reads the tree, so it needs no copy.
type column struct {
	h1     *html.Node // the headline, or nil
	strict bool       // leave out what class names call furniture
	weight map[*html.Node]weight
	loose  map[*html.Node]weight // the weights when class names are not asked
	half   int                   // of all loose focus: no furniture is as heavy
}

// weight is the running text below an element, in characters: in all, and in
// paragraphs that are children or own lines of the element itself. focus is the
// sum of the squares of direct: a column of paragraphs outweighs many teasers.
type weight struct{ all, direct, focus int }

func (c *column) extract(doc *html.Node, _ *url.URL) (*html.Node, error) {
	body := first(doc, atom.Body)
	if body == nil {
		return nil, errNothing
	}
	c.weight = map[*html.Node]weight{}
	total := c.weigh(body)
	if total.all == 0 {
		return nil, errNothing
	}
	c.strict, c.half, c.loose, c.weight = true, total.focus/2, c.weight, map[*html.Node]weight{}
	if c.weigh(body).all < min(200, total.all) {
		c.strict, c.weight = false, c.loose
	}
	return c.follow(body), nil
}

// line is a stretch of inline text between two block borders.
type line struct{ runes, linked, stops int }

func (l *line) running() int {
	if l.runes < 25 || l.linked*2 > l.runes || l.runes < 80 && l.stops == 0 {
		return 0
	}
	return l.runes
}

// weigh measures n and what is below it.
func (c *column) weigh(n *html.Node) weight {
	var w weight
	var l line
	c.weighInto(n, &w, &l, false)
	c.close(&w, &l)
	w.focus += w.direct * w.direct
	if w.all > 0 {
		c.weight[n] = w
	}
	return w
}

func (c *column) weighInto(n *html.Node, w *weight, l *line, link bool) {
	for k := n.FirstChild; k != nil; k = k.NextSibling {
		switch {
		case k.Type == html.TextNode:
			l.add(k.Data, link)
		case k.Type != html.ElementNode || c.skip(k):
		case k.DataAtom == atom.Br || k.DataAtom == atom.Iframe:
		case !isBlock(k.DataAtom):
			c.weighInto(k, w, l, link || k.DataAtom == atom.A)
		default:
			c.close(w, l)
			inner := c.weigh(k)
			w.all += inner.all
			switch {
			case k.DataAtom == atom.Ul || k.DataAtom == atom.Ol:
				w.direct += inner.all / 3 // lists of teasers are long, too
			case leaf(k):
				w.direct += inner.all
			default:
				w.focus += inner.focus
			}
		}
	}
}

// leaf reports whether an element is a paragraph for its parent.
func leaf(n *html.Node) bool {
	switch n.DataAtom {
	case atom.P, atom.Blockquote, atom.Pre, atom.H2, atom.H3:
		return true
	}
	for k := n.FirstChild; k != nil; k = k.NextSibling {
		if k.Type == html.ElementNode && isBlock(k.DataAtom) {
			return false
		}
	}
	return true
}

func (c *column) close(w *weight, l *line) {
	r := l.running()
	w.all += r
	w.direct += r
	*l = line{}
}

func (l *line) add(s string, link bool) {
	n := utf8.RuneCountInString(strings.TrimSpace(s))
	if n == 0 {
		return
	}
	if n*2 < len(s) && len(s) >= 3*n-8 { // scripts that write a word in two signs
		n *= 2
	}
	l.runes += n
	if link {
		l.linked += n
	}
	if strings.ContainsAny(s, ".,;!?…،。、，！？।") {
		l.stops++
	}
}

func (c *column) skip(n *html.Node) bool {
	if silent(n) && n.DataAtom != atom.Iframe {
		return true
	}
	if inBlockquote(n) || opensCorrection(n) {
		return false
	}
	if c.strict && surrounds(n) {
		return !inSentence(n) && (c.loose[n].focus <= c.half || talk(n))
	}
	switch n.DataAtom {
	case atom.Button:
		return !inSentence(n)
	case atom.Nav, atom.Aside, atom.Footer, atom.Form, atom.Figcaption:
		return true
	}
	return false
}

// inBlockquote reports whether n is the footer of a quotation, which says whose
// words they are.
func inBlockquote(n *html.Node) bool {
	return n.DataAtom == atom.Footer && n.Parent != nil && n.Parent.DataAtom == atom.Blockquote
}

// talk reports whether n holds the readers' comments or the site's own words,
// however long they are.
func talk(n *html.Node) bool {
	for _, name := range [...]string{attr(n, "id"), attr(n, "class")} {
		for _, sign := range [...]string{"comments", "disqus", "respond", "footer", "related", "cookie", "consent"} {
			if hasFold(name, sign) {
				return true
			}
		}
	}
	return n.DataAtom == atom.Footer
}
