package proof

import (
	"math/rand/v2"
	"strings"
	"testing"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// known reports whether both versions of Unicode have all characters of s, and
// no letter has so many marks that golang.org/x/text parts them.
func known(s string) bool {
	run := 0
	for _, r := range s {
		if !unicode.In(r, unicode.Cc, unicode.Cf, unicode.Co, unicode.L, unicode.M, unicode.N, unicode.P, unicode.S, unicode.Z) {
			return false
		}
		run++
		p := norm.NFD.PropertiesString(string(r))
		if p.CCC() == 0 && len(p.Decomposition()) == 0 {
			run = 0
		}
		if run > 7 { // of four marks each
			return false
		}
	}
	return true
}

func TestEveryCharacterNormalisesAsInAnotherLibrary(t *testing.T) {
	for r := rune(0); r <= unicode.MaxRune; r++ {
		s := string(r)
		if !known(s) {
			continue
		}
		if got, want := nfc(s), norm.NFC.String(s); got != want {
			t.Errorf("nfc(%+q) = %+q, want %+q", s, got, want)
		}
		apart := norm.NFD.String(s)
		if got, want := nfc(apart), norm.NFC.String(s); got != want {
			t.Errorf("nfc(%+q) = %+q, want %+q", apart, got, want)
		}
		if got, want := forms().class[r], norm.NFC.PropertiesString(s).CCC(); got != want {
			t.Errorf("class of %+q is %d, want %d", s, got, want)
		}
	}
}

func TestRandomCharactersNormaliseAsInAnotherLibrary(t *testing.T) {
	var pool []rune
	for r := range rune(0x30000) {
		if s := string(r); known(s) && (!norm.NFC.IsNormalString(s) || !norm.NFD.IsNormalString(s) || norm.NFC.PropertiesString(s).CCC() > 0 || norm.NFC.QuickSpan([]byte("a"+s)) < len("a"+s)) {
			pool = append(pool, r)
		}
	}
	pool = append(pool, []rune("aeiouAd<= 新\u1100\u1161\u11a8\u0b92\u0cc6")...)
	random := rand.New(rand.NewPCG(1, 2))
	compared := 0
	for range 200_000 {
		s := make([]rune, 1+random.IntN(7))
		for i := range s {
			s[i] = pool[random.IntN(len(pool))]
			if random.IntN(2) == 0 { // letters and marks that meet often
				s[i] = []rune("aeAd<\u0301\u0323\u0307\u0327\u0308\u0304\u1100\u1161\u11a8\uac00\u0344")[random.IntN(16)]
			}
		}
		if !known(string(s)) {
			continue
		}
		compared++
		if got, want := nfc(string(s)), norm.NFC.String(string(s)); got != want {
			t.Fatalf("nfc(%+q) = %+q, want %+q", string(s), got, want)
		}
	}
	if compared < 100_000 {
		t.Errorf("only %d texts could be compared", compared)
	}
}

func TestAMillionMarksAreOrderedInTime(t *testing.T) {
	s := "a" + strings.Repeat("\u0301\u0323\u0334", 333_333)
	if got := nfc(s); nfc(got) != got || !strings.HasPrefix(got, "\u1ea1\u0334") {
		t.Errorf("%+q … is no normal form", got[:20])
	}
}

func FuzzNFC(f *testing.F) {
	f.Add("e\u0301 \u1100\u1161\u11a8 a\u0301\u0323")
	f.Add("\u0344\ufb2a\U0002F800\u0b92\u0bd7")
	f.Fuzz(func(t *testing.T, s string) {
		s = WellFormed(s)
		once := nfc(s)
		if twice := nfc(once); twice != once {
			t.Errorf("nfc(%+q) = %+q, then %+q", s, once, twice)
		}
		if known(s) && once != norm.NFC.String(s) {
			t.Errorf("nfc(%+q) = %+q, want %+q", s, once, norm.NFC.String(s))
		}
	})
}

func BenchmarkNFC(b *testing.B) {
	for name, s := range map[string]string{
		"german":   strings.Repeat("Die Brücke über den Fluß ist schön. ", 100),
		"chinese":  strings.Repeat("新聞社説。「はい」", 300),
		"korean":   strings.Repeat("한국어 신문 기사. ", 200),
		"combined": norm.NFD.String(strings.Repeat("Việt Nam tiếng Việt. ", 100)),
	} {
		b.Run(name+"/ours", func(b *testing.B) {
			b.SetBytes(int64(len(s)))
			for b.Loop() {
				nfc(s)
			}
		})
		b.Run(name+"/x-text", func(b *testing.B) {
			b.SetBytes(int64(len(s)))
			for b.Loop() {
				norm.NFC.String(s)
			}
		})
	}
}
