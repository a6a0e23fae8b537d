package preview

import (
	"fmt"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"slices"
	"strconv"
	"strings"
)

// HostError says what is wrong with the host that a preview is to listen on, and
// how to mend it.
type HostError struct{ Host, Problem, Hint string }

func (e *HostError) Error() string { return fmt.Sprintf("host %q %s", e.Host, e.Problem) }

// thisComputer is the host where none was named.
const thisComputer = "127.0.0.1"

const hostHint = "an address or a name of this computer, such as 0.0.0.0 for all its addresses; the port is --port"

// cleanHost returns a host without the brackets that an address of IPv6 may have.
func cleanHost(s string) (string, error) {
	host := s
	if inner, ok := strings.CutPrefix(s, "["); ok && strings.HasSuffix(inner, "]") {
		host = strings.TrimSuffix(inner, "]")
	}
	if _, err := netip.ParseAddr(host); err == nil || !strings.ContainsAny(host, ":/[] ") {
		return host, nil
	}
	if name, port, err := net.SplitHostPort(host); err == nil && name != "" && !strings.Contains(port, "/") {
		return "", &HostError{s, "holds a port", fmt.Sprintf("--host %s --port %s", name, port)}
	}
	return "", &HostError{s, "is neither an address nor a name", hostHint}
}

// isAll reports whether a host stands for all addresses of this computer.
func isAll(host string) bool {
	ip := net.ParseIP(host)
	return ip != nil && ip.IsUnspecified()
}

// urls returns the address of the guide for a browser on this computer, and,
// where it is served at all of the computer's addresses, those for others. name
// is the computer's, "" where it is not known.
func urls(host, name string, port int, root string) (own string, others []string) {
	at := func(host string) string {
		u := url.URL{Scheme: "http", Host: net.JoinHostPort(host, strconv.Itoa(port)), Path: root}
		return u.String()
	}
	switch {
	case host == "":
		return at(thisComputer), nil
	case !isAll(host):
		return at(host), nil
	}
	if name != "" {
		others = append(others, at(name))
	}
	for _, address := range ownAddresses() {
		others = append(others, at(address))
	}
	return at("localhost"), others
}

// ownAddresses returns the addresses at which others may reach this computer,
// the shorter ones of IPv4 first.
func ownAddresses() []string {
	list, err := net.InterfaceAddrs()
	if err != nil {
		return nil // they are told for convenience
	}
	var four, six []string
	for _, a := range list {
		switch n, ok := a.(*net.IPNet); {
		case !ok || !n.IP.IsGlobalUnicast():
		case n.IP.To4() != nil:
			four = append(four, n.IP.String())
		default:
			six = append(six, n.IP.String())
		}
	}
	return append(four, six...)
}

// namesFor returns the names by which others call a preview that listens on a
// host of a computer of that name.
func namesFor(host, name string) []string {
	switch {
	case !isAll(host):
		return []string{host}
	case name == "":
		return nil
	}
	// In its own network a computer is called by the first part of its name, too,
	// and where there is no name server by that and .local (RFC 6762).
	short, _, _ := strings.Cut(name, ".")
	return []string{name, short, short + ".local"}
}

// welcome refuses requests that a page of someone else makes: those for a
// foreign name that leads here (DNS rebinding), and those that say they come
// from elsewhere. An origin is the preview's own where it is the very host that
// is asked, by the scheme that is served: a page at another port is someone
// else's.
func (h *handler) welcome(req *http.Request) bool {
	origin := req.Header.Get("Origin")
	return h.ours(req.Host) && (origin == "" || strings.EqualFold(origin, "http://"+req.Host))
}

// ours reports whether a host is this preview's: a loopback address, or, where
// it was told to listen to others, one of its names or any bare address.
//
// The port is not looked at. It is the one that the browser knows, which behind
// a tunnel (ssh -L 8000:localhost:1313) or in a container is not that of the
// listener; and what the check is for, a foreign name that was made to lead
// here, is foreign at any port. For the same reason a bare address needs not be
// one of this computer: it is the container's host's that others ask for, and no
// one can make an address lead elsewhere.
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
	return ip != nil || slices.ContainsFunc(h.names, func(own string) bool { return strings.EqualFold(own, name) })
}
