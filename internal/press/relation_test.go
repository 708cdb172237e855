package press_test

import (
	"regexp"
	"strings"
	"testing"
	"time"

	"tearsheet/internal/press"
)

var word = regexp.MustCompile(`[\p{L}\p{N}]+(?:[.,’'-][\p{L}\p{N}]+)*`)

func words(s string) []string { return word.FindAllString(strings.ToLower(s), -1) }

// overlap compares two word lists: how many words they share in order, and the
// longest unbroken run.
func overlap(a, b []string) (shared, run int) {
	common, tail := make([]int, len(b)+1), make([]int, len(b)+1)
	for i := range a {
		diagonal, before := 0, 0
		for j := range b {
			up, above := common[j+1], tail[j+1]
			if a[i] == b[j] {
				common[j+1], tail[j+1] = diagonal+1, before+1
			} else {
				common[j+1], tail[j+1] = max(up, common[j]), 0
			}
			run = max(run, tail[j+1])
			diagonal, before = up, above
		}
	}
	return common[len(b)], run
}

var quotation = regexp.MustCompile(`“[^”]*”|«[^»]*»|„[^“]*“`)

// measured is what a reader who has both texts can find out about a copy.
type measured struct {
	share           float64 // of the copy's words that stand in the origin
	bare, quoted    int     // longest runs outside and inside quotation marks
	equal, straight bool
	paragraphs      bool // every paragraph stands in the origin, in order
}

func measure(c, o string) measured {
	m := measured{equal: c == o, straight: c == straightened(o), paragraphs: true}
	shared, _ := overlap(words(c), words(o))
	m.share = float64(shared) / float64(len(words(c)))
	_, m.bare = overlap(words(quotation.ReplaceAllString(c, " ¦0¦ ")), words(o))
	for _, q := range quotation.FindAllString(c, -1) {
		_, run := overlap(words(q), words(o))
		m.quoted = max(m.quoted, run)
	}
	rest := o
	for p := range strings.SplitSeq(c, "\n\n") {
		_, after, found := strings.Cut(rest, p)
		m.paragraphs = m.paragraphs && found
		rest = after
	}
	return m
}

func straightened(s string) string {
	return strings.NewReplacer("“", `"`, "”", `"`, "’", "'", " — ", " - ").Replace(s)
}

// Each row says when a copy is what the truth table calls it (the rules of the
// relations, first that fits).
var relations = map[string]func(measured) bool{
	"verbatim":    func(m measured) bool { return m.equal },
	"typographic": func(m measured) bool { return !m.equal && m.straight },
	"excerpt":     func(m measured) bool { return !m.equal && m.paragraphs },
	"modified":    func(m measured) bool { return !m.equal && !m.straight && !m.paragraphs && m.share >= .5 },
	"unmarked":    func(m measured) bool { return m.share < .5 && m.bare >= 25 },
	"quoted":      func(m measured) bool { return m.share < .5 && m.bare < 25 && m.quoted >= 10 },
	"based-on":    func(m measured) bool { return m.share < .5 && m.bare < 10 && m.quoted < 10 },
}

func TestCopiesAreWhatTheTruthTableCallsThem(t *testing.T) {
	p := read(t, 0).press
	for _, rel := range p.Truth() {
		c := firstVersion(t, p, rel.Copy)
		m := measure(c.Text, originText(p, rel, c.Published))
		if is := relations[rel.Kind]; is == nil || !is(m) {
			t.Errorf("%s of %s is not %s: %+v", rel.Copy, rel.Origin, rel.Kind, m)
		}
		t.Logf("%-12s %-28s of %-28s share %.2f bare %3d quoted %2d", rel.Kind, rel.Copy, rel.Origin, m.share, m.bare, m.quoted)
	}
}

// firstVersion is an article at the second at which it appeared.
func firstVersion(t *testing.T, p *press.Press, ref string) press.Article {
	t.Helper()
	a, ok := p.Find(ref, time.Hour)
	if !ok {
		t.Fatalf("no article %s", ref)
	}
	a, _ = p.Find(ref, a.Published)
	return a
}

// originText is the origin as it stood when it was copied.
func originText(p *press.Press, rel press.Relation, when time.Duration) string {
	o, _ := p.Find(rel.Origin, when)
	return o.Text
}

func TestTwoEventsHaveFourReportsThatDisagreeAboutAFigure(t *testing.T) {
	stories := map[string][]press.Article{}
	for _, a := range read(t, 0).press.Articles(0) {
		if a.Story != "" {
			stories[a.Story] = append(stories[a.Story], a)
		}
	}
	for story, figures := range map[string][2]string{"ferry-grounding": {"60", "90"}, "smelter-vote": {"410", "600"}} {
		reports := stories[story]
		if len(reports) < 4 {
			t.Errorf("%s has %d reports", story, len(reports))
		}
		has := [2]bool{}
		for i, a := range reports {
			for f, figure := range figures {
				has[f] = has[f] || strings.Contains(a.Text, figure)
			}
			for _, b := range reports[:i] {
				shared, _ := overlap(words(a.Text), words(b.Text))
				if share := float64(shared) / float64(len(words(a.Text))); share > .5 {
					t.Errorf("%s and %s are meant to be independent and share %.0f %%", a.Ref, b.Ref, share*100)
				}
			}
		}
		if !has[0] || !has[1] {
			t.Errorf("%s: not both of %v are reported", story, figures)
		}
	}
}

func TestAThreadRunsOverDays(t *testing.T) {
	var n int
	first, last := time.Duration(0), -100*time.Hour
	for _, a := range read(t, 0).press.Articles(0) {
		if a.Thread == "fenholt-flood" {
			n++
			first, last = min(first, a.Published), max(last, a.Published)
		}
	}
	if n < 5 || last-first < 48*time.Hour {
		t.Errorf("%d articles over %v", n, last-first)
	}
}

func TestArticlesHaveTheLengthOfArticles(t *testing.T) {
	p := read(t, 0).press
	for _, a := range p.Articles(time.Hour) {
		if a.Kind == press.Deleted {
			continue
		}
		least := 120
		for _, rel := range p.Truth() {
			if rel.Copy == a.Ref {
				least = 70
			}
		}
		if n := len(strings.Fields(a.Text)); n < least || n > 450 {
			t.Errorf("%s has %d words, want %d to 450", a.Ref, n, least)
		}
		if strings.ContainsAny(a.Text, "{}|=~") || strings.ContainsAny(a.Headline, "{}|") {
			t.Errorf("%s shows marks of its archive: %s", a.Ref, a.Text)
		}
	}
}
