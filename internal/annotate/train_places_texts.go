package annotate

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	_ "embed"
)

// placeText is a text in which readers have marked the places.
type placeText struct {
	id, set string
	d       *Document
	marks   []placeMark
	labeled int  // bytes that were read
	places  bool // the marks have points; else they are only spans
	about   []string
}

// placeMark is a marked place, in bytes.
type placeMark struct {
	start, end int
	lat, lon   float64
	placed     bool
	ignore     bool
}

type geoLine struct {
	ID, Headline, Text string
	Toponyms           []struct {
		Start, End int
		Lat, Lon   *float64
		Ignore     bool
	}
}

// readGeo reads a set of texts with the points of their places.
func readGeo(data, set string) ([]*placeText, error) {
	var all []*placeText
	err := eachLine(filepath.Join(data, "geo", set+".jsonl"), func(line []byte) error {
		var l geoLine
		if err := json.Unmarshal(line, &l); err != nil {
			return err
		}
		t := &placeText{id: l.ID, set: set, d: New(l.Headline, l.Text, "", ""), labeled: len(l.Text), places: true}
		at := byteOffsets(l.Text)
		for _, m := range l.Toponyms {
			p := placeMark{start: at[m.Start], end: at[m.End], ignore: m.Ignore}
			if m.Lat != nil {
				p.lat, p.lon, p.placed = *m.Lat, *m.Lon, true
			}
			t.marks = append(t.marks, p)
		}
		all = append(all, t)
		return nil
	})
	return all, err
}

func eachLine(file string, do func([]byte) error) error {
	b, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	lines := bufio.NewScanner(bytes.NewReader(b))
	lines.Buffer(nil, 16<<20)
	for lines.Scan() {
		if err := do(lines.Bytes()); err != nil {
			return fmt.Errorf("read %s: %w", file, err)
		}
	}
	return lines.Err()
}

// byteOffsets gives where each code point begins, and the end.
func byteOffsets(s string) []int {
	at := make([]int, 0, len(s)+1)
	for i := range s {
		at = append(at, i)
	}
	return append(at, len(s))
}

//go:embed labels/news.jsonl
var newsLabels []byte

type newsLabel struct {
	ID            string
	Countries     []string
	Confident     bool
	Per, Org, Loc []string
	Fix           []struct{ Before, Text, Type string }
}

// readNews reads our own labels with the texts that they belong to.
func readNews(data string) ([]*placeText, error) {
	labels := map[string]newsLabel{}
	for line := range bytes.Lines(newsLabels) {
		var l newsLabel
		if err := json.Unmarshal(line, &l); err != nil {
			return nil, fmt.Errorf("read the labels: %w", err)
		}
		labels[l.ID] = l
	}
	var all []*placeText
	err := eachLine(filepath.Join(data, "texts", "news-en.jsonl"), func(line []byte) error {
		var l geoLine
		if err := json.Unmarshal(line, &l); err != nil {
			return err
		}
		if label, ok := labels[l.ID]; ok {
			t := &placeText{id: l.ID, set: "news", d: New(l.Headline, l.Text, "", ""), labeled: readByPeople(l.Text), about: label.Countries}
			t.marks = markForms(l.Text[:t.labeled], label)
			all = append(all, t)
		}
		return nil
	})
	return all, err
}

// readByPeople is how much of a text was labelled: whole paragraphs until 380 words.
func readByPeople(s string) int {
	at, words := 0, 0
	for at < len(s) && words < 380 {
		n := strings.IndexByte(s[at:], '\n')
		if n < 0 {
			return len(s)
		}
		words += len(strings.Fields(s[at : at+n]))
		at += n + 1
	}
	return at
}

// markForms marks each whole-word occurrence of the labelled forms, the
// longest first, and gives those that are places.
func markForms(s string, l newsLabel) []placeMark {
	type form struct {
		text  string
		place bool
	}
	var forms []form
	for _, w := range slices.Concat(l.Per, l.Org) {
		forms = append(forms, form{w, false})
	}
	for _, w := range l.Loc {
		forms = append(forms, form{w, true})
	}
	slices.SortStableFunc(forms, func(a, b form) int { return len(b.text) - len(a.text) })
	taken := make([]bool, len(s)+1)
	var marks []placeMark
	for _, f := range forms {
		for at := 0; f.text != ""; {
			i := strings.Index(s[at:], f.text)
			if i < 0 {
				break
			}
			i += at
			at = i + len(f.text)
			if taken[i] || taken[at-1] || !wholeWord(s, i, at) {
				continue
			}
			for k := i; k < at; k++ {
				taken[k] = true
			}
			if f.place && !differs(s, i, f.text, l) {
				marks = append(marks, placeMark{start: i, end: at})
			}
		}
	}
	return marks
}

func differs(s string, at int, text string, l newsLabel) bool {
	for _, f := range l.Fix {
		if f.Text == text && f.Type != "loc" && strings.HasSuffix(strings.TrimRight(s[:at], " \n“\"'(-"), strings.TrimSpace(f.Before)) {
			return true
		}
	}
	return false
}

func wholeWord(s string, start, end int) bool {
	b, _ := utf8.DecodeLastRuneInString(s[:start])
	a, _ := utf8.DecodeRuneInString(s[end:])
	return (start == 0 || !letterOrDigit(b)) && (end == len(s) || !letterOrDigit(a))
}

func letterOrDigit(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }
