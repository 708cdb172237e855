package warc

import (
	"bufio"
	"errors"
	"io"
	"net/http"
	"net/textproto"
	"strconv"
	"strings"
)

// Fields is the header of a record: names in canonical form, as of MIME.
type Fields = textproto.MIMEHeader

var errTooLarge = errors.New("more than the limit")

// readFields reads a header up to its empty line. Lines without a colon are
// passed over and folded ones joined: archives hold what servers really sent.
func readFields(r *bufio.Reader, limit int) (Fields, error) {
	fields := Fields{}
	last := ""
	for {
		line, err := readLine(r, limit)
		if err != nil {
			return nil, err
		}
		limit -= len(line) + 1
		text := strings.TrimRight(line, " \t")
		if text == "" {
			return fields, nil
		}
		if last != "" && (text[0] == ' ' || text[0] == '\t') {
			values := fields[last]
			values[len(values)-1] = strings.TrimSpace(values[len(values)-1] + " " + strings.TrimSpace(text))
			continue
		}
		name, value, ok := strings.Cut(text, ":")
		if name = strings.TrimSpace(name); !ok || name == "" {
			continue
		}
		last = textproto.CanonicalMIMEHeaderKey(name)
		fields[last] = append(fields[last], strings.TrimSpace(value))
	}
}

// readLine gives a line without its end. A line over the limit is errTooLarge;
// a file that ends in it is io.ErrUnexpectedEOF.
func readLine(r *bufio.Reader, limit int) (string, error) {
	var long []byte
	for {
		part, err := r.ReadSlice('\n')
		if len(long)+len(part) > limit {
			return "", errTooLarge
		}
		switch {
		case err == nil && long == nil:
			return strings.TrimRight(string(part), "\r\n"), nil
		case err == nil:
			return strings.TrimRight(string(append(long, part...)), "\r\n"), nil
		case err == io.EOF:
			return "", io.ErrUnexpectedEOF
		case err != bufio.ErrBufferFull:
			return "", err
		}
		long = append(long, part...)
	}
}

// original is how the field is called under which replay tools look for what a
// header said before the body was decoded.
const original = "X-Archive-Orig-"

// decodedFields are those that tell how a body was sent. They no longer hold
// for a body that is kept decoded.
var decodedFields = []string{"Content-Encoding", "Transfer-Encoding", "Content-Length"}

// asKept gives the header for a body that is kept decoded: what told how it was
// sent stands under its archive name. A length is stated only where one was: a
// record has its own, and nothing is put in the publisher's mouth.
func asKept(h http.Header, length int) http.Header {
	kept := h.Clone()
	if kept == nil {
		kept = http.Header{}
	}
	if kept.Get("Content-Length") != "" {
		defer kept.Set("Content-Length", strconv.Itoa(length))
	}
	for _, name := range decodedFields {
		if values := kept.Values(name); len(values) > 0 && !(name == "Content-Length" && values[0] == strconv.Itoa(length)) {
			kept[original+name] = values
			kept.Del(name)
		}
	}
	return kept
}

// asSent undoes asKept.
func asSent(h http.Header) http.Header {
	for _, name := range decodedFields {
		if values := h.Values(original + name); len(values) > 0 {
			h[name] = values
			h.Del(original + name)
		}
	}
	return h
}
