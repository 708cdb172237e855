package fetch

import (
	"fmt"
	"io"
	"net"
	"net/http"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"tearsheet"
)

func getPage(t testing.TB, c *Client, url string) (tearsheet.Capture, error) {
	t.Helper()
	return c.Get(t.Context(), tearsheet.Request{URL: url, Purpose: tearsheet.ForPage})
}

func TestTheDecisionOfRobotsIsKeptBesideThePage(t *testing.T) {
	for _, k := range []struct {
		name    string
		answer  func(net.Conn, *http.Request)
		allowed bool
		rule    string
		class   tearsheet.Class
	}{
		{"no rule", page("User-agent: other\nDisallow: /"), true, "no rule", ""},
		{"allowed", page("User-agent: *\nAllow: /a\nDisallow: /"), true, "Allow: /a", ""},
		{"denied", page("User-agent: *\nDisallow: /"), false, "Disallow: /", tearsheet.RobotsDenied},
		{"denied us", page("User-agent: tearsheet\nDisallow: /a/"), false, "Disallow: /a/", tearsheet.RobotsDenied},
		{"empty", page(""), true, "no rule", ""},
		{"404", status(404, "User-agent: *\nDisallow: /"), true, "no robots.txt (404)", ""},
		{"403", status(403, ""), true, "no robots.txt (403)", ""},
		{"204", raw("HTTP/1.1 204 No Content\r\n\r\n"), true, "no robots.txt (204)", ""},
		{"five redirects", redirect(302, "/r?5"), false, "Disallow: /a", tearsheet.RobotsDenied},
		{"redirects without end", redirect(302, "/r?99"), true, "no robots.txt (redirect-loop)", ""},
		{"500", status(500, ""), false, "robots.txt cannot be read", tearsheet.ServerError},
		{"not what it says", page("User-agent: *", "Content-Encoding: gzip"), false, "robots.txt cannot be read", tearsheet.ServerError},
		{"503", status(503, ""), false, "robots.txt cannot be read", tearsheet.ServerError},
		{"closed", rawClose(""), false, "robots.txt cannot be read", tearsheet.Connection},
		{"silent", func(c net.Conn, _ *http.Request) { io.Copy(io.Discard, c) }, false, "robots.txt cannot be read", tearsheet.Timeout},
		{"503 with Retry-After", status(503, "", "Retry-After: 60"), false, "robots.txt cannot be read", tearsheet.ServerError},
		{"429 with Retry-After", status(429, "", "Retry-After: 60"), false, "asked not to be asked", tearsheet.RateLimited},
		{"larger than is read", page("User-agent: *\nDisallow: /a/b\n" + strings.Repeat("# padding\n", 60_000) + "Allow: /a/b/c\n"), false, "Disallow: /a/b", tearsheet.RobotsDenied},
	} {
		t.Run(k.name, func(t *testing.T) {
			t.Parallel()
			h := newHostile(t)
			h.on("/robots.txt", k.answer)
			h.on("/r", func(c net.Conn, r *http.Request) {
				var n int
				fmt.Sscan(r.URL.RawQuery, &n)
				if n == 0 {
					page("User-agent: *\nDisallow: /a")(c, r)
					return
				}
				redirect(302, fmt.Sprintf("/r?%d", n-1))(c, r)
			})
			h.on("/a/b/c", page("<p>hello"))
			c := h.client(t, func(o *Options) { o.Timeout = time.Second })
			for range 2 {
				got, err := getPage(t, c, h.url("/a/b/c"))
				if k.class != "" {
					e := wantClass(t, err, k.class, tearsheet.RateLimited)
					if e.Class == k.class && !strings.Contains(e.Error(), k.rule) {
						t.Errorf("%v, want %q in it", e, k.rule)
					}
					if passes := e.Class != tearsheet.RobotsDenied; passes != (e.Retry > 0) || e.Retry > robotsRetry {
						t.Errorf("class %s is to be tried again in %s", e.Class, e.Retry)
					}
				} else if err != nil || got.Robots.Rule != k.rule || !got.Robots.Allowed || got.Robots.At.IsZero() {
					t.Errorf("%+v, %v", got.Robots, err)
				}
			}
			if n := len(h.seen("/robots.txt")); n != 1 {
				t.Errorf("robots.txt was asked %d times", n)
			}
			if n := len(h.seen("/a/b/c")); (n > 0) != k.allowed {
				t.Errorf("the page was asked %d times", n)
			}
			if _, err := get(t, c, h.url("/a/b/c")); err != nil && k.class != tearsheet.RateLimited && !strings.Contains(k.name, "Retry-After") {
				t.Errorf("a feed asks no robots.txt: %v", err)
			}
		})
	}
}

func TestEachHopIsAskedFor(t *testing.T) {
	h, other := newHostile(t), newHostile(t)
	c := h.client(t, func(o *Options) { o.AllowPorts = []int{h.port, other.port} })
	h.on("/a", redirect(302, other.url("/private/x")))
	other.on("/robots.txt", page("User-agent: *\nDisallow: /private/"))
	other.on("/private/x", page("secret"))
	_, err := getPage(t, c, h.url("/a"))
	wantClass(t, err, tearsheet.RobotsDenied)
	if len(other.seen("/private/x")) != 0 {
		t.Error("a redirect led past robots.txt")
	}
}

func TestManyAtOnceAskRobotsOnceAndOneConnection(t *testing.T) {
	h := newHostile(t)
	var inside, most atomic.Int64
	slow := func(answer func(net.Conn, *http.Request)) func(net.Conn, *http.Request) {
		return func(c net.Conn, r *http.Request) {
			most.Store(max(most.Load(), inside.Add(1)))
			time.Sleep(2 * time.Millisecond)
			inside.Add(-1)
			answer(c, r)
		}
	}
	h.on("/robots.txt", slow(page("User-agent: *\nAllow: /")))
	h.on("/a", slow(page("<p>hello")))
	c := h.client(t)
	var wg sync.WaitGroup
	for i := range 50 {
		wg.Go(func() {
			purpose := []tearsheet.Purpose{tearsheet.ForPage, tearsheet.ForFeed, tearsheet.ForDiscover, tearsheet.ForImage}[i%4]
			if _, err := c.Get(t.Context(), tearsheet.Request{URL: h.url("/a"), Purpose: purpose}); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	if n := len(h.seen("/robots.txt")); n != 1 || most.Load() != 1 || h.conns.Load() != 1 {
		t.Errorf("robots.txt %d times, %d requests at once, %d connections", n, most.Load(), h.conns.Load())
	}
}

func TestSpacingAndCrawlDelayHoldOnTheWire(t *testing.T) {
	h := newHostile(t)
	var mu sync.Mutex
	var times []time.Time
	h.on("/robots.txt", page("User-agent: *\nCrawl-delay: 0.3"))
	h.on("/a", func(c net.Conn, r *http.Request) {
		mu.Lock()
		times = append(times, time.Now())
		mu.Unlock()
		page("<p>x")(c, r)
	})
	c := h.client(t, func(o *Options) { o.Spacing = 100 * time.Millisecond })
	for range 3 {
		if _, err := getPage(t, c, h.url("/a")); err != nil {
			t.Fatal(err)
		}
		if d := time.Until(c.Turn(h.addr)); d < 200*time.Millisecond || d > 300*time.Millisecond {
			t.Errorf("turn in %s", d)
		}
	}
	for i := 1; i < len(times); i++ {
		if gap := times[i].Sub(times[i-1]); gap < 300*time.Millisecond {
			t.Errorf("pages %s apart", gap)
		}
	}
}

func TestVisitsAgainKeepTheirSpacingOnTheWire(t *testing.T) {
	h := newHostile(t)
	h.on("/a", page("<p>x"))
	c := h.client(t, func(o *Options) { o.Spacing, o.RevisitSpacing = 20*time.Millisecond, 300*time.Millisecond })
	start := time.Now()
	for range 2 {
		if _, err := c.Get(t.Context(), tearsheet.Request{URL: h.url("/a"), Purpose: tearsheet.ForPage, Again: true}); err != nil {
			t.Fatal(err)
		}
	}
	if took := time.Since(start); took < 300*time.Millisecond {
		t.Errorf("two visits again in %s", took)
	}
	if d := time.Until(c.TurnAgain(h.addr)); d < 200*time.Millisecond || time.Until(c.Turn(h.addr)) > 20*time.Millisecond {
		t.Errorf("turn again in %s", d)
	}
	for _, k := range []struct{ spacing, revisit, want time.Duration }{{0, 0, 10 * time.Second}, {-1, 0, 0}, {time.Second, 0, 5 * time.Second}, {time.Second, -1, 0}} {
		if got := withDefaults(Options{Spacing: k.spacing, RevisitSpacing: k.revisit}).RevisitSpacing; got != k.want {
			t.Errorf("spacing %s gives visits again %s, want %s", k.spacing, got, k.want)
		}
	}
}

func TestRobotsIsAskedAgainAfterADay(t *testing.T) {
	h := newHostile(t)
	h.on("/robots.txt", page("User-agent: *\nAllow: /a"))
	h.on("/a", page("<p>x"))
	var offset atomic.Int64
	c := h.client(t, func(o *Options) { o.Now = func() time.Time { return time.Now().Add(time.Duration(offset.Load())) } })
	for _, k := range []struct {
		at    time.Duration
		asked int
	}{{0, 1}, {23 * time.Hour, 1}, {25 * time.Hour, 2}, {-10 * 365 * 24 * time.Hour, 3}} {
		offset.Store(int64(k.at))
		if _, err := getPage(t, c, h.url("/a")); err != nil {
			t.Fatal(err)
		}
		if n := len(h.seen("/robots.txt")); n != k.asked {
			t.Errorf("at %s: asked %d times, want %d", k.at, n, k.asked)
		}
	}
}

func TestRobotsOfAHostGivesItsSitemaps(t *testing.T) {
	h := newHostile(t)
	h.on("/robots.txt", page("Sitemap: https://example.com/news.xml\n"))
	c := h.client(t)
	f, err := c.Robots(t.Context(), h.url("/somewhere"))
	if err != nil || !slices.Equal(f.Sitemaps, []string{"https://example.com/news.xml"}) {
		t.Errorf("%v %v", f.Sitemaps, err)
	}
	_, err = c.Robots(t.Context(), "http://127.0.0.9/")
	wantClass(t, err, tearsheet.BlockedAddress)
}

func TestTheRobotsCacheIsBounded(t *testing.T) {
	c := newRobotsCache()
	big := ParseRobots([]byte("User-agent: *\n"+strings.Repeat("Disallow: /some/path/of/a/usual/length\n", 10_000)), "x")
	for i := range 200 {
		e := c.entry(fmt.Sprint(i))
		e.file = big
		c.weigh(e)
		c.weigh(e)
	}
	if c.bytes > robotsMemory || len(c.entries) != c.order.Len() || len(c.entries) < 5 {
		t.Errorf("%d bytes in %d entries", c.bytes, len(c.entries))
	}
	if _, kept := c.entries["199"]; !kept {
		t.Error("the last one is gone")
	}
}
