package diff

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
)

// article makes about 1,000 words in 48 sentences, whose words are as frequent
// as in English: a few make up half of the text.
func article(seed uint64) [][]string {
	r := rand.New(rand.NewPCG(seed, 1))
	common := []string{"the", "of", "and", "to", "a", "in", "that", "was", "for", "on", "is", "said", "with", "it", "by"}
	text := make([][]string, 48)
	for i := range text {
		for range 21 {
			w := common[r.IntN(len(common))]
			if r.IntN(2) == 0 {
				w = fmt.Sprintf("word%d", int(r.ExpFloat64()*400))
			}
			text[i] = append(text[i], w+" ")
		}
		text[i] = append(text[i], ". ")
	}
	return text
}

// revised changes 82 words in 20 sentences, and moves four sentences if asked.
func revised(text [][]string, move bool) [][]string {
	text = slices.Clone(text)
	r := rand.New(rand.NewPCG(3, 1))
	for k := range 20 {
		s := slices.Clone(text[2*k])
		for n := range 2 + k%5/4 {
			s[(n*7+r.IntN(7))%21] = fmt.Sprintf("new%d ", r.IntN(1000))
		}
		text[2*k] = s
	}
	if move {
		text = slices.Concat(text[:4], text[8:20], text[4:8], text[20:])
	}
	return text
}

func benchmark(b *testing.B, old, new [][]string) {
	n := Count(Texts(old, new), nil)
	for b.Loop() {
		Texts(old, new)
	}
	b.ReportMetric(float64(n.WordsAdded+n.WordsRemoved), "words")
	b.ReportMetric(float64(n.Moved), "moved")
}

func BenchmarkEdits(b *testing.B) { benchmark(b, article(1), revised(article(1), false)) }

func BenchmarkEditsAndAMovedParagraph(b *testing.B) {
	benchmark(b, article(1), revised(article(1), true))
}

func BenchmarkUnrelated(b *testing.B) { benchmark(b, article(1), article(2)) }

func BenchmarkOneSentenceUnrelated(b *testing.B) {
	benchmark(b, [][]string{slices.Concat(article(1)...)}, [][]string{slices.Concat(article(2)...)})
}
