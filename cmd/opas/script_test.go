package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"net"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"regexp"
	"strings"
	"syscall"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
	"opas/site/diag"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"opas": main})
}

// TestScript runs the command line as its users do. Every script begins with
// the guide of testdata/guide and may change it.
func TestScript(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		RequireExplicitExec: true,
		Setup: func(e *testscript.Env) error {
			return os.CopyFS(e.WorkDir, os.DirFS(filepath.Join("testdata", "guide")))
		},
		Cmds: map[string]func(ts *testscript.TestScript, neg bool, args []string){"sub": sub},
	})
}

// sub replaces the first match of an expression in a file: sub FILE OLD NEW,
// where \n in NEW is a line end.
func sub(ts *testscript.TestScript, _ bool, args []string) {
	if len(args) != 3 {
		ts.Fatalf("usage: sub file old new")
	}
	old := regexp.MustCompile(args[1])
	text := ts.ReadFile(args[0])
	at := old.FindStringIndex(text)
	if at == nil {
		ts.Fatalf("%s: no match for %q", args[0], args[1])
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(text[:at[0]]+strings.ReplaceAll(args[2], `\n`, "\n")+text[at[1]:]), 0o644))
}

// TestInterrupt: serve ends well when it is told to.
func TestInterrupt(t *testing.T) {
	t.Chdir(filepath.Join("testdata", "guide"))
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGUSR1)
	defer stop()
	out := &signalOn{after: "serving at"}
	if status := run(ctx, env{out, out}, []string{"serve", "--port", "0"}); status != exitOK {
		t.Errorf("status %d: %s", status, out.all)
	}
}

// TestServeJSON: with --json standard output holds diagnostics alone.
func TestServeJSON(t *testing.T) {
	t.Chdir(filepath.Join("testdata", "guide"))
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGUSR1)
	defer stop()
	out, told := &signalOn{after: "serving at"}, &signalOn{after: "serving at"}
	if status := run(ctx, env{out, told}, []string{"serve", "--json", "--port", "0"}); status != exitOK {
		t.Errorf("status %d: %s", status, told.all)
	}
	var diags diag.List
	if err := json.Unmarshal(out.all, &diags); err != nil {
		t.Errorf("%v: %s", err, out.all)
	}
}

// TestServeForOthers: a preview at all addresses of the computer tells of one to
// open here, and of those for others.
func TestServeForOthers(t *testing.T) {
	t.Chdir(filepath.Join("testdata", "guide"))
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGUSR1)
	defer stop()
	out := &signalOn{after: "serving at"}
	status := run(ctx, env{out, io.Discard}, []string{"serve", "--host", "0.0.0.0", "--port", "0"})
	want := regexp.MustCompile(`^serving at http://localhost:\d+/ \(stop with Ctrl-C\)\n(    for others: http://\S+:\d+/\n)+$`)
	if status != exitOK || !want.Match(out.all) {
		t.Errorf("status %d: %s", status, out.all)
	}
}

// TestOpenBrowser: a browser that does not open is told of, whether there is
// none or it fails later.
func TestOpenBrowser(t *testing.T) {
	dir := t.TempDir()
	t.Setenv("PATH", dir)
	failed := make(chan error, 1)
	open := func() {
		openBrowser(context.Background(), "http://localhost/", func(err error) { failed <- err })
	}
	open()
	if err := <-failed; !errors.Is(err, exec.ErrNotFound) {
		t.Errorf("without a program to open it: %v", err)
	}
	for _, name := range []string{"open", "xdg-open"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte("#!/bin/sh\nexit 3\n"), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	open()
	if err := <-failed; err == nil || !strings.HasSuffix(err.Error(), "open: exit status 3") {
		t.Errorf("with one that fails: %v", err)
	}
}

// signalOn is a writer that interrupts this process once a text was written.
type signalOn struct {
	after string
	all   []byte
}

func (s *signalOn) Write(b []byte) (int, error) {
	s.all = append(s.all, b...)
	if regexp.MustCompile(s.after).Match(b) {
		if err := syscall.Kill(os.Getpid(), syscall.SIGUSR1); err != nil {
			return 0, err
		}
	}
	return len(b), nil
}

// TestServePortTaken: a port that can't be had is told with a hint.
func TestServePortTaken(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:65535")
	if err == nil { // else someone else has it
		defer l.Close()
	}
	t.Chdir(filepath.Join("testdata", "guide"))
	var out bytes.Buffer
	status := run(t.Context(), env{&out, &out}, []string{"serve", "--port", "65535"})
	if want := "opas: --port 65535 is taken, and so is each after it\n    hint: name another"; status != exitUsage || !strings.HasPrefix(out.String(), want) {
		t.Errorf("status %d: %s", status, &out)
	}
}

// TestReportSome: after a save no more errors are printed than can be read.
func TestReportSome(t *testing.T) {
	var diags diag.List
	for i := range mostPrinted + 3 {
		diags.Errorf("a.md", diag.Pos{Line: i + 1}, "", "wrong")
	}
	for n, want := range map[int]string{mostPrinted: "", mostPrinted + 1: "and 1 more error; opas build lists them\n", mostPrinted + 3: "and 3 more errors; opas build lists them\n"} {
		var out bytes.Buffer
		f := &flags{}
		failed := f.reportSome(env{&out, &out}, diags[:n], "build", nil)
		if lines := strings.SplitAfterN(out.String(), "\n", mostPrinted+1); !failed || lines[mostPrinted] != want {
			t.Errorf("%d errors: got\n%s", n, &out)
		}
	}
}
