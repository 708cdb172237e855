package read

import (
	"testing"

	"tearsheet"
)

func TestAPictureIsCountedOnceWithWhatStandsUnderIt(t *testing.T) {
	head := `<main><h1>Bridge closed for two years</h1>`
	for _, c := range []struct {
		name, page string
		want       []tearsheet.Image
	}{
		{"crops of one picture", ld(`{"@type":"NewsArticle","image":["https://i.example.com/bridge/wide__1280x720","https://i.example.com/bridge/square__960x960"]}`) + `<meta property="og:image" content="https://i.example.com/bridge/wide__1280x720">` + head,
			[]tearsheet.Image{{URL: "https://i.example.com/bridge/wide__1280x720"}}},
		{"what the reader sees instead of a crop for others", `<meta property="og:image" content="https://i.example.com/w1200/1072476.jpg">` + head + `<figure><img src="https://i.example.com/w640/1072476.jpg" alt="Bridge"><figcaption>The bridge on Monday.</figcaption></figure>`,
			[]tearsheet.Image{{URL: "https://i.example.com/w640/1072476.jpg", Caption: "The bridge on Monday.", Alt: "Bridge"}}},
		{"two pictures in one folder", head + `<figure><img src="/p/2025/bridge.jpg"></figure><figure><img src="/p/2025/mayor.jpg"></figure>`,
			[]tearsheet.Image{{URL: "https://news.example.com/p/2025/bridge.jpg"}, {URL: "https://news.example.com/p/2025/mayor.jpg"}}},
		{"a marked credit", head + `<figure><img src="/b.jpg"><figcaption><p class="caption-title">The bridge</p><span class="caption-author">Cy Poe / Press</span></figcaption></figure>`,
			[]tearsheet.Image{{URL: "https://news.example.com/b.jpg", Caption: "The bridge", Credit: "Cy Poe / Press"}}},
		{"words beside the picture that repeat its alternative text", head + `<div><picture><img src="/b.jpg" alt="The bridge in May"></picture></div><div><span>The bridge in May</span></div>`,
			[]tearsheet.Image{{URL: "https://news.example.com/b.jpg", Caption: "The bridge in May", Alt: "The bridge in May"}}},
		{"words beside the picture that are none of it", head + `<div><picture><img src="/b.jpg" alt="The bridge in May"></picture></div><div><span>The mayor in June</span></div>`,
			[]tearsheet.Image{{URL: "https://news.example.com/b.jpg", Alt: "The bridge in May"}}},
		{"a frame that is called a picture", head + `<div class="image-widget"><span><picture><img src="/b.jpg"></picture></span><p>The bridge in May</p></div>`,
			[]tearsheet.Image{{URL: "https://news.example.com/b.jpg", Caption: "The bridge in May"}}},
		{"a frame of many pictures has no caption for each", head + `<div class="gallery"><picture><img src="/a.jpg"></picture><picture><img src="/b.jpg"></picture><div class="caption">The mayor</div></div>`,
			[]tearsheet.Image{{URL: "https://news.example.com/a.jpg"}, {URL: "https://news.example.com/b.jpg"}}},
		{"a picture that leads to another article", head + `<a href="/other"><figure><img src="/b.jpg"></figure></a>`, nil},
		{"a picture that leads to itself", head + `<a href="/b-large.jpg"><figure><img src="/b.jpg"></figure></a>`, []tearsheet.Image{{URL: "https://news.example.com/b.jpg"}}},
		{"a srcset without spaces behind its commas", head + `<figure><img srcset="/b-1.jpg 320w,/b-2.jpg 960w,/b-3.jpg 640w" src="/b-1.jpg"></figure>`, []tearsheet.Image{{URL: "https://news.example.com/b-2.jpg"}}},
		{"a srcset with commas in its addresses", head + `<figure><img srcset="/w_1,h_2/b.jpg 1x, /w_2,h_4/b.jpg 2x"></figure>`, []tearsheet.Image{{URL: "https://news.example.com/w_2,h_4/b.jpg"}}},
		{"a caption that only JSON-LD has", ld(`{"@type":"ImageObject","contentUrl":"https://news.example.com/b-102_large.jpg","description":"The bridge in May","author":{"name":"Cy Poe"}}`) + head + `<figure><img src="/b-102_large.jpg"></figure>`,
			[]tearsheet.Image{{URL: "https://news.example.com/b-102_large.jpg", Caption: "The bridge in May", Credit: "Cy Poe"}}},
		{"an avatar", head + `<figure><img src="/avatars/ann.jpg"></figure>`, nil},
	} {
		r := mustRead(t, capture(c.page+"<article>"+story+"</article></main>"))
		if len(r.Images) != len(c.want) {
			t.Errorf("%s: images %+v, want %+v", c.name, r.Images, c.want)
			continue
		}
		for i := range c.want {
			if r.Images[i] != c.want[i] {
				t.Errorf("%s: image %+v, want %+v", c.name, r.Images[i], c.want[i])
			}
		}
	}
}

func TestSizesAreNoNamesOfPictures(t *testing.T) {
	for _, c := range []struct {
		a, b string
		same bool
	}{
		{"/img/2024/bridge-585x439.jpg", "/img/2024/bridge.jpg", true},
		{"/img/w_1200/bridge.jpg", "/img/w_640/bridge.jpg", true},
		{"/a/4c113d3e-b078-4dd9-8c4b-24b103c17e6a_w948.jpg", "/b/4c113d3e-b078-4dd9-8c4b-24b103c17e6a_w1200.jpg", true},
		{"/resize/?url=https%3A%2F%2Fi.example.com%2Fp%2F658815cb47c84a2699ffa4c26922f5f4", "/crop/https%3A%2F%2Fi.example.com%2Fp%2F658815cb47c84a2699ffa4c26922f5f4", true},
		{"/img/bridge.jpg?w=1", "/img/bridge.jpg?w=2", true},
		{"/img/bridge.jpg", "/img/mayor.jpg", false},
		{"/image?id=1", "/image?id=2", false},
		{"/img/1072476.jpg", "/img/1072477.jpg", false},
		{"/img/day-1.jpg", "/img/day-2.jpg", false},
	} {
		if got := pictureKey("https://i.example.com"+c.a) == pictureKey("https://i.example.com"+c.b); got != c.same {
			t.Errorf("%s and %s are one picture: %v, want %v (%q, %q)", c.a, c.b, got, c.same, pictureKey(c.a), pictureKey(c.b))
		}
	}
}
