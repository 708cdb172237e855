package follow

import (
	"math"
	"net/url"
	"regexp"
	"slices"
	"strings"

	"tearsheet"
)

// What is believed of the rate of change before anything is known: 17.85 % of
// articles change 1.94 times in their first 30 days (GDELT; six Flemish sites).
// It weighs as much as so many days of articles that were followed.
const (
	believedRate  = 0.1785 * 1.94 / 30
	believedAll   = 300 // article-days, for all sources together
	believedOne   = 30  // for one source, after all sources
	urgent        = 0.6 // what is marked as live or breaking is looked at so much sooner
	mostPatience  = 2
	leastPatience = 0.5
)

// Patience gives by how much the waits between two looks at an article of a
// source are longer than usual: from half, where the source changes its articles
// four times as often as all do, to twice. The rates are estimated from what was
// counted (Gamma-Poisson), so that a source of few articles is taken for one like
// the others. running says that the article is marked as live or breaking.
func Patience(source, all tearsheet.ChangeRate, running bool) float64 {
	usual := estimate(all, believedRate, believedAll)
	own := estimate(source, usual, believedOne)
	p := min(max(math.Sqrt(usual/own), leastPatience), mostPatience)
	if running {
		p *= urgent
	}
	return p
}

// estimate gives the mean of the rate of changes, believed to be prior with the
// weight of so many article-days before the counts.
func estimate(r tearsheet.ChangeRate, prior, weight float64) float64 {
	return (prior*weight + float64(r.Changes)) / (weight + max(r.ArticleDays, 0))
}

var running = regexp.MustCompile(`^(?:live|live updates?|live blog|liveblog|breaking(?: news)?|developing(?: story)?|eilmeldung|liveticker|newsblog|en direct|direct|dernière minute|en vivo|en directo|última hora|in diretta|ao vivo)\s*(?:[:|!-]|$)`)

// Running reports whether a headline or an address says that the article is
// still being written: live, breaking, developing.
func Running(headline, address string) bool {
	if running.MatchString(strings.ToLower(fold(clip(headline, 100)))) {
		return true
	}
	u, err := url.Parse(address)
	if err != nil {
		return false
	}
	return slices.ContainsFunc(strings.Split(strings.ToLower(u.Path), "/"), func(part string) bool {
		return slices.Contains([]string{"live", "live-updates", "live-news", "live-blog", "liveblog", "liveticker", "newsblog", "breaking-news"}, part)
	})
}
