package read

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// ofArticle reports whether a microdata property says something of this page's
// article: the item around it is an article, a page, or a work that holds the
// headline or is called by it, and no comment.
func (s *sheet) ofArticle(n *html.Node) bool {
	rank, item := itemOf(n)
	if rank != 2 {
		return rank > 0
	}
	if h := s.mainH1(); h == nil || below(h, item) {
		return true
	}
	titles := s.pageTitles()
	for _, prop := range [...]string{"name", "headline"} {
		for _, name := range s.props[prop] {
			if below(name, item) && repeatsTitle(object{"name": strOr(attr(name, "content"), textUpTo(name, 1000))}, titles) {
				return true
			}
		}
	}
	return false
}

// itemOf gives the rank of the item that the property n belongs to: 0 that of a
// comment, an event or the like, 1 where there is none.
func itemOf(n *html.Node) (int, *html.Node) {
	for item := n.Parent; item != nil; item = item.Parent {
		if prop := attr(item, "itemprop"); hasFold(prop, "comment") || hasFold(prop, "review") {
			return 0, item
		}
		if isScope(item) {
			if kind := attr(item, "itemtype"); kind != "" {
				return rankOfType(kind), item
			}
			return 1, item
		}
	}
	return 1, nil
}

func (s *sheet) noteProp(name string, n *html.Node) {
	if len(s.props[name]) < maxDates {
		s.props[name] = append(s.props[name], n)
	}
}

func isScope(n *html.Node) bool {
	for i := range n.Attr {
		if n.Attr[i].Key == "itemscope" {
			return true
		}
	}
	return false
}

// rankOfType is the rank of a microdata type by its address.
func rankOfType(address string) int {
	best := 0
	for kind := range strings.FieldsSeq(strings.ToLower(address)) {
		kind = kind[strings.LastIndexAny(kind, "/#:")+1:]
		if kind == "blog" || kind == "hentry" || kind == "website" || kind == "webpageelement" || kind == "newsmediaorganization" {
			best = max(best, 1)
		}
		if kind == "audioobject" {
			best = max(best, 2)
		}
		best = max(best, rankOf(kind))
	}
	return best
}

// inCaption reports whether n stands in what its class calls a caption or a credit.
func inCaption(n *html.Node) bool {
	for ; n != nil && n.DataAtom != atom.Article && n.DataAtom != atom.Body; n = n.Parent {
		if class := attr(n, "class"); hasFold(class, "caption") || hasFold(class, "credit") || hasFold(class, "footer") || hasFold(class, "copyright") {
			return true
		}
	}
	return false
}
