package web

import (
	"encoding/json"
	"errors"
	"log/slog"
	"net/http"
	"strings"
	"testing"

	"tearsheet"
)

func TestARouteWithoutPermissionDoesNotRegister(t *testing.T) {
	defer func() {
		if recover() == nil {
			t.Error("it registered")
		}
	}()
	(&server{}).register(http.NewServeMux(), route{"GET", "/x", 0, (*server).front})
}

func TestEveryFailureHasItsStatusAndAWholePage(t *testing.T) {
	f := newspaper()
	withdrawn := find(t, f, headlines[0])
	f.gone[withdrawn] = true
	h := newServer(f, nil)
	for _, c := range []struct {
		a      asked
		status int
		holds  string
	}{
		{asked{path: "/nothing"}, http.StatusNotFound, "no page at this address"},
		{asked{path: "/story/abcdefghijklmnopqrst"}, http.StatusNotFound, "Nothing at this address"},
		{asked{path: "/article/short"}, http.StatusNotFound, "20 letters and digits"},
		{asked{path: "/article/aaaaaaaaaaaaaaaaaaaa"}, http.StatusNotFound, "Nothing is kept"},
		{asked{path: articlePath(withdrawn)}, http.StatusGone, "Withdrawn"},
		{asked{path: "/source/nobody.example"}, http.StatusNotFound, "Nothing is kept"},
		{asked{path: "/?after=rubbish"}, http.StatusBadRequest, "cannot be understood"},
		{asked{path: "/status", method: "POST"}, http.StatusMethodNotAllowed, "answers GET and HEAD"},
		{asked{path: "/", method: "DELETE"}, http.StatusMethodNotAllowed, "not DELETE"},
		{asked{path: "/static/style.0000000000.css"}, http.StatusNotFound, "load the page again"},
		{asked{path: "/metrics"}, http.StatusNotFound, "switched off"},
	} {
		page := read(t, h, c.a, c.status)
		mustHold(t, page, c.holds, "</html>")
		if strings.Count(page, "<h1") != 1 {
			t.Errorf("%s: not one h1", c.a.path)
		}
	}
	if allow := (asked{path: "/api/v1/refresh"}).of(h); allow.Code != http.StatusMethodNotAllowed || allow.Header().Get("Allow") != "POST" {
		t.Errorf("GET of a POST address: %d, Allow %q", allow.Code, allow.Header().Get("Allow"))
	}
}

func TestOurOwnFailureIsLoggedAndNotTold(t *testing.T) {
	f := newspaper()
	f.fail = errors.New("disk on fire at /var/secret")
	var log strings.Builder
	h := newServer(f, func(o *Options) { o.Log = slog.New(slog.NewTextHandler(&log, nil)) })
	for _, path := range []string{"/", "/status", "/feed.atom", "/api/v1/stats", "/status.json"} {
		mustNotHold(t, read(t, h, asked{path: path}, http.StatusInternalServerError), "secret")
	}
	if strings.Count(log.String(), "disk on fire") != 5 {
		t.Errorf("the log holds: %s", log.String())
	}
}

func TestAPanicEndsOnlyItsOwnAnswer(t *testing.T) {
	f := newspaper()
	h := newServer(f, func(o *Options) {
		o.Compare = func(_, _ tearsheet.Revision) tearsheet.Change { panic("broken") }
		o.Log = slog.New(slog.DiscardHandler)
	})
	page := read(t, h, asked{path: diffPath(find(t, f, "River accord gives the valley 60"), 1, 2)}, http.StatusInternalServerError)
	mustHold(t, page, "</html>", "Our mistake")
}

func TestEveryAnswerCarriesTheSecurityHeaders(t *testing.T) {
	h := newServer(newspaper(), nil)
	for _, path := range []string{"/", "/nothing", "/feed.atom", "/healthz", "/api/v1/articles", "/api/v1/x", "/live.json?after=1", "/robots.txt", "/favicon.ico"} {
		head := asked{path: path}.of(h).Header()
		for name, want := range map[string]string{"X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer", "Cross-Origin-Opener-Policy": "same-origin"} {
			if head.Get(name) != want {
				t.Errorf("%s: %s is %q", path, name, head.Get(name))
			}
		}
		if p := head.Get("Content-Security-Policy"); !strings.Contains(p, "default-src 'none'") || strings.Contains(p, "unsafe") {
			t.Errorf("%s: policy %q", path, p)
		}
	}
}

func TestTheStatusIsTheSameForPeopleAndPrograms(t *testing.T) {
	h := newServer(newspaper(), nil)
	mustHold(t, read(t, h, asked{path: "/status"}, http.StatusOK), "Articles", "76", "48.3 MB", "oldest due 1 minute ago", "robots: 11", "gone, not asked again")
	var got struct {
		Articles  int
		OldestDue int `json:"oldest_due_s"`
		Failing   int `json:"failing_feeds"`
	}
	if err := json.Unmarshal([]byte(read(t, h, asked{path: "/status.json"}, http.StatusOK)), &got); err != nil || got.Articles != 76 || got.OldestDue != 90 || got.Failing != 2 {
		t.Errorf("%+v %v", got, err)
	}
}

func TestJobsThatWereGivenUpAreTold(t *testing.T) {
	f := newspaper()
	f.stats.Failed = 2
	h := newServer(f, func(o *Options) { o.Metrics = true })
	mustHold(t, read(t, h, asked{path: "/status"}, http.StatusOK), "2 jobs given up, kept until run again")
	mustHold(t, read(t, h, asked{path: "/status.json"}, http.StatusOK), `"failed_jobs":2`)
	mustHold(t, read(t, h, asked{path: "/metrics"}, http.StatusOK), "tearsheet_jobs_failed 2")
}

func TestHealthReadinessAndMetrics(t *testing.T) {
	h := newServer(newspaper(), func(o *Options) {
		o.Metrics, o.Ready = true, func() error { return errors.New("the store is being migrated") }
	})
	mustHold(t, read(t, h, asked{path: "/healthz"}, http.StatusOK), "ok")
	mustHold(t, read(t, h, asked{path: "/readyz"}, http.StatusServiceUnavailable), "being migrated")
	mustHold(t, read(t, newServer(newFake(), nil), asked{path: "/readyz"}, http.StatusOK), "ready")
	mustHold(t, read(t, h, asked{path: "/metrics"}, http.StatusOK), "tearsheet_articles 76\n", "# TYPE tearsheet_queue gauge", `tearsheet_drops{reason="robots"} 11`)
}

func TestStaticFilesAreKeptForEverAndSentCompressed(t *testing.T) {
	h := newServer(newFake(), nil)
	a := loadAssets()
	for coding, accept := range map[string]string{"br": "gzip, deflate, br", "gzip": "gzip, br;q=0", "": "identity"} {
		w := asked{path: a.path("style.css"), header: http.Header{"Accept-Encoding": {accept}}}.of(h)
		if w.Code != http.StatusOK || w.Header().Get("Content-Encoding") != coding || w.Header().Get("Cache-Control") != immutable || w.Header().Get("Content-Type") != "text/css; charset=utf-8" {
			t.Errorf("%s: %d %v", accept, w.Code, w.Header())
		}
	}
	w := asked{path: "/", header: http.Header{"Accept-Encoding": {"gzip"}}}.of(h)
	if w.Header().Get("Content-Encoding") != "gzip" || !strings.Contains(string(unzip(t, w.Body.Bytes())), "</html>") {
		t.Error("the page is not compressed, or not whole")
	}
	if w := (asked{path: "/", header: http.Header{"Accept-Encoding": {"gzip;q=0"}}}).of(h); w.Header().Get("Content-Encoding") != "" {
		t.Error("the page is compressed for who refused that")
	}
}
