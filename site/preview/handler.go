package preview

import (
	"bytes"
	"errors"
	"io/fs"
	"mime"
	"net"
	"net/http"
	"path"
	"strings"
	"sync"
	"time"

	"opas/site/output"
)

// handler answers from the Set of the latest good build.
type handler struct {
	mu     sync.RWMutex
	set    *output.Set // nil until a build was good
	prefix string      // path of the base URL
}

// show makes the handler answer from another Set.
func (h *handler) show(set *output.Set, prefix string) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.set, h.prefix = set, prefix
}

func (h *handler) shown() (*output.Set, string) {
	h.mu.RLock()
	defer h.mu.RUnlock()
	return h.set, h.prefix
}

// root returns the path below which the guide is served.
func (h *handler) root() string {
	if _, prefix := h.shown(); prefix != "" {
		return prefix
	}
	return "/"
}

// types are the media types of files, where the system's table may not agree.
var types = map[string]string{
	".css":  "text/css; charset=utf-8",
	".html": "text/html; charset=utf-8",
	".js":   "text/javascript; charset=utf-8",
	".json": "application/json",
	".pdf":  "application/pdf",
	".svg":  "image/svg+xml",
	".txt":  "text/plain; charset=utf-8",
	".webp": "image/webp",
	".avif": "image/avif",
	".xml":  "application/xml; charset=utf-8",
}

func typeOf(file string) string {
	ext := strings.ToLower(path.Ext(file))
	if t, ok := types[ext]; ok {
		return t
	}
	if t := mime.TypeByExtension(ext); t != "" {
		return t
	}
	return "application/octet-stream"
}

// ServeHTTP implements http.Handler.
func (h *handler) ServeHTTP(w http.ResponseWriter, req *http.Request) {
	for _, header := range Headers {
		w.Header().Set(header[0], header[1])
	}
	w.Header().Set("Cache-Control", "no-store")
	if !loopback(req.Host) {
		// A foreign name that leads here: DNS rebinding.
		http.Error(w, "this preview answers to loopback addresses only", http.StatusMisdirectedRequest)
		return
	}
	if req.Method != http.MethodGet && req.Method != http.MethodHead {
		w.Header().Set("Allow", "GET, HEAD")
		http.Error(w, "method not allowed", http.StatusMethodNotAllowed)
		return
	}
	set, prefix := h.shown()
	if set == nil {
		http.Error(w, "the guide has errors: see the terminal", http.StatusServiceUnavailable)
		return
	}
	file, ok := strings.CutPrefix(req.URL.Path, prefix)
	if !ok {
		http.Redirect(w, req, prefix, http.StatusFound)
		return
	}
	h.serve(w, req, set, file)
}

// serve answers with a file, with the index of a folder, or with the not-found
// page of the language that the address begins with.
func (h *handler) serve(w http.ResponseWriter, req *http.Request, set *output.Set, file string) {
	if file == "" || strings.HasSuffix(file, "/") {
		file += "index.html"
	} else if set.Has(file + "/index.html") {
		http.Redirect(w, req, path.Base(file)+"/", http.StatusMovedPermanently)
		return
	}
	status := http.StatusOK
	if !set.Has(file) {
		status = http.StatusNotFound
		lang, _, _ := strings.Cut(file, "/")
		if file = lang + "/404.html"; !set.Has(file) {
			file = "404.html"
		}
	}
	data, err := set.Bytes(file)
	if errors.Is(err, fs.ErrNotExist) {
		http.NotFound(w, req)
		return
	}
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", typeOf(file))
	if status != http.StatusOK {
		w.WriteHeader(status)
		if req.Method != http.MethodHead {
			w.Write(data)
		}
		return
	}
	http.ServeContent(w, req, file, time.Time{}, bytes.NewReader(data))
}

// loopback reports whether a Host header names this computer.
func loopback(host string) bool {
	name := host
	if h, _, err := net.SplitHostPort(host); err == nil {
		name = h
	}
	name = strings.Trim(name, "[]")
	if ip := net.ParseIP(name); ip != nil {
		return ip.IsLoopback()
	}
	return name == "localhost"
}
