package web

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"fmt"
	"net/http"
	"path"
	"strings"
	"sync"

	"github.com/andybalholm/brotli"
)

//go:embed static
var staticFiles embed.FS

// asset is one file of ours, compressed once.
type asset struct {
	contentType         string
	plain, gzip, brotli []byte
}

// assets are known by a name that holds the digest of their bytes, so that a
// browser may keep them for ever.
type assets struct {
	byName map[string]asset
	named  map[string]string // "style.css" -> "style.1a2b3c4d5e.css"
}

var contentTypes = map[string]string{
	".css": "text/css; charset=utf-8",
	".js":  "text/javascript; charset=utf-8",
	".svg": "image/svg+xml",
}

// loadAssets reads and compresses the files once for the whole program.
var loadAssets = sync.OnceValue(func() assets {
	entries, err := staticFiles.ReadDir("static")
	if err != nil {
		panic(fmt.Sprintf("web: read embedded files: %v", err))
	}
	a := assets{map[string]asset{}, map[string]string{}}
	for _, e := range entries {
		body, err := staticFiles.ReadFile("static/" + e.Name())
		if err != nil {
			panic(fmt.Sprintf("web: read embedded file %s: %v", e.Name(), err))
		}
		a.add(e.Name(), body)
	}
	return a
})

func (a *assets) add(name string, body []byte) {
	sum := sha256.Sum256(body)
	ext := path.Ext(name)
	hashed := strings.TrimSuffix(name, ext) + "." + hex.EncodeToString(sum[:5]) + ext
	a.named[name] = hashed
	a.byName[hashed] = asset{contentTypes[ext], body, gzipped(body, gzip.BestCompression), brotlied(body)}
}

func brotlied(body []byte) []byte {
	var buf bytes.Buffer
	b := brotli.NewWriterLevel(&buf, brotli.BestCompression)
	_, _ = b.Write(body) // a buffer takes everything
	_ = b.Close()
	return buf.Bytes()
}

func (a *assets) path(name string) string { return "/static/" + a.named[name] }

// static gives a file of ours. A name whose digest is not that of the present
// file is not answered: it belongs to another version of the program.
func (s *server) static(w http.ResponseWriter, r *http.Request) error {
	f, ok := s.assets.byName[r.PathValue("name")]
	if !ok {
		return &problem{http.StatusNotFound, "There is no such file; after an update, load the page again."}
	}
	body, coding := f.plain, ""
	switch {
	case accepts(r, "br"):
		body, coding = f.brotli, "br"
	case accepts(r, "gzip"):
		body, coding = f.gzip, "gzip"
	}
	return sendAsset(w, f.contentType, coding, body)
}

func sendAsset(w http.ResponseWriter, contentType, coding string, body []byte) error {
	h := w.Header()
	h.Set("Content-Type", contentType)
	h.Set("Cache-Control", immutable)
	h.Set("Vary", "Accept-Encoding")
	h.Set("Content-Length", fmt.Sprint(len(body)))
	if coding != "" {
		h.Set("Content-Encoding", coding)
	}
	_, _ = w.Write(body) // a reader who left needs no answer
	return nil
}

// icon answers the address that browsers ask for without being told.
func (s *server) icon(w http.ResponseWriter, r *http.Request) error {
	http.Redirect(w, r, s.assets.path("icon.svg"), http.StatusFound)
	return nil
}
