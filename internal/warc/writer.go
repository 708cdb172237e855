package warc

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strings"
	"time"
	"unicode"

	"github.com/klauspost/compress/gzip"
)

// Writer writes WARC 1.1 records, each a gzip member of its own, so that every
// record can be read without those before it. The same records give the same
// bytes. It is for one goroutine.
type Writer struct {
	w   io.Writer
	zip *gzip.Writer // one for all records, begun anew for each; nil: no compression
}

// NewWriter writes to w. Plain leaves the compression out.
func NewWriter(w io.Writer, plain bool) *Writer {
	if plain {
		return &Writer{w: w}
	}
	return &Writer{w: w, zip: gzip.NewWriter(w)}
}

// Field is one line of a header.
type Field struct{ Name, Value string }

// Answer is a response to be written.
type Answer struct {
	URL    string // where it stood, after redirects
	At     time.Time
	Status int
	Header http.Header // as it came; what tells how the body was sent is written under an archive name
	Body   []byte      // decoded
	Notes  []Field     // what is known of it beyond the answer, for a metadata record that refers to it
}

// Info writes the warcinfo record with which a file begins: who wrote it, and
// when.
func (w *Writer) Info(at time.Time, fields ...Field) error {
	block := fieldLines(append([]Field{{"format", "WARC File Format 1.1"}, {"conformsTo", "http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/"}}, fields...))
	return w.record("warcinfo", at, block, Field{"Content-Type", "application/warc-fields"})
}

// Response writes a response record and, where there are notes, the metadata
// record that goes with it.
func (w *Writer) Response(a Answer) error {
	url, err := inLine(a.URL)
	if err != nil {
		return fmt.Errorf("write response of %.80q: %w", a.URL, err)
	}
	a.URL = url
	block := answerBlock(&a)
	payload := digest(a.Body)
	about := []Field{{"WARC-Target-URI", a.URL}, {"WARC-Payload-Digest", payload}, {"Content-Type", "application/http; msgtype=response"}}
	if err := w.record(TypeResponse, a.At, block, about...); err != nil || len(a.Notes) == 0 {
		return err
	}
	return w.record("metadata", a.At, fieldLines(a.Notes), Field{"WARC-Target-URI", a.URL},
		Field{"WARC-Concurrent-To", recordID(TypeResponse, a.At, a.URL, block)}, Field{"Content-Type", "application/warc-fields"})
}

// answerBlock is the HTTP message. Its version was not kept: HTTP/1.1 is how
// any of them is written down.
func answerBlock(a *Answer) []byte {
	var b bytes.Buffer
	fmt.Fprintf(&b, "HTTP/1.1 %03d %s\r\n", a.Status, http.StatusText(a.Status))
	_ = asKept(a.Header, len(a.Body)).Write(&b) // in order of the names, without line breaks in values; a buffer takes everything
	b.WriteString("\r\n")
	b.Write(a.Body)
	return b.Bytes()
}

func fieldLines(fields []Field) []byte {
	var b bytes.Buffer
	for _, f := range fields {
		fmt.Fprintf(&b, "%s: %s\r\n", f.Name, strings.Join(strings.Fields(f.Value), " "))
	}
	return b.Bytes()
}

func (w *Writer) record(kind string, at time.Time, block []byte, fields ...Field) error {
	url := ""
	if i := slices.IndexFunc(fields, func(f Field) bool { return f.Name == "WARC-Target-URI" }); i >= 0 {
		url = fields[i].Value
	}
	var b bytes.Buffer
	fmt.Fprintf(&b, "WARC/1.1\r\nWARC-Type: %s\r\nWARC-Record-ID: %s\r\nWARC-Date: %s\r\n", kind, recordID(kind, at, url, block), dateText(at))
	b.Write(fieldLines(fields))
	fmt.Fprintf(&b, "WARC-Block-Digest: %s\r\nContent-Length: %d\r\n\r\n", digest(block), len(block))
	b.Write(block)
	b.WriteString("\r\n\r\n")
	if err := w.write(b.Bytes()); err != nil {
		return fmt.Errorf("write %s record: %w", kind, err)
	}
	return nil
}

func (w *Writer) write(record []byte) error {
	if w.zip == nil {
		_, err := w.w.Write(record)
		return err
	}
	w.zip.Reset(w.w)
	if _, err := w.zip.Write(record); err != nil {
		return err
	}
	return w.zip.Close()
}

// dateText is to the microsecond, as far as there is a part of a second.
func dateText(t time.Time) string { return t.UTC().Format("2006-01-02T15:04:05.999999Z") }

func digest(b []byte) string {
	sum := sha256.Sum256(b)
	return "sha256:" + hex.EncodeToString(sum[:])
}

// recordID is a UUID (version 8, RFC 9562) of what the record holds: the same
// record has the same name in every file.
func recordID(kind string, at time.Time, url string, block []byte) string {
	h := sha256.New()
	fmt.Fprintf(h, "tearsheet-warc %s %s %q ", kind, dateText(at), url)
	h.Write(block)
	u := h.Sum(nil)[:16]
	u[6], u[8] = u[6]&0x0f|0x80, u[8]&0x3f|0x80
	return fmt.Sprintf("<urn:uuid:%x-%x-%x-%x-%x>", u[:4], u[4:6], u[6:8], u[8:10], u[10:])
}

// inLine writes an address so that it stands in a line of a header, and refuses
// one that cannot.
func inLine(url string) (string, error) {
	if url == "" || strings.ContainsFunc(url, unicode.IsControl) {
		return "", errors.New("the address cannot stand in a header")
	}
	return strings.NewReplacer(" ", "%20", "<", "%3C", ">", "%3E").Replace(url), nil
}
