package storetest

import (
	"crypto/sha256"
	"fmt"
	"net/http"
	"testing"
	"time"

	"tearsheet"
)

// Noon is when the made-up world begins.
var Noon = time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC)

// Source makes a source of the given host.
func Source(host string) tearsheet.Source {
	return tearsheet.Source{ID: tearsheet.SourceID(host), Site: "https://" + host + "/", Added: Noon}
}

// Look makes a look at a page that is due at Noon.
func Look(host string, n int) tearsheet.Look {
	addr := fmt.Sprintf("https://%s/articles/%d", host, n)
	return tearsheet.Look{
		Address: addr, URL: addr + "?from=feed", Host: host, Due: Noon, Digest: sha256.Sum256([]byte(addr)),
		Entry: tearsheet.Entry{ID: addr, Title: fmt.Sprintf("Told %d", n), Link: addr, Published: tearsheet.Stated(Noon.Add(-time.Hour)), Summary: "<p>told</p>"},
	}
}

// Keeping makes what one successful look at page n of host brings.
func Keeping(host string, n int, words string) tearsheet.Keeping {
	l := Look(host, n)
	page := []byte("<html><h1>" + words + "</h1></html>")
	l.Due, l.ETag, l.PageDigest = Noon.Add(time.Hour), `W/"x"`, sha256.Sum256(page)
	return tearsheet.Keeping{
		Look: l, Source: Source(host),
		Article: tearsheet.Article{ID: tearsheet.NewArticleID(l.Address), URL: l.Address, Source: tearsheet.SourceID(host), FirstSeen: Noon, LastSeen: Noon,
			Robots: tearsheet.Robots{Allowed: true, Rule: "no robots.txt", At: Noon}},
		Capture: &tearsheet.Capture{URL: l.URL, FinalURL: l.Address, Status: 200, Header: http.Header{"Content-Type": {"text/html"}, "X-Two": {"a", "b"}},
			Body: page, Digest: sha256.Sum256(page), At: Noon, MaxAge: time.Minute},
		Revision: tearsheet.Revision{
			Seen: Noon, Origin: tearsheet.FromPage, Headline: "Headline " + words, Byline: []tearsheet.Person{{Name: "Ada Example", Role: "reporter"}},
			Section: "World", Dateline: "BERLIN", Published: tearsheet.Stated(Noon.Add(-time.Duration(n) * time.Minute)), Language: "en", Site: "The " + host,
			Canonical: l.Address, Images: []tearsheet.Image{{URL: "https://" + host + "/a.jpg", Caption: "A"}},
			Body:     []tearsheet.Block{{Kind: tearsheet.Paragraph, Text: "It began " + words + "."}, {Kind: tearsheet.Quote, Text: "So they said."}},
			Declared: tearsheet.Declared{Licence: "CC BY 4.0"}, Evidence: map[string]string{"headline": "json-ld"}, Reader: "test@1",
		},
	}
}

// feed adds a source and one feed of it.
func feed(t *testing.T, s Store, host string) tearsheet.Feed {
	t.Helper()
	must(t, s.AddSource(t.Context(), Source(host)))
	f, added, err := s.AddFeed(t.Context(), tearsheet.Feed{Source: tearsheet.SourceID(host), URL: "https://" + host + "/feed.xml", NextCheck: Noon})
	must(t, err)
	equal(t, "added", added, true)
	return f
}

// keep keeps one revision.
func keep(t *testing.T, s Store, k tearsheet.Keeping) tearsheet.Kept {
	t.Helper()
	kept, err := s.KeepRevision(t.Context(), k)
	must(t, err)
	return kept
}
