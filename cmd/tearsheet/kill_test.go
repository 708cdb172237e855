package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"math/rand/v2"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"
	"time"
)

const (
	killHosts   = 20 // publishers, each on a loopback address of its own
	killNew     = 10 // new articles of each in every cycle
	killListed  = 60 // articles in each feed
	killAtLeast = 50 // acknowledged articles before the program is killed
)

// Nothing that was acknowledged - that the API has shown - is lost or doubled
// when the program is killed at any moment, and the store is well afterwards.
// Five cycles by default; TEARSHEET_KILL_CYCLES sets another number.
func TestNothingAcknowledgedIsLostByKilling(t *testing.T) {
	if testing.Short() {
		t.Skip("killing takes its time; left out by -short")
	}
	cycles := 5
	if n, err := strconv.Atoi(os.Getenv("TEARSHEET_KILL_CYCLES")); err == nil {
		cycles = n
	}
	press := startKillPress(t)
	v := victim{t: t, dir: filepath.Join(t.TempDir(), "news"), port: press.port, listen: freeAddress(t)}
	v.must("source", "import", press.opml(t))
	seen := map[string]string{} // id -> url of what was acknowledged
	for cycle := range cycles {
		press.cycle.Store(int64(cycle))
		fresh := v.gatherAndKill(seen)
		if fresh < killAtLeast {
			t.Fatalf("cycle %d: only %d articles were acknowledged before the kill; nothing is shown by it", cycle, fresh)
		}
		if cycle%10 == 9 {
			v.must("check")
		}
	}
	v.must("check")
	v.allThere(seen)
	t.Logf("%d cycles, %d acknowledged articles, none lost, none doubled", cycles, len(seen))
}

// victim is the program that is killed, on one folder.
type victim struct {
	t           *testing.T
	dir, listen string
	port        int
	allow       string // which addresses it may fetch; empty: all of loopback
}

func (v *victim) command(ctx context.Context, args ...string) *exec.Cmd {
	allow := v.allow
	if allow == "" {
		allow = "127.0.0.0/8"
	}
	c := exec.CommandContext(ctx, os.Args[0], args...)
	c.Env = append(os.Environ(), "TEARSHEET_BE=main", "TEARSHEET_DATA="+v.dir, "TEARSHEET_LISTEN="+v.listen, "TEARSHEET_API_TOKEN=kill",
		"TEARSHEET_FETCH_ALLOW="+allow, "TEARSHEET_FETCH_ALLOW_PORTS="+strconv.Itoa(v.port), "TEARSHEET_FETCH_SPACING=0s")
	return c
}

func (v *victim) must(args ...string) {
	v.t.Helper()
	if out, err := v.command(context.Background(), args...).CombinedOutput(); err != nil {
		v.t.Fatalf("tearsheet %s: %v\n%s", strings.Join(args, " "), err, out)
	}
}

// gatherAndKill lets the program gather until enough was acknowledged, kills
// it at a random moment soon after, and gives the number of new articles.
func (v *victim) gatherAndKill(seen map[string]string) int {
	v.t.Helper()
	var log strings.Builder
	p := v.command(context.Background(), "serve")
	p.Stderr = &log
	if err := p.Start(); err != nil {
		v.t.Fatal(err)
	}
	before := len(seen)
	end := time.Now().Add(30 * time.Second)
	for asked := false; len(seen)-before < killAtLeast && time.Now().Before(end); {
		if !asked {
			asked = v.refresh()
		}
		v.collect(seen)
		time.Sleep(10 * time.Millisecond)
	}
	time.Sleep(time.Duration(rand.IntN(150)) * time.Millisecond)
	v.collect(seen)
	p.Process.Kill()
	p.Wait()
	if len(seen)-before < killAtLeast {
		v.t.Logf("log of the program:\n%s", log.String())
	}
	return len(seen) - before
}

func (v *victim) refresh() bool {
	r, _ := http.NewRequest("POST", "http://"+v.listen+"/api/v1/refresh", nil)
	r.Header.Set("Authorization", "Bearer kill")
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		return false
	}
	answer.Body.Close()
	return answer.StatusCode/100 == 2
}

type shown struct {
	Articles []struct {
		ID  string `json:"id"`
		URL string `json:"url"`
	} `json:"articles"`
	Next string `json:"next"`
}

func (v *victim) page(cursor string) (s shown, ok bool) {
	answer, err := http.Get("http://" + v.listen + "/api/v1/articles?limit=200&cursor=" + cursor)
	if err != nil {
		return s, false
	}
	defer answer.Body.Close()
	body, err := io.ReadAll(answer.Body)
	return s, err == nil && json.Unmarshal(body, &s) == nil && answer.StatusCode == http.StatusOK
}

// collect notes what the API shows: from then on it is acknowledged.
func (v *victim) collect(seen map[string]string) {
	s, ok := v.page("")
	if !ok {
		return
	}
	for _, a := range s.Articles {
		if seen[a.ID] != "" && seen[a.ID] != a.URL {
			v.t.Fatalf("article %s was %s and is %s", a.ID, seen[a.ID], a.URL)
		}
		seen[a.ID] = a.URL
	}
}

// allThere walks the whole list and compares it with what was acknowledged.
func (v *victim) allThere(seen map[string]string) {
	ctx, stop := context.WithCancel(context.Background())
	defer stop()
	p := v.command(ctx, "serve")
	if err := p.Start(); err != nil {
		v.t.Fatal(err)
	}
	defer p.Wait()
	defer stop()
	times, urls := map[string]int{}, map[string]int{}
	for end, cursor := time.Now().Add(30*time.Second), ""; time.Now().Before(end); {
		s, ok := v.page(cursor)
		if !ok {
			time.Sleep(20 * time.Millisecond)
			continue
		}
		for _, a := range s.Articles {
			times[a.ID]++
			urls[a.URL]++
		}
		if cursor = s.Next; cursor == "" {
			break
		}
	}
	for id, url := range seen {
		if times[id] != 1 || urls[url] != 1 {
			v.t.Errorf("acknowledged article %s is there %d times, its address %d times", id, times[id], urls[url])
		}
	}
}

// killPress is a set of publishers that list new articles in every cycle.
type killPress struct {
	cycle atomic.Int64
	port  int
}

func startKillPress(t *testing.T) *killPress {
	p := &killPress{}
	first, err := net.Listen("tcp", "127.0.9.1:0")
	if err != nil {
		t.Fatal(err)
	}
	p.port = first.Addr().(*net.TCPAddr).Port
	server := &http.Server{Handler: p}
	t.Cleanup(func() { server.Close() })
	go server.Serve(first)
	for i := 2; i <= killHosts; i++ {
		l, err := net.Listen("tcp", fmt.Sprintf("127.0.9.%d:%d", i, p.port))
		if err != nil {
			t.Fatal(err)
		}
		go server.Serve(l)
	}
	return p
}

func (p *killPress) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if r.URL.Path == "/feed.xml" {
		fmt.Fprint(w, `<?xml version="1.0"?><rss version="2.0"><channel><title>Paper of `+r.Host+`</title>`)
		newest := int(p.cycle.Load()+1) * killNew
		for n := newest; n > max(0, newest-killListed); n-- {
			fmt.Fprintf(w, `<item><title>Report %d</title><link>http://%s/a/%d</link></item>`, n, r.Host, n)
		}
		fmt.Fprint(w, `</channel></rss>`)
		return
	}
	n, err := strconv.Atoi(strings.TrimPrefix(r.URL.Path, "/a/"))
	if err != nil {
		http.NotFound(w, r)
		return
	}
	fmt.Fprintf(w, `<!doctype html><html lang="en"><head><title>Report %d</title></head><body><article><h1>Report %d</h1>`, n, n)
	for i := range 6 {
		fmt.Fprintf(w, "<p>The council of %s heard report %d on Monday, and its item %d took the members %d minutes to read, to weigh and to answer in full.</p>", r.Host, n, i, n+i)
	}
	fmt.Fprint(w, `</article></body></html>`)
}

func (p *killPress) opml(t *testing.T) string {
	var b strings.Builder
	b.WriteString(`<?xml version="1.0"?><opml version="2.0"><body>`)
	for i := 1; i <= killHosts; i++ {
		fmt.Fprintf(&b, `<outline type="rss" text="Paper %d" xmlUrl="http://127.0.9.%d:%d/feed.xml"/>`, i, i, p.port)
	}
	b.WriteString(`</body></opml>`)
	name := filepath.Join(t.TempDir(), "press.opml")
	if err := os.WriteFile(name, []byte(b.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	return name
}

func freeAddress(t *testing.T) string {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return l.Addr().String()
}
