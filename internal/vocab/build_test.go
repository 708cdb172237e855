package vocab

import (
	"bytes"
	"os"
	"testing"
)

// TestTheGazetteerCanBeBuiltAgain needs the packages: set TEARSHEET_MODULES to
// the folder of node modules. TEARSHEET_WRITE=1 keeps the result.
func TestTheGazetteerCanBeBuiltAgain(t *testing.T) {
	modules := os.Getenv("TEARSHEET_MODULES")
	if modules == "" {
		t.Skip("TEARSHEET_MODULES names no folder of node modules to build from")
	}
	b, err := Build(modules)
	if err != nil {
		t.Fatal(err)
	}
	if os.Getenv("TEARSHEET_WRITE") == "1" {
		if err := os.WriteFile("places.bin", b, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if !bytes.Equal(b, packed) {
		t.Errorf("the same sources gave %d bytes that differ from the %d embedded", len(b), len(packed))
	}
}
