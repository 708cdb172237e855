package web

import (
	"net/http"
	"strings"
	"testing"

	"tearsheet/internal/feed"
)

func TestEveryListHasFeedsThatReadBack(t *testing.T) {
	f := newspaper()
	h := newServer(f, func(o *Options) { o.BaseURL = "https://news.example/" })
	for _, path := range []string{"/feed", "/source/harbour-gazette.example/feed", "/source/civic-ledger.example:8443/feed", "/search"} {
		for _, ending := range []string{".atom", ".json"} {
			address := path + ending
			if path == "/search" {
				address += "?q=the"
			}
			w := asked{path: address}.of(h)
			l, err := feed.Parse(w.Body.Bytes(), w.Header().Get("Content-Type"), "https://news.example"+address)
			if err != nil || len(l.Entries) == 0 {
				t.Errorf("%s: %d entries, %v", address, len(l.Entries), err)
				continue
			}
			if l.Self != "" && l.Self != "https://news.example"+address {
				t.Errorf("%s names itself %s", address, l.Self)
			}
			for _, e := range l.Entries {
				if !strings.HasPrefix(e.ID, "tag:tearsheet,2026:") || !strings.HasPrefix(e.Link, "https://news.example/article/") {
					t.Errorf("%s: entry %s %s", address, e.ID, e.Link)
				}
			}
		}
	}
	read(t, h, asked{path: "/search.atom"}, http.StatusBadRequest)
	read(t, h, asked{path: "/source/nobody.example/feed.atom"}, http.StatusNotFound)
}

func TestAFeedThatDidNotChangeIsNotSentAgain(t *testing.T) {
	f := newspaper()
	h := newServer(f, nil)
	first := asked{path: "/feed.atom"}.of(h)
	etag, modified := first.Header().Get("ETag"), first.Header().Get("Last-Modified")
	if etag == "" || modified == "" || first.Header().Get("Cache-Control") != shared {
		t.Fatalf("headers %v", first.Header())
	}
	for name, c := range map[string]struct {
		header http.Header
		status int
	}{
		"same tag":            {http.Header{"If-None-Match": {etag}}, 304},
		"same tag of many":    {http.Header{"If-None-Match": {`"x", ` + etag}}, 304},
		"strong form":         {http.Header{"If-None-Match": {strings.TrimPrefix(etag, "W/")}}, 304},
		"any":                 {http.Header{"If-None-Match": {"*"}}, 304},
		"other tag":           {http.Header{"If-None-Match": {`"x"`}}, 200},
		"other tag decides":   {http.Header{"If-None-Match": {`"x"`}, "If-Modified-Since": {modified}}, 200},
		"same time":           {http.Header{"If-Modified-Since": {modified}}, 304},
		"earlier time":        {http.Header{"If-Modified-Since": {"Tue, 03 Nov 2020 00:00:00 GMT"}}, 200},
		"time that is none":   {http.Header{"If-Modified-Since": {"yesterday"}}, 200},
		"no validator at all": {http.Header{}, 200},
	} {
		w := asked{path: "/feed.atom", header: c.header}.of(h)
		if w.Code != c.status || c.status == 304 && w.Body.Len() > 0 {
			t.Errorf("%s: status %d with %d bytes", name, w.Code, w.Body.Len())
		}
	}
}

func TestAPageNamesTheFeedsOfItsOwnList(t *testing.T) {
	h := newServer(newspaper(), nil)
	for path, link := range map[string]string{
		"/": `href="/feed.atom"`, "/source/meridian.example": `href="/source/meridian.example/feed.json"`, "/search?q=a+b": `href="/search.atom?q=a&#43;b"`,
	} {
		page := read(t, h, asked{path: path}, http.StatusOK)
		mustHold(t, page, `<link rel="alternate" type="application/`)
		if !strings.Contains(page, link) && !strings.Contains(page, strings.ReplaceAll(link, "&#43;", "+")) {
			t.Errorf("%s does not name %s", path, link)
		}
	}
}
