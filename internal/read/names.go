package read

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"tearsheet"
)

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
