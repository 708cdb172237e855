package web

import (
	"encoding/hex"
	"fmt"
	"strings"

	"tearsheet"
)

// fact is one line of the box "Where this comes from". Evidence says where the
// value was read; Note what follows from it.
type fact struct {
	Label    string
	Words    string
	Link     string // Words leads there
	Lang     string
	Time     moment
	Note     string
	Evidence string
}

type factGroup struct {
	Name  string
	Facts []fact
}

// factsOf tells all that is known of where an article comes from: what was
// stated with its evidence, what we saw ourselves, and what is merely claimed.
func factsOf(item *tearsheet.Item, c tearsheet.Capture, isOperator bool) []factGroup {
	groups := []factGroup{
		{"Origin", originFacts(item, c, isOperator)},
		{"Time", timeFacts(item)},
		{"Said by the publisher", statedFacts(&item.Revision)},
		{"Claimed by the page", claimedFacts(&item.Revision)},
		{"Permission", permissionFacts(item)},
	}
	var filled []factGroup
	for _, g := range groups {
		if len(g.Facts) > 0 {
			filled = append(filled, g)
		}
	}
	return filled
}

func originFacts(item *tearsheet.Item, c tearsheet.Capture, isOperator bool) []fact {
	a, r := &item.Article, &item.Revision
	publisher := fact{Label: "Publisher", Words: outlet(&item.Source), Link: sourcePath(a.Source), Note: "site: " + string(a.Source)}
	if r.Site != "" && r.Site != publisher.Words {
		publisher.Note += "; the page calls it “" + r.Site + "”"
		publisher.Evidence = evidenceOf(r, "site")
	}
	return []fact{
		{Label: "Address", Words: shortAddress(a.URL), Link: webAddress(a.URL)},
		publisher,
		canonicalFact(a, r),
		readFrom(r, c, isOperator),
	}
}

func canonicalFact(a *tearsheet.Article, r *tearsheet.Revision) fact {
	f := fact{Label: "Canonical address", Words: notStated}
	switch {
	case r.Canonical == "":
	case r.Canonical == a.URL:
		f.Words, f.Evidence = "the same as the address", evidenceOf(r, "canonical")
	default:
		f.Words, f.Link, f.Evidence = shortAddress(r.Canonical), webAddress(r.Canonical), evidenceOf(r, "canonical")
	}
	return f
}

// readFrom says which response, or which other thing, the words were read
// from. Where a redirect led may hold a key, which is the operator's.
func readFrom(r *tearsheet.Revision, c tearsheet.Capture, isOperator bool) fact {
	if r.Origin == tearsheet.FromFeed {
		because := strings.TrimSpace(withoutAddresses(r.Trouble, isOperator))
		if because == "" {
			because = "the page could not be read"
		}
		return fact{Label: "Read from", Words: "the feed’s own text, because " + lowerFirst(because), Time: ours(r.Seen)}
	}
	f := fact{Label: "Read from", Words: "the publisher’s page", Time: ours(r.Seen)}
	if c.ID != 0 {
		f.Note = fmt.Sprintf("response %d, %s, SHA-256 %s…", c.ID, bytesInWords(int64(len(c.Body))), hex.EncodeToString(c.Digest[:])[:12])
	}
	if c.FinalURL != "" && c.FinalURL != c.URL {
		led := "another address at " + hostOf(c.FinalURL)
		if isOperator {
			led = shortAddress(c.FinalURL)
		}
		f.Note += "; the address led to " + led
	}
	return f
}

func timeFacts(item *tearsheet.Item) []fact {
	a, r := &item.Article, &item.Revision
	return []fact{
		statedTimeFact("Published", "published", r.Published, r),
		statedTimeFact("Modified", "modified", r.Modified, r),
		{Label: "First seen by us", Time: ours(a.FirstSeen)},
		{Label: "Last seen by us", Time: ours(a.LastSeen)},
	}
}

func statedTimeFact(label, field string, s tearsheet.StatedTime, r *tearsheet.Revision) fact {
	if s.IsZero() {
		return fact{Label: label, Words: notStated}
	}
	f := fact{Label: label, Time: statedIn(r, s), Evidence: evidenceOf(r, field)}
	if why := doubt(s, r.Seen); why != "" {
		f.Note = why
	}
	return f
}

func statedFacts(r *tearsheet.Revision) []fact {
	fields := []struct{ label, field, words, lang string }{
		{"Headline", "headline", r.Headline, lang(r.Language)},
		{"Byline", "byline", names(r.Byline), ""},
		{"Section", "section", r.Section, ""},
		{"Dateline", "dateline", r.Dateline, ""},
		{"Language", "language", r.Language, ""},
	}
	var facts []fact
	for _, f := range fields {
		if f.words == "" {
			facts = append(facts, fact{Label: f.label, Words: notStated})
			continue
		}
		facts = append(facts, fact{Label: f.label, Words: f.words, Lang: f.lang, Evidence: evidenceOf(r, f.field)})
	}
	for _, picture := range r.Images {
		facts = append(facts, pictureFact(picture, r))
	}
	return facts
}

// pictureFact names a picture and leads to it: it is not fetched from its host
// by those who read here.
func pictureFact(picture tearsheet.Image, r *tearsheet.Revision) fact {
	words := strings.TrimSpace(picture.Caption)
	if picture.Credit != "" {
		credit, _ := firstWords(picture.Credit, mostOfFigures)
		words = strings.TrimSpace(words + " (" + credit + ")")
	}
	if words != "" {
		words += ", "
	}
	return fact{Label: "Picture", Words: words + "at " + hostOf(picture.URL), Link: webAddress(picture.URL), Lang: lang(r.Language), Evidence: claimEvidence(r.Evidence["images"])}
}

func permissionFacts(item *tearsheet.Item) []fact {
	return []fact{robotsFact(item.Article.Robots), rightsFact(item.Source.Rights)}
}

func robotsFact(d tearsheet.Robots) fact {
	f := fact{Label: "robots.txt", Words: "fetching was refused", Time: ours(d.At), Note: d.Rule}
	switch {
	case d.At.IsZero():
		f.Words = "no decision is recorded"
	case d.Allowed:
		f.Words = "fetching was allowed"
	}
	if d.Rule == "no rule" {
		f.Note = "no rule forbids it"
	}
	return f
}

var useWords = map[tearsheet.Use]string{
	tearsheet.LinkOnly: "headline and link only",
	tearsheet.Excerpt:  "headline, at most 50 words and the link",
	tearsheet.Full:     "the whole text may be shown",
}

func rightsFact(r tearsheet.Rights) fact {
	words := useWords[r.Use]
	if words == "" {
		words = useWords[tearsheet.Excerpt]
	}
	f := fact{Label: "Rights", Words: words}
	if r.Licence != "" {
		f.Note, f.Link = "licence: "+r.Licence, ""
	} else if r.Use != tearsheet.Full {
		f.Note = "no licence is recorded"
	}
	return f
}

func evidenceOf(r *tearsheet.Revision, field string) string {
	return evidenceWords(r.Evidence[field])
}

// shortAddress shows an address without its scheme, which every link has.
func shortAddress(s string) string {
	return strings.TrimPrefix(strings.TrimPrefix(s, "https://"), "http://")
}

// lowerFirst fits a sentence behind "because".
func lowerFirst(s string) string {
	if len(s) > 1 && s[1] >= 'a' && s[1] <= 'z' || strings.HasPrefix(s, "A ") {
		return strings.ToLower(s[:1]) + s[1:]
	}
	return s
}
