package vocab

import "math"

// cell is a quarter of a degree both ways.
type cell struct{ lat, lon int }

// nearest is the settlement that owns a cell.
type nearest struct {
	far float64
	row *row
}

const (
	perDegree = 4
	reach     = 2 // cells around a settlement that may be its area's
)

// placeAreas gives the areas their people and, since no free source at hand
// has their points, the middle of the ground around their settlements. Unlike
// the middle of the people it does not move towards the big towns.
func (s *sources) placeAreas() {
	ground := map[cell]nearest{}
	for _, c := range s.cities {
		s.addPeople(c)
		claim(ground, c)
	}
	middle := map[*row]*mean{}
	for at, n := range ground {
		add(middle, n.row.area, at)
	}
	for r, m := range middle {
		if !r.fixed {
			r.lat, r.lon = m.point()
		}
	}
	s.placeDistricts()
}

func (s *sources) addPeople(c *row) {
	if c.area != nil {
		c.area.people += c.people
	}
	if c.district != nil {
		c.district.people += c.people
	}
	if r := s.byCountry[c.country]; r != nil {
		r.people += c.people
	}
}

func claim(ground map[cell]nearest, c *row) {
	at := cell{int(math.Floor(c.lat * perDegree)), int(math.Floor(c.lon * perDegree))}
	for dy := -reach; dy <= reach; dy++ {
		for dx := -reach; dx <= reach; dx++ {
			k := cell{at.lat + dy, at.lon + dx}
			y, x := (float64(k.lat)+.5)/perDegree-c.lat, ((float64(k.lon)+.5)/perDegree-c.lon)*math.Cos(c.lat*math.Pi/180)
			far := y*y + x*x
			if had, ok := ground[k]; !ok || far < had.far || far == had.far && c.id < had.row.id {
				ground[k] = nearest{far, c}
			}
		}
	}
}

// mean adds in whole numbers: the order of a map must not change the result.
type mean struct{ lat, lon, n int }

func add(all map[*row]*mean, r *row, at cell) {
	if r == nil {
		return
	}
	m := all[r]
	if m == nil {
		m = &mean{}
		all[r] = m
	}
	m.lat, m.lon, m.n = m.lat+at.lat, m.lon+at.lon, m.n+1
}

func (m *mean) point() (float64, float64) {
	return (float64(m.lat)/float64(m.n) + .5) / perDegree, (float64(m.lon)/float64(m.n) + .5) / perDegree
}

// placeDistricts puts a small area in the middle of its settlements.
func (s *sources) placeDistricts() {
	sum := map[*row][3]float64{}
	for _, c := range s.cities {
		if c.district != nil {
			m := sum[c.district]
			sum[c.district] = [3]float64{m[0] + c.lat, m[1] + c.lon, m[2] + 1}
		}
	}
	for r, m := range sum {
		r.lat, r.lon = m[0]/m[2], m[1]/m[2]
	}
}
