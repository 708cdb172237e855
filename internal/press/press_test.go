package press_test

import (
	"encoding/json"
	"encoding/xml"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"tearsheet/internal/press"
)

var start = time.Date(2026, 11, 24, 9, 0, 0, 0, time.UTC)

// reader asks the press as it stands some time after its start.
type reader struct {
	t     *testing.T
	press *press.Press
	since time.Duration
}

func read(t *testing.T, since time.Duration) *reader {
	r := &reader{t: t, since: since}
	r.press = press.New(start, func() time.Time { return start.Add(r.since) })
	return r
}

func (r *reader) get(host, path string, header ...string) *http.Response {
	r.t.Helper()
	req := httptest.NewRequest("GET", "http://"+host+":8123"+path, nil)
	for i := 0; i+1 < len(header); i += 2 {
		req.Header.Set(header[i], header[i+1])
	}
	w := httptest.NewRecorder()
	r.press.ServeHTTP(w, req)
	return w.Result()
}

func (r *reader) page(host, path string) string {
	r.t.Helper()
	res := r.get(host, path)
	if res.StatusCode != 200 {
		r.t.Fatalf("%s%s: status %d", host, path, res.StatusCode)
	}
	b, err := io.ReadAll(res.Body)
	if err != nil {
		r.t.Fatal(err)
	}
	return string(b)
}

func TestThePressHasTheSizeThatTheDemoPromises(t *testing.T) {
	r := read(t, 0)
	if n := len(r.press.Outlets()); n < 9 {
		t.Errorf("%d outlets, want at least 9", n)
	}
	if n := len(r.press.Articles(0)); n < 80 {
		t.Errorf("%d articles at the start, want at least 80", n)
	}
	if n := len(r.press.Articles(time.Hour)); n < 90 {
		t.Errorf("%d articles after an hour, want at least 90", n)
	}
}

var href = regexp.MustCompile(`(?:href|src)="([^"]+)"`)

// Whoever reads a page of the press can follow everything on it.
func TestEveryLinkAnswers(t *testing.T) {
	r := read(t, time.Hour)
	seen := map[string]bool{}
	var queue []string
	for _, o := range r.press.Outlets() {
		queue = append(queue, "http://"+o.Host+":8123/")
	}
	for _, a := range r.press.Articles(r.since) {
		if a.Kind != press.Deleted {
			queue = append(queue, "http://"+a.Host+":8123"+a.Path)
		}
	}
	for len(queue) > 0 {
		address := queue[0]
		queue = queue[1:]
		if !seen[address] && strings.HasPrefix(address, "http://") {
			seen[address] = true
			queue = append(queue, r.linksOf(address)...)
		}
	}
	if len(seen) < 300 {
		t.Errorf("only %d addresses seen", len(seen))
	}
}

// linksOf fetches an address, which must answer, and gives what it leads to.
func (r *reader) linksOf(address string) []string {
	host, path, _ := strings.Cut(strings.TrimPrefix(address, "http://"), ":8123")
	res := r.get(host, path)
	if to := res.Header.Get("Location"); to != "" {
		return []string{to}
	}
	if res.StatusCode != 200 {
		r.t.Errorf("%s: status %d", address, res.StatusCode)
	}
	if !strings.HasPrefix(res.Header.Get("Content-Type"), "text/html") {
		return nil
	}
	b, err := io.ReadAll(res.Body)
	if err != nil {
		r.t.Fatal(err)
	}
	var links []string
	for _, m := range href.FindAllStringSubmatch(string(b), -1) {
		links = append(links, m[1])
	}
	return links
}

func wellFormed(body string) error {
	if strings.HasPrefix(body, "{") {
		var v struct {
			Items []struct{ ID, URL, Title string }
		}
		if err := json.Unmarshal([]byte(body), &v); err != nil || len(v.Items) == 0 {
			return fmt.Errorf("%d items: %w", len(v.Items), err)
		}
		return nil
	}
	d := xml.NewDecoder(strings.NewReader(body))
	for {
		if _, err := d.Token(); err == io.EOF {
			return nil
		} else if err != nil {
			return err
		}
	}
}

func TestFeedsOfSoundOutletsAreWellFormed(t *testing.T) {
	for _, since := range []time.Duration{0, 4 * time.Minute, time.Hour} {
		r := read(t, since)
		for _, o := range r.press.Outlets() {
			for _, path := range append([]string{"/news-sitemap.xml"}, o.Subscribe...) {
				if path == "/" || o.Broken && path != "/feeds/news.xml" {
					continue
				}
				if err := wellFormed(r.page(o.Host, path)); err != nil {
					t.Errorf("after %v: %s%s: %v", since, o.Host, path, err)
				}
			}
		}
	}
}

func TestTruthSpeaksOfArticlesThatExist(t *testing.T) {
	p := read(t, 0).press
	kinds := map[string]int{}
	for _, rel := range p.Truth() {
		kinds[rel.Kind]++
		c, ok := p.Find(rel.Copy, time.Hour)
		o, ok2 := p.Find(rel.Origin, time.Hour)
		if !ok || !ok2 {
			t.Errorf("%+v: no such article", rel)
		} else if c.Published <= o.Published {
			t.Errorf("%s appears at %v, before its origin %s at %v", rel.Copy, c.Published, rel.Origin, o.Published)
		}
	}
	for _, kind := range []string{"verbatim", "typographic", "excerpt", "modified", "quoted", "unmarked", "based-on"} {
		if kinds[kind] == 0 {
			t.Errorf("no copy is %s: %v", kind, kinds)
		}
	}
}

func TestATimetableKeepsAPageAlive(t *testing.T) {
	p := read(t, 0).press
	events := p.Timetable()
	last := time.Duration(0)
	for _, e := range events {
		limit := 20 * time.Second
		if e.At > 10*time.Minute {
			limit = 90 * time.Second
		}
		if e.At-last > limit {
			t.Errorf("nothing happens between %v and %v", last, e.At)
		}
		last = e.At
	}
	if last < 59*time.Minute {
		t.Errorf("the timetable ends at %v", last)
	}
	for _, kind := range []press.Kind{press.Appeared, press.Corrected, press.Silent, press.Retitled, press.Updated, press.Deleted} {
		if !slices.ContainsFunc(events, func(e press.Event) bool { return e.Kind == kind }) {
			t.Errorf("no event is a %s", kind)
		}
	}
}
