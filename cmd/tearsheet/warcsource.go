package main

import (
	"bytes"
	"cmp"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"maps"
	"mime"
	"net/http"
	"os"
	"slices"
	"strings"
	"time"

	"tearsheet"
	"tearsheet/internal/address"
	"tearsheet/internal/pipeline"
	"tearsheet/internal/warc"
)

// isArchive tells a WARC file from an address.
func isArchive(name string) bool {
	return !strings.Contains(name, "://") && (strings.HasSuffix(name, ".warc") || strings.HasSuffix(name, ".warc.gz"))
}

// addArchive gathers the articles of a WARC file: no address in it is asked.
func (c *call) addArchive(ctx context.Context, folder folderFlags, name string) error {
	f, err := os.Open(name)
	if err != nil {
		return fmt.Errorf("open archive: %w", err)
	}
	defer f.Close()
	pages, err := openSpool()
	if err != nil {
		return err
	}
	defer pages.close()
	account := &archiveAccount{}
	if err := account.sort(ctx, f, pages, time.Now()); err != nil {
		return fmt.Errorf("read %s: %w", name, err)
	}
	if len(pages.index) > 0 {
		if err := during(ctx, folder, c.err, func(h *house) error { return h.keepPages(ctx, pages, account) }); err != nil {
			return err
		}
	}
	account.print(c.out, name)
	if account.isNew+account.revised+account.same+account.reasons[pipeline.KeptAlready].n == 0 {
		return errNo
	}
	return nil
}

// archiveAccount counts what became of everything in an archive.
type archiveAccount struct {
	responses, isNew, revised, same int
	reasons                         map[string]example
	counts                          warc.Counts
	truncated                       bool
}

// example is how often a reason held, and where first.
type example struct {
	n   int
	url string
}

func (a *archiveAccount) drop(reason, url string) {
	if a.reasons == nil {
		a.reasons = map[string]example{}
	}
	if _, ok := a.reasons[reason]; !ok && len(a.reasons) >= 100 { // a stranger's file decides what types there are
		reason = "other reasons"
	}
	e := a.reasons[reason]
	a.reasons[reason] = example{e.n + 1, orElse(e.url, url)}
}

// sort puts the pages of an archive into the spool, and counts the rest.
func (a *archiveAccount) sort(ctx context.Context, f io.Reader, pages *spool, now time.Time) error {
	r := warc.NewReader(f)
	defer func() { a.counts = r.Counts }()
	for ctx.Err() == nil {
		record, err := r.Next()
		switch {
		case err == io.EOF:
			return nil
		case errors.Is(err, warc.ErrTruncated):
			a.truncated = true
			return nil
		case err != nil:
			return err
		}
		a.responses++
		answer, reason := pageIn(&record, now)
		if reason != "" {
			a.drop(reason, record.URL)
			continue
		}
		if err := pages.add(answer); err != nil {
			return err
		}
	}
	return ctx.Err()
}

// A page cannot have been captured before there were pages, nor later than now
// by more than clocks differ. A date that is believed decides which pages can
// still be taken: those of before it are too late.
var firstPages = time.Date(1990, 1, 1, 0, 0, 0, 0, time.UTC)

const clocksDiffer = time.Hour

// pageIn gives the page in a record, or the reason why there is none.
func pageIn(record *warc.Record, now time.Time) (warc.Answer, string) {
	url, err := address.Asked(record.URL)
	switch {
	case err != nil:
		return warc.Answer{}, "no web address"
	case record.Date.IsZero():
		return warc.Answer{}, "no WARC-Date"
	case record.Date.Before(firstPages):
		return warc.Answer{}, "WARC-Date before 1990"
	case record.Date.After(now.Add(clocksDiffer)):
		return warc.Answer{}, "WARC-Date in the future"
	case !record.Intact():
		return warc.Answer{}, "damaged: its digest is another"
	}
	got, err := record.Response()
	if err != nil {
		return warc.Answer{}, "no answer of HTTP that can be read"
	}
	if got.Status != http.StatusOK {
		return warc.Answer{}, fmt.Sprintf("status %d", got.Status)
	}
	if kind := kindOf(got); kind != "text/html" && kind != "application/xhtml+xml" {
		return warc.Answer{}, "no page: " + kind
	}
	return warc.Answer{URL: url, At: record.Date, Status: got.Status, Header: got.Header, Body: got.Body}, ""
}

// kindOf is the media type as stated, else as the bytes look.
func kindOf(r warc.Response) string {
	stated := r.Header.Get("Content-Type")
	if stated == "" {
		stated = http.DetectContentType(r.Body)
	}
	kind, _, err := mime.ParseMediaType(stated)
	if err != nil {
		kind, _, _ = strings.Cut(stated, ";")
	}
	return oneLine(fmt.Errorf("%.60s", strings.ToLower(kind)))
}

// keepPages keeps the pages in order of their time, and goes on with what was
// kept.
func (h *house) keepPages(ctx context.Context, pages *spool, account *archiveAccount) error {
	slices.SortStableFunc(pages.index, func(a, b place) int { return a.at.Compare(b.at) })
	intake := h.line.Intake()
	for _, at := range pages.index {
		capture, err := pages.read(at)
		if err != nil {
			return err
		}
		kept, reason, err := intake.Keep(ctx, capture)
		switch {
		case err != nil:
			return err
		case reason != "":
			account.drop(reason, capture.URL)
		case kept.First:
			account.isNew++
		case kept.Fresh:
			account.revised++
		default:
			account.same++
		}
	}
	return h.line.FinishJobs(ctx)
}

// print tells what was taken, and why the rest was not.
func (a *archiveAccount) print(w io.Writer, name string) {
	fmt.Fprintf(w, "%s: %d responses; %d articles new, %d revisions new, %d with the same words as before\n", name, a.responses, a.isNew, a.revised, a.same)
	for _, reason := range slices.SortedFunc(maps.Keys(a.reasons), func(x, y string) int {
		return cmp.Or(cmp.Compare(a.reasons[y].n, a.reasons[x].n), cmp.Compare(x, y))
	}) {
		fmt.Fprintf(w, "not taken: %d × %s, such as %s\n", a.reasons[reason].n, reason, oneLine(fmt.Errorf("%.200s", a.reasons[reason].url)))
	}
	for _, kind := range slices.Sorted(maps.Keys(a.counts.Skipped)) {
		fmt.Fprintf(w, "passed over: %d records of type %s\n", a.counts.Skipped[kind], kind)
	}
	if n := a.counts.TooLarge; n > 0 {
		fmt.Fprintf(w, "not taken: %d × too large\n", n)
	}
	if a.counts.Damaged > 0 || a.counts.Junk > 0 {
		fmt.Fprintf(w, "damaged: %d records or members, %d bytes that belong to none\n", a.counts.Damaged, a.counts.Junk)
	}
	if a.truncated {
		fmt.Fprintf(w, "%v\n", warc.ErrTruncated)
	}
}

// spool holds the pages of an archive in a file without a name, so that they
// can be kept in order of time however large the archive is.
type spool struct {
	file  *os.File
	end   int64
	index []place
}

// place is where a page lies in the spool.
type place struct {
	at       time.Time
	from, to int64
}

func openSpool() (*spool, error) {
	f, err := os.CreateTemp("", "tearsheet-archive-*")
	if err != nil {
		return nil, fmt.Errorf("make room to sort the archive: %w", err)
	}
	_ = os.Remove(f.Name()) // it lives until it is closed; where that cannot be done, close removes it
	return &spool{file: f}, nil
}

func (s *spool) close() {
	s.file.Close()
	_ = os.Remove(s.file.Name())
}

func (s *spool) add(a warc.Answer) error {
	var b bytes.Buffer
	if err := warc.NewWriter(&b, false).Response(a); err != nil {
		return err
	}
	if _, err := s.file.Write(b.Bytes()); err != nil {
		return fmt.Errorf("sort the archive: %w; set TMPDIR to a folder with more room", err)
	}
	s.index = append(s.index, place{a.At, s.end, s.end + int64(b.Len())})
	s.end += int64(b.Len())
	return nil
}

func (s *spool) read(p place) (tearsheet.Capture, error) {
	record, err := warc.NewReader(io.NewSectionReader(s.file, p.from, p.to-p.from)).Next()
	if err != nil {
		return tearsheet.Capture{}, fmt.Errorf("read back a page of the archive: %w", err)
	}
	got, err := record.Response()
	if err != nil {
		return tearsheet.Capture{}, fmt.Errorf("read back a page of the archive: %w", err)
	}
	return tearsheet.Capture{URL: record.URL, FinalURL: record.URL, Status: got.Status, Header: got.Header, Body: got.Body, Digest: sha256.Sum256(got.Body), At: p.at}, nil
}
