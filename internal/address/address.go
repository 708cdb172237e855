// Package address answers which article and which publisher a web address
// names: it takes an address as written and gives its normal form, its
// source and whether two addresses belong to one site.
package address

import (
	"fmt"
	"net/netip"
	"net/url"
	"path"
	"strings"

	"golang.org/x/net/idna"
	"golang.org/x/net/publicsuffix"

	"tearsheet"
)

// longest is how many bytes an address may have, as written and in normal form.
const longest = 4096

// tracking are query parameters that say how a reader came and never which
// article is meant. Anything else in the query is kept, byte for byte.
var tracking = map[string]bool{
	"fbclid": true, "gclid": true, "dclid": true, "gbraid": true, "wbraid": true, "msclkid": true, "yclid": true, "twclid": true,
	"igshid": true, "mc_cid": true, "mc_eid": true, "_ga": true, "_gl": true, "ref_src": true, "ref_url": true, "ns_campaign": true,
	"ns_mchannel": true, "ns_source": true, "ns_linkname": true, "at_medium": true, "at_campaign": true, "cmpid": true, "smid": true,
	"ito": true, "wt_mc": true, "xtor": true, "oc": true,
}

// Normal gives the one spelling of an address by which it is compared and
// kept: scheme and host in lower case (IDNA), no usual port, no fragment, no
// tracking parameters, no user. It refuses what is not http or https.
func Normal(raw string) (string, error) {
	u, err := parse(raw)
	if err != nil {
		return "", err
	}
	u.User, u.Fragment, u.RawFragment = nil, "", ""
	if u.Path == "" {
		u.Path = "/"
	}
	u.RawQuery = withoutTracking(u.RawQuery)
	u.ForceQuery = false
	normal := u.String()
	if len(normal) > longest {
		return "", fmt.Errorf("address %q is too long: at most %d bytes are taken: %w", clip(raw), longest, tearsheet.ErrInvalid)
	}
	return normal, nil
}

// Asked gives raw as it is asked for: scheme and host in order, no fragment,
// the rest byte for byte. It refuses what is not http or https, and addresses
// with a password, which would be shown wherever the address is.
func Asked(raw string) (string, error) {
	u, err := parse(raw)
	if err != nil {
		return "", err
	}
	if u.User != nil {
		return "", fmt.Errorf("address at %s holds a user name or password, which is not taken; give it without: %w", u.Host, tearsheet.ErrInvalid)
	}
	u.Fragment, u.RawFragment = "", ""
	if u.Path == "" {
		u.Path = "/"
	}
	return u.String(), nil
}

// parse reads an absolute http or https address and puts its host in order.
func parse(raw string) (*url.URL, error) {
	raw = strings.TrimSpace(raw)
	if len(raw) > longest {
		return nil, fmt.Errorf("address %q is too long: at most %d bytes are taken: %w", clip(raw), longest, tearsheet.ErrInvalid)
	}
	u, err := url.Parse(raw)
	if err != nil {
		return nil, fmt.Errorf("address %q cannot be read: %w", clip(raw), tearsheet.ErrInvalid)
	}
	u.Scheme = strings.ToLower(u.Scheme)
	if u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
		return nil, fmt.Errorf("address %q is not an http or https address: %w", clip(raw), tearsheet.ErrInvalid)
	}
	host, err := hostOf(u)
	if err != nil {
		return nil, fmt.Errorf("address %q has a host that no name can be: %w", clip(raw), tearsheet.ErrInvalid)
	}
	u.Host = host
	return u, nil
}

func hostOf(u *url.URL) (string, error) {
	name := strings.TrimSuffix(strings.ToLower(u.Hostname()), ".")
	if name == "" || strings.HasPrefix(name, ".") || strings.HasSuffix(name, ".") || strings.Contains(name, "..") || strings.ContainsAny(name, "\\ \t%") {
		return "", tearsheet.ErrInvalid
	}
	if _, err := netip.ParseAddr(name); err != nil {
		ascii, err := idna.Lookup.ToASCII(name)
		if err != nil && !plainHost(name) {
			return "", err
		}
		if err == nil {
			name = ascii
		}
	} else if strings.Contains(name, ":") {
		name = "[" + name + "]"
	}
	port := u.Port()
	if port == "" || port == "80" && u.Scheme == "http" || port == "443" && u.Scheme == "https" {
		return name, nil
	}
	return name + ":" + port, nil
}

// plainHost allows names that IDNA refuses and the web uses, such as those
// with an underscore.
func plainHost(name string) bool {
	for _, r := range name {
		if !(r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || r == '-' || r == '_' || r == '.') {
			return false
		}
	}
	return true
}

func withoutTracking(query string) string {
	if query == "" {
		return ""
	}
	kept := make([]string, 0, 4)
	for part := range strings.SplitSeq(query, "&") {
		name, _, _ := strings.Cut(part, "=")
		name = strings.ToLower(name)
		if part != "" && !tracking[name] && !strings.HasPrefix(name, "utm_") {
			kept = append(kept, part)
		}
	}
	return strings.Join(kept, "&")
}

// Source gives the publisher at whose address raw stands, by its host.
func Source(raw string) (tearsheet.SourceID, error) {
	u, err := parse(raw)
	if err != nil {
		return "", err
	}
	return tearsheet.SourceID(strings.TrimPrefix(u.Host, "www.")), nil
}

// Host gives the host and port of raw, whose turn a fetch of it takes; "" when
// raw is no web address.
func Host(raw string) string {
	u, err := parse(raw)
	if err != nil {
		return ""
	}
	return u.Host
}

// Front gives the front page of the site at which raw stands.
func Front(raw string) string {
	u, err := parse(raw)
	if err != nil {
		return ""
	}
	return u.Scheme + "://" + u.Host + "/"
}

// SameSite reports whether both addresses stand under one registrable domain
// (Public Suffix List); for numeric hosts, under one address and port.
func SameSite(a, b string) bool {
	x, errA := parse(a)
	y, errB := parse(b)
	return errA == nil && errB == nil && site(x) == site(y)
}

func site(u *url.URL) string {
	name := u.Hostname()
	if _, err := netip.ParseAddr(name); err == nil {
		return u.Host
	}
	domain, err := publicsuffix.EffectiveTLDPlusOne(name)
	if err != nil {
		return name
	}
	return domain
}

// Resolve gives ref as an absolute, normal-enough http or https address seen
// from base, or "" when it is none: javascript:, data:, a bare fragment.
func Resolve(base, ref string) string {
	ref = strings.TrimSpace(strings.NewReplacer("\t", "", "\n", "", "\r", "").Replace(ref))
	if ref == "" || strings.HasPrefix(ref, "#") {
		return ""
	}
	r, err := url.Parse(strings.ReplaceAll(ref, " ", "%20"))
	if err != nil {
		return ""
	}
	if b, err := url.Parse(base); err == nil && base != "" {
		r = b.ResolveReference(r)
	}
	if s := strings.ToLower(r.Scheme); s != "http" && s != "https" || r.Host == "" {
		return ""
	}
	return r.String()
}

// IsFront reports whether raw is a site's front page rather than an article.
func IsFront(raw string) bool {
	u, err := parse(raw)
	return err == nil && path.Clean("/"+u.Path) == "/" && withoutTracking(u.RawQuery) == ""
}

func clip(s string) string {
	if len(s) > 120 {
		return s[:120] + "…"
	}
	return s
}
