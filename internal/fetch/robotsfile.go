package fetch

import (
	"bytes"
	"strconv"
	"strings"
	"time"
)

// RobotsFile is what one robots.txt says to us (RFC 9309): the rules of the
// groups that name us, or of those for everybody, and what it says to all.
type RobotsFile struct {
	Sitemaps   []string      // as written, in order; at most 1000
	CrawlDelay time.Duration // as asked; 0: nothing asked

	rules []rule
	none  string // why there are no rules; empty when a file was read
}

// rule is one allow or disallow line.
type rule struct {
	allow   bool
	pattern string // normal form of the path
	line    string // as written, for the evidence
}

const (
	maxRules    = 20_000
	maxSitemaps = 1_000
)

// ParseRobots reads a robots.txt for the crawler whose product token is agent.
// It takes anything and never fails: what is no rule is no rule.
func ParseRobots(body []byte, agent string) RobotsFile {
	p := robotsParser{agent: strings.ToLower(agent)}
	body = bytes.TrimPrefix(body, []byte("\xef\xbb\xbf"))
	for len(body) > 0 {
		var line []byte
		if i := bytes.IndexAny(body, "\r\n"); i >= 0 {
			line, body = body[:i], body[i+1:]
		} else {
			line, body = body, nil
		}
		p.line(line)
	}
	return p.result()
}

// robotsParser collects two sets of rules at once: of the groups that name us
// and of those for everybody.
type robotsParser struct {
	agent      string
	file       RobotsFile
	ours, all  rules
	inRules    bool // the group's first rule has come: another user-agent starts a new group
	mine, star bool // whom the present group names
	named      bool // some group names us
}

type rules struct {
	list  []rule
	delay time.Duration
}

func (p *robotsParser) line(line []byte) {
	if i := bytes.IndexByte(line, '#'); i >= 0 {
		line = line[:i]
	}
	key, value, ok := bytes.Cut(line, []byte(":"))
	if !ok {
		return
	}
	v := string(bytes.TrimSpace(value))
	switch strings.ToLower(string(bytes.TrimSpace(key))) {
	case "user-agent", "useragent":
		p.userAgent(v)
	case "allow":
		p.rule(true, v)
	case "disallow":
		p.rule(false, v)
	case "crawl-delay": // ends no group: RFC 9309, 2.2.4
		p.delay(v)
	case "sitemap":
		if v != "" && len(p.file.Sitemaps) < maxSitemaps {
			p.file.Sitemaps = append(p.file.Sitemaps, v)
		}
	}
}

func (p *robotsParser) userAgent(v string) {
	if p.inRules {
		p.inRules, p.mine, p.star = false, false, false
	}
	if strings.HasPrefix(v, "*") {
		p.star = true
	} else if strings.EqualFold(productToken(v), p.agent) && p.agent != "" {
		p.mine, p.named = true, true
	}
}

func (p *robotsParser) rule(allow bool, v string) {
	p.inRules = true
	if !strings.HasPrefix(v, "/") && !strings.HasPrefix(v, "*") {
		return // empty, or no path
	}
	r := rule{allow: allow, pattern: normalPattern(v), line: ruleLine(allow, v)}
	if p.mine {
		p.ours.add(r)
	}
	if p.star {
		p.all.add(r)
	}
}

func (s *rules) add(r rule) {
	if len(s.list) < maxRules {
		s.list = append(s.list, r)
	}
}

func (p *robotsParser) delay(v string) {
	f, err := strconv.ParseFloat(v, 64)
	if err != nil || !(f > 0) {
		return
	}
	d := time.Duration(min(f, 24*3600) * float64(time.Second))
	if p.mine {
		p.ours.delay = d
	}
	if p.star {
		p.all.delay = d
	}
}

func (p *robotsParser) result() RobotsFile {
	chosen := p.all
	if p.named {
		chosen = p.ours
	}
	p.file.rules, p.file.CrawlDelay = chosen.list, chosen.delay
	return p.file
}

// Decide gives the decision for a path with its query, and the line that made
// it: the longest that matches, allow before disallow (RFC 9309, 2.2.2).
func (f *RobotsFile) Decide(path string) (allowed bool, line string) {
	if path == "/robots.txt" {
		return true, "robots.txt itself"
	}
	path = normalPath(path)
	best := rule{allow: true}
	for _, r := range f.rules {
		longer := len(r.pattern) > len(best.pattern)
		if (longer || len(r.pattern) == len(best.pattern) && r.allow && !best.allow) && matches(r.pattern, path) {
			best = r
		}
	}
	switch {
	case best.line != "":
		return best.allow, best.line
	case f.none != "":
		return true, f.none
	}
	return true, "no rule"
}

func ruleLine(allow bool, v string) string {
	if allow {
		return "Allow: " + clip(v)
	}
	return "Disallow: " + clip(v)
}

// productToken gives the leading letters, "_" and "-" of a user agent (RFC
// 9309, 2.2.1): of "Name/1.2 (…)" the "Name".
func productToken(agent string) string {
	end := strings.IndexFunc(agent, func(r rune) bool {
		return !(r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r == '_' || r == '-')
	})
	if end < 0 {
		return agent
	}
	return agent[:end]
}
