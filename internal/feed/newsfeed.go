package feed

import (
	"strings"
	"time"

	"tearsheet"
)

// newsfeed reads RSS in all its dialects, Atom and CDF. Publishers mix their
// elements freely, so one table serves all three.
var newsfeed = dialect{
	containers: set("rss rdf channel feed items"),
	entries:    set("item entry"),
	root:       (*document).aboutRoot,
	entry:      (*document).takeEntry,
	about:      (*document).aboutFeed,
	end:        (*document).endFeed,
}

// head is what the feed says about itself while it is not yet decided.
type head struct {
	atom        bool // text constructs have types
	old         bool // Atom 0.3
	altTitle    string
	lang        string // by xml:lang, where no language element is
	authors     []tearsheet.Person
	ttl, period time.Duration
	frequency   int
	unreadable  int // dates that were stated and not understood
	implausible int // dates so early that they stand for none
	farAhead    int // years that no article can have
	contrary    int // entries that state two days of publication
	longTitles  int
	longTexts   int
	manyLabels  int
	unsafeLinks int
}

func (d *document) aboutRoot(n *node) {
	if d.head.lang == "" {
		d.head.lang = n.lang
	}
	if d.listing.Format == "" {
		d.listing.Format = d.formatOf(n)
		d.head.atom, d.head.old = strings.HasPrefix(d.listing.Format, "atom"), d.listing.Format == "atom 0.3"
	}
	if href, ok := n.attr("href"); ok && d.listing.Link == "" {
		d.listing.Link = strings.Clone(webAddress(n.base, d.scan.refs.text(href)))
	}
}

func (d *document) formatOf(n *node) string {
	version, _ := n.attr("version")
	version = strings.TrimSpace(d.scan.refs.text(version))
	declared := declaredSpace(n)
	switch n.local {
	case "feed":
		if version == "0.3" || strings.Contains(declared, "purl.org/") {
			return "atom 0.3"
		}
		return "atom 1.0"
	case "rdf":
		if strings.Contains(declared, "netscape") {
			return "rss 0.90"
		}
		return "rss 1.0"
	case "channel":
		if strings.Contains(declared, "rss1.1") {
			return "rss 1.1"
		}
		return "cdf"
	}
	if len(version) > 0 && len(version) <= 6 && version[0] >= '0' && version[0] <= '9' {
		return "rss " + strings.Clone(version)
	}
	return "rss"
}

// declaredSpace gives the namespaces of feeds that the root declares.
func declaredSpace(n *node) string {
	all := ""
	for _, a := range n.attrs {
		if is, known := spaces[bareAddress(a.value)]; strings.HasPrefix(a.name, "xmlns") && known && (is == core || is == atom) {
			all += bareAddress(a.value) + " "
		}
	}
	return all
}

// aboutFeed takes one element of the head.
func (d *document) aboutFeed(n *node) {
	switch n.is {
	case core, atom, dublin, syndication:
	default:
		return
	}
	switch n.local {
	case "title":
		d.feedTitle(n)
	case "link":
		d.feedLink(n)
	case "language":
		if l := language(d.words(n)); l != "" && (d.listing.Language == "" || n.is == core) {
			d.listing.Language = strings.Clone(l)
		}
	case "author":
		if d.head.atom && len(d.head.authors) < maxAuthors {
			d.head.authors = appendPerson(d.head.authors, d.person(n))
		}
	case "logo", "image":
	default:
		d.feedPace(n)
	}
}

func (d *document) feedTitle(n *node) {
	title := d.title(n)
	if n.is == dublin {
		d.head.altTitle = title
	} else if d.listing.Title == "" {
		d.listing.Title = title
	}
}

func (d *document) feedLink(n *node) {
	href, rel := d.linkOf(n)
	if href == "" {
		return
	}
	href = strings.Clone(href)
	switch rel {
	case "alternate":
		if d.listing.Link == "" {
			d.listing.Link = href
		}
	case "self":
		d.listing.Self = href
	case "hub":
		if len(d.listing.Hubs) < 10 {
			d.listing.Hubs = append(d.listing.Hubs, href)
		}
	}
}

// linkOf gives the address and relation of a link element: Atom's href or
// RSS's text.
func (d *document) linkOf(n *node) (href, rel string) {
	raw, ok := n.attr("href")
	if ok {
		raw = d.scan.refs.text(raw)
	} else {
		raw = d.words(n)
	}
	rel, _ = n.attr("rel")
	rel = strings.ToLower(strings.TrimSpace(rel))
	rel = strings.TrimPrefix(rel, "http://www.iana.org/assignments/relation/")
	if rel == "" {
		rel = "alternate"
	}
	href = webAddress(n.base, raw)
	if href == "" && strings.TrimSpace(raw) != "" && rel == "alternate" {
		d.head.unsafeLinks++
	}
	return href, rel
}

func (d *document) endFeed() {
	l := &d.listing
	if l.Title == "" {
		l.Title = d.head.altTitle
	}
	if l.Language == "" {
		l.Language = strings.Clone(d.head.lang)
	}
	l.TTL = d.head.ttl
	if p := d.head.period; p > 0 && p/time.Duration(max(1, d.head.frequency)) > l.TTL {
		l.TTL = p / time.Duration(max(1, d.head.frequency))
	}
	d.account()
}

// account turns what was counted into warnings.
func (d *document) account() {
	for _, w := range []struct {
		n       int
		message string
	}{
		{d.head.unreadable, "%d stated times could not be understood and are left out"},
		{d.head.implausible, "%d stated times are before 1980, as programs write that have none, and are left out"},
		{d.head.farAhead, "%d stated times are after 2100, as other calendars count, and are left out"},
		{d.head.contrary, "%d entries state two days of publication, and none of them is kept"},
		{d.head.longTitles, "%d titles were longer than 4 KiB and are cut"},
		{d.head.longTexts, "%d texts were longer than 4 MiB and are cut"},
		{d.head.manyLabels, "%d entries have more labels, authors or files than are kept"},
		{d.head.unsafeLinks, "%d links are not web addresses and are left out"},
	} {
		if w.n > 0 {
			d.warn(w.message, w.n)
		}
	}
}

// language gives a language tag in the shape of BCP 47; "" when it is none.
func language(s string) string {
	s = strings.ReplaceAll(strings.TrimSpace(s), "_", "-")
	if len(s) < 2 || len(s) > 35 {
		return ""
	}
	for i := 0; i < len(s); i++ {
		if b := s[i]; !(b|0x20 >= 'a' && b|0x20 <= 'z' || i > 1 && (b >= '0' && b <= '9' || b == '-')) {
			return ""
		}
	}
	return s
}
