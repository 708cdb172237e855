package sqlite_test

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"tearsheet"
	"tearsheet/internal/sqlite"
	"tearsheet/internal/storetest"
)

// role names what a copy of the test program does instead of testing.
const role = "TEARSHEET_TEST_ROLE"

func TestMain(m *testing.M) {
	switch os.Getenv(role) {
	case "":
		os.Exit(m.Run())
	case "keep":
		keepForEver(os.Args[1], os.Args[2])
	case "open":
		_, err := sqlite.Open(context.Background(), os.Args[1], quietLog)
		fmt.Println(err)
	case "once":
		keepSome(os.Args[1], 50)
	}
}

// again is this program in another role.
func again(ctx context.Context, as string, args ...string) *exec.Cmd {
	cmd := exec.CommandContext(ctx, os.Args[0], args...)
	cmd.Env = append(os.Environ(), role+"="+as)
	return cmd
}

func TestASecondProcessOnTheFolderIsRefusedWithTheNumberOfTheFirst(t *testing.T) {
	b := newBench(t)
	out, err := again(t.Context(), "open", b.dir).Output()
	if err != nil {
		t.Fatal(err)
	}
	if want := fmt.Sprintf("is in use by process %d: stop that one first", os.Getpid()); !strings.Contains(string(out), want) {
		t.Errorf("got %q, want %q in it", out, want)
	}
	if _, err := sqlite.Open(t.Context(), b.dir, quietLog); err == nil {
		t.Error("this process could open the folder twice")
	}
	if err := b.db.Close(); err != nil {
		t.Fatal(err)
	}
	out, err = again(t.Context(), "open", b.dir).Output()
	if err != nil || string(out) != "<nil>\n" {
		t.Errorf("after the first has closed: %s %v", out, err)
	}
	b.open()
}

func TestAFolderOfANewerVersionIsRefused(t *testing.T) {
	b := newBench(t)
	if err := b.db.Close(); err != nil {
		t.Fatal(err)
	}
	change(t, b.dir, `INSERT INTO migration (number, name, at) VALUES (99, '0099_later.sql', 0)`)
	_, err := sqlite.Open(t.Context(), b.dir, quietLog)
	if err == nil || !strings.Contains(err.Error(), "newer version (schema 99") || strings.Contains(err.Error(), "\n") {
		t.Errorf("got %v", err)
	}
	change(t, b.dir, `DELETE FROM migration WHERE number = 99`)
	b.open()
}

// change does to the closed store what no method would.
func change(t *testing.T, dir, text string, args ...any) {
	t.Helper()
	raw, err := sql.Open("sqlite", filepath.Join(dir, sqlite.File))
	if err != nil {
		t.Fatal(err)
	}
	defer raw.Close()
	if _, err := raw.Exec(text, args...); err != nil {
		t.Fatal(err)
	}
}

// keepForEver keeps articles and says each one after it was acknowledged.
func keepForEver(dir, prefix string) {
	db, err := sqlite.Open(context.Background(), dir, quietLog)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	said := make(chan string)
	for w := range 4 {
		go func() {
			for i := 0; ; i++ {
				k := storetest.Keeping(fmt.Sprintf("%s-%d.example", prefix, w), i, "words")
				k.Next = []string{"index"}
				kept, err := db.KeepRevision(context.Background(), k)
				if err != nil {
					fmt.Fprintln(os.Stderr, err)
					os.Exit(1)
				}
				said <- string(kept.Article)
			}
		}()
	}
	for id := range said {
		os.Stdout.WriteString(id + "\n") // unbuffered: the parent knows it now
	}
}

func TestNothingAcknowledgedIsLostWhenTheProcessIsKilled(t *testing.T) {
	const cycles, least = 5, 50
	dir := t.TempDir()
	var acknowledged []string
	for cycle := range cycles {
		ids := killed(t, dir, fmt.Sprintf("c%d", cycle), least, time.Duration(rand.IntN(150))*time.Millisecond)
		acknowledged = append(acknowledged, ids...)
	}
	db, err := sqlite.Open(t.Context(), dir, quietLog)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	for _, id := range acknowledged {
		if _, err := db.Item(t.Context(), tearsheet.ArticleID(id)); err != nil {
			t.Errorf("acknowledged article lost: %v", err)
		}
	}
	clean(t, db)
	last, err := db.LastNumber(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	depth, err := db.QueueDepth(t.Context())
	if err != nil || int64(depth.Ready) != last {
		t.Errorf("%d articles have jobs %+v: %v", last, depth, err)
	}
	t.Logf("%d acknowledged in %d cycles, %d kept", len(acknowledged), cycles, last)
}

// killed runs a keeper until it has acknowledged least articles and a while
// longer, kills it and gives what it had said.
func killed(t *testing.T, dir, prefix string, least int, longer time.Duration) []string {
	t.Helper()
	cmd := again(t.Context(), "keep", dir, prefix)
	out := &counting{enough: make(chan struct{}), least: least}
	var trouble bytes.Buffer
	cmd.Stdout, cmd.Stderr = out, &trouble
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	select {
	case <-out.enough:
		time.Sleep(longer)
	case <-time.After(30 * time.Second):
		t.Errorf("the keeper was too slow: %s", trouble.String())
	}
	_ = cmd.Process.Kill()
	_ = cmd.Wait()
	lines := strings.Split(out.text.String(), "\n")
	return lines[:len(lines)-1] // the last line is empty, or cut off and not counted
}

type counting struct {
	text   bytes.Buffer
	lines  int
	least  int
	enough chan struct{}
}

func (c *counting) Write(b []byte) (int, error) {
	before := c.lines
	c.lines += bytes.Count(b, []byte("\n"))
	if before < c.least && c.lines >= c.least {
		close(c.enough)
	}
	return c.text.Write(b)
}

func clean(t *testing.T, db *sqlite.DB) {
	t.Helper()
	found, err := db.Check(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range found {
		if f.Kind != "index" { // these tests index nothing
			t.Errorf("check: %v", f)
		}
	}
}

func TestAnInterruptedJobIsTakenUpAtOnceAfterAKill(t *testing.T) {
	b := newBench(t)
	if err := b.db.Add(t.Context(), tearsheet.Job{Kind: "index", Key: "a/1"}); err != nil {
		t.Fatal(err)
	}
	if err := b.db.Close(); err != nil {
		t.Fatal(err)
	}
	// So a killed process leaves it: running, led by somebody who is no more.
	change(t, b.dir, `UPDATE river_job SET state = 'running', attempt = 1, attempted_at = CURRENT_TIMESTAMP`)
	change(t, b.dir, `INSERT INTO river_leader (elected_at, expires_at, leader_id, name) VALUES (CURRENT_TIMESTAMP, datetime('now', '+1 hour'), 'dead', 'default')`)
	b.open()
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
	defer cancel()
	var done bool
	err := b.db.Work(ctx, 1, func(context.Context, tearsheet.Job) error { done = true; cancel(); return nil })
	if err != nil || !done {
		t.Errorf("done: %v, %v", done, err)
	}
}

// keepSome keeps n articles one after the other, so that each has a commit of
// its own.
func keepSome(dir string, n int) {
	db, err := sqlite.Open(context.Background(), dir, quietLog)
	for i := 0; i < n && err == nil; i++ {
		_, err = db.KeepRevision(context.Background(), storetest.Keeping("a.example", i, "words"))
	}
	fmt.Println("kept", n, err)
}

func TestEveryAcknowledgedCommitWasSynced(t *testing.T) {
	strace, err := exec.LookPath("strace")
	if err != nil {
		t.Skip("strace is not installed: the syncs cannot be counted")
	}
	log := filepath.Join(t.TempDir(), "log")
	cmd := exec.CommandContext(t.Context(), strace, "-f", "-qq", "-e", "trace=fsync,fdatasync", "-o", log, os.Args[0], filepath.Join(t.TempDir(), "data"))
	cmd.Env = append(os.Environ(), role+"=once")
	out, err := cmd.CombinedOutput()
	if err != nil && strings.Contains(string(out), "ptrace") {
		t.Skipf("strace may not trace here: %s", out)
	}
	if err != nil || !strings.Contains(string(out), "kept 50 <nil>") {
		t.Fatalf("%v: %s", err, out)
	}
	calls, err := os.ReadFile(log)
	if err != nil {
		t.Fatal(err)
	}
	if n := bytes.Count(calls, []byte("sync(")); n < 50 {
		t.Errorf("%d syncs for 50 acknowledged commits", n)
	} else {
		t.Logf("%d syncs for 50 acknowledged commits", n)
	}
}

func TestOnAFullDiskReadingGoesOnAndWritingComesBack(t *testing.T) {
	dir := t.TempDir()
	if os.Geteuid() != 0 {
		t.Skip("only root may mount the small file system of this test")
	}
	if err := syscall.Mount("tmpfs", dir, "tmpfs", 0, "size=2m"); err != nil {
		t.Skipf("no small file system may be mounted here: %v", err)
	}
	t.Cleanup(func() { _ = syscall.Unmount(dir, syscall.MNT_DETACH) })
	db, err := sqlite.Open(t.Context(), dir, quietLog)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	kept, err := 0, error(nil)
	for ; kept < 1000 && err == nil; kept++ {
		_, err = db.KeepRevision(t.Context(), bulky(kept))
	}
	if !errors.Is(err, tearsheet.ErrStore) || !strings.Contains(err.Error(), "the disk is full: nothing of this was kept; reading goes on") {
		t.Fatalf("after %d articles: %v", kept, err)
	}
	for i := range kept - 1 {
		if _, err := db.Item(t.Context(), bulky(i).Article.ID); err != nil {
			t.Fatalf("reading on a full disk: %v", err)
		}
	}
	if _, err := db.Item(t.Context(), bulky(kept-1).Article.ID); !errors.Is(err, tearsheet.ErrNotFound) {
		t.Errorf("what was refused: got %v, want ErrNotFound", err)
	}
	if err := syscall.Mount("tmpfs", dir, "tmpfs", syscall.MS_REMOUNT, "size=16m"); err != nil {
		t.Fatal(err)
	}
	for i := range 5 {
		if _, err := db.KeepRevision(t.Context(), bulky(kept+i)); err != nil {
			t.Errorf("writing when there is room again: %v", err)
		}
	}
	clean(t, db)
}

// bulky is a keeping whose page cannot be compressed.
func bulky(n int) tearsheet.Keeping {
	k := storetest.Keeping("a.example", n, "words")
	r := rand.NewChaCha8([32]byte{byte(n), byte(n >> 8)})
	k.Capture.Body, k.Capture.Digest = make([]byte, 20_000), [32]byte{}
	_, _ = r.Read(k.Capture.Body)
	return k
}

func TestABackupRestoresToTheSameStore(t *testing.T) {
	b := newBench(t)
	for i := range 30 {
		if _, err := b.db.KeepRevision(t.Context(), storetest.Keeping("a.example", i, "words")); err != nil {
			t.Fatal(err)
		}
	}
	file := filepath.Join(t.TempDir(), "50%? of #1.backup")
	if err := b.db.Backup(t.Context(), file); err != nil {
		t.Fatal(err)
	}
	if info, err := os.Stat(file); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("others may read the backup: %v, %v", info.Mode(), err)
	}
	if err := b.db.Backup(t.Context(), file); err == nil || !strings.Contains(err.Error(), "choose another name") {
		t.Errorf("a second backup to the same name: %v", err)
	}
	if _, err := b.db.KeepRevision(t.Context(), storetest.Keeping("a.example", 99, "after the backup")); err != nil {
		t.Fatal(err)
	}
	dir := filepath.Join(t.TempDir(), "restored")
	if err := sqlite.Restore(t.Context(), file, dir); err != nil {
		t.Fatal(err)
	}
	if err := sqlite.Restore(t.Context(), file, dir); err == nil || !strings.Contains(err.Error(), "not empty") {
		t.Errorf("into a folder that is not empty: %v", err)
	}
	db, err := sqlite.Open(t.Context(), dir, quietLog)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	clean(t, db)
	if n, err := db.LastNumber(t.Context()); n != 30 || err != nil {
		t.Errorf("articles in the restored store: %d, %v", n, err)
	}
}

func TestWhatIsNoSoundBackupIsNotRestored(t *testing.T) {
	b := newBench(t)
	if _, err := b.db.KeepRevision(t.Context(), storetest.Keeping("a.example", 1, "words")); err != nil {
		t.Fatal(err)
	}
	good := filepath.Join(t.TempDir(), "good")
	if err := b.db.Backup(t.Context(), good); err != nil {
		t.Fatal(err)
	}
	whole, err := os.ReadFile(good)
	if err != nil {
		t.Fatal(err)
	}
	for name, content := range map[string][]byte{
		"text": []byte("not a database at all"), "empty": {}, "half": whole[:len(whole)/2],
		"changed": bytes.Replace(whole, []byte("Headline words"), []byte("Headline lords"), 1),
	} {
		t.Run(name, func(t *testing.T) {
			file, dir := filepath.Join(t.TempDir(), name), t.TempDir()
			if err := os.WriteFile(file, content, 0o600); err != nil {
				t.Fatal(err)
			}
			err := sqlite.Restore(t.Context(), file, dir)
			if err == nil {
				t.Fatal("was restored")
			}
			if left, _ := os.ReadDir(dir); len(left) > 0 {
				t.Errorf("left %v behind", left)
			}
		})
	}
	if err := sqlite.Restore(t.Context(), filepath.Join(t.TempDir(), "absent"), t.TempDir()); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("an absent file: %v", err)
	}
}
