package preview

import (
	"bytes"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"html"
	"io/fs"
	"net"
	"net/http"
	"net/url"
	"path"
	"strings"
	"time"
)

//go:embed client words
var client embed.FS

// handler answers requests: for files of the guide, and for what the preview
// has of its own.
type handler struct {
	desk *desk
	host string // the address it was told to listen on, "" for this computer
}

func newHandler(d *desk, host string) *handler { return &handler{d, host} }

// ServeHTTP implements http.Handler.
func (h *handler) ServeHTTP(w http.ResponseWriter, req *http.Request) {
	for _, header := range Headers {
		w.Header().Set(header[0], header[1])
	}
	w.Header().Set("Cache-Control", "no-cache")
	if !h.welcome(req) {
		http.Error(w, "this preview answers only to the address it was started for", http.StatusForbidden)
		return
	}
	if req.Method != http.MethodGet && req.Method != http.MethodHead {
		w.Header().Set("Allow", "GET, HEAD")
		http.Error(w, "method not allowed", http.StatusMethodNotAllowed)
		return
	}
	switch p := req.URL.Path; {
	case p == eventsPath:
		h.events(w, req)
	case p == statePath:
		h.state(w, req)
	case p == previewPath:
		h.list(w, req)
	case strings.HasPrefix(p, clientPath):
		h.client(w, req, strings.TrimPrefix(p, clientPath))
	default:
		h.page(w, req)
	}
}

// welcome refuses requests that a page of someone else makes: those for a
// foreign name that leads here (DNS rebinding), and those that say they come
// from elsewhere.
func (h *handler) welcome(req *http.Request) bool {
	if !h.ours(req.Host) {
		return false
	}
	origin := req.Header.Get("Origin")
	if origin == "" {
		return true
	}
	u, err := url.Parse(origin)
	return err == nil && h.ours(u.Host)
}

// ours reports whether a host is this preview's: a loopback address, or, where
// it was told to listen to others, the name it was given or any bare address.
func (h *handler) ours(host string) bool {
	name := host
	if n, _, err := net.SplitHostPort(host); err == nil {
		name = n
	}
	name = strings.Trim(name, "[]")
	ip := net.ParseIP(name)
	switch {
	case ip != nil && ip.IsLoopback(), name == "localhost":
		return true
	case h.host == "":
		return false
	}
	return ip != nil || strings.EqualFold(name, h.host)
}

// page answers with a file, with the index of a folder, or with the not-found
// page of the language that the address begins with.
func (h *handler) page(w http.ResponseWriter, req *http.Request) {
	s := h.desk.show()
	if s.set == nil {
		h.errorPage(w, req)
		return
	}
	file, ok := strings.CutPrefix(req.URL.Path, s.root)
	if !ok {
		http.Redirect(w, req, s.root, http.StatusFound)
		return
	}
	if file == "" || strings.HasSuffix(file, "/") {
		file += "index.html"
	} else if s.set.Has(file + "/index.html") {
		http.Redirect(w, req, s.root+file+"/", http.StatusMovedPermanently)
		return
	}
	status := http.StatusOK
	if !s.set.Has(file) {
		if to, ok := s.moved[file]; ok {
			http.Redirect(w, req, s.root+strings.TrimSuffix(to, "index.html"), http.StatusFound)
			return
		}
		status = http.StatusNotFound
		lang, _, _ := strings.Cut(file, "/")
		if file = lang + "/404.html"; !s.set.Has(file) {
			file = "404.html"
		}
	}
	data, err := s.set.Bytes(file)
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	if strings.HasSuffix(file, ".html") {
		data = inject(data, s.event.Build, req.URL.Path)
	}
	send(w, req, status, file, data)
}

// send answers with bytes and their ETag; ranges and conditions are minded.
func send(w http.ResponseWriter, req *http.Request, status int, name string, data []byte) {
	sum := sha256.Sum256(data)
	w.Header().Set("Content-Type", typeOf(name))
	w.Header().Set("ETag", `"`+hex.EncodeToString(sum[:8])+`"`)
	if status == http.StatusOK {
		http.ServeContent(w, req, name, time.Time{}, bytes.NewReader(data))
		return
	}
	w.WriteHeader(status)
	if req.Method != http.MethodHead {
		w.Write(data)
	}
}

var endOfHead = []byte("</head>")

// inject adds the preview's script to a page. Pages without a head, which the
// redirects of a theme may be, stay as they are.
func inject(page []byte, build, address string) []byte {
	i := bytes.Index(page, endOfHead)
	if i < 0 {
		return page
	}
	tag := fmt.Sprintf(`<script src="%spreview.js" defer data-build="%s" data-path="%s"></script>`,
		clientPath, html.EscapeString(build), html.EscapeString(address))
	out := make([]byte, 0, len(page)+len(tag))
	out = append(out, page[:i]...)
	out = append(out, tag...)
	return append(out, page[i:]...)
}

// client answers with the preview's script and style.
func (h *handler) client(w http.ResponseWriter, req *http.Request, name string) {
	data, err := fs.ReadFile(client, path.Join("client", name))
	if err != nil || path.Ext(name) == ".html" {
		http.NotFound(w, req)
		return
	}
	send(w, req, http.StatusOK, name, data)
}

// keepAlive is how often a silent stream of events says that it is there, so
// that a connection that has died is noticed.
const keepAlive = 20 * time.Second

// events streams the events to a tab
// (https://html.spec.whatwg.org/multipage/server-sent-events.html).
func (h *handler) events(w http.ResponseWriter, req *http.Request) {
	w.Header().Set("Content-Type", "text/event-stream")
	out := http.NewResponseController(w)
	c := h.desk.hub.join()
	defer h.desk.hub.leave(c)
	tick := time.NewTicker(keepAlive)
	defer tick.Stop()
	for {
		var err error
		select {
		case <-req.Context().Done():
			return
		case <-h.desk.hub.done:
			return
		case <-tick.C:
			_, err = fmt.Fprint(w, ": still here\n\n")
		case e := <-c:
			data, jsonErr := json.Marshal(e)
			if jsonErr != nil {
				return
			}
			_, err = fmt.Fprintf(w, "retry: 500\nid: %s\ndata: %s\n\n", e.Build, data)
		}
		if err != nil || out.Flush() != nil {
			return
		}
	}
}
