package preview

import (
	"context"
	"errors"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"testing"
	"time"
)

func TestServeRebuilds(t *testing.T) {
	s := serve(t)
	if _, body, _ := s.get("/fi/osa/alku/"); !strings.Contains(body, "Siksi.") {
		t.Fatal("the page is not served")
	}
	page := "---\ntitle: Alku\nslug: alku\n---\n\n## Miksi?\n\n"
	s.edit("fi/1-osa/a.md", page+"Uusi teksti.\n")
	if _, body, _ := s.get("/fi/osa/alku/"); !strings.Contains(body, "Uusi teksti.") {
		t.Error("an edit is not shown")
	}
	r := s.edit("fi/1-osa/a.md", "---\ntitel: Alku\n---\n")
	if r.OK() {
		t.Error("broken front matter is no error")
	}
	if _, body, _ := s.get("/fi/osa/alku/"); !strings.Contains(body, "Uusi teksti.") {
		t.Error("the last good page is gone while there is an error")
	}
	s.edit("fi/1-osa/a.md", page+"Korjattu.\n")
	if _, body, _ := s.get("/fi/osa/alku/"); !strings.Contains(body, "Korjattu.") {
		t.Error("mending the error is not shown")
	}
	s.edit("fi/3-uusi/index.md", "---\ntitle: Uusi osa\n---\n")
	s.edit("fi/3-uusi/b.md", "---\ntitle: Syvemmällä\n---\n")
	if status, _, _ := s.get("/fi/uusi/b/"); status != http.StatusOK {
		t.Error("a page in a new folder is not served")
	}
}

// TestNothingNew: a build that finds all as it was brings nothing to the tabs, be
// the guide good or not.
func TestNothingNew(t *testing.T) {
	s := serve(t)
	page := filepath.Join(s.dir, "fi/1-osa/a.md")
	for _, text := range []string{"---\ntitle: Alku\nslug: alku\n---\n\n## Miksi?\n", "---\ntitel: Alku\n---\n"} {
		last := s.edit("fi/1-osa/a.md", text)
		build := s.state("/fi/").Build
		for _, touch := range []func() error{
			func() error { return os.Chmod(page, 0o600) },
			func() error { return os.Chtimes(page, time.Time{}, time.Now()) },
			func() error { return os.WriteFile(page, []byte(text), 0o644) },
		} {
			if err := touch(); err != nil {
				t.Fatal(err)
			}
			if r := s.next(); r.OK() != last.OK() {
				t.Fatalf("the guide is another:\n%v", r.Diags)
			}
			if now := s.state("/fi/").Build; now != build {
				t.Errorf("build %s is told after %s, and nothing changed", now, build)
			}
		}
	}
	// A check that it has interrupted goes on.
	s.edit("fi/1-osa/a.md", "---\ntitle: Alku\nslug: alku\n---\n\n## Miksi?\n\n## Kehys {#ui_main}\n")
	if err := os.Chmod(page, 0o600); err != nil {
		t.Fatal(err)
	}
	s.next()
	deadline := time.Now().Add(patience)
	for s.state("/fi/").Errors == 0 {
		if time.Now().After(deadline) {
			t.Fatal("the check that was interrupted does not come to its end")
		}
		time.Sleep(10 * time.Millisecond)
	}
}

// TestNothingLeft: a server that was stopped leaves no goroutine and no open
// file behind.
func TestNothingLeft(t *testing.T) {
	files := func() int {
		list, err := os.ReadDir("/proc/self/fd")
		if err != nil {
			t.Skip("no list of open files on this system")
		}
		return len(list)
	}
	serve(t).stop() // what is made once, is made now
	http.DefaultTransport.(*http.Transport).CloseIdleConnections()
	goroutines, open := runtime.NumGoroutine(), files()
	for range 3 {
		s := serve(t)
		ctx, stop := context.WithCancel(context.Background())
		<-s.events(ctx)
		s.edit("fi/1-osa/a.md", "---\ntitle: Alku\n---\n\n## Miksi?\n")
		s.stop()
		stop()
	}
	http.DefaultTransport.(*http.Transport).CloseIdleConnections()
	deadline := time.Now().Add(10 * time.Second)
	for runtime.NumGoroutine() > goroutines || files() > open {
		if time.Now().After(deadline) {
			buf := make([]byte, 1<<16)
			t.Fatalf("%d goroutines, %d before; %d open files, %d before\n%s", runtime.NumGoroutine(), goroutines, files(), open, buf[:runtime.Stack(buf, true)])
		}
		runtime.Gosched()
	}
}

func TestPortTaken(t *testing.T) {
	first, err := listen("", 0)
	if err != nil {
		t.Fatal(err)
	}
	defer first.Close()
	port := portOf(t, first.Addr().String())
	second, err := listen("", port)
	if err != nil {
		t.Fatal(err)
	}
	defer second.Close()
	if got := portOf(t, second.Addr().String()); got <= port {
		t.Errorf("port %d was taken, got %d", port, got)
	}
}

// TestNoPort: where no port is free, or none may be had, there is a hint.
func TestNoPort(t *testing.T) {
	last, err := net.Listen("tcp", net.JoinHostPort(thisComputer, strconv.Itoa(lastPort)))
	if err == nil { // else someone else has it, which is as well
		defer last.Close()
	}
	_, err = listen("", lastPort)
	if e, ok := errors.AsType[*PortError](err); !ok || e.Hint == "" || e.Error() != "port 65535 is taken, and so is each after it" {
		t.Errorf("got %v", err)
	}
}
