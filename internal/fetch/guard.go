package fetch

import (
	"context"
	"fmt"
	"net"
	"net/netip"
	"slices"
	"strings"
	"syscall"
)

// guard decides which addresses may be connected.
type guard struct {
	allow []netip.Prefix
	ports []int
}

// refusal is the guard's no.
type refusal struct {
	addr netip.AddrPort
	why  string
}

func (r *refusal) Error() string {
	return fmt.Sprintf("%s is not connected: %s", r.addr, r.why)
}

var usualPorts = []int{80, 443, 8080, 8443}

// control is called by net.Dialer with each address after resolution and
// before connecting, so that no name, redirect or second answer of a name
// server can get past it.
func (g *guard) control(_ context.Context, _, address string, _ syscall.RawConn) error {
	a, err := netip.ParseAddrPort(address)
	if err != nil {
		return &refusal{why: "it is not a numeric address"}
	}
	return g.check(a)
}

// check refuses what is not open to this client.
func (g *guard) check(a netip.AddrPort) error {
	addr := a.Addr().Unmap().WithZone("")
	port := int(a.Port())
	if g.allowed(addr) {
		if len(g.ports) == 0 && slices.Contains(usualPorts, port) || g.opened(port) {
			return nil
		}
		return &refusal{a, "its network is allowed, its port is not"}
	}
	if name := notPublic(addr); name != "" {
		return &refusal{a, "it is not a public address (" + name + ")"}
	}
	if !g.portAllowed(port) {
		return &refusal{a, "its port is not one of the web"}
	}
	return nil
}

func (g *guard) allowed(addr netip.Addr) bool {
	return slices.ContainsFunc(g.allow, func(p netip.Prefix) bool { return p.Contains(addr) })
}

func (g *guard) opened(port int) bool {
	return slices.Contains(g.ports, port) || slices.Contains(g.ports, 0)
}

func (g *guard) portAllowed(port int) bool {
	return slices.Contains(usualPorts, port) || g.opened(port)
}

// notPublic names the reason why addr, unmapped and without a zone, is no
// public address; "" when it is one.
func notPublic(addr netip.Addr) string {
	if nat64.Contains(addr) {
		b := addr.As16()
		if name := notPublic(netip.AddrFrom4([4]byte(b[12:]))); name != "" {
			return "NAT64 of " + name
		}
		return ""
	}
	for _, s := range special {
		if s.prefix.Contains(addr) {
			return s.name
		}
	}
	if !addr.Is4() && !globalUnicast.Contains(addr) {
		return "not assigned"
	}
	return ""
}

// dialer connects for the transport: names through the resolver, every
// address through the guard.
type dialer struct {
	net net.Dialer
}

// dial connects to address. Names under localhost are this machine without
// asking a name server (RFC 6761, 6.3), and then meet the guard.
func (d *dialer) dial(ctx context.Context, network, address string) (net.Conn, error) {
	host, port, err := net.SplitHostPort(address)
	if err != nil {
		return nil, err
	}
	if isLocalhost(host) {
		address = net.JoinHostPort("127.0.0.1", port)
	}
	return d.net.DialContext(ctx, network, address)
}

func isLocalhost(host string) bool {
	host = strings.ToLower(strings.TrimSuffix(host, "."))
	return host == "localhost" || strings.HasSuffix(host, ".localhost")
}
