package feed

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// shared gives a folder of the labelled material, which is not part of this
// repository, and skips the test where it is absent.
func shared(t testing.TB, path string) string {
	root := os.Getenv("TEARSHEET_SHARED")
	if root == "" {
		root = "../../../shared"
	}
	path = filepath.Join(root, path)
	if _, err := os.Stat(path); err != nil {
		t.Skipf("%s is absent: set TEARSHEET_SHARED to the folder with the labelled feeds", path)
	}
	return path
}

type suiteCase struct {
	ID, File, URL string
	Headers       map[string]string
}

func suiteCases(t testing.TB) (folder string, cases []suiteCase) {
	folder = shared(t, "data")
	f, err := os.Open(filepath.Join(folder, "feeds.manifest.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for s := bufio.NewScanner(f); s.Scan(); {
		var c suiteCase
		if err := json.Unmarshal(s.Bytes(), &c); err != nil {
			t.Fatal(err)
		}
		cases = append(cases, c)
	}
	return folder, cases
}

func readCase(t testing.TB, folder string, c suiteCase) (JSON, error) {
	body, err := os.ReadFile(filepath.Join(folder, c.File))
	if err != nil {
		t.Fatal(err)
	}
	header := http.Header{}
	for k, v := range c.Headers {
		header.Set(k, v)
	}
	l, err := Read(body, header, c.URL)
	return Output(c.ID, l), err
}

// The labelled suite is scored by its own program, whose last lines are shown;
// TEARSHEET_FEEDS_OUT keeps the output for a closer look.
func TestTheLabelledSuiteIsReadAsWellAsItsOwnParserReadsIt(t *testing.T) {
	folder, cases := suiteCases(t)
	var out bytes.Buffer
	unread := 0
	for _, c := range cases {
		j, err := readCase(t, folder, c)
		if err != nil {
			unread++
			t.Logf("%s: %v", c.ID, err)
			continue
		}
		if err := json.NewEncoder(&out).Encode(j); err != nil {
			t.Fatal(err)
		}
	}
	if unread > 5 {
		t.Errorf("%d of %d feeds could not be read, at most 5 may", unread, len(cases))
	}
	path := os.Getenv("TEARSHEET_FEEDS_OUT")
	if path == "" {
		path = filepath.Join(t.TempDir(), "out.jsonl")
	}
	if err := os.WriteFile(path, out.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
	python, err := exec.LookPath("python3")
	if err != nil {
		t.Skip("python3 is absent: the output is not scored")
	}
	report, err := exec.Command(python, shared(t, "score/feeds.py"), filepath.Join(folder, "feeds.jsonl"), path, "--list", "60").CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, report)
	}
	t.Logf("%s", report)
	for what, least := range map[string]float64{"in-scope pass rate (without sanitising)": .97, "entities": 100. / 102, "decoded text": .95, "sanitising: safe": 1, "equal output": .98} {
		if got := rateOf(string(report), what); got < least {
			t.Errorf("%s: %.3f, want at least %.3f", what, got, least)
		}
	}
}

// rateOf finds "what 9/10" in the report.
func rateOf(report, what string) float64 {
	for line := range strings.Lines(report) {
		_, after, ok := strings.Cut(line, what+" ")
		var got, of float64
		if n, _ := fmt.Sscanf(after, "%f/%f", &got, &of); ok && n == 2 {
			return got / of
		}
	}
	return 0
}
