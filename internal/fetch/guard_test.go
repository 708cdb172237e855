package fetch

import (
	"encoding/binary"
	"net"
	"net/netip"
	"testing"
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
