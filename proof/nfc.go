package proof

import (
	"cmp"
	"slices"
	"sync"
	"unicode/utf8"
)

// nfc gives normalisation form C of Unicode 17 (UAX #15) of well-formed UTF-8.
// It is our own because golang.org/x/text changes its version of Unicode with
// the toolchain and parts more than thirty marks in a row by U+034F, which no
// browser does: then the same page would have two texts.
func nfc(s string) string {
	f := forms()
	var out []byte
	done, safe := 0, 0 // s[:done] is in out; safe is where the last character began that stays as it is
	for i := 0; i < len(s); {
		r, size := utf8.DecodeRuneInString(s[i:])
		if !f.restless(r) {
			safe = i
			i += size
			continue
		}
		for i < len(s) && f.restless(r) {
			i += size
			r, size = utf8.DecodeRuneInString(s[i:])
		}
		out = append(out, s[done:safe]...)
		out = f.compose(out, f.decompose(s[safe:i]))
		done, safe = i, i
	}
	if done == 0 {
		return s
	}
	return string(append(out, s[done:]...))
}

// mark is one character of a decomposition with its combining class.
type mark struct {
	r     rune
	class uint8
}

// normalForms are the tables of Unicode, ready for look-up.
type normalForms struct {
	full   map[rune][]rune  // canonical decompositions, full
	pair   map[[2]rune]rune // primary composites
	class  map[rune]uint8   // canonical combining classes other than 0
	change [0x30000 / 64]uint64
}

// restless reports whether r may change, or change what stands before it. A
// stretch of text between two characters that are not can be normalised alone.
func (f *normalForms) restless(r rune) bool {
	return r >= 0x300 && r < 0x30000 && f.change[r/64]&(1<<(r%64)) != 0
}

func (f *normalForms) mark(r rune) { f.change[r/64] |= 1 << (r % 64) }

// The arithmetic of Hangul (Unicode, section 3.12).
const (
	syllables, leads, vowels, trails = 0xAC00, 0x1100, 0x1161, 0x11A7
	vowelCount, trailCount           = 21, 28
	leadCount                        = 19
	syllableCount                    = leadCount * vowelCount * trailCount
)

// decompose gives the canonical decomposition with its marks in order.
func (f *normalForms) decompose(s string) []mark {
	all := make([]mark, 0, len(s))
	for _, r := range s {
		if n := r - syllables; n >= 0 && n < syllableCount {
			all = append(all, mark{leads + n/(vowelCount*trailCount), 0}, mark{vowels + n%(vowelCount*trailCount)/trailCount, 0})
			if n%trailCount > 0 {
				all = append(all, mark{trails + n%trailCount, 0})
			}
			continue
		}
		parts := f.full[r]
		if parts == nil {
			all = append(all, mark{r, f.class[r]})
		}
		for _, p := range parts {
			all = append(all, mark{p, f.class[p]})
		}
	}
	order(all)
	return all
}

// order sorts every run of marks by class, equal ones as they stand.
func order(all []mark) {
	for i := 0; i < len(all); i++ {
		from := i
		for i < len(all) && all[i].class > 0 {
			i++
		}
		slices.SortStableFunc(all[from:i], func(a, b mark) int { return cmp.Compare(a.class, b.class) })
	}
}

// compose appends the composition of all to out. A mark is blocked from its
// letter by what stands between them with no lower class.
func (f *normalForms) compose(out []byte, all []mark) []byte {
	kept, letter := all[:0], -1
	for _, m := range all {
		if letter >= 0 {
			last := kept[len(kept)-1]
			if letter == len(kept)-1 || last.class < m.class {
				if c, ok := f.composite(kept[letter].r, m.r); ok {
					kept[letter].r = c
					continue
				}
			}
		}
		if m.class == 0 {
			letter = len(kept)
		}
		kept = append(kept, m)
	}
	for _, m := range kept {
		out = utf8.AppendRune(out, m.r)
	}
	return out
}

func (f *normalForms) composite(a, b rune) (rune, bool) {
	if l, v := a-leads, b-vowels; l >= 0 && l < leadCount && v >= 0 && v < vowelCount {
		return syllables + (l*vowelCount+v)*trailCount, true
	}
	if n, t := a-syllables, b-trails; n >= 0 && n < syllableCount && n%trailCount == 0 && t > 0 && t < trailCount {
		return a + t, true
	}
	c, ok := f.pair[[2]rune{a, b}]
	return c, ok
}

// forms reads the tables once.
var forms = sync.OnceValue(func() *normalForms {
	f := &normalForms{full: map[rune][]rune{}, pair: map[[2]rune]rune{}, class: map[rune]uint8{}}
	for _, c := range classes {
		for r := c.first; r <= c.last; r++ {
			f.class[r] = c.class
			f.mark(r)
		}
	}
	f.readOneWay()
	f.readPairs()
	for r := rune(vowels); r < vowels+vowelCount; r++ {
		f.mark(r)
	}
	for r := rune(trails + 1); r < trails+trailCount; r++ {
		f.mark(r)
	}
	return f
})

func (f *normalForms) readOneWay() {
	var entry []rune
	for _, r := range oneWay {
		if r != 0 {
			entry = append(entry, r)
			continue
		}
		f.full[entry[0]] = slices.Clone(entry[1:])
		f.mark(entry[0])
		entry = entry[:0]
	}
}

// readPairs needs no order: a composite's first part is taken apart when it is
// asked for the first time.
func (f *normalForms) readPairs() {
	parts := map[rune][2]rune{}
	all := []rune(pairs)
	for ; len(all) > 0; all = all[3:] {
		parts[all[0]] = [2]rune{all[1], all[2]}
		f.pair[[2]rune{all[1], all[2]}] = all[0]
		f.mark(all[2])
	}
	for c, p := range parts {
		full := []rune{p[1]}
		next, more := parts[p[0]]
		for more {
			full = append([]rune{next[1]}, full...)
			p = next
			next, more = parts[p[0]]
		}
		f.full[c] = append([]rune{p[0]}, full...)
	}
}
