package read

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"tearsheet"
)

// correctionWords open a note in which the publisher corrects the article.
var correctionWords = []string{"correction:", "correction (", "correction, ", "correction —", "correction –", "correction -", "corrections:", "clarification:", "clarification, ", "clarification —", "clarification –", "editor's note:", "editor’s note:", "this article was amended", "this story has been corrected", "an earlier version of this", "korrektur:", "korrekturhinweis", "in einer früheren version", "in einer ersten version", "anmerkung der redaktion:",
	"rectificatif", "une version précédente", "fe de errores", "corrección:", "rettifica:", "errata:", "rättelse:", "rettelse:", "rectificatie:"}

// correction gives a visible note of correction, which stays in the text, too.
func correction(blocks []tearsheet.Block) string {
	for _, b := range blocks {
		if wordy(b) && corrects(b.Text) {
			return b.Text
		}
	}
	return ""
}

// corrects reports whether a line opens like a note of correction.
func corrects(line string) bool {
	low := strings.ToLower(line[:min(len(line), 60)])
	for _, w := range correctionWords {
		if strings.HasPrefix(low, w) {
			return true
		}
	}
	return false
}

// opensCorrection reports whether n is a box with a note of correction, which
// belongs to the article wherever it stands.
func opensCorrection(n *html.Node) bool {
	if n.DataAtom != atom.Aside && n.DataAtom != atom.Div && n.DataAtom != atom.Section {
		return false
	}
	words, ok := opening(n)
	return ok && corrects(words)
}

// noteBeside gives the note of a correction that stands beside the text: under
// the headline, or at the end of the article's element.
func noteBeside(text *html.Node) string {
	if text == nil {
		return ""
	}
	root := within(text, atom.Article, atom.Main)
	if root == nil || root == text && text.Parent != nil {
		root = text.Parent
	}
	if root == nil {
		root = text
	}
	note, seen := "", 0
	each(root, func(n *html.Node) bool {
		seen++
		switch {
		case note != "" || seen > mostBeside || silent(n) || isHidden(n) || n.DataAtom == atom.Nav || n.DataAtom == atom.Ul || n.DataAtom == atom.Ol:
			return false
		case n.DataAtom != atom.P && n.DataAtom != atom.Div && n.DataAtom != atom.Section && n.DataAtom != atom.Aside:
			return true
		}
		words, ok := opening(n)
		if !ok || !corrects(words) {
			return true
		}
		if all := textUpTo(n, mostOfNote); len(all) <= mostOfNote && len(all) > len("Correction: x") && linkedText(n)*2 < len(all) {
			note = all
		}
		return false
	})
	return note
}

const (
	mostBeside = 4000 // elements that are looked at beside a text
	mostOfNote = 1200 // bytes of a note; what is longer is an article about one
)

// opening gives the first words below n; ok is false where a link, a heading or
// a picture comes first.
func opening(n *html.Node) (words string, ok bool) {
	for k := n.FirstChild; k != nil; k = k.NextSibling {
		switch {
		case k.Type == html.TextNode && strings.TrimSpace(k.Data) != "":
			return strings.TrimSpace(k.Data), true
		case k.Type == html.ElementNode && (k.DataAtom == atom.P || k.DataAtom == atom.Strong || k.DataAtom == atom.B || k.DataAtom == atom.Em || k.DataAtom == atom.Span || k.DataAtom == atom.I):
			return opening(k)
		case k.Type == html.ElementNode:
			return "", false
		}
	}
	return "", false
}

// dateline gives the place before the dash with which the first paragraph
// opens: "MEXICO CITY (AP) — …" gives "MEXICO CITY". The place must stand in
// capitals or before an agency in brackets; everything else is a sentence.
func dateline(blocks []tearsheet.Block) string {
	for _, b := range blocks {
		if b.Kind == tearsheet.Paragraph && utf8.RuneCountInString(b.Text) > 60 {
			return placeOf(b.Text)
		}
	}
	return ""
}

func placeOf(s string) string {
	head := s
	for _, dash := range [...]string{" — ", " – ", " -- ", " - ", "— ", "– "} {
		if i := strings.Index(s, dash); i > 0 && i < len(head) {
			head = s[:i]
		}
	}
	if len(head) == len(s) || len(head) > 60 {
		return ""
	}
	place, agency, bracket := strings.Cut(head, " (")
	if bracket && !strings.HasSuffix(agency, ")") || !bracket && !capitals(place) {
		return ""
	}
	if strings.ContainsAny(place, ".!?:;\"“”0123456789") && !strings.Contains(place, "St.") || len(strings.Fields(place)) > 5 {
		return ""
	}
	if r, _ := utf8.DecodeRuneInString(place); !unicode.IsUpper(r) {
		return ""
	}
	return place
}

// capitals reports whether the first word is written in capitals alone.
func capitals(s string) bool {
	word, _, _ := strings.Cut(strings.TrimRight(s, " ,"), " ")
	n := 0
	for _, r := range strings.Trim(word, ",.") {
		if !unicode.IsUpper(r) && unicode.IsLetter(r) {
			return false
		}
		n++
	}
	return n >= 3
}
