package annotate

import (
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
	"tearsheet"
)

// identity is one person or organisation of a document, with all its names.
type identity struct {
	kind  tearsheet.AnnotationKind
	name  string // the fullest form
	forms []nameForm
}

// nameForm is one way in which an identity is written.
type nameForm struct {
	words string
	why   string // it is the same as another one; empty: by itself
	first int    // where it first stands
	count int
	parts []string // folded words
}

// identities joins the names of a document that mean the same, and gives for
// each mention which one it is; -1 for a place.
func identities(d *Document, all []Mention) ([]identity, []int) {
	l := &linker{d: d, of: map[formKey]int{}}
	for _, m := range all {
		l.add(m)
	}
	l.declared(all)
	l.initials()
	l.shorter()
	return l.joined(all)
}

type formKey struct {
	kind  tearsheet.AnnotationKind
	words string
}

// linker joins forms. same is a forest: each form points to a fuller one.
type linker struct {
	d     *Document
	forms []nameForm
	kinds []tearsheet.AnnotationKind
	same  []int
	of    map[formKey]int
}

func (l *linker) add(m Mention) {
	if m.Kind == tearsheet.AboutPlace {
		return
	}
	key := formKey{m.Kind, canonicalForm(m.Of(l.d.Text))}
	i, ok := l.of[key]
	if !ok {
		i = len(l.forms)
		l.of[key] = i
		l.forms = append(l.forms, nameForm{words: key.words, first: m.Start, parts: foldedParts(key.words)})
		l.kinds = append(l.kinds, m.Kind)
		l.same = append(l.same, i)
	}
	l.forms[i].count++
}

func (l *linker) root(i int) int {
	for l.same[i] != i {
		i = l.same[i]
	}
	return i
}

// join makes the form i another name of the form j.
func (l *linker) join(i, j int, why string) {
	if a, b := l.root(i), l.root(j); a != b {
		l.same[a] = b
		l.forms[i].why = why
	}
}

// canonicalForm is a name with white space made one blank, without titles.
func canonicalForm(words string) string {
	parts := strings.Fields(words)
	for len(parts) > 1 && honorifics[strings.ToLower(strings.Trim(parts[0], ".,"))] {
		parts = parts[1:]
	}
	return strings.Join(parts, " ")
}

var honorifics = set(`mr mrs ms miss mx dr prof professor sir dame lord lady rev reverend fr father sister bishop archbishop cardinal pope imam rabbi
	sheikh sheikha shaikh amir emir president vice prime minister deputy chancellor premier governor gov lt lieutenant senator sen congressman
	congresswoman representative rep judge justice chief ambassador secretary chairman chairwoman general gen colonel col major maj captain capt
	sergeant sgt inspector superintendent detective officer admiral brigadier commander commissioner madam coach the hon`)

// foldedParts are the words of a name without marks and accents, in lower case.
func foldedParts(words string) []string {
	return strings.FieldsFunc(folded(words), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsNumber(r) })
}

func folded(s string) string {
	plain := strings.Map(func(r rune) rune {
		switch {
		case unicode.Is(unicode.Mn, r) || r == '\'' || r == '’':
			return -1
		}
		return unicode.ToLower(r)
	}, norm.NFD.String(s))
	return plain
}

// shorter joins each form to the fuller form that holds its words. Where
// several do, a surname goes before a first name, and then the one that was
// named last.
func (l *linker) shorter() {
	order := make([]int, len(l.forms))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return len(l.forms[b].parts) - len(l.forms[a].parts) })
	for _, i := range order {
		best, rank := -1, 0
		for j := range l.forms {
			r := l.fuller(i, j)
			if r > rank || r == rank && r > 0 && l.nearer(i, j, best) {
				best, rank = j, r
			}
		}
		if best >= 0 {
			l.join(i, best, "short for")
		}
	}
}

// nearer reports whether j stands nearer before i than the one so far.
func (l *linker) nearer(i, j, best int) bool {
	if at := l.forms[i].first; l.forms[best].first > at {
		return l.forms[j].first < l.forms[best].first
	}
	return l.forms[j].first <= l.forms[i].first && l.forms[j].first > l.forms[best].first
}

// fuller ranks how well form j holds the words of form i: 0 not at all.
func (l *linker) fuller(i, j int) int {
	a, b := l.forms[i].parts, l.forms[j].parts
	if i == j || l.kinds[i] != l.kinds[j] || len(a) == 0 || len(a) > len(b) || l.root(j) == i {
		return 0
	}
	if len(a) == len(b) {
		if spelling(a, b) && (l.forms[i].count < l.forms[j].count || l.forms[i].count == l.forms[j].count && i > j) {
			return 4
		}
		return 0
	}
	if l.kinds[i] == tearsheet.AboutPerson {
		return personHolds(a, b)
	}
	return bodyHolds(a, b)
}

// joined gives the identities in order of place.
func (l *linker) joined(all []Mention) ([]identity, []int) {
	var out []identity
	at := map[int]int{}
	for i, f := range l.forms {
		r := l.root(i)
		k, ok := at[r]
		if !ok {
			k = len(out)
			at[r] = k
			out = append(out, identity{kind: l.kinds[i], name: l.forms[r].words})
		}
		out[k].forms = append(out[k].forms, f)
	}
	which := make([]int, len(all))
	for i, m := range all {
		which[i] = -1
		if f, ok := l.of[formKey{m.Kind, canonicalForm(m.Of(l.d.Text))}]; ok {
			which[i] = at[l.root(f)]
		}
	}
	return out, which
}
