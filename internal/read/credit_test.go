package read

import (
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"slices"
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

// The rules look at the text and at words that any publisher may use: no file
// of the repository names a host of the labelled sets.
func TestNoRuleNamesASite(t *testing.T) {
	hosts := hostsOfTheSets(t)
	seen := 0
	root := filepath.Join("..", "..")
	err := filepath.WalkDir(root, func(path string, f os.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if f.IsDir() && (f.Name() == ".git" || f.Name() == "node_modules") {
			return filepath.SkipDir
		}
		if f.IsDir() || !slices.Contains([]string{".go", ".html", ".js", ".mjs", ".sql", ".txtar", ".txt", ".json", ".jsonl", ".css"}, filepath.Ext(path)) {
			return nil
		}
		b, err := os.ReadFile(path)
		for _, word := range hostLike.FindAllString(string(b), -1) {
			if hosts[strings.ToLower(strings.TrimPrefix(word, "www."))] {
				t.Errorf("%s names %s, a host of the labelled sets", path, word)
			}
		}
		seen++
		return err
	})
	if err != nil || seen < 100 {
		t.Fatalf("looked at %d files: %v", seen, err)
	}
}

var hostLike = regexp.MustCompile(`[a-zA-Z0-9][a-zA-Z0-9-]*(?:\.[a-zA-Z0-9-]+)+`)

// hostsOfTheSets are those of the labelled pages, without hosts that are names
// of the web itself.
func hostsOfTheSets(t *testing.T) map[string]bool {
	hosts := map[string]bool{}
	for _, name := range []string{"scrapinghub", "fundus", "trafilatura", "htmldate"} {
		for _, l := range set(t, name) {
			if u, err := url.Parse(l.URL); err == nil {
				hosts[strings.TrimPrefix(u.Hostname(), "www.")] = true
			}
		}
	}
	if len(hosts) < 100 {
		t.Fatalf("the sets name %d hosts", len(hosts))
	}
	return hosts
}
