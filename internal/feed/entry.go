package feed

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"tearsheet"
)

const (
	maxCategories = 100
	maxAuthors    = 50
	maxEnclosures = 50
)

// draft is an entry while its parts are gathered, with what stands in for a
// part that is missing.
type draft struct {
	d     *document
	n     *node
	parts map[part]func(*draft, *node)
	e     tearsheet.Entry

	altTitle, altSummary string
	permalink            string // a guid that is an address
	otherLink            string // the article in another form than HTML
	original             string // the address behind a tracking link
	altAuthors           []tearsheet.Person
	altPublished         tearsheet.StatedTime
	contrary             bool // two days of publication are stated
}

// takeEntry makes an entry of an item or entry element.
func (d *document) takeEntry(n *node) {
	f := &draft{d: d, n: n, parts: parts}
	f.e.Authors, f.e.Categories, f.e.Enclosures = []tearsheet.Person{}, []string{}, []tearsheet.Enclosure{}
	f.fromAttributes()
	f.within(n)
	d.listing.Entries = append(d.listing.Entries, f.finish())
}

// within takes the parts that stand in n.
func (f *draft) within(n *node) {
	for c := n.first; c != nil; c = c.next {
		if c.kind != startToken {
			continue
		}
		is := c.is
		if is == atom {
			is = core
		}
		if take := f.parts[part{is, c.local}]; take != nil {
			take(f, c)
		}
	}
}

// fromAttributes takes what RDF and CDF write in the start tag.
func (f *draft) fromAttributes() {
	for _, a := range f.n.attrs {
		switch lower(a.name) {
		case "rdf:about":
			f.e.ID = copyOf(f.d.scan.refs.text(a.value), 4096)
			f.permalink = webAddress(f.n.base, f.e.ID)
		case "href":
			f.e.Link = strings.Clone(webAddress(f.n.base, f.d.scan.refs.text(a.value)))
		case "lastmod":
			f.d.state(&f.e.Updated, f.d.scan.refs.text(a.value))
		}
	}
}

// finish fills what is missing from what stands in for it.
func (f *draft) finish() tearsheet.Entry {
	e := &f.e
	setFirst(&e.Title, f.altTitle)
	setFirst(&e.Summary, f.altSummary)
	if f.original != "" {
		e.Link = strings.Clone(f.original)
	}
	setFirst(&e.Link, strings.Clone(f.permalink))
	setFirst(&e.Link, strings.Clone(f.otherLink))
	if e.Published.IsZero() {
		e.Published = f.altPublished
	}
	if len(e.Authors) == 0 && len(f.altAuthors) > 0 {
		e.Authors = f.altAuthors
	}
	if len(e.Authors) == 0 && len(f.d.head.authors) > 0 {
		e.Authors = slices.Clip(f.d.head.authors) // shared: copies for each entry would be entries times authors
	}
	if f.contrary {
		e.Published = tearsheet.StatedTime{}
		f.d.head.contrary++
	}
	if e.Language == "" && f.n.lang != f.d.head.lang {
		e.Language = strings.Clone(f.n.lang)
	}
	return f.e
}

func (f *draft) link(n *node) {
	href, rel := f.d.linkOf(n)
	if href == "" {
		return
	}
	switch rel {
	case "alternate":
		if kind, _ := n.attr("type"); kind == "" || strings.Contains(strings.ToLower(kind), "html") {
			setFirst(&f.e.Link, strings.Clone(href))
		} else {
			setFirst(&f.otherLink, href)
		}
	case "enclosure":
		f.enclose(n, href)
	}
}

func (f *draft) guid(n *node) {
	id := strings.TrimSpace(f.d.words(n))
	if id == "" {
		return
	}
	setFirst(&f.e.ID, copyOf(id, 4096))
	if permalink, _ := n.attr("isPermaLink"); !strings.EqualFold(strings.TrimSpace(permalink), "false") && hasWebScheme(id) {
		f.permalink = webAddress("", id)
	}
}

// description is the content where the summary has an element of its own.
func (f *draft) description(n *node) {
	if f.e.Summary != "" {
		f.content(n)
		return
	}
	f.e.Summary = f.d.html(n)
}

// published takes a time of publication. One that comes again must be of the
// same day; then the first counts.
func (f *draft) published(n *node) {
	var t tearsheet.StatedTime
	switch f.d.when(&t, n); {
	case t.IsZero():
	case f.e.Published.IsZero():
		f.e.Published = t
	default:
		f.contrary = f.contrary || t.Time.Sub(f.e.Published.Time).Abs() >= 24*time.Hour
	}
}

func (f *draft) content(n *node) {
	setFirst(&f.e.Content, f.d.html(n))
}

func (f *draft) authors(n *node) {
	if len(f.e.Authors) >= maxAuthors {
		f.d.head.manyLabels++
		return
	}
	f.e.Authors = appendPerson(f.e.Authors, f.d.person(n))
}

func (f *draft) category(n *node) {
	label := ""
	for _, name := range []string{"term", "text", "label"} {
		if v, ok := n.attr(name); ok && label == "" {
			label = f.d.scan.refs.text(v)
		}
	}
	if label == "" {
		label = f.d.own(n)
	}
	f.label(label)
	if n.is == itunes {
		f.within(n)
	}
}

func (f *draft) keywords(n *node) {
	for label := range strings.SplitSeq(f.d.words(n), ",") {
		f.label(label)
	}
}

func (f *draft) label(label string) {
	if strings.IndexByte(label, '&') >= 0 || strings.IndexByte(label, '<') >= 0 {
		label = untyped(label)
	}
	if label = copyOf(squeeze(label), 200); label == "" {
		return
	}
	for _, have := range f.e.Categories {
		if have == label {
			return
		}
	}
	if len(f.e.Categories) >= maxCategories {
		f.d.head.manyLabels++
		return
	}
	f.e.Categories = append(f.e.Categories, label)
}

func (f *draft) enclosure(n *node) {
	url, ok := n.attr("url")
	if !ok {
		url, _ = n.attr("href")
	}
	f.enclose(n, webAddress(n.base, f.d.scan.refs.text(url)))
	if n.is == media {
		f.within(n)
	}
}

func (f *draft) enclose(n *node, href string) {
	if href == "" {
		return
	}
	for _, have := range f.e.Enclosures {
		if have.URL == href {
			return
		}
	}
	if len(f.e.Enclosures) >= maxEnclosures {
		f.d.head.manyLabels++
		return
	}
	kind, _ := n.attr("type")
	length, ok := n.attr("length")
	if !ok {
		length, _ = n.attr("fileSize")
	}
	size, _ := strconv.ParseInt(strings.TrimSpace(length), 10, 64)
	f.e.Enclosures = append(f.e.Enclosures, tearsheet.Enclosure{
		URL: strings.Clone(href), Type: copyOf(squeeze(f.d.scan.refs.text(kind)), 100), Length: max(0, size)})
}

func setFirst(to *string, value string) {
	if *to == "" {
		*to = value
	}
}
