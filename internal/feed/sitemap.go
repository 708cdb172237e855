package feed

import (
	"sort"
	"strings"

	"tearsheet"
)

// sitemap reads sitemaps, those of Google News, and indexes of sitemaps.
var sitemap = dialect{
	containers: set("urlset sitemapindex"),
	entries:    set("url sitemap"),
	root:       (*document).aboutSitemap,
	entry:      (*document).takeURL,
	about:      func(*document, *node) {},
	end:        (*document).endSitemap,
}

func (d *document) aboutSitemap(n *node) {
	if d.listing.Format == "" {
		d.listing.Format = "sitemap"
		if n.local == "sitemapindex" {
			d.listing.Format = "sitemap index"
		}
	}
}

// takeURL takes one address: an entry of a sitemap, a child of an index. An
// entry has a title only where the publisher gives one.
func (d *document) takeURL(n *node) {
	loc := n.child("loc")
	if loc == nil {
		d.head.unsafeLinks++
		return
	}
	address := strings.Clone(webAddress(n.base, d.words(loc)))
	if address == "" {
		d.head.unsafeLinks++
		return
	}
	e := tearsheet.Entry{ID: address, Link: address, Authors: []tearsheet.Person{}, Categories: []string{}, Enclosures: []tearsheet.Enclosure{}}
	if c := n.child("lastmod"); c != nil {
		d.when(&e.Updated, c)
	}
	if n.local == "sitemap" {
		d.listing.Children = append(d.listing.Children, address)
		d.childTimes = append(d.childTimes, e.Updated)
		return
	}
	if c := n.child("news"); c != nil {
		d.listing.Format = "news sitemap"
		d.news(c, &e)
	}
	d.listing.Entries = append(d.listing.Entries, e)
}

func (d *document) news(n *node, e *tearsheet.Entry) {
	for c := n.first; c != nil; c = c.next {
		switch c.local {
		case "title":
			e.Title = d.title(c)
		case "publication_date":
			d.when(&e.Published, c)
		case "keywords":
			f := draft{d: d, n: n, e: *e}
			f.keywords(c)
			*e = f.e
		case "publication":
			d.publication(c, e)
		}
	}
}

func (d *document) publication(n *node, e *tearsheet.Entry) {
	if c := n.child("name"); c != nil && d.listing.Title == "" {
		d.listing.Title = d.title(c)
	}
	c := n.child("language")
	if c == nil {
		return
	}
	lang := strings.Clone(language(d.words(c)))
	if d.listing.Language == "" {
		d.listing.Language = lang
	}
	if lang != d.listing.Language {
		e.Language = lang
	}
}

// endSitemap puts the children of an index in order, the newest first; those
// without a time keep their order after them.
func (d *document) endSitemap() {
	sort.Stable(byTime{d})
	d.account()
}

type byTime struct{ *document }

func (b byTime) Len() int { return len(b.listing.Children) }
func (b byTime) Less(i, j int) bool {
	return b.childTimes[i].Time.After(b.childTimes[j].Time)
}
func (b byTime) Swap(i, j int) {
	c, t := b.listing.Children, b.childTimes
	c[i], c[j], t[i], t[j] = c[j], c[i], t[j], t[i]
}
