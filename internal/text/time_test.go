//go:build unix

package text

import (
	"strings"
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

// Without the limit on characters without a letter this takes minutes.
func TestAStrangersBracketsTakeNoLongTime(t *testing.T) {
	const n = 1 << 17
	for _, s := range []string{")", ")\uff9e", " 1", "\n", "\n\u2029", "\"", "J. ", "1 000 ", "100 ", "1:", "a.", "-1"} {
		start := cpu(t)
		SentenceSpans("a." + strings.Repeat(s, n))
		TokenSpans("a:" + strings.Repeat(s, n))
		took := cpu(t) - start
		t.Logf("%q %d ms", s, took.Milliseconds())
		if took > 3*time.Second {
			t.Errorf("%d times %q took %v", n, s, took)
		}
	}
}
