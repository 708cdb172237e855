package follow

import (
	"crypto/sha256"
	"fmt"
	"regexp"
	"strings"

	"tearsheet"
	"tearsheet/internal/address"
	"tearsheet/internal/text"
)

// Suspect gives why a reading of a page is no revision by itself: it may be the
// page that failed and not the article that changed. Whoever asks tries again
// and keeps it only when a later look finds the same. Empty: nothing is wrong
// with it.
func Suspect(old, new tearsheet.Revision) string {
	before, after := countWords(&old), countWords(&new)
	switch {
	case old.Origin == tearsheet.FromPage && new.Origin == tearsheet.FromFeed:
		return "it was read from the feed, the revision before from the page"
	case after == 0 && before > 0:
		return "no words were found in the page"
	case isWall(&new) && !isWall(&old) && 5*after < 4*before:
		return "the page asks for consent, a subscription or proof of a person"
	case 2*after < before:
		return fmt.Sprintf("less than half of the words are left (%d of %d)", after, before)
	case otherCanonical(old.Canonical, new.Canonical):
		return fmt.Sprintf("the page names another canonical address (%s)", clip(new.Canonical, 200))
	case otherLanguage(&old, &new):
		return "the page is in another language"
	}
	return ""
}

// Unread reports whether a reading is that of a page which stands before the
// article and shows less than half of it: however often it is found, the article
// did not become that.
func Unread(old, new tearsheet.Revision) bool {
	return isWall(&new) && !isWall(&old) && 2*countWords(&new) < countWords(&old)
}

// Reading names what a reader is told by headline and text, so that a later
// look can tell whether it found the same again.
func Reading(r *tearsheet.Revision) [32]byte {
	return sha256.Sum256([]byte(folded(r, isCounter)))
}

func countWords(r *tearsheet.Revision) int {
	n := 0
	for _, b := range r.Body {
		if b.Kind != tearsheet.Picture && b.Kind != tearsheet.Embed {
			n += len(text.WordSpans(b.Text))
		}
	}
	return n
}

// otherCanonical compares two addresses where both were stated. A query that
// comes or goes is no other article.
func otherCanonical(old, new string) bool {
	if old == "" || new == "" || old == new {
		return false
	}
	a, errA := address.Normal(old)
	b, errB := address.Normal(new)
	if errA != nil || errB != nil {
		return false
	}
	pageA, queryA := bare(a)
	pageB, queryB := bare(b)
	return pageA != pageB || queryA != "" && queryB != "" && queryA != queryB
}

// bare parts an address from its scheme, "www." and query.
func bare(address string) (page, query string) {
	_, rest, _ := strings.Cut(address, "://")
	rest, query, _ = strings.Cut(rest, "?")
	return strings.TrimSuffix(strings.TrimPrefix(rest, "www."), "/"), query
}

func otherLanguage(old, new *tearsheet.Revision) bool {
	a, b := spokenIn(old), spokenIn(new)
	return a != "" && b != "" && a != b
}

// isWall reports whether headline or first words are those of a page that
// stands before the article.
func isWall(r *tearsheet.Revision) bool {
	if wall.MatchString(strings.ToLower(fold(clip(r.Headline, 300)))) {
		return true
	}
	for k, b := range r.Body {
		if k == 4 {
			break
		}
		if wall.MatchString(strings.ToLower(fold(clip(b.Text, 600)))) {
			return true
		}
	}
	return false
}

var wall = regexp.MustCompile(strings.Join([]string{
	`\b(?:we|our partners|and our \d+ partners)\b[^.]{0,60}\bcookies\b`, `\b(?:accept|manage|reject) (?:all )?cookies\b`, `\bbefore you continue\b`, `\bconsent to\b[^.]{0,80}\b(?:cookies|processing|data)\b`,
	`\bsubscribe (?:now )?to (?:continue|keep|read)\b`, `\b(?:sign in|log in|register) to (?:continue|read|keep reading)\b`, `\bthis (?:article|content|story) is (?:for|available (?:only )?to|reserved for) (?:our )?(?:subscribers|members)\b`,
	`\balready a subscriber\b`, `\byou have reached your (?:article )?limit\b`, `\bare you a (?:human|robot)\b`, `\bchecking your browser\b`, `^just a moment`, `^access denied`, `\bverify (?:that )?you are (?:a )?human\b`,
	`\b(?:enable|activate) javascript\b`, `\bunusual traffic\b`, `\bturn off your ad ?blocker\b`,
	`\bwir (?:verwenden|nutzen)\b[^.]{0,40}\bcookies\b`, `\bmit werbung\b[^.]{0,40}\b(?:lesen|nutzen)\b`, `\bjetzt abonnieren\b[^.]{0,40}\bweiterlesen\b`, `\bdieser artikel ist (?:nur )?(?:für|unseren) abonnent`, `\bzugang zu allen inhalten\b`,
	`\bnous utilisons\b[^.]{0,40}\bcookies\b`, `\bcontinuer sans accepter\b`, `\b(?:cet article est )?réservée? (?:aux|à nos) abonnés\b`,
	`\b(?:utilizamos|usamos)\b[^.]{0,40}\bcookies\b`, `\b(?:suscríb[ae]\w*|regístr[ae]\w*) para (?:seguir|continuar)\b`, `\bsolo para suscriptores\b`, `\butilizziamo\b[^.]{0,40}\bcookie`, `\babbonati per\b`, `\bwij gebruiken\b[^.]{0,40}\bcookies\b`,
}, "|"))
