package feed

import (
	"net/http"
	"strings"

	"tearsheet"
)

// heedLinks reads the hubs and the own address that the response names in Link
// headers. They go before those in the listing itself (WebSub, section 4).
func heedLinks(l *tearsheet.Listing, header http.Header, base string) {
	var hubs []string
	self := ""
	for _, line := range header.Values("Link") {
		for target, params := range linkValues(line) {
			at := webAddress(base, target)
			if at == "" {
				continue
			}
			for rel := range strings.FieldsSeq(strings.ToLower(params["rel"])) {
				switch {
				case rel == "hub" && len(hubs) < 10:
					hubs = append(hubs, at)
				case rel == "self" && self == "":
					self = at
				}
			}
		}
	}
	if len(hubs) > 0 {
		l.Hubs = hubs
	}
	if self != "" {
		l.Self = self
	}
}

// linkValues gives the targets of one Link header with their parameters (RFC
// 8288, section 3). What is not well formed ends it.
func linkValues(line string) func(func(string, map[string]string) bool) {
	return func(yield func(string, map[string]string) bool) {
		for {
			line = strings.TrimLeft(line, " \t,")
			rest, ok := strings.CutPrefix(line, "<")
			if !ok {
				return
			}
			target, after, ok := strings.Cut(rest, ">")
			if !ok {
				return
			}
			params := map[string]string{}
			line = linkParams(after, params)
			if !yield(target, params) {
				return
			}
		}
	}
}

// linkParams reads parameters into to, of each name the first, and gives what
// follows them.
func linkParams(s string, to map[string]string) string {
	for {
		s = strings.TrimLeft(s, " \t")
		rest, ok := strings.CutPrefix(s, ";")
		if !ok {
			return s
		}
		rest = strings.TrimLeft(rest, " \t")
		end := strings.IndexAny(rest, "=;,")
		if end < 0 {
			return ""
		}
		name := strings.ToLower(strings.TrimSpace(rest[:end]))
		value := ""
		if s = rest[end:]; s[0] == '=' {
			value, s = linkValue(strings.TrimLeft(s[1:], " \t"))
		}
		if _, had := to[name]; !had && name != "" {
			to[name] = value
		}
	}
}

// linkValue reads one value, a token or a quoted string.
func linkValue(s string) (value, rest string) {
	if !strings.HasPrefix(s, `"`) {
		end := strings.IndexAny(s, ";,")
		if end < 0 {
			end = len(s)
		}
		return strings.TrimSpace(s[:end]), s[end:]
	}
	var b strings.Builder
	for i := 1; i < len(s); i++ {
		switch {
		case s[i] == '\\' && i+1 < len(s):
			i++
			b.WriteByte(s[i])
		case s[i] == '"':
			return b.String(), s[i+1:]
		default:
			b.WriteByte(s[i])
		}
	}
	return b.String(), ""
}
