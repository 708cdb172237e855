package address

import (
	"errors"
	"strings"
	"testing"

	"tearsheet"
)

func TestOneArticleHasOneSpelling(t *testing.T) {
	for raw, want := range map[string]string{
		"HTTPS://Example.COM":                               "https://example.com/",
		"https://example.com:443/a":                         "https://example.com/a",
		"http://example.com:80/a":                           "http://example.com/a",
		"http://example.com:8080/a":                         "http://example.com:8080/a",
		"https://example.com/a#part":                        "https://example.com/a",
		"https://example.com/a?utm_source=x&id=7&fbclid=zz": "https://example.com/a?id=7",
		"https://example.com/a?UTM_Medium=x":                "https://example.com/a",
		"https://example.com/a?":                            "https://example.com/a",
		"https://example.com/a?b=%20c&a=1":                  "https://example.com/a?b=%20c&a=1",
		"https://user:secret@example.com/a":                 "https://example.com/a",
		"https://example.com./a":                            "https://example.com/a",
		"https://bücher.example/a":                          "https://xn--bcher-kva.example/a",
		"https://a_b.example.com/":                          "https://a_b.example.com/",
		"http://[2001:DB8::1]:81/a":                         "http://[2001:db8::1]:81/a",
		"  https://example.com/a  ":                         "https://example.com/a",
		"https://example.com/a%2Fb":                         "https://example.com/a%2Fb",
	} {
		got, err := Normal(raw)
		if err != nil || got != want {
			t.Errorf("Normal(%q) = %q, %v; want %q", raw, got, err, want)
		}
		if again, err := Normal(got); err != nil || again != got {
			t.Errorf("Normal(%q) = %q, %v: not at rest", got, again, err)
		}
	}
}

func TestWhatIsNoWebAddressIsRefused(t *testing.T) {
	for _, raw := range []string{"", "/a", "javascript:alert(1)", "ftp://example.com/", "file:///etc/passwd", "http://", "http://exa mple.com/",
		"https:///a", "http://%zz/", "data:text/html,x", "http://a\\b/", "https://" + strings.Repeat("a", 5000)} {
		if got, err := Normal(raw); !errors.Is(err, tearsheet.ErrInvalid) {
			t.Errorf("Normal(%q) = %q, %v", raw, got, err)
		}
	}
}

func TestAPublisherIsTheHostOfItsSite(t *testing.T) {
	for raw, want := range map[string]tearsheet.SourceID{
		"https://www.Example.com/a":   "example.com",
		"https://news.example.com/":   "news.example.com",
		"http://127.0.8.1:18480/a":    "127.0.8.1:18480",
		"http://courier.localhost:81": "courier.localhost:81",
	} {
		if got, err := Source(raw); err != nil || got != want {
			t.Errorf("Source(%q) = %q, %v; want %q", raw, got, err, want)
		}
	}
}

func TestAFeedIsAskedForAsItWasGiven(t *testing.T) {
	for raw, want := range map[string]string{
		"HTTPS://Example.COM/feed?oc=5&utm_source=x#top": "https://example.com/feed?oc=5&utm_source=x",
		"https://example.com":                            "https://example.com/",
		"https://user:secret@example.com/feed":           "",
		"javascript:alert(1)":                            "",
	} {
		got, err := Asked(raw)
		if got != want || (err != nil) != (want == "") {
			t.Errorf("Asked(%q) = %q, %v; want %q", raw, got, err, want)
		}
		if err != nil && strings.Contains(err.Error(), "secret") {
			t.Errorf("the password is in the error: %v", err)
		}
	}
}

func TestOneSiteIsOneRegistrableDomain(t *testing.T) {
	for _, c := range []struct {
		a, b string
		same bool
	}{
		{"https://www.example.com/a", "http://rss.example.com/f", true},
		{"https://a.example.co.uk/", "https://b.example.co.uk/", true},
		{"https://a.co.uk/", "https://b.co.uk/", false},
		{"https://one.blogspot.com/", "https://two.blogspot.com/", false},
		{"http://127.0.0.1:81/", "http://127.0.0.1:82/", false},
		{"http://a.localhost:81/", "http://b.localhost:81/", false},
		{"https://example.com/", "nonsense", false},
		{"nonsense", "nonsense", false},
	} {
		if got := SameSite(c.a, c.b); got != c.same {
			t.Errorf("SameSite(%q, %q) = %v", c.a, c.b, got)
		}
	}
}

func TestALinkIsSeenFromItsPage(t *testing.T) {
	for _, c := range [][3]string{
		{"https://example.com/a/b", "../c", "https://example.com/c"},
		{"https://example.com/a", "//cdn.example.com/x", "https://cdn.example.com/x"},
		{"https://example.com/a", "x y", "https://example.com/x%20y"},
		{"https://example.com/a", "java\nscript:alert(1)", ""},
		{"https://example.com/a", "#top", ""},
		{"https://example.com/a", "mailto:a@example.com", ""},
		{"", "/a", ""},
	} {
		if got := Resolve(c[0], c[1]); got != c[2] {
			t.Errorf("Resolve(%q, %q) = %q; want %q", c[0], c[1], got, c[2])
		}
	}
}

func TestAFrontPageIsNoArticle(t *testing.T) {
	for raw, want := range map[string]bool{"https://example.com": true, "https://example.com/?utm_source=x": true, "https://example.com/a": false, "https://example.com/?p=12": false} {
		if got := IsFront(raw); got != want {
			t.Errorf("IsFront(%q) = %v", raw, got)
		}
	}
}

func FuzzNormalComesToRest(f *testing.F) {
	f.Add("https://example.com/a?utm_source=x#y")
	f.Add("http://[::1%25eth0]:80/")
	f.Fuzz(func(t *testing.T, raw string) {
		once, err := Normal(raw)
		if err != nil {
			return
		}
		if twice, err := Normal(once); err != nil || twice != once {
			t.Fatalf("%q -> %q -> %q, %v", raw, once, twice, err)
		}
	})
}
