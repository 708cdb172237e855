package annotate

import (
	"slices"
	"strings"
	"testing"

	"tearsheet"
)

// namesIn gives the names found in a text, "Name: alias, alias" each once.
func namesIn(body string, kind tearsheet.AnnotationKind) []string {
	var out []string
	for _, a := range (Names{}).Annotate(New("", body, "", "")) {
		one := strings.TrimSuffix(a.Name+": "+strings.Join(a.Aliases, ", "), ": ")
		if a.Kind == kind && !slices.Contains(out, one) {
			out = append(out, one)
		}
	}
	return out
}

func TestOnePersonHasOneNameWithAllItsForms(t *testing.T) {
	for _, c := range []struct{ body, want string }{
		{"The mayor of the town, Helen Marsh, said that the bridge would be closed. Marsh told reporters that it was old. Mrs Marsh's deputy agreed with her.", "Helen Marsh: Marsh"},
		{"Police said that they had arrested Pedro Alvarez Ruiz, also known as “El Lobo”, in the city on Monday. El Lobo had been sought for years by the police, they said.", "Pedro Alvarez Ruiz: El Lobo"},
		{"President Josef Brandstetter met the minister on Tuesday. Mr Brandsteter said that he was glad that they had met. Brandstetter left after an hour.", "Josef Brandstetter: Brandsteter, Brandstetter"},
	} {
		if got := namesIn(c.body, tearsheet.AboutPerson); !slices.Contains(got, c.want) {
			t.Errorf("%s\nnames %q, not %q", c.body, got, c.want)
		}
	}
}

func TestAnOrganisationIsItsAcronymToo(t *testing.T) {
	body := "The National Farmers Union (NFU) said on Monday that prices had fallen. The NFU asked the government for help, and the union said that it would wait."
	if got := namesIn(body, tearsheet.AboutOrganisation); !slices.Contains(got, "National Farmers Union: NFU") {
		t.Errorf("organisations %q", got)
	}
}

func TestTwoPeopleWithOneSurnameStayTwo(t *testing.T) {
	body := "John Carter said that he had seen the fire. His sister Anna Carter said that she had not been there. They both live in the town."
	got := namesIn(body, tearsheet.AboutPerson)
	if !slices.Contains(got, "John Carter") || !slices.Contains(got, "Anna Carter") {
		t.Errorf("people %q", got)
	}
}

func TestTextThatIsNotEnglishHasNoNames(t *testing.T) {
	body := "Der Bürgermeister Hans Huber sagte am Montag in Wien, dass die Brücke gesperrt wird."
	if got := New("", body, "", "").Mentions(); len(got) > 0 {
		t.Errorf("found %v", got)
	}
}

func TestADamagedModelIsAnErrorAndNoPanic(t *testing.T) {
	for _, file := range [][]byte{nil, []byte("something"), []byte(modelMark), namesFile[:len(namesFile)/2], namesFile[:len(namesFile)-9]} {
		if _, err := readTagger(file); err == nil {
			t.Errorf("a file of %d bytes was taken for a model", len(file))
		}
	}
}
