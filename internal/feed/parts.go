package feed

import (
	"strings"
)

// part is an element by namespace and local name.
type part struct {
	is    space
	local string
}

// parts says what becomes of each element of an entry. Atom's elements are
// taken for core ones, so that either may stand in the other's documents.
var parts = map[part]func(*draft, *node){
	{core, "title"}:         func(f *draft, n *node) { setFirst(&f.e.Title, f.d.title(n)) },
	{dublin, "title"}:       func(f *draft, n *node) { setFirst(&f.altTitle, f.d.title(n)) },
	{media, "title"}:        func(f *draft, n *node) { setFirst(&f.altTitle, f.d.title(n)) },
	{core, "link"}:          (*draft).link,
	{burner, "origlink"}:    func(f *draft, n *node) { f.original = webAddress(n.base, f.d.words(n)) },
	{core, "guid"}:          (*draft).guid,
	{core, "id"}:            func(f *draft, n *node) { setFirst(&f.e.ID, copyOf(f.d.words(n), 4096)) },
	{core, "description"}:   (*draft).description,
	{core, "summary"}:       func(f *draft, n *node) { setFirst(&f.e.Summary, f.d.html(n)) },
	{core, "tagline"}:       func(f *draft, n *node) { setFirst(&f.e.Summary, f.d.html(n)) },
	{core, "abstract"}:      func(f *draft, n *node) { setFirst(&f.e.Summary, f.d.html(n)) },
	{dublin, "description"}: func(f *draft, n *node) { setFirst(&f.altSummary, f.d.html(n)) },
	{terms, "abstract"}:     func(f *draft, n *node) { setFirst(&f.altSummary, f.d.html(n)) },
	{itunes, "summary"}:     func(f *draft, n *node) { setFirst(&f.altSummary, f.d.html(n)) },
	{media, "description"}:  func(f *draft, n *node) { setFirst(&f.altSummary, f.d.html(n)) },
	{content, "encoded"}:    func(f *draft, n *node) { f.content(n) },
	{core, "content"}:       func(f *draft, n *node) { f.content(n) },
	{core, "fullitem"}:      func(f *draft, n *node) { f.content(n) },
	{core, "body"}:          func(f *draft, n *node) { f.content(n) },
	{xhtml, "body"}:         func(f *draft, n *node) { f.content(n) },
	{xhtml, "div"}:          func(f *draft, n *node) { f.content(n) },
	{core, "author"}:        func(f *draft, n *node) { f.authors(n) },
	{dublin, "creator"}:     func(f *draft, n *node) { f.authors(n) },
	{dublin, "author"}:      func(f *draft, n *node) { f.authors(n) },
	{itunes, "author"}:      func(f *draft, n *node) { f.altAuthors = appendPerson(f.altAuthors, f.d.person(n)) },
	{core, "pubdate"}:       func(f *draft, n *node) { f.published(n) },
	{core, "published"}:     func(f *draft, n *node) { f.published(n) },
	{core, "issued"}:        func(f *draft, n *node) { f.published(n) },
	{terms, "issued"}:       func(f *draft, n *node) { f.published(n) },
	{dublin, "date"}:        func(f *draft, n *node) { f.d.when(&f.altPublished, n) },
	{core, "updated"}:       func(f *draft, n *node) { f.d.when(&f.e.Updated, n) },
	{core, "modified"}:      func(f *draft, n *node) { f.d.when(&f.e.Updated, n) },
	{terms, "modified"}:     func(f *draft, n *node) { f.d.when(&f.e.Updated, n) },
	{core, "category"}:      (*draft).category,
	{itunes, "category"}:    (*draft).category,
	{itunes, "keywords"}:    (*draft).keywords,
	{dublin, "subject"}:     (*draft).category,
	{core, "enclosure"}:     (*draft).enclosure,
	{media, "content"}:      (*draft).enclosure,
	{media, "group"}:        (*draft).within,
	{dublin, "language"}:    func(f *draft, n *node) { f.e.Language = strings.Clone(language(f.d.words(n))) },
}
