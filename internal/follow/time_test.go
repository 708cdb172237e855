//go:build unix

package follow

import (
	"strings"
	"syscall"
	"testing"
	"time"

	"tearsheet"
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

// What strangers send takes bounded time: the square of any of these would take
// hours.
func TestHostileTextsAreJudgedInBoundedTime(t *testing.T) {
	const n = 16000 / slowness
	for name, text := range map[string]string{
		"one sentence of names":     strings.Repeat("Anna ", n),
		"one sentence of numbers":   strings.Repeat("two 7 ", n/2),
		"one sentence of opposites": strings.Repeat("rose man up ", n/3),
		"opened marks":              strings.Repeat("‘a 'b “c «d ", n/8),
		"sentences":                 strings.Repeat("It rose. ", n/2),
		"possible notes":            strings.Repeat("This article is wrong and the earlier version of it was an error too. ", n/40),
		"possible counters":         strings.Repeat("1 b\n\n", n/4),
		"negations":                 strings.Repeat("not likely ", n/2),
		"kept and changed":          strings.Repeat("the house two rose Anna not likely ", n/7),
		"names of their own":        each("the house %s ", n/3),
	} {
		old := revision("A", text)
		for how, new := range map[string]tearsheet.Revision{
			"other words": revision("B", strings.NewReplacer("Anna", "Berta", "two", "some", "7", "8", "rose", "fell", "man", "woman", "up", "down", "not likely", "unlikely", "a", "e", "b", "c").Replace(text)),
			"other names": revision("B", strings.NewReplacer("Q", "Z", "Anna", "Berta", "two", "9", "rose", "fell", "not ", "").Replace(text)),
			"gone":        revision("B", "One."),
			"doubled":     revision("B", text, text),
		} {
			start := cpu(t)
			Compare(old, new)
			if took := cpu(t) - start; took > 2*time.Second {
				t.Errorf("%s, %s: %v", name, how, took)
			} else {
				t.Logf("%s, %s: %v", name, how, took.Round(time.Millisecond))
			}
		}
	}
}

// each repeats a text with another name each time.
func each(text string, n int) string {
	var b strings.Builder
	for k := range n {
		name := []byte{'Q', byte('a' + k%26), byte('a' + k/26%26), byte('a' + k/676%26)}
		b.WriteString(strings.Replace(text, "%s", string(name), 1))
	}
	return b.String()
}
