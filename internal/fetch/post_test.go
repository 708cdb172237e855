package fetch

import (
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"strconv"
	"strings"
	"testing"
	"time"

	"tearsheet"
)

func TestAPostReachesItsAddressWithWhatWasToBeSent(t *testing.T) {
	h := newHostile(t)
	for _, code := range []int{200, 202, 204} {
		path := "/" + strconv.Itoa(code)
		h.on(path, status(code, ""))
		if err := h.client(t).Post(t.Context(), h.url(path), http.Header{"Content-Type": {"text/plain"}, "X-Mark": {"a"}}, []byte("hello")); err != nil {
			t.Fatal(err)
		}
		got := h.seen(path)
		if len(got) != 1 || got[0].Method != "POST" || got[0].Header.Get("X-Mark") != "a" || got[0].ContentLength != 5 || got[0].UserAgent() == "" {
			t.Errorf("%d: %v", code, got)
		}
	}
}

func TestAPostToAnAddressThatIsNotPublicIsNotConnected(t *testing.T) {
	var taken int
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	srv := &http.Server{Handler: http.HandlerFunc(func(http.ResponseWriter, *http.Request) { taken++ })}
	go srv.Serve(l)
	defer srv.Close()
	port := l.Addr().(*net.TCPAddr).Port
	resolver := newNames(t, map[string][]string{"inside.example": {"127.0.0.1"}})
	for _, host := range []string{"127.0.0.1", "[::ffff:127.0.0.1]", "hub.localhost", "inside.example"} {
		c := New(Options{AllowPorts: []int{port}, Resolver: resolver})
		err := c.Post(t.Context(), "http://"+net.JoinHostPort(strings.Trim(host, "[]"), strconv.Itoa(port))+"/", nil, []byte("x"))
		wantClass(t, err, tearsheet.BlockedAddress)
	}
	for _, bad := range []string{"ftp://example.com/", "http://example.com:22/", "file:///etc/passwd"} {
		wantClass(t, New(Options{}).Post(t.Context(), bad, nil, nil), tearsheet.BadScheme, tearsheet.BlockedAddress)
	}
	if taken != 0 {
		t.Errorf("%d requests arrived", taken)
	}
	// The same server is reached once its network is allowed: it was the guard.
	open := New(Options{Allow: []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8")}, AllowPorts: []int{port}})
	if err := open.Post(t.Context(), "http://127.0.0.1:"+strconv.Itoa(port)+"/", nil, []byte("x")); err != nil || taken != 1 {
		t.Errorf("allowed: %v, %d arrived", err, taken)
	}
}

func TestAPostFollowsNoRedirect(t *testing.T) {
	for _, code := range []int{301, 302, 303, 307, 308} {
		h := newHostile(t)
		h.on("/a", redirect(code, "/b"))
		h.on("/b", status(200, ""))
		e := wantClass(t, h.client(t).Post(t.Context(), h.url("/a"), nil, []byte("secret")), tearsheet.BadRedirect)
		if e.Status != code || len(h.seen("/b")) != 0 {
			t.Errorf("%d: status %d, %d requests at the target", code, e.Status, len(h.seen("/b")))
		}
	}
}

func TestARefusedPostSaysHowLongToWaitAndTheHostIsLeftAlone(t *testing.T) {
	h := newHostile(t)
	h.on("/a", status(429, "slow down", "Retry-After: 120"))
	c := h.client(t)
	e := wantClass(t, c.Post(t.Context(), h.url("/a"), nil, nil), tearsheet.RateLimited)
	if e.Retry != 2*time.Minute || e.Status != 429 {
		t.Errorf("%+v", e)
	}
	wantClass(t, c.Post(t.Context(), h.url("/a"), nil, nil), tearsheet.RateLimited)
	if n := len(h.seen("/a")); n != 1 {
		t.Errorf("%d requests", n)
	}
}

func TestAPostIsGivenUpWhenTheAnswerDoesNotCome(t *testing.T) {
	h := newHostile(t)
	h.on("/a", func(conn net.Conn, _ *http.Request) { time.Sleep(time.Second) })
	c := h.client(t, func(o *Options) { o.Timeout = 100 * time.Millisecond })
	wantClass(t, c.Post(t.Context(), h.url("/a"), nil, nil), tearsheet.Timeout)
}

func TestThePasswordOfAPostIsSentAndNotShown(t *testing.T) {
	h := newHostile(t)
	h.on("/a", status(500, ""))
	u, _ := url.Parse(h.url("/a"))
	u.User = url.UserPassword("desk", "s3cret")
	err := h.client(t).Post(t.Context(), u.String(), nil, nil)
	wantClass(t, err, tearsheet.ServerError)
	if _, pass, ok := h.seen("/a")[0].BasicAuth(); !ok || pass != "s3cret" {
		t.Error("the password was not sent")
	}
	if strings.Contains(err.Error(), "s3cret") {
		t.Errorf("the password is in the error: %v", err)
	}
}
