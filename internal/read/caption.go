package read

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"tearsheet/proof"
)

// captionAndCredit reads what stands under a picture: the figcaption, the
// element beside it that its class calls a caption, or the words in the frame
// that holds the picture and nothing else. A credit is told apart where the
// page marks it or its words do.
func captionAndCredit(img *html.Node) (caption, credit string) {
	frame := frameOf(img)
	cap := captionIn(img, frame)
	for _, place := range [...]*html.Node{cap, frame} {
		if place == nil || credit != "" {
			continue
		}
		if c := creditIn(place, place == cap || place.DataAtom == atom.Figure); c != nil && c != cap {
			credit = text(c)
		}
	}
	switch {
	case cap != nil:
		caption = text(cap)
	default:
		caption = frameWords(frame, altOf(img))
	}
	caption = withoutCredit(caption, credit)
	if utf8.RuneCountInString(caption) > 1000 {
		return "", credit
	}
	if credit == "" {
		caption, credit = partCredit(caption)
	} else if rest, more := partCredit(caption); more != "" && strings.Contains(credit, more) {
		caption = rest
	}
	return proof.Block(caption), proof.Block(credit)
}

// frameOf gives the figure of img or, without one, the largest element around
// it that holds no other picture and few words.
func frameOf(img *html.Node) *html.Node {
	if fig := within(img, atom.Figure); fig != nil && oneImage(fig) {
		return fig
	}
	frame := img
	for range 6 {
		up := frame.Parent
		if up == nil || up.Type != html.ElementNode || isBody(up) || !oneImage(up) || !fewWords(up) {
			break
		}
		frame = up
	}
	return frame
}

// oneImage reports whether at most one picture lies near below n.
func oneImage(n *html.Node) bool {
	left, images := nearby, 0
	find(n, &left, func(c *html.Node) bool {
		if c.DataAtom == atom.Img {
			images++
		}
		return images > 1
	})
	return images <= 1
}

// fewWords reports whether n holds no more words than a long caption.
func fewWords(n *html.Node) bool {
	left, size := nearby, 0
	find(n, &left, func(c *html.Node) bool {
		for t := c.FirstChild; t != nil; t = t.NextSibling {
			if t.Type == html.TextNode && !silent(c) {
				size += len(strings.TrimSpace(t.Data))
			}
		}
		return size > 1200
	})
	return size <= 1200 && left >= 0
}

// captionIn gives the element that is marked as the caption.
func captionIn(img, frame *html.Node) *html.Node {
	if cap := figcaption(frame); cap != nil {
		return cap
	}
	for n := img; n != nil && n != frame.Parent; n = n.Parent {
		for next := n.NextSibling; next != nil; next = next.NextSibling {
			if next.DataAtom == atom.Figcaption {
				return next
			}
			if next.Type == html.ElementNode {
				break
			}
		}
	}
	return called(frame, "caption", "legend", "bildunterschrift", "pie-foto", "media--lead", "infodescription")
}

// creditIn gives the element that is marked as the credit.
func creditIn(n *html.Node, cite bool) *html.Node {
	if c := called(n, "credit", "copyright", "photographer", "caption-author", "image--author", "image-author", "source", "byline", "fotograf", "rights", "attribution", "agency"); c != nil {
		return c
	}
	if !cite {
		return nil
	}
	left := nearby
	return find(n, &left, func(c *html.Node) bool { return c.DataAtom == atom.Cite || c.DataAtom == atom.Small })
}

// frameWords gives the words beside a picture that nothing marks: those that
// repeat its alternative text, or those of a frame that is called one.
func frameWords(frame *html.Node, alt string) string {
	if frame.DataAtom == atom.Img {
		if words := besides(frame); words != "" && alt != "" && key(words) == key(alt) {
			return words
		}
		return ""
	}
	words := text(frame)
	if words == "" {
		next := besides(frame)
		if alt != "" && key(next) == key(alt) {
			return next
		}
		return ""
	}
	if isLabel(words, false) || linkedText(frame)*2 > len(words) {
		return ""
	}
	if alt != "" && strings.HasPrefix(key(words), key(alt)) || frame.DataAtom == atom.Figure || namesPicture(frame) {
		return words
	}
	return ""
}

// besides gives the words of the element behind n.
func besides(n *html.Node) string {
	for n = n.NextSibling; n != nil; n = n.NextSibling {
		if n.Type == html.ElementNode {
			return shortText(n)
		}
	}
	return ""
}

// namesPicture reports whether the class of n or of its only way down says picture.
func namesPicture(n *html.Node) bool {
	for range 2 {
		for _, sign := range [...]string{"image", "img", "photo", "picture", "figure", "foto", "bild", "media", "slide", "thumb"} {
			if hasFold(attr(n, "class"), sign) {
				return true
			}
		}
		if n.Parent == nil {
			break
		}
		n = n.FirstChild
		for n != nil && n.Type != html.ElementNode {
			n = n.NextSibling
		}
		if n == nil {
			break
		}
	}
	return false
}

// withoutCredit takes the credit off the end or the start of the caption.
func withoutCredit(caption, credit string) string {
	if credit == "" || len(credit) > len(caption) {
		return caption
	}
	if credit == caption {
		return ""
	}
	if i := strings.LastIndex(caption, credit); i > 0 && len(caption)-i-len(credit) <= 3 {
		return trimCaption(caption[:i])
	}
	return strings.TrimSpace(strings.TrimPrefix(caption, credit))
}
func isBody(n *html.Node) bool {
	return n.DataAtom == atom.Body || n.DataAtom == atom.Article || n.DataAtom == atom.Main || n.DataAtom == atom.Section
}

// called gives the first small element below n whose class holds one of the words.
func called(n *html.Node, names ...string) *html.Node {
	left := nearby
	return find(n, &left, func(c *html.Node) bool {
		class := attr(c, "class")
		if class == "" || c.DataAtom == atom.Img {
			return false
		}
		for _, name := range names {
			if hasFold(class, name) {
				return first(c, atom.Img) == nil && len(text(c)) <= 600
			}
		}
		return false
	})
}
