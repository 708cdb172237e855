package annotate

import (
	"strings"
	"testing"
	"time"
)

// A stranger's text of marks alone must not take longer than its length allows.
func TestNoTextOfMarksTakesLong(t *testing.T) {
	const size = 60_000
	for _, piece := range []string{
		`"`, `“`, `” `, `“a `, `"a. `, `'a`, ` 'a `, `‘a’ `, `“a ”, `, `«a `, `「a`, "“a\n", "\"a\n\n", `"a," he said. `, `he said "a", `, "— a, dijo ", ", said A ", `"a" and `, `A, `, `He said that `, "he ", "the minister said ",
		`Ann Lee `, `“a” the spokesman, `, `who `, `, `, "6'2\" ",
	} {
		body := strings.Repeat(piece, size/len(piece))
		for _, language := range []string{"en", "es"} {
			if language == "es" && !strings.Contains(piece, "—") {
				continue // the dashes are read in it alone
			}
			d := New("", body, "", language)
			d.english = language == "en"
			start := time.Now()
			Quotes{}.Annotate(d)
			if took := time.Since(start); took > 5*time.Second {
				t.Errorf("%d bytes of %q in %s took %v", size, piece, language, took)
			}
		}
	}
}
