package pipeline

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/netip"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"tearsheet"
	"tearsheet/internal/address"
	"tearsheet/internal/fetch"
	"tearsheet/internal/follow"
	"tearsheet/internal/sqlite"
)

// publisher starts the publisher of the shared folder on loopback, with five
// feeds of twenty pages, and gives its address.
func publisher(t *testing.T) string {
	shared := os.Getenv("TEARSHEET_SHARED")
	if shared == "" {
		shared = "../../../shared"
	}
	source, err := filepath.Abs(filepath.Join(shared, "origin"))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(filepath.Join(source, "main.go")); err != nil {
		t.Skip("the publisher is not there: set TEARSHEET_SHARED to the folder that holds origin")
	}
	bin := filepath.Join(t.TempDir(), "origin")
	build := exec.CommandContext(t.Context(), "go", "build", "-o", bin, ".")
	build.Dir = source
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("build %s: %v\n%s", source, err, out)
	}
	free, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	at := free.Addr().String()
	free.Close()
	run := exec.CommandContext(t.Context(), bin, "-addr", at, "-feeds", "5", "-items", "20")
	if err := run.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { run.Process.Kill(); run.Wait() })
	for range 100 {
		if answers, err := net.Dial("tcp", at); err == nil {
			answers.Close()
			return "http://" + at
		}
		time.Sleep(20 * time.Millisecond)
	}
	t.Fatal("the publisher does not answer")
	return ""
}

func ask(t *testing.T, method, url string) string {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), method, url, nil)
	if err != nil {
		t.Fatal(err)
	}
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	body, err := io.ReadAll(answer.Body)
	if err != nil || answer.StatusCode != http.StatusOK {
		t.Fatalf("%s %s: %s, %v", method, url, answer.Status, err)
	}
	return string(body)
}

var firstParagraph = regexp.MustCompile(`<p>(.*?)</p>`)

// paragraphs gives what each page says now in the paragraph that is edited.
func paragraphs(t *testing.T, at string) map[string]string {
	all := map[string]string{}
	for feed := range 5 {
		for n := range 20 {
			url := fmt.Sprintf("%s/a/%d/%d", at, feed, n)
			all[url] = firstParagraph.FindStringSubmatch(ask(t, http.MethodGet, url))[1]
		}
	}
	return all
}

// follower gathers the publisher's pages and visits each a few seconds later.
func follower(t *testing.T, at string) (*Line, *sqlite.DB) {
	db, err := sqlite.Open(t.Context(), t.TempDir(), slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	port := netip.MustParseAddrPort(strings.TrimPrefix(at, "http://")).Port()
	client := fetch.New(fetch.Options{UserAgent: "test", Spacing: -1, Allow: []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8")}, AllowPorts: []int{int(port)}})
	line := New(Line{Fetch: client, Store: db, Follow: follow.Pace{Factor: 1e-3, Floor: 2 * time.Second, Ceiling: 2500 * time.Millisecond, Stop: time.Hour}, Workers: 8})
	for feed := range 5 {
		if _, _, err := line.AddFeed(t.Context(), tearsheet.Outline{URL: fmt.Sprintf("%s/feed/%d.xml", at, feed), Site: at}, time.Now()); err != nil {
			t.Fatal(err)
		}
	}
	return line, db
}

func pass(t *testing.T, l *Line) {
	t.Helper()
	if _, err := l.Pass(context.WithoutCancel(t.Context()), nil); err != nil {
		t.Fatal(err)
	}
}

func TestEveryEditOfAPublisherIsFoundAtTheNextVisitAndNoneTwice(t *testing.T) {
	if testing.Short() {
		t.Skip("takes a quarter of a minute")
	}
	at := publisher(t)
	line, db := follower(t, at)
	before := paragraphs(t, at)
	pass(t, line)
	edited := map[string]int{}
	for range 2 {
		ask(t, http.MethodPost, at+"/_edit?permille=100")
		after := paragraphs(t, at)
		for url, text := range after {
			if text != before[url] {
				edited[url]++
			}
		}
		before = after
		time.Sleep(3 * time.Second)
		pass(t, line)
	}
	time.Sleep(3 * time.Second)
	pass(t, line) // one more visit finds nothing
	found := 0
	for url, now := range before {
		found += judge(t, db, url, now, edited[url])
	}
	t.Logf("%d pages, %d edited, %d changes kept", len(before), len(edited), found)
	if len(edited) < 5 || len(edited) > 50 {
		t.Errorf("%d of 100 pages were edited", len(edited))
	}
}

// judge compares what is kept of a page with what was done to it, and gives
// the number of its changes.
func judge(t *testing.T, db *sqlite.DB, url, now string, edits int) int {
	t.Helper()
	normal, err := address.Normal(url)
	if err != nil {
		t.Fatal(err)
	}
	item, err := db.Item(t.Context(), tearsheet.NewArticleID(normal))
	if err != nil {
		t.Fatal(err)
	}
	changes, err := db.Changes(t.Context(), item.Article.ID)
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(item.Revision.Text(), now) {
		t.Errorf("%s: the paragraph of now was not found", url)
	}
	if item.Article.Revisions != 1+edits || len(changes) != edits {
		t.Errorf("%s was edited %d times: %d revisions, %d changes", url, edits, item.Article.Revisions, len(changes))
	}
	for _, c := range changes {
		if c.Rung != tearsheet.RungSubstantive {
			t.Errorf("%s: an edit ended on rung %s", url, c.Rung)
		}
	}
	return len(changes)
}
