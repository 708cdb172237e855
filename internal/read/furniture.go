package read

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// furnitureWords are words in a class or id, whole or at the start of one,
// that tell of what stands around an article on the pages of any publisher.
var furnitureWords = wordSet(`
	comment comments talkback talkbacks disqus respond replies related relateds recommend recommended recommendations recirc recirculation
	share sharing sharebar sharetools shares social socials newsletter newsletters subscribe subscription signup
	promo promos promotion promoted advert advertisement advertising ads adslot adunit sponsor sponsored taboola outbrain
	sidebar footer nav navbar navigation menu breadcrumb breadcrumbs byline authorbox tags taglist
	widget widgets popup modal cookie cookies consent gdpr banner toolbar pagination pager teaser teasers
	mostread popular trending readmore readnext upnext login register timestamp rating ratings skip
	carousel slideshow copyright disclaimer feedback survey donate donation tooltip screen-reader visually-hidden
	sr-only noprint print-hide off-screen shareline syndication paywall-promo crosslinks cross-links morestories
	more-stories more-news also-read read-also see-also keep-reading next-article prev-next post-navigation post-meta
	post-tags entry-meta entry-footer article-tags article-footer article-meta meta-info author-bio author-info about-author author-box
	bio-box author-card authors author-block tag-list tags-list topics topic-list kicker eyebrow caption credit credits
	social-links share-buttons like-buttons up-next jp-relatedposts sharedaddy addtoany
	privacy-notice privacy-dialog privacy-dialogue privacy-banner advertisements ad-container ad-wrapper ad-slot adbox onward most-read player-caption video-caption image-caption`)

// bodyWords are words that publishers give to the element of the article's
// text; with one of them a furniture word in the same name does not count.
var bodyWords = []string{"articlebody", "article-body", "article__body", "article_body", "article-content", "article__content", "article-text", "articlecontent", "story-body", "storybody", "story-content",
	"entry-content", "post-content", "post-body", "post_content", "content-body", "body-content", "story__body", "story-text", "article_text", "body-copy", "bodycopy", "body-text", "bodytext", "news-text", "rich-text", "richtext"}

func wordSet(s string) map[string]bool {
	set := map[string]bool{}
	for _, w := range strings.Fields(s) {
		set[w] = true
	}
	return set
}

// surrounds reports whether n belongs to the page around the article: by its
// element, its role, its being hidden or the words of its class and id.
func surrounds(n *html.Node) bool {
	if isHidden(n) {
		return true
	}
	switch n.DataAtom {
	case atom.Nav, atom.Aside, atom.Footer, atom.Form, atom.Button, atom.Dialog, atom.Menu, atom.Label, atom.Time, atom.Figcaption, atom.Object, atom.Audio, atom.Canvas, atom.Fieldset:
		return true
	case atom.Body, atom.Html, atom.Main, atom.P, atom.Article:
		return false
	}
	for i := range n.Attr {
		switch a := &n.Attr[i]; a.Key {
		case "class", "id", "data-component", "data-testid":
			if namesFurniture(a.Val) {
				return true
			}
		case "role":
			switch a.Val {
			case "navigation", "complementary", "banner", "contentinfo", "search", "dialog", "alert", "menu", "toolbar", "tablist":
				return true
			}
		case "aria-hidden":
			if a.Val == "true" {
				return true
			}
		case "itemprop":
			if a.Val == "author" || a.Val == "publisher" {
				return true
			}
		}
	}
	return false
}

// isHidden reports whether the page shows n to nobody, or to screen readers
// alone.
func isHidden(n *html.Node) bool {
	for i := range n.Attr {
		switch a := &n.Attr[i]; a.Key {
		case "hidden":
			return true
		case "style":
			if hasFold(a.Val, "display") && hasFold(strings.ReplaceAll(a.Val, " ", ""), "display:none") {
				return true
			}
		case "class":
			for name := range strings.FieldsSeq(a.Val) {
				if hidingNames[strings.ToLower(name)] {
					return true
				}
			}
		}
	}
	return false
}

var hidingNames = wordSet("sr-only visually-hidden visuallyhidden screen-reader-text screen-reader-only u-hidden is-hidden hidden off-screen offscreen noprint print-only")

// inSentence reports whether n is a part of a running sentence: an inline
// element in a paragraph with words of the paragraph beside it. Then it is what
// the writer wrote, whatever its element or class.
func inSentence(n *html.Node) bool {
	if n.Parent == nil || isBlock(n.DataAtom) && n.DataAtom != atom.Button || isHidden(n) {
		return false
	}
	switch n.Parent.DataAtom {
	case atom.P, atom.Li, atom.Td, atom.Dd, atom.Blockquote, atom.H2, atom.H3:
	default:
		return false
	}
	beside := 0
	for k := n.Parent.FirstChild; k != nil; k = k.NextSibling {
		if k.Type == html.TextNode {
			beside += len(strings.TrimSpace(k.Data))
		}
	}
	return beside >= 20
}

// namesFurniture looks at each name of a class or id as a whole and at its
// words, parted by - and _ and capitals.
func namesFurniture(names string) bool {
	if namesBody(names) {
		return false
	}
	for len(names) > 0 {
		var name string
		if i := strings.IndexAny(names, " \t\n"); i >= 0 {
			name, names = names[:i], names[i+1:]
		} else {
			name, names = names, ""
		}
		if len(name) > 2 && oneNamesFurniture(name) {
			return true
		}
	}
	return false
}

func oneNamesFurniture(name string) bool {
	var buf [64]byte
	if len(name) > len(buf) {
		return false
	}
	low := buf[:0]
	for i := range len(name) {
		c := name[i]
		if c == '_' {
			c = '-'
		}
		if c >= 'A' && c <= 'Z' {
			c |= 0x20
		}
		low = append(low, c)
	}
	if furnitureWords[string(low)] {
		return true
	}
	start := 0
	for i := 0; i <= len(low); i++ {
		if i == len(low) || low[i] == '-' {
			if furnitureWords[string(low[start:i])] {
				return true
			}
			start = i + 1
		}
	}
	return pairNames(low)
}

// pairNames looks at two neighbouring words as one: author-bio, most-read.
func pairNames(low []byte) bool {
	var cuts [16]int
	n := 0
	cuts[0] = -1
	for i := range low {
		if low[i] == '-' && n+1 < len(cuts)-1 {
			n++
			cuts[n] = i
		}
	}
	n++
	cuts[n] = len(low)
	for i := 0; i+2 <= n; i++ {
		if furnitureWords[string(low[cuts[i]+1:cuts[i+2]])] {
			return true
		}
	}
	return false
}

func namesBody(name string) bool {
	for _, w := range bodyWords {
		if hasFold(name, w) {
			return true
		}
	}
	return false
}
