package annotate

import "strings"

// Topic is a Media Topic of the IPTC: the words of its list, with its number.
// The list is © IPTC, https://iptc.org, used under CC BY 4.0.
type Topic struct {
	ID    string // "medtop:11000000"
	Label string // English
	Key   string // the one word that the labels and seeds use
}

// Topics are the top terms of the list, in alphabetical order of their keys.
var Topics = []Topic{
	{"medtop:01000000", "arts, culture, entertainment and media", "arts"},
	{"medtop:16000000", "conflict, war and peace", "conflict"},
	{"medtop:02000000", "crime, law and justice", "crime"},
	{"medtop:03000000", "disaster, accident and emergency incident", "disaster"},
	{"medtop:04000000", "economy, business and finance", "economy"},
	{"medtop:05000000", "education", "education"},
	{"medtop:06000000", "environment", "environment"},
	{"medtop:07000000", "health", "health"},
	{"medtop:08000000", "human interest", "human"},
	{"medtop:09000000", "labour", "labour"},
	{"medtop:10000000", "lifestyle and leisure", "lifestyle"},
	{"medtop:11000000", "politics and government", "politics"},
	{"medtop:12000000", "religion", "religion"},
	{"medtop:13000000", "science and technology", "science"},
	{"medtop:14000000", "society", "society"},
	{"medtop:15000000", "sport", "sport"},
	{"medtop:17000000", "weather", "weather"},
}

// topicAt gives the place of a key in Topics, -1 for none.
func topicAt(key string) int {
	for i, t := range Topics {
		if t.Key == key {
			return i
		}
	}
	return -1
}

// sections tell the topic of what publishers call their sections, as far as
// the name tells one: "World", "News" and names of places tell none.
var sections = sectionTable(map[string]string{
	"arts":        "arts, arts & culture, arts and culture, books, cinema, culture, entertainment, entertainment & arts, film, movies, music, theatre, tv, television, media, showbiz, celebrities",
	"conflict":    "conflict, war, conflicts",
	"crime":       "crime, courts, law, crime & courts, crime and justice, police",
	"disaster":    "accidents, disasters",
	"economy":     "business, economy, finance, markets, money, companies, agriculture, banking, property, real estate, tourism, energy, trade, transport, automotive",
	"education":   "education, schools, universities, higher education",
	"environment": "environment, climate, wildlife, science & environment, climate change",
	"health":      "health, coronavirus, covid-19, wellness, medicine",
	"human":       "offbeat, odd news, royals, royal family, weird news, oddly enough",
	"labour":      "jobs, careers, labour, employment",
	"lifestyle":   "lifestyle, life & style, life and style, food, food & drink, travel, fashion, style, living, home & garden, leisure",
	"politics":    "politics, elections, government, parliament, diplomacy",
	"religion":    "religion, faith, church",
	"science":     "science, technology, tech, science & technology, sci-tech, space, innovation, internet",
	"society":     "society, community, social affairs",
	"sport":       "sport, sports, football, cricket, rugby, tennis, athletics, basketball, golf, hockey, soccer, motorsport",
	"weather":     "weather",
})

func sectionTable(lists map[string]string) map[string]int {
	table := map[string]int{}
	for key, names := range lists {
		for name := range strings.SplitSeq(names, ", ") {
			table[name] = topicAt(key)
		}
	}
	return table
}

// sectionTopic gives the topic that a publisher's section tells, -1 for none.
func sectionTopic(section string) int {
	if t, ok := sections[strings.ToLower(strings.TrimSpace(section))]; ok {
		return t
	}
	return -1
}
