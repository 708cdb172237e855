package annotate

import (
	"bytes"
	_ "embed"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"slices"
	"sync"
)

//go:embed model/subject.bin
var subjectBytes []byte

// trainedSubject is the model that the program holds.
var trainedSubject = sync.OnceValues(func() (*subjectModel, error) { return parseSubjectModel(subjectBytes, subjectSeeds) })

const subjectFormat = "tearsheet-subject/1"

// subjectHeader is the first line of a model, JSON for people: what it was
// made of, how good it was, and its small numbers.
type subjectHeader struct {
	Format      string        `json:"format"`
	Command     string        `json:"command"`
	Seed        uint64        `json:"seed"`
	Texts       int           `json:"texts"`
	LeftOut     int           `json:"left_out"`
	SeedsSHA256 string        `json:"seeds_sha256"`
	Scores      SubjectScores `json:"scores"`
	Terms       int           `json:"terms"`
	Step        float64       `json:"step"` // of the weights
	Bias        []float64     `json:"bias"`
	Shares      [][]float64   `json:"shares"`      // weight of the seeds' share of one topic for each topic
	Calibration [2][2]float64 `json:"calibration"` // of the first topic and of the others: slope and level
}

// subjectModel is a softmax over the terms of a text: their weights, and the
// shares of the text's seeds that speak for each topic.
type subjectModel struct {
	subjectHeader
	hashes  []uint32 // in order
	rarity  []float64
	weights []float64 // a row of a weight for each topic, for each hash
	seeds   seedList
}

const raritySteps = 40 // of one, in the file

// encode writes a model: the header, then hash, rarity and weights of each term.
func (m *subjectModel) encode() ([]byte, error) {
	m.Terms, m.Step = len(m.hashes), 0
	for _, w := range m.weights {
		m.Step = max(m.Step, math.Abs(w)/127)
	}
	head, err := json.Marshal(m.subjectHeader)
	if err != nil {
		return nil, fmt.Errorf("write subject model: %w", err)
	}
	out := append(head, '\n')
	for i, h := range m.hashes {
		out = binary.LittleEndian.AppendUint32(out, h)
		out = append(out, byte(math.Round(m.rarity[i]*raritySteps)))
		for _, w := range m.row(i) {
			out = append(out, byte(int8(math.Round(w/m.Step))))
		}
	}
	return out, nil
}

// parseSubjectModel reads what encode wrote; seeds are those it was trained with.
func parseSubjectModel(b []byte, seeds string) (*subjectModel, error) {
	head, rows, _ := bytes.Cut(b, []byte("\n"))
	m := &subjectModel{}
	if err := json.Unmarshal(head, &m.subjectHeader); err != nil {
		return nil, fmt.Errorf("read subject model: %w", err)
	}
	size := 5 + len(Topics)
	if m.Format != subjectFormat || len(rows) != m.Terms*size || len(m.Bias) != len(Topics) || len(m.Shares) != len(Topics) {
		return nil, errors.New("read subject model: it is of another format or cut short; train it again")
	}
	if m.SeedsSHA256 != sha256Hex(seeds) {
		return nil, errors.New("read subject model: its seeds have changed since; train it again")
	}
	for row := range slices.Chunk(rows, size) {
		m.hashes = append(m.hashes, binary.LittleEndian.Uint32(row))
		m.rarity = append(m.rarity, float64(row[4])/raritySteps)
		for _, w := range row[5:] {
			m.weights = append(m.weights, float64(int8(w))*m.Step)
		}
	}
	var err error
	m.seeds, err = parseSeeds(seeds)
	return m, err
}

func (m *subjectModel) row(i int) []float64 {
	return m.weights[i*len(Topics) : (i+1)*len(Topics)]
}

// known is a text as the model sees it.
type known struct {
	rows   []int     // of the terms that it knows
	values []float64 // what they count; the sum of the squares is 1
	terms  []term    // what they are
	spoken []float64 // how strongly the seeds in it speak for each topic
	shares []float64 // the same as the root of a part of one
}

// know looks a text's terms up.
func (m *subjectModel) know(terms []term) known {
	k := known{spoken: make([]float64, len(Topics)), shares: make([]float64, len(Topics))}
	squares, bound := 0.0, shyness
	for _, t := range terms {
		for topic, strength := range m.seeds[t.hash] {
			k.spoken[topic] += strength * t.weight()
			bound += strength * t.weight()
		}
		i, ok := slices.BinarySearch(m.hashes, t.hash)
		if !ok {
			continue
		}
		v := t.weight() * m.rarity[i]
		k.rows, k.values, k.terms = append(k.rows, i), append(k.values, v), append(k.terms, t)
		squares += v * v
	}
	for i := range k.values {
		k.values[i] /= math.Sqrt(squares)
	}
	for topic := range k.shares {
		k.shares[topic] = math.Sqrt(k.spoken[topic] / bound)
	}
	return k
}

// shyness keeps the shares of a text with few seeds small.
const shyness = 5.0

// logits gives how strongly a text speaks for each topic.
func (m *subjectModel) logits(k known) []float64 {
	z := slices.Clone(m.Bias)
	for n, i := range k.rows {
		for topic, w := range m.row(i) {
			z[topic] += w * k.values[n]
		}
	}
	for of, share := range k.shares {
		for topic, w := range m.Shares[of] {
			z[topic] += w * share
		}
	}
	return z
}

// softmax turns logits, in place, into probabilities.
func softmax(z []float64) []float64 {
	top, sum := slices.Max(z), 0.0
	for i := range z {
		z[i] = math.Exp(z[i] - top)
		sum += z[i]
	}
	for i := range z {
		z[i] /= sum
	}
	return z
}

// confidence turns the probability of the topic at a rank (0: the first) into
// how often such a topic was accepted by readers, on publishers held out.
func (m *subjectModel) confidence(p float64, rank int) float64 {
	c := m.Calibration[min(rank, 1)]
	return likelihood(c[0]*logOdds(p) + c[1])
}

func likelihood(x float64) float64 { return 1 / (1 + math.Exp(-x)) }

func logOdds(p float64) float64 { p = min(max(p, 1e-6), 1-1e-6); return math.Log(p / (1 - p)) }
