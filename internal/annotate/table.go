package annotate

// Default is the table of the annotators, in their order: each may read what
// those above it found.
var Default = []Annotator{
	Names{},
	Places{},
	Subject{},
	Figures{},
	Quotes{},
}
