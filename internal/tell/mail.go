package tell

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	netmail "net/mail"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/wneessen/go-mail"
)

// Encryption is how the way to the mail server is secured.
type Encryption string

// The encryptions.
const (
	STARTTLS Encryption = "starttls" // begun in the clear, and not gone on with where it cannot be secured
	TLS      Encryption = "tls"      // from the first byte
	Plain    Encryption = "none"     // for a server on this machine; no password is sent over it
)

// Post is what is needed to send letters.
type Post struct {
	Server         string // host:port
	Encryption     Encryption
	User, Password string // both empty: no login
	From           string // an address, with or without a name
	To             []string
	Dial           mail.DialContextFunc
	RootCAs        *x509.CertPool // nil: the system's
}

// Mail sends letters through one server.
type Mail struct {
	post   Post
	from   *netmail.Address
	to     []*netmail.Address
	client *mail.Client
}

// NewMail checks what is set and gives the way to send; nothing is connected.
func NewMail(p Post) (*Mail, error) {
	m := &Mail{post: p}
	var err error
	if m.from, err = netmail.ParseAddress(p.From); err != nil {
		return nil, fmt.Errorf("sender %q is not an address like desk@example.org: %w", p.From, err)
	}
	for _, to := range p.To {
		address, err := netmail.ParseAddress(to)
		if err != nil {
			return nil, fmt.Errorf("recipient %q is not an address like editor@example.org: %w", to, err)
		}
		m.to = append(m.to, address)
	}
	if len(m.to) == 0 {
		return nil, errors.New("no recipient is named")
	}
	host, port, err := p.server()
	if err != nil {
		return nil, err
	}
	m.client, err = mail.NewClient(host, append(p.options(host), mail.WithPort(port))...)
	if err != nil {
		return nil, fmt.Errorf("set up mail: %w", err)
	}
	return m, nil
}

func (p *Post) server() (host string, port int, err error) {
	u, err := url.Parse("smtp://" + p.Server)
	if err == nil {
		host = u.Hostname()
		port, err = strconv.Atoi(u.Port())
	}
	if err != nil || host == "" || port < 1 || port > 65535 {
		return "", 0, fmt.Errorf("mail server %q is not written like mail.example.org:587", p.Server)
	}
	return host, port, nil
}

func (p *Post) options(host string) []mail.Option {
	options := []mail.Option{mail.WithTimeout(20 * time.Second), mail.WithTLSPolicy(mail.TLSMandatory), mail.WithoutNoop(),
		mail.WithTLSConfig(&tls.Config{ServerName: host, RootCAs: p.RootCAs, MinVersion: tls.VersionTLS12})}
	switch p.Encryption {
	case TLS:
		options = append(options, mail.WithSSL())
	case Plain:
		options = append(options, mail.WithTLSPolicy(mail.NoTLS))
	}
	if p.User != "" {
		options = append(options, mail.WithSMTPAuth(mail.SMTPAuthAutoDiscover), mail.WithUsername(p.User), mail.WithPassword(p.Password))
	}
	if p.Dial != nil {
		options = append(options, mail.WithDialContextFunc(p.Dial))
	}
	return options
}

// Channel is the name under which alerts for it are kept.
func (m *Mail) Channel() string { return "mail" }

// Send sends one letter with n, dated now.
func (m *Mail) Send(ctx context.Context, n News, now time.Time) error {
	letter, err := m.write(n, now)
	if err != nil {
		return err
	}
	if err := m.client.DialAndSendWithContext(ctx, letter); err != nil {
		return fmt.Errorf("send mail through %s: %w", m.post.Server, err)
	}
	return nil
}

// write composes the letter. Its Message-ID is that of the alert, so that a
// second one after a lost answer can be told from another alert.
func (m *Mail) write(n News, now time.Time) (*mail.Msg, error) {
	letter := mail.NewMsg(mail.WithNoDefaultUserAgent(), mail.WithEncoding(mail.EncodingQP))
	letter.FromMailAddress(m.from)
	letter.ToMailAddress(m.to...)
	letter.Subject(line(fmt.Sprintf("[%s] %s: %s", n.gravest(), n.Outlet, n.After), 150))
	_, domain, _ := strings.Cut(m.from.Address, "@")
	letter.SetMessageIDWithValue(n.ID + "@" + domain)
	letter.SetDateWithValue(now)
	letter.SetGenHeader("Auto-Submitted", "auto-generated")
	letter.SetBodyString(mail.TypeTextPlain, text(n))
	return letter, nil
}

// text is the letter's body. What a publisher wrote stands behind a label, on
// one line, so that it cannot pass for ours.
func text(n News) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s\n\n", line(n.Summary, 500))
	if n.Before != n.After {
		fmt.Fprintf(&b, "Headline before: %s\nHeadline now:    %s\n", line(n.Before, 300), line(n.After, 300))
	} else {
		fmt.Fprintf(&b, "Headline: %s\n", line(n.After, 300))
	}
	fmt.Fprintf(&b, "Publisher: %s\n", line(n.Outlet, 100))
	for i, k := range n.Kinds {
		label := ", "
		if i == 0 {
			label = "Kinds of change: "
		}
		b.WriteString(label + string(k))
	}
	if len(n.Kinds) > 0 {
		b.WriteString("\n")
	}
	switch {
	case n.Declared:
		b.WriteString("The publisher tells its readers of the change.\n")
	case n.Undisclosed:
		b.WriteString("No note to readers was found.\n")
	}
	fmt.Fprintf(&b, "Seen: %s\n\n", n.At.UTC().Format("2 January 2006, 15:04 MST"))
	if n.Diff != "" {
		fmt.Fprintf(&b, "What changed: %s\n", n.Diff)
	}
	fmt.Fprintf(&b, "The original: %s\n", line(n.Original, 2000))
	return b.String()
}
