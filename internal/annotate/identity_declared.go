package annotate

import (
	"regexp"
	"slices"
	"strings"

	"tearsheet"
	"tearsheet/internal/text"
)

// joiner are the words between two names that say that both mean the same.
var joiner = regexp.MustCompile(`^` + sameAs + `$`)

const sameAs = `(?i:['’s]{0,2}[,;("“”'‘’\s–—-]*(?:(?:who|which)\s+(?:is|was|has been)\s+|(?:is|was)\s+)?(?:also\s+|better\s+|widely\s+|popularly\s+|commonly\s+|formerly\s+|previously\s+|then\s+|otherwise\s+|simply\s+|affectionately\s+)*` +
	`(?:known\s+(?:as|by\s+(?:his|her|its|the)\s+(?:\S+\s+){0,2}(?:nickname|name|alias|acronym|initials))|nicknamed|dubbed|alias|aka|a\.k\.a\.?|f\.k\.a\.?|or\s+simply|called|whose\s+(?:real|full|birth)\s+name\s+(?:is|was)|real\s+name|born|né|née|abbreviated(?:\s+as|\s+to)?)[,:("“”'‘’\s]*(?:the\s+)?["“'‘]?)`

// further is another name that the text gives behind a name, if the tagger did
// not see it: "X, also known as “Y”".
var further = regexp.MustCompile(`^` + sameAs + `(\p{Lu}[\p{L}\p{M}'’-]*(?:\s(?:de|la|el|al|bin)?\s?\p{Lu}[\p{L}\p{M}'’-]*)*)`)

// opener is a bracket between a name and another one.
var opener = regexp.MustCompile(`^["”'’]?\s*\(\s*(?:the\s+|or\s+)?["“'‘]?$`)

// declared joins the names that the text itself says to be the same.
func (l *linker) declared(all []Mention) {
	for i := 1; i < len(all); i++ {
		a, b := all[i-1], all[i]
		if a.Kind != b.Kind || a.Kind == tearsheet.AboutPlace || b.Start < a.End || b.Start-a.End > 80 {
			continue
		}
		between := l.d.Text[a.End:b.Start]
		x, y := l.formOf(a), l.formOf(b)
		switch {
		case joiner.MatchString(between):
			l.joinShorter(x, y, strings.Join(strings.Fields(strings.Trim(between, " ,;(\"“”'’–—")), " "))
		case opener.MatchString(between) && l.bracketed(a, b, x, y):
			l.joinShorter(x, y, "in brackets behind")
		}
	}
}

func (l *linker) formOf(m Mention) int {
	return l.of[formKey{m.Kind, canonicalForm(m.Of(l.d.Text))}]
}

// bracketed reports whether a name in brackets is another one of that before:
// an acronym of its letters, or a name that the acronym before stands for.
func (l *linker) bracketed(a, b Mention, x, y int) bool {
	if end := l.d.Text[b.End:]; !strings.HasPrefix(strings.TrimLeft(end, "\"”'’ "), ")") {
		return false
	}
	long, short := l.forms[x].words, l.forms[y].words
	if a.Kind == tearsheet.AboutPerson {
		return true
	}
	return isAcronym(short) && lettersWithin(short, long) || isAcronym(long) && lettersWithin(long, short) || !strings.Contains(short, " ") && lettersWithin(short, long)
}

// lettersWithin reports whether the letters of an acronym stand in a name in
// their order, the first one at its beginning or the beginning of a word.
func lettersWithin(acronym, name string) bool {
	letters, within := strings.ReplaceAll(strings.Join(foldedParts(acronym), ""), " ", ""), strings.Join(foldedParts(name), " ")
	if letters == "" {
		return false
	}
	k := 0
	for _, r := range within {
		if k < len(letters) && byte(r) == letters[k] {
			k++
		}
	}
	return k == len(letters)
}

// joinShorter joins the name with fewer words, or the acronym, to the other.
func (l *linker) joinShorter(x, y int, why string) {
	a, b := &l.forms[x], &l.forms[y]
	if isAcronym(a.words) && !isAcronym(b.words) || len(a.parts) < len(b.parts) && !isAcronym(b.words) {
		x, y = y, x
	}
	l.join(y, x, why)
}

// furtherNames adds the mentions of names that the text declares and the
// tagger did not see, or took for another kind of name.
func furtherNames(d *Document, all []Mention) []Mention {
	out := slices.Clone(all)
	for _, m := range all {
		if m.Kind == tearsheet.AboutPlace {
			continue
		}
		found := further.FindStringSubmatch(d.Text[m.End:min(len(d.Text), m.End+longestJoining)])
		if found == nil {
			continue
		}
		for _, s := range occurrences(d.Text, strings.TrimRight(found[1], "'’-")) {
			if i := slices.IndexFunc(out, func(o Mention) bool { return o.Span == s }); i >= 0 {
				out[i].Kind = m.Kind
			} else if !overlaps(out, s) {
				out = append(out, Mention{Span: s, Kind: m.Kind, Confidence: m.Confidence})
			}
		}
	}
	slices.SortStableFunc(out, func(a, b Mention) int { return a.Start - b.Start })
	return out
}

// longestJoining is how far behind a name its other name may end, in bytes.
const longestJoining = 160

func overlaps(all []Mention, s text.Span) bool {
	return slices.ContainsFunc(all, func(m Mention) bool { return m.Start < s.End && s.Start < m.End })
}
