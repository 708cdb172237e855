package fetch

import (
	"errors"
	"io"
	"net/http"
	"strings"
	"sync"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"

	"tearsheet"
)

var gzipMagic = []byte{0x1f, 0x8b, 0x08}

// maxCodings is how many codings one body may wear. More than one is rare and
// more than two is an attack.
const maxCodings = 2

// codingsOf reads Content-Encoding, in the order in which it was applied.
func codingsOf(h http.Header) ([]string, *tearsheet.Error) {
	if len(h["Content-Encoding"]) == 0 {
		return nil, nil
	}
	var codings []string
	for name := range strings.SplitSeq(strings.Join(h["Content-Encoding"], ","), ",") {
		switch name = strings.ToLower(strings.TrimSpace(name)); name {
		case "", "identity":
		case "gzip", "x-gzip":
			codings = append(codings, "gzip")
		case "br", "zstd":
			codings = append(codings, name)
		default:
			return nil, failure(tearsheet.UnsupportedEncoding, "the body is coded as %q, which was not asked for", clip(name))
		}
	}
	if len(codings) > maxCodings {
		return nil, failure(tearsheet.UnsupportedEncoding, "the body is coded %d times", len(codings))
	}
	return codings, nil
}

// broken is a failure of a decoder.
type broken struct {
	coding string
	err    error
}

func (b *broken) Error() string { return b.coding + ": " + b.err.Error() }
func (b *broken) Unwrap() error { return b.err }

// decoder gives src without its codings. Each layer may give at most limit
// bytes. io.EOF says that src is empty. release must be called when the reader
// is done with.
func decoder(src io.Reader, codings []string, limit int64) (r io.Reader, release func(), err error) {
	var back []func()
	release = func() {
		for _, f := range back {
			f()
		}
	}
	r = src
	for i := len(codings) - 1; i >= 0; i-- {
		layer, give, err := layers[codings[i]](r)
		if err != nil {
			release()
			if err == io.EOF {
				return nil, nil, io.EOF
			}
			return nil, nil, &broken{codings[i], err}
		}
		back = append(back, give)
		r = &bounded{r: layer, left: limit, coding: codings[i]}
	}
	return r, release, nil
}

// bounded ends a layer that gives too much.
type bounded struct {
	r      io.Reader
	left   int64
	coding string
}

func (b *bounded) Read(p []byte) (int, error) {
	n, err := b.r.Read(p)
	b.left -= int64(n)
	if b.left < 0 && err == nil || saysTooLarge(err) {
		return n, errTooLarge
	}
	if err != nil && err != io.EOF {
		err = &broken{b.coding, err}
	}
	return n, err
}

// saysTooLarge is zstd's own word that a frame wants more than is given.
func saysTooLarge(err error) bool {
	return errors.Is(err, zstd.ErrWindowSizeExceeded) || errors.Is(err, zstd.ErrDecoderSizeExceeded)
}

// layers open a decoder from its pool; give puts it back.
var layers = map[string]func(io.Reader) (r io.Reader, give func(), err error){
	"gzip": openGzip,
	"br":   openBrotli,
	"zstd": openZstd,
}

var gzips, brotlis, zstds sync.Pool

func openGzip(src io.Reader) (io.Reader, func(), error) {
	z, _ := gzips.Get().(*gzip.Reader)
	if z == nil {
		z = new(gzip.Reader)
	}
	if err := z.Reset(src); err != nil { // reads the header
		return nil, nil, err
	}
	return z, func() { gzips.Put(z) }, nil
}

func openBrotli(src io.Reader) (io.Reader, func(), error) {
	z, _ := brotlis.Get().(*brotli.Reader)
	if z == nil {
		z = brotli.NewReader(src)
	} else if err := z.Reset(src); err != nil {
		return nil, nil, err
	}
	return z, func() { brotlis.Put(z) }, nil
}

// maxWindow is more than the 8 MiB that RFC 9659 allows a zstd frame on the
// web, because a frame of one segment states the size of its whole content.
const maxWindow = 20 << 20

func openZstd(src io.Reader) (io.Reader, func(), error) {
	z, _ := zstds.Get().(*zstd.Decoder)
	if z == nil {
		var err error
		// One at a time runs in the caller: nothing to close, so a pool may drop it.
		if z, err = zstd.NewReader(nil, zstd.WithDecoderConcurrency(1), zstd.WithDecoderLowmem(true), zstd.WithDecoderMaxWindow(maxWindow)); err != nil {
			return nil, nil, err
		}
	}
	if err := z.Reset(src); err != nil {
		return nil, nil, err
	}
	return z, func() {
		if z.Reset(nil) == nil { // lets go of src
			zstds.Put(z)
		}
	}, nil
}
