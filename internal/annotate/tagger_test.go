package annotate

import (
	"bytes"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// made gives fits that are random but for the seed.
func made(n int, seed uint64) (scores, [tags]row) {
	r := rand.New(rand.NewPCG(seed, 2))
	s := make(scores, n)
	for i := range s {
		for k := range s[i] {
			s[i][k] = float32(r.NormFloat64())
		}
	}
	var follow [tags]row
	for a := range follow {
		for b := range follow[a] {
			follow[a][b] = float32(r.NormFloat64())
		}
	}
	return s, follow
}

// every gives all sequences of tags that may be, with their sums.
func every(s scores, follow *[tags]row, see func(path []tag, sum float64)) {
	path := make([]tag, len(s))
	var walk func(i int, sum float64)
	walk = func(i int, sum float64) {
		if i == len(s) {
			if !path[i-1].opens() {
				see(path, sum)
			}
			return
		}
		for t := range tag(tags) {
			if i == 0 && t.goesInto() || i > 0 && !mayFollow[path[i-1]][t] {
				continue
			}
			path[i] = t
			next := sum + float64(s[i][t])
			if i > 0 {
				next += float64(follow[path[i-1]][t])
			}
			walk(i+1, next)
		}
	}
	walk(0, 0)
}

func TestTheBestSequenceIsTheBestOfAll(t *testing.T) {
	for seed := range uint64(20) {
		s, follow := made(4, seed)
		best, at := math.Inf(-1), []tag(nil)
		every(s, &follow, func(path []tag, sum float64) {
			if sum > best {
				best, at = sum, slices.Clone(path)
			}
		})
		if got := bestTags(s, &follow); !slices.Equal(got, at) {
			t.Errorf("seed %d: %v, not %v", seed, got, at)
		}
	}
}

func TestProbabilitiesAreSharesOfAllSequences(t *testing.T) {
	s, follow := made(4, 7)
	total, with := 0.0, 0.0
	every(s, &follow, func(path []tag, sum float64) {
		total += math.Exp(sum)
		if path[2] == tagOf(aPlace, atUnit) {
			with += math.Exp(sum)
		}
	})
	var l lattice
	l.run(s, &follow)
	if got := l.of(2, tagOf(aPlace, atUnit)); math.Abs(got-with/total) > 1e-6 {
		t.Errorf("probability %g, not %g", got, with/total)
	}
}

func TestATaggerIsReadAsItWasWritten(t *testing.T) {
	l := newLists(3)
	l.addPhrase("New Marsh", landName)
	_, follow := made(1, 3)
	was := newTagger(l, []uint32{5, 70000, 4000000000}, []row{{1, -2}, {2: .5}, {12: -3}}, &follow)
	file, err := was.bytes()
	if err != nil {
		t.Fatal(err)
	}
	is, err := readTagger(file)
	if err != nil {
		t.Fatal(err)
	}
	again, _ := is.bytes()
	if !bytes.Equal(file, again) || is.lists.findPhrase("New Marsh") != landName || is.fit([]uint32{70000}) != was.fit([]uint32{70000}) {
		t.Error("it is another one")
	}
}

func TestACourseLearnsFromItsLessons(t *testing.T) {
	lessons := []lesson{}
	for range 30 {
		lessons = append(lessons, lesson{ends: []int32{1, 2}, features: []uint32{11, 12}, gold: []tag{noName, tagOf(aPerson, atUnit)}, weight: 1})
	}
	c := newCourse(lessons, 1)
	c.learn(c.numbered(lessons), 10)
	k := c.tagger(newLists(1), 10)
	if got := bestTags(scores{k.fit([]uint32{11}), k.fit([]uint32{12})}, &k.follow); !slices.Equal(got, lessons[0].gold) {
		t.Errorf("it says %v", got)
	}
}

func FuzzMentionsStandInTheTextInOrder(f *testing.F) {
	f.Add("The mayor, Helen Marsh, said that the Northern Rail Company (NRC) was to blame for it. Marsh was angry.")
	f.Add(strings.Repeat("The Bank of the North's ", 40))
	f.Fuzz(func(t *testing.T, body string) {
		d := New("", strings.ToValidUTF8(body, "?"), "", "")
		d.english = true
		before := 0
		for _, m := range d.Mentions() {
			if m.Start < before && !m.Part || m.End <= m.Start || m.End > len(d.Text) || m.Confidence < 0 || m.Confidence > 1.0001 {
				t.Fatalf("%+v", m)
			}
			before = m.Start
		}
		for _, a := range (Names{}).Annotate(d) {
			if a.Name == "" || slices.Contains(a.Aliases, a.Name) {
				t.Fatalf("%+v", a)
			}
		}
	})
}
