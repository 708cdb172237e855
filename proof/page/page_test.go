package page_test

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"errors"
	"os"
	"strings"
	"testing"

	"tearsheet/proof"
	"tearsheet/proof/page"
)

// vector is one page with its canonical text, the same for Go and browsers.
type vector struct {
	Name   string `json:"name"`
	HTML   string `json:"html"`
	Base64 string `json:"base64"` // instead of HTML, where bytes matter
	Text   string `json:"text"`
	SHA256 string `json:"sha256"`
	Error  string `json:"error"` // the beginning of it, instead of Text
}

func vectors(t testing.TB) []vector {
	b, err := os.ReadFile("../testdata/text-vectors.json")
	if err != nil {
		t.Fatal(err)
	}
	var file struct {
		Format  string   `json:"format"`
		Vectors []vector `json:"vectors"`
	}
	if err := json.Unmarshal(b, &file); err != nil {
		t.Fatal(err)
	}
	if file.Format != proof.Format {
		t.Fatalf("the vectors are for %s, the package speaks %s", file.Format, proof.Format)
	}
	return file.Vectors
}

func (v vector) source(t testing.TB) string {
	if v.Base64 == "" {
		return v.HTML
	}
	b, err := base64.StdEncoding.DecodeString(v.Base64)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func TestEveryVectorGivesItsText(t *testing.T) {
	all := vectors(t)
	if len(all) < 60 {
		t.Errorf("%d vectors, at least 60 are wanted", len(all))
	}
	for _, v := range all {
		t.Run(v.Name, func(t *testing.T) {
			got, err := page.FromHTML(strings.NewReader(v.source(t)))
			if v.Error != "" {
				if err == nil || !strings.Contains(err.Error(), v.Error) {
					t.Errorf("error %v, want one with %q", err, v.Error)
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			if got != v.Text {
				t.Errorf("got  %+q\nwant %+q", got, v.Text)
			}
			if sum := sha256.Sum256([]byte(got)); hex.EncodeToString(sum[:]) != v.SHA256 {
				t.Errorf("SHA-256 %x, want %s", sum, v.SHA256)
			}
		})
	}
}

func TestAPageThatIsTooLargeIsRefused(t *testing.T) {
	body := "<div data-ts-body>word</div>"
	for name, source := range map[string]string{
		"bytes":    body + strings.Repeat(" ", 8<<20),
		"elements": body + strings.Repeat("<b></b>", 150_001),
	} {
		if _, err := page.FromHTML(strings.NewReader(source)); !errors.Is(err, page.ErrTooLarge) {
			t.Errorf("%s: error %v, want ErrTooLarge", name, err)
		}
	}
}

func TestAPageThatIsNestedTooDeepIsRefused(t *testing.T) {
	source := "<div data-ts-body>" + strings.Repeat("<div>", 600) + "word"
	if got, err := page.FromHTML(strings.NewReader(source)); err == nil {
		t.Errorf("got %q without an error", got)
	}
}

func FuzzFromHTML(f *testing.F) {
	for _, v := range vectors(f) {
		f.Add(v.source(f))
	}
	f.Fuzz(func(t *testing.T, source string) {
		text, err := page.FromHTML(strings.NewReader(source))
		if err != nil {
			return
		}
		blocks := strings.Split(text, "\n\n")
		if again := proof.Canonical(blocks); again != text {
			t.Errorf("the text is not canonical: %+q, then %+q", text, again)
		}
		for _, b := range blocks {
			if strings.ContainsAny(b, "\n\r\t\u00a0\u00ad\u200d") {
				t.Errorf("block %+q keeps what is no part of canonical text", b)
			}
		}
	})
}
