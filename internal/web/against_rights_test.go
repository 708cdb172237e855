package web

import (
	"net/http"
	"strings"
	"testing"

	"tearsheet"
)

// markedKin keeps an origin and a copy that shares most of its words, each with
// words of its own, under the rights of two sources.
func markedKin(originUse, copyUse tearsheet.Use) (h http.Handler, c, o tearsheet.ArticleID) {
	f := newFake()
	f.sources = []tearsheet.Source{{ID: "o.example", Name: "O", Rights: tearsheet.Rights{Use: originUse}}, {ID: "c.example", Name: "C", Rights: tearsheet.Rights{Use: copyUse}}}
	both := tearsheet.Block{Kind: tearsheet.Paragraph, Text: markedWords("text", 0, 90)}
	own := func(word string) tearsheet.Block {
		return tearsheet.Block{Kind: tearsheet.Paragraph, Text: markedWords(word, 500, 70)}
	}
	o = f.add(tearsheet.Article{URL: "https://o.example/1", Source: "o.example", FirstSeen: testNow}, tearsheet.Revision{Headline: "First of all", Body: []tearsheet.Block{both, own("deck")}, Published: tearsheet.Stated(testNow.Add(-1e12))})
	c = f.add(tearsheet.Article{URL: "https://c.example/1", Source: "c.example", FirstSeen: testNow}, tearsheet.Revision{Headline: "First of all", Body: []tearsheet.Block{both, own("note")}, Published: tearsheet.Stated(testNow)})
	f.relate(c, o)
	return newServer(f, nil), c, o
}

func wordsShown(page string) (shared, ofOrigin, ofCopy int) {
	n := map[string]int{}
	seen := map[string]bool{}
	for _, w := range marked.FindAllString(page, -1) {
		if !seen[w] {
			n[strings.TrimRight(w, "0123456789")]++
		}
		seen[w] = true
	}
	return n["text"], n["deck"], n["note"]
}

func comparisons(c, o tearsheet.ArticleID) []string {
	path := againstPath(c, o)
	return []string{path, path + "?view=columns", path + "?view=passages", path + ".json"}
}

func TestAComparisonQuotesFiftyWordsOfEachTextInAll(t *testing.T) {
	h, c, o := markedKin(tearsheet.Excerpt, tearsheet.Excerpt)
	for _, path := range comparisons(c, o) {
		page := read(t, h, asked{path: path}, http.StatusOK)
		shared, ofOrigin, ofCopy := wordsShown(page)
		if shared+ofOrigin > mostWords || shared+ofCopy > mostWords || shared+ofOrigin+ofCopy == 0 {
			t.Errorf("%s quotes %d words of both, %d of the origin, %d of the copy", path, shared, ofOrigin, ofCopy)
		}
		mustHold(t, page, " of its words stand there")
	}
	whole := read(t, h, asOperator(againstPath(c, o)), http.StatusOK)
	if shared, ofOrigin, ofCopy := wordsShown(whole); shared != 90 || ofOrigin != 70 || ofCopy != 70 {
		t.Errorf("the operator sees %d, %d, %d", shared, ofOrigin, ofCopy)
	}
}

func TestWhatOneSourceGrantsDoesNotGiveAwayTheOther(t *testing.T) {
	for _, use := range []tearsheet.Use{tearsheet.LinkOnly, tearsheet.Excerpt} {
		h, c, o := markedKin(tearsheet.Full, use)
		for _, path := range comparisons(c, o) {
			if _, _, ofCopy := wordsShown(read(t, h, asked{path: path}, http.StatusOK)); ofCopy > mostWords || use == tearsheet.LinkOnly && ofCopy > 0 {
				t.Errorf("%s: %s quotes %d words of the copy", use, path, ofCopy)
			}
		}
		h, c, o = markedKin(use, tearsheet.Full)
		for _, path := range comparisons(c, o) {
			if _, ofOrigin, _ := wordsShown(read(t, h, asked{path: path}, http.StatusOK)); ofOrigin > mostWords || use == tearsheet.LinkOnly && ofOrigin > 0 {
				t.Errorf("%s: %s quotes %d words of the origin", use, path, ofOrigin)
			}
		}
	}
}

func TestWhereNeitherSourceGrantsWordsTheCountsAreShown(t *testing.T) {
	h, c, o := markedKin(tearsheet.LinkOnly, tearsheet.LinkOnly)
	for _, path := range comparisons(c, o) {
		page := read(t, h, asked{path: path}, http.StatusOK)
		if shared, ofOrigin, ofCopy := wordsShown(page); shared+ofOrigin+ofCopy > 0 {
			t.Errorf("%s quotes %d words", path, shared+ofOrigin+ofCopy)
		}
		mustHold(t, page, " of its words stand there")
	}
	mustHold(t, read(t, h, asked{path: againstPath(c, o)}, http.StatusOK), "The texts are not shown")
}

func TestWhatTheLatestPageAsksOfSnippetsHoldsForEarlierRevisionsInComparisons(t *testing.T) {
	f := newFake()
	f.sources = []tearsheet.Source{{ID: "o.example"}, {ID: "c.example"}}
	body := []tearsheet.Block{{Kind: tearsheet.Paragraph, Text: markedWords("text", 0, 90)}}
	later := []tearsheet.Block{{Kind: tearsheet.Paragraph, Text: markedWords("text", 0, 80)}}
	o := f.add(tearsheet.Article{URL: "https://o.example/1", Source: "o.example", FirstSeen: testNow}, tearsheet.Revision{Headline: "H", Body: body},
		tearsheet.Revision{Headline: "H", Body: later, Declared: tearsheet.Declared{Robots: "nosnippet"}})
	c := f.add(tearsheet.Article{URL: "https://c.example/1", Source: "c.example", FirstSeen: testNow.Add(2e12)}, tearsheet.Revision{Headline: "H", Body: body, Declared: tearsheet.Declared{Robots: "nosnippet"}})
	f.relate(c, o)
	for _, path := range comparisons(c, o) {
		path += map[bool]string{true: "&", false: "?"}[strings.Contains(path, "?")] + "origin=1"
		if shared, _, _ := wordsShown(read(t, newServer(f, nil), asked{path: path}, http.StatusOK)); shared > 0 {
			t.Errorf("%s quotes %d words", path, shared)
		}
	}
}

// archivedPress is markedPress whose source keeps of the past what archive says.
func archivedPress(archive tearsheet.Archive) (http.Handler, tearsheet.ArticleID) {
	f, id, _, _ := twoVersions(tearsheet.Full)
	f.sources[0].Archive = archive
	return newServer(f, nil), id
}

func TestOfEarlierRevisionsThePublicSeesWhatTheSourcesArchiveAllows(t *testing.T) {
	same, changed := "The last such accord, in 1974", "It gives the upper valley"
	h, id := archivedPress(tearsheet.ArchiveFull)
	mustHold(t, read(t, h, asked{path: diffPath(id, 1, 2)}, http.StatusOK), same, changed)

	h, id = archivedPress(tearsheet.ArchiveDiffOnly)
	for _, path := range []string{diffPath(id, 1, 2), diffPath(id, 1, 2) + "?view=columns", diffPath(id, 1, 2) + ".json"} {
		page := read(t, h, asked{path: path}, http.StatusOK)
		mustHold(t, page, changed, "1 sentence edited")
		mustNotHold(t, page, same)
	}
	mustHold(t, read(t, h, asOperator(diffPath(id, 1, 2)), http.StatusOK), same, changed)
	revisions := read(t, h, asked{path: "/api/v1/articles/" + string(id) + "/revisions"}, http.StatusOK)
	if n := strings.Count(revisions, "Neither side would say"); n != 2 { // in the latest text and its body
		t.Errorf("a sentence of both revisions is given %d times", n)
	}

	h, id = archivedPress(tearsheet.ArchiveMetadata)
	page := read(t, h, asked{path: diffPath(id, 1, 2)}, http.StatusOK)
	mustHold(t, page, "1 sentence edited", "SHA-256, text of 1", "as the operator decided")
	mustNotHold(t, page, same, changed, "<del>60", "60 → 75")
	mustNotHold(t, read(t, h, asked{path: "/changes?kind=fact"}, http.StatusOK), "60 → 75")
	mustHold(t, read(t, h, asked{path: articlePath(id)}, http.StatusOK), same) // the latest is shown by its rights
}
