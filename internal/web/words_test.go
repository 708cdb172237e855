package web

import (
	"net/url"
	"strings"
	"testing"
)

func TestOnlyWebAddressesBecomeLinks(t *testing.T) {
	for in, want := range map[string]string{
		"https://a.example/x?y#z": "https://a.example/x?y#z", " http://a.example ": "http://a.example", "https://user:secret@a.example/": "https://a.example/",
		"javascript:alert(1)": "", "JaVaScRiPt:alert(1)": "", "data:text/html,x": "", "//a.example/": "", "/x": "", "": "", "https:///x": "", "mailto:a@b.example": "", "file:///etc/passwd": "", "http://[": "",
	} {
		if got := webAddress(in); got != want {
			t.Errorf("webAddress(%q) = %q", in, got)
		}
	}
}

func FuzzWebAddress(f *testing.F) {
	for _, s := range []string{"https://a.example/", "javascript:alert(1)", "http://u:p@[::1]:80/%zz", "\x00https://a"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		got := webAddress(s)
		if got == "" {
			return
		}
		u, err := url.Parse(got)
		if err != nil || u.User != nil || u.Host == "" || !strings.HasPrefix(got, "http") {
			t.Errorf("webAddress(%q) = %q", s, got)
		}
		withoutSecrets(s)
		lang(s)
	})
}

func TestNumbersAndEvidenceInAReadersWords(t *testing.T) {
	for n, want := range map[int64]string{0: "0", 999: "999", 1000: "1\u202f000", 1234567: "1\u202f234\u202f567", -1000: "-1\u202f000"} {
		if got := thousands(n); got != want {
			t.Errorf("%d: %q", n, got)
		}
	}
	for in, want := range map[string]string{
		"json-ld": "read in the page’s structured data (JSON-LD)", "meta og:title": "read in the page’s meta tag og:title", "": "no evidence recorded", "something new": "read in: something new",
		"json-ld datePublished": "read in the page’s structured data (JSON-LD), datePublished", "feed entry title": "read in the feed’s entry title", "visible byline": "read in the page’s visible byline",
	} {
		if got := evidenceWords(in); got != want {
			t.Errorf("%q: %q", in, got)
		}
	}
}

func TestOnlyLanguagesThatBrowsersKnowAreNamed(t *testing.T) {
	for in, want := range map[string]string{"en": "en", "en_US": "en-US", "pt-BR": "pt-BR", "English": "", "": "", `en" onload="x`: "", "und": ""} {
		if got := lang(in); got != want {
			t.Errorf("%q: %q", in, got)
		}
	}
}
