package web

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func TestFirstWordsCountInEveryScript(t *testing.T) {
	for _, c := range []struct {
		text  string
		n     int
		want  string
		whole bool
	}{
		{"", 50, "", true},
		{"one two three", 3, "one two three", true},
		{"one  two\nthree four", 3, "one two three …", false},
		{"one", 0, "…", false},
		{"協定は渇水年", 3, "協定は …", false},
		{"ข้อตกลง", 3, "ข้อ …", false},
		{strings.Repeat("x", 100), 2, strings.Repeat("x", 48) + " …", false},
		{"a " + strings.Repeat("y", 100), 2, "a " + strings.Repeat("y", 24) + " …", false},
	} {
		got, whole := firstWords(c.text, c.n)
		if got != c.want || whole != c.whole {
			t.Errorf("firstWords(%.20q, %d) = %q, %v; want %q, %v", c.text, c.n, got, whole, c.want, c.whole)
		}
	}
}

func FuzzFirstWordsNeverGivesMoreThanAllowed(f *testing.F) {
	f.Add("one two three", 2)
	f.Add("協定は渇水年に", 3)
	f.Add(strings.Repeat("x", 300), 4)
	f.Add("\xff\xfe a\u0301 b", 1)
	f.Fuzz(func(t *testing.T, text string, n int) {
		n = min(max(n, 0), 100)
		got, whole := firstWords(text, n)
		shown := strings.TrimSpace(strings.TrimSuffix(got, "…"))
		if weighWords(shown) > n && !strings.HasSuffix(text, "…") {
			t.Errorf("%d words of %q: %q weighs %d", n, text, got, weighWords(shown))
		}
		if whole != (weighWords(text) <= n) {
			t.Errorf("%d words of %q: whole is %v", n, text, whole)
		}
		if utf8.ValidString(text) && !utf8.ValidString(got) {
			t.Errorf("%q was cut inside a character: %q", text, got)
		}
	})
}
