package annotate

import (
	_ "embed"
	"math"
	"strconv"
	"strings"
	"sync"
)

// placeSigns are the weights of a linear model, by the name of the feature.
type placeSigns map[string]float64

// placeModel is what was learned: whether a name means a place at all,
// which of those that bear it, and what a text is about.
type placeModel struct {
	find  placeSigns
	focus placeSigns        // which countries the text is about
	prior placeWeightsTable // which place of the name, before the text is asked
	which placeWeightsTable // and after
}

//go:embed model/places.txt
var placeWeights string

var learnedPlaces = sync.OnceValue(func() *placeModel { return readPlaceModel(placeWeights) })

// readPlaceModel reads lines of the part ("find", "focus", "prior", "which"), the feature and its weight.
func readPlaceModel(s string) *placeModel {
	m := &placeModel{find: placeSigns{}, focus: placeSigns{}}
	for line := range strings.Lines(s) {
		f := strings.Split(strings.TrimSpace(line), "\t")
		if len(f) != 3 || strings.HasPrefix(line, "#") {
			continue
		}
		v, err := strconv.ParseFloat(f[2], 64)
		if err != nil {
			continue
		}
		at, _ := strconv.Atoi(f[1])
		switch f[0] {
		case "find":
			m.find[f[1]] = v
		case "focus":
			m.focus[f[1]] = v
		case "which":
			m.which[at%evidences] = v
		case "prior":
			m.prior[at%evidences] = v
		}
	}
	return m
}

func (w placeSigns) score(features []string) float64 {
	sum := w["bias"]
	for _, f := range features {
		sum += w[f]
	}
	return sum
}

// evidence is one thing that speaks for a place, and how much of it.
type evidence struct {
	what  int
	value float64
}

// What speaks for one of the places that bear a name.
const (
	bySize        = iota // the logarithm of its people
	behindLargest        // how much smaller it is than the largest of the name
	byAlias              // the name is not its own
	isHeld               // the area behind the comma holds it
	holdsOther           // it holds the place before the comma
	inCountry            // the share of the other names that lie in its country
	countryCount         // how many these are
	inArea               // the same for its area of the first level
	areaCount
	noArea
	closeBy // other places of the text within 60 km
	nearBy  // within 200 km
	ofKind
	aliasOfKind = ofKind + 16
	evidences   = aliasOfKind + 16
)

type placeWeightsTable [evidences]float64

func (w *placeWeightsTable) score(es []evidence) float64 {
	sum := 0.0
	for _, e := range es {
		sum += w[e.what] * e.value
	}
	return sum
}

func sigmoid(x float64) float64 { return 1 / (1 + math.Exp(-x)) }
