// Command tearsheet gathers articles from publishers, keeps every revision of
// them and publishes pages that say where each one comes from.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strings"
	"syscall"

	"tearsheet"
)

// command is one verb of the command line. args and example are shown by
// --help; the example runs as it stands.
type command struct {
	name, args, summary, example string
	run                          func(ctx context.Context, c *call) error
}

// call is one use of a command: its flags and where it speaks.
type call struct {
	*flag.FlagSet
	argv     []string
	in       io.Reader
	out, err io.Writer
}

// commands is the table of all verbs.
func commands() []command {
	return []command{
		{"demo", "", "start a made-up press on loopback, gather it and serve the edition", "tearsheet demo --listen 127.0.0.1:8080", runDemo},
		{"serve", "", "gather what is due and serve the edition, in one process on one folder", "tearsheet serve --data news", runServe},
		{"gather", "[SOURCE…]", "one pass: all due feeds and their articles, until nothing is left to do", "tearsheet gather --data news", runGather},
		{"source", "add URL | add FILE.warc | list | set SOURCE | test URL | import FILE.opml | export", "the publishers and their feeds", "tearsheet source add --data news https://example.com/", runSource},
		{"read", "FILE…", "page to article, as JSON Lines", "tearsheet read --url https://example.com/a page.html", runRead},
		{"feed", "FILE…", "feed, sitemap or OPML to entries, as JSON Lines", "tearsheet feed --url https://example.com/feed feed.xml", runFeed},
		{"diff", "OLD NEW", "two texts, pages or stored revisions: what changed. A stored one is ARTICLE or ARTICLE@NUMBER, ARTICLE its address or its name, the 20 signs after /article/ in the edition", "tearsheet diff old.txt new.txt", runDiff},
		{"changes", "REVISIONS.jsonl", "revisions in order of time: the kind of each change, as JSON Lines. A line is {\"article\",\"revision\",\"at\",\"headline\",\"body\":[\"paragraph\"]}, or what read prints", "tearsheet changes revisions.jsonl", runChanges},
		{"simulate", "", "how soon changes would be found, and with how many requests, beside other schedules", "tearsheet simulate", runSimulate},
		{"reuse", "COPY ORIGIN", "two texts, pages or stored articles (as for diff): whose words are in which", "tearsheet reuse copy.txt original.txt", runReuse},
		{"annotate", "FILE…", "text or page to what it is about, as JSON Lines", "tearsheet annotate --manifest texts.jsonl", runAnnotate},
		{"train", "NAME", "make a built-in model again from its labels", "tearsheet train names", runTrain},
		{"group", "ARTICLES.jsonl", "articles as JSON Lines, oldest first: whose words each one has of those before it; an article that stands before its original names nobody", "tearsheet group articles.jsonl", runGroup},
		{"export", "ARTICLE… | --all", "what came of articles, as WARC; or one article's evidence, as zip. ARTICLE is its address or its name, the 20 signs after /article/ in the edition", "tearsheet export --data news --all --out news.warc.gz", runExport},
		{"redo", "", "run the steps after keep again over the archive", "tearsheet redo --data news --from index", runRedo},
		{"config", "", "print the configuration that holds, with the meaning of each setting", "tearsheet config", runConfig},
		{"check", "", "verify everything that is stored, changing nothing", "tearsheet check --data news", runCheck},
		{"backup", "FILE", "write everything into one file, while serving or not", "tearsheet backup --data news news.backup", runBackup},
		{"restore", "FILE", "make a new folder from a backup", "tearsheet restore --data restored news.backup", runRestore},
		{"version", "", "print the version", "tearsheet version", runVersion},
	}
}

// The exit codes (commands.md).
const (
	exitDone        = 0
	exitFailed      = 1
	exitUsage       = 2
	exitUnreachable = 3
)

// usageError is a wrong use of a command, or of the verb of one.
type usageError struct {
	error
	verb string // whose help shows how; empty: the command's
}

func usage(format string, args ...any) error { return usageError{error: fmt.Errorf(format, args...)} }

// errNo ends a command whose answer is no, after it has said so itself.
var errNo = errors.New("no")

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	os.Exit(run(ctx, os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
}

// run does one command and gives the exit code.
func run(ctx context.Context, args []string, in io.Reader, out, errw io.Writer) int {
	if len(args) > 0 && (args[0] == "--version" || args[0] == "-version") {
		args[0] = "version"
	}
	if len(args) == 0 || args[0] == "help" || args[0] == "--help" || args[0] == "-h" {
		printCommands(out)
		return exitDone
	}
	for _, cmd := range commands() {
		if cmd.name == args[0] {
			return finish(errw, cmd, cmd.start(ctx, args[1:], in, out, errw))
		}
	}
	fmt.Fprintf(errw, "tearsheet: there is no command %q; `tearsheet help` lists those there are\n", args[0])
	return exitUsage
}

func (cmd command) start(ctx context.Context, args []string, in io.Reader, out, errw io.Writer) error {
	c := &call{FlagSet: flag.NewFlagSet(cmd.name, flag.ContinueOnError), argv: args, in: in, out: out, err: errw}
	c.SetOutput(io.Discard)
	c.Usage = func() {}
	err := cmd.run(ctx, c)
	if errors.Is(err, flag.ErrHelp) {
		cmd.help(out, c.FlagSet)
		return nil
	}
	return err
}

// finish says what went wrong in one sentence and gives the exit code.
func finish(errw io.Writer, cmd command, err error) int {
	wrong := usageError{}
	switch {
	case err == nil:
		return exitDone
	case errors.Is(err, errNo):
		return exitFailed
	case errors.As(err, &wrong):
		fmt.Fprintf(errw, "tearsheet %s: %s; `tearsheet %s --help` shows how\n", cmd.name, oneLine(wrong.error), orElse(wrong.verb, cmd.name))
		return exitUsage
	}
	fmt.Fprintf(errw, "tearsheet %s: %s\n", cmd.name, oneLine(err))
	if unreachable(err) {
		return exitUnreachable
	}
	return exitFailed
}

// unreachable reports whether a publisher could not be reached, as opposed to
// having answered something that does not serve.
func unreachable(err error) bool {
	e, ok := errors.AsType[*tearsheet.Error](err)
	if !ok {
		return false
	}
	switch e.Class {
	case tearsheet.Timeout, tearsheet.DNS, tearsheet.Connection, tearsheet.TLS, tearsheet.ServerError, tearsheet.RateLimited:
		return true
	}
	return false
}

func oneLine(err error) string { return strings.Join(strings.Fields(err.Error()), " ") }

func printCommands(w io.Writer) {
	fmt.Fprintf(w, "Tearsheet gathers news and says where each article comes from.\n\nusage: tearsheet COMMAND [flags] [arguments]\n\n")
	for _, c := range commands() {
		short, _, _ := strings.Cut(c.summary, ". ")
		fmt.Fprintf(w, "  %-9s %s\n", c.name, short)
	}
	fmt.Fprintf(w, "\n`tearsheet COMMAND --help` shows the flags and an example. To begin: tearsheet demo\n")
}

func (cmd command) help(w io.Writer, flags *flag.FlagSet) {
	fmt.Fprintf(w, "%s: %s\n\nusage: tearsheet %s [flags] %s\nexample: %s\n", cmd.name, cmd.summary, cmd.name, cmd.args, cmd.example)
	flags.VisitAll(func(f *flag.Flag) {
		kind, text := flag.UnquoteUsage(f)
		fmt.Fprintf(w, "  --%-22s %s\n", strings.TrimSpace(f.Name+" "+kind), text)
	})
}

// none reads the flags of a command that takes no arguments.
func (c *call) none() error {
	args, err := c.parse()
	if err == nil && len(args) > 0 {
		return usage("takes no argument such as %q, only flags", args[0])
	}
	return err
}

// one reads the flags of a command that takes exactly one argument: what.
func (c *call) one(what string) (string, error) {
	args, err := c.parse()
	if err != nil {
		return "", err
	}
	if len(args) != 1 {
		return "", usage("name the one %s", what)
	}
	return args[0], nil
}

// parse reads the flags, wherever they stand among the arguments, and gives
// the arguments. Everything after "--" is an argument.
func (c *call) parse() ([]string, error) {
	var args []string
	rest := c.argv
	for {
		if err := c.FlagSet.Parse(rest); err != nil {
			if errors.Is(err, flag.ErrHelp) {
				return nil, err
			}
			return nil, usageError{error: err}
		}
		left := c.FlagSet.Args()
		if n := len(rest) - len(left); len(left) == 0 || n > 0 && rest[n-1] == "--" {
			return append(args, left...), nil
		}
		args, rest = append(args, left[0]), left[1:]
	}
}
