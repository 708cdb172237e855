package read

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"tearsheet"
	"tearsheet/internal/address"
)

// maxImages is how many pictures of a page are kept.
const maxImages = 60

// gallery gathers the pictures that the page shows as its own, one entry for
// each picture however many sizes of it the page names.
type gallery struct {
	images []tearsheet.Image
	where  []string
	seen   map[string]int
}

// pictures reads the images: what the page says in og:image and JSON-LD, and
// what stands between headline and the end of the text.
func (s *sheet) pictures(r *tearsheet.Revision, column *html.Node) {
	g := &gallery{seen: map[string]int{}}
	for _, o := range s.articles() {
		var first string
		for _, v := range o.list("image") {
			im := s.ldImage(v)
			if first == "" || !cropOf(im.URL, first) {
				g.add(im, "json-ld image")
			}
			first = strOr(first, im.URL)
		}
	}
	for _, u := range append(append([]string{}, s.meta["og:image"]...), s.meta["og:image:url"]...) {
		g.add(tearsheet.Image{URL: address.Resolve(s.base, html.UnescapeString(u))}, "meta og:image")
	}
	for _, img := range s.shownImages(column) {
		im := tearsheet.Image{URL: bestSource(img, s.base), Alt: altOf(img)}
		im.Caption, im.Credit = captionAndCredit(img)
		g.add(im, "figure")
	}
	for _, o := range s.ld {
		if words(o["@type"]) == "ImageObject" {
			g.describe(s.ldImage(map[string]any(o)))
		}
	}
	r.Images = g.images
	if len(g.images) > 0 {
		r.Evidence["images"] = strings.Join(g.where, ", ")
	}
}

func (s *sheet) ldImage(v any) tearsheet.Image {
	if o := s.full(v); o != nil {
		credit := strOr(o.str("creditText"), strOr(o.str("copyrightNotice"), s.named(o["author"]).str("name")))
		caption := plainText(strOr(o.str("caption"), o.str("description")))
		if credit == "" {
			caption, credit = partCredit(caption)
		}
		return tearsheet.Image{URL: address.Resolve(s.base, strOr(o.str("url"), o.str("contentUrl"))), Caption: caption, Credit: credit}
	}
	return tearsheet.Image{URL: address.Resolve(s.base, words(v))}
}

// full gives the object behind a value that may only point to it by @id.
func (s *sheet) full(v any) object {
	m, ok := v.(map[string]any)
	if !ok {
		return nil
	}
	if o := object(m); o["url"] == nil && o["contentUrl"] == nil {
		if other, ok := s.ids[o.str("@id")]; ok {
			return other
		}
	}
	return m
}

// add takes a picture, or what is new about one that is there already.
func (g *gallery) add(im tearsheet.Image, where string) {
	if im.URL == "" || len(g.images) >= maxImages {
		return
	}
	k := pictureKey(im.URL)
	i, ok := g.seen[k]
	if !ok {
		g.seen[k] = len(g.images)
		g.images = append(g.images, im)
	} else {
		old := &g.images[i]
		if where == "figure" {
			old.URL = im.URL // what the reader sees, not a crop for others
		}
		old.Caption, old.Credit, old.Alt = strOr(old.Caption, im.Caption), strOr(old.Credit, im.Credit), strOr(old.Alt, im.Alt)
	}
	if len(g.where) == 0 || g.where[len(g.where)-1] != where {
		g.where = append(g.where, where)
	}
}

// describe adds what an object of JSON-LD says about a picture that is shown.
func (g *gallery) describe(im tearsheet.Image) {
	if i, ok := g.seen[pictureKey(im.URL)]; ok && im.URL != "" {
		old := &g.images[i]
		old.Caption, old.Credit = strOr(old.Caption, im.Caption), strOr(old.Credit, im.Credit)
	}
}

// shownImages gives the img elements of the column, and those that stand
// between the headline and the column or in the article that holds both.
func (s *sheet) shownImages(column *html.Node) []*html.Node {
	var all []*html.Node
	for _, img := range s.images {
		if !below(img, column) && (s.main == nil || within(img, atom.Figure, atom.Picture) == nil || !s.beside(img) && !s.between(img, column)) {
			continue
		}
		if u := bestSource(img, s.base); u == "" || tracker(img, u) || s.skipped(img, column) {
			continue
		}
		all = append(all, img)
	}
	return all
}

// beside reports whether img stands in the article that the headline is in.
func (s *sheet) beside(img *html.Node) bool {
	top := within(s.main, atom.Article, atom.Main)
	return top != nil && below(img, top)
}

// between reports whether img follows the headline and precedes the column.
func (s *sheet) between(img, column *html.Node) bool {
	return precedes(s.main, img) && precedes(img, column)
}

// precedes reports whether a stands before b in the document, neither within
// the other.
func precedes(a, b *html.Node) bool {
	over := map[*html.Node]*html.Node{} // ancestor of a -> its child on the way
	for n := a; n.Parent != nil; n = n.Parent {
		over[n.Parent] = n
	}
	for n := b; n.Parent != nil; n = n.Parent {
		child, ok := over[n.Parent]
		if !ok {
			continue
		}
		for k := child.NextSibling; k != nil; k = k.NextSibling {
			if k == n {
				return true
			}
		}
		return false
	}
	return false
}

func (s *sheet) skipped(img, column *html.Node) bool {
	for n := img; n != nil && n != column && n != s.doc; n = n.Parent {
		switch n.DataAtom {
		case atom.Figure, atom.Picture, atom.Img, atom.Html:
			continue
		case atom.Nav, atom.Aside, atom.Footer, atom.Form:
			return true
		case atom.A:
			if s.leadsAway(n) && figcaption(n) == nil && (within(n, atom.Figure) == nil || figcaption(within(n, atom.Figure)) == nil) {
				return true
			}
		}
		if furniture(attr(n, "class")) {
			return true
		}
	}
	return false
}

// leadsAway reports whether a link leads to another page: its picture is that
// page's. A link to the picture itself or within the page does not.
func (s *sheet) leadsAway(a *html.Node) bool {
	url := address.Resolve(s.base, attr(a, "href"))
	if url == "" || strings.HasPrefix(attr(a, "href"), "#") || s.samePage(url) {
		return false
	}
	path, _, _ := strings.Cut(strings.ToLower(url), "?")
	for _, ending := range [...]string{".jpg", ".jpeg", ".png", ".webp", ".gif", ".avif"} {
		if strings.HasSuffix(path, ending) {
			return false
		}
	}
	return true
}
