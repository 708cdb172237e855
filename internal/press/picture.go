package press

import (
	"fmt"
	"hash/fnv"
	"net/http"
	"strings"
)

// picture draws the figure of an article: a landscape whose hills, sky and
// light come from its name alone.
func (m moment) picture(o *outlet, slug string) answer {
	for _, p := range o.pieces {
		if p.slug == slug && p.versions[0].figure != "" {
			return answer{media: "image/svg+xml", body: draw(slug), modified: m.time(p.versions[0].at)}
		}
	}
	return failed(http.StatusNotFound)
}

func draw(slug string) []byte {
	h := fnv.New64a()
	h.Write([]byte(slug))
	seed := h.Sum64()
	next := func(n uint64) int {
		seed = seed*6364136223846793005 + 1442695040888963407
		return int((seed >> 33) % n)
	}
	var b strings.Builder
	hue := next(360)
	fmt.Fprintf(&b, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 960 540" role="img" aria-label="Drawing">`+"\n")
	fmt.Fprintf(&b, `<rect width="960" height="540" fill="hsl(%d 45%% 82%%)"/>`+"\n", hue)
	fmt.Fprintf(&b, `<circle cx="%d" cy="%d" r="%d" fill="hsl(%d 80%% 94%%)"/>`+"\n", 120+next(720), 70+next(120), 30+next(40), 30+next(30))
	for layer := range 4 {
		y := 230 + layer*70
		fmt.Fprintf(&b, `<path fill="hsl(%d 35%% %d%%)" d="M0 540V%d`, (hue+140+layer*8)%360, 62-layer*13, y+next(40))
		for x := 160; x <= 960; x += 160 {
			fmt.Fprintf(&b, " Q%d %d %d %d", x-80, y-60+next(110), x, y+next(50))
		}
		b.WriteString("V540Z\"/>\n")
	}
	b.WriteString("</svg>\n")
	return []byte(b.String())
}
