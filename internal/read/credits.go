package read

import (
	"iter"
	"strings"

	"tearsheet"
)

// credited is the people that one place of the page names.
type credited struct {
	people []tearsheet.Person
	where  string
}

// byline gives the names that the page puts on the article: JSON-LD, <meta>,
// microdata, an element that its class or rel calls the byline, and a line that
// opens with "By". The first place that names more than the outlet counts,
// unless a later one names the same people and more, or two later ones agree
// against it: the account that posted an article is not always its author.
func (s *sheet) byline() ([]tearsheet.Person, string) {
	var outlet credited
	var named []credited
	for c := range s.credits() {
		c.people = s.tidy(c.people)
		switch {
		case len(c.people) == 0 || len(c.people) > maxPeople:
		case !s.onlyOutlet(c.people):
			named = append(named, c)
		case outlet.people == nil:
			outlet = c
		}
	}
	if len(named) == 0 {
		return outlet.people, outlet.where
	}
	c := fullest(named)
	return c.people, c.where
}

// maxPeople is how many names a byline may have: more is a list of the staff.
const maxPeople = 12

// credits gives what each place names, the most trusted first. The lines that
// open with "By" are asked only when no other place names a person.
func (s *sheet) credits() iter.Seq[credited] {
	return func(yield func(credited) bool) {
		found := false
		see := func(people []tearsheet.Person, where string) bool {
			found = found || len(people) > 0 && !s.onlyOutlet(people)
			return yield(credited{people, where})
		}
		if !see(s.ldAuthors()) {
			return
		}
		for _, name := range authorMeta {
			if !see(s.metaAuthors(name)) {
				return
			}
		}
		if see(s.propAuthors()) && see(s.shownAuthors()) && !found {
			see(s.signedLine())
		}
	}
}

// fullest gives the first of the places, or a later one that names all its
// people and more, or that agrees with another one against it.
func fullest(named []credited) credited {
	best := named[0]
	for i, c := range named[1:] {
		if names := nameSet(c.people); len(names) > len(nameSet(best.people)) && covers(names, best.people) {
			best = c
			continue
		}
		for _, d := range named[i+2:] {
			if strings.HasPrefix(best.where, "json-ld") && sameNames(c, d) && !overlap(c, best) {
				return c
			}
		}
	}
	return best
}

func nameSet(people []tearsheet.Person) map[string]bool {
	set := map[string]bool{}
	for _, p := range people {
		set[key(p.Name)] = true
	}
	return set
}

func covers(set map[string]bool, people []tearsheet.Person) bool {
	for _, p := range people {
		if !set[key(p.Name)] {
			return false
		}
	}
	return true
}

func sameNames(a, b credited) bool {
	return len(a.people) == len(b.people) && covers(nameSet(a.people), b.people)
}

func overlap(a, b credited) bool {
	set := nameSet(a.people)
	for _, p := range b.people {
		if set[key(p.Name)] {
			return true
		}
	}
	return false
}
