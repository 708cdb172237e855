package annotate

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"math"
	"math/rand/v2"
	"slices"
)

// SubjectCourse names what the subject model is trained on.
type SubjectCourse struct {
	Labels   string // internal/annotate/labels/news.jsonl
	Texts    string // JSON Lines of the texts that the labels are of
	LeaveOut string // JSON Lines of texts to keep away from the training; empty for none
	Seed     uint64
}

// TrainSubject trains the subject model and gives its file; report gets its
// scores on publishers held out. The same course gives the same bytes.
func TrainSubject(c SubjectCourse, report io.Writer) ([]byte, error) {
	texts, leftOut, err := c.read()
	if err != nil {
		return nil, err
	}
	m, err := trainedOn(texts, c.Seed)
	if err != nil {
		return nil, err
	}
	m.LeftOut = leftOut
	fmt.Fprintf(report, "%d texts, %d left out, %d terms\non publishers held out: %+v\n", m.Texts, leftOut, len(m.hashes), m.Scores)
	return m.encode()
}

// subjectText is a text with the subject that a reader gave it.
type subjectText struct {
	publisher string
	headline  string
	text      string
	subject   string   // a key of Topics
	also      []string // others that would do
}

// The numbers of the training. They were chosen on the labelled texts, with
// publishers held out; none of them matters by more than a observed.
const (
	subjectRounds     = 8
	subjectRate       = .1
	subjectShrink     = .002 // towards the seeds
	subjectPublishers = 3    // that use a term before it may weigh
	seedPull          = 1.0  // weight of a seed before training
	sharePull         = 4.0  // the same for the shares of seeds
	alsoShare         = .25  // how right a topic is that would do, too
	rareBalance       = .3   // how far rare topics count more than their number
	subjectFolds      = 5
)

// trainedOn trains a model and measures it on publishers held out.
func trainedOn(texts []subjectText, seed uint64) (*subjectModel, error) {
	seeds, err := parseSeeds(subjectSeeds)
	if err != nil {
		return nil, err
	}
	lessons, err := lessonsOf(texts)
	if err != nil {
		return nil, err
	}
	m, held := trainSubject(lessons, seeds, seed), heldOut(lessons, seeds, seed)
	m.Format, m.Command, m.Seed, m.Texts, m.SeedsSHA256 = subjectFormat, "tearsheet train subject", seed, len(lessons), sha256Hex(subjectSeeds)
	m.Calibration = calibrate(held)
	m.Scores = scoresOf(held, m)
	return m, nil
}

func sha256Hex(s string) string {
	sum := sha256.Sum256([]byte(s))
	return hex.EncodeToString(sum[:])
}

// subjectLesson is a text to learn from.
type subjectLesson struct {
	publisher string
	terms     []term
	main      int
	accepted  []bool
	target    []float64 // how right each topic is; the sum is 1
}

// lessonsOf reads the texts that are English.
func lessonsOf(texts []subjectText) ([]*subjectLesson, error) {
	var all []*subjectLesson
	for _, t := range texts {
		d := New(t.headline, t.text, "", "")
		if !d.english {
			continue
		}
		l := &subjectLesson{publisher: t.publisher, terms: termsOf(d), main: topicAt(t.subject),
			accepted: make([]bool, len(Topics)), target: make([]float64, len(Topics))}
		for _, key := range append([]string{t.subject}, t.also...) {
			topic := topicAt(key)
			if topic < 0 {
				return nil, fmt.Errorf("train subject: %q is no topic; use a key of Topics", key)
			}
			l.accepted[topic] = true
			l.target[topic] = alsoShare
		}
		l.target[l.main] = 1 - alsoShare*float64(len(t.also))
		all = append(all, l)
	}
	return all, nil
}

// trainSubject fits a model to lessons, from the seeds on.
func trainSubject(lessons []*subjectLesson, seeds seedList, seed uint64) *subjectModel {
	m := untrained(lessons, seeds)
	t := newSubjectTrainer(m, lessons)
	order := rand.New(rand.NewPCG(seed, seed))
	for range subjectRounds {
		for _, i := range order.Perm(len(lessons)) {
			t.learn(lessons[i], t.texts[i])
		}
	}
	return m
}

// untrained gives the model that the seeds alone make, with room for each term
// that enough publishers use: words of one publisher tell the publisher.
func untrained(lessons []*subjectLesson, seeds seedList) *subjectModel {
	publishers, texts := map[uint32]map[string]bool{}, map[uint32]int{}
	for h := range seeds {
		publishers[h] = map[string]bool{}
	}
	for _, l := range lessons {
		for _, t := range l.terms {
			if publishers[t.hash] == nil {
				publishers[t.hash] = map[string]bool{}
			}
			publishers[t.hash][l.publisher] = true
			texts[t.hash]++
		}
	}
	m := &subjectModel{seeds: seeds, subjectHeader: subjectHeader{Bias: make([]float64, len(Topics))}}
	for h, by := range publishers {
		if len(by) >= subjectPublishers || seeds[h] != nil {
			m.hashes = append(m.hashes, h)
		}
	}
	slices.SortFunc(m.hashes, cmp.Compare)
	for _, h := range m.hashes {
		rarity := math.Log(float64(len(lessons)+1) / float64(texts[h]+3))
		m.rarity = append(m.rarity, math.Round(max(rarity, 0)*raritySteps)/raritySteps)
		m.weights = append(m.weights, seedRow(seeds[h])...)
	}
	for topic := range Topics {
		m.Shares = append(m.Shares, make([]float64, len(Topics)))
		m.Shares[topic][topic] = sharePull
	}
	return m
}

// seedRow gives the weights of a term before training.
func seedRow(strengths []float64) []float64 {
	row := make([]float64, len(Topics))
	sum := 0.0
	for _, s := range strengths {
		sum += s
	}
	for topic, s := range strengths {
		row[topic] = seedPull * (s - sum/float64(len(Topics)))
	}
	return row
}

// subjectTrainer moves the weights of a model, each by a step that shrinks with how
// much it has moved (AdaGrad), and pulls them back to where they began.
type subjectTrainer struct {
	m       *subjectModel
	texts   []known
	number  []float64 // of lessons for each topic
	start   []float64 // of the weights
	moved   []float64 // squares
	shares  [][]float64
	biases  []float64
	lessons int
}

func newSubjectTrainer(m *subjectModel, lessons []*subjectLesson) *subjectTrainer {
	t := &subjectTrainer{m: m, start: slices.Clone(m.weights), moved: make([]float64, len(m.weights)), number: make([]float64, len(Topics)),
		biases: make([]float64, len(Topics)), lessons: len(lessons)}
	for range Topics {
		t.shares = append(t.shares, make([]float64, len(Topics)))
	}
	for _, l := range lessons {
		t.texts = append(t.texts, m.know(l.terms))
		for topic, right := range l.target {
			t.number[topic] += right
		}
	}
	return t
}

// learn moves the weights one step towards one lesson.
func (t *subjectTrainer) learn(l *subjectLesson, k known) {
	wrong := softmax(t.m.logits(k))
	worth := math.Pow(float64(t.lessons)/float64(len(Topics))/max(t.number[l.main], 1), rareBalance)
	for topic := range wrong {
		wrong[topic] = (wrong[topic] - l.target[topic]) * worth
		t.biases[topic] += wrong[topic] * wrong[topic]
		t.m.Bias[topic] -= .3 * subjectRate * wrong[topic] / math.Sqrt(t.biases[topic]+1)
	}
	for n, i := range k.rows {
		at := i * len(Topics)
		for topic, w := range t.m.row(i) {
			g := wrong[topic]*k.values[n] + subjectShrink*(w-t.start[at+topic])
			t.moved[at+topic] += g * g
			t.m.weights[at+topic] -= subjectRate * g / math.Sqrt(t.moved[at+topic]+.01)
		}
	}
	for of, share := range k.shares {
		for topic, w := range t.m.Shares[of] {
			start := 0.0
			if of == topic {
				start = sharePull
			}
			g := wrong[topic]*share + .5*subjectShrink*(w-start)
			t.shares[of][topic] += g * g
			t.m.Shares[of][topic] -= .5 * subjectRate * g / math.Sqrt(t.shares[of][topic]+1)
		}
	}
}
