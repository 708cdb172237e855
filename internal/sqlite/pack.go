package sqlite

import (
	"encoding/json"
	"fmt"
	"sync"

	"github.com/klauspost/compress/zstd"
)

// The one encoder and decoder of the process: each holds some MB. Their
// EncodeAll and DecodeAll may be called from many goroutines.
var encoder = sync.OnceValue(func() *zstd.Encoder {
	e, err := zstd.NewWriter(nil, zstd.WithEncoderLevel(zstd.SpeedFastest), zstd.WithEncoderConcurrency(2),
		zstd.WithWindowSize(1<<20), zstd.WithLowerEncoderMem(true))
	if err != nil {
		panic(err) // the options are constant
	}
	return e
})

var decoder = sync.OnceValue(func() *zstd.Decoder {
	d, err := zstd.NewReader(nil, zstd.WithDecoderConcurrency(2), zstd.WithDecoderLowmem(true), zstd.WithDecoderMaxMemory(64<<20))
	if err != nil {
		panic(err) // the options are constant
	}
	return d
})

func squeeze(b []byte) []byte { return encoder().EncodeAll(b, make([]byte, 0, len(b)/4+64)) }

func expand(b []byte) ([]byte, error) {
	out, err := decoder().DecodeAll(b, nil)
	if err != nil {
		return nil, fmt.Errorf("decompress: %w", err)
	}
	return out, nil
}

// pack gives v as compressed JSON.
func pack(v any) ([]byte, error) {
	b, err := json.Marshal(v)
	if err != nil {
		return nil, err
	}
	return squeeze(b), nil
}

// unpack reads what pack wrote.
func unpack(b []byte, v any) error {
	plain, err := expand(b)
	if err != nil {
		return err
	}
	return json.Unmarshal(plain, v)
}

// list gives JSON for a column; "" for an empty list, which reads need not parse.
func list[T any](v []T) (string, error) {
	if len(v) == 0 {
		return "", nil
	}
	b, err := json.Marshal(v)
	return string(b), err
}

// parsed reads JSON of a column; "" leaves the value as it is.
type parsed struct{ v any }

// Scan implements sql.Scanner.
func (p parsed) Scan(v any) error {
	text, _ := v.(string)
	if text == "" {
		return nil
	}
	return json.Unmarshal([]byte(text), p.v)
}
