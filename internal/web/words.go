package web

import (
	"fmt"
	"net/url"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/language"

	"tearsheet"
)

const (
	notStated   = "not stated by the publisher"
	noHeadline  = "Headline not stated by the publisher"
	changedSign = "changed %d\u00d7"

	// goneWords says all that is known of an article marked as gone: not whether
	// it was taken down, moved or forbidden, for only the time is kept.
	goneWords = "address has not answered with the article"
)

// headline gives an article's headline verbatim, or says that there is none.
func headline(r *tearsheet.Revision) string {
	if strings.TrimSpace(r.Headline) == "" {
		return noHeadline
	}
	return r.Headline
}

func count(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%s %ss", thousands(int64(n)), what)
}

// thousands writes a number with narrow spaces between groups of three.
func thousands(n int64) string {
	digits := fmt.Sprint(n)
	for i := len(digits) - 3; i > 0 && digits[i-1] != '-'; i -= 3 {
		digits = digits[:i] + "\u202f" + digits[i:]
	}
	return digits
}

func bytesInWords(n int64) string {
	units := []string{"bytes", "kB", "MB", "GB", "TB"}
	size, unit := float64(n), 0
	for size >= 1000 && unit < len(units)-1 {
		size, unit = size/1000, unit+1
	}
	if unit == 0 {
		return fmt.Sprintf("%d bytes", n)
	}
	return fmt.Sprintf("%.1f %s", size, units[unit])
}

// lang gives a language tag that browsers know, or nothing: a publisher may
// state anything.
func lang(stated string) string {
	tag, err := language.Parse(stated)
	if err != nil || tag == language.Und {
		return ""
	}
	return tag.String()
}

// webAddress gives an address that may become a link: http or https with a
// host, without user and password. Anything else is no link.
func webAddress(s string) string {
	u, err := url.Parse(strings.TrimSpace(s))
	if err != nil || u.Host == "" || (u.Scheme != "http" && u.Scheme != "https") {
		return ""
	}
	u.User = nil
	return u.String()
}

// withoutSecrets is a feed's address as the public may see it: keys of
// subscribers often stand in the query.
func withoutSecrets(s string) string {
	u, err := url.Parse(s)
	if err != nil {
		return "an address that cannot be read"
	}
	u.User, u.Fragment = nil, ""
	if u.RawQuery != "" {
		u.RawQuery = ""
		return u.String() + "?…"
	}
	return u.String()
}

// hostOf names where a link leads.
func hostOf(address string) string {
	u, err := url.Parse(address)
	if err != nil || u.Host == "" {
		return address
	}
	return strings.TrimPrefix(u.Hostname(), "www.")
}

// outlet names a source as its pages do.
func outlet(s *tearsheet.Source) string {
	if strings.TrimSpace(s.Name) == "" {
		return string(s.ID)
	}
	return s.Name
}

// evidenceWords says in a reader's words where a field was read. What it does
// not know is shown as it was recorded.
func evidenceWords(evidence string) string {
	kind, detail, _ := strings.Cut(evidence, " ")
	words, known := evidenceKinds[kind]
	switch {
	case evidence == "":
		return "no evidence recorded"
	case !known:
		return "read in: " + evidence
	case detail == "":
		return "read in the " + words.alone
	}
	return "read in the " + fmt.Sprintf(words.with, detail)
}

// evidenceKinds are the first words of recorded evidence: how they are told
// alone, and with the detail that follows.
var evidenceKinds = map[string]struct{ alone, with string }{
	"json-ld":   {"page\u2019s structured data (JSON-LD)", "page\u2019s structured data (JSON-LD), %s"},
	"microdata": {"page\u2019s structured data (microdata)", "page\u2019s structured data (microdata), %s"},
	"meta":      {"page\u2019s meta tags", "page\u2019s meta tag %s"},
	"link":      {"page\u2019s link elements", "page\u2019s link element, %s"},
	"html":      {"page\u2019s HTML", "page\u2019s HTML, attribute %s"},
	"visible":   {"visible page", "page\u2019s visible %s"},
	"feed":      {"feed", "feed\u2019s %s"},
	"itemprop":  {"page\u2019s structured data (microdata)", "page\u2019s structured data (microdata), %s"},
	"first":     {"first words", "first %s"},
	"h1":        {"page\u2019s first heading (h1)", "page\u2019s first heading, %s"},
	"title":     {"page\u2019s title", "page\u2019s title, %s"},
	"header":    {"HTTP header", "HTTP header %s"},
}

// upperFirst makes a beginning of a sentence.
func upperFirst(s string) string {
	r, size := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(r)) + s[size:]
}
