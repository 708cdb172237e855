package feed

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"github.com/mmcdole/gofeed"
)

// likeReal is a feed as news sites have them: forty entries with a summary,
// escaped content, several labels and namespaces.
func likeReal() []byte {
	var b strings.Builder
	b.WriteString(`<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:sy="http://purl.org/rss/1.0/modules/syndication/" xmlns:media="http://search.yahoo.com/mrss/">
<channel><title>The Harbour Post</title><atom:link href="https://post.example/feed/" rel="self" type="application/rss+xml" /><link>https://post.example</link><description>News from the harbour</description><lastBuildDate>Tue, 24 Nov 2026 10:00:00 +0000</lastBuildDate><language>en-GB</language><sy:updatePeriod>hourly</sy:updatePeriod><sy:updateFrequency>1</sy:updateFrequency>
`)
	for i := range 40 {
		fmt.Fprintf(&b, `<item><title>The mayor opens bridge no. %d &#8211; at last</title><link>https://post.example/2026/11/24/bridge-%d/</link><dc:creator><![CDATA[Mara Lindqvist]]></dc:creator><pubDate>Tue, 24 Nov 2026 09:%02d:00 +0000</pubDate><category><![CDATA[City]]></category><category><![CDATA[Traffic]]></category><guid isPermaLink="false">https://post.example/?p=%d</guid>
<description><![CDATA[<p>Residents waited for this day for eleven years, and some of them said so &#8230;</p>]]></description><content:encoded><![CDATA[`, i, i, i, i)
		for range 12 {
			b.WriteString(`<p>The bridge over the northern basin carries <a href="https://post.example/tag/trams/">trams</a>, bicycles and people on foot; cars must go round, as the council decided in <em>2019</em>. “It was worth it”, said the mayor.</p>` + "\n")
		}
		b.WriteString(`<img src="https://post.example/b.jpg" alt="The bridge" />]]></content:encoded><media:content url="https://post.example/b.jpg" medium="image" type="image/jpeg" fileSize="12345"/></item>` + "\n")
	}
	b.WriteString("</channel></rss>")
	return []byte(b.String())
}

// The suite's files are small; together they are the other extreme, in which
// the head of a feed costs as much as its entries.
func suiteFiles(b *testing.B) (all [][]byte, size int64) {
	paths, _ := filepath.Glob(filepath.Join(shared(b, "data/feeds"), "*.xml"))
	for _, p := range paths {
		body, err := os.ReadFile(p)
		if err != nil {
			b.Fatal(err)
		}
		all, size = append(all, body), size+int64(len(body))
	}
	return all, size
}

// cpu reports megabytes for each second of processor time, which other work
// on the machine does not change as it changes the wall clock.
func cpu(b *testing.B, size int64) func() {
	b.SetBytes(size)
	b.ReportAllocs()
	seconds := func() float64 {
		var u syscall.Rusage
		if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
			b.Fatal(err)
		}
		return float64(u.Utime.Nano()+u.Stime.Nano()) / 1e9
	}
	from := seconds()
	return func() { b.ReportMetric(float64(size)*float64(b.N)/1e6/(seconds()-from), "MB/cpu-s") }
}

func BenchmarkParseLikeReal(b *testing.B) {
	body := likeReal()
	defer cpu(b, int64(len(body)))()
	for b.Loop() {
		if l, err := Parse(body, "", ""); err != nil || len(l.Entries) != 40 {
			b.Fatal(err, len(l.Entries))
		}
	}
}

func BenchmarkGofeedLikeReal(b *testing.B) {
	body := likeReal()
	defer cpu(b, int64(len(body)))()
	for b.Loop() {
		if l, err := gofeed.NewParser().Parse(bytes.NewReader(body)); err != nil || len(l.Items) != 40 {
			b.Fatal(err)
		}
	}
}

func BenchmarkParseSuite(b *testing.B) {
	all, size := suiteFiles(b)
	defer cpu(b, size)()
	for b.Loop() {
		for _, body := range all {
			_, _ = Parse(body, "", "")
		}
	}
}

func BenchmarkGofeedSuite(b *testing.B) {
	all, size := suiteFiles(b)
	defer cpu(b, size)()
	for b.Loop() {
		for _, body := range all {
			_, _ = gofeed.NewParser().Parse(bytes.NewReader(body))
		}
	}
}

func BenchmarkSafe(b *testing.B) {
	l, err := Parse(likeReal(), "", "")
	if err != nil {
		b.Fatal(err)
	}
	text := l.Entries[0].Content
	defer cpu(b, int64(len(text)))()
	for b.Loop() {
		_ = Safe(text, "https://post.example/")
	}
}
