package fetch

import (
	"encoding/binary"
	"fmt"
	"net"
	"net/netip"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"tearsheet"
)

// private are addresses that must never be connected, by the reason the guard
// gives; public ones must be.
var private = []string{
	"127.0.0.1", "127.255.255.254", "0.0.0.0", "0.1.2.3", "10.0.0.1", "10.255.255.255", "100.64.0.1", "100.127.255.255",
	"169.254.169.254", "172.16.0.1", "172.31.255.255", "192.0.0.1", "192.0.0.8", "192.0.0.9", "192.0.0.10", "192.0.0.170", "192.0.0.171",
	"192.0.0.255", "192.0.2.1", "192.31.196.1", "192.52.193.1", "192.88.99.1", "192.168.0.1", "192.168.255.255", "192.175.48.1",
	"198.18.0.1", "198.19.255.255", "198.51.100.1", "203.0.113.1", "224.0.0.1", "239.255.255.255", "240.0.0.1", "255.255.255.255",
	"::", "::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:169.254.169.254", "::127.0.0.1", "::8.8.8.8", "::ffff:0:127.0.0.1",
	"64:ff9b::127.0.0.1", "64:ff9b::10.0.0.1", "64:ff9b::169.254.169.254", "64:ff9b::224.0.0.1", "64:ff9b:1::8.8.8.8",
	"2002:7f00:1::", "2002:a00:1::1", "2002:808:808::1", "2001:0:7f00:1::", "2001:0:808:808::1", "2001:1::1", "2001:2::1", "2001:10::1",
	"2001:20::1", "2001:1ff:ffff::", "2001:db8::1", "3fff::1", "3fff:fff:ffff::", "2620:4f:8000::1", "5f00::1", "100::1", "100:0:0:1::1",
	"fc00::1", "fd00:ec2::254", "fe80::1", "fe80::1%eth0", "febf::1", "fec0::1", "feff::1", "ff02::1", "ff0e::1",
	"::1%lo", "4000::1", "1fff::1", "e000::1", "64:ff9c::1",
}

var public = []string{
	"1.1.1.1", "8.8.8.8", "9.255.255.255", "11.0.0.0", "100.63.255.255", "100.128.0.0", "126.255.255.255", "128.0.0.0", "169.253.0.1",
	"172.15.255.255", "172.32.0.0", "191.255.255.255", "192.0.1.0", "192.0.3.0", "192.167.255.255", "198.17.255.255", "198.20.0.0", "223.255.255.255",
	"::ffff:8.8.8.8", "64:ff9b::8.8.8.8", "2001:200::1", "2001:4860:4860::8888", "2003::1", "2606:4700::1111", "2a00:1450::1", "3ffe::1", "3fff:1000::1",
}

func TestTheGuardKnowsEveryAddressThatIsNotThePublicWeb(t *testing.T) {
	g := &guard{}
	for _, a := range private {
		if err := g.control(t.Context(), "tcp", net.JoinHostPort(a, "443"), nil); err == nil {
			t.Errorf("%s may be connected", a)
		}
	}
	for _, a := range public {
		if err := g.control(t.Context(), "tcp", net.JoinHostPort(a, "443"), nil); err != nil {
			t.Errorf("%s may not be connected: %v", a, err)
		}
		if err := g.control(t.Context(), "tcp", net.JoinHostPort(a, "22"), nil); err == nil {
			t.Errorf("port 22 of %s may be connected", a)
		}
	}
	if g.control(t.Context(), "tcp", "example.com:80", nil) == nil {
		t.Error("a name may be connected without resolution")
	}
}

func TestEveryRowOfTheRegistriesIsRefusedAtBothEnds(t *testing.T) {
	for _, s := range special {
		for _, a := range []netip.Addr{s.prefix.Addr(), lastOf(s.prefix)} {
			if (&guard{}).check(netip.AddrPortFrom(a, 80)) == nil {
				t.Errorf("%s of %s (%s) may be connected", a, s.prefix, s.name)
			}
		}
		if s.prefix != s.prefix.Masked() {
			t.Errorf("%s is not masked", s.prefix)
		}
	}
}

func lastOf(p netip.Prefix) netip.Addr {
	b := p.Addr().AsSlice()
	for i := p.Bits(); i < len(b)*8; i++ {
		b[i/8] |= 0x80 >> (i % 8)
	}
	a, _ := netip.AddrFromSlice(b)
	return a
}

func TestAnExceptionOpensItsNetworkAndItsPortsOnly(t *testing.T) {
	loop := netip.MustParsePrefix("127.0.0.1/32")
	for _, k := range []struct {
		ports []int
		addr  string
		open  bool
	}{
		{[]int{18480}, "127.0.0.1:18480", true},
		{[]int{18480}, "[::ffff:127.0.0.1]:18480", true},
		{[]int{18480}, "127.0.0.1:8080", false}, // another service of this machine
		{[]int{18480}, "127.0.0.2:18480", false},
		{[]int{18480}, "10.0.0.1:18480", false},
		{[]int{18480}, "8.8.8.8:18480", true},
		{[]int{18480}, "8.8.8.8:18481", false},
		{nil, "127.0.0.1:80", true},
		{nil, "127.0.0.1:18480", false},
		{[]int{0}, "127.0.0.1:18480", true},
		{[]int{0}, "10.0.0.1:18480", false},
	} {
		g := &guard{allow: []netip.Prefix{loop}, ports: k.ports}
		if got := g.check(netip.MustParseAddrPort(k.addr)) == nil; got != k.open {
			t.Errorf("ports %v: %s open: %v", k.ports, k.addr, got)
		}
	}
}

// FuzzGuard holds the table against an independent reading: whatever may be
// connected is global unicast, and no form of a private IPv4 address.
func FuzzGuard(f *testing.F) {
	for _, s := range append(private, public...) {
		a := netip.MustParseAddr(s).WithZone("")
		f.Add(a.AsSlice())
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		a, ok := netip.AddrFromSlice(b)
		if !ok || (&guard{}).check(netip.AddrPortFrom(a, 80)) != nil {
			return
		}
		a = a.Unmap()
		if a.Is6() {
			b := a.As16()
			if nat64.Contains(a) {
				a = netip.AddrFrom4([4]byte(b[12:]))
			} else if b[0]>>5 != 1 || binary.BigEndian.Uint16(b[:2]) == 0x2002 || binary.BigEndian.Uint32(b[:4]) == 0x20010000 {
				t.Fatalf("%s may be connected", a)
			}
		}
		if !a.IsGlobalUnicast() || a.IsPrivate() || a.IsLoopback() || a.IsMulticast() || a.IsLinkLocalUnicast() || a.IsUnspecified() {
			t.Fatalf("%s may be connected", a)
		}
	})
}

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
