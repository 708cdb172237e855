package annotate

import (
	"bufio"
	"bytes"
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"tearsheet"
)

func sharedPath(t testing.TB, name string) string {
	root := os.Getenv("TEARSHEET_SHARED")
	if root == "" {
		root = "../../../shared"
	}
	full := filepath.Join(root, name)
	if _, err := os.Stat(full); err != nil {
		t.Skipf("%s is not here: set TEARSHEET_SHARED to the folder of test data", name)
	}
	return full
}

func subjectCourse(t testing.TB) SubjectCourse {
	return SubjectFrom("../..", sharedPath(t, "data"))
}

func TestTrainingGivesTheCommittedModel(t *testing.T) {
	got, err := TrainSubject(subjectCourse(t), t.Output())
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, subjectBytes) {
		t.Error("training again gives other bytes than model/subject.bin; run tearsheet train subject and commit it")
	}
}

type aboutGold struct {
	ID      string   `json:"id"`
	Subject string   `json:"subject"`
	Also    []string `json:"subject_also"`
}

func readAbout[T any](t *testing.T, name string) (all []T) {
	f, err := os.Open(sharedPath(t, name))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for lines := bufio.NewReader(f); ; {
		line, err := lines.ReadBytes('\n')
		if err == io.EOF {
			return all
		}
		var v T
		if err := json.Unmarshal(line, &v); err != nil {
			t.Fatal(err)
		}
		all = append(all, v)
	}
}

func TestSubjectsOfReadArticlesAreAccepted(t *testing.T) {
	gold := map[string]aboutGold{}
	for _, g := range readAbout[aboutGold](t, "gold/about.jsonl") {
		gold[g.ID] = g
	}
	type said struct {
		confidence                     float64
		strict, accepted, filed, wrong bool
	}
	var all []said
	for _, a := range readAbout[subjectNews](t, "gold/about.texts.jsonl") {
		first := Subject{}.Annotate(New(a.Headline, a.Text, "", ""))[0]
		g := gold[a.ID]
		ok := first.Name == g.Subject || slices.Contains(g.Also, first.Name)
		all = append(all, said{first.Confidence, first.Name == g.Subject, ok, first.Main, !ok})
	}
	slices.SortStableFunc(all, func(a, b said) int {
		if a.confidence > b.confidence {
			return -1
		}
		return 1
	})
	count := func(of []said, is func(said) bool) float64 {
		n := 0
		for _, s := range of {
			if is(s) {
				n++
			}
		}
		return float64(n) / float64(len(of))
	}
	accepted := func(s said) bool { return s.accepted }
	surest := all[:len(all)*7/10]
	filed := slices.DeleteFunc(slices.Clone(all), func(s said) bool { return !s.filed })
	t.Logf("strict %.3f, accepted %.3f, surest 70 %% accepted %.3f, filed %.3f, of these accepted %.3f", count(all, func(s said) bool { return s.strict }),
		count(all, accepted), count(surest, accepted), float64(len(filed))/float64(len(all)), count(filed, accepted))
	if got := count(all, accepted); got < .9 {
		t.Errorf("accepted %.3f, want .9", got)
	}
	if got := count(surest, accepted); got < .95 {
		t.Errorf("of the surest 70 %% accepted %.3f, want .95", got)
	}
}

func TestTheSeedPageIsFiledUnderCrimeConflictOrPolitics(t *testing.T) {
	body, err := os.ReadFile(sharedPath(t, "seed/pressbee.txt"))
	if err != nil {
		t.Fatal(err)
	}
	all := Subject{}.Annotate(New("How U.S. military action against Mexican cartel labs could impact Chicago", string(body), "Middle East", "en"))
	if !slices.Contains([]string{"crime, law and justice", "conflict, war and peace", "politics and government"}, all[0].Name) || !all[0].Main {
		t.Errorf("got %+v", all)
	}
	t.Log(all)
}

const court = "A judge at the high court sentenced two men to life imprisonment on Monday for the murder of a shopkeeper. The jury found them guilty after a trial of three weeks. Police had arrested the defendants in May; prosecutors told the court that they had planned the robbery for months. Their lawyers said that they would appeal against the verdict."

func TestSubjectsComeWithTheWordsThatWeighedMost(t *testing.T) {
	all := Subject{}.Annotate(New("Two jailed for life", court, "", "en"))
	if len(all) == 0 || !all[0].Main || all[0].Topic != "medtop:02000000" {
		t.Fatalf("got %+v", all)
	}
	if !strings.Contains(all[0].Evidence, "“jury”") {
		t.Errorf("the evidence is %q", all[0].Evidence)
	}
}

func TestAFinerTopicIsGivenWhereItsWordsLeaveNoDoubt(t *testing.T) {
	all := Subject{}.Annotate(New("Two jailed for life", court, "", "en"))
	if !slices.ContainsFunc(all, func(a tearsheet.Annotation) bool { return a.Topic == "medtop:20000106" && !a.Main }) {
		t.Errorf("no judiciary in %+v", all)
	}
	all = Subject{}.Annotate(New("", "The minister met the president on Monday. The government announced that the cabinet would discuss the policy with the opposition in parliament, and the party said that ministers should resign.", "", "en"))
	for _, a := range all {
		if strings.HasPrefix(a.Topic, "medtop:2") {
			t.Errorf("a finer topic from words that tell none: %+v", a)
		}
	}
}

func TestWhatIsUnsureIsNotFiledAndSaysSo(t *testing.T) {
	mixed := "The members of the club met in the town hall last night and spoke about the plans for the coming months. They thanked those who had helped, and hoped that more would come to the next evening. The chairman had brought letters, old pictures of the building and a list of names, and many stayed until late to read them."
	all := Subject{}.Annotate(New("", mixed, "", "en"))
	if len(all) == 0 || all[0].Main || !strings.HasPrefix(all[0].Evidence, "not sure enough to file it, it may be ") {
		t.Errorf("got %+v", all)
	}
}

func TestAFewWordsTellNoSubject(t *testing.T) {
	for _, body := range []string{"It was a long day, and many were there to see what would come of it all.", "The police said that they would play football with her."} {
		if all := (Subject{}).Annotate(New("", body, "", "en")); len(all) != 0 {
			t.Errorf("%q got %+v", body, all)
		}
	}
}

func TestOtherLanguagesHaveNoSubject(t *testing.T) {
	d := New("Urteil", "Das Gericht hat den Angeklagten zu lebenslanger Haft verurteilt. Der Richter sprach von Mord. Die Polizei hatte ihn im Mai festgenommen.", "Panorama", "de")
	if all := (Subject{}).Annotate(d); len(all) != 0 {
		t.Errorf("got %+v", all)
	}
}

func TestThePublishersSectionCountsWeaklyAndIsNamed(t *testing.T) {
	with := Subject{}.Annotate(New("Two jailed for life", court, "Crime & Courts", "en"))[0]
	without := Subject{}.Annotate(New("Two jailed for life", court, "Middle East", "en"))[0]
	if with.Confidence < without.Confidence || !strings.Contains(with.Evidence, "its publisher files it under \"Crime & Courts\"") {
		t.Errorf("with its section %+v, without %+v", with, without)
	}
	if against := (Subject{}).Annotate(New("Two jailed for life", court, "Sport", "en"))[0]; against.Topic != "medtop:02000000" {
		t.Errorf("a section took the place of the words: %+v", against)
	}
}

func TestAModelOfOtherSeedsOrCutShortIsRefused(t *testing.T) {
	if _, err := parseSubjectModel(subjectBytes, subjectSeeds+"\nsport golfer\n"); err == nil {
		t.Error("a model was taken with seeds that it was not trained with")
	}
	if _, err := parseSubjectModel(subjectBytes[:len(subjectBytes)-1], subjectSeeds); err == nil {
		t.Error("a model was taken that is cut short")
	}
	if _, err := parseSubjectModel(nil, subjectSeeds); err == nil {
		t.Error("an empty model was taken")
	}
}

func TestTopicsHaveTheirOwnIDsAndEachTwoSectionsDiffer(t *testing.T) {
	seen := map[string]bool{}
	for _, topic := range Topics {
		if seen[topic.ID] || !strings.HasPrefix(topic.ID, "medtop:") || len(topic.ID) != 15 {
			t.Errorf("%s is twice there or no id", topic.ID)
		}
		seen[topic.ID] = true
	}
	for _, f := range fineTopics {
		if seen[f.ID] || len(f.ID) != 15 || topicAt(f.within) < 0 {
			t.Errorf("%s is twice there, no id, or within no topic", f.ID)
		}
		seen[f.ID] = true
	}
	for name, topic := range sections {
		if topic < 0 {
			t.Errorf("section %q maps to no topic", name)
		}
	}
}

func FuzzSubject(f *testing.F) {
	f.Add("Two jailed for life", court, "Crime")
	f.Add("", "\xff the of and to that was", "")
	f.Fuzz(func(t *testing.T, headline, body, section string) {
		mains := 0
		for _, a := range (Subject{}).Annotate(New(headline, body, section, "en")) {
			if a.Confidence < 0 || a.Confidence > 1 || a.Start != 0 || a.End != 0 || a.Topic == "" || a.Evidence == "" {
				t.Errorf("got %+v", a)
			}
			if a.Main {
				mains++
			}
		}
		if mains > 1 {
			t.Errorf("filed under %d topics", mains)
		}
	})
}

func BenchmarkSubject(b *testing.B) {
	d := New("Two jailed for life", strings.Repeat(court+"\n\n", 8), "", "en")
	Subject{}.Annotate(d)
	for b.Loop() {
		Subject{}.Annotate(d)
	}
}
