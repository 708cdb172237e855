package press

import (
	"encoding/json"
	"encoding/xml"
	"fmt"
	"strings"
	"time"
)

// feedKind is one way of listing articles.
type feedKind struct {
	path  string
	media string
	write func(m moment, o *outlet, list []edition) []byte
}

// feedKinds are the kinds that an archive may name.
var feedKinds = map[string]feedKind{
	"rss2":      {"/rss.xml", "application/rss+xml; charset=utf-8", moment.rss2},
	"rss1":      {"/index.rdf", "application/rdf+xml", moment.rss1},
	"atom":      {"/feed.atom", "application/atom+xml", moment.atom},
	"json":      {"/feed.json", "application/feed+json", moment.jsonFeed},
	"undated":   {"/feed", "text/xml; charset=utf-8", moment.undated},
	"sitemap":   {},
	"scattered": {}, // see broken.go
}

// listed is how many articles a feed holds.
const listed = 30

// feed gives the feed that stands at a path.
func (m moment) feed(o *outlet, path string) (answer, bool) {
	if o.Broken {
		return m.broken(o, path)
	}
	kind := feedKinds[o.feed]
	if kind.path == "" || path != kind.path {
		return answer{}, false
	}
	list := m.standing(o)
	return answer{media: kind.media, body: kind.write(m, o, list[:min(listed, len(list))]), modified: m.time(m.changed(o))}, true
}

// item is an article as a feed tells it.
type item struct {
	ID, Title, Link, Summary, Content string
	Published, Updated                time.Time
}

func (m moment) item(e edition) item {
	i := item{ID: "tag:" + e.outlet.Host + ",2026:" + e.slug, Title: e.headline, Link: m.address(e.outlet, e.path), Summary: e.lead(),
		Published: m.time(e.published()), Updated: m.time(e.stated())}
	if e.style == "moved" {
		i.Link = m.address(e.outlet, "/story/"+e.slug)
	}
	if e.outlet.full {
		for _, b := range m.blocks(e) {
			i.Content += string(b) + "\n"
		}
	}
	return i
}

type rssDoc struct {
	XMLName xml.Name  `xml:"rss"`
	Version string    `xml:"version,attr"`
	DC      string    `xml:"xmlns:dc,attr"`
	Content string    `xml:"xmlns:content,attr"`
	AtomNS  string    `xml:"xmlns:atom,attr"`
	Title   string    `xml:"channel>title"`
	Link    string    `xml:"channel>link"`
	About   string    `xml:"channel>description"`
	Lang    string    `xml:"channel>language"`
	Built   string    `xml:"channel>lastBuildDate,omitempty"`
	Items   []rssItem `xml:"channel>item"`
}

type rssItem struct {
	Title    string   `xml:"title"`
	Link     string   `xml:"link"`
	GUID     *rssGUID `xml:"guid"`
	Date     string   `xml:"pubDate,omitempty"`
	Creators []string `xml:"dc:creator"`
	Topics   []string `xml:"category"`
	Summary  string   `xml:"description"`
	Content  string   `xml:"content:encoded,omitempty"`
}

type rssGUID struct {
	Permanent bool   `xml:"isPermaLink,attr"`
	ID        string `xml:",chardata"`
}

func (m moment) rss(o *outlet, list []edition) rssDoc {
	d := rssDoc{Version: "2.0", DC: "http://purl.org/dc/elements/1.1/", Content: "http://purl.org/rss/1.0/modules/content/",
		AtomNS: "http://www.w3.org/2005/Atom", Title: o.Name, Link: m.address(o, "/"), About: o.motto, Lang: o.Language,
		Built: m.time(m.changed(o)).Format(time.RFC1123Z)}
	for _, e := range list {
		i := m.item(e)
		d.Items = append(d.Items, rssItem{Title: i.Title, Link: i.Link + "?utm_source=rss&utm_medium=feed", GUID: &rssGUID{false, i.ID},
			Date: i.Published.Format(time.RFC1123Z), Creators: e.byline, Topics: append([]string{e.section}, e.tags...),
			Summary: i.Summary, Content: i.Content})
	}
	return d
}

func (m moment) rss2(o *outlet, list []edition) []byte { return marshal(m.rss(o, list)) }

// undated is RSS as a careless plug-in writes it: no dates, no ids, no names.
func (m moment) undated(o *outlet, list []edition) []byte {
	d := m.rss(o, list)
	d.Built = ""
	for i := range d.Items {
		it := &d.Items[i]
		it.Link, _, _ = strings.Cut(it.Link, "?")
		it.GUID, it.Date, it.Creators, it.Topics = nil, "", nil, it.Topics[:1]
	}
	return marshal(d)
}

func (m moment) rss1(o *outlet, list []edition) []byte {
	var b strings.Builder
	b.WriteString(xml.Header + `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">` + "\n")
	fmt.Fprintf(&b, "<channel rdf:about=\"%s\">\n<title>%s</title>\n<link>%[1]s</link>\n<description>%s</description>\n<items><rdf:Seq>\n",
		escaped(m.address(o, "/index.rdf")), escaped(o.Name), escaped(o.motto))
	for _, e := range list {
		fmt.Fprintf(&b, "<rdf:li rdf:resource=\"%s\"/>\n", escaped(m.item(e).Link))
	}
	b.WriteString("</rdf:Seq></items>\n</channel>\n")
	for _, e := range list {
		i := m.item(e)
		fmt.Fprintf(&b, "<item rdf:about=\"%s\">\n<title>%s</title>\n<link>%[1]s</link>\n<description>%s</description>\n<dc:creator>%s</dc:creator>\n<dc:date>%s</dc:date>\n<dc:subject>%s</dc:subject>\n</item>\n",
			escaped(i.Link), escaped(i.Title), escaped(i.Summary), escaped(strings.Join(e.byline, ", ")), i.Published.Format("2006-01-02"), escaped(e.section))
	}
	b.WriteString("</rdf:RDF>\n")
	return []byte(b.String())
}

func (m moment) atom(o *outlet, list []edition) []byte {
	var b strings.Builder
	fmt.Fprintf(&b, xml.Header+"<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"%s\">\n<id>tag:%s,2026:feed</id>\n<title>%s</title>\n<subtitle>%s</subtitle>\n<updated>%s</updated>\n<link rel=\"alternate\" type=\"text/html\" href=\"%s\"/>\n<link rel=\"self\" type=\"application/atom+xml\" href=\"%s\"/>\n",
		o.Language, o.Host, escaped(o.Name), escaped(o.motto), m.time(m.changed(o)).Format(time.RFC3339), m.address(o, "/"), m.address(o, "/feed.atom"))
	for _, e := range list {
		i := m.item(e)
		fmt.Fprintf(&b, "<entry xml:lang=\"%s\">\n<id>%s</id>\n<title>%s</title>\n<link rel=\"alternate\" type=\"text/html\" href=\"%s\"/>\n<published>%s</published>\n<updated>%s</updated>\n<category term=\"%s\"/>\n<summary>%s</summary>\n",
			e.language(), i.ID, escaped(i.Title), escaped(i.Link), i.Published.Format(time.RFC3339), i.Updated.Format(time.RFC3339), escaped(e.section), escaped(i.Summary))
		for _, name := range e.byline {
			fmt.Fprintf(&b, "<author><name>%s</name></author>\n", escaped(name))
		}
		if i.Content != "" {
			fmt.Fprintf(&b, "<content type=\"html\">%s</content>\n", escaped(i.Content))
		}
		b.WriteString("</entry>\n")
	}
	b.WriteString("</feed>\n")
	return []byte(b.String())
}

func (m moment) jsonFeed(o *outlet, list []edition) []byte {
	items := []map[string]any{}
	for _, e := range list {
		i := m.item(e)
		var authors []map[string]string
		for _, name := range e.byline {
			authors = append(authors, map[string]string{"name": name})
		}
		items = append(items, map[string]any{"id": i.ID, "url": i.Link, "title": i.Title, "summary": i.Summary, "content_html": i.Content,
			"date_published": i.Published.Format(time.RFC3339), "date_modified": i.Updated.Format(time.RFC3339), "authors": authors,
			"tags": e.tags, "language": e.language()})
	}
	b, err := json.MarshalIndent(map[string]any{"version": "https://jsonfeed.org/version/1.1", "title": o.Name, "description": o.motto,
		"home_page_url": m.address(o, "/"), "feed_url": m.address(o, "/feed.json"), "language": o.Language, "items": items}, "", " ")
	if err != nil {
		panic("write a JSON feed: " + err.Error())
	}
	return b
}

// sitemap is the news sitemap that robots.txt names. Like many it holds more
// than the two days that its protocol asks for.
func (m moment) sitemap(o *outlet) answer {
	var b strings.Builder
	b.WriteString(xml.Header + `<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">` + "\n")
	for _, e := range m.standing(o) {
		if m.since-e.published() > 80*time.Hour {
			continue
		}
		i := m.item(e)
		fmt.Fprintf(&b, "<url><loc>%s</loc><lastmod>%s</lastmod><news:news><news:publication><news:name>%s</news:name><news:language>%s</news:language></news:publication><news:publication_date>%s</news:publication_date><news:title>%s</news:title></news:news></url>\n",
			escaped(i.Link), i.Updated.Format(time.RFC3339), escaped(o.Name), e.language(), i.Published.Format(time.RFC3339), escaped(i.Title))
	}
	b.WriteString("</urlset>\n")
	return answer{media: "application/xml", body: []byte(b.String()), modified: m.time(m.changed(o))}
}

func marshal(d rssDoc) []byte {
	b, err := xml.MarshalIndent(d, "", " ")
	if err != nil {
		panic("write RSS: " + err.Error())
	}
	return append([]byte(xml.Header), b...)
}

func escaped(s string) string {
	var b strings.Builder
	if err := xml.EscapeText(&b, []byte(s)); err != nil {
		panic(err) // a strings.Builder takes everything
	}
	return b.String()
}
