package annotate

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"unicode"
)

// SubjectFrom is the course of the model that the program holds: the labels of
// the source code on the texts of the data, without those that are in the set
// of articles, beside the data, that the subject is judged on.
func SubjectFrom(repository, data string) SubjectCourse {
	return SubjectCourse{
		Labels:   filepath.Join(repository, "internal", "annotate", "labels", "news.jsonl"),
		Texts:    filepath.Join(data, "texts", "news-en.jsonl"),
		LeaveOut: filepath.Join(data, "..", "gold", "about.texts.jsonl"),
		Seed:     1,
	}
}

// read joins the labels with the texts that they are of. Texts whose words are
// also among those to leave out are kept away; how many is told.
func (c SubjectCourse) read() (texts []subjectText, leftOut int, err error) {
	bodies, leave, missing := map[string]subjectNews{}, map[string]bool{}, 0
	if err = readJSONLines(c.Texts, func(t subjectNews) { bodies[t.ID] = t }); err != nil {
		return nil, 0, err
	}
	if c.LeaveOut != "" {
		if err = readJSONLines(c.LeaveOut, func(t subjectNews) { leave[lettersOf(t.Text)] = true }); err != nil {
			return nil, 0, err
		}
	}
	err = readJSONLines(c.Labels, func(l subjectLabel) {
		t := bodies[l.ID]
		switch {
		case sha256Hex(t.Text) != l.SHA256:
			missing++
		case leave[lettersOf(t.Text)]:
			leftOut++
		case l.Subject != "":
			texts = append(texts, subjectText{l.Publisher, t.Headline, t.Text, l.Subject, l.Also})
		}
	})
	if err == nil && missing > 0 {
		err = fmt.Errorf("read %s: %d of its labels are of none of these texts; give those that were labelled", c.Texts, missing)
	}
	return texts, leftOut, err
}

type subjectNews struct {
	ID       string `json:"id"`
	Headline string `json:"headline"`
	Text     string `json:"text"`
}

type subjectLabel struct {
	ID        string   `json:"id"`
	SHA256    string   `json:"sha256"`
	Publisher string   `json:"publisher"`
	Subject   string   `json:"subject"`
	Also      []string `json:"also"`
}

// readJSONLines calls do with each line of a file.
func readJSONLines[T any](name string, do func(T)) error {
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
		do(v)
	}
	return lines.Err()
}

// lettersOf gives the letters of a text alone: the same words, however set.
func lettersOf(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, s)
}
