package read

import (
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"tearsheet"
	"tearsheet/proof"
)

var authorMeta = []string{"author", "article:author", "og:article:author", "article:author_name", "parsely-author", "sailthru.author", "dc.creator", "dcterms.creator", "dc:creator", "byl", "citation_author",
	"cxenseparse:author", "rbauthors", "itemprop:author", "authors", "article.author", "dcsext.author", "shareaholic:article_author_name", "articleauthor", "article-author", "twitter:creator:name", "mediator_author", "news_author", "dcterms.contributor"}

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
		people = append(people, ofType(o.str("@type"), words(n))...)
	}
	if len(people) == 1 {
		people[0].Role = strOr(o.str("jobTitle"), people[0].Role)
		people[0].Email = strOr(strings.TrimPrefix(o.str("email"), "mailto:"), people[0].Email)
	}
	return people
}

// ofType gives whom an object of JSON-LD names: an organisation by its whole
// name, persons with commas inside of a name.
func ofType(kind, name string) []tearsheet.Person {
	switch kind = strings.ToLower(kind); {
	case strings.HasSuffix(kind, "organization") && strings.ContainsAny(name, " ,") && !isAgency(name) && len(name) <= 200 && !strings.Contains(name, "://") && !strings.ContainsAny(name, "|;@") && !isPhrase(name):
		return []tearsheet.Person{{Name: proof.Block(plainText(name))}}
	case kind == "person" && strings.Count(name, ",") == 1:
		return onePerson(name)
	}
	return splitNames(name)
}

// onePerson gives a person whose name has a comma between the surname and the
// others; what else stands behind a comma is a role or an outlet.
func onePerson(name string) []tearsheet.Person {
	left, right, _ := strings.Cut(name, ",")
	if left = withoutBy(left); !isRole(right) && !isAgency(strings.TrimSpace(right)) && isName(right) && (isName(left) || !strings.Contains(left, " ")) {
		return []tearsheet.Person{{Name: withoutBy(proof.Block(plainText(name)))}}
	}
	return splitNames(name)
}

func (s *sheet) metaAuthors(name string) ([]tearsheet.Person, string) {
	var people []tearsheet.Person
	for _, v := range s.meta[name] {
		people = append(people, splitNames(proof.Block(html.UnescapeString(v)))...)
	}
	return people, "meta " + strings.TrimPrefix(name, "itemprop:")
}

func (s *sheet) propAuthors() ([]tearsheet.Person, string) {
	var people []tearsheet.Person
	last := 0
	for _, n := range s.props["author"] {
		if n.DataAtom == atom.Meta || within(n, atom.Aside, atom.Footer) != nil || inComments(n) || !s.ofArticle(n) {
			continue
		}
		if last > 0 && s.place[n] > last+neighbours {
			break
		}
		last = s.place[n]
		people = append(people, splitNames(nameIn(n))...)
		if len(people) > mostNames {
			break
		}
	}
	return people, "itemprop author"
}

// mostNames is how many names microdata may give before they are a list of the staff.
const mostNames = 100

// nameIn gives the name that microdata state inside of an author, else its
// words. It looks no further than at the nodes that a name can have.
func nameIn(author *html.Node) string {
	var name string
	nodes := mostNodes
	each(author, func(n *html.Node) bool {
		if nodes--; nodes < 0 || name != "" {
			return false
		}
		if n != author && n.Type == html.ElementNode && hasFold(attr(n, "itemprop"), "name") {
			name = strOr(textUpTo(n, 300), attr(n, "content"))
		}
		return name == ""
	})
	return strOr(name, textUpTo(author, 300))
}

// neighbours is how many elements may lie between two names of one byline;
// what is farther off belongs to other articles.
const neighbours = 40

// shownAuthors reads the byline beside the headline: links to an author's page
// first, else the words of the smallest element that is called the byline.
func (s *sheet) shownAuthors() ([]tearsheet.Person, string) {
	for _, links := range [...]bool{true, false} {
		var people []tearsheet.Person
		last := 0
		for _, n := range s.bylines {
			if links != (n.DataAtom == atom.A) || within(n, atom.Aside, atom.Nav) != nil || inFoot(n) || inComments(n) {
				continue
			}
			if links && last > 0 && s.place[n] > last+neighbours {
				break
			}
			if words := textUpTo(n, 120); words != "" && !tellsSource(words) {
				people = append(people, signers(splitNames(words))...)
			}
			if len(people) > 0 {
				last = s.place[n]
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

// tellsSource reports whether a line names where the news came from, not who
// wrote it.
func tellsSource(s string) bool {
	label, _, ok := strings.Cut(s, ":")
	switch strings.ToLower(label) {
	case "quelle", "quellen", "source", "sources", "fuente", "fonte", "bron", "kilde", "källa", "kaynak", "źródło", "来源", "foto", "photo", "bild":
		return ok
	}
	return false
}

// signers leaves out the signatures of a few small letters ("amw") that stand
// for nobody a reader knows.
func signers(people []tearsheet.Person) []tearsheet.Person {
	return slices.DeleteFunc(people, func(p tearsheet.Person) bool {
		return p.Role == "" && len(p.Name) <= 4 && p.Name == strings.ToLower(p.Name) && p.Name[0] < 0x80
	})
}

// signedLine reads the first line after the headline that opens with a word
// like "By" and holds nothing but names: for pages that mark no byline at all.
func (s *sheet) signedLine() ([]tearsheet.Person, string) {
	h := s.mainH1()
	for _, n := range s.signed {
		if h != nil && s.place[n] < s.place[h] || inComments(n) || within(n, atom.Nav, atom.Aside, atom.Footer, atom.Form, atom.A, atom.Figure, atom.Figcaption) != nil {
			continue
		}
		words := textUpTo(n, 600)
		if tellsRights(words) {
			continue
		}
		if people := signedNames(words); len(people) > 0 && len(people) <= 4 && withoutBy(words) != strings.TrimSpace(words) {
			return people, "visible line"
		}
	}
	return nil, ""
}

// signedNames gives the names of a line that holds nothing else but, behind a
// name, what that person is.
func signedNames(words string) []tearsheet.Person {
	people := splitNames(words)
	if n := len(people); n == 2 && isName(people[0].Name) && !isName(people[1].Name) && len(strings.Fields(people[1].Name)) >= 3 {
		people[0].Role, people = people[1].Name, people[:1]
	}
	if !allNames(people) {
		return nil
	}
	return people
}

func inComments(n *html.Node) bool {
	for ; n != nil; n = n.Parent {
		if hasFold(attr(n, "class"), "comment") || hasFold(attr(n, "id"), "comment") || hasFold(attr(n, "class"), "related") {
			return true
		}
	}
	return false
}

// inFoot reports whether n stands in the foot of the page; that of the post
// itself may hold its byline.
func inFoot(n *html.Node) bool {
	foot := within(n, atom.Footer)
	return foot != nil && !hasFold(attr(foot, "class"), "post") && !hasFold(attr(foot, "class"), "entry")
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

// onlyOutlet reports whether nobody is named but the outlet, a desk of it or
// an organisation.
func (s *sheet) onlyOutlet(people []tearsheet.Person) bool {
	for _, p := range people {
		if !s.isSite(p.Name) && !isDesk(p.Name) && !s.namesHost(p.Name) {
			return false
		}
	}
	return true
}

// namesHost reports whether a name holds the host, as "The Gazette (www.gazette.example)".
func (s *sheet) namesHost(name string) bool {
	host := strings.TrimPrefix(s.addr.Hostname(), "www.")
	return len(host) > 3 && strings.Contains(strings.ToLower(name), host)
}
