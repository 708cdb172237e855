package sqlite_test

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"tearsheet/internal/sqlite"
	"tearsheet/internal/storetest"
)

func TestCheckFindsWhatIsWrong(t *testing.T) {
	for text, want := range map[string]string{
		`UPDATE revision SET headline = 'Headline other'`:                "digest differs",
		`UPDATE capture SET body = (SELECT blocks FROM body)`:            "is not what came",
		`UPDATE capture SET body = x'00'`:                                "body of capture 1",
		`UPDATE capture SET header = x'28b52ffd'`:                        "header of capture 1",
		`UPDATE body SET blocks = substr(blocks, 1, length(blocks) - 1)`: "its body cannot be read",
		`DELETE FROM body`:                                                 "without a body",
		`UPDATE article SET revisions = 2`:                                 "counts 2 revisions, has 1",
		`UPDATE article SET latest = 77`:                                   "its latest revision is not its last",
		`UPDATE alias SET article = 77`:                                    "refers to a article that is not there",
		`DELETE FROM alias`:                                                "its address does not lead to it",
		`DELETE FROM revision`:                                             "has 0",
		`UPDATE article SET number = 5`:                                    "without gaps",
		`UPDATE look SET article = NULL`:                                   "lead to different articles",
		`UPDATE told SET entry = x'00'`:                                    "what the feed said cannot be read",
		`UPDATE search_data SET block = x'ffffffffffffffff' WHERE id > 10`: "search",
		`DELETE FROM search WHERE rowid = 1`:                               "is said to be found by searches",
		`DELETE FROM indexed`:                                              "no search finds it",
		`UPDATE indexed SET revision = 0`:                                  "finds the words of revision 0",
		`INSERT INTO search (rowid, body) VALUES (2, 'x')`:                 "of which nobody knows the revision",
		`DROP TABLE capture`:                                               "cannot be read",
	} {
		t.Run(want, func(t *testing.T) {
			b := newBench(t)
			kept, err := b.db.KeepRevision(t.Context(), storetest.Keeping("a.example", 1, "words"))
			if err != nil {
				t.Fatal(err)
			}
			it, err := b.db.Item(t.Context(), kept.Article)
			if err != nil {
				t.Fatal(err)
			}
			if err := b.db.Index(t.Context(), it); err != nil {
				t.Fatal(err)
			}
			clean(t, b.db)
			change(t, b.dir, text)
			found, err := b.db.Check(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			if all := fmt.Sprint(found); !strings.Contains(all, want) {
				t.Errorf("%s\nfound: %s\nwant in it: %s", text, all, want)
			}
		})
	}
}

func TestCheckFindsAByteThatFlippedOnTheDisk(t *testing.T) {
	for name, near := range map[string]string{
		"in a headline": "Headline words", "in an address": "https://a.example/articles/1", "in an identity": string(storetest.Keeping("a.example", 1, "").Article.ID),
		"in a compressed page": "\x28\xb5\x2f\xfd", "in a stated time": "2026-11-24T11", "in evidence": "json-ld", "in the schema": "CREATE TABLE alias",
	} {
		t.Run(name, func(t *testing.T) {
			b := newBench(t)
			if _, err := b.db.KeepRevision(t.Context(), storetest.Keeping("a.example", 1, "words")); err != nil {
				t.Fatal(err)
			}
			if err := b.db.Close(); err != nil {
				t.Fatal(err)
			}
			file := filepath.Join(b.dir, sqlite.File)
			content, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			at := bytes.LastIndex(content, []byte(near))
			if at < 0 {
				t.Fatalf("%q is nowhere in the file", near)
			}
			content[at+len(near)-1] ^= 4
			if err := os.WriteFile(file, content, 0o600); err != nil {
				t.Fatal(err)
			}
			db, err := sqlite.Open(t.Context(), b.dir, quietLog)
			if err != nil {
				return // found while opening
			}
			b.db = db
			found, err := db.Check(t.Context())
			if err != nil || len(found) == 0 {
				t.Errorf("found %v, %v", found, err)
			}
		})
	}
}

func TestAnArticleThatWaitsForItsIndexIsNotMissing(t *testing.T) {
	b := newBench(t)
	k := storetest.Keeping("a.example", 1, "words")
	k.Next = []string{"index"}
	if _, err := b.db.KeepRevision(t.Context(), k); err != nil {
		t.Fatal(err)
	}
	if found, err := b.db.Check(t.Context()); err != nil || len(found) > 0 {
		t.Errorf("while its job waits: %v, %v", found, err)
	}
	change(t, b.dir, `UPDATE river_job SET state = 'discarded', finalized_at = CURRENT_TIMESTAMP`)
	found, err := b.db.Check(t.Context())
	if err != nil || len(found) != 1 || found[0].Kind != "index" || !strings.Contains(found[0].Text, "no search finds it") {
		t.Errorf("when its job was given up: %v, %v", found, err)
	}
}
