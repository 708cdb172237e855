package read

import (
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
)

// mostNodes is how many nodes are looked at for a short text: pages nest
// thousands of elements with a word each around each other, and each may be
// called a date.
const mostNodes = 200

// textUpTo gives the words inside n, or "" where they are more than most bytes;
// it looks no further than it must.
func textUpTo(n *html.Node, most int) string {
	if longer(n, most) {
		return ""
	}
	if t := text(n); len(t) <= most {
		return t
	}
	return ""
}

// longer reports whether the words inside n are more than most bytes, or lie in
// more elements than any line has.
func longer(n *html.Node, most int) bool {
	left, nodes := most, mostNodes
	return tooLong(n, &left, &nodes)
}

func tooLong(n *html.Node, left, nodes *int) bool {
	if *nodes--; *nodes < 0 {
		return true
	}
	if n.Type == html.TextNode {
		*left -= inked(n.Data, *left)
		return *left < 0
	}
	if n.Type == html.ElementNode && silent(n) {
		return false
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if tooLong(c, left, nodes) {
			return true
		}
	}
	return false
}

// inked counts the bytes of s that are not white space, as far as one more than most.
func inked(s string, most int) int {
	n := 0
	for i := 0; i < len(s) && n <= most; {
		r, size := utf8.DecodeRuneInString(s[i:])
		if i += size; !unicode.IsSpace(r) {
			n += size
		}
	}
	return n
}
