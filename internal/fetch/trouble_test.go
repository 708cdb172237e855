package fetch

import (
	"crypto/tls"
	"crypto/x509"
	"errors"
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strconv"
	"strings"
	"testing"
	"time"

	"tearsheet"
)

func TestTroubleWithNamesHasItsClass(t *testing.T) {
	names := newNames(t, map[string][]string{"here.test": {"127.0.0.1"}})
	h := newHostile(t)
	c := h.client(t, func(o *Options) { o.Resolver, o.Timeout = names, time.Second })
	for _, name := range []string{"nowhere.test", "servfail.test"} {
		_, err := get(t, c, "http://"+name+"/")
		wantClass(t, err, tearsheet.DNS)
	}
	_, err := get(t, c, "http://silence.test/")
	wantClass(t, err, tearsheet.DNS, tearsheet.Timeout)
	h.on("/", func(c net.Conn, _ *http.Request) {})
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	l.Close() // nobody listens there now
	port := l.Addr().(*net.TCPAddr).Port
	c = New(Options{Allow: []netip.Prefix{netip.MustParsePrefix("127.0.0.1/32")}, AllowPorts: []int{port}})
	_, err = get(t, c, "http://127.0.0.1:"+strconv.Itoa(port))
	wantClass(t, err, tearsheet.Connection)
}

func TestTroubleWithTLSHasItsClass(t *testing.T) {
	quiet := func(s *httptest.Server) *httptest.Server {
		s.Config.ErrorLog = log.New(io.Discard, "", 0)
		return s
	}
	good := quiet(httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/down":
			http.Redirect(w, r, "http://"+r.Host+"/", http.StatusFound)
		case "/reset":
			panic(http.ErrAbortHandler)
		case "/header":
			for i := range 1500 {
				w.Header().Set("X-"+strconv.Itoa(i), strings.Repeat("x", 200))
			}
		case "/slow":
			w.WriteHeader(200)
			w.(http.Flusher).Flush()
			<-r.Context().Done()
		}
		io.WriteString(w, r.Proto)
	})))
	good.EnableHTTP2 = true
	good.StartTLS()
	defer good.Close()
	roots := x509.NewCertPool()
	roots.AddCert(good.Certificate())
	mute, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer mute.Close()
	plain := quiet(httptest.NewUnstartedServer(http.NotFoundHandler()))
	plain.Start()
	defer plain.Close()
	old := quiet(httptest.NewUnstartedServer(http.NotFoundHandler()))
	old.TLS = &tls.Config{MaxVersion: tls.VersionTLS11, MinVersion: tls.VersionTLS10}
	old.StartTLS()
	defer old.Close()

	o := Options{Allow: []netip.Prefix{netip.MustParsePrefix("127.0.0.1/32")}, AllowPorts: []int{0}, Spacing: -1,
		Timeout: 2 * time.Second, SlowAfter: 200 * time.Millisecond, RootCAs: roots}
	trusting := New(o)
	defer trusting.Close()
	o.RootCAs = nil
	strict := New(o)
	defer strict.Close()

	got, err := get(t, trusting, good.URL)
	if err != nil || string(got.Body) != "HTTP/2.0" {
		t.Errorf("control: %q %v", got.Body, err)
	}
	for _, k := range []struct {
		name string
		c    *Client
		url  string
		want tearsheet.Class
	}{
		{"self-signed", strict, good.URL, tearsheet.TLS},
		{"wrong name", trusting, strings.Replace(good.URL, "127.0.0.1", "wrong.localhost", 1), tearsheet.TLS},
		{"plain HTTP", trusting, strings.Replace(plain.URL, "http:", "https:", 1), tearsheet.TLS},
		{"too old", trusting, old.URL, tearsheet.TLS},
		{"no handshake", trusting, "https://" + mute.Addr().String(), tearsheet.Timeout},
		{"https to http", trusting, good.URL + "/down", tearsheet.Downgrade},
		{"HTTP/2 reset", trusting, good.URL + "/reset", tearsheet.Connection},
		{"HTTP/2 header beyond the announced size", trusting, good.URL + "/header", tearsheet.BadResponse},
		{"HTTP/2 slow body", trusting, good.URL + "/slow", tearsheet.Timeout},
	} {
		t.Run(k.name, func(t *testing.T) {
			_, err := get(t, k.c, k.url)
			wantClass(t, err, k.want)
		})
	}
}

// A certificate that has ended is refused. The clock of the check is the
// program's own, so the certificate is one of the past.
func TestAnExpiredCertificateIsRefused(t *testing.T) {
	cert, pool := expiredCertificate(t)
	s := httptest.NewUnstartedServer(http.NotFoundHandler())
	s.Config.ErrorLog = log.New(io.Discard, "", 0)
	s.TLS = &tls.Config{Certificates: []tls.Certificate{cert}}
	s.StartTLS()
	defer s.Close()
	c := New(Options{Allow: []netip.Prefix{netip.MustParsePrefix("127.0.0.1/32")}, AllowPorts: []int{0}, RootCAs: pool})
	_, err := get(t, c, s.URL)
	e := wantClass(t, err, tearsheet.TLS)
	if !strings.Contains(e.Error(), "expired") {
		t.Errorf("refused for another reason: %v", e)
	}
}

func TestAFetchThatIsGivenUpSaysSoAndWrapsItsCause(t *testing.T) {
	h := newHostile(t)
	_, err := h.client(t).Get(cancelled(t), tearsheet.Request{URL: h.url("/"), Purpose: tearsheet.ForFeed})
	wantClass(t, err, tearsheet.Timeout)
	if !errors.Is(err, cancelled(t).Err()) {
		t.Errorf("%v does not wrap the end of its context", err)
	}
}
