package web

import (
	"tearsheet"
	"tearsheet/internal/diff"
)

// claimsOf lists the fields beside the text that differ. That a note came or
// went is said also where its words may not be.
func claimsOf(sight *sight, old, fresh *tearsheet.Revision) []claim {
	fields := []claim{
		{"Byline", names(old.Byline), names(fresh.Byline)},
		{"Published, as stated", statedIn(old, old.Published).Words, statedIn(fresh, fresh.Published).Words},
		{"Modified, as stated", statedIn(old, old.Modified).Words, statedIn(fresh, fresh.Modified).Words},
	}
	if old.Declared.Correction != fresh.Declared.Correction {
		fields = append(fields, notesOf(sight, old, fresh))
	}
	var differ []claim
	for _, f := range fields {
		if f.Old == f.New {
			continue
		}
		f.Old, f.New = orNotStated(f.Old), orNotStated(f.New)
		differ = append(differ, f)
	}
	return differ
}

// notesOf quotes the new note first.
func notesOf(sight *sight, old, fresh *tearsheet.Revision) claim {
	after := sight.noteOrThatThereIsOne(fresh, mostOfCorrection/2)
	before := sight.noteOrThatThereIsOne(old, mostOfCorrection/2)
	if after == before {
		after = "another one, which is not shown"
	}
	return claim{"Correction note", before, after}
}

func orNotStated(s string) string {
	if s == "" {
		return notStated
	}
	return s
}

func figureClaims(figures []diff.Figure) []claim {
	var all []claim
	for _, f := range figures {
		all = append(all, claim{"Figure", f.Old, f.New})
	}
	return all
}
