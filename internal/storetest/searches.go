package storetest

import (
	"fmt"
	"strings"
	"testing"

	"tearsheet"
)

var searchPromises = []promise{
	{"words phrases and exclusions find what they say", searchFinds},
	{"words of every script are found as they stand", searchScripts},
	{"the syntax of the engine is only words", searchInjection},
	{"an article indexed again is found by its new words alone", searchReplaced},
	{"a search goes on page by page newest first", searchPages},
	{"a passage shows and marks the match", searchPassage},
}

// findable keeps an article of that text and indexes it.
func findable(t *testing.T, s Store, n int, text string) {
	t.Helper()
	k := Keeping("a.example", n, fmt.Sprint("N", n))
	k.Revision.Body = []tearsheet.Block{{Kind: tearsheet.Paragraph, Text: text}}
	index(t, s, keep(t, s, k).Article)
}

func index(t *testing.T, s Store, id tearsheet.ArticleID) {
	t.Helper()
	it, err := s.Item(t.Context(), id)
	must(t, err)
	must(t, s.Index(t.Context(), it))
}

// found gives the numbers of the articles a query finds.
func found(t *testing.T, s Store, query string) string {
	t.Helper()
	hits, _, err := s.Search(t.Context(), query, 100, "")
	if err != nil {
		t.Errorf("search %q: %v", query, err)
	}
	var list []string
	for _, h := range hits {
		list = append(list, fmt.Sprint(h.Item.Article.Number))
	}
	return strings.Join(list, " ")
}

func searchFinds(t *testing.T, b Bench) {
	findable(t, b.Store(), 1, "The harbour of Gdańsk was closed on Monday.")
	findable(t, b.Store(), 2, "On Monday the harbour opened; Ünal spoke.")
	findable(t, b.Store(), 3, "Nothing was closed in well-known O'Brien's 東京 harbour.")
	s := b.Reopen()
	for query, want := range map[string]string{
		"harbour": "3 2 1", "HARBOUR monday": "2 1", `"the harbour"`: "2 1", `"harbour the"`: "", "gdansk": "1", "Gdańsk": "1", "unal": "2", "harbour -monday": "3",
		`closed -"on monday"`: "3", "-harbour": "", "well-known": "3", "o'brien's": "3", "東京": "3", "headline n2": "2", "ada example": "3 2 1", "absent": "", "": "", `" "`: "",
		"harb": "", `"closed on`: "1",
	} {
		equal(t, "found by "+query, found(t, s, query), want)
	}
}

func searchScripts(t *testing.T, b Bench) {
	s := b.Store()
	texts := []string{"Новый район и край, ёлка", "한국어 서울 소식", "हिन्दी समाचार दिल्ली", "がんばれ ペン ニュース", "عبّارة ألدماوث خمس", "Ελλάδα πόλη", "Đà Nẵng Łódź"}
	for i, text := range texts {
		findable(t, s, i+1, text)
	}
	for i, text := range texts {
		for _, word := range strings.FieldsFunc(text, func(r rune) bool { return r == ' ' || r == ',' }) {
			equal(t, "found by "+word, found(t, s, word), fmt.Sprint(i+1))
			hits, _, err := s.Search(t.Context(), word, 1, "")
			must(t, err)
			marked := false
			for _, m := range hits[0].Passage {
				marked = marked || m.Match
			}
			equal(t, "marked by "+word, marked, true)
		}
	}
}

func searchInjection(t *testing.T, b Bench) {
	findable(t, b.Store(), 1, "one NOT two OR three NEAR four headline")
	for query, want := range map[string]string{
		`"`: "", `""`: "", `*`: "", `one*`: "1", `NEAR(one two)`: "", `near four`: "1", `headline:absent`: "", `{headline}: one`: "1", `^one`: "1", `one AND two`: "", `NOT`: "1", `(one`: "1",
		`one) OR (zzz`: "", `'; DROP TABLE search; --`: "", `one + two`: "1", `a"b"c`: "", `-"`: "", "one\x00not": "1", "\xff one": "1", `"one" -"`: "1", `rank`: "",
		strings.Repeat("one ", 500): "1", strings.Repeat(`"`, 999): "", strings.Repeat("(", 5000): "",
	} {
		equal(t, fmt.Sprintf("found by %.40q", query), found(t, b.Store(), query), want)
	}
}

func searchReplaced(t *testing.T, b Bench) {
	s := b.Store()
	findable(t, s, 1, "alpha")
	findable(t, s, 1, "beta")
	equal(t, "old words", found(t, s, "alpha"), "")
	equal(t, "new words", found(t, s, "beta"), "1")
	index(t, s, Keeping("a.example", 1, "").Article.ID)
	equal(t, "indexed twice", found(t, b.Reopen(), "beta"), "1")
	s = b.Store()
	slow, err := s.Item(t.Context(), Keeping("a.example", 1, "").Article.ID)
	must(t, err)
	findable(t, s, 1, "gamma")
	must(t, s.Index(t.Context(), slow))
	equal(t, "words of a job that was overtaken", found(t, s, "beta"), "")
	equal(t, "words of the latest", found(t, s, "gamma"), "1")
}

func searchPages(t *testing.T, b Bench) {
	s, ctx := b.Store(), t.Context()
	for n := 1; n <= 7; n++ {
		findable(t, s, n, "common")
	}
	var got []int64
	var after tearsheet.Cursor
	for {
		hits, next, err := s.Search(ctx, "common", 3, after)
		must(t, err)
		for _, h := range hits {
			got = append(got, h.Item.Article.Number)
		}
		if after = next; next == "" {
			break
		}
		if len(got) == 3 {
			findable(t, s, 8, "common too")
		}
	}
	equal(t, "walk", fmt.Sprint(got), "[7 6 5 4 3 2 1]")
}

func searchPassage(t *testing.T, b Bench) {
	s := b.Store()
	findable(t, s, 1, strings.Repeat("filler ", 200)+"Die Straße nach Zürich ist <b>frei</b>, die STRASSE bleibt zurich treu. "+strings.Repeat("after ", 200))
	hits, _, err := s.Search(t.Context(), "zurich", 10, "")
	must(t, err)
	if len(hits) != 1 {
		t.Fatalf("%d hits", len(hits))
	}
	var text string
	var matches []string
	for _, m := range hits[0].Passage {
		text += m.Text
		if m.Match {
			matches = append(matches, m.Text)
		}
	}
	equal(t, "matches", strings.Join(matches, ","), "Zürich,zurich")
	if n := len(strings.Fields(text)); n < 20 || n > 40 || !strings.Contains(text, "nach Zürich ist <b>frei</b>") {
		t.Errorf("passage of %d words: %q", n, text)
	}
	if hits[0].Item.Revision.Body != nil {
		t.Error("a hit carries the whole body")
	}
	hits, _, err = s.Search(t.Context(), "headline", 10, "")
	must(t, err)
	if len(hits) != 1 || len(hits[0].Passage) != 1 || !strings.HasPrefix(hits[0].Passage[0].Text, "filler") {
		t.Errorf("a match in the headline gives the beginning: %+v", hits)
	}
}
