package proof_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"tearsheet/proof"
)

func TestABlockIsCanonical(t *testing.T) {
	for _, c := range []struct{ why, in, want string }{
		{"empty", "", ""},
		{"only white space", " \t\n\u00a0\u3000 ", ""},
		{"only deleted characters", "\u00ad\u200b\ufeff", ""},
		{"plain words stay", "Two words.", "Two words."},
		{"one letter", "a", "a"},
		{"ends are trimmed", " a ", "a"},
		{"end alone is trimmed", "a ", "a"},
		{"inner runs become one space", "a  b\t\tc", "a b c"},
		{"a single tab becomes a space", "a\tb", "a b"},
		{"line ends become a space", "a\r\nb\nc\vd\fe", "a b c d e"},
		{"next line", "a\u0085b", "a b"},
		{"no-break space", "10\u00a0000", "10 000"},
		{"narrow no-break space", "« a\u202f»", "« a »"},
		{"ogham space", "a\u1680b", "a b"},
		{"en quad to hair space", "a\u2000b\u200ac", "a b c"},
		{"line and paragraph separators", "a\u2028b\u2029c", "a b c"},
		{"medium mathematical space", "a\u205fb", "a b"},
		{"ideographic space", "新\u3000聞", "新 聞"},
		{"soft hyphen", "Zei\u00adtung", "Zeitung"},
		{"zero width space", "a\u200bb", "ab"},
		{"zero width joiner and non-joiner", "a\u200db\u200cc", "abc"},
		{"word joiner", "a\u2060b", "ab"},
		{"byte order mark", "\ufeffa", "a"},
		{"composed", "e\u0301", "é"},
		{"composed stays", "é", "é"},
		{"Hangul composes", "\u1112\u1161\u11ab", "한"},
		{"no compatibility folding", "ﬁ ½ ①", "ﬁ ½ ①"},
		{"quotes and dashes stay", "“it’s” – ‘a’ — …", "“it’s” – ‘a’ — …"},
		{"case stays", "ABC abc", "ABC abc"},
		{"variation selectors stay", "a\ufe0f\U000e0100", "a\ufe0f\U000e0100"},
		{"direction marks stay", "\u200eabc\u200f", "\u200eabc\u200f"},
		{"right to left", "שלום  עולם", "שלום עולם"},
		{"composition after deletion", "e\u00ad\u0301", "é"},
		{"reordering after deletion", "a\u0301\u200b\u0323", "\u1ea1\u0301"},
		{"white space around a deleted character", "a \u200b b", "a b"},
		{"bytes that are no UTF-8", "a\xffb", "a\ufffdb"},
		{"each cut sequence is one character", "\xff\xff \xe2\x82 \xf0\x9f\x98a \xed\xa0\x80 \xe0\x80", "\ufffd\ufffd \ufffd \ufffda \ufffd\ufffd\ufffd \ufffd\ufffd"},
		{"more marks than thirty stay as they are", "e" + strings.Repeat("\u0316", 40) + "\u0301", "\u00e9" + strings.Repeat("\u0316", 40)},
		{"a control character stays", "a\x01b", "a\x01b"},
		{"Mongolian vowel separator is no space", "a\u180eb", "a\u180eb"},
		{"Kelvin sign normalises", "\u212a", "K"},
	} {
		if got := proof.Block(c.in); got != c.want {
			t.Errorf("%s: Block(%q) = %q, want %q", c.why, c.in, got, c.want)
		}
	}
}

func TestBlocksAreJoinedByAnEmptyLine(t *testing.T) {
	for _, c := range []struct {
		in   []string
		want string
	}{
		{nil, ""},
		{[]string{"", " "}, ""},
		{[]string{"one"}, "one"},
		{[]string{"\u00a0", " one ", "", "two\nthree"}, "one\n\ntwo three"},
	} {
		if got := proof.Canonical(c.in); got != c.want {
			t.Errorf("Canonical(%q) = %q, want %q", c.in, got, c.want)
		}
	}
}

func TestTextThatIsCanonicalCostsNothing(t *testing.T) {
	s := strings.Repeat("Most blocks are plain. ", 40)
	s = strings.TrimSpace(s)
	if n := testing.AllocsPerRun(100, func() { proof.Block(s) }); n != 0 {
		t.Errorf("%v allocations for a plain block, want none", n)
	}
}

func FuzzBlock(f *testing.F) {
	f.Add("a\u00ad\u0301 b\u200b  c")
	f.Add("\xff\xfe\u1112\u1161\u11ab")
	f.Fuzz(func(t *testing.T, s string) {
		once := proof.Block(s)
		if twice := proof.Block(once); twice != once {
			t.Errorf("Block is not idempotent: %q, then %q", once, twice)
		}
		if !utf8.ValidString(once) {
			t.Errorf("Block(%q) = %q is no UTF-8", s, once)
		}
		if once != strings.TrimSpace(once) && strings.Trim(once, "\x1c\x1d\x1e\x1f") == once || strings.Contains(once, "  ") {
			t.Errorf("Block(%q) = %q keeps white space", s, once)
		}
	})
}
