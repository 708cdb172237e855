package feed

import (
	"bytes"
	"fmt"
	"mime"
	"strings"
	"unicode/utf8"

	"github.com/gogs/chardet"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/htmlindex"
	"golang.org/x/text/encoding/ianaindex"

	"tearsheet"
)

// decode gives the characters of body. The first that can be right decides:
// the byte order mark, the bytes themselves where they are UTF-16, UTF-32 or
// beyond doubt UTF-8, the HTTP header, the XML declaration. What is UTF-8
// already is given back as it is and not copied.
func decode(body []byte, contentType string) ([]byte, []string, error) {
	if text, ok := wide(body); ok {
		return cleanBytes([]byte(text)), nil, nil
	}
	marked := bytes.HasPrefix(body, []byte("\xEF\xBB\xBF"))
	body = bytes.TrimPrefix(body, []byte("\xEF\xBB\xBF"))
	sequences, valid := multibyte(body)
	if marked || valid && sequences >= 4 {
		return asUTF8(body, valid)
	}
	labels := labelsOf(body, contentType)
	candidates, unknown := encodings(labels)
	for _, c := range candidates {
		if c.utf8 && valid {
			return asUTF8(body, true)
		}
		if !c.utf8 {
			if text, err := c.encoding.NewDecoder().Bytes(body); err == nil && !bytes.ContainsRune(text, utf8.RuneError) {
				return cleanBytes(text), nil, nil
			}
		}
	}
	if valid && (sequences > 0 || unknown == "") {
		return asUTF8(body, true)
	}
	if unknown != "" && len(candidates) == 0 {
		return nil, nil, &tearsheet.Error{Class: tearsheet.Charset, Err: fmt.Errorf("the charset %q is not known and the bytes are not UTF-8", clip(unknown))}
	}
	return mixed(body, candidates, sequences)
}

// mixed reads bytes that no stated charset explains.
func mixed(body []byte, candidates []candidate, sequences int) ([]byte, []string, error) {
	for _, c := range candidates {
		if !c.utf8 {
			text, _ := c.encoding.NewDecoder().Bytes(body)
			return cleanBytes(text), []string{"characters that do not exist in the stated charset were replaced"}, nil
		}
	}
	if sequences > 0 {
		return asUTF8(body, false)
	}
	name, guessed := guessCharset(body)
	text, _ := guessed.NewDecoder().Bytes(body)
	return cleanBytes(text), []string{"no charset is stated that fits the bytes: read as " + name + ", which is a guess"}, nil
}

// guessCharset guesses by the frequency of letters, and Windows-1252 when that
// says little.
func guessCharset(body []byte) (string, encoding.Encoding) {
	best, err := chardet.NewTextDetector().DetectBest(body[:min(len(body), sniffed)])
	if err == nil && best.Confidence >= 25 {
		if e := lookup(strings.ToLower(best.Charset)); e != nil {
			return best.Charset, e
		}
	}
	return "Windows-1252", charmap.Windows1252
}

func asUTF8(body []byte, valid bool) ([]byte, []string, error) {
	if valid {
		return cleanBytes(body), nil, nil
	}
	return cleanBytes(bytes.ToValidUTF8(body, []byte("\uFFFD"))), []string{"bytes that are not UTF-8 were replaced"}, nil
}

// multibyte counts the characters of more than one byte, up to a few, and
// reports whether all of body is valid.
func multibyte(body []byte) (n int, valid bool) {
	valid = utf8.Valid(body)
	broken := 0
	for rest := body[:min(len(body), sniffed)]; len(rest) > 0 && n+broken < 100; {
		i := bytes.IndexFunc(rest, func(r rune) bool { return r >= 0x80 })
		if i < 0 {
			break
		}
		r, size := utf8.DecodeRune(rest[i:])
		if r == utf8.RuneError && size == 1 {
			broken++
		} else {
			n++
		}
		rest = rest[i+size:]
	}
	if broken > n { // some bytes of any other charset look like UTF-8 by accident
		return 0, valid
	}
	return n, valid
}

// labelsOf gives the names of the charsets that the header and the XML
// declaration state.
func labelsOf(body []byte, contentType string) []string {
	var labels []string
	if _, params, err := mime.ParseMediaType(contentType); err == nil && params["charset"] != "" {
		labels = append(labels, params["charset"])
	} else if _, after, ok := strings.Cut(strings.ToLower(contentType), "charset"); ok {
		after = strings.TrimLeft(after, " =:\"'")
		if end := strings.IndexAny(after, " ;\"',"); end >= 0 {
			after = after[:end]
		}
		labels = append(labels, after)
	}
	head := body[:min(len(body), 2048)]
	if bytes.HasPrefix(head, []byte("\x4C\x6F\xA7\x94")) { // "<?xm" in EBCDIC
		head, _ = charmap.CodePage037.NewDecoder().Bytes(head)
	}
	if label := declaredIn(string(head)); label != "" {
		labels = append(labels, label)
	}
	return labels
}

func declaredIn(head string) string {
	_, after, ok := strings.Cut(head, "<?xml")
	if !ok {
		return ""
	}
	declaration, _, _ := strings.Cut(after, "?>")
	_, after, ok = strings.Cut(declaration, "encoding")
	after = strings.TrimLeft(after, " \t\r\n=")
	if !ok || after == "" || after[0] != '"' && after[0] != '\'' {
		return ""
	}
	label, _, _ := strings.Cut(after[1:], after[:1])
	return label
}

type candidate struct {
	utf8     bool
	encoding encoding.Encoding
}

// encodings looks the labels up; unknown is the first that names nothing.
func encodings(labels []string) (found []candidate, unknown string) {
	for _, label := range labels {
		l := strings.ToLower(strings.Trim(label, " \t\"'"))
		switch e := lookup(l); {
		case strings.HasPrefix(l, "utf-8") || strings.HasPrefix(l, "utf8") || l == "unicode" || l == "u8":
			found = append(found, candidate{utf8: true})
		case strings.HasPrefix(l, "utf-16") || strings.HasPrefix(l, "utf-32") || strings.HasPrefix(l, "iso-10646") || strings.HasPrefix(l, "ucs"):
			// Read as such it would have been found by its bytes: the label is wrong.
		case e != nil:
			found = append(found, candidate{encoding: e})
		case unknown == "" && l != "":
			unknown = label
		}
	}
	return found, unknown
}

func lookup(label string) encoding.Encoding {
	if e, err := htmlindex.Get(label); err == nil {
		return e
	}
	for _, l := range []string{label, strings.ReplaceAll(label, "_", "-"), "ibm" + strings.TrimPrefix(label, "cp"), "windows-" + strings.TrimPrefix(label, "cp")} {
		if e, err := htmlindex.Get(l); err == nil {
			return e
		}
		if e, err := ianaindex.IANA.Encoding(l); err == nil && e != nil {
			return e
		}
	}
	return nil
}

// clean replaces the characters that XML does not allow. Those from U+0080 to
// U+009F are what is left where Windows-1252 was taken for ISO 8859-1.
func clean(s string) string {
	if !hasForbidden(s) {
		return s
	}
	return strings.Map(func(r rune) rune {
		if r >= 0x80 && r < 0xA0 {
			return windows1252[r-0x80]
		}
		if allowed(r) {
			return r
		}
		return utf8.RuneError
	}, s)
}

func cleanBytes(b []byte) []byte {
	if !hasForbidden(b) {
		return b
	}
	return []byte(clean(string(b)))
}

// suspicious are the bytes that a forbidden character begins with.
var suspicious = func() (t [256]bool) {
	for b := range 0x20 {
		t[b] = b != '\n' && b != '\t' && b != '\r'
	}
	t[0xC2], t[0xEF] = true, true
	return t
}()

func hasForbidden[T string | []byte](s T) bool {
	for i := 0; i < len(s); i++ {
		if !suspicious[s[i]] {
			continue
		}
		switch {
		case s[i] < 0x20:
			return true
		case s[i] == 0xC2 && i+1 < len(s) && s[i+1] < 0xA0:
			return true
		case s[i] == 0xEF && i+2 < len(s) && s[i+1] == 0xBF && s[i+2] >= 0xBE:
			return true
		}
	}
	return false
}

func clip(s string) string {
	if len(s) > 60 {
		return strings.ToValidUTF8(s[:60], "") + "…"
	}
	return s
}
