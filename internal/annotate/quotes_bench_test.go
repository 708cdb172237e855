package annotate

import "testing"

func BenchmarkQuotesOfAnArticle(b *testing.B) {
	var all []*Document
	for _, g := range readGoldQuotes(b) {
		d := New("", g.Text, "", "")
		g.named(d)
		all = append(all, d)
	}
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		Quotes{}.Annotate(all[i%len(all)])
	}
}
