package sqlite

import (
	"strings"
	"testing"
	"testing/quick"
	"unicode/utf8"

	"tearsheet"
)

func TestAPassageIsAPieceOfTheTextWithItsMatchesMarked(t *testing.T) {
	long := strings.Repeat("word ", 100)
	for _, c := range []struct{ query, text, want string }{
		{"b", "a b c", "a [b] c"},
		{"b c", "a b c d", "a [b] [c] d"},
		{`"b c"`, "c b c b", "c [b c] b"},
		{`b "b c"`, "b c", "[b c]"},
		{"-b a", "a b", "[a] b"},
		{"none", "a b", "a b"},
		{"x", "", ""},
		{"x", "... !", ""},
		{"É", "é e\u0301 E.", "[é] [e\u0301] [E]."},
		{"end", long + "end", strings.TrimSpace(strings.Repeat("word ", 8)) + " [end]"},
		{"end", "end " + long, "[end] " + strings.TrimSpace(strings.Repeat("word ", 29))},
	} {
		var got strings.Builder
		for _, m := range parseQuery(c.query).passage(c.text) {
			if m.Match {
				got.WriteString("[" + m.Text + "]")
			} else {
				got.WriteString(m.Text)
			}
		}
		if got.String() != c.want {
			t.Errorf("%s in %.20q: got %q, want %q", c.query, c.text, got.String(), c.want)
		}
	}
}

func FuzzQuery(f *testing.F) {
	for _, q := range []string{`a "b c" -d`, `"`, `-"-"`, "NEAR(a b)", "\xff\x00", "e\u0301 ß İ ǅ", "a*b^c:d"} {
		f.Add(q, "a b c d e f")
	}
	f.Fuzz(func(t *testing.T, text, words string) {
		q := parseQuery(text)
		match := q.match()
		if strings.Count(match, `"`) != 2*(len(q.asked)+len(q.without)) {
			t.Errorf("match of %q has other quotes than its own: %s", text, match)
		}
		n := 0
		for _, phrase := range append(q.asked, q.without...) {
			n += len(strings.Fields(phrase))
			for _, w := range strings.Fields(phrase) {
				if strings.ContainsFunc(w, func(r rune) bool { return r < utf8.RuneSelf && !isWord(r) }) {
					t.Errorf("word %q of %q holds syntax", w, text)
				}
			}
		}
		if n > queryWords {
			t.Errorf("%d words of %q", n, text)
		}
		var all strings.Builder
		for _, m := range q.passage(words) {
			all.WriteString(m.Text)
			if m.Text == "" {
				t.Error("an empty mark")
			}
		}
		if !strings.Contains(words, all.String()) {
			t.Errorf("passage %q is not in the text %q", all.String(), words)
		}
	})
}

func FuzzCursor(f *testing.F) {
	f.Add("k3j2h1.5f")
	f.Add("-1.0")
	f.Fuzz(func(t *testing.T, text string) {
		at, number, err := parseCursor(tearsheet.Cursor(text))
		if err == nil && cursor(at, number) != tearsheet.Cursor(text) {
			t.Errorf("%q and %q are one place", text, cursor(at, number))
		}
	})
}

func TestACursorComesBackAsItWas(t *testing.T) {
	same := func(at, number int64) bool {
		a, n, err := parseCursor(cursor(at, number))
		return a == at && n == number && err == nil
	}
	if err := quick.Check(same, nil); err != nil {
		t.Error(err)
	}
}
