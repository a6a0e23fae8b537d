#!/usr/bin/env bash
# Measures builds of generated guides beside the least that such a generator
# must do, in one run, and prints medians in milliseconds and their ratios.
# Figures are in 0004-measurements.md. TMPDIR on a tmpfs leaves the disk out.
set -euo pipefail
cd "$(dirname "$0")/../.."
go test ./site -run '^$' -bench 'Build|Floor|Rebuild' -benchtime 1x -count "${1:-5}" |
  awk '/^Benchmark/ { sub(/-[0-9]+$/, "", $1); n[$1]++; v[$1, n[$1]] = $3 / 1e6 }
    function median(name,   i, j, t) {
      for (i = 2; i <= n[name]; i++)
        for (j = i; j > 1 && v[name, j] < v[name, j-1]; j--) { t = v[name, j]; v[name, j] = v[name, j-1]; v[name, j-1] = t }
      return v[name, int((n[name] + 1) / 2)]
    }
    END {
      print "pages\tbuild\tfloor\tbuild/floor\trebuild after an edit"
      split("60 1002 10002", sizes, " ")
      for (i = 1; i <= 3; i++) {
        s = sizes[i]; b = median("BenchmarkBuild/" s); f = median("BenchmarkFloor/" s); r = median("BenchmarkRebuild/" s)
        printf "%d\t%.0f\t%.0f\t%.2f\t%.1f\n", s, b, f, b / f, r
      }
    }'
