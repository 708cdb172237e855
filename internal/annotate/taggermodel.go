package annotate

import (
	"bytes"
	"compress/flate"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math"
	"slices"
)

// tagger knows which words are names: weights of features, and lists.
type tagger struct {
	lists  *lists
	slots  []slot // open table of features
	rows   []smallRow
	mask   uint32
	scale  float32
	follow [tags]row
}

// slot is a place of the table: a feature, 0 where there is none, and its row.
type slot struct{ feature, row uint32 }

// smallRow is a row in 127ths of the greatest weight.
type smallRow [tags]int8

// newTagger makes a tagger of weights by feature. The features come in order
// of their hash, so that the same weights make the same bytes.
func newTagger(l *lists, features []uint32, weights []row, follow *[tags]row) *tagger {
	t := &tagger{lists: l, follow: *follow}
	greatest := float32(1e-6)
	for i := range weights {
		for _, w := range weights[i] {
			greatest = max(greatest, min(float32(math.Abs(float64(w))), largestWeight))
		}
	}
	t.scale = greatest / 127
	rows := make([]smallRow, len(features))
	for i := range weights {
		for k, w := range weights[i] {
			rows[i][k] = int8(math.Round(float64(max(-127, min(127, w/t.scale)))))
		}
	}
	t.fill(features, rows)
	return t
}

// largestWeight cuts the few weights that would make the steps of all others coarse.
const largestWeight = 3

// fill makes the table.
func (t *tagger) fill(features []uint32, rows []smallRow) {
	size := 1024
	for size < 2*len(features) {
		size *= 2
	}
	t.slots, t.rows, t.mask = make([]slot, size), rows, uint32(size-1)
	for i, f := range features {
		at := f & t.mask
		for t.slots[at].feature != 0 {
			at = (at + 1) & t.mask
		}
		t.slots[at] = slot{f, uint32(i)}
	}
}

// fit adds up the weights of a token's features.
func (t *tagger) fit(features []uint32) row {
	if len(features) == 0 {
		return plainFit
	}
	var sum [tags]int32
	for _, f := range features {
		at := f & t.mask
		for t.slots[at].feature != f && t.slots[at].feature != 0 {
			at = (at + 1) & t.mask
		}
		if t.slots[at].feature == f {
			for k, w := range t.rows[t.slots[at].row] {
				sum[k] += int32(w)
			}
		}
	}
	var out row
	for k, v := range sum {
		out[k] = float32(v) * t.scale
	}
	return out
}

// modelMark begins the file of a tagger.
const modelMark = "tearsheet names 1\n"

// bytes gives the tagger as a file: deflated; hashes in order as differences.
func (t *tagger) bytes() ([]byte, error) {
	var b bytes.Buffer
	b.WriteString(modelMark)
	w, err := flate.NewWriter(&b, flate.BestCompression)
	if err != nil {
		return nil, fmt.Errorf("write names: %w", err)
	}
	var raw []byte
	raw = binary.LittleEndian.AppendUint32(raw, math.Float32bits(t.scale))
	for _, r := range t.follow {
		for _, v := range r {
			raw = binary.LittleEndian.AppendUint32(raw, math.Float32bits(v))
		}
	}
	features := make([]uint32, len(t.slots))
	for at, s := range t.slots {
		features[at] = s.feature
	}
	raw = appendTable(raw, features, func(at int) []byte {
		r := t.rows[t.slots[at].row]
		return packRow(&r)
	})
	raw = appendTable(raw, t.lists.keys, func(at int) []byte { return []byte{byte(t.lists.in[at])} })
	if _, err := w.Write(raw); err != nil {
		return nil, fmt.Errorf("write names: %w", err)
	}
	if err := w.Close(); err != nil {
		return nil, fmt.Errorf("write names: %w", err)
	}
	return b.Bytes(), nil
}

// packRow gives two bytes that say which weights are not 0, and those.
func packRow(r *smallRow) []byte {
	out := make([]byte, 2, 2+tags)
	which := uint16(0)
	for k, w := range r {
		if w != 0 {
			which |= 1 << k
			out = append(out, byte(w))
		}
	}
	binary.LittleEndian.PutUint16(out, which)
	return out
}

// appendTable writes the number of entries, the differences of their sorted
// keys, and then their values.
func appendTable(raw []byte, keys []uint32, value func(at int) []byte) []byte {
	var full []int
	for at, k := range keys {
		if k != 0 {
			full = append(full, at)
		}
	}
	slices.SortFunc(full, func(a, b int) int { return int(int64(keys[a]) - int64(keys[b])) })
	raw = binary.AppendUvarint(raw, uint64(len(full)))
	before := uint32(0)
	for _, at := range full {
		raw = binary.AppendUvarint(raw, uint64(keys[at]-before))
		before = keys[at]
	}
	for _, at := range full {
		raw = append(raw, value(at)...)
	}
	return raw
}

var errModel = errors.New("the file of names is damaged; make it again with `tearsheet train names`")

// readTagger reads what bytes wrote.
func readTagger(file []byte) (*tagger, error) {
	rest, ok := bytes.CutPrefix(file, []byte(modelMark))
	if !ok {
		return nil, errModel
	}
	raw, err := io.ReadAll(flate.NewReader(bytes.NewReader(rest)))
	if err != nil {
		return nil, fmt.Errorf("read names: %w", err)
	}
	c := &cursor{rest: raw}
	t := &tagger{scale: math.Float32frombits(c.word())}
	for a := range t.follow {
		for b := range t.follow[a] {
			t.follow[a][b] = math.Float32frombits(c.word())
		}
	}
	features := c.keys()
	rows := make([]smallRow, len(features))
	for i := range rows {
		c.row(&rows[i])
	}
	t.fill(features, rows)
	keys := c.keys()
	t.lists = newLists(len(keys))
	for _, k := range keys {
		t.lists.add(k, listed(c.take(1)[0]))
	}
	if c.short {
		return nil, errModel
	}
	return t, nil
}

// cursor reads a byte slice; past the end it gives zeros and is short.
type cursor struct {
	rest  []byte
	short bool
}

func (c *cursor) take(n int) []byte {
	if len(c.rest) < n {
		c.short, c.rest = true, nil
		return make([]byte, n)
	}
	out := c.rest[:n]
	c.rest = c.rest[n:]
	return out
}

func (c *cursor) word() uint32 { return binary.LittleEndian.Uint32(c.take(4)) }

func (c *cursor) number() uint64 {
	v, n := binary.Uvarint(c.rest)
	if n <= 0 {
		c.short, c.rest = true, nil
		return 0
	}
	c.rest = c.rest[n:]
	return v
}

func (c *cursor) keys() []uint32 {
	n := c.number()
	if n > uint64(len(c.rest)) {
		c.short = true
		return nil
	}
	keys, before := make([]uint32, n), uint32(0)
	for i := range keys {
		before += uint32(c.number())
		keys[i] = before
	}
	return keys
}

func (c *cursor) row(r *smallRow) {
	which := binary.LittleEndian.Uint16(c.take(2))
	for k := range r {
		if which>>k&1 == 1 {
			r[k] = int8(c.take(1)[0])
		}
	}
}
