package fetch

import (
	"bytes"
	"fmt"
	"net"
	"net/http"
	"strings"
	"syscall"
	"testing"
	"time"

	"tearsheet"
)

// canned is the cheapest possible origin: it answers each request on a
// connection with the same bytes and looks only for the end of the request.
func canned(b *testing.B, answer string) (port int) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { l.Close() })
	go func() {
		for {
			conn, err := l.Accept()
			if err != nil {
				return
			}
			go func() {
				defer conn.Close()
				buf, out := make([]byte, 4096), []byte(answer)
				for {
					n, err := conn.Read(buf)
					if err != nil {
						return
					}
					if bytes.HasSuffix(buf[:n], []byte("\r\n\r\n")) {
						if _, err := conn.Write(out); err != nil {
							return
						}
					}
				}
			}()
		}
	}()
	return l.Addr().(*net.TCPAddr).Port
}

// run fetches again and again and tells the CPU time of the whole process, the
// origin's part of it included.
func run(b *testing.B, answer string, r tearsheet.Request, size int) {
	port := canned(b, answer)
	h := &hostile{port: port}
	c := h.client(b)
	r.URL = fmt.Sprintf("http://127.0.0.1:%d/", port)
	b.SetBytes(int64(size))
	b.ReportAllocs()
	start := cpu()
	for b.Loop() {
		got, err := c.Get(b.Context(), r)
		if err != nil || len(got.Body) != size {
			b.Fatal(len(got.Body), err)
		}
	}
	b.ReportMetric(float64((cpu()-start).Nanoseconds())/float64(b.N), "cpu-ns/op")
}

func cpu() time.Duration {
	var u syscall.Rusage
	_ = syscall.Getrusage(syscall.RUSAGE_SELF, &u)
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

func BenchmarkNotModified(b *testing.B) {
	run(b, "HTTP/1.1 304 Not Modified\r\nETag: \"x\"\r\nDate: Sun, 01 Mar 2026 12:00:00 GMT\r\nCache-Control: max-age=60\r\n\r\n",
		tearsheet.Request{Purpose: tearsheet.ForFeed, ETag: `"x"`, LastModified: "Sun, 01 Mar 2026 12:00:00 GMT"}, 0)
}

// BenchmarkTransportAlone is the floor: net/http's own part of a 304, without
// anything of ours.
func BenchmarkTransportAlone(b *testing.B) {
	port := canned(b, "HTTP/1.1 304 Not Modified\r\nETag: \"x\"\r\nDate: Sun, 01 Mar 2026 12:00:00 GMT\r\nCache-Control: max-age=60\r\n\r\n")
	tr := &http.Transport{DisableCompression: true}
	b.Cleanup(tr.CloseIdleConnections)
	b.ReportAllocs()
	start := cpu()
	for b.Loop() {
		r, err := http.NewRequestWithContext(b.Context(), http.MethodGet, fmt.Sprintf("http://127.0.0.1:%d/", port), nil)
		if err != nil {
			b.Fatal(err)
		}
		resp, err := tr.RoundTrip(r)
		if err != nil {
			b.Fatal(err)
		}
		resp.Body.Close()
	}
	b.ReportMetric(float64((cpu()-start).Nanoseconds())/float64(b.N), "cpu-ns/op")
}

// pageOf gives a page of about 176 kB that compresses as pages do.
func pageOf() string {
	var s strings.Builder
	for i := 0; s.Len() < 176_000; i++ {
		fmt.Fprintf(&s, "<p class=\"x%d\">The council has met %d times since %d; nobody counted.</p>\n", i%7, i*7919%1000, 1900+i%120)
	}
	return s.String()
}

func BenchmarkPage176kB(b *testing.B) {
	body := pageOf()
	run(b, fmt.Sprintf("HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%s", len(body), body), tearsheet.Request{Purpose: tearsheet.ForFeed}, len(body))
}

func BenchmarkPage176kBChunked(b *testing.B) {
	body := pageOf()
	var s strings.Builder
	for rest := body; rest != ""; {
		part := rest[:min(len(rest), 8192)]
		rest = rest[len(part):]
		fmt.Fprintf(&s, "%x\r\n%s\r\n", len(part), part)
	}
	run(b, chunkedHead+s.String()+"0\r\n\r\n", tearsheet.Request{Purpose: tearsheet.ForFeed}, len(body))
}

func BenchmarkPage176kBPacked(b *testing.B) {
	body := pageOf()
	for _, coding := range []string{"gzip", "br", "zstd"} {
		b.Run(coding, func(b *testing.B) {
			p := packed(b, coding, body)
			run(b, fmt.Sprintf("HTTP/1.1 200 OK\r\nContent-Encoding: %s\r\nContent-Length: %d\r\n\r\n%s", coding, len(p), p), tearsheet.Request{Purpose: tearsheet.ForFeed}, len(body))
		})
	}
}

func BenchmarkPoliteSmallPage(b *testing.B) {
	run(b, "HTTP/1.1 200 OK\r\nContent-Length: 12\r\n\r\n<p>hello</p>", tearsheet.Request{Purpose: tearsheet.ForPage}, 12)
}

func BenchmarkGuard(b *testing.B) {
	g := &guard{}
	for b.Loop() {
		_ = g.control(b.Context(), "tcp", "[2606:4700::1111]:443", nil)
	}
}
