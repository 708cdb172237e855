package main

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"

	"tearsheet"
)

// exhibit is one file for a filter command, from a manifest or the arguments.
// A manifest of texts holds the text itself.
type exhibit struct {
	ID       string            `json:"id"`
	URL      string            `json:"url"`
	File     string            `json:"file"`
	Headers  map[string]string `json:"headers"`
	Headline string            `json:"headline"`
	Text     string            `json:"text"`
	Language string            `json:"language"`
	Section  string            `json:"section"`
	err      error
}

const largestFile = 64 << 20 // what a filter command takes from one file, decompressed

// exhibits gives the files to work on: the manifest's, else the arguments.
func (c *call) exhibits(manifest, url string, args []string) ([]exhibit, error) {
	if manifest == "" && len(args) == 0 {
		return nil, usage("name a file, or a manifest with --manifest")
	}
	if manifest != "" {
		return readManifest(manifest)
	}
	var out []exhibit
	for _, name := range args {
		out = append(out, exhibit{ID: name, URL: url, File: name})
	}
	return out, nil
}

func readManifest(name string) ([]exhibit, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, fmt.Errorf("read manifest: %w", err)
	}
	defer f.Close()
	var out []exhibit
	lines, bad := bufio.NewScanner(f), 0
	lines.Buffer(nil, largestFile)
	for n := 1; lines.Scan(); n++ {
		if len(bytes.TrimSpace(lines.Bytes())) == 0 {
			continue
		}
		var e exhibit
		if err := json.Unmarshal(lines.Bytes(), &e); err != nil {
			bad++
			e.err = fmt.Errorf("line %d of the manifest is not a JSON object with id, url and file", n)
		}
		if !filepath.IsAbs(e.File) {
			e.File = filepath.Join(filepath.Dir(name), e.File)
		}
		out = append(out, e)
	}
	if bad == len(out) && bad > 0 {
		return nil, fmt.Errorf("read manifest: %s is none: no line of it is a JSON object with id, url and file", name)
	}
	return out, lines.Err()
}

// open reads the exhibit's bytes, decompressed where its name ends in .gz; "-"
// is standard input.
func (e exhibit) open(in io.Reader) ([]byte, error) {
	if e.err != nil {
		return nil, e.err
	}
	if e.Text != "" {
		return []byte(e.Text), nil
	}
	from := in
	if e.File != "-" {
		f, err := os.Open(e.File)
		if err != nil {
			return nil, err
		}
		defer f.Close()
		from = f
	}
	if strings.HasSuffix(e.File, ".gz") {
		z, err := gzip.NewReader(from)
		if err != nil {
			return nil, fmt.Errorf("read %s: %w", e.File, err)
		}
		from = z
	}
	b, err := io.ReadAll(io.LimitReader(from, largestFile+1))
	if err == nil && len(b) > largestFile {
		err = &tearsheet.Error{Class: tearsheet.TooLarge, URL: e.URL, Err: fmt.Errorf("%s is larger than %d MiB", e.File, largestFile>>20)}
	}
	return b, err
}

// each works the exhibits, as many at once as there are processors, and writes
// their lines in order. A line that failed says so and the rest goes on; errNo
// is given when all of them failed.
func (c *call) each(list []exhibit, work func(exhibit, []byte) ([]byte, error)) error {
	lines := make([]chan []byte, len(list))
	slots := make(chan struct{}, runtime.GOMAXPROCS(0))
	failed := make(chan bool, len(list))
	for i := range lines {
		lines[i] = make(chan []byte, 1)
	}
	go func() {
		for i, e := range list {
			slots <- struct{}{}
			go func() {
				defer func() { <-slots }()
				line, err := attempt(e, c.in, work)
				failed <- err != nil
				lines[i] <- line
			}()
		}
	}()
	out := bufio.NewWriter(c.out)
	for i := range lines {
		if _, err := out.Write(append(<-lines[i], '\n')); err != nil {
			return err
		}
	}
	bad := 0
	for range list {
		if <-failed {
			bad++
		}
	}
	if err := out.Flush(); err != nil {
		return err
	}
	if bad == len(list) && bad > 0 {
		return errNo
	}
	return nil
}

// attempt works one exhibit; what fails, even by a panic, becomes its line.
func attempt(e exhibit, in io.Reader, work func(exhibit, []byte) ([]byte, error)) (line []byte, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = &tearsheet.Error{Class: tearsheet.Parse, URL: e.URL, Err: fmt.Errorf("the file broke the reader: %v", r)}
		}
		if err != nil {
			line = errorLine(e.ID, err)
		}
	}()
	b, err := e.open(in)
	if err != nil {
		return nil, err
	}
	return work(e, b)
}

func errorLine(id string, err error) []byte {
	class, message := "input", oneLine(err)
	if e, ok := errors.AsType[*tearsheet.Error](err); ok {
		class, message = string(e.Class), oneLine(e.Err)
	}
	b, _ := json.Marshal(map[string]any{"error": map[string]string{"class": class, "message": message}})
	return labelled(b, "id", id)
}

// labelled puts fields in front of a JSON object.
func labelled(object []byte, fields ...string) []byte {
	var b bytes.Buffer
	b.WriteByte('{')
	for i := 0; i+1 < len(fields); i += 2 {
		value, _ := json.Marshal(fields[i+1])
		fmt.Fprintf(&b, "%q:%s,", fields[i], value)
	}
	b.Write(bytes.TrimPrefix(object, []byte("{")))
	return b.Bytes()
}

// marshal is JSON as other programs like it: no HTML escapes.
func marshal(v any) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		return nil, err
	}
	return bytes.TrimRight(b.Bytes(), "\n"), nil
}
