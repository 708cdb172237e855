package feed

import (
	"strings"

	"tearsheet"
)

// subscriptions reads lists of feeds, OPML 1 and 2, however deep they nest.
var subscriptions = dialect{
	containers: set("opml outlinedocument head body"),
	entries:    set("outline"),
	root: func(d *document, _ *node) {
		if d.listing.Format == "" {
			d.listing.Format = "opml"
		}
	},
	entry: func(d *document, n *node) { d.outline(n, nil) },
	about: func(d *document, n *node) {
		if n.local == "title" && d.listing.Title == "" {
			d.listing.Title = d.title(n)
		}
	},
	end: (*document).account,
}

const (
	maxSubscribed = 10_000
	maxCategory   = 8 // outlines that enclose one another and give a category its name
)

// outline takes a feed, or a folder and what is in it. The same address twice
// is one subscription.
func (d *document) outline(n *node, folders []string) {
	o := tearsheet.Outline{Category: strings.Join(folders, "/")}
	for _, a := range n.attrs {
		value := d.scan.refs.text(a.value)
		switch lower(a.name) {
		case "xmlurl":
			o.URL = strings.Clone(webAddress("", feedScheme(value)))
			if o.URL == "" {
				d.head.unsafeLinks++
			}
		case "htmlurl":
			o.Site = strings.Clone(webAddress("", value))
		case "title":
			o.Title = copyOf(squeeze(untyped(value)), 500)
		case "text":
			setFirst(&o.Title, copyOf(squeeze(untyped(value)), 500))
		case "category":
			setFirst(&o.Category, copyOf(strings.Trim(value, "/ "), 500))
		}
	}
	if o.URL != "" {
		d.subscribe(o)
	}
	d.outlines(n, within(folders, o))
}

// within gives the folders of what stands in the outline o.
func within(folders []string, o tearsheet.Outline) []string {
	if o.URL != "" || o.Title == "" || len(folders) >= maxCategory {
		return folders
	}
	return append(folders[:len(folders):len(folders)], o.Title)
}

func (d *document) outlines(n *node, folders []string) {
	for c := n.first; c != nil; c = c.next {
		if c.kind == startToken && c.local == "outline" {
			d.outline(c, folders)
		}
	}
}

func (d *document) subscribe(o tearsheet.Outline) {
	if d.seen == nil {
		d.seen = map[string]bool{}
	}
	if d.seen[o.URL] {
		return
	}
	if len(d.listing.Subscribed) >= maxSubscribed {
		d.warn("more than 10,000 subscriptions: the first 10,000 were read")
		d.full = true
		return
	}
	d.seen[o.URL] = true
	d.listing.Subscribed = append(d.listing.Subscribed, o)
}

// feedScheme gives "feed:" addresses, an old custom, their web scheme.
func feedScheme(s string) string {
	s = strings.TrimSpace(s)
	if len(s) > 5 && strings.EqualFold(s[:5], "feed:") {
		s = s[5:]
		if strings.HasPrefix(s, "//") {
			s = "http:" + s
		}
	}
	return s
}
