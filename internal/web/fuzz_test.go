package web

import (
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
)

// Whatever is asked, by whatever name, the answer is whole and never our own
// failure.
func FuzzAnyRequestIsAnswered(f *testing.F) {
	store := smallPress()
	h := newServer(store, func(o *Options) { o.Log = slog.New(slog.DiscardHandler) })
	for _, a := range []string{"/", "/article/x", "/article/aaaaaaaaaaaaaaaaaaaa/diff/1..2.json", "/source/a%2Fb", "/search", "/feed.atom", "/api/v1/articles", "/api/v1/search", "/static/../x", "//x"} {
		f.Add(a, "q=a&limit=1&after=2&cursor=1", "127.0.0.1:80", "gzip;q=x")
	}
	f.Fuzz(func(t *testing.T, path, query, host, accept string) {
		r := httptest.NewRequest("GET", "/", nil)
		r.URL, r.Host, r.RemoteAddr = &url.URL{Path: "/" + path, RawQuery: query}, host, loopback
		r.Header.Set("Accept-Encoding", accept)
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		if w.Code >= http.StatusInternalServerError {
			t.Fatalf("/%s?%s: %d %s", path, query, w.Code, w.Body)
		}
		body := w.Body.Bytes()
		if w.Header().Get("Content-Encoding") == "gzip" && w.Header().Get("Cache-Control") != immutable {
			body = unzip(t, body)
		}
		if strings.HasPrefix(w.Header().Get("Content-Type"), "text/html") && w.Code != http.StatusMovedPermanently && w.Code != http.StatusTemporaryRedirect && w.Code != http.StatusPermanentRedirect && w.Code != http.StatusFound && !strings.HasSuffix(strings.TrimSpace(string(body)), "</html>") {
			t.Fatalf("/%s?%s: half a page: %s", path, query, body)
		}
	})
}

// smallPress is a small press, so that many requests are made.
func smallPress() *fakeStore {
	f := newFake()
	f.sources, f.feeds = outlets, feedsOfPress()
	addRevised(f)
	return f
}

func BenchmarkFrontPage(b *testing.B) {
	h := newServer(newspaper(), nil)
	for b.Loop() {
		asked{path: "/", header: http.Header{"Accept-Encoding": {"gzip"}}}.of(h)
	}
}
