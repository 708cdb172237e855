package sqlite

import (
	"crypto/sha256"
	"encoding/json"
	"fmt"

	"tearsheet"
)

// parcel is a revision and its capture as they lie in the tables.
type parcel struct {
	revision []any // the columns from seen to reader, without capture
	blocks   []byte
	capture  []any // nil where the words came from the feed
}

func newParcel(r *tearsheet.Revision, c *tearsheet.Capture) (*parcel, error) {
	byline, err := list(r.Byline)
	if err != nil {
		return nil, err
	}
	images, err := list(r.Images)
	if err != nil {
		return nil, err
	}
	declared, err := json.Marshal(r.Declared)
	if err != nil {
		return nil, err
	}
	evidence, err := json.Marshal(r.Evidence)
	if err != nil {
		return nil, err
	}
	p := &parcel{revision: []any{micro(r.Seen), string(r.Origin), r.Trouble, r.Headline, byline, r.Section, r.Dateline, r.Published.String(),
		r.Modified.String(), r.Language, r.Site, r.Summary, r.Canonical, images, blank(declared, "{}"), blank(evidence, "null"), r.Reader}}
	if p.blocks, err = pack(r.Body); err != nil || c == nil {
		return p, err
	}
	p.capture, err = captureColumns(c)
	return p, err
}

// blank leaves a column empty that says nothing.
func blank(b []byte, nothing string) string {
	if s := string(b); s != nothing {
		return s
	}
	return ""
}

func captureColumns(c *tearsheet.Capture) ([]any, error) {
	header, err := pack(c.Header)
	if err != nil {
		return nil, err
	}
	sum := c.Digest
	if sum == ([32]byte{}) {
		sum = sha256.Sum256(c.Body)
	}
	return []any{c.URL, c.FinalURL, c.PermanentURL, c.Status, micro(c.At), c.MaxAge.Microseconds(), c.Robots.Allowed, c.Robots.Rule,
		micro(c.Robots.At), sum[:], header, squeeze(c.Body)}, nil
}

// addWords keeps the capture, the revision and its body.
func (t *tx) addWords(p *parcel, id, article int64, number int) error {
	var capture int64
	var err error
	if p.capture != nil {
		capture, err = t.added(`INSERT INTO capture (url, final_url, permanent_url, status, at, max_age, robots_allowed, robots_rule, robots_at, digest, header, body)
			VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`, p.capture...)
		if err != nil {
			return fmt.Errorf("keep capture: %w", err)
		}
	}
	sum := p.seal(article, number, capture)
	_, err = t.exec(`INSERT INTO revision (id, article, number, capture, digest, seen, origin, trouble, headline, byline, section, dateline, published,
		modified, language, site, summary, canonical, images, declared, evidence, reader)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		append([]any{id, article, number, orNull(capture), sum[:]}, p.revision...)...)
	if err != nil {
		return fmt.Errorf("keep revision: %w", err)
	}
	if _, err := t.exec(`INSERT INTO body (revision, blocks) VALUES (?, ?)`, id, p.blocks); err != nil {
		return fmt.Errorf("keep body: %w", err)
	}
	return nil
}

// seal is the digest of a whole revision as it lies in the tables, by which
// check finds a byte that is no longer what was written.
func (p *parcel) seal(article int64, number int, capture int64) [32]byte {
	h := sha256.New()
	fmt.Fprintf(h, "%d %d %d", article, number, capture)
	for _, v := range p.revision {
		fmt.Fprintf(h, " %q", fmt.Sprint(v))
	}
	h.Write(p.blocks)
	return [32]byte(h.Sum(nil))
}

// complete takes the header and the body apart again.
func (c *captureRow) complete() (err error) {
	if err := unpack(c.header, &c.Header); err != nil {
		return fmt.Errorf("header of capture %d: %w", c.ID, err)
	}
	if c.Body, err = expand(c.body); err != nil {
		return fmt.Errorf("body of capture %d: %w", c.ID, err)
	}
	return nil
}

// captureRow is a capture as it is read.
type captureRow struct {
	tearsheet.Capture
	header, body []byte
}

const captureFieldsText = `id, url, final_url, permanent_url, status, at, max_age, robots_allowed, robots_rule, robots_at, digest, header, body`

func (c *captureRow) fields() []any {
	return []any{&c.ID, &c.URL, &c.FinalURL, &c.PermanentURL, &c.Status, moment{&c.At}, span{&c.MaxAge}, &c.Robots.Allowed, &c.Robots.Rule,
		moment{&c.Robots.At}, digest{&c.Digest}, &c.header, &c.body}
}
