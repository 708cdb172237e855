package annotate

import (
	"cmp"
	"slices"
	"sync"

	"tearsheet/internal/text"
)

// Right counts names that were found, by kind: right, false and missed.
type Right [3]struct{ Right, False, Missed int }

// F1 gives precision, recall and F1 over the kinds.
func (r Right) F1() (p, recall, f float64) {
	right, wrong, missed := 0, 0, 0
	for _, k := range r {
		right, wrong, missed = right+k.Right, wrong+k.False, missed+k.Missed
	}
	p, recall = share(right, right+wrong), share(right, right+missed)
	return p, recall, 2 * p * recall / max(p+recall, 1e-9)
}

func share(n, of int) float64 { return float64(n) / float64(max(of, 1)) }

func (r *Right) count(gold []markedName, found []Mention) {
	type key struct {
		text.Span
		kind nameKind
	}
	open := map[key]bool{}
	for _, g := range gold {
		open[key(g)] = true
	}
	for _, m := range found {
		kind := nameKind(slices.Index(kindOf[:], m.Kind))
		if k := (key{m.Span, kind}); open[k] {
			delete(open, k)
			r[kind].Right++
		} else {
			r[kind].False++
		}
	}
	for k := range open {
		r[k.kind].Missed++
	}
}

// TestNames trains without the labels of some publishers and counts on the
// texts of those what it finds; so for each part of the publishers in turn. The
// texts to count on are never learnt from but through labels made by reading.
func TestNames(c NamesCourse, judged string, folds int, each func(id string, found []Mention)) (Right, error) {
	l, all, err := c.read()
	if err != nil {
		return Right{}, err
	}
	gold, err := readMarked(judged, 1)
	if err != nil {
		return Right{}, err
	}
	namePublishers(all, gold)
	fold := foldsOf(gold, folds)
	var sum Right
	var mu sync.Mutex
	var wait sync.WaitGroup
	turn := make(chan bool, 2)
	for k := range folds {
		wait.Go(func() {
			turn <- true
			defer func() { <-turn }()
			var kept []labelledText
			for _, t := range all {
				if f, ok := fold[t.Publisher]; !ok || f != k {
					kept = append(kept, t)
				}
			}
			t := c.learn(l, kept)
			for i := range gold {
				if fold[gold[i].Publisher] != k {
					continue
				}
				found := t.mentions(gold[i].Document)
				mu.Lock()
				sum.count(gold[i].Names, found)
				if each != nil {
					each(gold[i].ID, found)
				}
				mu.Unlock()
			}
		})
	}
	wait.Wait()
	return sum, nil
}

// namePublishers gives labelled texts the publishers of the judged texts with
// the same ids: labels name publishers by numbers, and where the two differed,
// a publisher's own labels would be learnt from when it is judged.
func namePublishers(all, judged []labelledText) {
	publisher := map[string]string{}
	for _, t := range judged {
		publisher[t.ID] = t.Publisher
	}
	for i := range all {
		if p, ok := publisher[all[i].ID]; ok {
			all[i].Publisher = p
		}
	}
}

// foldsOf spreads publishers over folds of about the same number of texts.
func foldsOf(texts []labelledText, n int) map[string]int {
	count := map[string]int{}
	for _, t := range texts {
		count[t.Publisher]++
	}
	names := make([]string, 0, len(count))
	for p := range count {
		names = append(names, p)
	}
	slices.SortFunc(names, func(a, b string) int { return cmp.Or(cmp.Compare(count[b], count[a]), cmp.Compare(a, b)) })
	fold, size := map[string]int{}, make([]int, n)
	for _, p := range names {
		least := slices.Index(size, slices.Min(size))
		fold[p] = least
		size[least] += count[p]
	}
	return fold
}
