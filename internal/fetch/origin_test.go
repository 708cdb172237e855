package fetch

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/netip"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"tearsheet"
)

// hostile is an origin on loopback that answers with raw bytes, right or wrong.
type hostile struct {
	addr     string
	port     int
	conns    atomic.Int64
	mu       sync.Mutex
	requests []*http.Request
	answers  map[string]func(net.Conn, *http.Request)
}

// newHostile starts an origin; it stops with the test.
func newHostile(t testing.TB) *hostile {
	t.Helper()
	return startHostile(t, "127.0.0.1:0")
}

func startHostile(t testing.TB, address string) *hostile {
	t.Helper()
	l, err := net.Listen("tcp", address)
	if err != nil {
		t.Fatal(err)
	}
	h := &hostile{addr: l.Addr().String(), port: l.Addr().(*net.TCPAddr).Port, answers: map[string]func(net.Conn, *http.Request){}}
	var open sync.Map
	var wg sync.WaitGroup
	wg.Go(func() {
		for {
			conn, err := l.Accept()
			if err != nil {
				return
			}
			h.conns.Add(1)
			open.Store(conn, true)
			wg.Go(func() {
				defer open.Delete(conn)
				defer conn.Close()
				h.serve(conn)
			})
		}
	})
	t.Cleanup(func() {
		l.Close()
		open.Range(func(c, _ any) bool { c.(net.Conn).Close(); return true })
		wg.Wait()
	})
	return h
}

func (h *hostile) serve(conn net.Conn) {
	br := bufio.NewReader(conn)
	for {
		r, err := http.ReadRequest(br)
		if err != nil {
			return
		}
		h.mu.Lock()
		h.requests = append(h.requests, r)
		answer := h.answers[r.URL.Path]
		h.mu.Unlock()
		if answer == nil {
			answer = raw("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n")
		}
		answer(conn, r)
	}
}

func (h *hostile) on(path string, answer func(net.Conn, *http.Request)) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.answers[path] = answer
}

func (h *hostile) seen(path string) (rs []*http.Request) {
	h.mu.Lock()
	defer h.mu.Unlock()
	for _, r := range h.requests {
		if path == "" || r.URL.Path == path {
			rs = append(rs, r)
		}
	}
	return rs
}

func (h *hostile) url(path string) string { return "http://" + h.addr + path }

// client gives a client that may connect this origin and nothing else on
// loopback, and loses patience fast.
func (h *hostile) client(t testing.TB, change ...func(*Options)) *Client {
	o := Options{
		Allow: []netip.Prefix{netip.MustParsePrefix("127.0.0.1/32")}, AllowPorts: []int{h.port},
		Spacing: -1, Timeout: 3 * time.Second, SlowAfter: 300 * time.Millisecond,
	}
	for _, f := range change {
		f(&o)
	}
	c := New(o)
	t.Cleanup(c.Close)
	return c
}

func get(t testing.TB, c *Client, url string) (tearsheet.Capture, error) {
	t.Helper()
	return c.Get(t.Context(), tearsheet.Request{URL: url, Purpose: tearsheet.ForFeed})
}

// wantClass fails unless err is a *tearsheet.Error of the class, with a
// sentence and without a password.
func wantClass(t testing.TB, err error, want ...tearsheet.Class) *tearsheet.Error {
	t.Helper()
	var e *tearsheet.Error
	if !errors.As(err, &e) {
		t.Fatalf("error %v is no *tearsheet.Error; want class %v", err, want)
	}
	for _, class := range want {
		if e.Class == class {
			if e.Err == nil || e.URL == "" || strings.Contains(err.Error(), "secret") {
				t.Errorf("bad error: %q for %q", err, e.URL)
			}
			return e
		}
	}
	t.Fatalf("class %s (%v), want %v", e.Class, err, want)
	return nil
}

// raw answers with these bytes and keeps the connection.
func raw(s string) func(net.Conn, *http.Request) {
	return func(c net.Conn, _ *http.Request) { io.WriteString(c, s) }
}

// rawClose answers with these bytes and closes.
func rawClose(s string) func(net.Conn, *http.Request) {
	return func(c net.Conn, _ *http.Request) { io.WriteString(c, s); c.Close() }
}

// page answers 200 with a body and header lines.
func page(body string, header ...string) func(net.Conn, *http.Request) {
	return status(200, body, header...)
}

func status(code int, body string, header ...string) func(net.Conn, *http.Request) {
	head := fmt.Sprintf("HTTP/1.1 %d Whatever\r\nContent-Length: %d\r\n", code, len(body))
	for _, h := range header {
		head += h + "\r\n"
	}
	return raw(head + "\r\n" + body)
}

func redirect(code int, to string) func(net.Conn, *http.Request) {
	return status(code, "", "Location: "+to)
}

// forever repeats s in chunks until the reader is gone, every pause.
func forever(head, s string, pause time.Duration) func(net.Conn, *http.Request) {
	return func(c net.Conn, _ *http.Request) {
		_, err := io.WriteString(c, head)
		chunk := strconv.FormatInt(int64(len(s)), 16) + "\r\n" + s + "\r\n"
		for err == nil {
			_, err = io.WriteString(c, chunk)
			time.Sleep(pause)
		}
	}
}

func cancelled(t testing.TB) context.Context {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	return ctx
}
