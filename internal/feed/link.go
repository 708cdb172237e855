package feed

import (
	"net/url"
	"strings"
)

const maxAddress = 4096

// webAddress gives ref, seen from base, as an absolute http or https address
// as it was written; "" when it is none.
func webAddress(base, ref string) string {
	ref = tidy(ref)
	if ref == "" || ref[0] == '#' || len(ref) > maxAddress {
		return ""
	}
	if !hasWebScheme(ref) {
		if hasScheme(ref) {
			return ""
		}
		if ref = resolveAny(base, ref); !hasWebScheme(ref) {
			return ""
		}
	}
	if !hasHost(ref[strings.Index(ref, "//")+2:]) {
		return ""
	}
	return ref
}

// hasHost reports whether what follows the scheme opens with a host that can
// be asked. One behind a user or a password is somebody's secret, or a trick.
func hasHost(rest string) bool {
	host := rest
	if i := strings.IndexAny(rest, "/?#\\"); i >= 0 {
		host = rest[:i]
	}
	if host == "" || host[0] == ':' || strings.IndexByte(host, '@') >= 0 {
		return false
	}
	if strings.ContainsAny(host, "[]:%") {
		_, err := url.Parse("http://" + host + "/")
		return err == nil
	}
	return true
}

// resolveAny gives ref seen from base, whatever its scheme; ref itself when
// either cannot be read.
func resolveAny(base, ref string) string {
	ref = tidy(ref)
	if base == "" || hasScheme(ref) {
		return ref
	}
	b, err := url.Parse(base)
	if err != nil {
		return ref
	}
	r, err := url.Parse(ref)
	if err != nil {
		return ref
	}
	u := b.ResolveReference(r)
	if asciiOnly(ref) {
		return u.String()
	}
	return unescapedLike(ref, u)
}

// unescapedLike keeps the characters that are not ASCII as they were written:
// net/url would write them as percents.
func unescapedLike(ref string, u *url.URL) string {
	s := u.String()
	r, _ := url.Parse(ref)
	return strings.Replace(s, r.EscapedPath(), r.Path, 1)
}

// tidy takes away what no address holds: space around it, line ends and tabs
// within. Spaces within become %20.
func tidy(ref string) string {
	ref = strings.TrimFunc(ref, func(r rune) bool { return r <= ' ' || r == 0xA0 || r == 0xFEFF || r == 0x200B })
	if strings.ContainsAny(ref, "\t\n\r") {
		ref = strings.NewReplacer("\t", "", "\n", "", "\r", "").Replace(ref)
	}
	if strings.IndexByte(ref, ' ') >= 0 {
		ref = strings.ReplaceAll(ref, " ", "%20")
	}
	return ref
}

func hasWebScheme(s string) bool {
	return len(s) > 8 && (strings.EqualFold(s[:7], "http://") || strings.EqualFold(s[:8], "https://"))
}

// hasScheme reports whether s begins with a scheme and a colon.
func hasScheme(s string) bool {
	for i := 0; i < len(s); i++ {
		switch b := s[i]; {
		case b == ':':
			return i > 0
		case b|0x20 >= 'a' && b|0x20 <= 'z':
		case i > 0 && (b >= '0' && b <= '9' || b == '+' || b == '-' || b == '.'):
		default:
			return false
		}
	}
	return false
}

func asciiOnly(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] >= 0x80 {
			return false
		}
	}
	return true
}

// absolute gives markup with its relative addresses made absolute. Tags that
// hold none stay as they came, byte for byte.
func absolute(markup, base string) string {
	if base == "" || !mayBeRelative(markup) {
		return markup
	}
	return rewriteAddresses(markup, base)
}

// mayBeRelative is quick and errs to the side of true.
func mayBeRelative(s string) bool {
	for {
		i := strings.IndexByte(s, '=')
		if i < 0 {
			return false
		}
		value := strings.TrimLeft(s[i+1:min(len(s), i+12)], "\"' \t\r\n")
		if addressBefore(s[:i]) && !strings.HasPrefix(value, "http://") && !strings.HasPrefix(value, "https:/") {
			return true
		}
		s = s[i+1:]
	}
}

// addressBefore reports whether s ends in the name of an attribute that holds an address.
func addressBefore(s string) bool {
	s = strings.TrimRight(s[max(0, len(s)-24):], " \t\r\n")
	i := len(s)
	for i > 0 && (s[i-1]|0x20 >= 'a' && s[i-1]|0x20 <= 'z') {
		i--
	}
	return addressed[lower(s[i:])]
}
