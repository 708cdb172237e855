package vocab

import (
	_ "embed"
	"iter"
	"strings"
	"sync"
)

// State is a country with the words that stand for it.
type State struct {
	Code     string // ISO 3166-1 alpha-2
	Lat, Lon float64
	Names    []string // the first is its usual one
	People   []string // "Mexican"
	Powers   []string // institutions that act for it: "Kremlin"
}

//go:embed lists/countries.tsv
var countryList string

// Countries lists the countries, in order of their codes.
var Countries = sync.OnceValue(func() []State {
	var all []State
	for f := range rowsOf(countryList) {
		all = append(all, State{f[0], number(f[1]), number(f[2]), words(f, 3), words(f, 4), words(f, 5)})
	}
	return all
})

func words(f []string, column int) []string {
	if column >= len(f) || f[column] == "" {
		return nil
	}
	return strings.Split(f[column], ";")
}

// rowsOf gives the fields of each line of a list that is no remark.
func rowsOf(list string) iter.Seq[[]string] {
	return func(yield func([]string) bool) {
		for line := range strings.Lines(list) {
			line = strings.TrimRight(line, "\n")
			if line == "" || strings.HasPrefix(line, "#") {
				continue
			}
			if !yield(strings.Split(line, "\t")) {
				return
			}
		}
	}
}
