package press

import (
	"strings"
	"testing"
	"testing/fstest"
)

const anOutlet = "-- outlet --\nname: A\n"

func TestAFaultyArchiveIsRefusedWithItsPlace(t *testing.T) {
	for _, c := range []struct{ archive, want string }{
		{"-- a --\nheadline: H\n\nText.", "the first file must be called outlet"},
		{anOutlet + "colour: red\n", `header "colour" is not known`},
		{anOutlet + "-- a --\nheadlin: x\n\nText.", `a: header "headlin" is not known`},
		{anOutlet + "-- a --\nno colon\n\nText.", "want \"key: value\""},
		{anOutlet + "-- a --\nat: soon\n\nText.", "header at"},
		{anOutlet + "-- a@2 --\nkind: silent\n\nText.", "versions must stand in order"},
		{anOutlet + "-- a --\nheadline: H\n\nText.\n-- a --\nheadline: H\n\nText.", "versions must stand in order"},
		{anOutlet + "-- a --\nheadline: H\n\nText.\n-- a@3 --\nkind: silent\n", "versions must stand in order"},
		{anOutlet + "-- a --\nof: x/none\n\n= 1", "there is no article x/none to copy"},
		{anOutlet + "-- b --\nheadline: H\n\nText.\n-- a --\nof: x/b@2\n\n= 1", "there is no version 2 of x/b"},
		{anOutlet + "-- b --\nheadline: H\n\nText.\n-- a --\nof: x/b\n\n= 1-2", "the origin has blocks 1-1"},
		{anOutlet + "-- b --\nheadline: H\n\nText.\n-- a --\nof: x/b\n\n= one", "the origin has blocks 1-1"},
		{anOutlet + "-- b --\nheadline: H\n\nText.\n-- a --\nof: x/b\n\n~ 1: Word => Ward", `"Word" is not in block 1`},
		{anOutlet + "-- a --\nof: x/b\n\n= 1\n-- b --\nof: x/a\n\n= 1", "copies itself"},
	} {
		_, err := load(fstest.MapFS{"outlets/x.txtar": {Data: []byte(c.archive)}})
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%q: error %v, want %q", c.archive, err, c.want)
		}
	}
}

func TestABodyTakesFromItsOrigin(t *testing.T) {
	outlets, err := load(fstest.MapFS{"outlets/x.txtar": {Data: []byte(anOutlet + `-- origin --
headline: O

One "old" word.

## Head

> A quote
> of two lines.

- first
- second

Last [link](x/copy).
-- copy --
of: x/origin

= 2-3

~ 1: One => Two
word. => words.

= 6-
-- copy@2 --
kind: silent
headline: C

= 1-
`)}})
	if err != nil {
		t.Fatal(err)
	}
	copied := outlets[0].pieces[1]
	want := "Head\n\nA quote of two lines.\n\nTwo \"old\" words.\n\nLast link."
	for _, v := range copied.versions {
		if v.words() != want {
			t.Errorf("version %d: %q, want %q", v.number, v.words(), want)
		}
	}
	if got := copied.versions[1].headline; got != "C" {
		t.Errorf("headline %q", got)
	}
}

// Whatever a piece asks for must be something that the press knows.
func TestArchivesUseKnownKindsAndStyles(t *testing.T) {
	outlets, err := load(archives)
	if err != nil {
		t.Fatal(err)
	}
	pieces := map[string]*piece{}
	for _, o := range outlets {
		for _, p := range o.pieces {
			pieces[p.ref()] = p
		}
	}
	for _, o := range outlets {
		if _, ok := feedKinds[o.feed]; !ok || pages.Lookup(o.layout+".html") == nil {
			t.Errorf("%s: feed %q, layout %q", o.id, o.feed, o.layout)
		}
		seen := map[string]bool{}
		for _, p := range o.pieces {
			if seen[p.path] {
				t.Errorf("%s: two pieces stand at %s", o.id, p.path)
			}
			seen[p.path] = true
			checkPiece(t, p, pieces)
		}
	}
}

func checkPiece(t *testing.T, p *piece, pieces map[string]*piece) {
	known := map[string]bool{}
	for _, s := range styles {
		known[s] = true
	}
	if !known[p.style] {
		t.Errorf("%s: style %q", p.ref(), p.style)
	}
	for i, v := range p.versions {
		switch v.kind {
		case Appeared, Corrected, Silent, Retitled, Updated, Deleted:
		default:
			t.Errorf("%s@%d: kind %q", p.ref(), v.number, v.kind)
		}
		if i > 0 && v.at <= p.versions[i-1].at {
			t.Errorf("%s@%d comes before the version before it", p.ref(), v.number)
		}
		if (v.kind == Corrected) != (v.note != "") {
			t.Errorf("%s@%d is a %s with the note %q", p.ref(), v.number, v.kind, v.note)
		}
		for _, b := range v.body {
			for _, l := range link.FindAllStringSubmatch(b.text, -1) {
				if to := pieces[l[2]]; to == nil || to.versions[0].at >= v.at {
					t.Errorf("%s links to %q, which is not there yet", p.ref(), l[2])
				}
			}
		}
		if i > 0 && v.kind != Deleted && v.kind != Corrected && v.words() == p.versions[i-1].words() && v.headline == p.versions[i-1].headline {
			t.Errorf("%s@%d changes nothing", p.ref(), v.number)
		}
	}
}
