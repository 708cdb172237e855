package read

import (
	"strings"
	"unicode"
	"unicode/utf8"

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

// splitNames parts the words of a byline into names with their roles.
func splitNames(s string) []tearsheet.Person {
	s = withoutBy(plainText(s))
	if s == "" || utf8.RuneCountInString(s) > 300 {
		return nil
	}
	for _, cut := range [...]string{" • ", " | Published", " Published ", " Updated ", " - Published", " Posted "} {
		if i := strings.Index(s, cut); i > 0 {
			s = s[:i]
		}
	}
	var people []tearsheet.Person
	for _, part := range parts(s) {
		part = strings.Trim(withoutBy(part), " ,;.-–—|/")
		switch {
		case part == "" || strings.Contains(part, "://") || strings.HasPrefix(part, "@") || readTime(part).Precision > 0:
		case strings.Contains(part, "@") && !strings.Contains(part, " "):
			if n := len(people); n > 0 {
				people[n-1].Email = part
			}
		case len(people) > 0 && isRole(part):
			people[len(people)-1].Role = part
		case utf8.RuneCountInString(part) <= 80 && hasLetter(part):
			people = append(people, tearsheet.Person{Name: part})
		}
	}
	return people
}

func hasLetter(s string) bool { return strings.ContainsFunc(s, unicode.IsLetter) }

var joins = []string{";", "|", "、", " / ", " & ", " and ", " und ", " et ", " y ", " og ", " och ", " en ", " i ", " e ", " و", "\n", ", and "}

// parts splits at the signs and words that join names.
func parts(s string) []string {
	all := []string{s}
	for _, j := range append([]string{","}, joins...) {
		var next []string
		for _, p := range all {
			if strings.HasPrefix(j, " ") && !joinsNames(p, j) {
				next = append(next, p)
				continue
			}
			next = append(next, strings.Split(p, j)...)
		}
		all = next
	}
	return all
}

// joinsNames reports whether the word j stands between names: both sides have
// two words that begin with a capital, so that "Arts and Culture" stays whole.
func joinsNames(p, j string) bool {
	i := strings.Index(p, j)
	if i < 0 {
		return false
	}
	left, right := strings.Fields(p[:i]), strings.Fields(p[i+len(j):])
	return len(left) >= 2 && len(right) >= 2 || j == " / " || j == " & " && len(left) >= 2
}

// isRole reports whether a part of a byline is what somebody is, not a name:
// its words are mostly in lower case or one of them is a post.
func isRole(s string) bool {
	fields := strings.Fields(s)
	lower := 0
	for _, f := range fields {
		if r, _ := utf8.DecodeRuneInString(f); unicode.IsLower(r) {
			lower++
		}
		switch strings.ToLower(strings.Trim(f, ".,")) {
		case "editor", "reporter", "correspondent", "writer", "columnist", "staff", "producer", "journalist", "chief", "director", "professor", "redakteur", "redakteurin", "korrespondent", "journaliste", "phd", "ph.d", "jr", "md":
			return true
		}
	}
	return len(fields) > 1 && lower*2 >= len(fields)
}

// by are the words before a name, longest first.
var by = []string{"written by", "reported by", "posted by", "published by", "story by", "article by", "words by", "analysis by", "author", "authors", "autor", "autorin", "auteur", "by", "von", "par", "por", "da", "di", "door", "av", "af", "från", "fra", "text", "texte", "texto", "tekst", "report", "de", "redaktion:", "автор", "pubblicato da", "a cura di", "publié par", "ein kommentar von", "ein gastbeitrag von", "eine analyse von", "interview:", "kommentar von"}

func withoutBy(s string) string {
	s = strings.TrimLeft(strings.TrimSpace(s), " :-–—|•")
	low := strings.ToLower(s)
	best := ""
	for _, w := range by {
		if len(w) > len(best) && strings.HasPrefix(low, w) && len(low) > len(w) && strings.IndexByte(" :", low[len(w)]) >= 0 {
			best = w
		}
	}
	if best == "" {
		return s
	}
	if (best == "de" || best == "da" || best == "di") && !strings.HasPrefix(s, strings.ToUpper(best[:1])) {
		return s
	}
	return withoutBy(strings.TrimLeft(s[len(best):], " :"))
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
