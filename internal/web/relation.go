package web

import (
	"fmt"
	"regexp"
	"strings"
	"time"

	"tearsheet"
	"tearsheet/internal/diff"
	"tearsheet/internal/text"
)

// relationWords are how a relation is said: of a copy whose origin was first by
// the evidence, of two articles of which nobody knows that, and in a table.
var relationWords = map[tearsheet.Relation]struct{ from, with, name string }{
	tearsheet.RelationVerbatim:    {"Verbatim from", "The same text as", "Verbatim"},
	tearsheet.RelationTypographic: {"Verbatim, but for typography, from", "The same text, but for typography, as", "Verbatim, typography aside"},
	tearsheet.RelationExcerpt:     {"Excerpt of", "Unchanged sentences of", "Excerpt"},
	tearsheet.RelationModified:    {"Modified from", "Most of its words are also those of", "Modified"},
	tearsheet.RelationUnmarked:    {"Has words of", "Has words in common with", "Words of others, unmarked"},
	tearsheet.RelationQuoted:      {"Quotes", "Quotes", "Quotes others"},
	tearsheet.RelationBasedOn:     {"Based on", "Based on", "Based on others"},
}

// leadOf begins the sentence that names the other article. Only evidence that
// the origin was first makes it an origin.
func leadOf(r *tearsheet.Reuse) string {
	words, known := relationWords[r.Relation]
	switch {
	case !known:
		return "No relation is claimed to"
	case r.First == tearsheet.FirstOrigin:
		return words.from
	}
	return words.with
}

// relationName is a relation as tables and links call it.
func relationName(r tearsheet.Relation) string {
	if words, known := relationWords[r]; known {
		return words.name
	}
	return string(r)
}

// countsOf says a relation in numbers. The sentences are those of the
// difference, where it was computed.
func countsOf(r *tearsheet.Reuse, copied *tearsheet.Revision, sentences string) string {
	if r.OfRevision > 0 {
		return joined("; ", ownCounts(r, copied, sentences), fmt.Sprintf("as it stood in revision %d, which its publisher has changed since", r.OfRevision))
	}
	return ownCounts(r, copied, sentences)
}

func ownCounts(r *tearsheet.Reuse, copied *tearsheet.Revision, sentences string) string {
	switch r.Relation {
	case tearsheet.RelationVerbatim:
		return "all of its " + count(r.WordsCopy, "word")
	case tearsheet.RelationTypographic:
		return "all of its " + count(r.WordsCopy, "word") + "; only quotation marks, dashes or spaces differ"
	case tearsheet.RelationExcerpt:
		return fmt.Sprintf("%s of the other’s words, unchanged", percent(r.WordsSame, r.WordsOrigin))
	case tearsheet.RelationModified:
		return joined("; ", sentences, percent(r.WordsSame, r.WordsCopy)+" of its words stand there")
	case tearsheet.RelationUnmarked:
		return passagesInWords(r, copied) + ", not all marked as quotation"
	case tearsheet.RelationQuoted:
		return passagesInWords(r, copied) + ", " + quotedInWords(r)
	case tearsheet.RelationBasedOn:
		return "credited or linked, told in other words"
	}
	return percent(r.WordsSame, r.WordsCopy) + " of its words stand there, too"
}

// passagesInWords counts what a comparison marks: scattered words that both
// texts have as well are no part of it.
func passagesInWords(r *tearsheet.Reuse, copied *tearsheet.Revision) string {
	passages := count(len(r.Passages), "passage")
	runes, n := []rune(copied.Text()), 0
	for _, p := range r.Passages {
		if !within(p.Copy, len(runes)) {
			return passages // of another revision: its words cannot be counted here
		}
		n += len(text.Words(string(runes[p.Copy[0]:p.Copy[1]])))
	}
	return count(n, "word") + " in " + passages
}

// quotedInWords says that all is quoted only where it is.
func quotedInWords(r *tearsheet.Reuse) string {
	if r.Quoted < r.WordsSame {
		return "most of them inside quotation marks"
	}
	return "inside quotation marks"
}

// sentencesOf says what became of the origin's sentences in the copy.
func sentencesOf(n diff.Counts) string {
	var parts []string
	for _, p := range []struct {
		n    int
		what string
	}{{n.Edited, "edited"}, {n.Added, "added"}, {n.Removed, "left out"}, {n.Moved, "moved"}} {
		switch {
		case p.n == 0:
		case parts == nil:
			parts = append(parts, count(p.n, "sentence")+" "+p.what)
		default:
			parts = append(parts, thousands(int64(p.n))+" "+p.what)
		}
	}
	return strings.Join(parts, ", ")
}

// headlineWords say how the copy's headline stands to the origin's.
func headlineWords(r *tearsheet.Reuse, c, o *tearsheet.Revision) string {
	switch {
	case strings.TrimSpace(c.Headline) == "" || strings.TrimSpace(o.Headline) == "":
		return ""
	case r.Headline == tearsheet.RelationVerbatim:
		return "headline the same"
	case r.Headline == tearsheet.RelationTypographic:
		return "headline differs in marks or case"
	case r.Headline == tearsheet.RelationModified:
		return "headline changed"
	}
	return "another headline"
}

// precedenceOf says who was first, with the evidence.
func precedenceOf(r *tearsheet.Reuse, c, o *tearsheet.Item) string {
	because := strings.TrimRight(timesInWords(strings.TrimSpace(r.Reason)), ".")
	switch r.First {
	case tearsheet.FirstOrigin:
		return joined(": ", outlet(&o.Source)+" was first", because) + "."
	case tearsheet.FirstCopy:
		return joined(": ", outlet(&c.Source)+" was first", because) + "."
	}
	return joined(": ", "Which was first is unclear", because) + "."
}

var recordedTime = regexp.MustCompile(`\b\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:Z|[+-]\d\d:\d\d)`)

// timesInWords says the times in recorded evidence as pages say them.
func timesInWords(sentence string) string {
	return recordedTime.ReplaceAllStringFunc(sentence, func(s string) string {
		t, err := time.Parse(time.RFC3339, s)
		if err != nil {
			return s
		}
		return t.Format(dayWords+", "+timeWords) + " " + zone(t)
	})
}

// joined puts a separator between what there is.
func joined(separator string, parts ...string) string {
	var some []string
	for _, p := range parts {
		if p != "" {
			some = append(some, p)
		}
	}
	return strings.Join(some, separator)
}

// percent tells a share in whole numbers; all and none are said of exactly
// that alone.
func percent(n, of int) string {
	if of <= 0 || n <= 0 {
		return "0 %"
	}
	if n >= of {
		return "100 %"
	}
	return fmt.Sprintf("%d %%", min(99, max(1, (100*n+of/2)/of)))
}
