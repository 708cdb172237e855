package warc

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"strconv"
	"strings"
	"time"

	"github.com/klauspost/compress/gzip"
)

// Reader gives the responses and resources of an archive in the order of the
// file. It is tolerant: what cannot be read is counted and the reading goes on
// behind it. It is for one goroutine.
type Reader struct {
	Counts Counts

	raw  *bufio.Reader // the file
	zip  *gzip.Reader  // of the member at hand; nil: the file is not compressed
	in   *bufio.Reader // what records are read from: raw, or the member at hand; nil: no member
	kind packing
}

type packing int

const (
	unknown packing = iota
	plain
	compressed
)

var gzipMagic = []byte{0x1f, 0x8b, 0x08}

// NewReader reads an archive: plain, one gzip member for each record, or one
// for all.
func NewReader(r io.Reader) *Reader {
	return &Reader{raw: bufio.NewReaderSize(r, 64<<10), Counts: Counts{Skipped: map[string]int{}}}
}

// Next gives the next response or resource; io.EOF after the last, or an error
// that wraps ErrTruncated where the file ends inside a record. Any other error
// is one of reading the file itself.
func (r *Reader) Next() (Record, error) {
	if r.kind == unknown {
		r.look()
	}
	for {
		if err := r.open(); err != nil {
			return Record{}, err
		}
		rec, err := r.record()
		switch {
		case err == nil && (rec.Type == TypeResponse || rec.Type == TypeResource):
			return rec, nil
		case err == nil:
			continue
		}
		if err := r.overcome(err); err != nil {
			return Record{}, err
		}
	}
}

// look tells by its first bytes whether the file is compressed.
func (r *Reader) look() {
	r.kind = plain
	if head, _ := r.raw.Peek(len(gzipMagic)); bytes.Equal(head, gzipMagic) {
		r.kind = compressed
	}
}

// open makes r.in ready: the file itself, or the next member of it.
func (r *Reader) open() error {
	if r.in != nil {
		return nil
	}
	if r.kind == plain {
		r.in = r.raw
		return nil
	}
	for {
		if err := r.seekMember(); err != nil {
			return err
		}
		if r.member() == nil {
			return nil
		}
		r.Counts.Damaged++
	}
}

// seekMember skips what is no beginning of a gzip member.
func (r *Reader) seekMember() error {
	for {
		head, err := r.raw.Peek(len(gzipMagic))
		if bytes.Equal(head, gzipMagic) {
			return nil
		}
		if len(head) < len(gzipMagic) && err != nil {
			r.Counts.Junk += int64(len(head))
			return ended(err)
		}
		if _, err := r.raw.Discard(1); err != nil {
			return ended(err)
		}
		r.Counts.Junk++
	}
}

func ended(err error) error {
	if err == io.EOF {
		return io.EOF
	}
	return &ReadError{err}
}

// member opens the gzip member that begins here. The gzip reader takes no byte
// beyond the end of it, for a bufio.Reader gives single bytes.
func (r *Reader) member() (err error) {
	if r.zip == nil {
		r.zip, err = gzip.NewReader(r.raw)
	} else {
		err = r.zip.Reset(r.raw)
	}
	if err != nil {
		r.zip = nil
		return err
	}
	r.zip.Multistream(false)
	r.in = bufio.NewReaderSize(r.zip, 32<<10)
	return nil
}

// ReadError is a failure of the file itself, not of what is in it.
type ReadError struct{ Err error }

func (e *ReadError) Error() string { return "read archive: " + e.Err.Error() }

// Unwrap gives the cause.
func (e *ReadError) Unwrap() error { return e.Err }

// The ways in which a record cannot be given.
var (
	errNoMore   = errors.New("nothing is left in the member or file")
	errDamaged  = errors.New("not a record")
	errNotTaken = errors.New("a record that is skipped")
)

// overcome goes on behind what could not be read, or gives the error that ends
// the reading.
func (r *Reader) overcome(err error) error {
	switch {
	case errors.Is(err, errNotTaken):
		return nil
	case errors.Is(err, errNoMore):
		return r.leave()
	case errors.Is(err, errDamaged):
		r.Counts.Damaged++
		return nil
	case errors.Is(err, io.ErrUnexpectedEOF) && r.atEnd():
		if r.kind == compressed {
			r.in = nil
		}
		return ErrTruncated
	case r.kind == compressed: // the member is damaged: the next one may be whole
		r.Counts.Damaged++
		r.in = nil
		return nil
	}
	return &ReadError{err}
}

// leave ends a member that was read to its end; a plain file ends with it.
func (r *Reader) leave() error {
	if r.kind == plain {
		return io.EOF
	}
	r.in = nil
	return nil
}

func (r *Reader) atEnd() bool {
	_, err := r.raw.Peek(1)
	return err == io.EOF
}

// record reads one record whole, or says why it cannot be given.
func (r *Reader) record() (Record, error) {
	version, err := r.version()
	if err != nil {
		return Record{}, err
	}
	fields, err := readFields(r.in, MaxHeader)
	if errors.Is(err, errTooLarge) {
		r.Counts.TooLarge++
		return Record{}, errNotTaken
	}
	if err != nil {
		return Record{}, err
	}
	length, err := strconv.ParseInt(fields.Get("Content-Length"), 10, 64)
	if err != nil || length < 0 {
		return Record{}, errDamaged
	}
	rec := Record{Version: version, Type: strings.ToLower(fields.Get("Warc-Type")), ID: fields.Get("Warc-Record-Id"),
		URL: strings.Trim(fields.Get("Warc-Target-Uri"), "<> "), Date: dateOf(fields.Get("Warc-Date")), Header: fields}
	if taken, err := r.skip(&rec, length); !taken {
		return Record{}, err
	}
	rec.Block, err = readBlock(r.in, length)
	return rec, err
}

// skip passes over the block of a record that is not wanted or too large.
func (r *Reader) skip(rec *Record, length int64) (taken bool, err error) {
	wanted := rec.Type == TypeResponse || rec.Type == TypeResource
	if wanted && length <= MaxBlock {
		return true, nil
	}
	if n, err := io.CopyN(io.Discard, r.in, length); err != nil {
		if err == io.EOF && n < length {
			err = io.ErrUnexpectedEOF
		}
		return false, err
	}
	if wanted {
		r.Counts.TooLarge++
	} else {
		r.Counts.Skipped[orUnknown(rec.Type)]++
	}
	return false, errNotTaken
}

func orUnknown(kind string) string {
	switch kind {
	case "warcinfo", "request", "metadata", "revisit", "conversion", "continuation":
		return kind
	}
	return "unknown"
}

// readBlock reads exactly length bytes, growing with what really comes.
func readBlock(r io.Reader, length int64) ([]byte, error) {
	var b bytes.Buffer
	b.Grow(int(min(length, 1<<20)))
	n, err := io.CopyN(&b, r, length)
	if err == io.EOF && n < length {
		err = io.ErrUnexpectedEOF
	}
	return b.Bytes(), err
}

// version finds the line with which the next record begins, and skips what
// stands before it.
func (r *Reader) version() (string, error) {
	for {
		part, err := r.in.ReadSlice('\n')
		line := strings.TrimRight(string(part[:min(len(part), 64)]), "\r\n \t")
		if version, ok := strings.CutPrefix(line, "WARC/"); ok && err == nil && len(version) <= 8 {
			return version, nil
		}
		if line != "" {
			r.Counts.Junk += int64(len(part))
		}
		switch {
		case err == io.EOF:
			return "", errNoMore
		case err != nil && err != bufio.ErrBufferFull:
			return "", err
		}
	}
}

// dateOf reads WARC-Date: to the second in 1.0, as far as a nanosecond in 1.1,
// which also allows to leave the time of day out.
func dateOf(s string) time.Time {
	for _, layout := range []string{time.RFC3339Nano, "2006-01-02T15:04Z07:00", time.DateOnly} {
		if t, err := time.Parse(layout, s); err == nil {
			return t.UTC()
		}
	}
	return time.Time{}
}
