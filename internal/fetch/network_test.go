package fetch

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/zstd"

	"tearsheet"
)

const (
	chunkedHead = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
	feedBody    = `<rss version="2.0"><channel><title>News</title></channel></rss>`
)

func pack(t testing.TB, coding string, w func(io.Writer)) string {
	t.Helper()
	var b bytes.Buffer
	var z io.WriteCloser
	switch coding {
	case "gzip":
		z = gzip.NewWriter(&b)
	case "br":
		z = brotli.NewWriterLevel(&b, 1)
	case "zstd":
		var err error
		if z, err = zstd.NewWriter(&b); err != nil {
			t.Fatal(err)
		}
	}
	w(z)
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func packed(t testing.TB, coding, s string) string {
	return pack(t, coding, func(w io.Writer) { io.WriteString(w, s) })
}

func bomb(t testing.TB, coding string, size int) string {
	return pack(t, coding, func(w io.Writer) {
		zeros := make([]byte, 1<<20)
		for range size >> 20 {
			w.Write(zeros)
		}
	})
}

// The network cases of the hardening reference, each with its class.
func TestEveryNetworkFaultHasItsClass(t *testing.T) {
	gz := packed(t, "gzip", strings.Repeat(feedBody, 100))
	whole, err := zstd.NewWriter(nil)
	if err != nil {
		t.Fatal(err)
	}
	oneSegment := string(whole.EncodeAll(make([]byte, 64<<20), nil))
	cases := []struct {
		name   string
		answer func(net.Conn, *http.Request)
		want   tearsheet.Class
	}{
		{"1 body drips", forever(chunkedHead, "x", 20*time.Millisecond), tearsheet.Timeout},
		{"2 headers never come", func(c net.Conn, _ *http.Request) { io.Copy(io.Discard, c) }, tearsheet.Timeout},
		{"3 endless spaces", forever(chunkedHead, strings.Repeat(" ", 64<<10), 0), tearsheet.TooLarge},
		{"4 endless items", forever(chunkedHead, strings.Repeat("<item/>", 8<<10), 0), tearsheet.TooLarge},
		{"4 a length beyond the limit", raw("HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n"), tearsheet.TooLarge},
		{"5 gzip bomb", page(bomb(t, "gzip", 40<<20), "Content-Encoding: gzip"), tearsheet.TooLarge},
		{"6 brotli bomb", page(bomb(t, "br", 64<<20), "Content-Encoding: br"), tearsheet.TooLarge},
		{"7 zstd bomb", page(bomb(t, "zstd", 64<<20), "Content-Encoding: zstd"), tearsheet.TooLarge},
		{"7 zstd bomb of one segment", page(oneSegment, "Content-Encoding: zstd"), tearsheet.TooLarge},
		{"5 bomb inside a gzip file", page(bomb(t, "gzip", 40<<20)), tearsheet.TooLarge},
		{"8 gzip cut", page(gz[:len(gz)-20], "Content-Encoding: gzip"), tearsheet.Truncated},
		{"8 brotli cut", page(packed(t, "br", feedBody)[:20], "Content-Encoding: br"), tearsheet.Truncated},
		{"8 zstd cut", page(packed(t, "zstd", feedBody)[:20], "Content-Encoding: zstd"), tearsheet.Truncated},
		{"9 plain called gzip", page(feedBody, "Content-Encoding: gzip"), tearsheet.BadEncoding},
		{"9 plain called brotli", page(feedBody, "Content-Encoding: br"), tearsheet.BadEncoding},
		{"9 plain called zstd", page(feedBody, "Content-Encoding: zstd"), tearsheet.BadEncoding},
		{"unknown coding", page(feedBody, "Content-Encoding: compress"), tearsheet.UnsupportedEncoding},
		{"three codings", page(feedBody, "Content-Encoding: gzip, gzip, gzip"), tearsheet.UnsupportedEncoding},
		{"11 redirect to itself", redirect(302, "/case"), tearsheet.RedirectLoop},
		{"12 ping-pong", redirect(302, "/pong"), tearsheet.RedirectLoop},
		{"13 a new address each hop", redirect(302, "/hop?1"), tearsheet.RedirectLoop},
		{"19 redirect without Location", status(302, ""), tearsheet.BadRedirect},
		{"20 redirect to nonsense", redirect(302, "http://[::1"), tearsheet.BadRedirect},
		{"20 redirect to two places", status(302, "", "Location: /a", "Location: /b"), tearsheet.BadRedirect},
		{"21 redirect with line breaks", redirect(302, "/x%0d%0aSet-Cookie:%20a=b"), tearsheet.BadRedirect},
		{"21 redirect with a backslash", redirect(302, `/\example.com`), tearsheet.BadRedirect},
		{"22 Content-Length too big", rawClose("HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n" + feedBody), tearsheet.Truncated},
		{"22 and far too big", rawClose("HTTP/1.1 200 OK\r\nContent-Length: 5000000\r\n\r\n" + feedBody), tearsheet.Truncated},
		{"24 Content-Length negative", raw("HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n" + feedBody), tearsheet.BadResponse},
		{"25 two Content-Lengths", raw("HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\n" + feedBody), tearsheet.BadResponse},
		{"26 bad chunk", rawClose(chunkedHead + "zz\r\nhello\r\n"), tearsheet.BadResponse},
		{"27 cut chunk", rawClose(chunkedHead + "50\r\nhello"), tearsheet.Truncated},
		{"28 reset in the middle", reset(chunkedHead + "50\r\nhello"), tearsheet.Truncated},
		{"29 closed at once", rawClose(""), tearsheet.Connection},
		{"29 closed in the header", rawClose("HTTP/1.1 200 OK\r\nContent-Le"), tearsheet.BadResponse},
		{"29 reset at once", reset(""), tearsheet.Connection},
		{"30 not HTTP", rawClose("220 ftp.example.com ready\r\n"), tearsheet.BadResponse},
		{"30 half HTTP", rawClose("HTTP/1.1 200 OK\r\nno colon here\r\n\r\n"), tearsheet.BadResponse},
		{"30 a status of letters", rawClose("HTTP/1.1 abc OK\r\n\r\n"), tearsheet.BadResponse},
		{"30 unknown transfer coding", rawClose("HTTP/1.1 200 OK\r\nTransfer-Encoding: magic\r\n\r\n"), tearsheet.BadResponse},
		{"31 304 unasked", raw("HTTP/1.1 304 Not Modified\r\n\r\n"), tearsheet.BadResponse},
		{"33 empty 200", page(""), tearsheet.Empty},
		{"33 empty gzip", page("", "Content-Encoding: gzip"), tearsheet.Empty},
		{"34 spaces", page(" \r\n\t\ufeff "), tearsheet.Empty},
		{"35 204", raw("HTTP/1.1 204 No Content\r\n\r\n"), tearsheet.Empty},
		{"36 206 unasked", status(206, feedBody), tearsheet.UnexpectedStatus},
		{"36 203", status(203, feedBody), tearsheet.UnexpectedStatus},
		{"36 300", status(300, feedBody), tearsheet.UnexpectedStatus},
		{"36 304 to nothing, 418", status(418, feedBody), tearsheet.UnexpectedStatus},
		{"37 header of 4 MiB", rawClose("HTTP/1.1 200 OK\r\nX: " + strings.Repeat("x", 4<<20) + "\r\n\r\n"), tearsheet.HeaderTooLarge},
		{"38 endless headers", endless("HTTP/1.1 200 OK\r\n", "X-Y: z\r\n"), tearsheet.HeaderTooLarge},
		{"39 flood of 1xx", endless("", "HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n"), tearsheet.HeaderTooLarge},
		{"40 401", status(401, feedBody), tearsheet.Auth},
		{"40 403", status(403, feedBody), tearsheet.Forbidden},
		{"40 404", status(404, feedBody), tearsheet.NotFound},
		{"40 410", status(410, feedBody), tearsheet.Gone},
		{"40 451", status(451, feedBody), tearsheet.Legal},
		{"40 500", status(500, feedBody), tearsheet.ServerError},
		{"40 502", status(502, feedBody), tearsheet.ServerError},
		{"40 429", status(429, feedBody), tearsheet.RateLimited},
		{"65 redirect to file", redirect(302, "file:///etc/passwd"), tearsheet.BadScheme},
		{"65 redirect to javascript", redirect(302, "javascript:alert(1)"), tearsheet.BadScheme},
		{"66 redirect to port 22", redirect(302, "http://127.0.0.1:22/"), tearsheet.BlockedAddress},
	}
	for _, k := range cases {
		t.Run(k.name, func(t *testing.T) {
			t.Parallel()
			h := newHostile(t)
			h.on("/case", k.answer)
			h.on("/pong", redirect(302, "/case"))
			h.on("/hop", func(c net.Conn, r *http.Request) { redirect(302, "/hop?1"+r.URL.RawQuery)(c, r) })
			start := time.Now()
			_, err := get(t, h.client(t), h.url("/case"))
			e := wantClass(t, err, k.want)
			if took := time.Since(start); took > 10*time.Second {
				t.Errorf("took %s", took)
			}
			if strings.HasPrefix(k.name, "40") && e.Status == 0 {
				t.Errorf("the status is not told: %v", err)
			}
			if n := len(h.seen("")); n > maxHops+1 {
				t.Errorf("%d requests", n)
			}
		})
	}
}

// reset sends and then breaks the connection with a TCP reset.
func reset(s string) func(net.Conn, *http.Request) {
	return func(c net.Conn, _ *http.Request) {
		io.WriteString(c, s)
		time.Sleep(20 * time.Millisecond)
		c.(*net.TCPConn).SetLinger(0)
		c.Close()
	}
}

func endless(head, s string) func(net.Conn, *http.Request) {
	return func(c net.Conn, _ *http.Request) {
		_, err := io.WriteString(c, head)
		many := strings.Repeat(s, 1000)
		for err == nil {
			_, err = io.WriteString(c, many)
		}
	}
}

func TestWhatIsRightIsReadInEveryCoding(t *testing.T) {
	body := strings.Repeat(feedBody, 3000)
	twice := pack(t, "gzip", func(w io.Writer) { io.WriteString(w, packed(t, "gzip", body)) })
	chunked := fmt.Sprintf("%s%x\r\n%s\r\n0\r\n\r\n", chunkedHead, len(body), body)
	for name, answer := range map[string]func(net.Conn, *http.Request){
		"plain":                 page(body),
		"chunked":               raw(chunked),
		"until close":           rawClose("HTTP/1.1 200 OK\r\n\r\n" + body),
		"HTTP/1.0":              rawClose("HTTP/1.0 200 OK\r\n\r\n" + body),
		"gzip":                  page(packed(t, "gzip", body), "Content-Encoding: gzip"),
		"x-gzip":                page(packed(t, "gzip", body), "Content-Encoding: x-gzip"),
		"br":                    page(packed(t, "br", body), "Content-Encoding: br"),
		"zstd":                  page(packed(t, "zstd", body), "Content-Encoding: ZSTD"),
		"identity":              page(body, "Content-Encoding: identity"),
		"gzip twice":            page(twice, "Content-Encoding: gzip, gzip"),
		"gzip twice, said once": page(twice, "Content-Encoding: gzip"),
		"a gzip file":           page(packed(t, "gzip", body), "Content-Type: application/x-gzip"),
	} {
		t.Run(name, func(t *testing.T) {
			h := newHostile(t)
			h.on("/feed", answer)
			c := h.client(t)
			for range 2 { // the second time with pooled decoders
				got, err := get(t, c, h.url("/feed"))
				if err != nil {
					t.Fatal(err)
				}
				if string(got.Body) != body || got.Status != 200 || got.FinalURL != h.url("/feed") {
					t.Fatalf("got %d bytes, status %d", len(got.Body), got.Status)
				}
			}
		})
	}
}

func TestABodyOfExactlyTheLimitIsReadAndOneByteMoreIsNot(t *testing.T) {
	h := newHostile(t)
	big := strings.Repeat("a", 16<<20)
	h.on("/full", page(big))
	h.on("/over", raw(fmt.Sprintf("%s%x\r\n%sb\r\n0\r\n\r\n", chunkedHead, len(big)+1, big)))
	c := h.client(t)
	got, err := get(t, c, h.url("/full"))
	if err != nil || len(got.Body) != 16<<20 {
		t.Errorf("exactly the limit: %d bytes, %v", len(got.Body), err)
	}
	_, err = get(t, c, h.url("/over"))
	wantClass(t, err, tearsheet.TooLarge)
	_, err = c.Get(t.Context(), tearsheet.Request{URL: h.url("/full"), Purpose: tearsheet.ForPage})
	wantClass(t, err, tearsheet.TooLarge)
}
