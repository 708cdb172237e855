package annotate

import (
	"bufio"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"tearsheet/internal/text"
)

// labelledText is a text whose names are marked up to a place.
type labelledText struct {
	ID, Publisher string
	Document      *Document
	Marked        int // bytes of the text that were labelled
	Names         []markedName
	Weight        float32
}

type markedName struct {
	text.Span
	kind nameKind
}

// reading is one line of the labels that were made by reading.
type readLabels struct {
	ID, SHA256, Publisher string
	Per, Org, Loc         []string
	Fix                   []struct{ Before, Text, Type string }
}

// eachJSONLine reads JSON Lines.
func eachJSONLine[T any](name string, see func(T) error) error {
	f, err := os.Open(name)
	if err != nil {
		return err
	}
	defer f.Close()
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 64<<20)
	for n := 1; lines.Scan(); n++ {
		var v T
		if err := json.Unmarshal(lines.Bytes(), &v); err != nil {
			return fmt.Errorf("read %s, line %d: %w", name, n, err)
		}
		if err := see(v); err != nil {
			return fmt.Errorf("read %s, line %d: %w", name, n, err)
		}
	}
	return lines.Err()
}

// readTexts puts the labels that were made by reading on their texts.
func readTexts(labels, data string) ([]labelledText, error) {
	bodies := map[string]string{}
	err := eachJSONLine(filepath.Join(data, "texts", "news-en.jsonl"), func(t struct{ ID, Text string }) error {
		bodies[t.ID] = t.Text
		return nil
	})
	if err != nil {
		return nil, err
	}
	var all []labelledText
	err = eachJSONLine(labels, func(l readLabels) error {
		body, sum := bodies[l.ID], sha256.Sum256([]byte(bodies[l.ID]))
		if hex.EncodeToString(sum[:]) != l.SHA256 {
			return fmt.Errorf("the text of %s is not the one that was labelled", l.ID)
		}
		t := labelledText{ID: l.ID, Publisher: l.Publisher, Document: New("", body, "", ""), Marked: marked(body), Weight: 1}
		t.Names = l.mark(body[:t.Marked])
		all = append(all, t)
		return nil
	})
	return all, err
}

// marked is where the labelled beginning of a text ends.
func marked(body string) int {
	words, at := 0, 0
	for at < len(body) {
		end := strings.IndexByte(body[at:], '\n')
		if end < 0 {
			return len(body)
		}
		if words += len(strings.Fields(body[at : at+end])); words >= 380 {
			return at + end
		}
		at += end + 1
	}
	return at
}

// mark finds the names of the lists in the text: what was put right by hand
// first, then the longest forms first.
func (l readLabels) mark(body string) []markedName {
	taken := make([]bool, len(body))
	var out []markedName
	for _, fix := range l.Fix {
		kind, isName := map[string]nameKind{"per": aPerson, "org": anOrganisation, "loc": aPlace}[fix.Type]
		for _, s := range occurrences(body, fix.Text) {
			if strings.HasSuffix(strings.TrimRightFunc(body[:s.Start], notInWord), strings.TrimRightFunc(fix.Before, notInWord)) && take(taken, s) && isName {
				out = append(out, markedName{s, kind})
			}
		}
	}
	type listedForm struct {
		words string
		kind  nameKind
	}
	var forms []listedForm
	for kind, list := range [][]string{l.Per, l.Org, l.Loc} {
		for _, words := range list {
			forms = append(forms, listedForm{words, nameKind(kind)})
		}
	}
	slices.SortStableFunc(forms, func(a, b listedForm) int { return len(b.words) - len(a.words) })
	for _, f := range forms {
		for _, s := range occurrences(body, f.words) {
			if take(taken, s) {
				out = append(out, markedName{s, f.kind})
			}
		}
	}
	slices.SortFunc(out, func(a, b markedName) int { return a.Start - b.Start })
	return out
}

func take(taken []bool, s text.Span) bool {
	if slices.Contains(taken[s.Start:s.End], true) {
		return false
	}
	for i := s.Start; i < s.End; i++ {
		taken[i] = true
	}
	return true
}

func notInWord(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsNumber(r) }

// occurrences are the places of words in a text that are no part of a longer word.
func occurrences(body, words string) []text.Span {
	var out []text.Span
	for at := 0; words != ""; {
		i := strings.Index(body[at:], words)
		if i < 0 {
			break
		}
		s := text.Span{Start: at + i, End: at + i + len(words)}
		before, _ := utf8.DecodeLastRuneInString(body[:s.Start])
		after, _ := utf8.DecodeRuneInString(body[s.End:])
		if notInWord(before) && notInWord(after) {
			out = append(out, s)
			at = s.End
			continue
		}
		_, n := utf8.DecodeRuneInString(words)
		at = s.Start + n
	}
	return out
}

// readMarked reads a set whose names are given by offsets in code points.
func readMarked(name string, weight float32) ([]labelledText, error) {
	var all []labelledText
	err := eachJSONLine(name, func(l struct {
		ID, Source, URL, Text string
		Entities              []struct {
			Start, End int
			Type       string
		}
	}) error {
		t := labelledText{ID: l.ID, Publisher: publisherOf(l.URL, l.Source), Document: New("", l.Text, "", ""), Marked: len(l.Text), Weight: weight}
		at := bytesOf(l.Text)
		for _, e := range l.Entities {
			kind := map[string]nameKind{"PER": aPerson, "ORG": anOrganisation, "LOC": aPlace}[e.Type]
			t.Names = append(t.Names, markedName{text.Span{Start: at[e.Start], End: at[e.End]}, kind})
		}
		slices.SortFunc(t.Names, func(a, b markedName) int { return a.Start - b.Start })
		all = append(all, t)
		return nil
	})
	return all, err
}

// bytesOf gives the offset in bytes of each code point, and the end.
func bytesOf(s string) []int {
	at := make([]int, 0, len(s)+1)
	for i := range s {
		at = append(at, i)
	}
	return append(at, len(s))
}

// publisherOf is the host of an address.
func publisherOf(address, otherwise string) string {
	u, err := url.Parse(address)
	if err != nil || u.Hostname() == "" {
		return otherwise
	}
	return strings.TrimPrefix(u.Hostname(), "www.")
}
