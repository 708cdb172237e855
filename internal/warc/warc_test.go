package warc

import (
	"bytes"
	"compress/gzip"
	"compress/zlib"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"net/http"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/zstd"
)

var noon = time.Date(2026, 11, 24, 12, 0, 0, 123456000, time.UTC)

const page = "<!doctype html><title>Mill</title><p>The mill at Aldwater will grind again in spring."

// rec writes one record as other tools do.
func rec(version, kind, url, extra, block string) string {
	return fmt.Sprintf("WARC/%s\r\nWARC-Type: %s\r\nWARC-Target-URI: %s\r\nWARC-Date: 2026-11-24T12:00:00Z\r\n%sContent-Length: %d\r\n\r\n%s\r\n\r\n", version, kind, url, extra, len(block), block)
}

func answer(header, body string) string { return "HTTP/1.1 200 OK\r\n" + header + "\r\n" + body }

func zipped(s string) string {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	_, _ = z.Write([]byte(s))
	_ = z.Close()
	return b.String()
}

func all(t *testing.T, file string) ([]Record, *Reader, error) {
	t.Helper()
	r := NewReader(strings.NewReader(file))
	var list []Record
	for {
		rec, err := r.Next()
		if err == io.EOF {
			return list, r, nil
		}
		if err != nil {
			return list, r, err
		}
		list = append(list, rec)
	}
}

func TestWhatIsWrittenIsReadAgain(t *testing.T) {
	header := http.Header{"Content-Type": {"text/html; charset=utf-8"}, "Content-Encoding": {"br"}, "Transfer-Encoding": {"chunked"}, "Set-Cookie": {"a=1", "b=2"}, "Etag": {`"x"`}}
	want := Answer{URL: "https://example.com/mill?a=1", At: noon, Status: 200, Header: header, Body: []byte(page), Notes: []Field{{"asked", "https://example.com/old"}}}
	for _, plain := range []bool{true, false} {
		var file bytes.Buffer
		w := NewWriter(&file, plain)
		if err := errors.Join(w.Info(noon, Field{"software", "Tearsheet"}), w.Response(want), w.Response(want)); err != nil {
			t.Fatal(err)
		}
		list, r, err := all(t, file.String())
		if err != nil || len(list) != 2 || r.Counts.Skipped["warcinfo"] != 1 || r.Counts.Skipped["metadata"] != 2 || r.Counts.Junk+int64(r.Counts.Damaged) != 0 {
			t.Fatalf("plain %v: %d records, %+v, %v", plain, len(list), r.Counts, err)
		}
		got, err := list[0].Response()
		if err != nil || got.Status != 200 || string(got.Body) != page || !list[0].Date.Equal(noon) || list[0].URL != want.URL || list[0].Version != "1.1" {
			t.Errorf("read %+v of %+v, %v", got, list[0], err)
		}
		if got.Header.Get("Content-Encoding") != "br" || !reflect.DeepEqual(got.Header["Set-Cookie"], header["Set-Cookie"]) {
			t.Errorf("header %v", got.Header)
		}
		if !reflect.DeepEqual(got.Header, header) {
			t.Errorf("header %v, was %v", got.Header, header)
		}
		sum := sha256.Sum256([]byte(page))
		if d := list[0].Header.Get("WARC-Payload-Digest"); d != "sha256:"+hex.EncodeToString(sum[:]) {
			t.Errorf("payload digest %s", d)
		}
		if list[0].Header.Get("WARC-Block-Digest") != digest(list[0].Block) || list[0].ID != list[1].ID || len(list[0].ID) != len("<urn:uuid:00000000-0000-8000-8000-000000000000>") {
			t.Errorf("record header %v", list[0].Header)
		}
	}
}

func TestARecordSaysHonestlyThatItsBodyIsDecoded(t *testing.T) {
	var file bytes.Buffer
	err := NewWriter(&file, true).Response(Answer{URL: "https://example.com/", At: noon, Status: 200, Body: []byte(page),
		Header: http.Header{"Content-Encoding": {"gzip"}, "Content-Length": {"33"}, "Transfer-Encoding": {"chunked"}}})
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"HTTP/1.1 200 OK\r\n", "X-Archive-Orig-Content-Encoding: gzip\r\n", "X-Archive-Orig-Content-Length: 33\r\n", "X-Archive-Orig-Transfer-Encoding: chunked\r\n", fmt.Sprintf("\nContent-Length: %d\r\n", len(page))} {
		if !strings.Contains(file.String(), want) {
			t.Errorf("no %q in\n%s", want, file.String())
		}
	}
	if strings.Contains(file.String(), "\nContent-Encoding:") || strings.Contains(file.String(), "\nTransfer-Encoding:") {
		t.Errorf("the record claims a coding that its body has not:\n%s", file.String())
	}
}

func TestAnAddressThatWouldEndItsLineIsRefused(t *testing.T) {
	for _, url := range []string{"", "https://example.com/\r\nWARC-Type: x", "https://example.com/\x7f"} {
		if err := NewWriter(io.Discard, true).Response(Answer{URL: url, At: noon, Status: 200}); err == nil {
			t.Errorf("%q was written", url)
		}
	}
}

func TestABlockThatIsAnotherThanItsDigestSaysIsNotIntact(t *testing.T) {
	for digest, want := range map[string]bool{
		"": true, "crc32:1": true, "sha256": true,
		"sha1:ZRSV6G3VCVKZHSVEO6QC4BVKBNGM4GQ3":         false,
		"sha1:aaf4c61ddcc5e8a2dabede0f3b482cd9aea9434d": true, "sha1:VL2MMHO4YXUKFWV63YHTWSBM3GXKSQ2N": true,
		"SHA-1:VL2MMHO4YXUKFWV63YHTWSBM3GXKSQ2N": true, "md5:5d41402abc4b2a76b9719d911017c592": true,
		"sha256:2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824": true, "sha256:2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9825": false,
	} {
		r := Record{Block: []byte("hello"), Header: Fields{"Warc-Block-Digest": {digest}}}
		if r.Intact() != want {
			t.Errorf("%s: intact is %v", digest, !want)
		}
	}
}

func TestABodyIsDecodedAsItsHeaderSays(t *testing.T) {
	var deflated, brotlied bytes.Buffer
	z := zlib.NewWriter(&deflated)
	_, _ = z.Write([]byte(page))
	_ = z.Close()
	b := brotli.NewWriter(&brotlied)
	_, _ = b.Write([]byte(page))
	_ = b.Close()
	e, _ := zstd.NewWriter(nil)
	zstded := string(e.EncodeAll([]byte(page), nil))
	chunked := func(s string) string { return fmt.Sprintf("%x\r\n%s\r\n0\r\n\r\n", len(s), s) }
	for _, c := range []struct{ name, header, body string }{
		{"as it is", "Content-Type: text/html\r\n", page},
		{"chunked", "Transfer-Encoding: chunked\r\n", chunked(page)},
		{"chunked, but kept whole", "Transfer-Encoding: chunked\r\n", page},
		{"gzip", "Content-Encoding: gzip\r\n", zipped(page)},
		{"gzip, but kept decoded", "Content-Encoding: gzip\r\n", page},
		{"chunked gzip", "Content-Encoding: GZIP\r\nTransfer-Encoding: chunked\r\n", chunked(zipped(page))},
		{"deflate", "Content-Encoding: deflate\r\n", deflated.String()},
		{"bare deflate", "Content-Encoding: deflate\r\n", deflated.String()[2 : deflated.Len()-4]},
		{"deflate, but kept decoded", "Content-Encoding: deflate\r\n", page},
		{"brotli", "Content-Encoding: br\r\n", brotlied.String()},
		{"brotli, but kept decoded", "Content-Encoding: br\r\n", page},
		{"zstd", "Content-Encoding: zstd\r\n", zstded},
		{"twice", "Content-Encoding: gzip, gzip\r\n", zipped(zipped(page))},
		{"broken lines in the header", "no colon\r\n: empty\r\nX-Long: a\r\n  b\r\n", page},
	} {
		list, _, err := all(t, rec("1.0", "response", "<https://example.com/a>", "", answer(c.header, c.body)))
		if err != nil || len(list) != 1 {
			t.Fatalf("%s: %d records, %v", c.name, len(list), err)
		}
		got, err := list[0].Response()
		if err != nil || string(got.Body) != page || list[0].URL != "https://example.com/a" {
			t.Errorf("%s: %q %v at %s", c.name, got.Body, err, list[0].URL)
		}
	}
}

func TestABodyThatCannotBeDecodedSaysWhy(t *testing.T) {
	bomb := zipped(strings.Repeat("\x00", MaxBody+1))
	for name, c := range map[string]struct{ block, says string }{
		"no status line":   {"hello\r\n\r\nbody", "no status line"},
		"empty":            {"", "no status line"},
		"unknown coding":   {answer("Content-Encoding: x-rot13\r\n", page), "coded as"},
		"broken gzip":      {answer("Content-Encoding: gzip\r\n", "\x1f\x8b\x08nonsense that is no gzip"), "not the gzip"},
		"a bomb":           {answer("Content-Encoding: gzip\r\n", bomb), "larger than"},
		"too many codings": {answer("Content-Encoding: gzip, gzip, gzip, gzip\r\n", page), "coded 4 times"},
	} {
		r := Record{Type: TypeResponse, URL: "https://example.com/", Block: []byte(c.block)}
		if _, err := r.Response(); err == nil || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestTheReaderIsTolerantAndCounts(t *testing.T) {
	one := rec("1.1", "response", "https://example.com/1", "", answer("", page))
	two := rec("1.0", "response", "https://example.com/2", "", answer("", page))
	info := rec("1.0", "warcinfo", "", "", "software: x\r\n")
	revisit := rec("1.1", "revisit", "https://example.com/1", "", "HTTP/1.1 304 Not Modified\r\n\r\n")
	odd := rec("1.1", "whatever", "https://example.com/1", "", "x")
	lost := "WARC/1.1\r\nWARC-Type: response\r\n\r\nno length\r\n"
	broken := []byte(zipped(one))
	copy(broken[len(broken)/2:], "XXXXXXXX")
	for _, c := range []struct {
		name, file string
		want       int
		counts     Counts
	}{
		{"empty", "", 0, Counts{}},
		{"plain", info + one + two, 2, Counts{Skipped: map[string]int{"warcinfo": 1}}},
		{"a member each", zipped(info) + zipped(one) + zipped(two), 2, Counts{Skipped: map[string]int{"warcinfo": 1}}},
		{"one member for all", zipped(info + one + revisit + two), 2, Counts{Skipped: map[string]int{"warcinfo": 1, "revisit": 1}}},
		{"unknown types", odd + one, 1, Counts{Skipped: map[string]int{"unknown": 1}}},
		{"junk before and between", "junk\n" + one + "\r\n\r\nmore junk\r\n" + two, 2, Counts{Junk: 16}},
		{"junk between members", zipped(one) + "junk" + zipped(two), 2, Counts{Junk: 4}},
		{"a broken member", zipped(one) + string(broken) + zipped(two), 2, Counts{Damaged: 1}},
		{"no length", lost + one, 1, Counts{Damaged: 1, Junk: 11}},
		{"not an archive", "<html>\n", 0, Counts{Junk: 7}},
		{"line ends of Unix", strings.ReplaceAll(rec("1.0", "resource", "https://example.com/3", "", "x"), "\r\n", "\n"), 1, Counts{}},
		{"a long header", "WARC/1.1\r\nX: " + strings.Repeat("y", MaxHeader) + "\r\n\r\n" + one, 1, Counts{TooLarge: 1, Junk: 2}},
	} {
		list, r, err := all(t, c.file)
		if c.counts.Skipped == nil {
			c.counts.Skipped = map[string]int{}
		}
		if c.name == "a broken member" || c.name == "a long header" { // how far the damage reaches depends on where the reading stopped
			r.Counts.Junk, c.counts.Junk = 0, 0
			r.Counts.Damaged = min(r.Counts.Damaged, 1)
		}
		if err != nil || len(list) != c.want || !reflect.DeepEqual(r.Counts, c.counts) {
			t.Errorf("%s: %d records, %+v, %v; want %d, %+v", c.name, len(list), r.Counts, err, c.want, c.counts)
		}
	}
}

func TestAFileThatEndsInsideARecordGivesWhatIsWholeAndSaysSo(t *testing.T) {
	one := rec("1.1", "response", "https://example.com/1", "", answer("", page))
	for name, file := range map[string]string{
		"plain, in the block":  one + one[:len(one)-20],
		"plain, in the header": one + one[:60],
		"in a member":          zipped(one) + zipped(one)[:60],
		"in a whole member":    zipped(one) + zipped(one[:len(one)-20]),
		"in a skipped record":  one + rec("1.1", "request", "https://example.com/1", "", "GET / HTTP/1.1\r\n\r\n")[:140],
	} {
		list, _, err := all(t, file)
		if len(list) != 1 || !errors.Is(err, ErrTruncated) {
			t.Errorf("%s: %d records, %v", name, len(list), err)
		}
	}
}

func TestATooLargeRecordIsSkippedWithoutBeingHeld(t *testing.T) {
	large := fmt.Sprintf("WARC/1.1\r\nWARC-Type: response\r\nContent-Length: %d\r\n\r\n", MaxBlock+1)
	file := io.MultiReader(strings.NewReader(large), io.LimitReader(zeros{}, MaxBlock+1), strings.NewReader("\r\n\r\n"+rec("1.1", "resource", "https://example.com/", "", page)))
	r := NewReader(file)
	got, err := r.Next()
	if err != nil || string(got.Block) != page || r.Counts.TooLarge != 1 {
		t.Errorf("%v, %+v", err, r.Counts)
	}
}

type zeros struct{}

func (zeros) Read(p []byte) (int, error) { clear(p); return len(p), nil }

type failing struct{}

func (failing) Read([]byte) (int, error) { return 0, errors.New("the disk is gone") }

func TestAFailureOfTheFileIsNoEndOfIt(t *testing.T) {
	one := rec("1.1", "response", "https://example.com/1", "", answer("", page))
	for name, file := range map[string]string{"plain": one[:100], "compressed": zipped(one)[:100], "between members": zipped(one)} {
		r := NewReader(io.MultiReader(strings.NewReader(file), failing{}))
		var err error
		for err == nil {
			_, err = r.Next()
		}
		if failed, ok := errors.AsType[*ReadError](err); !ok || !strings.Contains(failed.Error(), "the disk is gone") {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestADateOfAnyAllowedPrecisionIsRead(t *testing.T) {
	for text, want := range map[string]time.Time{
		"2026-11-24T12:00:00Z":        noon.Truncate(time.Second),
		"2026-11-24T12:00:00.123456Z": noon,
		"2026-11-24T12:00Z":           noon.Truncate(time.Minute),
		"2026-11-24":                  time.Date(2026, 11, 24, 0, 0, 0, 0, time.UTC),
		"yesterday":                   {},
		"":                            {},
	} {
		if got := dateOf(text); !got.Equal(want) {
			t.Errorf("%q: %v", text, got)
		}
	}
}

func FuzzReader(f *testing.F) {
	one := rec("1.1", "response", "https://example.com/1", "", answer("Content-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n", page))
	for _, seed := range []string{"", one, zipped(one), zipped(one) + "x" + zipped(one)[:50], one + one[:90], "WARC/1.0\r\n\r\n", "WARC/1.1\nContent-Length: 99999999999999\n\n",
		rec("1.0", "revisit", "x", "", "y") + rec("1.0", "resource", "<x>", "", page)} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, file []byte) {
		r := NewReader(bytes.NewReader(file))
		for n := 0; ; n++ {
			rec, err := r.Next()
			if err != nil {
				if err != io.EOF && !errors.Is(err, ErrTruncated) {
					t.Fatalf("an error that is none of the file's: %v", err)
				}
				break
			}
			if n > len(file) {
				t.Fatal("more records than bytes")
			}
			if rec.Type != TypeResponse && rec.Type != TypeResource {
				t.Fatalf("a record of type %q was given", rec.Type)
			}
			if answer, err := rec.Response(); err == nil && len(answer.Body) > max(MaxBody, MaxBlock) {
				t.Fatalf("a body of %d bytes", len(answer.Body))
			}
		}
		if _, err := r.Next(); err != io.EOF {
			t.Fatalf("after the end: %v", err)
		}
	})
}
