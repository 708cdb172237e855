package fetch

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"tearsheet"
)

func TestTheFirstRequestSaysOnlyWhoWeAre(t *testing.T) {
	h := newHostile(t)
	h.on("/feed", page(feedBody, "Set-Cookie: id=1; Path=/", "ETag: \"a\""))
	c := h.client(t, func(o *Options) { o.UserAgent = "Tearsheet/9 (+https://example.org; desk@example.org)" })
	for range 2 {
		got, err := get(t, c, h.url("/feed?b=2&a=1#top"))
		if err != nil {
			t.Fatal(err)
		}
		if got.Digest != sha256.Sum256([]byte(feedBody)) || got.At.IsZero() || got.Header.Get("Etag") != `"a"` {
			t.Errorf("capture %+v", got)
		}
	}
	for _, r := range h.seen("/feed") {
		if r.URL.RawQuery != "b=2&a=1" || r.UserAgent() != "Tearsheet/9 (+https://example.org; desk@example.org)" {
			t.Errorf("asked %s as %s", r.URL, r.UserAgent())
		}
		for name := range r.Header {
			switch name {
			case "User-Agent", "Accept", "Accept-Encoding":
			default:
				t.Errorf("header %s: %s", name, r.Header.Get(name))
			}
		}
	}
	if h.conns.Load() != 1 {
		t.Errorf("%d connections for two requests", h.conns.Load())
	}
}

func TestValidatorsGoBackByteForByteAndGiantOnesNotAtAll(t *testing.T) {
	h := newHostile(t)
	h.on("/feed", raw("HTTP/1.1 304 Not Modified\r\nCache-Control: max-age=60\r\n\r\n"))
	h.on("/body", rawClose("HTTP/1.1 304 Not Modified\r\nContent-Length: 5\r\n\r\nhello"))
	h.on("/giant", page(feedBody, "ETag: \""+strings.Repeat("x", 2000)+"\"", "Last-Modified: yesterday"))
	c := h.client(t)
	for _, k := range [][2]string{{`W/"a"b`, ""}, {"no quotes, ünïcode", "not a date"}, {"", "Thu, 01 Jan 1970 00:00:00 GMT"}} {
		got, err := c.Get(t.Context(), tearsheet.Request{URL: h.url("/feed"), Purpose: tearsheet.ForFeed, ETag: k[0], LastModified: k[1]})
		if err != nil {
			t.Fatal(err)
		}
		if !got.NotModified() || got.Body != nil || got.MaxAge != time.Minute {
			t.Errorf("%q: %+v", k, got)
		}
		rs := h.seen("/feed")
		r := rs[len(rs)-1]
		if r.Header.Get("If-None-Match") != k[0] || r.Header.Get("If-Modified-Since") != k[1] {
			t.Errorf("sent %q %q, want %q", r.Header.Get("If-None-Match"), r.Header.Get("If-Modified-Since"), k)
		}
	}
	got, err := c.Get(t.Context(), tearsheet.Request{URL: h.url("/body"), Purpose: tearsheet.ForFeed, ETag: "x"})
	if err != nil || got.Body != nil || !got.NotModified() {
		t.Errorf("304 with a body: %+v %v", got, err)
	}
	got, err = get(t, c, h.url("/giant"))
	if err != nil || got.Header.Get("Etag") != "" || got.Header.Get("Last-Modified") != "yesterday" {
		t.Errorf("giant: %v %v", got.Header, err)
	}
	giant := tearsheet.Request{URL: h.url("/feed"), Purpose: tearsheet.ForFeed, ETag: strings.Repeat("x", 2000), LastModified: "a\r\nX: b"}
	_, err = c.Get(t.Context(), giant)
	wantClass(t, err, tearsheet.BadResponse) // 304 although no validator was sent
}

func TestUserAndValidatorsStayWithTheHostTheyBelongTo(t *testing.T) {
	h, other := newHostile(t), newHostile(t)
	c := h.client(t, func(o *Options) { o.AllowPorts = []int{h.port, other.port} })
	h.on("/a", redirect(302, "/b"))
	h.on("/b", redirect(302, fmt.Sprintf("http://thief:secret@127.0.0.1:%d/c", other.port)))
	other.on("/c", redirect(302, h.url("/d")))
	h.on("/d", page(feedBody))
	got, err := c.Get(t.Context(), tearsheet.Request{URL: fmt.Sprintf("http://me:secret@127.0.0.1:%d/a", h.port),
		Purpose: tearsheet.ForFeed, ETag: "mine", LastModified: "now"})
	if err != nil {
		t.Fatal(err)
	}
	for _, address := range []string{got.URL, got.FinalURL, got.PermanentURL} {
		if strings.Contains(address, "secret") {
			t.Errorf("password in %s", address)
		}
	}
	own, foreign := h.seen(""), other.seen("")
	for i, r := range own {
		_, password, _ := r.BasicAuth()
		if sent := password == "secret" && r.Header.Get("If-None-Match") == "mine"; sent != (i < 2) {
			t.Errorf("request %d to %s: %v", i, r.URL, r.Header)
		}
	}
	if len(own) != 3 || len(foreign) != 1 || foreign[0].Header.Get("Authorization") != "" || foreign[0].Header.Get("If-None-Match") != "" {
		t.Errorf("sent to the other host: %v", foreign[0].Header)
	}
}

func TestNoPasswordIsInAnyError(t *testing.T) {
	h := newHostile(t)
	h.on("/r", redirect(302, "ftp://u:secret@example.com/"))
	h.on("/s", redirect(302, "http://u:secret@127.0.0.1:9/"))
	c := h.client(t)
	for _, address := range []string{
		fmt.Sprintf("http://u:secret@127.0.0.1:%d/missing", h.port), "http://u:secret@127.0.0.3/", "http://u:secret@127.0.0.1:22/", "ftp://u:secret@example.com/",
		"http://u:secret@[::1/", "http://u:sec%ret:secret@x/", "mailto:secret@example.com", h.url("/r"), h.url("/s"), "http://u:secret@127.1/", "u:secret@example.com",
	} {
		_, err := get(t, c, address)
		if err == nil || strings.Contains(err.Error(), "secret") {
			t.Errorf("%v", err)
		}
	}
}

func TestRetryAfterIsObeyedForAllPurposesAndCappedAtADay(t *testing.T) {
	for _, k := range []struct {
		code   int
		header string
		want   time.Duration
	}{
		{429, "120", 2 * time.Minute}, {503, time.Now().AddDate(12, 0, 0).UTC().Format(http.TimeFormat), maxRetry},
		{503, "99999999999999999999999", maxRetry}, {429, "-5", 0}, {429, "soon", 0}, {429, "", 0},
		{503, "Thu, 01 Jan 1970 00:00:00 GMT", 0}, {404, "60", time.Minute},
	} {
		t.Run(fmt.Sprint(k.code, k.header), func(t *testing.T) {
			h := newHostile(t)
			h.on("/feed", status(k.code, "", "Retry-After: "+k.header))
			c := h.client(t)
			_, err := get(t, c, h.url("/feed"))
			var e *tearsheet.Error
			if !errors.As(err, &e) || e.Retry != k.want || e.Status != k.code {
				t.Fatalf("%+v", e)
			}
			_, err = c.Get(t.Context(), tearsheet.Request{URL: h.url("/page"), Purpose: tearsheet.ForPage})
			turn := time.Until(c.Turn(h.addr))
			if k.want == 0 || k.code == 404 {
				wantClass(t, err, tearsheet.NotFound)
				return
			}
			e = wantClass(t, err, tearsheet.RateLimited)
			if e.Retry > k.want || e.Retry < k.want-time.Minute || turn > k.want || turn < k.want-time.Minute {
				t.Errorf("retry %s, turn in %s, want %s", e.Retry, turn, k.want)
			}
			if n := len(h.seen("")); n != 1 {
				t.Errorf("%d requests although the host asked for none", n)
			}
		})
	}
}

func TestFreshnessIsReadFromTheHeader(t *testing.T) {
	now := time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)
	for _, k := range []struct {
		lines []string
		want  time.Duration
	}{
		{[]string{"Cache-Control: max-age=300"}, 5 * time.Minute},
		{[]string{"Cache-Control: public, MAX-AGE=\"300\", s-maxage=1", "Age: 60"}, 4 * time.Minute},
		{[]string{"Cache-Control: max-age=300, no-cache"}, 0},
		{[]string{"Cache-Control: max-age=300", "Cache-Control: no-store"}, 0},
		{[]string{"Cache-Control: max-age=-1"}, 0},
		{[]string{"Cache-Control: max-age=99999999999999999999"}, aYear},
		{[]string{"Cache-Control: max-age=10", "Age: 20"}, 0},
		{[]string{"Expires: Sun, 01 Mar 2026 13:00:00 GMT"}, time.Hour},
		{[]string{"Expires: Sun, 01 Mar 2026 13:00:00 GMT", "Date: Sun, 01 Mar 2026 12:30:00 GMT"}, 30 * time.Minute},
		{[]string{"Cache-Control: max-age=60", "Expires: Sun, 01 Mar 2026 13:00:00 GMT"}, time.Minute},
		{[]string{"Expires: 0"}, 0}, {[]string{"Expires: Fri, 31 Dec 9999 23:59:59 GMT"}, aYear}, {nil, 0},
	} {
		h := http.Header{}
		for _, l := range k.lines {
			name, value, _ := strings.Cut(l, ": ")
			h.Add(name, value)
		}
		if got := maxAge(h, now); got != k.want {
			t.Errorf("%q: %s, want %s", k.lines, got, k.want)
		}
	}
}
