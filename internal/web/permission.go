package web

import (
	"crypto/sha256"
	"crypto/subtle"
	"net"
	"net/http"
	"net/netip"
	"strings"
)

// relayHeaders are what a proxy adds. Whoever comes through one may be anybody,
// though the proxy itself stands on this machine.
var relayHeaders = []string{
	"Forwarded", "Via", "X-Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Forwarded-Port",
	"X-Forwarded-Server", "X-Forwarded-By", "X-Real-Ip", "X-Client-Ip", "X-Original-Forwarded-For", "True-Client-Ip", "Cf-Connecting-Ip",
}

// isOperator reports whether the request was made by somebody at this machine:
// only this machine can reach us at all, the peer is loopback, the name that
// was asked for is too (a page of another site may have its own name point
// here), and no proxy stands between. The first cannot be seen in a request: a
// proxy on this machine that adds no header looks like its operator.
func (s *server) isOperator(r *http.Request) bool {
	return s.OperatorOnLoopback && isLoopbackPeer(r.RemoteAddr) && isLoopbackHost(r.Host) && !isRelayed(r.Header)
}

func isLoopbackPeer(remote string) bool {
	peer, err := netip.ParseAddrPort(remote)
	return err == nil && peer.Addr().Unmap().IsLoopback()
}

// isLoopbackHost takes the Host header: a name under "localhost" or a literal
// loopback address, with or without a port.
func isLoopbackHost(host string) bool {
	name := host
	if h, _, err := net.SplitHostPort(host); err == nil {
		name = h
	}
	name = strings.ToLower(strings.TrimSuffix(name, "."))
	if name == "localhost" || strings.HasSuffix(name, ".localhost") {
		return true
	}
	addr, err := netip.ParseAddr(strings.Trim(name, "[]"))
	return err == nil && addr.Unmap().IsLoopback()
}

func isRelayed(h http.Header) bool {
	for _, name := range relayHeaders {
		if len(h.Values(name)) > 0 {
			return true
		}
	}
	for name := range h {
		if strings.HasPrefix(name, "X-Forwarded-") {
			return true
		}
	}
	return false
}

// permit gives nil where the request may use a route of that permission.
func (s *server) permit(r *http.Request, who permission) error {
	switch {
	case who == everyone, who == reader && (s.OpenReading || s.isOperator(r) || s.hasToken(r)), who == writer && s.hasToken(r):
		return nil
	case s.Token == "" && who == writer:
		return &problem{http.StatusForbidden, "Writing through the API is switched off: set an API token in the configuration and send it as Authorization: Bearer TOKEN."}
	case s.Token == "":
		return &problem{http.StatusForbidden, "Reading through the API is not open: the operator can open it, or set an API token, in the configuration."}
	}
	return &problem{http.StatusUnauthorized, "This needs the API token: send it as Authorization: Bearer TOKEN."}
}

// hasToken compares digests, so that the time taken tells neither the token's
// words nor its length.
func (s *server) hasToken(r *http.Request) bool {
	scheme, given, ok := strings.Cut(r.Header.Get("Authorization"), " ")
	if s.Token == "" || !ok || !strings.EqualFold(scheme, "Bearer") {
		return false
	}
	want, got := sha256.Sum256([]byte(s.Token)), sha256.Sum256([]byte(strings.TrimSpace(given)))
	return subtle.ConstantTimeCompare(want[:], got[:]) == 1
}
