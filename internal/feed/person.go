package feed

import (
	"strings"

	"tearsheet"
)

// person reads an author: Atom's name and email, or the forms that RSS has in
// one line.
func (d *document) person(n *node) tearsheet.Person {
	if name, email := n.child("name"), n.child("email"); name != nil || email != nil {
		var p tearsheet.Person
		if name != nil {
			p.Name = copyOf(squeeze(untyped(d.words(name))), 200)
		}
		if email != nil {
			p.Email = copyOf(squeeze(d.words(email)), 200)
		}
		return p
	}
	value := d.words(n)
	return splitPerson(squeeze(untyped(value)))
}

// splitPerson takes "name (email)", "email (name)", "name <email>", "email"
// and "name" apart.
func splitPerson(s string) tearsheet.Person {
	var p tearsheet.Person
	at := strings.IndexByte(s, '@')
	if at < 0 {
		p.Name = copyOf(s, 200)
		return p
	}
	from := strings.LastIndexAny(s[:at], " (<\"[,:") + 1
	to := len(s)
	if end := strings.IndexAny(s[at:], " )>\"],?"); end >= 0 {
		to = at + end
	}
	if from == at || !strings.Contains(s[at:to], ".") {
		p.Name = copyOf(s, 200)
		return p
	}
	p.Email = copyOf(s[from:to], 200)
	rest := strings.TrimSuffix(strings.TrimSpace(s[:from]), "mailto:")
	rest += " " + s[to:]
	p.Name = copyOf(squeeze(strings.Trim(rest, " ()<>[]\",:")), 200)
	return p
}

// appendPerson adds whoever is not there yet; a name and an address of one
// person that come apart are put together.
func appendPerson(people []tearsheet.Person, p tearsheet.Person) []tearsheet.Person {
	if p.Name == "" && p.Email == "" {
		return people
	}
	for i, have := range people {
		if have.Name == p.Name && (have.Email == p.Email || have.Email == "" || p.Email == "") {
			setFirst(&people[i].Email, p.Email)
			return people
		}
	}
	return append(people, p)
}
