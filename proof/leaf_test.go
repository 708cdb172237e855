package proof_test

import (
	"encoding/hex"
	"encoding/json"
	"errors"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/gowebpki/jcs"

	"tearsheet/proof"
)

type leafVector struct {
	Host, Kind, Seen, Salt, Statement, Stmt, Leaf, Hash string
	Of                                                  []string
}

func leafVectors(t testing.TB) []leafVector {
	b, err := os.ReadFile("testdata/leaf-vectors.json")
	if err != nil {
		t.Fatal(err)
	}
	var file struct{ Vectors []leafVector }
	if err := json.Unmarshal(b, &file); err != nil || len(file.Vectors) == 0 {
		t.Fatalf("%d vectors, %v", len(file.Vectors), err)
	}
	return file.Vectors
}

func TestEveryLeafOfTheVectorsIsReadAndWritten(t *testing.T) {
	for _, v := range leafVectors(t) {
		l, err := proof.ParseLeaf([]byte(v.Leaf))
		if err != nil {
			t.Errorf("%s: %v", v.Leaf, err)
			continue
		}
		if l.Host != v.Host || string(l.Kind) != v.Kind || l.Seen.Format(time.RFC3339) != v.Seen || l.Statement.String() != v.Stmt || len(l.Of) != len(v.Of) {
			t.Errorf("%s is read as %+v", v.Leaf, l)
		}
		b, err := l.Bytes()
		if err != nil || string(b) != v.Leaf {
			t.Errorf("got %s, %v, want %s", b, err, v.Leaf)
		}
		if got := proof.LeafHash(b).String(); got != v.Hash {
			t.Errorf("hash of %s is %s, want %s", b, got, v.Hash)
		}
		canonical, err := jcs.Transform(b)
		if err != nil || string(canonical) != v.Leaf {
			t.Errorf("another library writes %s, %v", canonical, err)
		}
	}
}

func TestEveryStatementOfTheVectorsHasItsCommitment(t *testing.T) {
	for _, v := range leafVectors(t) {
		salt, err := hex.DecodeString(v.Salt)
		if err != nil {
			t.Fatal(err)
		}
		if got := proof.Commit([32]byte(salt), []byte(v.Statement)).String(); got != v.Stmt {
			t.Errorf("%s: commitment %s, want %s", v.Statement, got, v.Stmt)
		}
		salt[0] ^= 1
		if proof.Commit([32]byte(salt), []byte(v.Statement)).String() == v.Stmt {
			t.Errorf("%s: another salt gives the same commitment", v.Statement)
		}
	}
}

func TestALeafHasOneSpelling(t *testing.T) {
	good := leafVectors(t)[1].Leaf
	for name, bad := range map[string]string{
		"white space":      strings.Replace(good, ",", ", ", 1),
		"another order":    strings.Replace(good, `"host":"example.com","kind":"publish"`, `"kind":"publish","host":"example.com"`, 1),
		"a further field":  strings.Replace(good, `"v":`, `"u":"x","v":`, 1),
		"a field twice":    strings.Replace(good, `"host"`, `"host":"other.example","host"`, 1),
		"an escape":        strings.Replace(good, "example", `\u0065xample`, 1),
		"capitals":         strings.Replace(good, `"host"`, `"HOST"`, 1),
		"another version":  strings.Replace(good, "leaf/1", "leaf/2", 1),
		"unknown kind":     strings.Replace(good, `"publish"`, `"published"`, 1),
		"host in capitals": strings.Replace(good, "example.com", "Example.com", 1),
		"another zone":     strings.Replace(good, "08:41:00Z", "09:41:00+01:00", 1),
		"split seconds":    strings.Replace(good, "08:41:00Z", "08:41:00.5Z", 1),
		"null for a list":  strings.Replace(leafVectors(t)[0].Leaf, "[]", "null", 1),
		"something after":  good + "{}",
		"nothing":          "",
		"too long":         good + strings.Repeat(" ", 512),
	} {
		if bad == good {
			t.Fatalf("%s: the case is the good leaf", name)
		}
		if l, err := proof.ParseLeaf([]byte(bad)); !errors.Is(err, proof.ErrLeaf) {
			t.Errorf("%s: got %+v, %v", name, l, err)
		}
	}
}

func TestALeafThatIsTooLargeIsNotWritten(t *testing.T) {
	l := proof.Leaf{Host: "example.com", Kind: proof.Published, Seen: time.Unix(0, 0), Of: make([]proof.Hash, 9)}
	if b, err := l.Bytes(); !errors.Is(err, proof.ErrLeaf) {
		t.Errorf("%d bytes, %v", len(b), err)
	}
}

func FuzzParseLeaf(f *testing.F) {
	for _, v := range leafVectors(f) {
		f.Add([]byte(v.Leaf))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		l, err := proof.ParseLeaf(b)
		if err != nil {
			return
		}
		if again, err := l.Bytes(); err != nil || string(again) != string(b) {
			t.Errorf("%q is written as %q, %v", b, again, err)
		}
		if canonical, err := jcs.Transform(b); err != nil || string(canonical) != string(b) {
			t.Errorf("%q is no JCS: %q, %v", b, canonical, err)
		}
	})
}
