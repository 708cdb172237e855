package read

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"tearsheet"
)

// shared gives a file of the labelled sets, which stand beside the repository.
func shared(t testing.TB, name string) string {
	dir := os.Getenv("TEARSHEET_SHARED")
	if dir == "" {
		dir = "../../../shared"
	}
	path := filepath.Join(dir, name)
	if _, err := os.Stat(path); err != nil {
		t.Skipf("%s is not there: set TEARSHEET_SHARED to the folder of the labelled sets", path)
	}
	return path
}

type labelled struct {
	ID, URL, File string
	body          []byte
}

func set(t testing.TB, name string) []labelled {
	manifest := shared(t, "data/pages/"+name+".manifest.jsonl")
	f, err := os.Open(manifest)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var all []labelled
	for sc := bufio.NewScanner(f); sc.Scan(); {
		var l labelled
		if err := json.Unmarshal(sc.Bytes(), &l); err != nil {
			t.Fatal(err)
		}
		l.body = slurp(t, filepath.Join(filepath.Dir(manifest), l.File))
		all = append(all, l)
	}
	return all
}

func slurp(t testing.TB, path string) []byte {
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var r io.Reader = f
	if strings.HasSuffix(path, ".gz") {
		if r, err = gzip.NewReader(f); err != nil {
			t.Fatal(err)
		}
	}
	b, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// TestScore writes what is read from a set, for the scorer, when
// TEARSHEET_SCORE names the folder to write into.
func TestScore(t *testing.T) {
	dir := os.Getenv("TEARSHEET_SCORE")
	if dir == "" {
		t.Skip("TEARSHEET_SCORE names no folder: nothing is written for the scorer")
	}
	for _, name := range []string{"scrapinghub", "fundus", "trafilatura", "htmldate"} {
		pages := set(t, name)
		f, err := os.Create(filepath.Join(dir, name+".jsonl"))
		if err != nil {
			t.Fatal(err)
		}
		start := time.Now()
		for _, p := range pages {
			r, err := Page(tearsheet.Capture{URL: p.URL, FinalURL: p.URL, Status: 200, Body: p.body}, tearsheet.Entry{})
			if err != nil {
				t.Logf("%s: %v", p.ID, err)
			}
			b, _ := json.Marshal(r)
			id, _ := json.Marshal(p.ID)
			if _, err := f.WriteString(`{"id":` + string(id) + "," + string(b[1:]) + "\n"); err != nil {
				t.Fatal(err)
			}
		}
		t.Logf("%s: %d pages, %v a page", name, len(pages), time.Since(start)/time.Duration(len(pages)))
		if err := f.Close(); err != nil {
			t.Fatal(err)
		}
	}
}
