package main

import (
	"context"
	"fmt"
	"os"
	"runtime"

	"tearsheet"
	"tearsheet/internal/config"
	"tearsheet/internal/sqlite"
)

// runConfig prints the configuration that holds, as a file that can be used.
func runConfig(_ context.Context, c *call) error {
	folder := c.folder()
	if err := c.none(); err != nil {
		return err
	}
	loaded, err := folder.load()
	if err != nil {
		return err
	}
	return config.Write(c.out, loaded)
}

// runCheck prints every finding; there is none when all is well.
func runCheck(ctx context.Context, c *call) error {
	folder := c.folder()
	if err := c.none(); err != nil {
		return err
	}
	loaded, err := folder.load()
	if err != nil {
		return err
	}
	findings, figures, err := sqlite.CheckFolder(ctx, loaded.Data)
	if err != nil {
		return err
	}
	for _, f := range findings {
		fmt.Fprintln(c.out, f)
	}
	if len(findings) > 0 {
		fmt.Fprintf(c.err, "tearsheet check: %d findings; keep the folder as it is, and restore the last good backup into a new one\n", len(findings))
		return errNo
	}
	fmt.Fprintf(c.out, "all well: %d articles, %d revisions, %d sources\n", figures.Articles, figures.Revisions, figures.Sources)
	return nil
}

func runBackup(ctx context.Context, c *call) error {
	folder := c.folder()
	file, err := c.one("file to write")
	if err != nil {
		return err
	}
	loaded, err := folder.load()
	if err != nil {
		return err
	}
	if err := sqlite.BackupFolder(ctx, loaded.Data, file); err != nil {
		return err
	}
	info, err := os.Stat(file)
	if err != nil {
		return err
	}
	fmt.Fprintf(c.out, "%s: %d bytes\n", file, info.Size())
	return nil
}

func runRestore(ctx context.Context, c *call) error {
	folder := c.folder()
	file, err := c.one("backup to restore")
	if err != nil {
		return err
	}
	loaded, err := folder.load()
	if err != nil {
		return err
	}
	if err := sqlite.Restore(ctx, file, loaded.Data); err != nil {
		return err
	}
	fmt.Fprintf(c.out, "restored into %s\n", loaded.Data)
	return nil
}

func runVersion(_ context.Context, c *call) error {
	if err := c.none(); err != nil {
		return err
	}
	fmt.Fprintf(c.out, "%s %s (%s)\n", tearsheet.Name, tearsheet.Version, runtime.Version())
	return nil
}
