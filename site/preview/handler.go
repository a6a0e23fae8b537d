package preview

import (
	"bytes"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"html"
	"net/http"
	"path"
	"strings"
	"time"

	"opas/site/diag"
)

//go:embed client words
var client embed.FS

// handler answers requests: for files of the guide, and for what the preview
// has of its own.
type handler struct {
	desk  *desk
	host  string   // the address it was told to listen on, "" for this computer alone
	names []string // that others call it by
}

// newHandler returns a handler that was told to listen on a host of a computer
// of that name.
func newHandler(d *desk, host, name string) *handler { return &handler{d, host, namesFor(host, name)} }

// refusal is what the unwelcome are told.
const refusal = `this preview answers only to the address it was started for
    hint: to open it by another name or from another computer, start it with --host NAME, or --host 0.0.0.0 for all addresses of its computer`

// ServeHTTP implements http.Handler.
func (h *handler) ServeHTTP(w http.ResponseWriter, req *http.Request) {
	for _, header := range Headers {
		w.Header().Set(header[0], header[1])
	}
	w.Header().Set("Cache-Control", "no-cache")
	if !h.welcome(req) {
		http.Error(w, refusal, http.StatusForbidden)
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
	case p+"/" == previewPath:
		redirect(w, req, previewPath, req.URL.RawQuery)
	case strings.HasPrefix(p, clientPath):
		h.client(w, req, strings.TrimPrefix(p, clientPath))
	default:
		h.page(w, req)
	}
}

// page answers with the file at an address, leads on to where it is now, or
// says that there is none.
func (h *handler) page(w http.ResponseWriter, req *http.Request) {
	s := h.desk.show()
	if s.set == nil {
		h.errorPage(w, req)
		return
	}
	status, file := http.StatusOK, s.file(req.URL.Path)
	if p := s.follow(shownBy(req), file); p != nil {
		redirect(w, req, s.root+p.URL, req.URL.RawQuery)
		return
	}
	if file == "" {
		if to := s.leads(req.URL.Path); to != "" {
			redirect(w, req, to, req.URL.RawQuery)
			return
		}
		status, file = http.StatusNotFound, s.notFound(req.URL.Path)
	}
	data, err := s.set.Bytes(file)
	if _, ok := errors.AsType[*diag.Failure](err); ok {
		h.errorPage(w, req)
		return
	}
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
	data, err := client.ReadFile("client/" + name) // which takes clean paths only
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
	if req.Method == http.MethodHead {
		return // an answer without a body has an end
	}
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
