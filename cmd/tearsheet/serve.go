package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"os"
	"runtime/debug"
	"time"

	"tearsheet"
	"tearsheet/internal/config"
	"tearsheet/internal/follow"
	"tearsheet/internal/web"
)

// memoryAim is where the garbage collector begins to work harder; a limit in
// GOMEMLIMIT goes before it. A page is read in a few MB, so this is plenty.
const memoryAim = 160 << 20

// rareCollection lets the heap grow further before it is swept, up to
// memoryAim: the pages of a pass are garbage almost at once.
const rareCollection = 300

// grace is how long answers under way may take once the program is told to stop.
const grace = 8 * time.Second

// runServe gathers and serves until it is told to stop.
func runServe(ctx context.Context, c *call) error {
	folder := c.folder()
	listen := c.String("listen", "", "`ADDRESS` and port to answer on (default: the configuration's)")
	if err := c.none(); err != nil {
		return err
	}
	cfg, err := folder.load()
	if err != nil {
		return err
	}
	if *listen != "" {
		cfg.Listen = *listen
	}
	return serve(ctx, cfg, c.out, c.err, func(_ context.Context, h *house) error {
		h.sayWhatIsOff()
		return nil
	})
}

// serve opens the address first, so that a taken one is said before anything
// is written, then the house; beside does what is to be done while it works.
func serve(ctx context.Context, cfg config.Config, out, logTo io.Writer, beside func(context.Context, *house) error) (err error) {
	aimForMemory()
	l, err := net.Listen("tcp", cfg.Listen)
	if err != nil {
		return fmt.Errorf("listen on %s: %w; choose another with --listen", cfg.Listen, err)
	}
	defer l.Close()
	h, err := assemble(ctx, cfg, slog.New(slog.NewTextHandler(logTo, nil)))
	if err != nil {
		return err
	}
	defer func() {
		if closing := h.close(); err == nil {
			err = closing
		}
	}()
	fmt.Fprintf(out, "Edition: http://%s/\n", l.Addr())
	return h.serveOn(ctx, l, beside)
}

// serveOn answers on l and gathers beside it until ctx ends or either fails.
func (h *house) serveOn(ctx context.Context, l net.Listener, beside func(context.Context, *house) error) error {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	server := &http.Server{Handler: h.web(), ReadHeaderTimeout: 10 * time.Second, ReadTimeout: 30 * time.Second,
		WriteTimeout: 60 * time.Second, IdleTimeout: 2 * time.Minute, MaxHeaderBytes: 64 << 10, ErrorLog: slog.NewLogLogger(h.log.Handler(), slog.LevelDebug)}
	ended := make(chan error, 3)
	go func() { ended <- server.Serve(l) }()
	go func() { ended <- h.line.Run(ctx) }()
	go func() {
		err := beside(ctx, h)
		if err == nil {
			<-ctx.Done()
		}
		ended <- err
	}()
	var err error
	running := 3
	select {
	case <-ctx.Done():
	case err = <-ended:
		running--
	}
	stop()
	quiet, done := context.WithTimeout(context.WithoutCancel(ctx), grace)
	defer done()
	if closing := server.Shutdown(quiet); err == nil {
		err = closing
	}
	for ; running > 0; running-- {
		if e := <-ended; err == nil {
			err = e
		}
	}
	if errors.Is(err, http.ErrServerClosed) || errors.Is(err, context.Canceled) {
		return nil
	}
	return err
}

// web is the HTTP face of this house.
func (h *house) web() http.Handler {
	return web.New(web.Options{
		Store: h.store, Title: h.config.Title, BaseURL: h.config.URL, Token: h.config.API.Token, OpenReading: h.config.API.Open,
		OperatorOnLoopback: onlyHere(h.config.Listen, h.config.URL), Metrics: h.config.API.Metrics, Log: h.log, Compare: follow.Compare, Ready: h.line.Ready, Hub: h.line,
		Subscribe: func(ctx context.Context, page string) ([]tearsheet.Feed, error) {
			added, _, err := h.line.Subscribe(ctx, page, false)
			var feeds []tearsheet.Feed
			for _, a := range added {
				feeds = append(feeds, a.Feed)
			}
			return feeds, err
		},
		Refresh: func(ctx context.Context) (int, error) {
			n, err := h.store.RefreshFeeds(ctx, time.Now())
			h.line.Wake()
			return n, err
		},
	})
}

// onlyHere reports whether nobody but this machine's users can ask: it listens
// on a loopback address and is not known under a public one. Whoever puts a
// proxy in front sets the address, or all its visitors look like the operator.
func onlyHere(listen, public string) bool {
	host, _, err := net.SplitHostPort(listen)
	if err != nil || !isLoopback(host) {
		return false
	}
	if public == "" {
		return true
	}
	u, err := url.Parse(public)
	return err == nil && isLoopback(u.Hostname())
}

func isLoopback(host string) bool {
	addr, err := netip.ParseAddr(host)
	return host == "localhost" || err == nil && addr.IsLoopback()
}

func aimForMemory() {
	if os.Getenv("GOMEMLIMIT") == "" {
		debug.SetMemoryLimit(memoryAim)
	}
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(rareCollection)
	}
}
