package web

import (
	"bytes"
	"fmt"
	"net/http"
	"time"

	"tearsheet"
)

type statusPage struct {
	shell
	Figures []figure
	Drops   []tearsheet.DropCount
	Failing []failingFeed
	Sources []sourceLine
}

type failingFeed struct {
	feedLine
	Outlet string
	Source string
}

type sourceLine struct{ Name, Link, ID, Use string }

// statusJSON is the same state for programs.
type statusJSON struct {
	tearsheet.Stats
	OldestDue int64     `json:"oldest_due_s"`
	At        time.Time `json:"at"`
	Version   string    `json:"version"`
}

func (s *server) status(w http.ResponseWriter, r *http.Request) error {
	stats, err := s.Store.Stats(r.Context(), s.Now())
	if err != nil {
		return fmt.Errorf("read stats: %w", err)
	}
	sources, err := s.Store.Sources(r.Context())
	if err != nil {
		return fmt.Errorf("list sources: %w", err)
	}
	page := statusPage{shell: s.shell(r, "Status"), Figures: statusFigures(stats), Drops: stats.Drops}
	for _, src := range sources {
		page.Sources = append(page.Sources, sourceLine{outlet(&src), sourcePath(src.ID), string(src.ID), rightsFact(src.Rights).Words})
	}
	if stats.Failing > 0 {
		if page.Failing, err = s.failing(r, sources, page.Operator); err != nil {
			return err
		}
	}
	return s.render(w, r, http.StatusOK, "status.html", page)
}

func statusFigures(st tearsheet.Stats) []figure {
	due := "nothing is late"
	if st.OldestDue > 0 {
		due = "oldest due " + span(st.OldestDue) + " ago"
	}
	if st.Failed > 0 {
		due += "; " + count(st.Failed, "job") + " given up, kept until run again"
	}
	number := func(n int) string { return thousands(int64(n)) }
	feeds := number(st.Failing) + " in trouble"
	if st.Told > 0 {
		feeds += "; of " + number(st.Told) + " a hub tells us"
	}
	figures := []figure{
		{"Articles", number(st.Articles), ""},
		{"Revisions", number(st.Revisions), ""},
		{"Sources", number(st.Sources), ""},
		{"Feeds", number(st.Feeds), feeds},
		{"Waiting", number(st.Queue), due},
		{"Kept on disk", bytesInWords(st.Bytes), ""},
	}
	if st.Alerts+st.GivenUp > 0 {
		figures = append(figures, figure{"Alerts waiting", number(st.Alerts), number(st.GivenUp) + " given up in the last 30 days"})
	}
	return figures
}

// failing lists the feeds in trouble, source by source.
func (s *server) failing(r *http.Request, sources []tearsheet.Source, isOperator bool) ([]failingFeed, error) {
	var bad []failingFeed
	for _, src := range sources {
		feeds, err := s.Store.Feeds(r.Context(), src.ID)
		if err != nil {
			return nil, fmt.Errorf("list feeds of %s: %w", src.ID, err)
		}
		for _, f := range feeds {
			if line := feedLineOf(f, isOperator, s.Now()); line.Bad {
				bad = append(bad, failingFeed{line, outlet(&src), sourcePath(src.ID)})
			}
		}
	}
	return bad, nil
}

func (s *server) statusJSON(w http.ResponseWriter, r *http.Request) error {
	now := s.Now()
	stats, err := s.Store.Stats(r.Context(), now)
	if err != nil {
		return fmt.Errorf("read stats: %w", err)
	}
	stats.Drops = nonNil(stats.Drops)
	return sendJSON(w, r, http.StatusOK, "no-store", statusJSON{stats, int64(stats.OldestDue / time.Second), now.UTC().Truncate(time.Second), tearsheet.Version})
}

// health says that the process answers; ready, that it can do its work.
func (s *server) health(w http.ResponseWriter, r *http.Request) error {
	return sendText(w, r, http.StatusOK, "ok\n")
}

func (s *server) ready(w http.ResponseWriter, r *http.Request) error {
	if s.Ready != nil {
		if err := s.Ready(); err != nil {
			return sendText(w, r, http.StatusServiceUnavailable, "not ready: "+err.Error()+"\n")
		}
	}
	return sendText(w, r, http.StatusOK, "ready\n")
}

// metrics writes the figures in the text format that Prometheus reads.
func (s *server) metrics(w http.ResponseWriter, r *http.Request) error {
	if !s.Metrics {
		return &problem{http.StatusNotFound, "Metrics are switched off: the operator can switch them on in the configuration."}
	}
	st, err := s.Store.Stats(r.Context(), s.Now())
	if err != nil {
		return fmt.Errorf("read stats: %w", err)
	}
	var b bytes.Buffer
	gauge := func(name, help string, value float64) {
		fmt.Fprintf(&b, "# HELP tearsheet_%s %s\n# TYPE tearsheet_%[1]s gauge\ntearsheet_%[1]s %[3]g\n", name, help, value)
	}
	gauge("sources", "Publishers known.", float64(st.Sources))
	gauge("feeds", "Feeds subscribed.", float64(st.Feeds))
	gauge("feeds_failing", "Feeds whose last look failed.", float64(st.Failing))
	gauge("articles", "Articles kept.", float64(st.Articles))
	gauge("revisions", "Revisions kept.", float64(st.Revisions))
	gauge("queue", "Looks due now and jobs not done.", float64(st.Queue))
	gauge("feeds_told_by_hubs", "Feeds of which a hub has promised to tell.", float64(st.Told))
	gauge("alerts_waiting", "Alerts to be sent.", float64(st.Alerts))
	gauge("alerts_given_up", "Alerts given up in the last 30 days.", float64(st.GivenUp))
	gauge("jobs_failed", "Jobs given up, kept until run again.", float64(st.Failed))
	gauge("oldest_due_seconds", "How late the oldest due look is.", st.OldestDue.Seconds())
	gauge("bytes", "Size on disk.", float64(st.Bytes))
	fmt.Fprint(&b, "# HELP tearsheet_drops Entries and articles not taken, by reason.\n# TYPE tearsheet_drops gauge\n")
	for _, d := range st.Drops {
		fmt.Fprintf(&b, "tearsheet_drops{reason=%q} %d\n", d.Reason, d.Count)
	}
	return send(w, r, http.StatusOK, "text/plain; version=0.0.4; charset=utf-8", "no-store", b.Bytes())
}

// robots tells crawlers what is worth reading.
func (s *server) robots(w http.ResponseWriter, r *http.Request) error {
	return sendText(w, r, http.StatusOK, "User-agent: *\nDisallow: /api/\nDisallow: /search\nDisallow: /live.json\nDisallow: /status\n")
}
