package tearsheet

// AnnotationKind is what an annotation tells of.
type AnnotationKind string

// The kinds of annotation.
const (
	AboutSubject      AnnotationKind = "subject" // an IPTC Media Topic
	AboutPlace        AnnotationKind = "place"
	AboutFocus        AnnotationKind = "focus" // a country or place that the whole text is about, the foremost first
	AboutPerson       AnnotationKind = "person"
	AboutOrganisation AnnotationKind = "organisation"
	AboutQuote        AnnotationKind = "quote"
	AboutFigure       AnnotationKind = "figure"
)

// Annotation is what WE say of an article, never what its publisher stated:
// where it stands in the text, why it is said and by whom it was found.
type Annotation struct {
	Kind       AnnotationKind `json:"kind"`
	Start      int            `json:"start"` // [Start, End) in Unicode code points of the canonical text;
	End        int            `json:"end"`   // both 0 where it is said of the whole
	Text       string         `json:"text"`  // the words at that place
	Name       string         `json:"name"`  // the one name of what is meant: the same for all its places in an article
	Aliases    []string       `json:"aliases,omitempty"`
	Confidence float64        `json:"confidence"` // 0 to 1
	Evidence   string         `json:"evidence"`   // one line for people
	By         string         `json:"by"`         // name@version of the annotator

	Topic string `json:"medtop,omitempty"` // of a subject: its id, "medtop:11000000"
	Main  bool   `json:"main,omitempty"`   // the one subject that the article is filed under

	*Point            // of a place that could be resolved
	Role   PlaceRole  `json:"role,omitempty"`
	Quote  *Quotation `json:"quote,omitempty"`
	Figure *Quantity  `json:"figure,omitempty"`
}

// PlaceRole is why a place stands in an article.
type PlaceRole string

// The roles of places.
const (
	PlaceAbout     PlaceRole = "about"     // the story is about it
	PlaceMentioned PlaceRole = "mentioned" // it is named, no more
	PlaceDateline  PlaceRole = "dateline"  // the report was written there
)

// Point is a place of the gazetteer.
type Point struct {
	GeoNames int64   `json:"geonames"`
	Lat      float64 `json:"lat"`
	Lon      float64 `json:"lon"`
	Country  string  `json:"country"`          // ISO 3166-1 alpha-2; empty for what lies in no one country
	Within   string  `json:"within,omitempty"` // the areas that hold it, the smallest first: "Illinois; United States"
}

// Quotation is what somebody said, word for word.
type Quotation struct {
	Kind    string  `json:"kind"`            // "direct": a clause of its own; "mixed": words within the reporter's sentence
	Speaker *string `json:"speaker"`         // the name of a person or an organisation of the article; null: the text does not say
	Cue     string  `json:"cue"`             // the verb that introduces it; empty: none does
	Group   int     `json:"group,omitempty"` // the same number: one utterance in several pieces
}

// Quantity is a number with what it counts.
type Quantity struct {
	Value   float64 `json:"value"`
	Unit    string  `json:"unit,omitempty"`    // "USD", "%", "km" …; empty for a plain count
	Counted string  `json:"counted,omitempty"` // what is counted, as the text says it: "cartels"
	About   bool    `json:"about,omitempty"`   // the text says that it is not exact
}
