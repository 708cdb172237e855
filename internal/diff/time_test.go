//go:build unix

package diff

import (
	"fmt"
	"math/rand/v2"
	"syscall"
	"testing"
	"time"
)

// cpu is the time that this process has computed: unlike the time of day it
// does not grow when others use the machine.
func cpu(t *testing.T) time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		t.Fatal(err)
	}
	return time.Duration(u.Utime.Nano())
}

// random gives sentences of so many words out of so many kinds.
func random(r *rand.Rand, sentences, length, kinds int) [][]string {
	text := make([][]string, sentences)
	for i := range text {
		for range length {
			text[i] = append(text[i], fmt.Sprintf("w%d ", r.IntN(kinds)))
		}
	}
	return text
}

func repeat(n int, sentence ...string) [][]string {
	text := make([][]string, n)
	for i := range text {
		text[i] = sentence
	}
	return text
}

func TestNoTextsTakeLong(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 8))
	n := 10000 / slowness
	for name, c := range map[string][2][][]string{
		"10,000 equal sentences":             {repeat(n, "Yes ", "it ", "is", "."), repeat(n*9/10, "Yes ", "it ", "is", ".")},
		"10,000 equal sentences, other mark": {repeat(n, "Yes", "."), repeat(n, "Yes", "!")},
		"100,000 words, unrelated":           {random(r, n/2, 20, 1000), random(r, n/2, 20, 1000)},
		"100,000 words of two kinds":         {random(r, n/2, 20, 2), random(r, n/2, 20, 2)},
		"one sentence of 100,000 words":      {random(r, 1, 10*n, 1000), random(r, 1, 10*n, 1000)},
		"one sentence of 100,000, two kinds": {random(r, 1, 10*n, 2), random(r, 1, 10*n, 2)},
		"100,000 sentences of one word":      {random(r, 10*n, 1, 5*n), random(r, 10*n, 1, 5*n)},
		"100,000 sentences of one word, few": {random(r, 10*n, 1, 3), random(r, 10*n, 1, 3)},
		"ten sentences of 10,000 words":      {random(r, 10, n, 5000), random(r, 10, n, 5000)},
		"one sentence against 10,000":        {random(r, 1, 10*n, 50), random(r, n, 10, 50)},
	} {
		start := cpu(t)
		ops := Texts(c[0], c[1])
		took := cpu(t) - start
		t.Logf("%-40s %6d ms", name, took.Milliseconds())
		if took > 2*time.Second {
			t.Errorf("%s: took %v", name, took)
		}
		mustApply(t, c[0], c[1], ops)
	}
}
