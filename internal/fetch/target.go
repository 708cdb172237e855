package fetch

import (
	"fmt"
	"net/netip"
	"net/url"
	"strconv"
	"strings"

	"golang.org/x/net/idna"

	"tearsheet"
)

const maxAddress = 4096

// target reads an address as it is fetched: absolute, http or https, its host
// in ASCII, no fragment. User and password stay in it.
func (c *Client) target(raw string) (*url.URL, error) {
	raw = strings.TrimSpace(raw)
	if len(raw) > maxAddress {
		return nil, failure(tearsheet.BadScheme, "the address has %d bytes, more than the %d that are taken", len(raw), maxAddress)
	}
	u, err := url.Parse(raw)
	if err != nil {
		return nil, failure(tearsheet.BadScheme, "the address cannot be read") // err would repeat it, password included
	}
	u.Scheme = strings.ToLower(u.Scheme)
	if u.Scheme != "http" && u.Scheme != "https" {
		return nil, failure(tearsheet.BadScheme, "only http and https are fetched, not %q", clip(u.Scheme))
	}
	host, err := hostname(u.Hostname())
	if err != nil {
		return nil, err
	}
	if err := c.setHost(u, host); err != nil {
		return nil, err
	}
	u.Fragment, u.RawFragment = "", ""
	if u.Path == "" {
		u.Path = "/"
	}
	return u, nil
}

// setHost puts the host and, where it is not the scheme's own, the port.
func (c *Client) setHost(u *url.URL, host string) error {
	if strings.Contains(host, ":") {
		host = "[" + host + "]"
	}
	port := u.Port()
	u.Host = host
	if port == "" {
		return nil
	}
	n, err := strconv.Atoi(port)
	g := guard{ports: c.opt.AllowPorts}
	if err != nil || !g.portAllowed(n) {
		return failure(tearsheet.BlockedAddress, "port %s is not one of the web: allow it in the configuration if it is meant", clip(port))
	}
	if !(n == 80 && u.Scheme == "http" || n == 443 && u.Scheme == "https") {
		u.Host = host + ":" + strconv.Itoa(n)
	}
	return nil
}

// hostname gives the host in ASCII and lower case. It refuses the spellings of
// an address that other programs read as numbers: 127.1, 0x7f000001, full-width
// digits.
func hostname(host string) (string, error) {
	if addr, err := netip.ParseAddr(host); err == nil {
		if addr.Zone() != "" {
			return "", failure(tearsheet.BlockedAddress, "an address with a zone is not on the public web")
		}
		return addr.String(), nil
	}
	name := strings.TrimSuffix(strings.ToLower(host), ".")
	if !plain(name) {
		ascii, err := idna.Lookup.ToASCII(name)
		if err != nil {
			return "", failure(tearsheet.BadScheme, "the host is no name that the web could have")
		}
		name = ascii
	}
	if name == "" || len(name) > 253 || strings.HasPrefix(name, ".") || strings.Contains(name, "..") {
		return "", failure(tearsheet.BadScheme, "the host is no name that the web could have")
	}
	if endsInNumber(name) {
		return "", failure(tearsheet.BlockedAddress, "the host is a number in disguise")
	}
	return name, nil
}

func plain(name string) bool {
	return strings.IndexFunc(name, func(r rune) bool {
		return !(r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || r == '-' || r == '_' || r == '.')
	}) < 0
}

// endsInNumber is the test of the URL standard for hosts that are read as IPv4.
func endsInNumber(name string) bool {
	name = strings.TrimSuffix(name, ".")
	last := name[strings.LastIndexByte(name, '.')+1:]
	if hex, ok := strings.CutPrefix(last, "0x"); ok {
		_, err := strconv.ParseUint("0"+hex, 16, 64)
		return err == nil || strings.Trim(hex, "0123456789abcdef") == ""
	}
	return last != "" && strings.Trim(last, "0123456789") == ""
}

// withoutUser gives the address as it may be shown and kept.
func withoutUser(u *url.URL) string {
	if u.User == nil {
		return u.String()
	}
	v := *u
	v.User = nil
	return v.String()
}

// showable gives what can be shown of an address that may not even be one.
func showable(raw string) string {
	u, err := url.Parse(strings.TrimSpace(raw))
	if err == nil && (u.User != nil || u.Opaque == "" && u.Host != "") {
		return clip(withoutUser(u))
	}
	if scheme, rest, ok := strings.Cut(raw, ":"); ok && strings.Contains(rest, "@") {
		return fmt.Sprintf("%s:… (%d bytes)", clip(scheme), len(raw))
	}
	return clip(raw)
}

func clip(s string) string {
	if len(s) > 300 {
		return strings.ToValidUTF8(s[:300], "") + "…"
	}
	return s
}
