package web

import (
	"cmp"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"tearsheet"
)

type articlePage struct {
	shell
	Headline  string
	Lang      string
	Section   string
	Byline    string
	Dateline  string
	Outlet    string
	Source    string
	Address   string // where it was read, empty where it is no web address; whether it is the original is not known
	Host      string // of Address
	Time      moment
	Seen      moment
	Deck      string
	Body      []passage
	Shown     string // what of the text is shown, and why
	Private   bool   // the text is shown to the operator only
	More      bool   // the rest stands at the publisher
	Gone      string
	Corrected bool   // the publisher declares a correction
	Note      string // of it, as much as may be quoted
	Kin       kin    // whose words it carries, and who carries its words
	Facts     []factGroup
	History   []revisionLine
	Count     string // of revisions
}

// revisionLine is one revision in the list of an article's revisions.
type revisionLine struct {
	Number   int
	Seen     moment
	Summary  string
	Kinds    string   // of the change; empty: not classed
	Evidence []string // for them, "40 → 60"
	Diff     string
	From     int
}

func (s *server) article(w http.ResponseWriter, r *http.Request) error {
	id, err := articleID(r)
	if err != nil {
		return err
	}
	item, err := s.Store.Item(r.Context(), id)
	if err != nil {
		return fmt.Errorf("read article %s: %w", id, err)
	}
	capture, err := s.captureOf(r, &item.Revision)
	if err != nil {
		return err
	}
	revisions, err := s.Store.Revisions(r.Context(), id)
	if err != nil {
		return fmt.Errorf("read revisions of %s: %w", id, err)
	}
	changes, err := s.Store.Changes(r.Context(), id)
	if err != nil {
		return fmt.Errorf("read changes of %s: %w", id, err)
	}
	page := s.articlePage(r, &item)
	if page.Kin, err = s.kinOf(r.Context(), &item); err != nil {
		return err
	}
	page.quote(&item, capture, revisions, changes)
	s.linkTimegate(w, r, item.Article.URL)
	return s.render(w, r, http.StatusOK, "article.html", page)
}

// quote fills in what quotes the article: the note of a correction and the
// figures of changes first, for they are short, then its own words.
func (p *articlePage) quote(item *tearsheet.Item, c tearsheet.Capture, revisions []tearsheet.Revision, changes []tearsheet.Change) {
	sight := sightOf(item, p.Operator)
	noted := *item
	p.Note, p.Corrected = sight.correctionOf(&item.Revision, changes)
	if item.Revision.Declared.Correction != "" {
		noted.Revision.Declared.Correction = cmp.Or(p.Note, noteNotShown)
	}
	noted.Revision.Images = sight.leadPicture(&item.Revision)
	p.Facts = factsOf(&noted, c, p.Operator)
	p.History, p.Count = sight.alsoOf(item, p.Operator, revisions).history(item.Article.ID, revisions, changes), count(len(revisions), "revision")
	p.show(item, sight)
}

// articleID takes the identity from the address. What cannot be one is not
// asked for.
func articleID(r *http.Request) (tearsheet.ArticleID, error) {
	id := r.PathValue("id")
	if len(id) != 20 || strings.Trim(id, "abcdefghijklmnopqrstuvwxyz234567") != "" {
		return "", &problem{http.StatusNotFound, "No article has this address: an article’s name is 20 letters and digits."}
	}
	return tearsheet.ArticleID(id), nil
}

func (s *server) articlePage(r *http.Request, item *tearsheet.Item) articlePage {
	a, rev := &item.Article, &item.Revision
	page := articlePage{
		shell: s.shell(r, headline(rev)), Headline: headline(rev), Lang: lang(rev.Language), Section: rev.Section,
		Byline: names(rev.Byline), Dateline: rev.Dateline, Outlet: outlet(&item.Source), Source: sourcePath(a.Source),
		Address: webAddress(a.URL), Host: hostOf(a.URL), Time: statedIn(rev, rev.Published), Seen: ours(a.FirstSeen),
	}
	if !a.Gone.IsZero() {
		page.Gone = "Its " + goneWords + " since " + ours(a.Gone).Words + ". What stands here was kept before."
	}
	if forbidsIndex(rev.Declared.Robots) {
		page.Robots = "noindex"
	}
	page.Description = "Where this article by " + page.Outlet + " comes from, when it was published and how it changed."
	return page
}

// show fills in as many words as the asker may read, and the sentence that
// says so.
func (p *articlePage) show(item *tearsheet.Item, sight *sight) {
	rev, v := &item.Revision, sight.view
	if v.showsAll() {
		p.Deck, p.Body = standfirstOf(rev), passagesOf(rev.Body)
		p.Private = v == operator
		p.Shown = shownWhole(item, v)
		return
	}
	p.More = p.Address != ""
	if v == linkOnly {
		p.Shown = "Only the headline and the link are shown: " + whyLinkOnly(item, "the operator set this source to no more") + "."
		return
	}
	text, whole := sight.excerpt(rev)
	if text == "" {
		p.Shown = "No text of this article is kept."
		return
	}
	p.Body = []passage{{Paragraph: text}}
	p.Shown = fmt.Sprintf("At most %d words are shown, because no licence for more is recorded.", mostWords)
	if whole {
		p.Shown = "These are all the words that are kept."
	}
}

// standfirstOf gives the standfirst, unless the body opens with the same words.
func standfirstOf(rev *tearsheet.Revision) string {
	opening := strings.TrimRight(rev.Summary, ". …")
	for _, b := range rev.Body {
		if b.Kind == tearsheet.Paragraph {
			if strings.HasPrefix(b.Text, opening) {
				return ""
			}
			break
		}
	}
	return rev.Summary
}

func shownWhole(item *tearsheet.Item, v view) string {
	if v == operator {
		return "Shown whole to the operator only. " + publicSees(item)
	}
	if item.Source.Rights.Licence == "" {
		return "Shown whole, as the operator decided for this source. No licence is named."
	}
	return "Shown whole under " + item.Source.Rights.Licence + "."
}

// publicSees tells the operator what of an item everybody else is shown.
func publicSees(item *tearsheet.Item) string {
	if viewOf(item, false) == linkOnly {
		return "The public sees the headline and the link: " + whyLinkOnly(item, "this source is set to link-only") + "."
	}
	return fmt.Sprintf("The public sees the headline, at most %d words and the link.", mostWords)
}

// whyLinkOnly tells the operator's setting from the publisher's own rule.
func whyLinkOnly(item *tearsheet.Item, setting string) string {
	if item.Source.Rights.Use == tearsheet.LinkOnly {
		return setting
	}
	return "the page itself forbids excerpts (nosnippet)"
}

// captureOf reads the response a revision was read from; zero where it came
// from a feed or the response is not kept.
func (s *server) captureOf(r *http.Request, rev *tearsheet.Revision) (tearsheet.Capture, error) {
	if rev.Capture == 0 {
		return tearsheet.Capture{}, nil
	}
	c, err := s.Store.Capture(r.Context(), rev.Capture)
	if errors.Is(err, tearsheet.ErrNotFound) {
		return tearsheet.Capture{}, nil
	}
	if err != nil {
		return c, fmt.Errorf("read capture %d: %w", rev.Capture, err)
	}
	return c, nil
}

// history lists the revisions, newest first, each with what changed in it.
func (s *sight) history(id tearsheet.ArticleID, revisions []tearsheet.Revision, changes []tearsheet.Change) []revisionLine {
	to := map[int]*tearsheet.Change{}
	for i := range changes {
		to[changes[i].To] = &changes[i]
	}
	var lines []revisionLine
	for _, rev := range slices.Backward(revisions) {
		line := revisionLine{Number: rev.Number, Seen: ours(rev.Seen), Summary: "First revision we saw.", From: rev.Number - 1}
		if rev.Number > 1 {
			line.Diff, line.Summary = diffPath(id, rev.Number-1, rev.Number), "Other words than before; not compared yet."
			if c := to[rev.Number]; c != nil && c.Summary != "" {
				line.Summary, line.Kinds = s.summary(c), kindsInWords(c)
				line.Evidence = s.facts(c, line.Summary)
			}
		}
		lines = append(lines, line)
	}
	return lines
}

// names writes a byline as it was given, with roles where they were stated.
func names(byline []tearsheet.Person) string {
	var list []string
	for _, p := range byline {
		if p.Role != "" {
			list = append(list, p.Name+" ("+p.Role+")")
			continue
		}
		list = append(list, p.Name)
	}
	return strings.Join(list, ", ")
}

func wholeNumber(s string) (int64, error) {
	n, err := strconv.ParseInt(s, 10, 64)
	if err != nil || n < 0 {
		return 0, fmt.Errorf("parse number %q: %w", s, tearsheet.ErrInvalid)
	}
	return n, nil
}
