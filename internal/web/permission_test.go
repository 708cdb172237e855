package web

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"tearsheet"
)

// secretText stands after the fiftieth word of every body of the press.
const secretText = "to meet for the first time in January"

func TestOnlyTheOperatorAtThisMachineReadsAll(t *testing.T) {
	f := newspaper()
	h := newServer(f, nil)
	path := articlePath(find(t, f, "River accord gives the valley 60"))
	long := articlePath(find(t, f, headlines[1]))
	if page := read(t, h, asOperator(long), http.StatusOK); !strings.Contains(page, secretText) || !strings.Contains(page, "to the operator only") {
		t.Fatal("the operator does not read all, or is not told so")
	}
	for name, a := range map[string]asked{
		"from outside":                   {peer: outside, host: "127.0.0.1:8080"},
		"from outside over IPv6":         {peer: "[2001:db8::1]:5", host: "localhost"},
		"a name that was pointed here":   {peer: loopback, host: "attacker.example"},
		"a name that looks like ours":    {peer: loopback, host: "localhost.attacker.example"},
		"a name that begins like ours":   {peer: loopback, host: "127.0.0.1.attacker.example"},
		"another name that ends so":      {peer: loopback, host: "notlocalhost"},
		"no name":                        {peer: loopback, host: " "},
		"through a proxy":                {peer: loopback, host: "localhost", header: http.Header{"X-Forwarded-For": {"127.0.0.1"}}},
		"through a proxy, empty":         {peer: loopback, host: "localhost", header: http.Header{"X-Forwarded-For": {""}}},
		"through a proxy, standard":      {peer: loopback, host: "localhost", header: http.Header{"Forwarded": {"for=127.0.0.1"}}},
		"through a proxy, by Via":        {peer: loopback, host: "localhost", header: http.Header{"Via": {"1.1 front"}}},
		"through a proxy, real ip":       {peer: loopback, host: "localhost", header: http.Header{"X-Real-Ip": {"127.0.0.1"}}},
		"through a proxy, only protocol": {peer: loopback, host: "localhost", header: http.Header{"X-Forwarded-Proto": {"https"}}},
		"through a proxy, own header":    {peer: loopback, host: "localhost", header: http.Header{"X-Forwarded-Something": {"1"}}},
		"claims to be us":                {peer: outside, host: "localhost", header: http.Header{"X-Forwarded-For": {"127.0.0.1"}, "Client-Ip": {"127.0.0.1"}}},
	} {
		a.path = long
		mustNotHold(t, read(t, h, a, http.StatusOK), secretText, "as the operator", "to the operator only")
		a.path = "/api/v1" + strings.Replace(path, "/article/", "/articles/", 1)
		if page := read(t, h, a, http.StatusOK); !strings.Contains(page, `"shown":"excerpt"`) {
			t.Errorf("%s: the API gives more than an excerpt", name)
		}
	}
}

// A proxy on this machine that adds no header, as nginx does by default, passes
// strangers on with its own address and ours as the name.
func TestBehindAProxyThatSaysNothingNobodyIsTheOperator(t *testing.T) {
	f := newspaper()
	h := newServer(f, func(o *Options) { o.OperatorOnLoopback, o.OpenReading = false, false })
	article, source := articlePath(find(t, f, headlines[1])), "/source/harbour-gazette.example"
	mustNotHold(t, read(t, h, asOperator(article), http.StatusOK), secretText, "to the operator only")
	mustNotHold(t, read(t, h, asOperator(source), http.StatusOK), "s3cret")
	read(t, h, asOperator("/api/v1/articles"), http.StatusForbidden)
}

func TestLoopbackHasManyNames(t *testing.T) {
	for _, host := range []string{"localhost", "LOCALHOST:8080", "localhost.", "desk.localhost:80", "127.0.0.1", "127.9.9.9:1", "[::1]:8080", "[::1]", "::1", "[::ffff:127.0.0.1]:80"} {
		if !isLoopbackHost(host) {
			t.Errorf("%q is not loopback", host)
		}
	}
	for _, host := range []string{"", ".", "localhost.example", "0.0.0.0", "128.0.0.1", "[::]", "2130706433", "0x7f000001", "127.1", "localhost@example.com", "example.com:80#localhost"} {
		if isLoopbackHost(host) {
			t.Errorf("%q is loopback", host)
		}
	}
}

func TestAnswersThatDifferByAskerAreForNoSharedCache(t *testing.T) {
	f := newspaper()
	h := newServer(f, nil)
	for _, path := range append(paths(f)[:12], "/api/v1/articles", diffPath(find(t, f, "River accord gives the valley 60"), 1, 2)+".json") {
		for _, a := range []asked{{path: path}, asOperator(path)} {
			if life := a.of(h).Header().Get("Cache-Control"); !strings.Contains(life, "private") {
				t.Errorf("%s: Cache-Control %q", path, life)
			}
		}
	}
}

// publicWords gives all that the public can read of an article: its pages, its
// differences, its feeds and its JSON.
func publicWords(t *testing.T, h http.Handler, id tearsheet.ArticleID, source tearsheet.SourceID) string {
	var all strings.Builder
	for _, path := range []string{articlePath(id), "/", "/feed.atom", "/feed.json", "/source/" + string(source), "/source/" + string(source) + "/feed.atom",
		"/source/" + string(source) + "/feed.json", "/search?q=first", "/search.atom?q=first", "/api/v1/articles/" + string(id), "/api/v1/articles?limit=200",
		"/api/v1/articles/" + string(id) + "/revisions", "/api/v1/search?q=first"} {
		all.WriteString(read(t, h, asked{path: path}, http.StatusOK))
	}
	return all.String()
}

func TestThePublicGetsNoMoreThanTheRightsAllowOnAnyWay(t *testing.T) {
	for use, want := range map[tearsheet.Use]struct{ first, last bool }{
		tearsheet.LinkOnly: {false, false}, tearsheet.Excerpt: {true, false}, "": {true, false}, tearsheet.Full: {true, true},
	} {
		f := newFake()
		f.sources = []tearsheet.Source{{ID: "a.example", Name: "A", Rights: tearsheet.Rights{Use: use}}}
		text := "firstword " + strings.Repeat("middle ", 60) + "lastword"
		rev := tearsheet.Revision{Headline: "The first headline", Summary: "firstsummary", Body: []tearsheet.Block{{Kind: tearsheet.Paragraph, Text: text}},
			Images: []tearsheet.Image{{URL: "https://a.example/i.jpg", Caption: "lastword"}}}
		other := rev
		other.Body = []tearsheet.Block{{Kind: tearsheet.Paragraph, Text: text + " more"}}
		id := f.add(tearsheet.Article{URL: "https://a.example/1", Source: "a.example", FirstSeen: testNow}, rev, other)
		all := publicWords(t, newServer(f, nil), id, "a.example")
		if got := strings.Contains(all, "firstsummary") || strings.Contains(all, "firstword"); got != want.first {
			t.Errorf("%q: the first words are shown: %v", use, got)
		}
		if got := strings.Contains(all, "lastword"); got != want.last {
			t.Errorf("%q: the last words are shown: %v", use, got)
		}
		mustHold(t, all, "The first headline", "https://a.example/1")
		diff := read(t, newServer(f, nil), asked{path: diffPath(id, 1, 2)}, http.StatusOK)
		if use != tearsheet.Full && (strings.Contains(diff, "lastword") || strings.Contains(diff, "<ins>more")) {
			t.Errorf("%q: the difference shows what lies behind the fiftieth word", use)
		}
	}
}

func TestFeedsAreThePublicsEvenForTheOperator(t *testing.T) {
	h := newServer(newspaper(), nil)
	for _, path := range []string{"/feed.atom", "/feed.json", "/source/valley-post.example/feed.atom", "/search.json?q=Harbour+council"} {
		mustNotHold(t, read(t, h, asOperator(path), http.StatusOK), secretText+" in January.\n\nThe agreement")
		if mine, theirs := read(t, h, asOperator(path), http.StatusOK), read(t, h, asked{path: path, host: "127.0.0.1:8080"}, http.StatusOK); mine != theirs {
			t.Errorf("%s: the operator's feed is another", path)
		}
	}
}

func TestAPageThatForbidsSnippetsIsObeyed(t *testing.T) {
	for rules, want := range map[string]view{
		"": excerpt, "noarchive": excerpt, "nosnippet": linkOnly, "index,NOSNIPPET": linkOnly, "max-snippet:0": linkOnly, "max-snippet: 0": linkOnly, "max-snippet:50": excerpt, "max-snippet:01": excerpt,
	} {
		item := tearsheet.Item{Revision: tearsheet.Revision{Declared: tearsheet.Declared{Robots: rules}}}
		if got := viewOf(&item, false); got != want {
			t.Errorf("%q: %v, not %v", rules, got, want)
		}
	}
}

func TestWritingNeedsTheTokenAndTheSameOrigin(t *testing.T) {
	var subscribed []string
	withToken := newServer(newspaper(), func(o *Options) {
		o.Token = "correct horse"
		o.Subscribe = subscribeInto(&subscribed)
		o.Refresh = func(ctx ctx) (int, error) { return 3, nil }
	})
	good := http.Header{"Authorization": {"Bearer correct horse"}, "Content-Type": {"application/json"}}
	with := func(name, value string) http.Header {
		h := good.Clone()
		h.Set(name, value)
		return h
	}
	for _, c := range []struct {
		name   string
		path   string
		header http.Header
		body   string
		status int
	}{
		{"right", "/sources", good, `{"url":"https://new.example/"}`, http.StatusCreated},
		{"refresh", "/refresh", good, ``, http.StatusAccepted},
		{"no token", "/sources", http.Header{}, `{"url":"https://new.example/"}`, http.StatusUnauthorized},
		{"wrong token", "/sources", with("Authorization", "Bearer correct"), `{"url":"https://new.example/"}`, http.StatusUnauthorized},
		{"other scheme", "/sources", with("Authorization", "Basic correct horse"), `{"url":"https://new.example/"}`, http.StatusUnauthorized},
		{"another site", "/sources", with("Sec-Fetch-Site", "cross-site"), `{"url":"https://new.example/"}`, http.StatusForbidden},
		{"another origin", "/refresh", with("Origin", "https://attacker.example"), ``, http.StatusForbidden},
		{"unknown field", "/sources", good, `{"url":"https://new.example/","admin":true}`, http.StatusBadRequest},
		{"no field", "/sources", good, `{}`, http.StatusBadRequest},
		{"wrong type", "/sources", good, `{"url":7}`, http.StatusBadRequest},
		{"not JSON", "/sources", good, `url=x`, http.StatusBadRequest},
		{"no address", "/sources", good, `{"url":"file:///etc/passwd"}`, http.StatusBadRequest},
		{"too long", "/sources", good, `{"url":"https://new.example/` + strings.Repeat("x", 20_000) + `"}`, http.StatusRequestEntityTooLarge},
	} {
		a := asked{method: "POST", path: "/api/v1" + c.path, header: c.header, body: c.body}
		w := a.of(withToken)
		if w.Code != c.status {
			t.Errorf("%s: status %d, not %d: %s", c.name, w.Code, c.status, w.Body)
		}
		if c.status >= 400 {
			wantProblem(t, c.name, w.Body.String())
		}
	}
	if fmt.Sprint(subscribed) != "[https://new.example/]" {
		t.Errorf("subscribed to %v", subscribed)
	}
	without := newServer(newspaper(), nil)
	mustHold(t, read(t, without, asked{method: "POST", path: "/api/v1/refresh", peer: loopback, host: "localhost", header: good}, http.StatusForbidden), "set an API token in the configuration")
}

// wantProblem checks that a refusal is problem JSON with one sentence.
func wantProblem(t *testing.T, name, body string) {
	t.Helper()
	var p problemJSON
	if err := json.Unmarshal([]byte(body), &p); err != nil || p.Detail == "" || p.Status < 400 {
		t.Errorf("%s: no problem JSON with a sentence: %s", name, body)
	}
}

func TestReadingTheAPIIsOpenOnlyWhereTheOperatorSaysSo(t *testing.T) {
	closed := newServer(newspaper(), func(o *Options) { o.OpenReading, o.Token = false, "t" })
	read(t, closed, asked{path: "/api/v1/articles"}, http.StatusUnauthorized)
	read(t, closed, asked{path: "/api/v1/articles", header: http.Header{"Authorization": {"Bearer t"}}}, http.StatusOK)
	read(t, closed, asOperator("/api/v1/articles"), http.StatusOK)
	read(t, newServer(newspaper(), func(o *Options) { o.OpenReading = false }), asked{path: "/api/v1/stats"}, http.StatusForbidden)
	read(t, closed, asked{path: "/"}, http.StatusOK)
}
