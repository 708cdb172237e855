package annotate

import (
	_ "embed"
	"fmt"
	"strings"

	"tearsheet/internal/text"
)

//go:embed model/subject.seeds.txt
var subjectSeeds string

// seedList tells for the hash of a term how strongly a list of words, written
// by hand, binds it to each topic: 2 for what nearly decides, 1 for what
// speaks for it, 0 for nothing.
type seedList map[uint32][]float64

// parseSeeds reads lines of a topic's key and its words; "+" behind the key
// marks those that nearly decide, "_" joins a pair.
func parseSeeds(list string) (seedList, error) {
	seeds := seedList{}
	for line := range strings.Lines(list) {
		head, words, _ := strings.Cut(strings.TrimSpace(line), " ")
		if head == "" || head == "#" {
			continue
		}
		key, strong := strings.CutSuffix(head, "+")
		topic := topicAt(key)
		if topic < 0 {
			return nil, fmt.Errorf("read seeds: %q is no topic; use a key of Topics", key)
		}
		strength := 1.0
		if strong {
			strength = 2
		}
		for w := range strings.FieldsSeq(words) {
			seeds.bind(seedHash(w), topic, strength)
		}
	}
	return seeds, nil
}

func (s seedList) bind(hash uint32, topic int, strength float64) {
	if s[hash] == nil {
		s[hash] = make([]float64, len(Topics))
	}
	s[hash][topic] = max(s[hash][topic], strength)
}

// seedHash gives the hash that a seed's word or pair has as a term.
func seedHash(seed string) uint32 {
	phrase := strings.ReplaceAll(seed, "_", " ")
	var stems []string
	for _, t := range text.TokenSpans(phrase) {
		if s := stem(t.Of(phrase)); s != "" {
			stems = append(stems, s)
		}
	}
	return termHash(strings.Join(stems, " "))
}
