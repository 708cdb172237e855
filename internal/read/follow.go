package read

import (
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// follow goes down as long as one child has most of the weight, and stops
// where the paragraphs themselves lie.
func (c *column) follow(n *html.Node) *html.Node {
	total := c.weight[n].all
	if m := c.marked(n, total); m != nil {
		return m
	}
	for {
		w := c.weight[n]
		if one := c.ownArticle(n); one != nil {
			n = one
			continue
		}
		best, second := c.heaviest(n)
		if best == nil || leaf(best) {
			return n
		}
		b := c.weight[best].focus
		switch {
		case c.holdsTogether(n, best):
			return n
		case b*100 >= w.focus*90:
		case w.direct*5 >= w.all:
			return n
		case b*100 >= w.focus*45 && second*2 <= b && w.direct == 0:
		case b*100 >= w.focus*70:
		default:
			return n
		}
		n = best
	}
}

// holdsTogether reports whether what n has besides its heaviest child is part
// of the article, too: below or beside the headline lies more than teasers.
func (c *column) holdsTogether(n, best *html.Node) bool {
	w, b := c.weight[n], c.weight[best]
	rest, focus := w.all-b.all, w.focus-b.focus-w.direct*w.direct
	if rest*100 < w.all*12 {
		return false
	}
	if c.h1 == nil {
		return within(n, atom.Article) != nil && focus >= rest*250
	}
	if below(c.h1, best) {
		return best.DataAtom != atom.Article && best.DataAtom != atom.Main && rest*10 >= w.all*3 && (b.all < 600 || focus >= rest*250)
	}
	return (n.DataAtom == atom.Article || !below(c.h1, n)) && focus >= rest*250
}

// marked gives the element that the page itself marks as the article's text,
// if a good part of the page's weight is in it.
func (c *column) marked(body *html.Node, total int) *html.Node {
	var best *html.Node
	heavy := 0
	each(body, func(n *html.Node) bool {
		w, ok := c.weight[n]
		if n.Type != html.ElementNode || !ok {
			return n.Type == html.ElementNode && !isBlock(n.DataAtom)
		}
		if hasFold(attr(n, "itemprop"), "articlebody") && w.all > heavy {
			best, heavy = n, w.all
		}
		return true
	})
	if heavy*100 >= total*40 {
		return best
	}
	return nil
}

// ownArticle gives, where several articles with a headline each lie below n, as
// on pages that load the next one, the child that holds this page's headline.
func (c *column) ownArticle(n *html.Node) *html.Node {
	if c.h1 == nil {
		return nil
	}
	var own *html.Node
	others, heaviest := 0, 0
	for k := n.FirstChild; k != nil; k = k.NextSibling {
		switch {
		case k.Type != html.ElementNode || c.weight[k].all < 200:
		case below(c.h1, k):
			own = k
		case k.DataAtom == atom.Article || first(k, atom.H1) != nil:
			others++
		}
		if k != own {
			heaviest = max(heaviest, c.weight[k].all)
		}
	}
	if own != nil && others > 0 && c.weight[own].all*10 >= heaviest*3 {
		return own
	}
	return nil
}

func (c *column) heaviest(n *html.Node) (best *html.Node, second int) {
	top := 0
	var see func(*html.Node)
	see = func(n *html.Node) {
		for k := n.FirstChild; k != nil; k = k.NextSibling {
			if k.Type != html.ElementNode {
				continue
			}
			if !isBlock(k.DataAtom) {
				see(k)
				continue
			}
			switch a := c.weight[k].focus; {
			case a > top:
				best, second, top = k, top, a
			case a > second:
				second = a
			}
		}
	}
	see(n)
	return best, second
}
