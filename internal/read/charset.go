package read

import (
	"bytes"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"unicode/utf8"

	"github.com/gogs/chardet"
	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/unicode"

	"tearsheet"
)

const (
	maxPage = 16 << 20 // bytes of HTML that are read; fetch takes no more than 8 MiB
	prescan = 8 << 10  // bytes in which a <meta> may declare the charset
	sample  = 64 << 10 // bytes that a guess of the charset looks at
)

// decode gives the page in UTF-8. The charset is decided here, once, so that
// nothing later has to guess: byte order mark, the zero bytes of UTF-16,
// Content-Type, <meta>, valid UTF-8, and only then a guess. A declaration that the bytes contradict is
// not followed: text in an eight-bit charset is never valid UTF-8 by chance.
func decode(c *tearsheet.Capture) (string, error) {
	if err := checkPage(c); err != nil {
		return "", err
	}
	body := c.Body
	if enc, mark := byBOM(body); enc != nil {
		return decodeWith(enc, body[mark:])
	}
	if enc := byZeros(body); enc != nil {
		return decodeWith(enc, body)
	}
	if utf8.Valid(body) {
		if enc := declared(c); enc != nil && !hasHighBytes(body) && escapes(enc) {
			return decodeWith(enc, body)
		}
		return string(body), nil
	}
	if enc := declared(c); enc != nil {
		return decodeWith(enc, body)
	}
	if name := saysUTF8(c); name && mostlyUTF8(body) {
		return strings.ToValidUTF8(string(body), "\uFFFD"), nil
	}
	return decodeWith(guess(body), body)
}

// checkPage refuses what is no HTML at all by its first bytes and its type.
func checkPage(c *tearsheet.Capture) error {
	fail := func(class tearsheet.Class, format string, a ...any) error {
		return &tearsheet.Error{Class: class, URL: c.FinalURL, Status: c.Status, Err: fmt.Errorf(format, a...)}
	}
	if len(bytes.TrimSpace(c.Body)) == 0 {
		return fail(tearsheet.Empty, "the page has no content")
	}
	if len(c.Body) > maxPage {
		return fail(tearsheet.TooLarge, "the page has %d bytes, at most %d are read", len(c.Body), maxPage)
	}
	kind := http.DetectContentType(c.Body)
	if bom, _ := byBOM(c.Body); bom != nil || byZeros(c.Body) != nil || strings.HasPrefix(kind, "text/") {
		return nil
	}
	if kind == "application/octet-stream" && bytes.Count(c.Body[:min(len(c.Body), sample)], []byte{0}) < 8 && bytes.IndexByte(c.Body, '<') >= 0 {
		return nil
	}
	return fail(tearsheet.NotAPage, "%s is no page that can be read as an article", strings.TrimSuffix(kind, "; charset=utf-8"))
}

func byBOM(b []byte) (encoding.Encoding, int) {
	switch {
	case bytes.HasPrefix(b, []byte{0xEF, 0xBB, 0xBF}):
		return unicode.UTF8, 3
	case bytes.HasPrefix(b, []byte{0xFE, 0xFF}):
		return unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM), 2
	case bytes.HasPrefix(b, []byte{0xFF, 0xFE}):
		return unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM), 2
	}
	return nil, 0
}

// byZeros tells UTF-16 without a mark by the zero bytes around the first signs
// of a page, which are ASCII: "<" and what follows it, behind white space.
func byZeros(b []byte) encoding.Encoding {
	for i := 0; i+3 < min(len(b), 64); i += 2 {
		pair, next := b[i:i+2], b[i+2:i+4]
		switch {
		case pair[0] == '<' && pair[1] == 0 && next[0] > ' ' && next[1] == 0:
			return unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM)
		case pair[0] == 0 && pair[1] == '<' && next[0] == 0 && next[1] > ' ':
			return unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM)
		case pair[0]|pair[1] > ' ' || pair[0] != 0 && pair[1] != 0:
			return nil
		}
	}
	return nil
}

// declared gives the charset of the header or of a <meta>, if it is known and
// not UTF-8: that has been tried before.
func declared(c *tearsheet.Capture) encoding.Encoding {
	for _, label := range labels(c) {
		if enc, name := charset.Lookup(label); enc != nil && name != "utf-8" && !strings.HasPrefix(name, "utf-16") && name != "replacement" {
			return enc
		}
	}
	return nil
}

func saysUTF8(c *tearsheet.Capture) bool {
	for _, label := range labels(c) {
		if _, name := charset.Lookup(label); name == "utf-8" {
			return true
		}
	}
	return false
}

func labels(c *tearsheet.Capture) []string {
	return []string{labelIn(strings.ToLower(c.Header.Get("Content-Type"))), metaLabel(c.Body[:min(len(c.Body), prescan)])}
}

// metaLabel finds <meta charset=…>, <meta … content="…charset=…"> or the
// encoding of an XML declaration.
func metaLabel(head []byte) string {
	low := strings.ToLower(string(head))
	if rest, ok := strings.CutPrefix(strings.TrimSpace(low), "<?xml"); ok {
		decl, _, _ := strings.Cut(rest, "?>")
		if _, v, ok := strings.Cut(decl, "encoding="); ok {
			return firstToken(v)
		}
	}
	for {
		i := strings.Index(low, "<meta")
		if i < 0 {
			return ""
		}
		low = low[i+5:]
		tag, _, _ := strings.Cut(low, ">")
		if l := labelIn(tag); l != "" {
			return l
		}
	}
}

func labelIn(s string) string {
	_, v, ok := strings.Cut(s, "charset")
	if !ok {
		return ""
	}
	v, ok = strings.CutPrefix(strings.TrimSpace(v), "=")
	if !ok {
		return ""
	}
	return firstToken(v)
}

func firstToken(s string) string {
	s = strings.TrimLeft(s, " \t\r\n\"'")
	if i := strings.IndexAny(s, " \t\r\n\"';/>"); i >= 0 {
		s = s[:i]
	}
	return s
}

// escapes reports whether enc writes its letters in seven bits (ISO-2022-JP),
// so that its text looks like ASCII.
func escapes(enc encoding.Encoding) bool {
	out, err := enc.NewDecoder().Bytes([]byte("\x1b$B$\"\x1b(B"))
	return err == nil && string(out) == "あ"
}

func hasHighBytes(b []byte) bool {
	for _, c := range b {
		if c >= utf8.RuneSelf {
			return true
		}
	}
	return false
}

// mostlyUTF8 reports whether only few sequences are broken, as by a cut made
// in the middle of a character.
func mostlyUTF8(b []byte) bool {
	good, bad := 0, 0
	for len(b) > 0 {
		r, n := utf8.DecodeRune(b)
		if r == utf8.RuneError && n == 1 {
			bad++
		} else if n > 1 {
			good++
		}
		b = b[n:]
	}
	return bad*4 <= good
}

func guess(b []byte) encoding.Encoding {
	if r, err := chardet.NewHtmlDetector().DetectBest(b[:min(len(b), sample)]); err == nil && r.Confidence >= 30 {
		if enc, name := charset.Lookup(r.Charset); enc != nil && name != "replacement" && !strings.HasPrefix(name, "utf-16") {
			return enc
		}
	}
	enc, _ := charset.Lookup("windows-1252")
	return enc
}

var errCharset = errors.New("the page's charset cannot be decoded")

func decodeWith(enc encoding.Encoding, b []byte) (string, error) {
	out, err := enc.NewDecoder().Bytes(b)
	if err != nil {
		return "", &tearsheet.Error{Class: tearsheet.Charset, Err: errors.Join(errCharset, err)}
	}
	return string(out), nil
}
