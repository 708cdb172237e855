package feed

import "strings"

// space is a namespace that means something to us.
type space uint8

const (
	core space = iota // RSS in all its dialects, sitemaps, and what has no namespace
	atom
	rdf
	dublin      // Dublin Core elements
	terms       // Dublin Core terms
	content     // content:encoded
	media       // Media RSS
	itunes      // iTunes podcast
	syndication // sy:updatePeriod
	news        // Google News sitemap
	burner      // FeedBurner
	xhtml
	xmlSpace // xml:base, xml:lang
	foreign  // anything else
)

// spaces by address, without scheme, "www.", case and a closing "/" or "#".
var spaces = map[string]space{
	"":                         core,
	"backend.userland.com/rss": core, "backend.userland.com/rss2": core, "blogs.law.harvard.edu/tech/rss": core,
	"purl.org/rss/1.0": core, "purl.org/net/rss1.1": core, "my.netscape.com/rdf/simple/0.9": core, "my.netscape.com/publish/formats/rss-0.91.dtd": core,
	"channel.netscape.com/rdf/simple/0.9": core, "purl.org/rss": core, "cyber.law.harvard.edu/rss": core,
	"sitemaps.org/schemas/sitemap/0.9": core, "google.com/schemas/sitemap/0.9": core, "google.com/schemas/sitemap/0.84": core,
	"purl.org/atom/ns": atom, "w3.org/2005/atom": atom, "purl.org/pie": atom,
	"w3.org/1999/02/22-rdf-syntax-ns": rdf,
	"purl.org/dc/elements/1.1":        dublin, "purl.org/dc/elements/1.0": dublin, "purl.org/dc": dublin,
	"purl.org/dc/terms": terms, "purl.org/metadata/dublin_core": dublin,
	"purl.org/rss/1.0/modules/content": content,
	"search.yahoo.com/mrss":            media, "video.search.yahoo.com/mrss": media, "tools.search.yahoo.com/mrss": media,
	"itunes.com/dtds/podcast-1.0.dtd":               itunes,
	"purl.org/rss/1.0/modules/syndication":          syndication,
	"google.com/schemas/sitemap-news/0.9":           news,
	"rssnamespace.org/feedburner/ext/1.0":           burner,
	"w3.org/1999/xhtml":                             xhtml,
	"w3.org/xml/1998/namespace":                     xmlSpace,
	"w3.org/1999/xlink":                             foreign,
	"w3.org/2000/svg":                               foreign,
	"w3.org/1998/math/mathml":                       foreign,
	"google.com/schemas/sitemap-image/1.1":          foreign,
	"google.com/schemas/sitemap-video/1.1":          foreign,
	"wellformedweb.org/commentapi":                  foreign,
	"purl.org/rss/1.0/modules/slash":                foreign,
	"purl.org/syndication/thread/1.0":               foreign,
	"schemas.google.com/g/2005":                     foreign,
	"purl.org/rss/1.0/modules/taxonomy":             foreign,
	"webns.net/mvcb":                                foreign,
	"georss.org/georss":                             foreign,
	"opengis.net/gml":                               foreign,
	"podcastindex.org/namespace/1.0":                foreign,
	"backend.userland.com/creativecommonsrssmodule": foreign,
}

// usual prefixes, for documents that forgot or misspelt their declarations.
var usual = map[string]space{
	"": core, "rss": core, "atom": atom, "a10": atom, "atom10": atom, "atom03": atom, "rdf": rdf, "dc": dublin, "dcterms": terms, "dct": terms,
	"content": content, "media": media, "itunes": itunes, "sy": syndication, "syn": syndication, "news": news, "n": news,
	"feedburner": burner, "xhtml": xhtml, "html": xhtml, "xml": xmlSpace,
}

// scope is one namespace declaration in force.
type scope struct {
	prefix string
	is     space
	depth  int
}

// scopes is the stack of declarations.
type scopes []scope

// declare puts the declaration xmlns[:prefix]="uri" in force. An address that
// nobody knows is judged by its prefix.
func (s *scopes) declare(prefix, uri string, depth int) {
	is, known := spaces[bareAddress(uri)]
	if !known {
		if is, known = usual[prefix]; !known || prefix == "" && depth > 2 {
			is = foreign
		}
	}
	*s = append(*s, scope{prefix, is, depth})
}

// leave ends the declarations of elements at depth and below.
func (s *scopes) leave(depth int) {
	for n := len(*s); n > 0 && (*s)[n-1].depth >= depth; n-- {
		*s = (*s)[:n-1]
	}
}

func (s scopes) find(prefix string) space {
	for i := len(s) - 1; i >= 0; i-- {
		if s[i].prefix == prefix {
			return s[i].is
		}
	}
	if is, ok := usual[prefix]; ok {
		return is
	}
	return foreign
}

func bareAddress(uri string) string {
	uri = strings.ToLower(strings.TrimSpace(uri))
	for _, prefix := range []string{"http://", "https://", "www."} {
		uri = strings.TrimPrefix(uri, prefix)
	}
	return strings.TrimRight(uri, "/#")
}

// names spares most feeds the work of putting their own spelling in lower case.
var names = func() map[string]string {
	m := map[string]string{}
	for _, n := range strings.Fields("pubDate lastBuildDate isPermaLink managingEditor webMaster skipHours skipDays textInput " +
		"origLink xmlUrl htmlUrl feedburner updatePeriod updateFrequency fileSize lastMod RDF CHANNEL ITEM HREF TITLE ABSTRACT LASTMOD " +
		"Channel Item commentRss RDF thumbnail newsPublication Seq Bag xmlURL htmlURL") {
		m[n] = strings.ToLower(n)
	}
	return m
}()

// lower gives a name in lower case.
func lower(name string) string {
	for i := 0; i < len(name); i++ {
		if b := name[i]; b >= 'A' && b <= 'Z' {
			if l, ok := names[name]; ok {
				return l
			}
			return strings.ToLower(name)
		}
	}
	return name
}
