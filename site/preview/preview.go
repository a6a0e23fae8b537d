// Package preview shows a guide to its editors while they write: it serves the
// Set of the latest good build over HTTP, watches the source folders, builds
// again when something in them has changed, and tells open tabs.
//
// It builds with the same Builder as everything else, and serves the bytes that
// would be published; only the handler adds a script to the pages it sends. An
// event of the file system is a doorbell: it says that it is time to build, and
// nothing about what. The package is the only one that opens a socket or
// watches files; it writes none.
//
//	watcher ──ring──▶ Serve ──Build──▶ desk ──Event──▶ hub ──▶ tabs
//	                                    └──── handler ◀── requests
package preview

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"strconv"
	"syscall"
	"time"

	"opas/site"
	"opas/site/diag"
)

// Options say what is shown, and where. Builder, ReadLink, Listening, Built and
// Checked are required. The functions are called one at a time.
type Options struct {
	Builder *site.Builder
	Folders []string // watched, with all folders below
	// ReadLink returns where a symbolic link leads, and an error for what is none:
	// what links in the folders lead to is watched as well.
	ReadLink func(name string) (string, error)
	Poll     time.Duration // look at the folders this often; 0: wait for events
	Host     string        // address or name to listen on, without a port; "" for this computer alone
	Name     string        // of this computer in its network; "" where it is not known
	Port     int           // the next free one is taken if it is in use; 0 for any
	Out      string        // name of the output folder, for diagnostics
	// Listening is told the address of the guide, once, and those for others where
	// it is served at all addresses of this computer.
	Listening func(url string, others []string)
	// Built is told of each build: how it went and how long it took.
	Built func(r *site.Result, err error, took time.Duration)
	// Checked is told what is amiss in the finished files of the latest build, and
	// later what its search tests find, where that is not what it was told before.
	Checked func(found diag.List)
	// Warn is told of what is amiss with the preview itself.
	Warn func(message, hint string)
}

// Serve builds and serves until ctx is done, and then returns nil. A host that
// can't be listened on is a *HostError, a port that can't be a *PortError.
func Serve(ctx context.Context, o Options) error {
	host, err := cleanHost(o.Host)
	if err != nil {
		return err
	}
	listener, err := listen(host, o.Port)
	if err != nil {
		return err
	}
	defer listener.Close()
	w, err := newWatcher(watchOptions{Folders: o.Folders, Poll: o.Poll, Warn: o.Warn, ReadLink: o.ReadLink})
	if err != nil {
		return err
	}
	defer w.close()

	d := newDesk(o.Builder, o.Out)
	defer d.close()
	build := func() {
		start := time.Now()
		d.stopCheck() // the machine is for the build
		r, err := o.Builder.Build(ctx)
		if ctx.Err() != nil {
			return
		}
		d.put(r, err)
		o.Built(r, err, time.Since(start))
	}
	build()
	server := &http.Server{Handler: newHandler(d, host, o.Name), ReadHeaderTimeout: 10 * time.Second}
	server.RegisterOnShutdown(d.hub.close)
	served := make(chan error, 1)
	go func() { served <- server.Serve(listener) }()
	o.Listening(urls(host, o.Name, listener.Addr().(*net.TCPAddr).Port, d.show().root))
	for {
		select {
		case <-ctx.Done():
			return shutdown(server, served)
		case err := <-served:
			return fmt.Errorf("serve: %w", err)
		case <-w.rings:
			build()
		case found := <-d.checked:
			o.Checked(found)
		}
	}
}

// shutdown lets requests under way end, for a moment.
func shutdown(server *http.Server, served <-chan error) error {
	ctx, cancel := context.WithTimeout(context.Background(), time.Second)
	defer cancel()
	if err := server.Shutdown(ctx); err != nil {
		server.Close()
	}
	<-served
	return nil
}

// PortError says what is wrong with the port that a preview is to listen on, and how
// to mend it.
type PortError struct {
	Port          int
	Problem, Hint string
}

func (e *PortError) Error() string { return fmt.Sprintf("port %d %s", e.Port, e.Problem) }

const portHint = "name another from 1024 to 65535, such as 8080; 0 is for any that is free"

const lastPort = 65535

// triedPorts is how many ports are tried before giving up.
const triedPorts = 100

// listen opens the port, or the next one that is free, on the loopback address
// unless the host says otherwise.
func listen(host string, port int) (net.Listener, error) {
	if host == "" {
		host = thisComputer
	}
	for i := range triedPorts {
		l, err := net.Listen("tcp", net.JoinHostPort(host, strconv.Itoa(port+i)))
		if err == nil {
			return l, nil
		}
		var unknown *net.DNSError
		if errors.As(err, &unknown) || errors.Is(err, syscall.EADDRNOTAVAIL) {
			return nil, &HostError{host, "is no address of this computer", hostHint}
		}
		switch {
		case errors.Is(err, syscall.EACCES):
			return nil, &PortError{port + i, "may not be listened on", portHint}
		case !errors.Is(err, syscall.EADDRINUSE):
			return nil, fmt.Errorf("listen on port %d: %w", port+i, err)
		case port+i == lastPort:
			return nil, &PortError{port, "is taken, and so is each after it", portHint}
		}
	}
	return nil, &PortError{port, fmt.Sprintf("is taken, and so are the %d after it", triedPorts-1), portHint}
}
