package press

import (
	"embed"
	"fmt"
	"io/fs"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/rogpeppe/go-internal/txtar"

	"tearsheet"
)

//go:embed outlets/*.txtar
var archives embed.FS

// load reads all archives and writes out what copies and later versions take
// from others.
func load(files fs.FS) ([]*outlet, error) {
	names, err := fs.Glob(files, "outlets/*.txtar")
	if err != nil {
		return nil, err
	}
	l := loader{bodies: map[*version]string{}, pieces: map[string]*piece{}, busy: map[*version]bool{}}
	var outlets []*outlet
	for _, name := range names {
		o, err := l.archive(files, name)
		if err != nil {
			return nil, fmt.Errorf("read %s: %w", name, err)
		}
		outlets = append(outlets, o)
	}
	slices.SortFunc(outlets, func(a, b *outlet) int { return strings.Compare(a.id, b.id) })
	return outlets, l.compose(outlets)
}

// loader holds what is only needed until all bodies are written out.
type loader struct {
	bodies map[*version]string // as they stand in the archive
	pieces map[string]*piece   // by ref
	busy   map[*version]bool   // being written out: guards against a circle of copies
}

func (l *loader) archive(files fs.FS, name string) (*outlet, error) {
	b, err := fs.ReadFile(files, name)
	if err != nil {
		return nil, err
	}
	a := txtar.Parse(b)
	if len(a.Files) == 0 || a.Files[0].Name != "outlet" {
		return nil, fmt.Errorf("the first file must be called outlet")
	}
	o, err := readOutlet(strings.TrimSuffix(strings.TrimPrefix(name, "outlets/"), ".txtar"), string(a.Files[0].Data))
	if err != nil {
		return nil, err
	}
	for _, f := range a.Files[1:] {
		if err := l.file(o, f.Name, string(f.Data)); err != nil {
			return nil, fmt.Errorf("%s: %w", f.Name, err)
		}
	}
	return o, nil
}

// header is what stands before the first empty line of a file. Taking a line
// out marks it as known, so that left shows misspelt ones.
type header map[string]string

// cut parts a file into header and body. Archives are typed with plain
// apostrophes; newspapers print curly ones.
func cut(data string) (header, string, error) {
	head, body, _ := strings.Cut(strings.ReplaceAll(data, "'", "’"), "\n\n")
	h := header{}
	for line := range strings.Lines(head) {
		key, value, ok := strings.Cut(strings.TrimSpace(line), ":")
		if !ok {
			return nil, "", fmt.Errorf("line %q: want \"key: value\"", line)
		}
		h[key] = strings.TrimSpace(value)
	}
	return h, body, nil
}

func (h header) take(key string) string {
	v := h[key]
	delete(h, key)
	return v
}

func (h header) list(key string) []string {
	v := h.take(key)
	if v == "" {
		return nil
	}
	parts := strings.Split(v, ",")
	for i := range parts {
		parts[i] = strings.TrimSpace(parts[i])
	}
	return parts
}

func (h header) left() error {
	for key := range h {
		return fmt.Errorf("header %q is not known", key)
	}
	return nil
}

func readOutlet(id, data string) (*outlet, error) {
	h, _, err := cut(data)
	if err != nil {
		return nil, err
	}
	o := &outlet{id: id, motto: h.take("motto"), feed: h.take("feed"), full: h.take("content") == "full",
		layout: h.take("layout"), pattern: h.take("pattern"), precise: h.take("states"), hue: h.take("hue"),
		licence: h.take("declares"), noisy: h.take("noisy") == "yes", disallow: h.list("disallow")}
	o.Outlet = Outlet{Name: h.take("name"), Host: id + ".localhost", Language: h.take("language"),
		Subscribe: h.list("subscribe"), Broken: h.take("broken") == "yes",
		Rights: tearsheet.Rights{Use: tearsheet.Use(h.take("use")), Licence: h.take("licence")}}
	return o, h.left()
}

// file reads one version: "ferry" is the first of the piece ferry, "ferry@2"
// the second.
func (l *loader) file(o *outlet, name, data string) error {
	slug, number, later := strings.Cut(name, "@")
	h, body, err := cut(data)
	if err != nil {
		return err
	}
	p := l.pieces[o.id+"/"+slug]
	switch {
	case !later && p == nil:
		p = &piece{outlet: o, slug: slug}
		o.pieces = append(o.pieces, p)
		l.pieces[p.ref()] = p
	case later && p == nil || !later || number != strconv.Itoa(len(p.versions)+1):
		return fmt.Errorf("versions must stand in order, each once")
	}
	v, err := readVersion(p, h)
	if err != nil {
		return err
	}
	p.versions = append(p.versions, v)
	l.bodies[v] = body
	return h.left()
}

// readVersion takes the headers of one version; what a later one does not
// state is as it was.
func readVersion(p *piece, h header) (*version, error) {
	v := &version{kind: Appeared}
	if n := len(p.versions); n > 0 {
		*v = *p.versions[n-1]
		v.body, v.note, v.kind = nil, "", Kind(h.take("kind"))
	} else {
		p.of, p.relation, p.credited = h.take("of"), h.take("relation"), h.take("credited") == "yes"
		p.story, p.thread, p.style, p.lang = h.take("story"), h.take("thread"), h.take("style"), h.take("lang")
		p.straight = h.take("straight") == "yes"
		if err := duration(h, "every", &p.every); err != nil {
			return nil, err
		}
	}
	v.number = len(p.versions) + 1
	for key, field := range map[string]*string{"headline": &v.headline, "section": &v.section, "dateline": &v.dateline,
		"summary": &v.summary, "note": &v.note, "credit": &v.credit, "figure": &v.figure} {
		if value := h.take(key); value != "" {
			*field = value
		}
	}
	if b := h.list("byline"); b != nil {
		v.byline = b
	}
	if t := h.list("tags"); t != nil {
		v.tags = t
	}
	return v, duration(h, "at", &v.at)
}

// duration reads an offset such as -26h, +40s or 90s.
func duration(h header, key string, into *time.Duration) error {
	value := h.take(key)
	if value == "" {
		return nil
	}
	d, err := time.ParseDuration(value)
	if err != nil {
		return fmt.Errorf("header %s: %w", key, err)
	}
	*into = d
	return nil
}
