package web

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"regexp"
	"strings"
)

// inLink writes an address so that it can stand between angle brackets.
func inLink(s string) string {
	var b strings.Builder
	for i := range len(s) {
		if c := s[i]; c <= ' ' || c >= 0x7f || strings.IndexByte(`<>"\`, c) >= 0 {
			fmt.Fprintf(&b, "%%%02X", c)
			continue
		}
		b.WriteByte(s[i])
	}
	return b.String()
}

// withoutEscapes undoes what inLink does, and leaves other escapes.
func withoutEscapes(s string) string {
	plain, err := url.PathUnescape(s)
	if err != nil || inLink(plain) != s {
		return s
	}
	return plain
}

type mementoOriginal struct{}

// originalIn is the address in the path of the request.
func originalIn(r *http.Request) string {
	original, _ := r.Context().Value(mementoOriginal{}).(string)
	return original
}

// withOriginals takes the address out of the paths of Memento before the table
// of routes is asked, which would take its "//" for a slip and its query for
// ours.
func withOriginals(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		ask, original, ok := splitOriginal(r.URL)
		if !ok {
			next.ServeHTTP(w, r)
			return
		}
		inner := r.WithContext(context.WithValue(r.Context(), mementoOriginal{}, original))
		inner.URL = &url.URL{Path: ask}
		next.ServeHTTP(w, inner)
	})
}

// schemeInPath finds where the address begins in a path.
var schemeInPath = regexp.MustCompile(`/[A-Za-z][A-Za-z0-9+.-]*(:|%3[aA])`)

// splitOriginal takes "/memento/timegate/https://host/path?query" apart. Slashes
// that a proxy took away and escapes that a client added are put right.
func splitOriginal(u *url.URL) (ask, original string, ok bool) {
	path := u.EscapedPath()
	if !strings.HasPrefix(path, mementoRoot) {
		return "", "", false
	}
	begins := schemeInPath.FindStringIndex(path)
	if begins == nil {
		return "", "", false
	}
	at := begins[0]
	original = path[at+1:]
	if strings.HasSuffix(strings.ToLower(path[:begins[1]]), "%3a") {
		plain, err := url.PathUnescape(original)
		if err != nil {
			return "", "", false
		}
		original = plain
	}
	scheme, rest, _ := strings.Cut(original, ":")
	original = scheme + "://" + strings.TrimLeft(rest, "/")
	if u.RawQuery != "" {
		original += "?" + u.RawQuery
	}
	return strings.TrimSuffix(path[:at], "/"), original, true
}
