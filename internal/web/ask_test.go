package web

import (
	"bytes"
	"compress/gzip"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

// asked is one request of a test; the zero value of each field is the usual.
type asked struct {
	method string
	path   string
	peer   string // remote address; empty: somebody outside
	host   string // empty: the public name
	header http.Header
	body   string
}

const (
	outside  = "192.0.2.7:50000"
	loopback = "127.0.0.1:50000"
)

// asOperator is a request that nothing speaks against.
func asOperator(path string) asked { return asked{path: path, peer: loopback, host: "127.0.0.1:8080"} }

func (a asked) of(h http.Handler) *httptest.ResponseRecorder {
	if a.method == "" {
		a.method = "GET"
	}
	r := httptest.NewRequest(a.method, a.path, strings.NewReader(a.body))
	r.RemoteAddr, r.Host = outside, "news.example"
	if a.peer != "" {
		r.RemoteAddr = a.peer
	}
	if a.host != "" {
		r.Host = a.host
	}
	for name, values := range a.header {
		r.Header[name] = values
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w
}

// read gives the words of an answer that must have the status.
func read(t *testing.T, h http.Handler, a asked, status int) string {
	t.Helper()
	w := a.of(h)
	if w.Code != status {
		t.Fatalf("%s %s: status %d, not %d: %s", a.method, a.path, w.Code, status, w.Body)
	}
	return w.Body.String()
}

func unzip(t *testing.T, b []byte) []byte {
	t.Helper()
	z, err := gzip.NewReader(bytes.NewReader(b))
	if err != nil {
		t.Fatal(err)
	}
	plain, err := io.ReadAll(z)
	if err != nil {
		t.Fatal(err)
	}
	return plain
}

func mustHold(t *testing.T, page string, parts ...string) {
	t.Helper()
	for _, p := range parts {
		if !strings.Contains(page, p) {
			t.Errorf("the answer does not hold %q", p)
		}
	}
}

func mustNotHold(t *testing.T, page string, parts ...string) {
	t.Helper()
	for _, p := range parts {
		if strings.Contains(page, p) {
			t.Errorf("the answer holds %q", p)
		}
	}
}
