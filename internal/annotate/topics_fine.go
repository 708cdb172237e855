package annotate

import (
	"fmt"
	"slices"
	"strings"

	"tearsheet"
)

// fineTopic is a topic of the second level with the words that tell it. Only
// those that a few words tell without doubt are here.
type fineTopic struct {
	Topic
	within string // key of its top term
	hashes map[uint32]bool
}

func fine(id, label, within, cues string) fineTopic {
	f := fineTopic{Topic: Topic{ID: "medtop:" + id, Label: label}, within: within, hashes: map[uint32]bool{}}
	for c := range strings.FieldsSeq(cues) {
		f.hashes[seedHash(c)] = true
	}
	return f
}

var fineTopics = []fineTopic{
	fine("20000045", "mass media", "arts", "journalist journalism newspaper broadcaster press_freedom newsroom radio_station tv_channel media_outlets media_house reporter"),
	fine("20000053", "act of terror", "conflict", "terrorist suicide_bomber suicide_bombing terror_attack car_bomb terrorism jihadist bomber"),
	fine("20000056", "armed conflict", "conflict", "airstrike shelling troops rebel frontline militia artillery battlefield soldiers offensive fighters insurgent"),
	fine("20000065", "civil unrest", "conflict", "riot rioter unrest tear_gas protester looting curfew"),
	fine("20000073", "peace process", "conflict", "ceasefire truce peace_talks peace_deal peace_agreement peace_accord"),
	fine("20000106", "judiciary", "crime", "court judge jury high_court supreme_court magistrate trial lawyer verdict justice_minister chief_justice hearing"),
	fine("20000129", "law enforcement", "crime", "police arrested arrest officers detective superintendent inspector raid sheriff custody investigators"),
	fine("20000139", "accident and emergency incident", "disaster", "crash collision derailed capsized blaze overturned stampede collided plane_crash road_accident fire firefighters"),
	fine("20000148", "disaster", "disaster", "earthquake flood flooding tsunami cyclone hurricane typhoon landslide wildfire eruption tornado"),
	fine("20000385", "market and exchange", "economy", "stock_market shares stocks index sensex nifty nasdaq dow_jones traders bonds currency futures forex barrel"),
	fine("20000400", "school", "education", "school pupils classroom primary_school secondary_school high_school headmaster principal school_board"),
	fine("20000418", "climate change", "environment", "climate_change global_warming emissions greenhouse_gas net_zero carbon_emissions climate"),
	fine("20000420", "conservation", "environment", "conservation conservationist endangered wildlife sanctuary national_park biodiversity rewilding"),
	fine("20000424", "environmental pollution", "environment", "pollution polluted sewage oil_spill plastic_waste contamination air_quality toxic"),
	fine("20000446", "diseases and conditions", "health", "covid-19 coronavirus virus malaria cancer diabetes cholera ebola monkeypox dengue measles outbreak infection disease tuberculosis hiv"),
	fine("20000524", "labour relations", "labour", "strike walkout industrial_action collective_bargaining pay_dispute picket"),
	fine("20000574", "election", "politics", "election elections voters ballot candidate electoral polling_stations vote turnout campaign primary"),
	fine("20000638", "international relations", "politics", "bilateral ambassador embassy foreign_minister diplomatic diplomacy foreign_affairs summit bilateral_relations cooperation two_countries"),
	fine("20000756", "technology and engineering", "science", "software smartphone app browser computer broadband microsoft internet robot chip google cybersecurity"),
	fine("20000775", "discrimination", "society", "discrimination racism racist gender_equality inequality"),
	fine("20001128", "weather forecast", "weather", "forecast met_office meteorological_department expected showers degrees"),
	fine("20001131", "weather warning", "weather", "weather_warning warning red_alert orange_alert"),
}

const (
	fineCues  = 3  // different words of a finer topic that a text must hold
	fineCount = 8. // how often at least, as terms count
	fineAhead = 2  // times as often as any other within the same top term
)

// finer gives the topic of the second level that a text's words tell without
// doubt, within a top term.
func finer(top int, terms []term) (tearsheet.Annotation, bool) {
	var best fineTopic
	var words []string
	most, next, all := 0., 0., 0.
	for _, f := range fineTopics {
		if f.within != Topics[top].Key {
			continue
		}
		count, held := f.in(terms)
		all += count
		if count > most {
			best, words, most, count = f, held, count, most
		}
		next = max(next, count)
	}
	if len(words) < fineCues || most < fineCount || most < fineAhead*next {
		return tearsheet.Annotation{}, false
	}
	return tearsheet.Annotation{Kind: tearsheet.AboutSubject, Name: best.Label, Topic: best.ID, Confidence: ratio(most, all+fineCues),
		Evidence: fmt.Sprintf("within %s: %s", Topics[top].Label, quotedList(words[:min(len(words), wordsShown)]))}, true
}

// in gives how often a finer topic's words stand in a text, and which.
func (f fineTopic) in(terms []term) (float64, []string) {
	count := 0.0
	var held []term
	for _, t := range terms {
		if f.hashes[t.hash] {
			count += t.count
			held = append(held, t)
		}
	}
	slices.SortStableFunc(held, func(a, b term) int { return int(b.count - a.count) })
	words := make([]string, len(held))
	for i, t := range held {
		words[i] = t.words
	}
	return count, words
}
