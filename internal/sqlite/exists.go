package sqlite

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// Exists gives an error that says what to do where dir holds no store.
func Exists(dir string) error {
	_, err := os.Stat(filepath.Join(dir, File))
	if errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("there is no store in %s; name its folder with --data, or make one with `tearsheet source add`", dir)
	}
	if err != nil {
		return fmt.Errorf("open %s: %w", dir, err)
	}
	return nil
}
