package diff

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/sergi/go-diff/diffmatchpatch"
)

// split is a small tokenizer for tests: sentences by "|", words with the space
// after them, marks apart.
func split(s string) [][]string {
	var text [][]string
	for sentence := range strings.SplitSeq(s, "|") {
		if t := tokensOf(sentence); t != nil {
			text = append(text, t)
		}
	}
	return text
}

func tokensOf(s string) []string {
	var tokens []string
	for word := range strings.FieldsSeq(s) {
		core := strings.TrimRight(word, ".,“”\"!")
		if core != "" {
			tokens = append(tokens, core)
		}
		for _, r := range word[len(core):] {
			tokens = append(tokens, string(r))
		}
		tokens[len(tokens)-1] += " "
	}
	if tokens != nil {
		tokens[len(tokens)-1] = bare(tokens[len(tokens)-1])
	}
	return tokens
}

// show writes operations so that a table can hold them.
func show(ops []Op) string {
	var parts []string
	for _, op := range ops {
		var b strings.Builder
		for _, r := range op.Words {
			switch r.Kind {
			case Keep:
				b.WriteString(r.Text)
			case Delete:
				b.WriteString("[-" + r.Text + "-]")
			case Insert:
				b.WriteString("{+" + r.Text + "+}")
			}
			b.WriteString(r.Space)
		}
		kind := string(op.Kind)
		if op.Away {
			kind = "away"
		}
		parts = append(parts, kind+": "+b.String())
	}
	return strings.Join(parts, "\n")
}

const (
	fire  = "The fire began at the northern end of the store on Tuesday."
	crews = "Twelve engines and two aerial platforms came to the scene from Hull."
	quote = "Two firefighters were treated for smoke and have since gone home."
	roads = "Hedon Road is closed between the roundabout and the docks."
)

func TestOperationsSayWhatHappened(t *testing.T) {
	join := func(s ...string) string { return strings.Join(s, "|") }
	for name, c := range map[string]struct{ old, new, ops, summary string }{
		"nothing": {join(fire, crews), join(fire, crews), "same: " + fire + crews, "No words changed."},
		"figure": {join(fire, "It rose 12.5 percent in May."), join(fire, "It rose 125 percent in May."),
			"same: " + fire + "\nedited: It rose [-12.5-] {+125+} percent in May.", "1 sentence edited. Figure changed: 12.5 → 125."},
		"figure in words": {crews, "Fourteen engines and two aerial platforms came to the scene from Hull.",
			"edited: [-Twelve-] {+Fourteen+} engines and two aerial platforms came to the scene from Hull.", "1 sentence edited. Figure changed: Twelve → Fourteen."},
		"million": {"The store lost 5 million pounds in a night.", "The store lost 5 billion pounds in a night.",
			"edited: The store lost 5 [-million-] {+billion+} pounds in a night.", "1 sentence edited. Figure changed: million → billion."},
		"added": {join(fire, crews), join(fire, quote, crews),
			"same: " + fire + "\nadded: {+" + quote + "+}\nsame: " + crews, "1 sentence added."},
		"removed": {join(fire, quote, crews), join(fire, crews),
			"same: " + fire + "\nremoved: [-" + quote + "-]\nsame: " + crews, "1 sentence removed."},
		"moved": {join(fire, crews, quote, roads), join(roads, fire, crews, quote),
			"moved: " + roads + "\nsame: " + fire + crews + quote + "\naway: " + roads, "1 sentence moved."},
		"moved and edited": {join(fire, crews, quote, roads), join("Hedon Road is open between the roundabout and the docks.", fire, crews, quote),
			"moved: Hedon Road is [-closed-] {+open+} between the roundabout and the docks.\nsame: " + fire + crews + quote + "\naway: " + roads, "1 sentence edited, 1 moved."},
		"mark": {join(fire, "He said “no”."), join(fire, "He said “no”!"),
			"same: " + fire + "\nedited: He said “no”[-.-]{+!+}", "No words changed; punctuation or case differs in 1 sentence."},
		"case": {join("The Fire Brigade came.", fire), join("The fire brigade came.", fire),
			"edited: The [-Fire Brigade-] {+fire brigade+} came.\nsame: " + fire, "No words changed; punctuation or case differs in 1 sentence."},
		"currency is no mark": {join("It cost $ 5 a head there."), join("It cost € 5 a head there."),
			"edited: It cost [-$-] {+€+} 5 a head there.", "1 sentence edited."},
		"other": {fire, "Nothing whatever is shared here.",
			"removed: [-" + fire + "-]\nadded: {+Nothing whatever is shared here.+}", "1 sentence added, 1 removed."},
		"split": {join(fire, "The council met on Monday and the mayor spoke of a new bridge over the river."), join(fire, "The council met on Monday.", "The mayor spoke of a new bridge over the river."),
			"same: " + fire + "\nedited: The council met on Monday[-and the-] {+.The+} mayor spoke of a new bridge over the river.", "2 sentences edited."},
		"from nothing": {"", fire, "added: {+" + fire + "+}", "1 sentence added."},
		"both empty":   {"", "", "", "No words changed."},
	} {
		t.Run(name, func(t *testing.T) {
			ops := Texts(split(c.old), split(c.new))
			if got := show(ops); got != c.ops {
				t.Errorf("operations\n%s\nwant\n%s", got, c.ops)
			}
			if got := Summary(Op{Kind: Same}, Count(ops, nil), Figures(ops)); got != c.summary {
				t.Errorf("summary %q, want %q", got, c.summary)
			}
			mustApply(t, split(c.old), split(c.new), ops)
		})
	}
}

func TestAMovedParagraphChangesNoWords(t *testing.T) {
	old := split(strings.Join([]string{fire, crews, quote, roads, "It was late.", "The last one left at nine in the evening."}, "|"))
	new := slices.Concat(old[2:4], old[0:2], old[4:])
	ops := Texts(old, new)
	n := Count(ops, []int{0, 2, 4, 6})
	if n.WordsAdded+n.WordsRemoved+n.MarksAdded+n.MarksRemoved != 0 || n.MovedParagraphs != 1 || n.MovedAlone != 0 {
		t.Errorf("counts %+v\n%s", n, show(ops))
	}
	if got := Summary(Op{Kind: Same}, n, nil); got != "1 paragraph moved." {
		t.Error(got)
	}
	if n := Count(ops, nil); n.MovedParagraphs != 0 || n.MovedAlone != 2 {
		t.Errorf("without paragraphs: %+v", n)
	}
}

func TestOperationsEndWithTheParagraph(t *testing.T) {
	paragraphs := func(s string) [][]string {
		text := split(strings.ReplaceAll(s, "/", "|"))
		at := -1
		for p := range strings.SplitSeq(s, "/") {
			at += len(split(p))
			if at >= 0 {
				text[at][len(text[at])-1] += "\n\n"
			}
		}
		return text
	}
	join := func(s ...string) string { return strings.Join(s, "") }
	old := paragraphs(join(fire, "|", crews, "/", quote, "/", roads))
	new := paragraphs(join("A new one came today.", "/", fire, "|", crews, "/", roads, "|", quote))
	var got []string
	for _, op := range Texts(old, new) {
		got = append(got, fmt.Sprintf("%s%v%v %t", op.Kind, op.Old, op.New, op.Paragraph))
	}
	want := []string{"added[0 0][0 1] true", "same[0 2][1 3] true", "moved[3 4][3 4] true", "same[2 3][4 5] false", "moved[3 4][3 4] true"}
	if !slices.Equal(got, want) {
		t.Errorf("got %q", got)
	}
	mustApply(t, old, new, Texts(old, new))
}

func TestSummaryNamesHeadlineFiguresAndMoves(t *testing.T) {
	headline := Line(tokensOf("Fire kills 12"), tokensOf("Fire kills 14"))
	n := Counts{Edited: 3, Added: 1, Removed: 2, Moved: 4, MovedParagraphs: 1, MovedAlone: 1, Typographic: 2}
	got := Summary(headline, n, []Figure{{"12", "14"}, {"3", "5"}, {"1", "2"}, {"8", "9"}})
	want := "Headline changed. 3 sentences edited, 1 added, 2 removed, 1 paragraph and 1 sentence moved. Punctuation or case alone differs in 2 sentences. Figures changed: 12 → 14, 3 → 5, 1 → 2 and 1 more."
	if got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	if got := Summary(Line(tokensOf("Big fire"), tokensOf("Big Fire")), Counts{}, nil); got != "Headline changed in punctuation or case only." {
		t.Error(got)
	}
}

func TestANumberThatIsOnlyWrittenOtherwiseIsNoChangedFigure(t *testing.T) {
	for words, changed := range map[[2]string]bool{
		{"19", "nineteen"}: false, {"Nineteen", "19"}: false, {"1,000", "1000"}: false, {"vierzehn", "14"}: false, {"7", "sept"}: false,
		{"19", "eighteen"}: true, {"12.5", "125"}: true, {"12,5", "125"}: true, {"1.000", "1000"}: true, {"million", "billion"}: true, {"07", "7"}: true,
	} {
		got := Figures(Texts(split("About "+words[0]+" people will work there."), split("About "+words[1]+" people will work there.")))
		if (len(got) > 0) != changed {
			t.Errorf("%q to %q: figures %v, changed should be %v", words[0], words[1], got, changed)
		}
	}
}

func TestNoFigureIsNamedWhereNobodyCanTellWhichBecameWhich(t *testing.T) {
	for _, c := range [][2]string{
		{"At least 12 people and 3 dogs were hurt on the road.", "At least 14 to 15 people and 3 dogs were hurt on the road."},
		{"At least 12 people were hurt on the road.", "At least people were hurt on the road."},
	} {
		if got := Figures(Texts(split(c[0]), split(c[1]))); len(got) != 0 {
			t.Errorf("%q → %q: %v", c[0], c[1], got)
		}
	}
}

func mustReverse(t *testing.T, old, new [][]string) {
	t.Helper()
	there, back := Count(Texts(old, new), nil), Count(Texts(new, old), nil)
	back.Added, back.Removed = back.Removed, back.Added
	back.WordsAdded, back.WordsRemoved = back.WordsRemoved, back.WordsAdded
	back.MarksAdded, back.MarksRemoved = back.MarksRemoved, back.MarksAdded
	if there != back {
		t.Fatalf("there %+v\nback  %+v\n%s\n\n%s", there, back, show(Texts(old, new)), show(Texts(new, old)))
	}
}

func TestReversedTextsGiveReversedCounts(t *testing.T) {
	r := rand.New(rand.NewPCG(9, 10))
	for range 5000 {
		mustReverse(t, split(fire), split(roads))
		old, new := scramble(r)
		mustReverse(t, old, new)
	}
}

func TestJSONOfAnOperationIsStable(t *testing.T) {
	got, err := json.Marshal(Texts(split("It rose 12 percent in May."), split("It rose 14 percent in May.")))
	if err != nil {
		t.Fatal(err)
	}
	want := `[{"kind":"edited","old":[0,1],"new":[0,1],"paragraph":true,"figures":[{"old":"12","new":"14"}],"words":[` +
		`{"kind":"same","text":"It rose","space":" ","n":2},{"kind":"del","text":"12","space":" ","n":1},{"kind":"ins","text":"14","space":" ","n":1},` +
		`{"kind":"same","text":"percent in May.","n":3,"marks":1}]}]`
	if string(got) != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	if got, _ := json.Marshal(Texts(nil, nil)); string(got) != "[]" {
		t.Errorf("no operations are %s, want []", got)
	}
}

// mustApply applies the operations to old and fails unless that gives new, and
// unless each text is covered once and every word is counted once.
func mustApply(t *testing.T, old, new [][]string, ops []Op) {
	t.Helper()
	var text strings.Builder
	seen := make([]int, len(old))
	at := 0
	for _, op := range ops {
		if op.Away {
			continue
		}
		for i := op.Old[0]; i < op.Old[1]; i++ {
			seen[i]++
		}
		if op.New[0] != at || op.New[1] < at {
			t.Fatalf("new range %v after %d", op.New, at)
		}
		at = op.New[1]
		apply(t, &text, old, op)
	}
	if want := joined(new); text.String() != want || at != len(new) {
		t.Fatalf("applied gives %q (%d sentences), want %q (%d)\n%s", text.String(), at, want, len(new), show(ops))
	}
	if slices.ContainsFunc(seen, func(n int) bool { return n != 1 }) {
		t.Fatalf("old sentences are covered %v times\n%s", seen, show(ops))
	}
	n := Count(ops, nil)
	if a, b := n.WordsSame+n.WordsRemoved, words(old); a != b {
		t.Fatalf("old words: %d counted, %d there\n%s", a, b, show(ops))
	}
	if a, b := n.WordsSame+n.WordsAdded, words(new); a != b {
		t.Fatalf("new words: %d counted, %d there\n%s", a, b, show(ops))
	}
}

// apply writes what an operation makes of the old words; what it says to keep
// or delete must be the old words, but for white space.
func apply(t *testing.T, to *strings.Builder, old [][]string, op Op) {
	t.Helper()
	var was strings.Builder
	for _, r := range op.Words {
		if r.Kind != Delete {
			to.WriteString(r.Text + r.Space)
		}
		if r.Kind != Insert {
			was.WriteString(r.Text + r.Space)
		}
	}
	squeeze := func(s string) string { return strings.Join(strings.Fields(s), "") }
	if want := joined(old[op.Old[0]:op.Old[1]]); squeeze(was.String()) != squeeze(want) {
		t.Fatalf("%s op reads %q from old %q", op.Kind, was.String(), want)
	}
}

func joined(text [][]string) string {
	var b strings.Builder
	for _, s := range text {
		b.WriteString(strings.Join(s, ""))
	}
	return b.String()
}

func words(text [][]string) (n int) {
	for _, s := range text {
		for _, tok := range s {
			if !isMark(bare(tok)) {
				n++
			}
		}
	}
	return n
}

// scramble makes a text of few different words and an edited copy of it.
func scramble(r *rand.Rand) (old, new [][]string) {
	vocabulary := strings.Fields("the The a fire 12 14 . , “ engine House house of")
	sentence := func() []string {
		s := make([]string, 1+r.IntN(9))
		for k := range s {
			s[k] = vocabulary[r.IntN(len(vocabulary))] + strings.Repeat(" ", r.IntN(2))
		}
		return s
	}
	for range r.IntN(12) {
		old = append(old, sentence())
	}
	new = slices.Clone(old)
	for range r.IntN(6) {
		k := r.IntN(len(new) + 1)
		switch {
		case r.IntN(3) == 0 || len(new) == 0:
			new = slices.Insert(new, k, sentence())
		case r.IntN(2) == 0:
			r.Shuffle(len(new), func(i, j int) { new[i], new[j] = new[j], new[i] })
		default:
			k = r.IntN(len(new))
			s := slices.Clone(new[k])
			s[r.IntN(len(s))] = vocabulary[r.IntN(len(vocabulary))] + " "
			new[k] = s
		}
	}
	return old, new
}

func TestOperationsOnOldGiveNewExactly(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 20000 {
		old, new := scramble(r)
		mustApply(t, old, new, Texts(old, new))
		if ops := Texts(old, old); len(ops) > 1 || len(ops) == 1 && ops[0].Kind != Same {
			t.Fatalf("a text and itself: %s", show(ops))
		}
	}
}

func TestTheSameTextsGiveTheSameOperations(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for range 500 {
		old, new := scramble(r)
		if a, b := Texts(old, new), Texts(old, new); !reflect.DeepEqual(a, b) {
			t.Fatalf("%s\n\n%s", show(a), show(b))
		}
	}
}

// go-diff, an implementation by other hands, is the oracle for the length of
// the common subsequence.
func TestAlignFindsALongestCommonSubsequence(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	oracle := diffmatchpatch.New()
	oracle.DiffTimeout = 0
	var g aligner
	for range 20000 {
		a, b := randomIDs(r, 1+r.IntN(6)), randomIDs(r, 1+r.IntN(6))
		got := 0
		for _, m := range g.align(a, b) {
			if !slices.Equal(a[m.old:m.old+m.n], b[m.new:m.new+m.n]) {
				t.Fatalf("%v and %v do not match at %v", a, b, m)
			}
			got += m.n
		}
		want := 0
		for _, d := range oracle.DiffMainRunes(runes(a), runes(b), false) {
			if d.Type == diffmatchpatch.DiffEqual {
				want += len([]rune(d.Text))
			}
		}
		if got != want {
			t.Fatalf("%v and %v share %d, want %d", a, b, got, want)
		}
	}
}

func randomIDs(r *rand.Rand, kinds int) []int {
	ids := make([]int, r.IntN(40))
	for k := range ids {
		ids[k] = r.IntN(kinds)
	}
	return ids
}

func runes(ids []int) []rune {
	rs := make([]rune, len(ids))
	for k, id := range ids {
		rs[k] = rune('a' + id)
	}
	return rs
}

func FuzzTexts(f *testing.F) {
	f.Add("a b c.|d e f g.|h i", "d e f g.|a b x.|h i")
	f.Add("12 \xff.| |“A” $5", "12.5.|“a” €5||")
	f.Fuzz(func(t *testing.T, a, b string) {
		old, new := raw(a), raw(b)
		mustApply(t, old, new, Texts(old, new))
		mustApply(t, new, old, Texts(new, old))
		mustReverse(t, old, new)
	})
}

// raw cuts anything into sentences of tokens, empty ones included.
func raw(s string) [][]string {
	var text [][]string
	for sentence := range strings.SplitSeq(s, "|") {
		text = append(text, strings.SplitAfter(sentence, " "))
	}
	return text
}
