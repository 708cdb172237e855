package press_test

import (
	"io"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"
	"unicode/utf8"

	"tearsheet/internal/press"
)

func TestTwoPressesWithOneStartShowTheSame(t *testing.T) {
	for _, since := range []time.Duration{0, 3 * time.Minute, 47 * time.Minute, 3 * time.Hour} {
		a, b := read(t, since), read(t, since)
		for _, art := range a.press.Articles(since) {
			if art.Kind != press.Deleted && a.page(art.Host, art.Path) != b.page(art.Host, art.Path) {
				t.Errorf("%s differs after %v", art.Ref, since)
			}
		}
	}
}

func TestAPageThatDidNotChangeIsNotSentAgain(t *testing.T) {
	for _, at := range []struct{ host, path string }{
		{"courier.localhost", "/feed.atom"}, {"coastwire.localhost", "/rss.xml"}, {"radio.localhost", "/feed.json"},
		{"courier.localhost", "/city/tram-budget"}, {"ledger.localhost", "/news-sitemap.xml"}, {"tolvane.localhost", "/"},
	} {
		r := read(t, 30*time.Second)
		first := r.get(at.host, at.path)
		for _, validator := range [][]string{
			{"If-None-Match", first.Header.Get("ETag")},
			{"If-Modified-Since", first.Header.Get("Last-Modified")},
		} {
			if validator[1] == "" {
				t.Errorf("%s%s sends nothing for %s", at.host, at.path, validator[0])
				continue
			}
			r.since = 31 * time.Second
			if res := r.get(at.host, at.path, validator...); res.StatusCode != 304 {
				t.Errorf("%s%s with %v: status %d, want 304", at.host, at.path, validator, res.StatusCode)
			}
			r.since = 8 * time.Minute
			if res := r.get(at.host, at.path, validator...); res.StatusCode != 200 {
				t.Errorf("%s%s with %v after a change: status %d, want 200", at.host, at.path, validator, res.StatusCode)
			}
		}
	}
}

// The counters of a noisy outlet change its pages, and not a word of its
// articles.
func TestANoisyPageChangesWithoutItsWords(t *testing.T) {
	r := read(t, 0)
	before, _ := r.press.Find("beacon/cable-theft", 0)
	page := r.page(before.Host, before.Path)
	r.since = 2 * time.Minute
	after, _ := r.press.Find("beacon/cable-theft", r.since)
	if before.Text != after.Text || page == r.page(after.Host, after.Path) {
		t.Error("want another page with the same words")
	}
}

func TestRevisionsShowOnThePage(t *testing.T) {
	r := read(t, 0)
	for _, step := range []struct {
		host, path    string
		since         time.Duration
		want, notWant string
	}{
		{"coastwire.localhost", "/region/hospital-records", 79 * time.Second, "about 8,300 patients", "about 11,800"},
		{"coastwire.localhost", "/region/hospital-records", 80 * time.Second, "about 11,800 patients", "dateModified"},
		{"beacon.localhost", "/coast/ferry-drama.html", time.Minute, "Correction: This article first said", "Sixty"},
		{"coastwire.localhost", "/sea/cod-quota", 5 * time.Minute, `"CorrectionComment"`, "next year, to 41,500"},
		{"courier.localhost", "/city/tram-budget", 6 * time.Minute, "City hall knew", "<h1 class=\"article__headline\">Skerrow tram"},
		{"courier.localhost", "/letters/letters-tram", 0, "In praise of old sewers", "Correction"},
	} {
		r.since = step.since
		page := r.page(step.host, step.path)
		if !strings.Contains(page, step.want) || strings.Contains(page, step.notWant) {
			t.Errorf("%s%s after %v: want %q and not %q", step.host, step.path, step.since, step.want, step.notWant)
		}
	}
}

func TestADeletedArticleIsMissedThenGone(t *testing.T) {
	r := read(t, 0)
	for since, want := range map[time.Duration]int{0: 200, 219 * time.Second: 200, 220 * time.Second: 404, 264 * time.Second: 404, 265 * time.Second: 410, time.Hour: 410} {
		r.since = since
		if got := r.get("packet.localhost", "/island/lamp-poem/").StatusCode; got != want {
			t.Errorf("after %v: status %d, want %d", since, got, want)
		}
		if listed := strings.Contains(r.page("packet.localhost", "/feeds/news.xml"), "lamp-poem"); listed != (want == 200) {
			t.Errorf("after %v: listed is %v", since, listed)
		}
	}
}

func TestAnArticleIsNotThereBeforeItsTime(t *testing.T) {
	r := read(t, 24*time.Second)
	if got := r.get("coastwire.localhost", "/politics/premier-reshuffle").StatusCode; got != 404 {
		t.Errorf("status %d, want 404", got)
	}
	r.since = 25 * time.Second
	r.page("coastwire.localhost", "/politics/premier-reshuffle")
}

func TestOddPagesAreOdd(t *testing.T) {
	r := read(t, 0)
	latin1 := r.get("gazette.localhost", "/market/honey.htm")
	b, _ := io.ReadAll(latin1.Body)
	if latin1.Header.Get("Content-Type") != "text/html; charset=iso-8859-1" || utf8.Valid(b) || !strings.Contains(string(b), "Se\xf1or Fa\xe7ade") || !strings.Contains(string(b), `<meta charset="iso-8859-1">`) {
		t.Error("the page in ISO-8859-1 is not")
	}
	if shell := r.page("observer.localhost", "/research/tide-model"); strings.Contains(shell, "shoebox") || !strings.Contains(r.page("observer.localhost", "/rss.xml"), "A box that cost 900 crowns") {
		t.Error("want the words in the feed and not on the page")
	}
	if wall := r.page("ledger.localhost", "/economy/crown-rates"); strings.Contains(wall, "sestet") || !strings.Contains(wall, `"isAccessibleForFree": false`) || !strings.Contains(wall, "in a sonnet") {
		t.Error("want two paragraphs before the wall")
	}
	if moved := r.get("coastwire.localhost", "/story/bronze-boat"); moved.StatusCode != 301 || moved.Header.Get("Location") != "http://coastwire.localhost:8123/science/bronze-boat" {
		t.Errorf("moved: %d %s", moved.StatusCode, moved.Header.Get("Location"))
	}
	if free := r.page("radio.localhost", "/news/seed-bank"); !strings.Contains(free, `<link rel="license" href="https://creativecommons.org/licenses/by/4.0/">`) {
		t.Error("no licence is declared")
	}
	if hive := r.page("newsbarrow.localhost", "/n/ferry-with-90"); !strings.Contains(hive, "<time></time>") || !strings.Contains(hive, "may have been modified, fully republished, or quoted") || strings.Contains(hive, "2026-11") {
		t.Error("the aggregator's page states more or less than it should")
	}
}

func TestWhatAnOutletDoesNotStateIsNotOnItsPages(t *testing.T) {
	r := read(t, 10*time.Minute)
	for _, c := range []struct{ host, path, want, notWant string }{
		{"packet.localhost", "/nature/seal-count/", "684 pups", "202"},
		{"tolvane.localhost", "/goat-choir/", "Posted on 22 November 2026 at", "2026-11-22"},
		{"gazette.localhost", "/river/dyke-watch.htm", `<meta name="date" content="2026-11-21">`, "T1"},
		{"beacon.localhost", "/coast/gull-mayor.html", `itemprop="datePublished" datetime="2026-11-24T02:00:00"`, "+01:00"},
	} {
		page := r.page(c.host, c.path)
		_, main, _ := strings.Cut(page, "<h1")
		main, _, _ = strings.Cut(main, "<aside")
		main, _, _ = strings.Cut(main, `<footer`)
		if !strings.Contains(page, c.want) || strings.Contains(main, c.notWant) {
			t.Errorf("%s%s: want %q and not %q", c.host, c.path, c.want, c.notWant)
		}
	}
}

func TestRobotsForbidsASectionAndNamesTheSitemap(t *testing.T) {
	r := read(t, 0)
	if txt := r.page("courier.localhost", "/robots.txt"); !strings.Contains(txt, "\nDisallow: /letters/\n") {
		t.Error(txt)
	}
	if txt := r.page("ledger.localhost", "/robots.txt"); !strings.Contains(txt, "\nSitemap: http://ledger.localhost:8123/news-sitemap.xml\n") {
		t.Error(txt)
	}
	if strings.Contains(r.page("ledger.localhost", "/"), "alternate") {
		t.Error("the front page of the ledger tells of a feed")
	}
	if !strings.Contains(r.page("courier.localhost", "/"), `<link rel="alternate" type="application/atom&#43;xml" title="The Skerrow Courier" href="http://courier.localhost:8123/feed.atom">`) {
		t.Error("the front page of the courier tells of no feed")
	}
}

func TestOtherHostsGetTheListOfOutlets(t *testing.T) {
	r := read(t, 0)
	kiosk := r.page("127.0.0.1", "/anything")
	for _, o := range r.press.Outlets() {
		if !strings.Contains(kiosk, "http://"+o.Host+":8123/") {
			t.Errorf("%s is not in the kiosk", o.Host)
		}
	}
}

func TestThePressCanOnlyBeRead(t *testing.T) {
	w := httptest.NewRecorder()
	read(t, 0).press.ServeHTTP(w, httptest.NewRequest("POST", "http://courier.localhost/", nil))
	if w.Code != 405 || w.Header().Get("Allow") != "GET, HEAD" {
		t.Errorf("status %d", w.Code)
	}
}

func TestManyMayReadAtOnce(t *testing.T) {
	r := read(t, 5*time.Minute)
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			for _, a := range r.press.Articles(r.since)[:20] {
				w := httptest.NewRecorder()
				r.press.ServeHTTP(w, httptest.NewRequest("GET", "http://"+a.Host+a.Path, nil))
				if w.Code != 200 {
					t.Errorf("%s: status %d", a.Ref, w.Code)
				}
			}
		})
	}
	wg.Wait()
}

func FuzzAnyRequestIsAnswered(f *testing.F) {
	for _, seed := range [][2]string{{"courier.localhost:80", "/"}, {"[::1]:8080", "/x"}, {"packet.localhost", "/feeds/cut.xml"}, {"newsbarrow.localhost", "/go/a-b"}, {"beacon.localhost", "/pictures/.svg"}} {
		f.Add(seed[0], seed[1], int64(time.Minute))
	}
	var since time.Duration
	p := press.New(start, func() time.Time { return start.Add(since) })
	f.Fuzz(func(t *testing.T, host, path string, offset int64) {
		since = time.Duration(offset)
		req := httptest.NewRequest("GET", "/", nil)
		req.Host, req.URL.Path = host, path
		w := httptest.NewRecorder()
		p.ServeHTTP(w, req)
		if w.Code < 200 || w.Code > 599 {
			t.Errorf("status %d", w.Code)
		}
	})
}
