// Command opas turns a guide written in Markdown into a static site.
//
// This file wires; each command has a file of its own, and each help text lies
// in help/.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"

	"opas/site/diag"
)

// Exit status: what a script may rely on.
const (
	exitOK     = 0
	exitFailed = 1 // diagnostics, or something failed
	exitUsage  = 2
)

// env is what a command has of the world: results go to out, everything else to
// err.
type env struct {
	out, err io.Writer
}

// command is one of opas's verbs.
type command struct {
	name string
	run  func(ctx context.Context, e env, args []string) error
}

var commands = []command{
	{"build", runBuild},
	{"serve", runServe},
	{"check", runCheck},
	{"search", runSearch},
	{"compounds", runCompounds},
	{"hashtags", runHashtags},
	{"version", runVersion},
	{"help", runHelp},
}

// errFailed ends a command whose diagnostics have been shown.
var errFailed = errors.New("failed")

// usageError is a mistake on the command line.
type usageError struct {
	msg, hint string
}

func (e *usageError) Error() string { return e.msg }

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop) // a second signal ends the process at once
	status := run(ctx, env{os.Stdout, os.Stderr}, os.Args[1:])
	stop()
	os.Exit(status)
}

// run finds the command and turns its error into words and a status.
func run(ctx context.Context, e env, args []string) int {
	err := dispatch(ctx, e, args)
	var usage *usageError
	switch {
	case err == nil:
		return exitOK
	case errors.As(err, &usage):
		fmt.Fprintf(e.err, "opas: %s\n", usage.msg)
		if usage.hint != "" {
			fmt.Fprintf(e.err, "    hint: %s\n", usage.hint)
		}
		return exitUsage
	case errors.Is(err, errFailed):
		return exitFailed
	}
	fmt.Fprintf(e.err, "opas: %v\n", err)
	return exitFailed
}

func dispatch(ctx context.Context, e env, args []string) error {
	if len(args) == 0 {
		if err := writeHelp(e.err, "opas"); err != nil {
			return err
		}
		return &usageError{msg: "which command?"}
	}
	name := args[0]
	switch name {
	case "-h", "--help":
		name = "help"
	case "--version":
		name = "version"
	}
	for _, c := range commands {
		if c.name == name {
			return c.run(ctx, e, args[1:])
		}
	}
	var known []string
	for _, c := range commands {
		known = append(known, c.name)
	}
	return &usageError{fmt.Sprintf("unknown command %q", name), diag.DidYouMean(name, known)}
}
