package web

import (
	"net"
	"net/http"
	"os"
	"testing"
	"time"

	"tearsheet"
)

// TestServeForBrowser is the server under the browser tests: it serves the
// made-up press until the file that it wrote its address to is taken away.
func TestServeForBrowser(t *testing.T) {
	file := os.Getenv("TEARSHEET_BROWSER")
	if file == "" {
		t.Skip("TEARSHEET_BROWSER names no file: tests/browser/run.sh sets it")
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	mux := http.NewServeMux()
	mux.Handle("/", newServer(newspaper(), nil))
	mux.Handle("/empty/", http.StripPrefix("/empty", newServer(newFake(), nil)))
	server := &http.Server{Handler: mux, ReadHeaderTimeout: time.Minute}
	go func() { _ = server.Serve(listener) }()
	defer server.Close()
	if err := os.WriteFile(file, []byte(listener.Addr().String()), 0o644); err != nil {
		t.Fatal(err)
	}
	for range 20 * 60 {
		if _, err := os.Stat(file); err != nil {
			return
		}
		time.Sleep(time.Second)
	}
	t.Fatal("nobody took the address away within 20 minutes")
}

// newServer gives the face over a store, with the options of the tests.
func newServer(store Store, change func(*Options)) http.Handler {
	o := Options{Store: store, Now: func() time.Time { return testNow }, OpenReading: true, OperatorOnLoopback: true, Title: tearsheet.Name}
	if change != nil {
		change(&o)
	}
	return New(o)
}
