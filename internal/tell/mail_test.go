package tell

import (
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"io"
	"math/big"
	"mime"
	"mime/quotedprintable"
	"net"
	netmail "net/mail"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/emersion/go-sasl"
	"github.com/emersion/go-smtp"
)

// office is a mail server on loopback that keeps the letters it takes.
type office struct {
	mu      sync.Mutex
	letters []letter
	logins  []string
	secure  []bool
	refuse  bool
}

type letter struct {
	from string
	to   []string
	data string
}

// counter is one connection to the office.
type counter struct {
	office *office
	conn   *smtp.Conn
	letter letter
}

func (o *office) NewSession(c *smtp.Conn) (smtp.Session, error) {
	return &counter{office: o, conn: c}, nil
}

func (c *counter) AuthMechanisms() []string { return []string{sasl.Plain} }
func (c *counter) Auth(string) (sasl.Server, error) {
	return sasl.NewPlainServer(func(_, user, password string) error {
		c.office.mu.Lock()
		defer c.office.mu.Unlock()
		c.office.logins = append(c.office.logins, user+":"+password)
		if password != "s3cret" {
			return errors.New("wrong password")
		}
		return nil
	}), nil
}
func (c *counter) Mail(from string, _ *smtp.MailOptions) error { c.letter.from = from; return nil }
func (c *counter) Rcpt(to string, _ *smtp.RcptOptions) error {
	c.letter.to = append(c.letter.to, to)
	return nil
}
func (c *counter) Data(r io.Reader) error {
	b, err := io.ReadAll(r)
	c.letter.data = string(b)
	c.office.mu.Lock()
	defer c.office.mu.Unlock()
	if c.office.refuse {
		return &smtp.SMTPError{Code: 451, Message: "try later"}
	}
	_, tls := c.conn.TLSConnectionState()
	c.office.letters, c.office.secure = append(c.office.letters, c.letter), append(c.office.secure, tls)
	return err
}
func (c *counter) Reset()        { c.letter = letter{} }
func (c *counter) Logout() error { return nil }

// openOffice starts a mail server; secured: it offers STARTTLS.
func openOffice(t *testing.T, secured bool) (*office, string, *x509.CertPool) {
	t.Helper()
	o := &office{}
	srv := smtp.NewServer(o)
	srv.Domain, srv.AllowInsecureAuth, srv.ReadTimeout, srv.WriteTimeout = "localhost", true, 10*time.Second, 10*time.Second
	cert, pool := certificate(t)
	if secured {
		srv.TLSConfig = &tls.Config{Certificates: []tls.Certificate{cert}}
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	go srv.Serve(l)
	t.Cleanup(func() { srv.Close() })
	return o, l.Addr().String(), pool
}

func certificate(t *testing.T) (tls.Certificate, *x509.CertPool) {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	form := &x509.Certificate{SerialNumber: big.NewInt(1), NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour),
		IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)}, IsCA: true, BasicConstraintsValid: true}
	der, err := x509.CreateCertificate(rand.Reader, form, form, &key.PublicKey, key)
	if err != nil {
		t.Fatal(err)
	}
	parsed, _ := x509.ParseCertificate(der)
	pool := x509.NewCertPool()
	pool.AddCert(parsed)
	return tls.Certificate{Certificate: [][]byte{der}, PrivateKey: key}, pool
}

func mailTo(t *testing.T, p Post) *Mail {
	t.Helper()
	p.From, p.To = "Tearsheet <desk@example.org>", []string{"editor@example.org", "Ada <ada@example.org>"}
	m, err := NewMail(p)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func TestALetterGoesOverAnEncryptedConnectionAfterALogin(t *testing.T) {
	o, at, pool := openOffice(t, true)
	m := mailTo(t, Post{Server: at, Encryption: STARTTLS, User: "desk", Password: "s3cret", RootCAs: pool})
	n := news()
	if err := m.Send(t.Context(), n, noon); err != nil {
		t.Fatal(err)
	}
	if len(o.letters) != 1 || !o.secure[0] || len(o.logins) != 1 || o.logins[0] != "desk:s3cret" {
		t.Fatalf("letters %d, secured %v, logins %v", len(o.letters), o.secure, o.logins)
	}
	got := o.letters[0]
	if got.from != "desk@example.org" || strings.Join(got.to, " ") != "editor@example.org ada@example.org" {
		t.Errorf("from %s to %v", got.from, got.to)
	}
	msg, err := netmail.ReadMessage(strings.NewReader(got.data))
	if err != nil {
		t.Fatal(err)
	}
	subject, _ := new(mime.WordDecoder).DecodeHeader(msg.Header.Get("Subject"))
	for header, want := range map[string]string{"Message-ID": "<" + n.ID + "@example.org>", "Auto-Submitted": "auto-generated",
		"Content-Type": "text/plain; charset=UTF-8", "Date": noon.Format(time.RFC1123Z)} {
		if msg.Header.Get(header) != want {
			t.Errorf("%s: %q, want %q", header, msg.Header.Get(header), want)
		}
	}
	if subject != "[headline] The Elm: Fourteen hurt" {
		t.Errorf("subject %q", subject)
	}
	body, _ := io.ReadAll(quotedprintable.NewReader(msg.Body))
	for _, want := range []string{"Headline changed. Figure changed: 12 → 14.", "Headline before: Twelve hurt", "Headline now:    Fourteen hurt",
		"Publisher: The Elm", "Kinds of change: headline, fact", "No note to readers was found.", "https://desk.example/article/abcdefghijklmnopqrst/diff/1..2",
		"The original: https://n.example/mill"} {
		if !strings.Contains(string(body), want) {
			t.Errorf("the letter does not say %q:\n%s", want, body)
		}
	}
}

func TestNoWordOfAPublisherBecomesAHeaderOrALineOfOurs(t *testing.T) {
	o, at, _ := openOffice(t, false)
	m := mailTo(t, Post{Server: at, Encryption: Plain})
	n := news()
	n.After = "Quiet\r\nBcc: victim@example.net\r\n\r\nThe original: https://evil.example/"
	n.Outlet, n.Before, n.Summary, n.Original = "Elm\nX-Evil: 1", "a\r\n.\r\nMAIL FROM:<x@y.example>", "b\nc", "https://n.example/\r\nX: 1"
	if err := m.Send(t.Context(), n, noon); err != nil {
		t.Fatal(err)
	}
	if len(o.letters) != 1 || len(o.letters[0].to) != 2 {
		t.Fatalf("%+v", o.letters)
	}
	msg, err := netmail.ReadMessage(strings.NewReader(o.letters[0].data))
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"Bcc", "X-Evil", "X"} {
		if msg.Header.Get(name) != "" {
			t.Errorf("header %s: %s", name, msg.Header.Get(name))
		}
	}
	body, _ := io.ReadAll(quotedprintable.NewReader(msg.Body))
	for l := range strings.Lines(string(body)) {
		if strings.HasPrefix(l, "The original: https://evil") || strings.HasPrefix(l, "Bcc") || strings.HasPrefix(l, "X: 1") {
			t.Errorf("a line of the letter is the publisher's: %q", l)
		}
	}
}

func TestNoLetterAndNoPasswordGoOverALineThatCannotBeSecured(t *testing.T) {
	o, at, pool := openOffice(t, false)
	if err := mailTo(t, Post{Server: at, Encryption: STARTTLS, User: "desk", Password: "s3cret", RootCAs: pool}).Send(t.Context(), news(), noon); err == nil {
		t.Error("sent in the clear")
	}
	secured, at, _ := openOffice(t, true)
	if err := mailTo(t, Post{Server: at, Encryption: STARTTLS, User: "desk", Password: "s3cret"}).Send(t.Context(), news(), noon); err == nil {
		t.Error("sent to a server with a certificate of nobody we know")
	}
	if len(o.letters)+len(o.logins)+len(secured.letters)+len(secured.logins) != 0 {
		t.Errorf("%d letters, logins %v %v", len(o.letters)+len(secured.letters), o.logins, secured.logins)
	}
}

func TestAFailureToSendIsToldWithoutThePassword(t *testing.T) {
	o, at, pool := openOffice(t, true)
	err := mailTo(t, Post{Server: at, Encryption: STARTTLS, User: "desk", Password: "wr0ng", RootCAs: pool}).Send(t.Context(), news(), noon)
	if err == nil || strings.Contains(err.Error(), "wr0ng") || !strings.Contains(err.Error(), "send mail through "+at) {
		t.Errorf("a wrong password: %v", err)
	}
	o.refuse = true
	if err := mailTo(t, Post{Server: at, Encryption: STARTTLS, RootCAs: pool}).Send(t.Context(), news(), noon); err == nil || !strings.Contains(err.Error(), "try later") {
		t.Errorf("a refusal: %v", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := mailTo(t, Post{Server: at, Encryption: STARTTLS, RootCAs: pool}).Send(ctx, news(), noon); err == nil {
		t.Error("sent although nobody waited")
	}
}

func TestWhatCannotBeSentIsSaidBeforeAnythingIs(t *testing.T) {
	good := Post{Server: "mail.example.org:587", From: "desk@example.org", To: []string{"a@example.org"}}
	for want, change := range map[string]func(*Post){
		"sender":       func(p *Post) { p.From = "desk" },
		"recipient":    func(p *Post) { p.To = []string{"a@example.org\r\nBcc: b@example.org"} },
		"no recipient": func(p *Post) { p.To = nil },
		"mail server":  func(p *Post) { p.Server = "mail.example.org" },
	} {
		p := good
		change(&p)
		if _, err := NewMail(p); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v", want, err)
		}
	}
	if _, err := NewMail(good); err != nil {
		t.Error(err)
	}
}
