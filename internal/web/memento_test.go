package web

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"
	"time"

	"tearsheet"
)

func (f *fakeStore) At(_ context.Context, address string) (tearsheet.ArticleID, error) {
	for _, a := range f.articles {
		if a.URL == address {
			return a.ID, f.fail
		}
	}
	return "", fmt.Errorf("article at %s: %w", address, tearsheet.ErrNotFound)
}

func (f *fakeStore) SeenAt(ctx context.Context, address string) (seen []time.Time, err error) {
	id, err := f.At(ctx, address)
	if err != nil {
		return nil, f.fail
	}
	for _, r := range f.revisions[id] {
		seen = append(seen, r.Seen)
	}
	return seen, f.fail
}

const (
	accord   = "https://harbour-gazette.example/2026/11/24/river-accord"
	withMark = "https://q.example/a?id=7&b=x%2Fy"
)

// archive is the made-up press with one more article, seen at three times, of
// which an earlier text is long.
func archive(kept tearsheet.Archive, use tearsheet.Use) *fakeStore {
	f := newspaper()
	f.sources = append(f.sources, tearsheet.Source{ID: "q.example", Name: "The Q", Rights: tearsheet.Rights{Use: use, Licence: "CC BY 4.0"}, Archive: kept})
	seen := time.Date(2026, 11, 20, 8, 0, 0, 500, time.UTC)
	rev := func(n int) tearsheet.Revision {
		text := strings.Repeat("Words that came first are many. ", 20) + fmt.Sprintf("The version is %d. And the last word is zebra%d.", n, n)
		return tearsheet.Revision{Headline: fmt.Sprintf("Headline %d", n), Seen: seen.AddDate(0, 0, n-1), Byline: []tearsheet.Person{{Name: "Ada Moss"}}, Body: []tearsheet.Block{{Kind: tearsheet.Paragraph, Text: text}}}
	}
	f.add(tearsheet.Article{URL: withMark, Source: "q.example", FirstSeen: seen}, rev(1), rev(2), rev(3))
	return f
}

func TestTheTimeGateLeadsToTheNearestRevision(t *testing.T) {
	h := newServer(archive("", tearsheet.Excerpt), nil)
	for _, c := range []struct{ accept, want string }{
		{"", "20261122080000"},
		{"Fri, 20 Nov 2026 08:00:00 GMT", "20261120080000"},
		{"Thu, 01 Jan 1970 00:00:00 GMT", "20261120080000"},
		{"Fri, 20 Nov 2026 19:59:59 GMT", "20261120080000"},
		{"Fri, 20 Nov 2026 20:00:00 GMT", "20261120080000"},
		{"Fri, 20 Nov 2026 20:00:01 GMT", "20261121080000"},
		{"Mon, 01 Jan 2046 00:00:00 GMT", "20261122080000"},
	} {
		for _, method := range []string{"GET", "HEAD"} {
			w := asked{method: method, path: "/memento/timegate/" + withMark, header: http.Header{"Accept-Datetime": {c.accept}}}.of(h)
			head := w.Header()
			if w.Code != http.StatusFound || head.Get("Location") != "http://news.example/memento/"+c.want+"/"+withMark {
				t.Errorf("%s %q: %d to %s", method, c.accept, w.Code, head.Get("Location"))
			}
			if !strings.Contains(strings.ToLower(strings.Join(head.Values("Vary"), ",")), "accept-datetime") || head.Get("Memento-Datetime") != "" {
				t.Errorf("Vary %q, Memento-Datetime %q", head.Values("Vary"), head.Get("Memento-Datetime"))
			}
			mustHold(t, head.Get("Link"), "<"+withMark+`>; rel="original"`, `<http://news.example/memento/timemap/link/`+withMark+`>; rel="timemap"; type="application/link-format"`)
		}
	}
}

func TestTheTimeGateSaysWhatItCannotAnswer(t *testing.T) {
	h := newServer(archive("", tearsheet.Excerpt), nil)
	for _, c := range []struct {
		path, accept string
		status       int
		says         string
	}{
		{"/memento/timegate/" + withMark, "yesterday", 400, "Accept-Datetime must be a time like Thu, 01 Jan 1970 00:00:00 GMT."},
		{"/memento/timegate/https://q.example/unknown", "", 404, "Nothing is kept under this address."},
		{"/memento/timegate/https://q.example/a?id=8", "", 404, "Nothing is kept under this address."},
		{"/memento/timegate/https://", "", 404, "Nothing is kept"},
		{"/memento/timegate", "", 404, "Nothing is kept"},
		{"/memento/timegate/ftp://q.example/a", "", 404, "Nothing is kept"},
		{"/memento/20261120080000/https://q.example/unknown", "", 404, "Nothing is kept"},
		{"/memento/2026/" + withMark, "", 404, "14 digits"},
		{"/memento/20261399080000/" + withMark, "", 404, "14 digits"},
		{"/memento/timemap/xml/" + withMark, "", 404, "/memento/timemap/link/ADDRESS"},
		{"/memento/timemap/link/2/" + withMark, "", 404, "1 page"},
		{"/memento/timemap/link/0/" + withMark, "", 404, "1 page"},
	} {
		w := asked{path: c.path, header: http.Header{"Accept-Datetime": {c.accept}}}.of(h)
		if w.Code != c.status {
			t.Errorf("%s: %d", c.path, w.Code)
		}
		mustHold(t, w.Body.String(), c.says)
	}
	if w := (asked{method: "POST", path: "/memento/timegate/" + withMark}).of(h); w.Code != http.StatusMethodNotAllowed {
		t.Errorf("POST: %d", w.Code)
	}
	f := archive("", tearsheet.Excerpt)
	f.gone[tearsheet.NewArticleID(withMark)] = true
	read(t, newServer(f, nil), asked{path: "/memento/20261120080000/" + withMark}, http.StatusGone)
}

func TestAMementoSaysItsTimeAndItsNeighbours(t *testing.T) {
	h := newServer(archive("", tearsheet.Full), nil)
	uri := func(day int) string {
		return fmt.Sprintf("http://news.example/memento/202611%d080000/%s", day, withMark)
	}
	for _, c := range []struct {
		day   int
		links []string
	}{
		{20, []string{"<" + uri(20) + `>; rel="first memento"; datetime="Fri, 20 Nov 2026 08:00:00 GMT"`, "<" + uri(21) + `>; rel="next memento"`, "<" + uri(22) + `>; rel="last memento"`}},
		{21, []string{"<" + uri(20) + `>; rel="first prev memento"`, "<" + uri(21) + `>; rel="memento"`, "<" + uri(22) + `>; rel="next last memento"`}},
		{22, []string{"<" + uri(20) + `>; rel="first memento"`, "<" + uri(21) + `>; rel="prev memento"`, "<" + uri(22) + `>; rel="last memento"`}},
	} {
		w := asked{path: strings.TrimPrefix(uri(c.day), "http://news.example")}.of(h)
		if w.Code != http.StatusOK || w.Header().Get("Memento-Datetime") != time.Date(2026, 11, c.day, 8, 0, 0, 0, time.UTC).Format(http.TimeFormat) {
			t.Errorf("day %d: %d, %q", c.day, w.Code, w.Header().Get("Memento-Datetime"))
		}
		mustHold(t, w.Header().Get("Link"), append(c.links, "<"+withMark+`>; rel="original"`, "<http://news.example/memento/timegate/"+withMark+`>; rel="timegate"`, `rel="timemap"`)...)
		mustHold(t, w.Body.String(), fmt.Sprintf("zebra%d", c.day-19), fmt.Sprintf("As seen <time datetime=\"2026-11-%dT08:00:00Z\">", c.day), "SHA-256 of the canonical text", `content="noindex"`, "</html>")
		if strings.Count(w.Body.String(), "<h1") != 1 {
			t.Error("not one h1")
		}
	}
	near := asked{path: "/memento/20261121000000/" + withMark}.of(h)
	if near.Code != http.StatusFound || near.Header().Get("Location") != uri(21) && near.Header().Get("Location") != uri(20) {
		t.Errorf("a time between: %d to %s", near.Code, near.Header().Get("Location"))
	}
}

func TestAMementoShowsWhatTheRightsAllow(t *testing.T) {
	first, last := "/memento/20261120080000/"+withMark, "/memento/20261122080000/"+withMark
	for _, c := range []struct {
		archive tearsheet.Archive
		use     tearsheet.Use
		path    string
		holds   []string
		lacks   []string
	}{
		{"", tearsheet.Full, first, []string{"zebra1", "Ada Moss"}, nil},
		{"", tearsheet.Excerpt, first, []string{"Words that came first", "At most 50 words"}, []string{"zebra1", "The version is"}},
		{"", tearsheet.LinkOnly, first, []string{"Headline 1", "Only the headline and the link"}, []string{"Words that", "zebra1"}},
		{tearsheet.ArchiveFull, tearsheet.Full, first, []string{"zebra1"}, nil},
		{tearsheet.ArchiveDiffOnly, tearsheet.Full, first, []string{"Headline 1", "Ada Moss", "is not shown; what changed is", "/diff/1..2", "SHA-256"}, []string{"Words that", "zebra1"}},
		{tearsheet.ArchiveDiffOnly, tearsheet.Excerpt, first, []string{"Headline 1"}, []string{"Words that"}},
		{tearsheet.ArchiveMetadata, tearsheet.Full, first, []string{"Headline 1", "only headline, times, digests and counts", "SHA-256", "130 words"}, []string{"Words that", "zebra1", "Ada Moss", "/diff/"}},
		{tearsheet.ArchiveMetadata, tearsheet.Full, last, []string{"zebra3", "Ada Moss", "the latest we have"}, []string{"/diff/"}},
		{tearsheet.ArchiveDiffOnly, tearsheet.LinkOnly, last, []string{"Headline 3", "Only the headline"}, []string{"Words that"}},
	} {
		f := archive(c.archive, c.use)
		h := newServer(f, nil)
		page := read(t, h, asked{path: c.path}, http.StatusOK)
		mustHold(t, page, c.holds...)
		mustNotHold(t, page, c.lacks...)
		mustHold(t, read(t, h, asOperator(c.path), http.StatusOK), "zebra", "Ada Moss")
	}
}

func TestWhatTheLatestPageForbidsHoldsForItsMementos(t *testing.T) {
	f := archive("", tearsheet.Excerpt)
	f.revisions[tearsheet.NewArticleID(withMark)][2].Declared.Robots = "nosnippet"
	page := read(t, newServer(f, nil), asked{path: "/memento/20261120080000/" + withMark}, http.StatusOK)
	mustNotHold(t, page, "Words that")
}

// Over real HTTP, for the table of routes takes "//" for a slip.
func TestAddressesInPathsSurviveRealHTTP(t *testing.T) {
	server := httptest.NewServer(newServer(archive("", tearsheet.Full), nil))
	defer server.Close()
	client := &http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	for _, written := range []string{withMark, "https:/q.example/a?id=7&b=x%2Fy", "https%3A%2F%2Fq.example%2Fa?id=7&b=x%2Fy"} {
		for _, method := range []string{"GET", "HEAD"} {
			r, _ := http.NewRequest(method, server.URL+"/memento/timegate/"+written, nil)
			answer, err := client.Do(r)
			if err != nil {
				t.Fatal(err)
			}
			answer.Body.Close()
			want := server.URL + "/memento/20261122080000/" + withMark
			if answer.StatusCode != http.StatusFound || answer.Header.Get("Location") != want {
				t.Errorf("%s %s: %d to %s", method, written, answer.StatusCode, answer.Header.Get("Location"))
			}
		}
	}
	answer, err := http.Get(server.URL + "/memento/timegate/" + withMark)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	page, _ := io.ReadAll(answer.Body)
	if answer.StatusCode != http.StatusOK || answer.Header.Get("Memento-Datetime") == "" {
		t.Errorf("followed: %d %v", answer.StatusCode, answer.Header)
	}
	mustHold(t, string(page), "zebra3")
}

func TestTheTimeMapListsEveryMementoInPagesOfAThousand(t *testing.T) {
	f := archive("", tearsheet.Excerpt)
	var many []tearsheet.Revision
	begin := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	for i := range 2001 {
		many = append(many, tearsheet.Revision{Headline: "Live", Seen: begin.Add(time.Duration(i) * time.Minute)})
	}
	many[1].Seen = many[0].Seen.Add(time.Millisecond) // two in one second: the later one is meant
	f.add(tearsheet.Article{URL: "https://q.example/live", Source: "q.example", FirstSeen: begin}, many...)
	h := newServer(f, nil)
	entry := regexp.MustCompile(`<http://news\.example/memento/(\d{14})/https://q\.example/live>; rel="(?:first |last )?memento"; datetime="[^"]+ GMT"`)
	seen := map[string]bool{}
	for page, want := range map[string]int{"": 1000, "2/": 1000} {
		w := asked{path: "/memento/timemap/link/" + page + "https://q.example/live"}.of(h)
		if w.Code != http.StatusOK || w.Header().Get("Content-Type") != "application/link-format" {
			t.Fatalf("page %q: %d %s", page, w.Code, w.Header().Get("Content-Type"))
		}
		found := entry.FindAllStringSubmatch(w.Body.String(), -1)
		if len(found) != want {
			t.Errorf("page %q: %d mementos", page, len(found))
		}
		for _, m := range found {
			seen[m[1]] = true
		}
		mustHold(t, w.Body.String(), `<https://q.example/live>; rel="original"`, `rel="self"; type="application/link-format"; from="`, `rel="timemap"; type="application/link-format"; from="`)
	}
	if len(seen) != 2000 {
		t.Errorf("%d mementos in all", len(seen))
	}
	var list timemapJSON
	if err := json.Unmarshal([]byte(read(t, h, asked{path: "/memento/timemap/json/2/https://q.example/live"}, http.StatusOK)), &list); err != nil {
		t.Fatal(err)
	}
	if len(list.Mementos.List) != 1000 || list.Original != "https://q.example/live" || len(list.Pages) != 1 || list.Mementos.First.URI != "http://news.example/memento/20260101000000/https://q.example/live" ||
		list.Mementos.Last != list.Mementos.List[999] || list.Self != "http://news.example/memento/timemap/json/2/https://q.example/live" {
		t.Errorf("%d listed, %+v", len(list.Mementos.List), list.Mementos.Last)
	}
}

func TestTheArticleNamesItsTimeGate(t *testing.T) {
	h := newServer(archive("", tearsheet.Excerpt), func(o *Options) { o.BaseURL = "https://edition.example/" })
	w := asked{path: articlePath(tearsheet.NewArticleID(accord))}.of(h)
	mustHold(t, w.Header().Get("Link"), "<https://edition.example/memento/timegate/"+accord+`>; rel="timegate"`, "<"+accord+`>; rel="original"`)
}

func TestAnAddressCannotBreakOutOfItsLink(t *testing.T) {
	hostile := "https://q.example/a>;rel=\"license\"?x=<\"é\r\n"
	link := inLink(hostile)
	if strings.ContainsAny(link, "<>\" \r\n") || !strings.HasPrefix(link, "https://q.example/a%3E") {
		t.Errorf("got %s", link)
	}
	if plain := withoutEscapes("x=%C3%A9"); plain != "x=é" {
		t.Errorf("got %q", plain)
	}
	for _, other := range []string{"x=%2F", "x=%c3%a9", "x=%zz", "a b"} {
		if got := withoutEscapes(other); got != other {
			t.Errorf("%q became %q", other, got)
		}
	}
	f := archive("", tearsheet.Excerpt)
	f.add(tearsheet.Article{URL: "https://q.example/s?q=é", Source: "q.example", FirstSeen: testNow}, tearsheet.Revision{Headline: "Accent"})
	h := newServer(f, nil)
	to := asked{path: "/memento/timegate/https://q.example/s?q=%C3%A9"}.of(h).Header().Get("Location")
	mustHold(t, read(t, h, asked{path: strings.TrimPrefix(to, "http://news.example")}, http.StatusOK), "Accent")
}

func FuzzAnAddressInAPath(f *testing.F) {
	for _, seed := range []string{"timegate/https://a.example/b?c=d", "timemap/link/2/http:/a", "20261120080000/https%3A%2F%2Fa.example", "timegate/%zz", "//https://", "https:"} {
		f.Add(seed)
	}
	h := newServer(archive("", tearsheet.Excerpt), nil)
	f.Fuzz(func(t *testing.T, rest string) {
		r, err := http.NewRequest("GET", "http://news.example/memento/"+rest, nil)
		if err != nil {
			t.Skip()
		}
		r.RemoteAddr = outside
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		if w.Code >= 500 {
			t.Errorf("%q: %d %s", rest, w.Code, w.Body)
		}
	})
}
