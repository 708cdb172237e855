package press

import (
	"bytes"
	"embed"
	"encoding/json"
	"fmt"
	"html/template"
	"strings"
	"time"
)

//go:embed pages
var pageFiles embed.FS

var pages = template.Must(template.ParseFS(pageFiles, "pages/*.html"))

var style = template.CSS(func() []byte { b, _ := pageFiles.ReadFile("pages/style.css"); return b }())

// site is what every page of an outlet shows around its matter.
type site struct {
	Name, Motto, Home, Hue string
	Lang, Dir              string
	Style                  template.CSS
	Sections               []anchor
	Foot                   []anchor
	Feed, FeedType         string // empty: the pages do not tell where the feed is
	Licence                string
	Latest, Read           []teaser
	Year                   int
}

type anchor struct{ Text, URL string }

// teaser is one article in a list.
type teaser struct {
	Headline, URL, Lead, Section, When, Picture, Lang, Dir string
}

// articlePage is one article as the layouts see it. What the layout may state
// is decided by the outlet's habits, not by the template.
type articlePage struct {
	site
	Title, Headline, Lead, URL        string
	Standfirst                        string // only where one was written: the first paragraph is no standfirst
	Byline                            []string
	Section, SectionURL               string
	Published, Modified               string // as machines read it
	PublishedSeen, ModifiedSeen       string // as readers read it
	First, Second, Rest               []template.HTML
	Note, Credit                      string
	Picture, Caption, PictureCredit   string
	Tags                              []string
	Related                           []teaser
	LD                                template.JS
	Comments, Minutes                 int
	Walled                            bool
	OriginName, OriginURL, WrongTopic string // of an aggregator's page
}

// styles are the oddities that an article's page may have.
var styles = []string{"", "shell", "walled", "latin1", "moved"}

// page prints an article.
func (m moment) page(e edition) answer {
	data := m.articlePage(e)
	name := e.outlet.layout
	if e.style == "shell" {
		name = "shell"
	}
	a := m.print(name, data)
	if !e.outlet.noisy {
		a.modified = m.time(e.at)
	}
	if e.style == "latin1" {
		a.media, a.body = "text/html; charset=iso-8859-1", latin1(a.body)
	}
	return a
}

// print renders into memory first, so that half a page is never sent.
func (m moment) print(name string, data any) answer {
	var b bytes.Buffer
	if err := pages.ExecuteTemplate(&b, name+".html", data); err != nil {
		panic("print the page " + name + ": " + err.Error())
	}
	return answer{media: html, body: b.Bytes()}
}

func (m moment) articlePage(e edition) articlePage {
	o := e.outlet
	d := articlePage{site: m.site(o, e.published()), Title: e.headline, Headline: e.headline, Lead: e.lead(), Standfirst: e.summary,
		URL: m.address(o, e.path), Byline: e.byline, Section: e.section, SectionURL: m.address(o, "/section/"+slugOf(e.section)),
		Note: e.note, Credit: e.credit, Tags: e.tags, Walled: e.style == "walled", Minutes: 1 + len(e.words())/1100}
	d.Lang = e.language()
	d.Dir = direction(d.Lang)
	d.Published, d.PublishedSeen = m.states(o, e.published())
	if stated := e.stated(); stated != e.published() {
		d.Modified, d.ModifiedSeen = m.states(o, stated)
	}
	d.Related = m.related(e)
	if e.figure != "" {
		d.Caption, d.PictureCredit, _ = strings.Cut(e.figure, " | ")
		d.Picture = m.address(o, "/pictures/"+e.slug+".svg")
	}
	if o.noisy {
		d.Comments = 3 + int(m.since/time.Minute)%17
	}
	if origin := m.press.pieces[e.of]; origin != nil {
		d.OriginName, d.OriginURL = origin.outlet.Name, m.address(o, "/go/"+strings.Replace(e.of, "/", "-", 1))
	}
	m.spread(&d, e)
	d.LD = m.linked(d, e)
	return d
}

// spread parts the body where layouts put furniture between its paragraphs.
func (m moment) spread(d *articlePage, e edition) {
	blocks := m.blocks(e)
	if d.Walled {
		blocks = blocks[:min(2, len(blocks))]
	}
	cut := func(n int) (head []template.HTML) {
		n = min(n, len(blocks))
		head, blocks = blocks[:n], blocks[n:]
		return head
	}
	d.First, d.Second, d.Rest = cut(2), cut(3), cut(len(blocks))
}

// blocks writes the body as HTML.
func (m moment) blocks(e edition) []template.HTML {
	var list []template.HTML
	for i, b := range e.body {
		inner := m.inline(b.text)
		if i == 0 && e.dateline != "" {
			dateline := template.HTMLEscapeString(e.dateline)
			inner = strings.Replace(inner, dateline+" — ", `<span class="dateline">`+dateline+"</span> — ", 1)
		}
		tag := b.element
		open, end := "<"+tag+">", "</"+tag+">"
		switch {
		case tag == "blockquote":
			open, end = "<blockquote><p>", "</p></blockquote>"
		case tag == "li" && len(list) > 0 && e.body[i-1].element == "li":
			list[len(list)-1] = template.HTML(strings.TrimSuffix(string(list[len(list)-1]), "</ul>") + open + inner + "</li></ul>")
			continue
		case tag == "li":
			open, end = "<ul><li>", "</li></ul>"
		}
		list = append(list, template.HTML(open+inner+end))
	}
	return list
}

// inline escapes a text and turns its links to other articles into addresses.
func (m moment) inline(s string) string {
	return link.ReplaceAllStringFunc(template.HTMLEscapeString(s), func(l string) string {
		part := link.FindStringSubmatch(l)
		p := m.press.pieces[part[2]]
		if p == nil {
			return part[1]
		}
		return fmt.Sprintf(`<a href="%s">%s</a>`, m.address(p.outlet, p.path), part[1])
	})
}

// states writes a time as the outlet's pages do, for machines and for readers.
func (m moment) states(o *outlet, offset time.Duration) (machine, seen string) {
	t := m.time(offset)
	switch o.precise {
	case "zoned":
		return t.Format(time.RFC3339), t.Format("Monday 2 January 2006, 15:04")
	case "local":
		return t.Format("2006-01-02T15:04:05"), t.Format("2 Jan 2006, 15:04")
	case "day":
		return t.Format("2006-01-02"), t.Format("2 January 2006")
	case "seen":
		return "", t.Format("2 January 2006 at 15:04")
	}
	return "", ""
}

// linked is the JSON-LD of the layouts that carry it.
func (m moment) linked(d articlePage, e edition) template.JS {
	var authors []map[string]string
	for _, name := range e.byline {
		authors = append(authors, map[string]string{"@type": "Person", "name": name})
	}
	article := map[string]any{"@context": "https://schema.org", "@type": "NewsArticle", "headline": d.Headline,
		"description": d.Lead, "mainEntityOfPage": map[string]string{"@type": "WebPage", "@id": d.URL}, "url": d.URL,
		"datePublished": d.Published, "articleSection": d.Section, "inLanguage": d.Lang, "keywords": d.Tags, "author": authors,
		"publisher": map[string]string{"@type": "NewsMediaOrganization", "name": d.Name, "url": d.Home}}
	if d.Modified != "" {
		article["dateModified"] = d.Modified
	}
	if d.Picture != "" {
		article["image"] = map[string]string{"@type": "ImageObject", "url": d.Picture, "caption": d.Caption, "creditText": d.PictureCredit}
	}
	if d.Walled {
		article["isAccessibleForFree"] = false
	}
	if d.Licence != "" {
		article["license"] = d.Licence
	}
	if d.Note != "" {
		article["correction"] = map[string]string{"@type": "CorrectionComment", "text": d.Note}
	}
	b, err := json.MarshalIndent(article, "", "  ")
	if err != nil {
		panic("write JSON-LD: " + err.Error())
	}
	return template.JS(b)
}

// direction is that of the script of a language.
func direction(lang string) string {
	if lang == "ar" {
		return "rtl"
	}
	return "ltr"
}

// latin1 writes a page in ISO-8859-1, what is not in it as references.
func latin1(utf8 []byte) []byte {
	var b bytes.Buffer
	for _, r := range string(utf8) {
		if r > 0xFF {
			fmt.Fprintf(&b, "&#%d;", r)
		} else {
			b.WriteByte(byte(r))
		}
	}
	return bytes.Replace(b.Bytes(), []byte(`charset="utf-8"`), []byte(`charset="iso-8859-1"`), 1)
}
