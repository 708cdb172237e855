package vocab

import "testing"

func TestNamesAreFoundHoweverTheyAreWritten(t *testing.T) {
	g := Places()
	for _, c := range []struct {
		name   string
		id     int64
		within string
	}{
		{"Chicago", 4887398, "Illinois; United States"},
		{"CHICAGO", 4887398, "Illinois; United States"},
		{"Athens", 264371, "Attica; Greece"},
		{"Athens", 5244312, "Wisconsin; United States"},
		{"São Paulo", 3448439, "São Paulo; Brazil"},
		{"Sao Paulo", 3448439, "São Paulo; Brazil"},
		{"St. Louis", 4407066, "Missouri; United States"},
		{"Illinois", 4896861, "United States"},
		{"Wis.", 5279468, "United States"},
		{"U.S.", 6252001, ""},
		{"Middle East", 6269133, ""},
		{"New York", 5128581, "New York; United States"},
	} {
		found := false
		for _, f := range g.Find(Normal(c.name)) {
			if g.ID(f.Ref) == c.id {
				found = true
				if got := g.Within(f.Ref); got != c.within {
					t.Errorf("%s lies within %q, want %q", c.name, got, c.within)
				}
			}
		}
		if !found {
			t.Errorf("%s does not lead to %d", c.name, c.id)
		}
	}
}

func TestARegionLiesInNoCountry(t *testing.T) {
	g := Places()
	for _, c := range g.Find(Normal("Middle East")) {
		if g.Country(c.Ref) != "" {
			t.Errorf("the Middle East lies in %s", g.Country(c.Ref))
		}
	}
}

func TestAnUnknownNameIsNoPlace(t *testing.T) {
	for _, name := range []string{"", "Tearsheetville", "il", "\n", "zzz"} {
		if found := Places().Find(Normal(name)); found != nil {
			t.Errorf("%q is %d places", name, len(found))
		}
	}
	if found := Places().Find(Postal("IL")); len(found) != 1 || Places().Name(found[0].Ref) != "Illinois" {
		t.Errorf("the postal code IL leads to %v", found)
	}
}

func TestEveryCountryHasItsPlace(t *testing.T) {
	g := Places()
	for _, c := range Countries() {
		r, ok := g.CountryOf(c.Code)
		if !ok {
			t.Errorf("%s has no place", c.Code)
			continue
		}
		lat, lon := g.Point(r)
		if g.Name(r) != c.Names[0] || lat < -90 || lat > 90 || lon < -180 || lon > 180 {
			t.Errorf("%s is %s at %g, %g", c.Code, g.Name(r), lat, lon)
		}
	}
}

func TestACutOffGazetteerIsRefused(t *testing.T) {
	if _, err := unpack(packed[:len(packed)/2]); err == nil {
		t.Error("half of it was taken for the whole")
	}
	if _, err := decode([]byte(magic + "\x04\x00\x00\x00abc")); err == nil {
		t.Error("a section that is too short was taken")
	}
}

func FuzzNormal(f *testing.F) {
	f.Add("St. John’s")
	f.Add("ÅŁøß\n\x00")
	f.Fuzz(func(t *testing.T, s string) {
		n := Normal(s)
		if len(n) > 0 && (n[0] == ' ' || n[len(n)-1] == ' ') {
			t.Errorf("%q keeps blanks at its ends", n)
		}
		Places().Find(n)
	})
}

func BenchmarkFind(b *testing.B) {
	g := Places()
	for b.Loop() {
		g.Find(Normal("Springfield"))
	}
}
