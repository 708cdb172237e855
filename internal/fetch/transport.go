package fetch

import (
	"crypto/tls"
	"net"
	"net/http"
	"time"
)

// maxHeader bounds a response's header; net/http alone would take 10 MiB.
const maxHeader = 256 << 10

// newTransport gives the connections of the client: guarded, no proxy from the
// environment, one for each host.
func newTransport(o Options) *http.Transport {
	g := &guard{allow: o.Allow, ports: o.AllowPorts}
	short := min(10*time.Second, o.Timeout)
	d := &dialer{net.Dialer{
		Timeout:        short,
		Resolver:       o.Resolver,
		ControlContext: g.control,
	}}
	return &http.Transport{
		DialContext:            d.dial,
		TLSClientConfig:        &tls.Config{RootCAs: o.RootCAs, MinVersion: tls.VersionTLS12},
		TLSHandshakeTimeout:    short,
		MaxResponseHeaderBytes: maxHeader,
		DisableCompression:     true, // decoded by us, so that limits hold after it
		ForceAttemptHTTP2:      true,
		MaxConnsPerHost:        1,
		MaxIdleConnsPerHost:    1,
		MaxIdleConns:           64,
		IdleConnTimeout:        30 * time.Second,
	}
}
