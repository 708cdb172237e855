package press

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"time"
)

// answer is what the press says to one request.
type answer struct {
	status   int // 0: 200 with validators
	media    string
	body     []byte
	modified time.Time // zero: the outlet does not say
	location string
	wait     int  // seconds of Retry-After
	blind    bool // no validators: a careless server
}

// write sends the answer. Range, HEAD and conditional requests are
// http.ServeContent's business.
func (a answer) write(w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	if a.media != "" {
		h.Set("Content-Type", a.media)
	}
	if a.location != "" {
		h.Set("Location", a.location)
	}
	if a.wait > 0 {
		h.Set("Retry-After", fmt.Sprint(a.wait))
	}
	if a.status != 0 || a.blind {
		w.WriteHeader(max(a.status, http.StatusOK))
		if r.Method != http.MethodHead {
			w.Write(a.body) // when the reader has gone nobody is left to tell
		}
		return
	}
	sum := sha256.Sum256(a.body)
	h.Set("ETag", fmt.Sprintf("%q", fmt.Sprintf("%x", sum[:8])))
	h.Set("Cache-Control", "max-age=0, must-revalidate")
	http.ServeContent(w, r, "", a.modified, bytes.NewReader(a.body))
}

const (
	html = "text/html; charset=utf-8"
	text = "text/plain; charset=utf-8"
)

// failed is a plain page with a status.
func failed(status int) answer {
	return answer{status: status, media: html, body: fmt.Appendf(nil,
		"<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>%d %s</title></head>\n<body><h1>%[2]s</h1><p><a href=\"/\">To the front page</a></p></body></html>\n",
		status, http.StatusText(status))}
}

// moved sends the reader elsewhere.
func moved(status int, to string) answer {
	a := failed(status)
	a.location = to
	return a
}

// answer finds what stands at a path of an outlet.
func (m moment) answer(o *outlet, path string) answer {
	switch path {
	case "/":
		return m.front(o, "")
	case "/robots.txt":
		return m.robots(o)
	case "/favicon.ico":
		return failed(http.StatusNotFound)
	case "/news-sitemap.xml":
		return m.sitemap(o)
	}
	if slices.Contains(aboutPages, strings.TrimPrefix(path, "/")) {
		return m.about(o, strings.TrimPrefix(path, "/"))
	}
	if a, ok := m.feed(o, path); ok {
		return a
	}
	if slug, ok := strings.CutPrefix(path, "/section/"); ok {
		return m.front(o, slug)
	}
	if ref, ok := strings.CutPrefix(path, "/go/"); ok {
		return m.onward(ref)
	}
	if name, ok := strings.CutPrefix(path, "/pictures/"); ok {
		return m.picture(o, strings.TrimSuffix(name, ".svg"))
	}
	return m.article(o, path)
}

// article finds a piece by its path: there, deleted, or never heard of.
func (m moment) article(o *outlet, path string) answer {
	for _, p := range o.pieces {
		if p.path != path {
			if p.style == "moved" && "/story/"+p.slug == path {
				return moved(http.StatusMovedPermanently, m.address(o, p.path))
			}
			continue
		}
		e, ok := p.edition(m.since)
		switch {
		case !ok:
			return failed(http.StatusNotFound)
		case e.kind == Deleted && m.since < e.at+goneAfter:
			return failed(http.StatusNotFound)
		case e.kind == Deleted:
			return failed(http.StatusGone)
		}
		return m.page(e)
	}
	return failed(http.StatusNotFound)
}

// onward is the "Read more details" of an aggregator: it leads to where the
// words came from, and counts the click on the way.
func (m moment) onward(ref string) answer {
	p := m.press.pieces[strings.Replace(ref, "-", "/", 1)]
	if p == nil {
		return failed(http.StatusNotFound)
	}
	return moved(http.StatusFound, m.address(p.outlet, p.path))
}

// robots tells crawlers what they may fetch and where the news sitemap is.
func (m moment) robots(o *outlet) answer {
	var b strings.Builder
	fmt.Fprintf(&b, "# %s\nUser-agent: *\n", o.Name)
	for _, path := range o.disallow {
		fmt.Fprintf(&b, "Disallow: %s\n", path)
	}
	fmt.Fprintf(&b, "Disallow: /go/\n\nSitemap: %s\n", m.address(o, "/news-sitemap.xml"))
	return answer{media: text, body: []byte(b.String())}
}
