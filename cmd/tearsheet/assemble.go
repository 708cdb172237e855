package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"sync"
	"time"

	"tearsheet/internal/config"
	"tearsheet/internal/fetch"
	"tearsheet/internal/follow"
	"tearsheet/internal/gather"
	"tearsheet/internal/pipeline"
	"tearsheet/internal/sqlite"
)

// house is the program put together: the one place where concrete rooms meet
// the interfaces of those who use them.
type house struct {
	config config.Config
	log    *slog.Logger
	store  *sqlite.DB
	client *fetch.Client
	line   *pipeline.Line
}

// flagsOf declares the flags that every command with a folder has.
type folderFlags struct {
	data, config *string
	warn         *sync.Once
	err          io.Writer // for warnings
}

func (c *call) folder() folderFlags {
	return folderFlags{
		data:   c.String("data", "", "`DIR` that holds everything (default: the configuration's)"),
		config: c.String("config", os.Getenv("TEARSHEET_CONFIG"), "configuration `FILE`"),
		warn:   new(sync.Once), err: c.err,
	}
}

// load gives the configuration with the flags laid over it.
func (f folderFlags) load() (config.Config, error) {
	c, err := config.Load(*f.config, os.LookupEnv)
	if err != nil {
		return c, err
	}
	f.warn.Do(func() {
		for _, name := range config.Unknown(os.Environ()) {
			fmt.Fprintf(f.err, "tearsheet: there is no setting %s, it changes nothing; `tearsheet config` lists those there are\n", name)
		}
	})
	if *f.data != "" {
		c.Data = *f.data
	}
	return c, nil
}

// open assembles the house on the configured folder, which it makes when there
// is none.
func open(ctx context.Context, f folderFlags, logTo io.Writer) (*house, error) {
	c, err := f.load()
	if err != nil {
		return nil, err
	}
	return assemble(ctx, c, slog.New(slog.NewTextHandler(logTo, nil)))
}

func assemble(ctx context.Context, c config.Config, log *slog.Logger) (*house, error) {
	told, err := channels(c)
	if err != nil {
		return nil, err
	}
	store, err := sqlite.Open(ctx, c.Data, log)
	if err != nil {
		return nil, err
	}
	h := &house{config: c, log: log, store: store}
	h.client = newClient(c.Fetch)
	h.line = pipeline.New(pipeline.Line{Fetch: h.client, Store: store, Poll: pollPace(c.Poll), Follow: followPace(c.Follow), VisitsApart: 5 * time.Duration(c.Fetch.Spacing),
		Workers: c.Fetch.Workers, Log: log,
		Hubs: pipeline.Hubs{Post: h.client, Base: hubBase(c)}, Channels: told, Public: c.URL})
	return h, nil
}

// newClient makes the one way out.
func newClient(f config.Fetch) *fetch.Client {
	spacing := time.Duration(f.Spacing)
	if spacing == 0 {
		spacing = -1 // no spacing; zero would mean the client's own default
	}
	return fetch.New(fetch.Options{UserAgent: f.Agent(), Spacing: spacing, Timeout: time.Duration(f.Timeout), Allow: f.Prefixes(), AllowPorts: f.AllowPorts})
}

func pollPace(p config.Poll) gather.Pace {
	return gather.Pace{Floor: time.Duration(p.Floor), Blind: time.Duration(p.Blind), Ceiling: time.Duration(p.Ceiling)}
}

func followPace(f config.Follow) follow.Pace {
	return follow.Pace{Factor: f.Factor, Floor: time.Duration(f.Floor), Ceiling: time.Duration(f.Ceiling), Stop: time.Duration(f.Stop)}
}

// close ends what open began. An error means that the last writes may not be
// on disk.
func (h *house) close() error {
	if err := h.store.Close(); err != nil {
		return fmt.Errorf("close %s: %w", h.config.Data, err)
	}
	return nil
}

// inStore is during for commands that work on a store that is there already: a
// mistyped folder is said, not made.
func inStore(ctx context.Context, f folderFlags, logTo io.Writer, do func(*house) error) error {
	c, err := f.load()
	if err != nil {
		return err
	}
	if err := sqlite.Exists(c.Data); err != nil {
		return err
	}
	return during(ctx, f, logTo, do)
}

// reading opens the store alone, for commands that only read; another process
// may be serving it.
func reading(f folderFlags, do func(*house) error) error {
	c, err := f.load()
	if err != nil {
		return err
	}
	store, err := sqlite.OpenToRead(c.Data)
	if err != nil {
		return err
	}
	h := &house{config: c, store: store}
	return errors.Join(do(h), h.close())
}

// during opens the house, does do in it and closes it.
func during(ctx context.Context, f folderFlags, logTo io.Writer, do func(*house) error) (err error) {
	h, err := open(ctx, f, logTo)
	if err != nil {
		return err
	}
	defer func() {
		if closing := h.close(); err == nil {
			err = closing
		}
	}()
	return do(h)
}
