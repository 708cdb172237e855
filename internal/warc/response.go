package warc

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httputil"
	"strconv"
	"strings"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/flate"
	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zlib"
	"github.com/klauspost/compress/zstd"
)

// Response is an HTTP answer: its header as it was sent, its body decoded.
type Response struct {
	Status int
	Header http.Header
	Body   []byte
}

// Response reads the HTTP answer in the record. A resource, which has none, is
// one of status 200 with the record's own content type.
func (rec *Record) Response() (Response, error) {
	if rec.Type == TypeResource {
		h := http.Header{}
		if kind := rec.Header.Get("Content-Type"); kind != "" {
			h.Set("Content-Type", kind)
		}
		return Response{Status: http.StatusOK, Header: h, Body: rec.Block}, nil
	}
	r := bufio.NewReader(bytes.NewReader(rec.Block))
	line, err := readLine(r, MaxHeader)
	if err != nil {
		return Response{}, fmt.Errorf("read response of %s: no status line: %w", rec.URL, err)
	}
	status, err := statusOf(line)
	if err != nil {
		return Response{}, fmt.Errorf("read response of %s: %w", rec.URL, err)
	}
	fields, err := readFields(r, MaxHeader)
	if errors.Is(err, io.ErrUnexpectedEOF) { // an answer without a body may lack the empty line
		fields, err = Fields{}, nil
	}
	if err != nil {
		return Response{}, fmt.Errorf("read response of %s: header: %w", rec.URL, err)
	}
	rest, _ := io.ReadAll(r) // out of memory: it does not fail
	body, err := decoded(rest, http.Header(fields))
	if err != nil {
		return Response{}, fmt.Errorf("read response of %s: %w", rec.URL, err)
	}
	return Response{status, asSent(http.Header(fields)), body}, nil
}

// statusOf reads "HTTP/1.1 200 OK", as of any version.
func statusOf(line string) (int, error) {
	proto, rest, _ := strings.Cut(line, " ")
	code, _, _ := strings.Cut(strings.TrimSpace(rest), " ")
	status, err := strconv.Atoi(code)
	if err != nil || !strings.HasPrefix(proto, "HTTP/") || status < 100 || status > 999 {
		return 0, fmt.Errorf("%.60q is no status line", line)
	}
	return status, nil
}

// decoded takes the transfer coding and the content codings off a body. Many
// archives keep the header of a coded body with a body that is decoded: what is
// not coded as it says is taken as it is.
func decoded(body []byte, h http.Header) ([]byte, error) {
	if strings.Contains(strings.ToLower(strings.Join(h.Values("Transfer-Encoding"), ",")), "chunked") {
		body = unchunked(body)
	}
	if len(body) > MaxBody {
		return nil, fmt.Errorf("the body is larger than %d MiB", MaxBody>>20)
	}
	codings := strings.Split(strings.Join(h.Values("Content-Encoding"), ","), ",")
	if len(codings) > 3 {
		return nil, fmt.Errorf("the body is coded %d times", len(codings))
	}
	for i := len(codings) - 1; i >= 0; i-- {
		var err error
		if body, err = uncoded(body, strings.ToLower(strings.TrimSpace(codings[i]))); err != nil {
			return nil, err
		}
	}
	return body, nil
}

// unchunked takes the chunks apart; what are no chunks stays.
func unchunked(body []byte) []byte {
	plain, err := io.ReadAll(io.LimitReader(httputil.NewChunkedReader(bytes.NewReader(body)), MaxBody+1))
	if err != nil && len(plain) == 0 {
		return body
	}
	return plain
}

var magic = map[string][]byte{"gzip": gzipMagic, "x-gzip": gzipMagic, "zstd": {0x28, 0xb5, 0x2f, 0xfd}}

// uncoded takes one content coding off.
func uncoded(body []byte, coding string) ([]byte, error) {
	if len(body) == 0 || !bytes.HasPrefix(body, magic[coding]) {
		return body, nil
	}
	open := layers[coding]
	if open == nil {
		if coding == "" || coding == "identity" {
			return body, nil
		}
		return nil, fmt.Errorf("the body is coded as %.20q", coding)
	}
	plain, err := inflate(open, body)
	if err == nil && len(plain) > MaxBody {
		return nil, fmt.Errorf("the body is larger than %d MiB", MaxBody>>20)
	}
	if err != nil && magic[coding] == nil && looksLikeText(body) {
		return body, nil
	}
	if err != nil && !(errors.Is(err, io.ErrUnexpectedEOF) && len(plain) > 0) {
		return nil, fmt.Errorf("the body is not the %s that it says it is: %w", coding, err)
	}
	return plain, nil
}

func inflate(open func(io.Reader) (io.Reader, error), body []byte) ([]byte, error) {
	r, err := open(bytes.NewReader(body))
	if err != nil {
		return nil, err
	}
	return io.ReadAll(io.LimitReader(r, MaxBody+1))
}

// looksLikeText tells markup, which needs no decoding, from coded bytes.
func looksLikeText(body []byte) bool {
	return bytes.HasPrefix(bytes.TrimLeft(body, "\xef\xbb\xbf \t\r\n"), []byte("<"))
}

var layers = map[string]func(io.Reader) (io.Reader, error){
	"gzip":    openGzip,
	"x-gzip":  openGzip,
	"deflate": openDeflate,
	"br":      func(r io.Reader) (io.Reader, error) { return brotli.NewReader(r), nil },
	"zstd":    openZstd,
}

func openGzip(r io.Reader) (io.Reader, error) { return gzip.NewReader(r) }

// openDeflate takes deflate with the zlib header that the standard asks for,
// and without it, as some servers send it.
func openDeflate(r io.Reader) (io.Reader, error) {
	b := bufio.NewReader(r)
	if head, err := b.Peek(2); err == nil && head[0]&0x0f == 8 && (int(head[0])<<8|int(head[1]))%31 == 0 {
		return zlib.NewReader(b)
	}
	return flate.NewReader(b), nil
}

// openZstd runs in the caller, so that there is nothing to close.
func openZstd(r io.Reader) (io.Reader, error) {
	return zstd.NewReader(r, zstd.WithDecoderConcurrency(1), zstd.WithDecoderLowmem(true), zstd.WithDecoderMaxWindow(MaxBody))
}
