package main

import (
	"archive/zip"
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"tearsheet"
	"tearsheet/internal/sqlite"
	"tearsheet/internal/warc"
)

var archiveDay = time.Date(2021, 3, 4, 5, 6, 7, 891000000, time.UTC)

// storyPage is a page of an article whose mill employs so many.
func storyPage(headline string, n int) []byte {
	return fmt.Appendf(nil, `<!doctype html><html lang="en"><head><title>%s</title><meta property="article:published_time" content="2021-03-04T05:00:00Z"></head>
<body><article><h1>%[1]s</h1><p>The mill at Aldwater will grind again in spring, the owners said on Monday, forty-one years after its wheel was stopped.</p>
<p>About %d people will work there, most of them from the villages along the river, and the first flour is expected in April of the coming year.</p></article></body></html>`, headline, n)
}

func htmlAnswer(url string, at time.Time, body []byte) warc.Answer {
	return warc.Answer{URL: url, At: at, Status: http.StatusOK, Header: http.Header{"Content-Type": {"text/html; charset=utf-8"}, "Content-Encoding": {"gzip"}}, Body: body}
}

// archiveOf writes an archive into a file of the test.
func archiveOf(t *testing.T, answers ...warc.Answer) string {
	t.Helper()
	name := filepath.Join(t.TempDir(), "archive.warc.gz")
	f, err := os.Create(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	w := warc.NewWriter(f, false)
	for _, a := range answers {
		if err := w.Response(a); err != nil {
			t.Fatal(err)
		}
	}
	return name
}

// tearsheetSays runs a command in this process and gives what it prints.
func tearsheetSays(t *testing.T, code int, args ...string) string {
	t.Helper()
	var out, errw bytes.Buffer
	if got := run(t.Context(), args, strings.NewReader(""), &out, &errw); got != code {
		t.Fatalf("tearsheet %v: exit %d, want %d\n%s%s", args, got, code, out.String(), errw.String())
	}
	return out.String() + errw.String()
}

// texts gives the digest of the canonical text of every revision in a store,
// with when it was seen and the digest of its page.
func texts(t *testing.T, dir string) map[string]string {
	t.Helper()
	db, err := sqlite.OpenToRead(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	items, _, err := db.Items(t.Context(), tearsheet.Selection{Limit: 200})
	if err != nil {
		t.Fatal(err)
	}
	all := map[string]string{}
	for _, item := range items {
		revisions, err := db.Revisions(t.Context(), item.Article.ID)
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range revisions {
			c, err := db.Capture(t.Context(), r.Capture)
			if err != nil {
				t.Fatal(err)
			}
			all[fmt.Sprintf("%s/%d", r.Article, r.Number)] = fmt.Sprintf("%x %x %v %s %v", sha256.Sum256([]byte(r.Text())), c.Digest, r.Seen.UTC(), r.Headline, c.Header)
		}
	}
	return all
}

func TestAnArchiveGoesInAndOutAndInAgainWithTheSameTexts(t *testing.T) {
	const mill, bridge = "https://example.com/mill?id=7", "https://www.example.org/bridge"
	file := archiveOf(t,
		htmlAnswer(mill, archiveDay.Add(2*time.Hour), storyPage("Mill to reopen", 80)), // not in order of time
		htmlAnswer(mill, archiveDay, storyPage("Mill to reopen", 60)),
		htmlAnswer(mill, archiveDay.Add(time.Hour), storyPage("Mill to reopen", 60)),
		htmlAnswer(bridge, archiveDay, storyPage("Bridge to reopen", 12)),
		htmlAnswer("https://example.com/", archiveDay, storyPage("Front page", 1)),
		warc.Answer{URL: "https://example.com/a.png", At: archiveDay, Status: 200, Header: http.Header{"Content-Type": {"image/png"}}, Body: []byte("\x89PNG")},
		warc.Answer{URL: "https://example.com/gone", At: archiveDay, Status: 404, Header: http.Header{"Content-Type": {"text/html"}}, Body: []byte("<p>gone")},
		htmlAnswer("https://example.com/empty", archiveDay, []byte("<html><body></body></html>")),
	)
	one, two := filepath.Join(t.TempDir(), "one"), filepath.Join(t.TempDir(), "two")
	said := tearsheetSays(t, exitDone, "source", "add", "--data", one, file)
	for _, want := range []string{"8 responses; 2 articles new, 1 revisions new, 1 with the same words", "not taken: 1 × status 404, such as https://example.com/gone",
		"not taken: 1 × no page: image/png", "not taken: 1 × front page, not an article", "not taken: 1 × no-text"} {
		if !strings.Contains(said, want) {
			t.Errorf("no %q in\n%s", want, said)
		}
	}
	first := texts(t, one)
	id := string(tearsheet.NewArticleID(mill))
	if len(first) != 3 || !strings.Contains(first[id+"/1"], "2021-03-04 05:06:07.891") || !strings.Contains(first[id+"/2"], "2021-03-04 07:06:07.891") {
		t.Fatalf("kept: %v", first)
	}

	out := filepath.Join(t.TempDir(), "out.warc.gz")
	if said := tearsheetSays(t, exitDone, "export", "--data", one, "--all", "--out", out); !strings.Contains(said, "3 captures written") {
		t.Errorf("export said %q", said)
	}
	tearsheetSays(t, exitDone, "source", "add", "--data", two, out)
	if second := texts(t, two); !reflect.DeepEqual(first, second) {
		t.Errorf("after the round trip:\n%v\nwant\n%v", second, first)
	}
	tearsheetSays(t, exitDone, "check", "--data", two)

	said = tearsheetSays(t, exitDone, "source", "add", "--data", two, out)
	if !strings.Contains(said, "0 articles new, 0 revisions new, 0 with") || !strings.Contains(said, "3 × kept already") {
		t.Errorf("the second time: %s", said)
	}
	older := archiveOf(t, htmlAnswer(mill, archiveDay.Add(-time.Hour), storyPage("Mill to reopen", 1)))
	if said := tearsheetSays(t, exitFailed, "source", "add", "--data", two, older); !strings.Contains(said, "1 × older than what is kept of the article") {
		t.Errorf("an older page: %s", said)
	}
	if again := texts(t, two); !reflect.DeepEqual(first, again) {
		t.Errorf("adding again changed what is kept:\n%v", again)
	}
}

func TestAnArchiveAsksNobodyAndClaimsNoDecisionOfRobots(t *testing.T) {
	asked := false
	site := loopback(t, func(http.ResponseWriter, *http.Request) { asked = true })
	dir := filepath.Join(t.TempDir(), "news")
	t.Setenv("TEARSHEET_FETCH_ALLOW", "127.0.0.0/8")
	tearsheetSays(t, exitDone, "source", "add", "--data", dir, archiveOf(t, htmlAnswer("http://"+site+"/mill", time.Now().Add(-time.Minute), storyPage("Mill to reopen", 60))))
	db, err := sqlite.Open(t.Context(), dir, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	item, err := db.Item(t.Context(), tearsheet.NewArticleID("http://"+site+"/mill"))
	if err != nil || !item.Article.Robots.At.IsZero() || item.Article.Robots.Allowed || item.Article.Robots.Rule == "" {
		t.Errorf("robots: %+v, %v", item.Article.Robots, err)
	}
	if due, err := db.DueLooks(context.Background(), time.Now().AddDate(1, 0, 0), nil, 10, 10); err != nil || len(due) != 0 || asked {
		t.Errorf("looks due %v, asked %v, %v", due, asked, err)
	}
}

// loopback serves until the test ends, and gives its host and port.
func loopback(t *testing.T, h http.HandlerFunc) string {
	t.Helper()
	server := httptest.NewServer(h)
	t.Cleanup(server.Close)
	return strings.TrimPrefix(server.URL, "http://")
}

func TestABundleHoldsOneArticlesEvidenceWithItsDigests(t *testing.T) {
	const mill = "https://example.com/mill"
	dir, out := filepath.Join(t.TempDir(), "news"), filepath.Join(t.TempDir(), "mill.zip")
	tearsheetSays(t, exitDone, "source", "add", "--data", dir, archiveOf(t,
		htmlAnswer(mill, archiveDay, storyPage("Mill to reopen", 60)), htmlAnswer(mill, archiveDay.Add(time.Hour), storyPage("Mill to reopen", 80)),
		htmlAnswer("https://example.com/other", archiveDay, storyPage("Another one", 80))))
	id := string(tearsheet.NewArticleID(mill))
	tearsheetSays(t, exitDone, "export", "--data", dir, "--bundle", "--out", out, id)
	files := unzipped(t, out)
	for line := range strings.Lines(files["SHA256SUMS"]) {
		sum, name, _ := strings.Cut(strings.TrimSpace(line), "  ")
		if content, ok := files[name]; !ok || fmt.Sprintf("%x", sha256.Sum256([]byte(content))) != sum {
			t.Errorf("%s is not what SHA256SUMS says", name)
		}
	}
	var second revisionEvidence
	if err := json.Unmarshal([]byte(files["revisions/2.json"]), &struct {
		*revisionEvidence
		Words map[string]any `json:"words"`
	}{revisionEvidence: &second}); err != nil {
		t.Fatal(err)
	}
	if text := files["revisions/2.txt"]; second.TextSHA256 != fmt.Sprintf("%x", sha256.Sum256([]byte(text))) || !strings.Contains(text, "About 80 people") || !second.Seen.Equal(archiveDay.Add(time.Hour)) {
		t.Errorf("revision 2: %+v\n%s", second, text)
	}
	if second.PageSHA256 != fmt.Sprintf("%x", sha256.Sum256(storyPage("Mill to reopen", 80))) {
		t.Errorf("page digest %s", second.PageSHA256)
	}
	if !strings.Contains(files["changes.json"], `"60"`) || strings.Contains(files["captures.warc.gz"], "Another one") || !strings.Contains(files["README.txt"], mill) {
		t.Errorf("changes: %s", files["changes.json"])
	}
	again := filepath.Join(t.TempDir(), "again.zip")
	tearsheetSays(t, exitDone, "export", "--data", dir, "--bundle", "--out", again, id)
	if !reflect.DeepEqual(files, unzipped(t, again)) {
		t.Error("the same evidence gives another bundle")
	}
}

func unzipped(t *testing.T, name string) map[string]string {
	t.Helper()
	z, err := zip.OpenReader(name)
	if err != nil {
		t.Fatal(err)
	}
	defer z.Close()
	files := map[string]string{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		content, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		files[f.Name] = string(content)
		r.Close()
	}
	return files
}

// longStory is a page of an article long enough that a wall is not half of it.
func longStory(n int) []byte {
	p := fmt.Sprintf("<p>The keeper of Skerry Point has kept a diary for %d years and this week gave it to the county museum, which will show it from May until the autumn.</p>", n)
	for i := range 6 {
		p += fmt.Sprintf("<p>Volume %d tells of a whale that lay for three days below the lamp, of gales and of ships that passed, and of the morning on which the light was switched off.</p>", i)
	}
	return []byte(`<!doctype html><html lang="en"><head><title>Keeper gives diary to museum</title></head><body><article><h1>Keeper gives diary to museum</h1>` + p + `</article></body></html>`)
}

func TestAWallInAnArchiveIsNoRevisionAndAShorterTextIsOneWhenTheNextPageHasItToo(t *testing.T) {
	const at = "https://example.com/diary"
	wall := []byte(`<!doctype html><html lang="en"><head><title>Keeper gives diary to museum</title></head><body><article><h1>Keeper gives diary to museum</h1>
<p>We value your privacy. We and our 812 partners store and access information on a device, such as cookies, and process personal data for personalised ads and content.</p>
<p>Please click accept to consent to our and our partners' processing as described above, or manage your options before you go on reading this page.</p></article></body></html>`)
	short := storyPage("Keeper gives diary to museum", 60)
	answers := func(pages ...[]byte) (all []warc.Answer) {
		for i, p := range pages {
			all = append(all, htmlAnswer(at, archiveDay.Add(time.Duration(i)*3*time.Hour), p))
		}
		return all
	}
	for _, c := range []struct {
		name      string
		pages     [][]byte
		revisions int
		doubts    string
	}{
		{"article, wall, article", [][]byte{longStory(50), wall, longStory(50)}, 1, "1 × in doubt"},
		{"article, wall, wall, article", [][]byte{longStory(50), wall, wall, longStory(51)}, 2, "2 × in doubt"},
		{"article, one short page, article", [][]byte{longStory(50), short, longStory(50)}, 1, "1 × in doubt"},
		{"article, two short pages", [][]byte{longStory(50), short, short}, 2, "1 × in doubt"},
		{"article, two short pages apart, article", [][]byte{longStory(50), short, longStory(50), short, longStory(50)}, 1, "2 × in doubt"},
	} {
		dir := filepath.Join(t.TempDir(), "news")
		said := tearsheetSays(t, exitDone, "source", "add", "--data", dir, archiveOf(t, answers(c.pages...)...))
		if n := len(texts(t, dir)); n != c.revisions || !strings.Contains(said, c.doubts) {
			t.Errorf("%s: %d revisions, want %d and %s\n%s", c.name, n, c.revisions, c.doubts, said)
		}
	}
}

func TestADateThatNoPageCanHaveIsNotBelieved(t *testing.T) {
	const at = "https://example.com/mill"
	dir, now := filepath.Join(t.TempDir(), "news"), time.Now()
	said := tearsheetSays(t, exitDone, "source", "add", "--data", dir, archiveOf(t,
		htmlAnswer(at, now.Add(-48*time.Hour), storyPage("Mill to reopen", 60)),
		htmlAnswer(at, time.Date(1989, 12, 31, 23, 59, 59, 0, time.UTC), storyPage("Mill to reopen", 50)),
		htmlAnswer(at, time.Date(2099, 1, 1, 0, 0, 0, 0, time.UTC), storyPage("Mill to reopen", 70))))
	if !strings.Contains(said, "1 × WARC-Date in the future") || !strings.Contains(said, "1 × WARC-Date before 1990") || len(texts(t, dir)) != 1 {
		t.Errorf("%d revisions\n%s", len(texts(t, dir)), said)
	}
	said = tearsheetSays(t, exitDone, "source", "add", "--data", dir, archiveOf(t, htmlAnswer(at, now.Add(30*time.Minute), storyPage("Mill to reopen", 80))))
	if len(texts(t, dir)) != 2 {
		t.Errorf("a clock that is half an hour ahead: %s", said)
	}
}
