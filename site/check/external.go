package check

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"sync"
	"sync/atomic"
	"time"
)

// The limits of CheckExternal.
const (
	askTimeout = 10 * time.Second // for each request, redirects included
	askHosts   = 8                // hosts asked at a time
)

// External is an address on another site that does not answer as it should.
type External struct {
	URL     string
	Problem string // "answers 404 Not Found"
}

// CheckExternal asks for each address, follows redirects, and returns those that
// do not exist or cannot be reached, in the order of urls. It asks several hosts
// at a time, but each host for one address after the other.
func CheckExternal(ctx context.Context, client *http.Client, urls []string) []External {
	hosts := byHost(urls)
	problems := make([]string, len(urls))
	var next atomic.Int64
	var wg sync.WaitGroup
	for range min(askHosts, len(hosts)) {
		wg.Go(func() {
			for i := next.Add(1) - 1; i < int64(len(hosts)); i = next.Add(1) - 1 {
				for _, n := range hosts[i] {
					problems[n] = problem(ctx, client, urls[n])
				}
			}
		})
	}
	wg.Wait()
	var list []External
	for i, p := range problems {
		if p != "" {
			list = append(list, External{URL: urls[i], Problem: p})
		}
	}
	return list
}

// byHost groups the places of urls by host, the host with most of them first,
// since it takes longest.
func byHost(urls []string) [][]int {
	places := map[string]int{}
	var hosts [][]int
	for i, u := range urls {
		host := ""
		if parsed, err := url.Parse(u); err == nil {
			host = parsed.Host
		}
		n, ok := places[host]
		if !ok {
			n = len(hosts)
			places[host] = n
			hosts = append(hosts, nil)
		}
		hosts[n] = append(hosts[n], i)
	}
	slices.SortStableFunc(hosts, func(a, b []int) int { return len(b) - len(a) })
	return hosts
}

// problem returns what is the matter with an address, "" if nothing is. Some
// servers refuse HEAD or answer it wrongly, so a GET has the last word, except
// where the host was silent.
func problem(ctx context.Context, client *http.Client, address string) string {
	status, err := ask(ctx, client, http.MethodHead, address)
	if !timedOut(err) && (err != nil || status >= 400) && ctx.Err() == nil {
		status, err = ask(ctx, client, http.MethodGet, address)
	}
	switch {
	case ctx.Err() != nil:
		return "was not asked: " + context.Cause(ctx).Error()
	case timedOut(err):
		return fmt.Sprintf("does not answer within %d seconds", int(askTimeout.Seconds()))
	case err != nil:
		return "cannot be reached: " + reason(err)
	case status >= 400:
		return fmt.Sprintf("answers %d %s", status, http.StatusText(status))
	}
	return ""
}

func ask(ctx context.Context, client *http.Client, method, address string) (status int, err error) {
	ctx, cancel := context.WithTimeout(ctx, askTimeout)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, method, address, nil)
	if err != nil {
		return 0, err
	}
	res, err := client.Do(req)
	if err != nil {
		return 0, err
	}
	return res.StatusCode, res.Body.Close()
}

// reason returns what an error says besides the address.
func reason(err error) string {
	var inner *url.Error
	if errors.As(err, &inner) {
		err = inner.Err
	}
	return err.Error()
}

func timedOut(err error) bool {
	var t interface{ Timeout() bool }
	return errors.As(err, &t) && t.Timeout()
}
