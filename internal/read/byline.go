package read

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"tearsheet"
	"tearsheet/proof"
)

var authorMeta = []string{"author", "article:author", "og:article:author", "article:author_name", "parsely-author", "sailthru.author", "dc.creator", "dcterms.creator", "dc:creator", "byl", "citation_author",
	"cxenseparse:author", "rbauthors", "itemprop:author", "authors", "article.author", "dcsext.author", "shareaholic:article_author_name"}

// byline gives the names that the page puts on the article: JSON-LD, <meta>,
// microdata, then an element that its class or rel calls the byline.
func (s *sheet) byline() ([]tearsheet.Person, string) {
	sources := [...]func() ([]tearsheet.Person, string){s.ldAuthors, s.metaAuthors, s.propAuthors, s.shownAuthors}
	var outlet []tearsheet.Person
	var outletWhere string
	for _, read := range sources {
		people, where := read()
		people = s.tidy(people)
		if len(people) == 0 {
			continue
		}
		if !s.onlyOutlet(people) {
			return people, where
		}
		if outlet == nil {
			outlet, outletWhere = people, where
		}
	}
	return outlet, outletWhere
}

func (s *sheet) ldAuthors() ([]tearsheet.Person, string) {
	for _, key := range [...]string{"author", "creator"} {
		var people []tearsheet.Person
		for _, o := range s.articles() {
			for _, v := range o.list(key) {
				people = append(people, s.person(v)...)
			}
			if len(people) > 0 {
				return people, "json-ld " + key
			}
		}
	}
	return nil, ""
}

// person reads an author of JSON-LD: words, or an object with a name, which may
// again be a list.
func (s *sheet) person(v any) []tearsheet.Person {
	o := s.named(v)
	if o == nil {
		return splitNames(words(v))
	}
	var people []tearsheet.Person
	names := o.list("name")
	if len(names) == 0 && o["givenName"] != nil {
		names = []any{o.str("givenName") + " " + o.str("familyName")}
	}
	for _, n := range names {
		if m, ok := n.(map[string]any); ok {
			n = m["name"]
		}
		people = append(people, splitNames(words(n))...)
	}
	if len(people) == 1 {
		people[0].Role = strOr(o.str("jobTitle"), people[0].Role)
		people[0].Email = strOr(strings.TrimPrefix(o.str("email"), "mailto:"), people[0].Email)
	}
	return people
}

func (s *sheet) metaAuthors() ([]tearsheet.Person, string) {
	for _, name := range authorMeta {
		var people []tearsheet.Person
		for _, v := range s.meta[name] {
			people = append(people, splitNames(proof.Block(html.UnescapeString(v)))...)
		}
		if len(people) > 0 {
			return people, "meta " + strings.TrimPrefix(name, "itemprop:")
		}
	}
	return nil, ""
}

func (s *sheet) propAuthors() ([]tearsheet.Person, string) {
	var people []tearsheet.Person
	for _, n := range s.props["author"] {
		if n.DataAtom == atom.Meta || within(n, atom.Aside, atom.Footer) != nil || inComments(n) {
			continue
		}
		words := text(n)
		for _, name := range s.props["name"] {
			if below(name, n) {
				words = strOr(text(name), attr(name, "content"))
				break
			}
		}
		people = append(people, splitNames(words)...)
	}
	return people, "itemprop author"
}

// shownAuthors reads the byline beside the headline: links to an author's page
// first, else the words of the smallest element that is called the byline.
func (s *sheet) shownAuthors() ([]tearsheet.Person, string) {
	for _, links := range [...]bool{true, false} {
		var people []tearsheet.Person
		for _, n := range s.bylines {
			if links != (n.DataAtom == atom.A) || within(n, atom.Aside, atom.Footer, atom.Nav) != nil || inComments(n) {
				continue
			}
			if words := text(n); len(words) <= 120 {
				people = append(people, splitNames(words)...)
			}
			if !links && len(people) > 0 {
				break
			}
		}
		if len(people) > 0 && len(people) <= 6 {
			return people, "visible byline"
		}
	}
	return nil, ""
}

func inComments(n *html.Node) bool {
	for ; n != nil; n = n.Parent {
		if hasFold(attr(n, "class"), "comment") || hasFold(attr(n, "id"), "comment") || hasFold(attr(n, "class"), "related") {
			return true
		}
	}
	return false
}

func below(n, top *html.Node) bool {
	for ; n != nil; n = n.Parent {
		if n == top {
			return true
		}
	}
	return false
}

// tidy drops names that come twice, and the outlet where persons are named.
func (s *sheet) tidy(people []tearsheet.Person) []tearsheet.Person {
	seen := map[string]bool{}
	var all, persons []tearsheet.Person
	for _, p := range people {
		k := key(p.Name)
		if k == "" || seen[k] {
			continue
		}
		seen[k] = true
		all = append(all, p)
		if !s.isSite(p.Name) {
			persons = append(persons, p)
		}
	}
	if len(persons) > 0 {
		return persons
	}
	return all
}

func (s *sheet) onlyOutlet(people []tearsheet.Person) bool {
	for _, p := range people {
		if !s.isSite(p.Name) {
			return false
		}
	}
	return true
}
