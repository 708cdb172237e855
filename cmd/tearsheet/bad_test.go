package main

import (
	"compress/gzip"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// badFeeds are what publishers really send, and worse; each with words of the
// sentence that the operator then reads in `source list`.
var badFeeds = []struct {
	path, says string
	serve      http.HandlerFunc
}{
	{"html", "an HTML page, not a feed", says("text/html", "<!doctype html><html><head><title>Welcome</title></head><body>Hello</body></html>")},
	{"empty", "empty", says("application/rss+xml", "")},
	{"huge", "larger than", func(w http.ResponseWriter, _ *http.Request) {
		io.WriteString(w, `<rss version="2.0"><channel><title>Huge</title>`)
		for block := strings.Repeat("<item><title>x</title></item>", 4000); ; {
			if _, err := io.WriteString(w, block); err != nil {
				return
			}
		}
	}},
	{"bomb", "larger than", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Encoding", "gzip")
		z, _ := gzip.NewWriterLevel(w, gzip.BestCompression)
		defer z.Close()
		for block := make([]byte, 1<<20); ; {
			if _, err := z.Write(block); err != nil {
				return
			}
		}
	}},
	{"loop", "redirect", func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/feeds/loop", http.StatusFound) }},
	{"inside", "127.0.0.1", func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, "http://127.0.0.1:80/feed.xml", http.StatusFound)
	}},
	{"charset", "charset", says("application/rss+xml; charset=x-klingon", `<?xml version="1.0" encoding="x-klingon"?><rss version="2.0"><channel><title>`+"\xff\xfe\xfa"+`</title></channel></rss>`)},
	{"broken", "500", func(w http.ResponseWriter, _ *http.Request) { http.Error(w, "no", http.StatusInternalServerError) }},
}

// oddFeeds are read as far as they can be; %s is the host.
var oddFeeds = map[string]struct {
	body     string
	articles int
}{
	"cut":        {`<rss version="2.0"><channel><title>Cut</title><item><title>Cut one</title><link>http://%s/a/cut1</link></item><item><title>Cut two</title><link>http://%[1]s/a/cut2</link><descr`, 2},
	"laughs":     {`<!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;"><!ENTITY e "&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;"><!ENTITY f "&e;&e;&e;&e;&e;&e;&e;&e;&e;&e;"><!ENTITY g "&f;&f;&f;&f;&f;&f;&f;&f;&f;&f;"><!ENTITY h "&g;&g;&g;&g;&g;&g;&g;&g;&g;&g;"><!ENTITY i "&h;&h;&h;&h;&h;&h;&h;&h;&h;&h;">]><rss version="2.0"><channel><title>&i;</title><item><title>Laugh</title><link>http://%s/a/laugh</link><description>&i;</description></item></channel></rss>`, 1},
	"undated":    {`<rss version="2.0"><channel><title>Undated</title><item><title>Undated</title><link>http://%s/a/undated</link><pubDate>soon</pubDate></item></channel></rss>`, 1},
	"duplicates": {`<rss version="2.0"><channel><title>Twice</title><item><title>First</title><guid isPermaLink="false">7</guid><link>http://%s/a/d1</link></item><item><title>Second</title><guid isPermaLink="false">7</guid><link>http://%[1]s/a/d2</link></item></channel></rss>`, 2},
	"pages":      {`<rss version="2.0"><channel><title>Pages</title><item><title>Large page</title><link>http://%s/large</link><description>What the feed says of the large page.</description></item><item><title>Deep page</title><link>http://%[1]s/deep</link><description>What the feed says of the deep page.</description></item><item><title>A picture</title><link>http://%[1]s/picture</link><description>What the feed says of the picture.</description></item></channel></rss>`, 3},
	"good":       {`<rss version="2.0"><channel><title>Good</title><item><title>Good</title><link>http://%s/a/good</link></item></channel></rss>`, 1},
}

func says(kind, body string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", kind)
		io.WriteString(w, body)
	}
}

func hostile() http.Handler {
	mux := http.NewServeMux()
	for _, f := range badFeeds {
		mux.HandleFunc("/feeds/"+f.path, f.serve)
	}
	for path, f := range oddFeeds {
		mux.HandleFunc("/feeds/"+path, func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Type", "application/rss+xml")
			io.WriteString(w, strings.ReplaceAll(strings.ReplaceAll(f.body, "%[1]s", r.Host), "%s", r.Host))
		})
	}
	mux.HandleFunc("/a/{name}", func(w http.ResponseWriter, r *http.Request) {
		fmt.Fprintf(w, `<!doctype html><html lang="en"><head><title>Report %[1]s</title></head><body><article><h1>Report %[1]s</h1><p>The council heard the report %[1]s on Monday, and its members took an hour to read, to weigh and to answer it in full.</p><p>Nobody spoke against the report %[1]s, which goes to the county next, and then to the archive in the cellar.</p></article></body></html>`, r.PathValue("name"))
	})
	mux.HandleFunc("/large", func(w http.ResponseWriter, _ *http.Request) {
		io.WriteString(w, "<!doctype html><title>Large</title><article>")
		for block := strings.Repeat("<p>Words and words and words.</p>", 3000); ; {
			if _, err := io.WriteString(w, block); err != nil {
				return
			}
		}
	})
	mux.HandleFunc("/deep", says("text/html", "<!doctype html><title>Deep</title>"+strings.Repeat("<div>", 100_000)+"deep"))
	mux.HandleFunc("/picture", says("image/jpeg", "\xff\xd8\xff\xe0 not a page"))
	return mux
}

// hostileOrigin serves on an address of its own, which alone is allowed: a
// redirect to 127.0.0.1 leads outside.
func hostileOrigin(t *testing.T) (host string, port int) {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.7.1:0")
	if err != nil {
		t.Fatal(err)
	}
	server := &http.Server{Handler: hostile()}
	go server.Serve(l)
	t.Cleanup(func() { server.Close() })
	return l.Addr().String(), l.Addr().(*net.TCPAddr).Port
}

func importAll(t *testing.T, v *victim, host string) {
	t.Helper()
	var b strings.Builder
	b.WriteString(`<opml version="2.0"><body>`)
	for _, f := range badFeeds {
		fmt.Fprintf(&b, `<outline xmlUrl="http://%s/feeds/%s"/>`, host, f.path)
	}
	for path := range oddFeeds {
		fmt.Fprintf(&b, `<outline xmlUrl="http://%s/feeds/%s"/>`, host, path)
	}
	b.WriteString(`</body></opml>`)
	name := filepath.Join(t.TempDir(), "all.opml")
	if err := os.WriteFile(name, []byte(b.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	v.must("source", "import", name)
}

func TestBadInputGetsOneSentenceAndTheRestGoesOn(t *testing.T) {
	host, port := hostileOrigin(t)
	v := &victim{t: t, dir: filepath.Join(t.TempDir(), "news"), port: port, listen: freeAddress(t), allow: "127.0.7.0/24"}
	importAll(t, v, host)
	out := v.output("gather", "--json")
	var summary struct{ Counts map[string]int }
	if err := json.Unmarshal([]byte(out), &summary); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	want := 0
	for _, f := range oddFeeds {
		want += f.articles
	}
	if got := summary.Counts["articles new"]; got != want {
		t.Errorf("%d articles, want %d: %v", got, want, summary.Counts)
	}
	if got := summary.Counts["of them from the feed's own text"]; got < 2 {
		t.Errorf("%d articles from the feed's own text; the large page and the picture cannot be read: %v", got, summary.Counts)
	}
	list := v.output("source", "list")
	for _, f := range badFeeds {
		line := lineOf(list, "/feeds/"+f.path)
		if !strings.Contains(line, f.says) || !strings.Contains(line, "failed 1 times") {
			t.Errorf("%s: the operator reads %q, want %q", f.path, line, f.says)
		}
	}
	v.must("check")
}

func lineOf(text, part string) string {
	for line := range strings.Lines(text) {
		if strings.Contains(line, part+" ") {
			return line
		}
	}
	return ""
}

// On a full disk the program says so and keeps what it has; with room again it
// goes on.
func TestAFullDiskLosesNothing(t *testing.T) {
	if os.Getuid() != 0 {
		t.Skip("needs root to make a small file system; run as root to see it")
	}
	small := t.TempDir()
	if err := syscall.Mount("tmpfs", small, "tmpfs", 0, "size=1500k"); err != nil {
		t.Skipf("cannot make a small file system here: %v", err)
	}
	t.Cleanup(func() { syscall.Unmount(small, syscall.MNT_DETACH) })
	press := startKillPress(t)
	press.cycle.Store(200)
	v := &victim{t: t, dir: filepath.Join(small, "news"), port: press.port, listen: freeAddress(t)}
	v.must("source", "import", press.opml(t))
	out, err := v.command(context.Background(), "gather").CombinedOutput()
	if code := exitCode(err); code != exitFailed || !strings.Contains(string(out), "disk is full") {
		t.Fatalf("on a full disk: exit %d, %s", code, out)
	}
	if n := strings.Count(strings.TrimSpace(string(out)), "\n"); n > 0 {
		t.Errorf("said in %d lines: %s", n+1, out)
	}
	v.must("check")
	if err := syscall.Mount("tmpfs", small, "tmpfs", syscall.MS_REMOUNT, "size=64m"); err != nil {
		t.Fatal(err)
	}
	v.must("gather")
	if out := v.output("check"); !strings.Contains(out, fmt.Sprintf("%d articles", killHosts*killListed)) {
		t.Errorf("after there was room again: %s", out)
	}
}

func exitCode(err error) int {
	if e, ok := err.(*exec.ExitError); ok {
		return e.ExitCode()
	}
	return 0
}

func (v *victim) output(args ...string) string {
	v.t.Helper()
	c := v.command(context.Background(), args...)
	c.Stderr = os.Stderr
	out, err := c.Output()
	if err != nil {
		v.t.Fatalf("tearsheet %s: %v\n%s", strings.Join(args, " "), err, out)
	}
	return string(out)
}
