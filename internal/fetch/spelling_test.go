package fetch

import (
	"fmt"
	"net"
	"net/netip"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"tearsheet"
)

// spellings are addresses of a loopback origin in every disguise; %d is its port.
var spellings = []string{
	"http://127.0.0.1:%d/", "http://127.1:%d/", "http://2130706433:%d/", "http://0x7f000001:%d/", "http://0x7f.0.0.1:%d/", "http://0177.0.0.1:%d/",
	"http://0:%d/", "http://0.0.0.0:%d/", "http://127.0.0.1.:%d/", "http://[::]:%d/", "http://[::1]:%d/", "http://[::ffff:127.0.0.1]:%d/", "http://[::ffff:7f00:1]:%d/",
	"http://[::1%%25lo]:%d/", "http://[fe80::1%%25lo]:%d/", "http://[64:ff9b::127.0.0.1]:%d/", "http://[2002:7f00:1::]:%d/", "http://[::127.0.0.1]:%d/",
	"http://[fec0::1]:%d/", "http://[fd00::1]:%d/", "http://169.254.169.254/latest/", "http://example.com@127.0.0.1:%d/", "http://127.0.0.1:%d@[::1]/",
	"http://localhost:%d/", "http://LOCALHOST.:%d/", "http://press.localhost:%d/", "http://１２７.０.０.１:%d/", "http://①②⑦.0.0.1:%d/", "http://127。0。0。1:%d/",
	"http://private.test:%d/", "http://mixed.test:%d/", "http://metadata.google.internal/", "http://127.0.0.1:22/", "file:///etc/passwd", "gopher://127.0.0.1:%d/x",
	"ftp://127.0.0.1:%d/", "data:text/html,x", "javascript:alert(1)", "//127.0.0.1:%d/", "http:127.0.0.1:%d/", "http://", "http:///x", "", "\x00", "http://a b/",
	"http://127.0.0.1\\@example.com:%d/", "http://[::1", "http://0x:%d/", "http://1.2.3.4.5:%d/", "http://256.1:%d/",
}

func spell(s string, port int) string {
	if strings.Contains(s, "%d") {
		return fmt.Sprintf(s, port)
	}
	return s
}

func TestNoSpellingOfAPrivateAddressReachesItDirectlyOrByRedirect(t *testing.T) {
	victim := newHostile(t)
	victim.on("/", page(feedBody))
	t.Setenv("HTTP_PROXY", victim.url("/"))
	t.Setenv("http_proxy", victim.url("/"))
	names := newNames(t, map[string][]string{
		"private.test": {"127.0.0.1"}, "mixed.test": {"192.0.2.1", "127.0.0.1"}, "metadata.google.internal": {"169.254.169.254"},
	})
	// The victim's port is open, so that only the address guard stands before it;
	// the redirecting origin is allowed by its own address, 127.0.0.2.
	front := newHostileAt(t, "127.0.0.2")
	o := Options{Resolver: names, Spacing: -1, Timeout: 3 * time.Second, AllowPorts: []int{victim.port, front.port},
		Allow: []netip.Prefix{netip.MustParsePrefix("127.0.0.2/32")}}
	c := New(o)
	for _, purpose := range []tearsheet.Purpose{tearsheet.ForFeed, tearsheet.ForPage, tearsheet.ForDiscover, tearsheet.ForRobots, tearsheet.ForImage} {
		for i, s := range spellings {
			address := spell(s, victim.port)
			_, err := c.Get(t.Context(), tearsheet.Request{URL: address, Purpose: purpose})
			wantRefused(t, address, err, tearsheet.BlockedAddress, tearsheet.BadScheme)

			path := fmt.Sprintf("/%d", i)
			front.on(path, redirect(302, address))
			_, err = c.Get(t.Context(), tearsheet.Request{URL: front.url(path), Purpose: purpose})
			wantRefused(t, "redirect to "+address, err, tearsheet.BlockedAddress, tearsheet.BadScheme, tearsheet.BadRedirect, tearsheet.BadResponse, tearsheet.NotFound, tearsheet.RedirectLoop)
		}
	}
	if n := victim.conns.Load(); n != 0 {
		t.Errorf("%d connections to the private side", n)
	}
	if front.conns.Load() == 0 {
		t.Error("the redirecting origin was never asked: this test shows nothing")
	}
}

func wantRefused(t *testing.T, what string, err error, classes ...tearsheet.Class) {
	t.Helper()
	e, ok := err.(*tearsheet.Error)
	if !ok {
		t.Errorf("%s: %v is no *tearsheet.Error", what, err)
		return
	}
	for _, class := range classes {
		if e.Class == class {
			return
		}
	}
	t.Errorf("%s: class %s (%v), want one of %v", what, e.Class, err, classes)
}

// The end-to-end test above would pass for a client that reaches nothing; this
// one shows that the same victim is reached when the configuration says so.
func TestTheSameAddressesAreReachedWhenTheConfigurationAllowsThem(t *testing.T) {
	h := newHostile(t)
	h.on("/", page(feedBody))
	names := newNames(t, map[string][]string{"private.test": {"127.0.0.1"}})
	c := h.client(t, func(o *Options) { o.Resolver = names })
	for _, s := range []string{"http://127.0.0.1:%d/", "http://[::ffff:127.0.0.1]:%d/", "http://localhost:%d/", "http://LOCALHOST.:%d/", "http://press.localhost:%d/", "http://private.test:%d/"} {
		if _, err := get(t, c, spell(s, h.port)); err != nil {
			t.Errorf("%s: %v", s, err)
		}
	}
}

// A name server that changes its mind between two look-ups gains nothing: the
// address that is connected is the one that is checked.
func TestRebindingIsRefused(t *testing.T) {
	victim := newHostile(t)
	victim.on("/", page(feedBody))
	front := newHostileAt(t, "127.0.0.2")
	front.on("/", page(feedBody, "Connection: close"))
	var now atomic.Value
	now.Store("127.0.0.2")
	names := newNamesOf(t, func(string) ([]string, bool) { return []string{now.Load().(string)}, true })
	c := New(Options{Resolver: names, Spacing: -1, Timeout: 2 * time.Second, AllowPorts: []int{victim.port, front.port},
		Allow: []netip.Prefix{netip.MustParsePrefix("127.0.0.2/32")}})
	address := fmt.Sprintf("http://rebind.test:%d/", front.port)
	if _, err := get(t, c, address); err != nil {
		t.Fatal(err)
	}
	c.Close()
	now.Store("127.0.0.1")
	_, err := get(t, c, fmt.Sprintf("http://rebind.test:%d/", victim.port))
	wantClass(t, err, tearsheet.BlockedAddress)
	if victim.conns.Load() != 0 {
		t.Error("connected")
	}
}

// Of two records the first is allowed and dead: the second is not tried
// without being checked.
func TestTheSecondRecordOfANameIsCheckedToo(t *testing.T) {
	victim := newHostile(t)
	victim.on("/", page(feedBody))
	names := newNames(t, map[string][]string{"mixed.test": {"127.0.0.2", "127.0.0.1"}})
	c := New(Options{Resolver: names, Spacing: -1, Timeout: 2 * time.Second, AllowPorts: []int{victim.port},
		Allow: []netip.Prefix{netip.MustParsePrefix("127.0.0.2/32")}})
	_, err := get(t, c, fmt.Sprintf("http://mixed.test:%d/", victim.port))
	wantClass(t, err, tearsheet.Connection, tearsheet.BlockedAddress)
	if victim.conns.Load() != 0 {
		t.Error("connected")
	}
}

func newHostileAt(t testing.TB, ip string) *hostile {
	t.Helper()
	return startHostile(t, net.JoinHostPort(ip, "0"))
}
