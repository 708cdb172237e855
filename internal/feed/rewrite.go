package feed

import (
	"strings"

	"golang.org/x/net/html"
)

// rewriteAddresses makes the relative addresses of markup absolute and leaves
// everything else as it came.
func rewriteAddresses(markup, base string) string {
	var b strings.Builder
	b.Grow(len(markup) + 64)
	z := html.NewTokenizer(strings.NewReader(markup))
	for {
		switch z.Next() {
		case html.ErrorToken:
			return b.String()
		case html.StartTagToken, html.SelfClosingTagToken:
			raw := string(z.Raw())
			if !mayBeRelative(raw) {
				b.WriteString(raw)
				continue
			}
			t := z.Token()
			for i, a := range t.Attr {
				if addressed[a.Key] {
					t.Attr[i].Val = resolveAny(base, a.Val)
				}
			}
			b.WriteString(t.String())
		default:
			b.Write(z.Raw())
		}
	}
}

// plain gives the text of HTML: no tags, references resolved, nothing of what
// is not shown.
func plain(markup string) string {
	if !strings.ContainsAny(markup, "<&") {
		return markup
	}
	var b strings.Builder
	z := html.NewTokenizer(strings.NewReader(settle(markup)))
	hidden := 0
	for {
		switch k := z.Next(); k {
		case html.ErrorToken:
			return b.String()
		case html.TextToken:
			if hidden == 0 {
				b.Write(z.Text())
			}
		case html.StartTagToken, html.EndTagToken:
			name, _ := z.TagName()
			if !unseen[string(name)] {
				continue
			}
			if k == html.StartTagToken {
				hidden++
			} else if hidden > 0 {
				hidden--
			}
		}
	}
}

// unseen are the elements whose content is not text for readers.
var unseen = set("script style template noscript applet svg math select noembed noframes textarea title")

// looksLikeHTML reports whether text of unknown kind is markup: it has an end
// tag or an empty element of HTML, or references, and no tag that HTML does
// not know.
func looksLikeHTML(s string) bool {
	if strings.IndexByte(s, '<') < 0 {
		return hasReference(s)
	}
	closed, unknown := false, false
	for rest := s; ; {
		i := strings.IndexByte(rest, '<')
		if i < 0 || i+1 == len(rest) {
			return closed && !unknown
		}
		rest = rest[i+1:]
		end := rest[0] == '/'
		name := tagName(strings.TrimPrefix(rest, "/"))
		switch {
		case name == "" && strings.HasPrefix(rest, "!--"):
			closed = true
		case name == "":
		case end && name == "script": // whatever else it is, it is no title
			return true
		case !knownTags[name]:
			unknown = true
		case end || htmlVoid[name]:
			closed = true
		}
	}
}

func tagName(s string) string {
	i := 0
	for i < len(s) && (s[i]|0x20 >= 'a' && s[i]|0x20 <= 'z' || i > 0 && s[i] >= '0' && s[i] <= '9') {
		i++
	}
	return lower(s[:i])
}

func hasReference(s string) bool {
	var r references
	for {
		i := strings.IndexByte(s, '&')
		if i < 0 {
			return false
		}
		s = s[i:]
		if _, n := r.reference(s); n > 1 {
			return true
		}
		s = s[1:]
	}
}
