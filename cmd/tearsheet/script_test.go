package main

import (
	"bytes"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
)

func TestMain(m *testing.M) {
	if os.Getenv("TEARSHEET_BE") == "main" {
		main()
	}
	testscript.Main(m, map[string]func(){"tearsheet": main})
}

// Every command has a script, which is also its documentation.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir: "testdata",
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"site": siteCommand,
			"get":  getCommand,
			"cut":  cutCommand,
			"await": func(ts *testscript.TestScript, neg bool, args []string) {
				awaitCommand(ts, args)
			},
			"freeport": freePortCommand,
			"damage":   damageCommand,
		},
	})
}

// siteCommand serves a folder on loopback as a publisher would, and allows the
// program to go there: `site DIR` sets $SITE to its host and port. {{SITE}} in
// a file becomes that.
func siteCommand(ts *testscript.TestScript, _ bool, args []string) {
	if len(args) != 1 {
		ts.Fatalf("usage: site DIR")
	}
	dir := ts.MkAbs(args[0])
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		name := filepath.Join(dir, filepath.Clean("/"+r.URL.Path))
		if strings.HasSuffix(r.URL.Path, "/") {
			name = filepath.Join(name, "index.html")
		}
		b, err := os.ReadFile(name)
		if err != nil {
			http.NotFound(w, r)
			return
		}
		http.ServeContent(w, r, name, time.Time{}, bytes.NewReader(bytes.ReplaceAll(b, []byte("{{SITE}}"), []byte(r.Host))))
	}))
	ts.Defer(server.Close)
	host := strings.TrimPrefix(server.URL, "http://")
	_, port, _ := net.SplitHostPort(host)
	ts.Setenv("SITE", host)
	ts.Setenv("TEARSHEET_FETCH_SPACING", "0s")
	ts.Setenv("TEARSHEET_FETCH_ALLOW", "127.0.0.0/8")
	ts.Setenv("TEARSHEET_FETCH_ALLOW_PORTS", port)
}

// getCommand asks for an address and writes the answer to a file:
// `get URL FILE [STATUS]`.
func getCommand(ts *testscript.TestScript, _ bool, args []string) {
	if len(args) < 2 {
		ts.Fatalf("usage: get URL FILE [STATUS]")
	}
	want := "200"
	if len(args) == 3 {
		want = args[2]
	}
	status, body, err := ask(args[0])
	ts.Check(err)
	if got := fmt.Sprint(status); got != want {
		ts.Fatalf("%s: status %s, want %s: %s", args[0], got, want, body)
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[1]), body, 0o644))
}

// awaitCommand asks for an address until the answer contains the text:
// `await URL TEXT`.
func awaitCommand(ts *testscript.TestScript, args []string) {
	if len(args) != 2 {
		ts.Fatalf("usage: await URL TEXT")
	}
	var last string
	for end := time.Now().Add(20 * time.Second); time.Now().Before(end); time.Sleep(50 * time.Millisecond) {
		_, body, err := ask(args[0])
		if err == nil && strings.Contains(string(body), args[1]) {
			return
		}
		last = fmt.Sprintf("%.2000s %v", body, err)
	}
	ts.Fatalf("%s never contained %q; last: %s", args[0], args[1], last)
}

func ask(url string) (int, []byte, error) {
	answer, err := http.Get(url)
	if err != nil {
		return 0, nil, err
	}
	defer answer.Body.Close()
	body, err := io.ReadAll(answer.Body)
	return answer.StatusCode, body, err
}

// damageCommand overwrites the middle of a file, as a failing disk would.
func damageCommand(ts *testscript.TestScript, _ bool, args []string) {
	name := ts.MkAbs(args[0])
	b, err := os.ReadFile(name)
	ts.Check(err)
	for i := len(b) / 4; i < len(b); i += 512 {
		b[i] ^= 0x55
	}
	ts.Check(os.WriteFile(name, b, 0o600))
}

// cutCommand writes the first half of a file to another one, as a full disk would.
func cutCommand(ts *testscript.TestScript, _ bool, args []string) {
	b, err := os.ReadFile(ts.MkAbs(args[0]))
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(args[1]), b[:len(b)/2], 0o600))
}

// freePortCommand sets $LISTEN to a loopback address with a free port.
func freePortCommand(ts *testscript.TestScript, _ bool, _ []string) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	ts.Check(err)
	ts.Setenv("LISTEN", l.Addr().String())
	ts.Check(l.Close())
}
