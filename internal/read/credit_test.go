package read

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestTheCreditIsPartedFromACaption(t *testing.T) {
	for _, c := range []struct{ in, caption, credit string }{
		{"The bridge on Monday.", "The bridge on Monday.", ""},
		{"The bridge on Monday. Photo: Cy Poe", "The bridge on Monday.", "Cy Poe"},
		{"The bridge on Monday. (AP)", "The bridge on Monday.", "AP"},
		{"The bridge — © BELGA", "The bridge", "BELGA"},
		{"The bridge on Monday. AP Photo/Cy Poe", "The bridge on Monday.", "AP Photo/Cy Poe"},
		{"The bridge on Monday. Nobody crosses it.", "The bridge on Monday. Nobody crosses it.", ""},
		{"The old bridge (left) and the new (right)", "The old bridge (left) and the new (right)", ""},
		{"", "", ""},
	} {
		if caption, credit := partCredit(c.in); caption != c.caption || credit != c.credit {
			t.Errorf("partCredit(%q) = %q, %q, want %q, %q", c.in, caption, credit, c.caption, c.credit)
		}
	}
}

// The rules look at the text and at words that any publisher may use. This
// keeps the hosts of the labelled sets out of the code.
func TestNoRuleNamesASite(t *testing.T) {
	for _, sign := range []string{".com", ".org", ".de/", ".co.uk", "http://", "https://"} {
		for name, src := range sources(t) {
			if i := indexOutsideComments(src, sign); i >= 0 {
				t.Errorf("%s holds %q: no rule may name a site", name, sign)
			}
		}
	}
}

func sources(t *testing.T) map[string]string {
	all, err := filepath.Glob("*.go")
	if err != nil || len(all) == 0 {
		t.Fatalf("list the package's files: %v", err)
	}
	src := map[string]string{}
	for _, name := range all {
		if b, err := os.ReadFile(name); err != nil {
			t.Fatal(err)
		} else if !strings.HasSuffix(name, "_test.go") {
			_, body, _ := strings.Cut(string(b), "\n)\n") // the imports name hosts
			src[name] = body
		}
	}
	return src
}

func indexOutsideComments(src, sign string) int {
	for i, line := range strings.Split(src, "\n") {
		code, _, _ := strings.Cut(line, "// ")
		if strings.Contains(code, sign) {
			return i
		}
	}
	return -1
}
