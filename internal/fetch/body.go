package fetch

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net/http"
	"sync"
	"sync/atomic"

	"tearsheet"
)

const (
	trusted   = 1 << 20 // a stated length up to this is given a buffer at once
	chunkSize = 64 << 10
)

// body reads and decodes the body of resp within the limits of m.
func (c *Client) body(ctx context.Context, cancel context.CancelCauseFunc, m manner, resp *http.Response) ([]byte, *tearsheet.Error) {
	if resp.ContentLength > m.limit && !m.cut {
		return nil, classifyBody(ctx, errTooLarge, m.limit)
	}
	w := &wire{r: resp.Body, limit: m.limit, cut: m.cut}
	p := purse{budget: c.budget}
	defer p.giveBack()
	watch := c.watch(w, &p, cancel)
	defer watch.stop()

	codings, err := codingsOf(resp.Header)
	if err != nil {
		return nil, err
	}
	b, e := c.decodeAll(ctx, &p, w, codings, resp.ContentLength, m)
	if e == nil && m.unpack && bytes.HasPrefix(b, gzipMagic) {
		b, e = c.decodeAll(ctx, &p, bytes.NewReader(b), []string{"gzip"}, -1, m)
	}
	if e != nil {
		return nil, bodyFailure(ctx, w, e, m.limit)
	}
	return b, nil
}

// decodeAll reads src through its codings to the end or to the limit.
func (c *Client) decodeAll(ctx context.Context, p *purse, src io.Reader, codings []string, length int64, m manner) ([]byte, error) {
	r, release, err := decoder(src, codings, m.limit)
	if err != nil {
		if errors.Is(err, io.EOF) {
			return nil, nil // nothing came at all: empty, whatever it is called
		}
		return nil, err
	}
	defer release()
	if len(codings) == 0 && length >= 0 && length <= min(trusted, m.limit) {
		return exactly(ctx, p, r, length)
	}
	return gathered(ctx, p, r, m)
}

// exactly reads a body of a stated length.
func exactly(ctx context.Context, p *purse, r io.Reader, n int64) ([]byte, error) {
	if err := p.take(ctx, n); err != nil {
		return nil, err
	}
	b := make([]byte, n)
	_, err := io.ReadFull(r, b)
	if err == io.EOF && n > 0 {
		err = io.ErrUnexpectedEOF
	}
	return b, err
}

var chunks = sync.Pool{New: func() any { return new([chunkSize]byte) }}

// gathered reads a body of unknown length into pooled pieces and joins them
// once, so that nothing is grown by copying.
func gathered(ctx context.Context, p *purse, r io.Reader, m manner) ([]byte, error) {
	var pieces []*[chunkSize]byte
	defer func() {
		for _, piece := range pieces {
			chunks.Put(piece)
		}
	}()
	total := int64(0)
	for {
		if err := p.take(ctx, 2*chunkSize); err != nil { // the piece and its place in the whole
			return nil, err
		}
		piece := chunks.Get().(*[chunkSize]byte)
		pieces = append(pieces, piece)
		n, err := fill(ctx, r, piece[:])
		total += int64(n)
		switch {
		case total > m.limit && m.cut:
			return join(pieces, m.limit), nil
		case total > m.limit:
			return nil, errTooLarge
		case err == io.EOF:
			return join(pieces, total), nil
		case err != nil:
			return nil, err
		}
	}
}

// fill reads until b is full; io.EOF says that the body is complete. Unlike
// io.ReadFull it leaves an unexpected end as the source told it.
func fill(ctx context.Context, r io.Reader, b []byte) (n int, err error) {
	for idle := 0; n < len(b) && err == nil; {
		var m int
		if m, err = r.Read(b[n:]); m == 0 {
			idle++
		} else {
			idle = 0
		}
		n += m
		if err == nil && idle > 100 {
			err = io.ErrNoProgress
		}
		if err == nil && ctx.Err() != nil { // a decoder may be busy without the wire
			err = ctx.Err()
		}
	}
	return n, err
}

func join(pieces []*[chunkSize]byte, total int64) []byte {
	b := make([]byte, 0, total)
	for _, piece := range pieces {
		b = append(b, piece[:min(int64(chunkSize), total-int64(len(b)))]...)
	}
	return b
}

// wire is the body as it comes from the connection. It remembers its own
// failure, so that one of the connection is told from one of a decoder.
type wire struct {
	r     io.Reader
	limit int64
	cut   bool // end at limit instead of failing
	n     atomic.Int64
	err   error
}

func (w *wire) Read(p []byte) (int, error) {
	n, err := w.r.Read(p)
	if total := w.n.Add(int64(n)); total > w.limit && err == nil && !w.cut {
		err = errTooLarge
	}
	if err != nil && err != io.EOF {
		w.err = err
	}
	return n, err
}

func bodyFailure(ctx context.Context, w *wire, err error, limit int64) *tearsheet.Error {
	if w.err != nil {
		return classifyBody(ctx, w.err, limit)
	}
	if t, ok := errors.AsType[*tearsheet.Error](err); ok {
		return t
	}
	if b, ok := errors.AsType[*broken](err); ok && !errors.Is(err, errTooLarge) && !errors.Is(err, io.ErrUnexpectedEOF) && ctx.Err() == nil {
		return failure(tearsheet.BadEncoding, "the body is not the %s that it says it is: %w", b.coding, b.err)
	}
	return classifyBody(ctx, err, limit)
}
