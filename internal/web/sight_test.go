package web

import (
	"fmt"
	"net/http"
	"regexp"
	"strings"
	"testing"

	"tearsheet"
)

// Every word of the article that marked keeps is a mark: text1, note1, figure
// 9001. So an answer can be asked how many of them it holds.
var (
	marked  = regexp.MustCompile(`\b(text|note|deck)\d+\b`)
	figures = regexp.MustCompile(`\b90\d\d\b`)
)

func markedWords(word string, from, n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "%s%d ", word, from+i)
		if i%9 == 8 {
			b.WriteString("end. Then ")
		}
	}
	return strings.TrimSpace(b.String()) + " over."
}

// markedPress keeps one article with three revisions that differ in a figure,
// in many words and in a note, each asking of snippets what robots says.
func markedPress(use tearsheet.Use, robots ...string) (http.Handler, tearsheet.ArticleID) {
	return markedPressWithNotes(45, use, robots...)
}

func markedPressWithNotes(long int, use tearsheet.Use, robots ...string) (http.Handler, tearsheet.ArticleID) {
	f := newFake()
	f.sources = []tearsheet.Source{{ID: "a.example", Name: "A", Rights: tearsheet.Rights{Use: use}}}
	var revisions []tearsheet.Revision
	for i, rules := range robots {
		rev := tearsheet.Revision{Headline: "The first headline", Body: []tearsheet.Block{
			{Kind: tearsheet.Paragraph, Text: fmt.Sprintf("The first dam of the valley holds %d litres of water since the spring.", 9001+i)},
			{Kind: tearsheet.Paragraph, Text: markedWords("text", i*100, 90)},
		}}
		rev.Declared = tearsheet.Declared{Robots: rules, Correction: markedWords("note", i*100, long)}
		revisions = append(revisions, rev)
	}
	id := f.add(tearsheet.Article{URL: "https://a.example/1", Source: "a.example", FirstSeen: testNow}, revisions...)
	return newServer(f, nil), id
}

func answersAbout(id tearsheet.ArticleID) []string {
	return []string{articlePath(id), diffPath(id, 1, 2), diffPath(id, 1, 3), diffPath(id, 1, 2) + ".json", diffPath(id, 1, 3) + ".json", "/search?q=first", "/feed.atom", "/feed.json", "/",
		diffPath(id, 1, 3) + "?view=columns", "/changes", "/changes?kind=style", "/changes.atom", "/changes.json", "/api/v1/changes", "/api/v1/articles/" + string(id) + "/changes",
		"/api/v1/articles/" + string(id), "/api/v1/articles/" + string(id) + "/revisions", "/api/v1/articles", "/api/v1/search?q=first"}
}

// A body and its text are the same words in two fields of one JSON answer.
func distinct(found []string) int {
	seen := map[string]bool{}
	for _, w := range found {
		seen[w] = true
	}
	return len(seen)
}

func TestWhereOnlyTheLinkMayBeShownNoNoteFigureOrSentenceIs(t *testing.T) {
	for name, c := range map[string]struct {
		use    tearsheet.Use
		robots []string
	}{
		"link-only":                      {tearsheet.LinkOnly, []string{"", "", ""}},
		"every revision forbids it":      {tearsheet.Excerpt, []string{"nosnippet", "nosnippet", "nosnippet"}},
		"the latest revision forbids it": {tearsheet.Excerpt, []string{"", "", "max-snippet:0"}},
	} {
		h, id := markedPress(c.use, c.robots...)
		for _, path := range answersAbout(id) {
			page := read(t, h, asked{path: path}, http.StatusOK)
			if found := append(marked.FindAllString(page, 3), figures.FindAllString(page, 3)...); len(found) > 0 {
				t.Errorf("%s: %s quotes %v", name, path, found)
			}
		}
		mustHold(t, read(t, h, asked{path: diffPath(id, 1, 2)}, http.StatusOK), "edited", "another one, which is not shown")
		mustHold(t, read(t, h, asked{path: "/api/v1/articles/" + string(id) + "/revisions"}, http.StatusOK), " edited", `"kinds":[`)
	}
}

func TestAnAnswerThatShowsAnOldRevisionObeysItsRulesToo(t *testing.T) {
	h, id := markedPress(tearsheet.Excerpt, "", "nosnippet", "")
	for _, path := range []string{diffPath(id, 1, 2), diffPath(id, 2, 3) + ".json", "/api/v1/articles/" + string(id) + "/revisions"} {
		mustNotHold(t, read(t, h, asked{path: path}, http.StatusOK), "text101", "text2", "note101", "9002")
	}
	page := read(t, h, asked{path: articlePath(id)}, http.StatusOK)
	mustNotHold(t, page, "9002")
	mustHold(t, page, "note200", "9003") // the latest asks for nothing
	mustHold(t, read(t, h, asked{path: diffPath(id, 1, 3)}, http.StatusOK), "9003")
}

func TestOneAnswerAboutOneArticleQuotesFiftyWordsInAll(t *testing.T) {
	for _, long := range []int{3, 22, 45} {
		h, id := markedPressWithNotes(long, tearsheet.Excerpt, "", "", "")
		for _, path := range answersAbout(id) {
			page := read(t, h, asked{path: path}, http.StatusOK)
			found := distinct(marked.FindAllString(page, -1)) + distinct(figures.FindAllString(page, -1))
			if found > mostWords || found == 0 && path != "/" && !strings.Contains(path, "change") { // no standfirst is stated, no note found in the words
				t.Errorf("%s quotes %d words", path, found)
			}
		}
		mustNotHold(t, read(t, h, asked{path: "/api/v1/search?q=first"}, http.StatusOK), "note200") // the passage is what may be quoted
	}
	whole, id := markedPress(tearsheet.Full, "", "", "")
	for _, path := range []string{diffPath(id, 1, 3), articlePath(id), "/api/v1/articles/" + string(id) + "/revisions"} {
		mustHold(t, read(t, whole, asked{path: path}, http.StatusOK), "text288", "note244")
	}
}
