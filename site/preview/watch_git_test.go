package preview

import (
	"fmt"
	"os"
	"os/exec"
	"testing"
	"time"
)

// TestCheckout goes from a branch to another with hundreds of other files and
// folders, and back.
func TestCheckout(t *testing.T) {
	for name, s := range map[string]seams{
		"gathered":     {quiet: 200 * time.Millisecond, longest: patience},
		"at real time": {quiet: quietTime, longest: longestTime},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := project(t)
			checkout := b.branches()
			b.watch(watchOptions{seams: s})
			for _, branch := range []string{"other", "main"} {
				b.once(s.quiet, func() { checkout(branch) })
				b.edit("content/" + branch + "/3/4/new.md")
				b.edit("content/both/3/4/x.md")
			}
		})
	}
}

// branches makes two branches, "main" checked out, and returns what checks out
// another: Git, or what does the same.
func (b *bell) branches() (checkout func(branch string)) {
	fill := func(branch string) {
		for i := range 10 {
			for j := range 10 {
				for k := range 3 {
					b.write(fmt.Sprintf("content/%s/%d/%d/%d.md", branch, i, j, k), branch)
				}
				b.write(fmt.Sprintf("content/both/%d/%d/x.md", i, j), branch)
			}
		}
	}
	if _, err := exec.LookPath("git"); err != nil {
		fill("main")
		return func(branch string) {
			for _, gone := range []string{"main", "other"} {
				b.ok(os.RemoveAll(b.path("content/" + gone)))
			}
			fill(branch)
		}
	}
	git := func(args ...string) {
		cmd := exec.Command("git", append([]string{"-c", "user.name=x", "-c", "user.email=x@example.org", "-c", "commit.gpgsign=false", "-c", "core.fsync=none"}, args...)...)
		cmd.Dir = b.dir
		cmd.Env = append(os.Environ(), "GIT_CONFIG_GLOBAL="+os.DevNull, "GIT_CONFIG_NOSYSTEM=1")
		if out, err := cmd.CombinedOutput(); err != nil {
			b.t.Fatalf("git %v: %v\n%s", args, err, out)
		}
	}
	git("init", "-q", "-b", "main")
	fill("main")
	git("add", ".")
	git("commit", "-q", "-m", "main")
	git("checkout", "-q", "-b", "other")
	git("rm", "-q", "-r", "content/main")
	fill("other")
	git("add", ".")
	git("commit", "-q", "-m", "other")
	git("checkout", "-q", "main")
	return func(branch string) { git("checkout", "-q", "-f", branch) }
}
