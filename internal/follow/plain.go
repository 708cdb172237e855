package follow

import (
	"bufio"
	"fmt"
	"io"
	"strings"
	"unicode"

	"tearsheet/internal/diff"
)

// Paragraph is the operations of one paragraph, for whoever shows a comparison.
// What was removed or moved away stands where it stood.
type Paragraph struct {
	Changed bool
	Parts   []diff.Op
}

// Paragraphs gives the body by paragraphs.
func (c Comparison) Paragraphs() []Paragraph {
	var all []Paragraph
	for _, op := range c.Operations {
		if op.Paragraph || all == nil {
			all = append(all, Paragraph{})
		}
		p := &all[len(all)-1]
		p.Parts = append(p.Parts, op)
		p.Changed = p.Changed || op.Kind != diff.Same
	}
	return all
}

// Plain writes a comparison for people at a terminal: the summary, the headline
// if it changed, then the body, unchanged paragraphs folded. Changed words stand
// in [-…-] and {+…+}, or in colour.
func Plain(w io.Writer, c Comparison, colour bool) error {
	out := printer{bufio.NewWriter(w), marks}
	if colour {
		out.style = colours
	}
	out.line(c.Summary)
	if c.Headline.Kind != diff.Same {
		out.line("")
		out.line("Headline: " + out.runs(c.Headline))
	}
	out.body(c.Paragraphs())
	if err := out.Flush(); err != nil {
		return fmt.Errorf("write difference: %w", err)
	}
	return nil
}

// style is what stands before and after words of one kind.
type style struct{ del, ins, note [2]string }

var (
	marks   = style{del: [2]string{"[-", "-]"}, ins: [2]string{"{+", "+}"}, note: [2]string{"", ""}}
	colours = style{del: [2]string{"\x1b[31;9m", "\x1b[0m"}, ins: [2]string{"\x1b[32;4m", "\x1b[0m"}, note: [2]string{"\x1b[2m", "\x1b[0m"}}
)

type printer struct {
	*bufio.Writer
	style style
}

func (p printer) line(s string) {
	p.WriteString(strings.TrimRight(s, " ")) // bufio keeps the first error for Flush
	p.WriteByte('\n')
}

func (p printer) body(paragraphs []Paragraph) {
	folded := 0
	for _, par := range paragraphs {
		if !par.Changed {
			folded++
			continue
		}
		p.fold(folded)
		folded = 0
		p.line("")
		p.line(p.paragraph(par))
	}
	p.fold(folded)
}

func (p printer) fold(paragraphs int) {
	switch paragraphs {
	case 0:
		return
	case 1:
		p.line("\n" + wrap(p.style.note, "… 1 paragraph unchanged …"))
	default:
		p.line("\n" + wrap(p.style.note, fmt.Sprintf("… %d paragraphs unchanged …", paragraphs)))
	}
}

func (p printer) paragraph(par Paragraph) string {
	var b strings.Builder
	for _, op := range par.Parts {
		switch {
		case op.Away:
			b.WriteString(wrap(p.style.note, fmt.Sprintf("⟨%d: moved from here⟩ ", op.Move)))
		case op.Kind == diff.Moved:
			b.WriteString(wrap(p.style.note, fmt.Sprintf("⟨%d: moved to here⟩ ", op.Move)) + p.runs(op))
		default:
			b.WriteString(p.runs(op))
		}
	}
	return b.String()
}

func (p printer) runs(op diff.Op) string {
	var b strings.Builder
	for _, r := range op.Words {
		words := printable(r.Text)
		switch r.Kind {
		case diff.Delete:
			words = wrap(p.style.del, words)
		case diff.Insert:
			words = wrap(p.style.ins, words)
		}
		b.WriteString(words)
		if r.Space != "" {
			b.WriteByte(' ')
		}
	}
	return b.String()
}

func wrap(around [2]string, s string) string { return around[0] + s + around[1] }

// printable takes controls out of strangers' words: an escape sequence in a
// headline must not reach the terminal.
func printable(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return ' '
		case unicode.IsControl(r):
			return '\ufffd'
		}
		return r
	}, s)
}
