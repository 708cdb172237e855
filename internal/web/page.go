package web

import (
	"bytes"
	"embed"
	"fmt"
	"html/template"
	"net/http"
	"net/url"
	"sync"

	"tearsheet"
)

//go:embed templates/*.html
var templateFiles embed.FS

// pages is the table of what is rendered: each template and the type it is
// given. A test checks one against the other.
var pages = map[string]any{
	"front.html":   frontPage{},
	"article.html": articlePage{},
	"diff.html":    diffPage{},
	"against.html": againstPage{},
	"changes.html": changesPage{},
	"memento.html": mementoPage{},
	"source.html":  sourcePage{},
	"search.html":  searchPage{},
	"status.html":  statusPage{},
	"error.html":   errorPage{},
}

// parseTemplates gives each page its own set: the frame, the parts and itself.
var parseTemplates = sync.OnceValue(func() map[string]*template.Template {
	set := map[string]*template.Template{}
	for name := range pages {
		set[name] = template.Must(template.New(name).ParseFS(templateFiles, "templates/frame.html", "templates/parts.html", "templates/"+name))
	}
	return set
})

// shell is what stands around every page.
type shell struct {
	Title       string // of this page
	Edition     string // the name of the whole
	Description string
	Robots      string // what we ask of search engines
	Front       bool   // this is the front page: the nameplate is its heading
	Operator    bool
	Query       string // what stands in the search field
	Now         moment
	Day         string
	Style       string
	Script      string // empty: the page needs none
	Icon        string
	Alternates  []alternate
	Version     string
}

// alternate is the same list for a feed reader.
type alternate struct{ Type, Title, Link, Name string }

func (s *server) shell(r *http.Request, title string) shell {
	now := s.Now()
	return shell{
		Title: title, Edition: s.Title, Operator: s.isOperator(r), Now: ours(now), Day: now.UTC().Format(longDay),
		Style: s.assets.path("style.css"), Icon: s.assets.path("icon.svg"), Version: tearsheet.Version,
		Alternates: feedLinks("/feed", "", s.Title),
	}
}

// feedLinks names the two feeds beside a list.
func feedLinks(path, query, title string) []alternate {
	return []alternate{
		{"application/atom+xml", title + " (Atom)", path + ".atom" + query, "Atom"},
		{"application/feed+json", title + " (JSON Feed)", path + ".json" + query, "JSON Feed"},
	}
}

// render executes a template wholly before a byte is sent: half a page must
// never go out with status 200.
func (s *server) render(w http.ResponseWriter, r *http.Request, status int, name string, data any) error {
	var buf bytes.Buffer
	if err := s.templates[name].ExecuteTemplate(&buf, name, data); err != nil {
		return fmt.Errorf("render %s: %w", name, err)
	}
	return send(w, r, status, "text/html; charset=utf-8", private, buf.Bytes())
}

func articlePath(id tearsheet.ArticleID) string { return "/article/" + url.PathEscape(string(id)) }
func sourcePath(id tearsheet.SourceID) string   { return "/source/" + url.PathEscape(string(id)) }

func diffPath(id tearsheet.ArticleID, from, to int) string {
	return fmt.Sprintf("%s/diff/%d..%d", articlePath(id), from, to)
}
