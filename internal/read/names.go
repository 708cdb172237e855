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
	return peopleOf(parts(untilDate(partLabels(s))))
}

// peopleOf gives those whom the parts of a byline name.
func peopleOf(parts []string) []tearsheet.Person {
	var people []tearsheet.Person
	for _, part := range parts {
		label, part := withoutCraft(part)
		part = strings.Trim(withoutBy(part), " ,;-–—|/~•:")
		if !strings.HasSuffix(part, "r.") { // Jr., Sr.
			part = strings.TrimRight(part, ".")
		}
		switch {
		case part == "" || strings.Contains(part, "://") || strings.HasPrefix(part, "@") || readTime(part).Precision > 0:
		case strings.Contains(part, "@") && !strings.Contains(part, " "):
			if n := len(people); n > 0 {
				people[n-1].Email = part
			}
		case isPhrase(part) || networks[key(part)]:
		case len(people) > 0 && label == "" && isRole(part) && !isNameWithPlace(part):
			people[len(people)-1].Role = part
		case isAgency(part):
			people = append(people, tearsheet.Person{Name: part, Role: "agency"})
		case utf8.RuneCountInString(part) <= 80 && hasLetter(part):
			name, post := withoutPost(part)
			people = append(people, tearsheet.Person{Name: name, Role: strOr(post, label)})
		}
	}
	return people
}

// datedWords open the part of a byline that tells when, not who.
var datedWords = wordSet(`published updated posted publiziert veröffentlicht aktualisiert erstellt publié mis publicado actualizado atualizado pubblicato aggiornato gepubliceerd
	publisert oppdatert publicerad uppdaterad opdateret publiceret opublikowano aktualizacja yayınlanma güncelleme last today yesterday heute gestern stand:
	monday tuesday wednesday thursday friday saturday sunday`)

// untilDate cuts the words at the first one that opens a date.
func untilDate(s string) string {
	start := 0
	for i := 0; i <= len(s); i++ {
		if i < len(s) && s[i] != ' ' {
			continue
		}
		word := s[start:i]
		if start > 0 && opensDate(strings.ToLower(strings.Trim(word, ",.|•-(")), s[start:]) {
			return s[:start]
		}
		start = i + 1
	}
	return s
}

func opensDate(word, rest string) bool {
	if datedWords[word] || word == "at" && len(rest) > 3 && isDigit(rest[3]) {
		return true
	}
	if word == "" || !isDigit(word[0]) && months[word] == 0 {
		return false
	}
	return readTime(rest[:min(len(rest), 40)]).Precision > 0 || strings.Count(word, "/") == 2 || strings.Count(word, ".") == 2
}

// newsAgencies sign texts with their bare name, often several at once.
var newsAgencies = wordSet(`dpa afp ap reuters apa sda ansa efe epa tass interfax xinhua ntb ritzau tt anp belga pap lusa pti ians ani afp/ap dpa-afx dpa/lno sid kna epd aap cp pa upi bloomberg
	bernama kyodo jiji yonhap anadolu aa iha dha ritzaus stt ctk čtk mti unb antara keystone-sda awp keystone afpbb`)

// isAgency reports whether a part of a byline is a news agency.
func isAgency(s string) bool {
	low := strings.ToLower(s)
	for _, full := range [...]string{"associated press", "the associated press", "agence france-presse", "the canadian press", "press association", "deutsche presse-agentur", "anadolu ajansı", "anadolu agency", "agencia efe", "australian associated press"} {
		if low == full {
			return true
		}
	}
	return newsAgencies[low] && (s != low || low != "ap" && low != "tt" && low != "aa" && low != "pa" && low != "cp")
}

func hasLetter(s string) bool { return strings.ContainsFunc(s, unicode.IsLetter) }

var joins = []string{";", "|", "、", "•", " / ", " & ", " and ", " und ", " et ", " y ", " og ", " och ", " en ", " i ", " e ", " و", "\n", ", and "}

// parts splits at the signs and words that join names, but not a name that is
// written with the surname first ("Lee, Ann") nor before "Jr.".
func parts(s string) []string {
	if isInverted(s) {
		return []string{s}
	}
	all := splitCommas(s)
	for _, j := range joins {
		var next []string
		for _, p := range all {
			if strings.HasPrefix(j, " ") {
				next = append(next, splitWhereNames(p, j)...)
			} else {
				next = append(next, strings.Split(p, j)...)
			}
		}
		all = next
	}
	return all
}

// splitCommas splits at the commas that part names.
func splitCommas(s string) []string {
	var all []string
	for p := range strings.SplitSeq(s, ",") {
		if n := len(all); n > 0 && generations[strings.ToLower(strings.Trim(p, " ."))] {
			all[n-1] += "," + p
			continue
		}
		all = append(all, p)
	}
	return all
}

// generations stand behind a name and belong to it.
var generations = wordSet("jr sr ii iii iv")

// isInverted reports whether s is one name with the surname first: two words in
// Latin letters, neither an agency nor a desk nor initials.
func isInverted(s string) bool {
	left, right, ok := strings.Cut(s, ", ")
	if !ok {
		return false
	}
	for _, w := range [...]string{left, right} {
		w = strings.TrimSpace(w)
		r := firstRune(w)
		if strings.ContainsAny(w, " ,;|/@&") || utf8.RuneCountInString(w) < 2 || !unicode.Is(unicode.Latin, r) || !unicode.IsUpper(r) || isAgency(w) || desks[key(w)] || w == strings.ToUpper(w) || posts[strings.ToLower(w)] {
			return false
		}
	}
	return true
}

// splitWhereNames splits p at those j that stand between names: both sides have
// two words or more, all capitals but for particles, so that "Arts and Culture",
// "Institute for Wood and Forests" and "García y López" stay whole.
func splitWhereNames(p, j string) []string {
	var all []string
	for from := 0; ; {
		i := strings.Index(p[from:], j)
		if i < 0 {
			return append(all, p)
		}
		i += from
		if joinsNames(p[:i], p[i+len(j):], j) {
			all, p, from = append(all, p[:i]), p[i+len(j):], 0
		} else {
			from = i + len(j)
		}
	}
}

// joinsNames reports whether the word j stands between two names or between a
// name and an agency.
func joinsNames(left, right, j string) bool {
	for _, next := range [...]string{" and ", " und ", " et ", " y ", " e ", " og ", " och ", ",", " / ", " & "} {
		right, _, _ = strings.Cut(right, next)
	}
	right, _ = withoutPlace(right)
	left, _ = withoutPlace(left)
	named := func(s string) bool { return isName(s) || isAgency(strings.TrimSpace(s)) }
	return named(left) && named(right) || j == " / " || j == " & " && len(strings.Fields(left)) >= 2
}

// particles are the words inside of names that are written small.
var particles = wordSet("von van der den de del della di da do dos das du la le el al bin ibn zu zum zur af av ter ten y i e und vom")

// isName reports whether words look like the name of one person: two to five
// words, each with a capital (or in a script without) but for particles.
func isName(s string) bool {
	fields := strings.Fields(withoutBy(s))
	if len(fields) < 2 || len(fields) > 6 {
		return false
	}
	for _, f := range fields {
		r, _ := utf8.DecodeRuneInString(strings.TrimLeft(f, "\"'(„“”‘’«"))
		if unicode.IsLower(r) && !particles[f] && !strings.ContainsAny(f, "'’") || !unicode.IsLetter(r) {
			return false
		}
	}
	return true
}

// allNames reports whether everybody looks like a person, an agency, initials
// in capitals or, in scripts that write names without spaces, a short name.
func allNames(people []tearsheet.Person) bool {
	for _, p := range people {
		if n := utf8.RuneCountInString(p.Name); p.Role != "agency" && !isName(p.Name) && !(unicode.Is(unicode.Han, firstRune(p.Name)) && n <= 5) && !(n <= 6 && p.Name == strings.ToUpper(p.Name)) {
			return false
		}
	}
	return true
}

func firstRune(s string) rune {
	r, _ := utf8.DecodeRuneInString(s)
	return r
}

// isRole reports whether a part of a byline is what somebody is, not a name:
// its words are mostly in lower case or one of them is a post.
func isRole(s string) bool {
	fields := strings.Fields(s)
	lower := 0
	for _, f := range fields {
		if unicode.IsLower(firstRune(f)) {
			lower++
		}
		if posts[strings.ToLower(strings.Trim(f, ".,"))] {
			return true
		}
	}
	return len(fields) > 1 && lower*2 >= len(fields)
}

// posts are what people of the press are.
var posts = wordSet(`editor reporter correspondent writer columnist staff producer journalist chief director professor redakteur redakteurin korrespondent journaliste phd ph.d md chefredakteur chefredakteurin korrespondentin reporterin journalistin volontär volontärin autorin rédacteur rédactrice redactor redactora redazione 기자 记者 記者`)

// isPhrase reports whether a part is a sentence or a link's words, no name.
func isPhrase(s string) bool {
	fields := strings.Fields(s)
	lower := 0
	for _, f := range fields {
		if unicode.IsLower(firstRune(f)) && !particles[f] {
			lower++
		}
	}
	return len(fields) >= 4 && lower*2 >= len(fields)
}

// networks stand beside names as links to accounts.
var networks = keySet("Twitter", "X", "Facebook", "LinkedIn", "Instagram", "Email", "E-Mail", "Mail", "RSS", "Follow", "Website", "Bluesky", "Mastodon", "Threads", "TikTok", "YouTube", "Bio", "Profile")

// desks are the names that stand for nobody in particular, as whole bylines.
var desks = keySet("Redaktion", "Die Redaktion", "Online-Redaktion", "Redaktionsteam", "Nachrichten", "News", "Staff", "Admin", "Administrator", "Editor", "Editorial", "Editorial Staff", "Newsroom", "News Desk", "Web Desk", "Redacción", "Redazione", "Redação", "La rédaction", "Rédaction", "Redactie", "Redaksi", "Redaksjonen", "Redaktionen", "Redakcja", "Online", "Guest", "Gast")

// organisationWords are words that no person's name holds.
var organisationWords = wordSet("e.v. e.v gmbh ag stiftung institut institute university universität zeitung verlag landesanstalt verband foundation agency ministry ministerium press network magazine magazin")

// isDesk reports whether a name is a desk or an organisation.
func isDesk(name string) bool {
	if desks[key(name)] {
		return true
	}
	for f := range strings.FieldsFuncSeq(strings.ToLower(name), func(r rune) bool { return r == ' ' || r == '-' || r == ',' }) {
		if organisationWords[f] {
			return true
		}
	}
	return false
}
