package group

import (
	"math/rand/v2"
	"slices"
	"testing"
	"time"
)

func figures(s string) []uint64 {
	out := make([]uint64, len(s))
	for i := range s {
		out[i] = uint64(s[i])
	}
	return out
}

func TestRunsAreFoundWhereverTheyStand(t *testing.T) {
	cases := []struct {
		name, a, b string
		want       int // words that stand in both
	}{
		{"the same", "abcdefghij", "abcdefghij", 10},
		{"nothing", "abcdefghij", "0123456789", 0},
		{"too short", "abcde", "abcde", 0},
		{"moved", "abcdefghijklmnopqr", "jklmnopqrabcdefghi", 18},
		{"twice in one, once in the other", "abcdefg-abcdefg", "abcdefg", 7},
		{"edited in the middle", "abcdefgXhijklm", "abcdefgYhijklm", 13},
		{"short runs beside a long one", "abcdefgXhijY", "abcdefgZhij0", 10},
		{"short runs far from anything", "123-----456", "123+++++456", 0},
	}
	for _, c := range cases {
		tiles := tiling(figures(c.a), figures(c.b))
		if got := covered(tiles); got != c.want {
			t.Errorf("%s: %d words in %v, want %d", c.name, got, tiles, c.want)
		}
	}
}

// checkTiling fails where runs are no runs, overlap, or differ on the way back.
func checkTiling(t *testing.T, a, b []uint64) {
	t.Helper()
	tiles := tiling(a, b)
	usedA, usedB := make([]bool, len(a)), make([]bool, len(b))
	for _, x := range tiles {
		for k := range x.n {
			if a[x.a+k] != b[x.b+k] {
				t.Fatalf("%v is no run", x)
			}
			if usedA[x.a+k] || usedB[x.b+k] {
				t.Fatalf("%v overlaps another run", x)
			}
			usedA[x.a+k], usedB[x.b+k] = true, true
		}
	}
	back := tiling(b, a)
	for i := range back {
		back[i] = tile{back[i].b, back[i].a, back[i].n}
	}
	slices.SortFunc(back, func(x, y tile) int { return x.a - y.a })
	if !slices.Equal(tiles, back) {
		t.Fatalf("one way %v, back %v", tiles, back)
	}
	if slices.Equal(a, b) && len(a) >= seed && covered(tiles) != len(a) {
		t.Fatalf("a text of %d words has %d of itself", len(a), covered(tiles))
	}
}

func TestTheWayBackIsTheSameWay(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	for range 400 {
		letters := 2 + r.Uint64N(30)
		a, b := make([]uint64, r.IntN(120)), make([]uint64, r.IntN(120))
		for _, s := range [][]uint64{a, b} {
			for i := range s {
				s[i] = r.Uint64N(letters)
			}
		}
		if len(a) > 20 && len(b) > 20 { // something in common
			copy(b[len(b)-15:], a[3:18])
		}
		checkTiling(t, a, b)
		checkTiling(t, a, slices.Clone(a))
	}
}

func FuzzTiling(f *testing.F) {
	f.Add("abcdefghij", "abcdefghij")
	f.Add("aaaaaaaaaaaaaaaa", "aaaaaaaaaaa")
	f.Add("abcdefgXhijklm", "hijklmabcdefg")
	f.Fuzz(func(t *testing.T, a, b string) { checkTiling(t, figures(a), figures(b)) })
}

// A stranger's text must not cost more than its length: repeated words are
// where a plain search takes quadratic time.
func TestTilingTakesBoundedTimeForAnyTexts(t *testing.T) {
	const n = 200_000
	same, period := make([]uint64, n), make([]uint64, n)
	for i := range period {
		period[i] = uint64(i % 7)
	}
	broken := slices.Clone(same)
	for i := 0; i < n; i += 50 {
		broken[i] = uint64(i)
	}
	for name, pair := range map[string][2][]uint64{"one word": {same, broken}, "a period": {period, broken}, "broken": {broken, slices.Concat(broken[1000:], broken[:1000])}} {
		start := time.Now()
		tiling(pair[0], pair[1])
		if d := time.Since(start); d > 20*time.Second {
			t.Errorf("%s: %s for %d words", name, d, n)
		} else {
			t.Logf("%s: %s", name, d)
		}
	}
}
