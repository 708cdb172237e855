package gather

import (
	"bytes"
	"strings"

	"golang.org/x/net/html"

	"tearsheet/internal/address"
)

// feedTypes are the media types by which pages name feeds.
var feedTypes = map[string]string{
	"application/rss+xml": "rss", "application/rss": "rss", "text/rss": "rss", "text/rss+xml": "rss", "application/atom+xml": "atom",
	"application/atom": "atom", "application/rdf+xml": "rss 1.0", "application/feed+json": "json feed", "application/json": "json feed",
	"application/xml": "xml", "text/xml": "xml",
}

// named gives the feeds that a page's head names.
func named(body []byte, base string) []Found {
	var all []Found
	z := html.NewTokenizer(bytes.NewReader(body))
	for len(all) < mostFound {
		switch z.Next() {
		case html.ErrorToken:
			return all
		case html.StartTagToken, html.SelfClosingTagToken:
			t := z.Token()
			switch t.Data {
			case "base":
				if at := address.Resolve(base, attr(t, "href")); at != "" {
					base = at
				}
			case "link":
				if found, ok := linked(t, base); ok {
					all = append(all, found)
				}
			}
		}
	}
	return all
}

func linked(t html.Token, base string) (Found, bool) {
	rel := strings.Fields(strings.ToLower(attr(t, "rel")))
	kind, _, _ := strings.Cut(strings.ToLower(attr(t, "type")), ";")
	kind = strings.TrimSpace(kind)
	href := attr(t, "href")
	at := address.Resolve(base, feedScheme(href))
	alternate, isFeed := false, false
	for _, r := range rel {
		alternate = alternate || r == "alternate"
		isFeed = isFeed || r == "feed"
	}
	format := feedTypes[kind]
	if at == "" || !isFeed && (!alternate || format == "") || kind == "application/json" && !strings.Contains(at, "feed") {
		return Found{}, false
	}
	return Found{at, strings.TrimSpace(attr(t, "title")), format, "link rel=" + strings.Join(rel, " ") + " type=" + kind, ""}, true
}

// feedScheme takes away an old custom of addresses.
func feedScheme(href string) string {
	href = strings.TrimSpace(href)
	if rest, ok := strings.CutPrefix(href, "feed://"); ok {
		return "http://" + rest
	}
	return strings.TrimPrefix(href, "feed:")
}

func attr(t html.Token, name string) string {
	for _, a := range t.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}
