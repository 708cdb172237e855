package read

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"tearsheet"
	"tearsheet/internal/address"
	"tearsheet/proof"
)

// maker turns a tree into blocks, in order of the document.
type maker struct {
	base   string
	blocks []tearsheet.Block
	links  []int // for each block: how many bytes of its text are links
	text   strings.Builder
	linked int
	breaks int // line breaks in a row
	skip   func(*html.Node) bool

	pictures int
	lang     string // of the element that is being read
}

// makeBlocks gives the blocks of what lies in root; base resolves addresses.
// skip, if not nil, says what is left out.
func makeBlocks(root *html.Node, base string, skip func(*html.Node) bool) *maker {
	m := &maker{base: base, skip: skip}
	if root != nil {
		m.walk(root, tearsheet.Paragraph, false)
		m.end(tearsheet.Paragraph)
	}
	return m
}

func (m *maker) walk(n *html.Node, kind tearsheet.BlockKind, link bool) {
	switch n.Type {
	case html.TextNode:
		m.words(n.Data, link)
		return
	case html.CommentNode, html.DoctypeNode:
		return
	case html.ElementNode:
		if m.skip != nil && m.skip(n) {
			if isBlock(n.DataAtom) {
				m.end(kind)
			}
			return
		}
		if m.special(n, kind) || silent(n) {
			return
		}
		link = link || n.DataAtom == atom.A && attr(n, "href") != ""
	}
	if !isBlock(n.DataAtom) {
		m.inside(n, kind, link)
		return
	}
	m.end(kind)
	inner, outside := kindOf(n, kind), m.lang
	m.lang = strOr(attr(n, "lang"), outside)
	m.inside(n, inner, link)
	m.end(inner)
	m.lang = outside
}

func (m *maker) inside(n *html.Node, kind tearsheet.BlockKind, link bool) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		m.walk(c, kind, link)
	}
}

// special handles the elements that are blocks of their own or nothing.
func (m *maker) special(n *html.Node, kind tearsheet.BlockKind) bool {
	switch n.DataAtom {
	case atom.Br:
		if m.breaks++; m.breaks == 2 && kind != tearsheet.Code {
			m.end(kind)
		}
		if kind == tearsheet.Code {
			m.text.WriteByte('\n')
		} else {
			m.text.WriteByte(' ')
		}
	case atom.Tr:
		m.end(kind)
		m.row(n)
	case atom.Figcaption, atom.Nav, atom.Form:
		m.end(kind)
	case atom.Aside:
		if m.end(kind); opensCorrection(n) {
			return false
		}
	case atom.Img:
		m.picture(n, kind)
	case atom.Iframe, atom.Video, atom.Audio, atom.Embed:
		m.embed(n, kind)
	default:
		return false
	}
	return true
}

func kindOf(n *html.Node, outer tearsheet.BlockKind) tearsheet.BlockKind {
	switch n.DataAtom {
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		return tearsheet.Heading
	case atom.Li, atom.Dt, atom.Dd:
		return tearsheet.List
	case atom.Blockquote:
		return tearsheet.Quote
	case atom.Pre:
		return tearsheet.Code
	}
	return outer
}

func (m *maker) words(s string, link bool) {
	if strings.TrimSpace(s) != "" {
		m.breaks = 0
	}
	m.text.WriteString(s)
	if link {
		m.linked += len(strings.TrimSpace(s))
	}
}

// end closes the block that is being written, if it has words.
func (m *maker) end(kind tearsheet.BlockKind) {
	if m.text.Len() > 0 {
		b := tearsheet.Block{Kind: kind, Text: proof.Block(m.text.String()), Language: tag(m.lang)}
		if kind == tearsheet.Code {
			b.Raw = codeLines(m.text.String(), b.Text)
		}
		m.add(b, m.linked)
	}
	m.text.Reset()
	m.linked, m.breaks = 0, 0
}

// codeLines gives code with its line ends and indents, which mean something in
// it; empty where it is one line.
func codeLines(raw, line string) string {
	raw = strings.TrimRight(strings.ReplaceAll(raw, "\r\n", "\n"), " \t\n")
	raw = strings.TrimLeft(raw, "\n")
	if raw == line || !strings.Contains(raw, "\n") {
		return ""
	}
	return strings.ToValidUTF8(raw, "\uFFFD")
}

func (m *maker) add(b tearsheet.Block, linked int) {
	if b.Text != "" || b.URL != "" {
		m.blocks = append(m.blocks, b)
		m.links = append(m.links, linked)
	}
}

// row makes a table's row one block, unless a cell holds a column of text: then
// the table is only layout.
func (m *maker) row(tr *html.Node) {
	if layout(tr) {
		m.inside(tr, tearsheet.Paragraph, false)
		m.end(tearsheet.Paragraph)
		return
	}
	var cells []string
	linked := 0
	for c := tr.FirstChild; c != nil; c = c.NextSibling {
		if c.DataAtom == atom.Td || c.DataAtom == atom.Th {
			cells = append(cells, text(c))
			linked += linkedText(c)
		}
	}
	if row := strings.Join(cells, "\t"); strings.TrimSpace(row) != "" {
		m.add(tearsheet.Block{Kind: tearsheet.Table, Text: row, Language: tag(m.lang)}, linked)
	}
}

func layout(tr *html.Node) bool {
	found, paragraphs := false, 0
	each(tr, func(n *html.Node) bool {
		switch n.DataAtom {
		case atom.Td, atom.Th:
			paragraphs = 0
		case atom.P:
			if paragraphs++; paragraphs > 1 || len(text(n)) > 200 {
				found = true
			}
		case atom.Table, atom.Div, atom.Ul, atom.Ol, atom.Img, atom.Blockquote, atom.H1, atom.H2, atom.H3:
			found = true
		}
		return !found
	})
	return found
}

func linkedText(n *html.Node) int {
	sum := 0
	each(n, func(c *html.Node) bool {
		if c.DataAtom == atom.A && attr(c, "href") != "" {
			sum += len(text(c))
			return false
		}
		return true
	})
	return sum
}

func (m *maker) picture(n *html.Node, kind tearsheet.BlockKind) {
	if m.pictures++; m.pictures > 5*maxImages {
		return
	}
	if url := bestSource(n, m.base); url != "" && !tracker(n, url) {
		m.end(kind)
		m.add(tearsheet.Block{Kind: tearsheet.Picture, Text: captionOf(n), URL: url}, 0)
	}
}

func (m *maker) embed(n *html.Node, kind tearsheet.BlockKind) {
	if url := address.Resolve(m.base, strOr(attr(n, "src"), attr(n, "data-src"))); url != "" && !tiny(n) {
		m.end(kind)
		m.add(tearsheet.Block{Kind: tearsheet.Embed, Text: proof.Block(attr(n, "title")), URL: url}, 0)
	}
}
