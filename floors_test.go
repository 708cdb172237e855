package tearsheet_test

import (
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"slices"
	"strconv"
	"strings"
	"testing"
)

const module = "tearsheet"

// floors is the order of imports, ground to roof: a package may import only
// from lower floors. Tools do not import each other, nor do rooms.
var floors = [][]string{
	{"."},
	{"proof", "internal/address", "internal/text", "internal/diff", "internal/feed", "internal/config", "internal/jobs", "internal/press", "internal/warc", "internal/vocab"},
	{"internal/sqlite", "proof/page"},
	{"internal/fetch", "internal/gather", "internal/read", "internal/annotate", "internal/group", "internal/follow", "internal/subscribe", "internal/tell"},
	{"internal/pipeline", "internal/web"},
	{"cmd/tearsheet"},
	{"internal/storetest"}, // only tests import it
}

// only says who may import a package that is not for everybody.
var only = map[string][]string{
	"internal/sqlite": {"cmd/tearsheet"},
	"internal/config": {"cmd/tearsheet"},
	"internal/press":  {"cmd/tearsheet"},
	"internal/jobs":   {"internal/sqlite"},
	"net":             {"internal/fetch", "internal/web", "cmd/tearsheet"},
	"database/sql":    {"internal/sqlite"},
}

func TestEveryImportGoesToALowerFloor(t *testing.T) {
	floor := map[string]int{}
	for i, packages := range floors {
		for _, p := range packages {
			floor[p] = i + 1
		}
	}
	eachFile(t, func(name string, imports []string) {
		pkg := path.Dir(name)
		if floor[pkg] == 0 {
			t.Errorf("%s has no floor: add it to the list in floors_test.go", pkg)
		}
		for _, imp := range imports {
			own := strings.TrimPrefix(imp, module+"/")
			if imp == module {
				own = "."
			}
			if floor[own] > 0 && floor[own] >= floor[pkg] {
				t.Errorf("%s must not import %s: it is not on a lower floor", name, own)
			}
			if who, ok := only[own]; ok && !slices.Contains(who, pkg) {
				t.Errorf("%s must not import %s: only %v may", name, own, who)
			}
			if pkg == "." && strings.Contains(imp, ".") {
				t.Errorf("%s: the words use the standard library alone", name)
			}
		}
	})
}

// There is one way out of the program. Whoever needs another connection asks
// internal/fetch for it.
func TestOnlyFetchOpensConnections(t *testing.T) {
	forbidden := []string{"http.Get(", "http.Post(", "http.Head(", "http.DefaultClient", "http.DefaultTransport", "http.Client{", "http.Transport{", "net.Dial"}
	walk(t, func(name string) {
		if strings.HasPrefix(name, "internal/fetch/") {
			return
		}
		src, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range forbidden {
			if strings.Contains(string(src), f) {
				t.Errorf("%s uses %s: every outgoing connection goes through internal/fetch", name, f)
			}
		}
	})
}

func eachFile(t *testing.T, see func(name string, imports []string)) {
	walk(t, func(name string) {
		f, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.ImportsOnly)
		if err != nil {
			t.Fatal(err)
		}
		var imports []string
		for _, spec := range f.Imports {
			imp, _ := strconv.Unquote(spec.Path.Value)
			imports = append(imports, imp)
		}
		see(name, imports)
	})
}

// walk visits the Go files that are not tests. The test reads them itself: a
// child process would leave `go test` with a stale cached answer.
func walk(t *testing.T, see func(name string)) {
	err := fs.WalkDir(os.DirFS("."), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && (d.Name() == "node_modules" || (strings.HasPrefix(d.Name(), ".") && name != ".")) {
			return fs.SkipDir
		}
		if strings.HasSuffix(name, ".go") && !strings.HasSuffix(name, "_test.go") {
			see(name)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}
