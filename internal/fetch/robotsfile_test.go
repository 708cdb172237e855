package fetch

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
)

func TestRobotsFollowsRFC9309(t *testing.T) {
	example := "User-Agent: *\nDisallow: *.gif$\nDisallow: /example/\nAllow: /publications/\n\n" +
		"User-Agent: foobot\nDisallow:/\nAllow:/example/page.html\nAllow:/example/allowed.gif\n\n" +
		"User-Agent: barbot\nUser-Agent: bazbot\nDisallow: /example/page.html\n\nUser-Agent: quxbot\n"
	for _, k := range []struct {
		name, file, agent, path string
		allowed                 bool
		line                    string
	}{
		// RFC 9309, 5.1
		{"5.1 everybody", example, "Tearsheet", "/example/x", false, "Disallow: /example/"},
		{"5.1 gif", example, "Tearsheet", "/a.gif", false, "Disallow: *.gif$"},
		{"5.1 gif with a query", example, "Tearsheet", "/a.gif?x", true, "no rule"},
		{"5.1 foobot all", example, "foobot", "/x", false, "Disallow: /"},
		{"5.1 foobot page", example, "foobot", "/example/page.html", true, "Allow: /example/page.html"},
		{"5.1 barbot", example, "barbot", "/example/page.html", false, "Disallow: /example/page.html"},
		{"5.1 bazbot", example, "bazbot", "/example/", true, "no rule"},
		{"5.1 quxbot has a group without rules", example, "quxbot", "/example/x", true, "no rule"},
		// RFC 9309, 5.2
		{"5.2 longest", "User-agent: *\nAllow: /example/page/\nDisallow: /example/page/disallowed.gif", "x", "/example/page/disallowed.gif", false, "Disallow: /example/page/disallowed.gif"},

		{"empty file", "", "x", "/", true, "no rule"},
		{"empty disallow", "User-agent: *\nDisallow:", "x", "/a", true, "no rule"},
		{"equal length: allow", "User-agent: *\nDisallow: /p\nAllow: /p", "x", "/page", true, "Allow: /p"},
		{"equal length: allow, other order", "User-agent: *\nAllow: /p\nDisallow: /p", "x", "/page", true, "Allow: /p"},
		{"prefix", "User-agent: *\nDisallow: /fish", "x", "/fishheads/yummy.html", false, "Disallow: /fish"},
		{"case of the path counts", "User-agent: *\nDisallow: /fish", "x", "/Fish.asp", true, "no rule"},
		{"star in the middle", "User-agent: *\nDisallow: /a*b", "x", "/axxb", false, "Disallow: /a*b"},
		{"star is greedy to the end", "User-agent: *\nDisallow: /a*b$", "x", "/abxb", false, "Disallow: /a*b$"},
		{"end", "User-agent: *\nDisallow: /a$", "x", "/ab", true, "no rule"},
		{"end, exact", "User-agent: *\nDisallow: /a$", "x", "/a", false, "Disallow: /a$"},
		{"dollar in the middle is a character", "User-agent: *\nDisallow: /a$b", "x", "/a$b", false, "Disallow: /a$b"},
		{"star and end share no characters", "User-agent: *\nDisallow: /ab*bc$", "x", "/abc", true, "no rule"},
		{"dot is a dot", "User-agent: *\nDisallow: /a.b", "x", "/axb", true, "no rule"},
		{"anchored at the start", "User-agent: *\nDisallow: /b*c", "x", "/a/b/c", true, "no rule"},
		{"query", "User-agent: *\nDisallow: /*?print=", "x", "/a?print=1", false, "Disallow: /*?print="},
		{"robots.txt itself", "User-agent: *\nDisallow: /", "x", "/robots.txt", true, "robots.txt itself"},

		{"escape of an unreserved character", "User-agent: *\nDisallow: /foo/bar/%62%61%7A", "x", "/foo/bar/baz", false, "Disallow: /foo/bar/%62%61%7A"},
		{"escape of a slash is none", "User-agent: *\nDisallow: /a%2Fb", "x", "/a/b", true, "no rule"},
		{"escapes in either case", "User-agent: *\nDisallow: /a%e3%83%84", "x", "/a%E3%83%84", false, "Disallow: /a%e3%83%84"},
		{"UTF-8 in the rule", "User-agent: *\nDisallow: /foo/bar/ツ", "x", "/foo/bar/%E3%83%84", false, "Disallow: /foo/bar/ツ"},
		{"escaped star is a character", "User-agent: *\nDisallow: /file-with-a-%2A.html", "x", "/file-with-a-*.html", false, "Disallow: /file-with-a-%2A.html"},
		{"escaped star is no star", "User-agent: *\nDisallow: /%2A.html", "x", "/x.html", true, "no rule"},
		{"escaped dollar", "User-agent: *\nDisallow: /foo-%24", "x", "/foo-$", false, "Disallow: /foo-%24"},

		{"agent in any case", "USER-AGENT: tearSHEET\nDISALLOW: /", "Tearsheet", "/a", false, "Disallow: /"},
		{"agent with a version", "User-agent: Tearsheet/2.1\nDisallow: /", "Tearsheet", "/a", false, "Disallow: /"},
		{"agent is no prefix", "User-agent: Tear\nDisallow: /", "Tearsheet", "/a", true, "no rule"},
		{"agent is no longer one", "User-agent: Tearsheetbot\nDisallow: /", "Tearsheet", "/a", true, "no rule"},
		{"own group hides the star", "User-agent: *\nDisallow: /\nUser-agent: Tearsheet\nDisallow: /b", "Tearsheet", "/a", true, "no rule"},
		{"own groups are joined", "User-agent: Tearsheet\nDisallow: /a\n\nUser-agent: *\nDisallow: /c\n\nUser-agent: tearsheet\nDisallow: /b", "Tearsheet", "/a", false, "Disallow: /a"},
		{"several agents", "User-agent: a\nUser-agent: Tearsheet\nDisallow: /", "Tearsheet", "/a", false, "Disallow: /"},
		{"sitemap ends no group", "User-agent: Tearsheet\nSitemap: http://x/s\nDisallow: /", "Tearsheet", "/a", false, "Disallow: /"},
		{"crawl-delay ends no group", "User-agent: Tearsheet\nCrawl-delay: 5\nUser-agent: b\nDisallow: /", "Tearsheet", "/a", false, "Disallow: /"},
		{"rule before any group", "Disallow: /\nUser-agent: *\nAllow: /b", "x", "/a", true, "no rule"},

		{"BOM, CR, comments", "\ufeff# hello\rUser-agent: * # all\rDisallow: /a # no\r", "x", "/a", false, "Disallow: /a"},
		{"CRLF and blanks", "  User-agent :  * \r\n\r\n  Disallow :  /a  \r\n", "x", "/a", false, "Disallow: /a"},
		{"a bad line spoils nothing", "User-agent: *\nCrawl-delay: soon\nnonsense\n:\nDisallow: /a", "x", "/a", false, "Disallow: /a"},
		{"HTML is no rule", "<!doctype html><p>User-agent: *\nDisallow: /", "x", "/a", true, "no rule"},
		{"a path without a slash is no path", "User-agent: *\nDisallow: a", "x", "/a", true, "no rule"},
		{"NUL and bad UTF-8", "User-agent: *\nDisallow: /\x00\xff", "x", "/%00%FF", false, "Disallow: /\x00\xff"},
	} {
		f := ParseRobots([]byte(k.file), k.agent)
		allowed, line := f.Decide(k.path)
		if allowed != k.allowed || line != k.line {
			t.Errorf("%s: %v by %q, want %v by %q", k.name, allowed, line, k.allowed, k.line)
		}
	}
}

func TestRobotsGivesSitemapsAndDelays(t *testing.T) {
	f := ParseRobots([]byte("Sitemap: https://x.test/a.xml\nUser-agent: *\nCrawl-delay: 2.5\nUser-agent: other\nCrawl-delay: 99\nDisallow: /\nsitemap:https://x.test/b.xml\nSitemap:\n"), "Tearsheet")
	if !slices.Equal(f.Sitemaps, []string{"https://x.test/a.xml", "https://x.test/b.xml"}) || f.CrawlDelay != 99*time.Second {
		t.Errorf("%v, %s", f.Sitemaps, f.CrawlDelay)
	}
	for v, want := range map[string]time.Duration{"0.5": 500 * time.Millisecond, "-1": 0, "NaN": 0, "Inf": 24 * time.Hour, "1e99": 24 * time.Hour, "x": 0} {
		f := ParseRobots([]byte("User-agent: *\nCrawl-delay: "+v), "x")
		if f.CrawlDelay != want {
			t.Errorf("Crawl-delay %s: %s, want %s", v, f.CrawlDelay, want)
		}
	}
}

func TestAHostileRobotsIsDecidedQuickly(t *testing.T) {
	file := "User-agent: *\n" + strings.Repeat("Disallow: /"+strings.Repeat("*a", 100)+"b\n", 2400)
	f := ParseRobots([]byte(file[:min(len(file), MaxRobots)]), "x")
	start := time.Now()
	f.Decide("/" + strings.Repeat("a", 4000))
	if took := time.Since(start); took > 2*time.Second {
		t.Errorf("took %s", took)
	}
}

// FuzzRobots holds the matcher against regular expressions and the parser
// against its own promise to survive anything.
func FuzzRobots(f *testing.F) {
	f.Add("User-agent: *\nDisallow: /a*b$\nAllow: /%61", "/a%2Fb")
	f.Add("User-agent: x\nCrawl-delay: 1\nSitemap: y", "/")
	f.Add("\ufeffuser-agent:*\rallow:*$$", "/$*")
	f.Fuzz(func(t *testing.T, file, path string) {
		r := ParseRobots([]byte(file), "x")
		allowed, line := r.Decide(path)
		if !allowed && !strings.HasPrefix(line, "Disallow: ") {
			t.Fatalf("denied by %q", line)
		}
		for _, one := range r.rules {
			if len(one.pattern) > 200 || len(path) > 500 {
				continue
			}
			p := normalPath(path)
			if got, want := matches(one.pattern, p), reference(one.pattern).MatchString(p); got != want {
				t.Fatalf("pattern %q on %q: %v, want %v", one.pattern, p, got, want)
			}
		}
		if n := normalPath(path); normalPath(n) != n {
			t.Fatalf("%q is not normal", n)
		}
	})
}

func reference(pattern string) *regexp.Regexp {
	end := ""
	if strings.HasSuffix(pattern, "$") {
		pattern, end = strings.TrimSuffix(pattern, "$"), "$"
	}
	return regexp.MustCompile("(?s)^" + strings.ReplaceAll(regexp.QuoteMeta(pattern), `\*`, ".*") + end)
}

func BenchmarkRobotsDecision(b *testing.B) {
	var file strings.Builder
	file.WriteString("User-agent: *\n")
	for i := range 200 {
		fmt.Fprintf(&file, "Disallow: /section-%d/*/print$\n", i)
	}
	f := ParseRobots([]byte(file.String()), "x")
	for b.Loop() {
		f.Decide("/section-7/2026/03/a-story-with-a-long-name.html")
	}
}
