package read

import (
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"tearsheet/internal/address"
	"tearsheet/proof"
)

// bestSource gives the address of the largest version of img that the page
// names, or "": what is in the page itself (data:) is no address.
func bestSource(img *html.Node, base string) string {
	best, size := "", -1
	for _, n := range versions(img) {
		for _, a := range n.Attr {
			if !strings.HasSuffix(a.Key, "srcset") {
				continue
			}
			if url, s := largest(a.Val); url != "" && s > size {
				best, size = url, s
			}
		}
	}
	for _, u := range [...]string{best, attr(img, "data-full-src"), attr(img, "data-src"), attr(img, "data-original"), attr(img, "data-lazy-src"), attr(img, "src")} {
		if abs := address.Resolve(base, u); abs != "" {
			return abs
		}
	}
	return ""
}

// versions are img and the <source> elements beside it in a <picture>.
func versions(img *html.Node) []*html.Node {
	all := []*html.Node{img}
	if img.Parent != nil && img.Parent.DataAtom == atom.Picture {
		for c := img.Parent.FirstChild; c != nil; c = c.NextSibling {
			if c.DataAtom == atom.Source {
				all = append(all, c)
			}
		}
	}
	return all
}

// largest gives the candidate of a srcset with the greatest width or density.
// Addresses may hold commas: a candidate ends at the comma behind its size or,
// without a size, at a comma before white space.
func largest(srcset string) (string, int) {
	best, size := "", -1
	for srcset != "" {
		var url string
		srcset = strings.TrimLeft(srcset, " \t\r\n\f,")
		i := strings.IndexAny(srcset, " \t\r\n\f")
		if i < 0 {
			i = len(srcset)
		}
		url, srcset = srcset[:i], srcset[i:]
		s := 0
		if bare := strings.TrimRight(url, ","); bare != url {
			url = bare
		} else {
			var d string
			d, srcset, _ = strings.Cut(srcset, ",")
			s, _ = descriptor(strings.TrimSpace(d))
		}
		if url != "" && s > size && !strings.HasPrefix(url, "data:") {
			best, size = url, s
		}
	}
	return best, size
}

func descriptor(s string) (int, bool) {
	if s == "" {
		return 0, false
	}
	v, err := strconv.ParseFloat(s[:len(s)-1], 64)
	switch {
	case err != nil || v < 0 || v > 1e6:
		return 0, false
	case s[len(s)-1] == 'w':
		return int(v), true
	case s[len(s)-1] == 'x':
		return int(v * 100), true
	}
	return 0, false
}

// tiny reports whether n is given the size of a pixel or an icon.
func tiny(n *html.Node) bool {
	for _, key := range [...]string{"width", "height"} {
		if v, err := strconv.Atoi(strings.TrimSuffix(strings.TrimSpace(attr(n, key)), "px")); err == nil && v < 40 {
			return true
		}
	}
	return false
}

// tracker reports whether the image is a pixel or an icon, which the page
// does not show as its own.
func tracker(img *html.Node, url string) bool {
	if tiny(img) {
		return true
	}
	low := strings.ToLower(url)
	for _, sign := range [...]string{"pixel.", "/pixel", "1x1", "spacer", "blank.gif", "/tracking", "/beacon", "avatar", "/logo", "-logo", "icon", "/profile", "/author", "placeholder", "dummy", "default_image", "share.", "banner", ".svg", "/ads/", "/symbol/"} {
		if strings.Contains(low, sign) {
			return true
		}
	}
	return false
}

// captionOf gives the words of the figcaption that belongs to img.
func captionOf(img *html.Node) string {
	if fig := within(img, atom.Figure); fig != nil {
		if cap := figcaption(fig); cap != nil {
			return text(cap)
		}
	}
	return ""
}

// nearby is how many nodes of a figure are searched for what belongs to it.
const nearby = 200

func figcaption(fig *html.Node) *html.Node {
	left := nearby
	return find(fig, &left, func(n *html.Node) bool { return n.DataAtom == atom.Figcaption })
}

// find gives the first element below n that is wanted, among the next left nodes.
func find(n *html.Node, left *int, wanted func(*html.Node) bool) *html.Node {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if *left--; *left < 0 {
			return nil
		}
		if c.Type == html.ElementNode && wanted(c) {
			return c
		}
		if f := find(c, left, wanted); f != nil {
			return f
		}
	}
	return nil
}

// first gives the first element below n of one kind, or nil.
func first(n *html.Node, a atom.Atom) *html.Node {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.DataAtom == a && c.Type == html.ElementNode {
			return c
		}
		if f := first(c, a); f != nil {
			return f
		}
	}
	return nil
}

func altOf(img *html.Node) string { return proof.Block(attr(img, "alt")) }
