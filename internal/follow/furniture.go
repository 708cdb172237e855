package follow

import (
	"strings"

	"tearsheet"
)

// nothing leaves nothing out.
func nothing(string) bool { return false }

// repeated leaves out what a publisher prints on many pages.
func repeated(b Boilerplate) func(string) bool {
	if b == nil {
		return nothing
	}
	return b.Repeated
}

// furniture leaves out what changes by itself or stands on many pages.
func furniture(b Boilerplate) func(string) bool {
	known := repeated(b)
	return func(s string) bool { return isCounter(s) || known(s) }
}

// folded gives headline and body without what drop leaves out, so that equal
// means that a reader is told the same.
func folded(r *tearsheet.Revision, drop func(string) bool) string {
	var s strings.Builder
	s.WriteString(fold(r.Headline))
	for _, b := range r.Body {
		if b.Kind == tearsheet.Picture || b.Kind == tearsheet.Embed || drop(b.Text) {
			continue
		}
		s.WriteByte('\n')
		s.WriteString(fold(b.Text))
	}
	return s.String()
}
