#!/usr/bin/env bash
# Measures PDF files made by opas beside the same pages printed by a headless
# Chromium, in one run: time, bytes, fields that can be filled in, and rules of
# PDF/UA-1 that veraPDF finds broken. Figures are in 0008-paper.md.
# Needs what .ci/run installs.
set -euo pipefail
cd "$(dirname "$0")/../.."
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
go build -o "$out/opas" ./cmd/opas
"$out/opas" build --quiet --out "$out/public"

echo "opas, in one process:"
go test ./site/booklet -run '^$' -bench 'Checklist|Guide|Unchanged' -count "${1:-3}" | grep ^Benchmark

fields() { # file: boxes and texts that a reader can fill in
  node site/booklet/testdata/fill.mjs .ci/node_modules/pdfjs-dist/legacy/build/pdf.mjs "$1" 2>/dev/null |
    sed -E 's/.*"boxes":([0-9]+),"texts":([0-9]+).*/\1+\2/'
}
broken() { # file: rules that it breaks
  java -cp .ci/greenfield-apps.jar org.verapdf.apps.GreenfieldCliWrapper -f ua1 --format xml "$1" 2>/dev/null |
    sed -nE 's/.*failedRules="([0-9]+)".*/\1/p' | head -1
}

printf '%s\t%s\t%s\t%s\t%s\n' file ms bytes fields broken
for pdf in "$out"/public/fi/tarkistuslistat/*/*.pdf "$out"/public/fi/tulosta/*.pdf; do
  name=$(basename "$pdf" .pdf)
  printf 'opas %s\t-\t%d\t%s\t%s\n' "$name" "$(stat -c %s "$pdf")" "$(fields "$pdf")" "$(broken "$pdf")"
  start=$(date +%s%N)
  chromium --headless --no-sandbox --disable-gpu --no-pdf-header-footer --print-to-pdf="$out/$name.pdf" \
    "file://$(dirname "$pdf")/index.html" >/dev/null 2>&1
  ms=$((($(date +%s%N) - start) / 1000000))
  printf 'chromium %s\t%d\t%d\t%s\t%s\n' "$name" "$ms" "$(stat -c %s "$out/$name.pdf")" "$(fields "$out/$name.pdf")" "$(broken "$out/$name.pdf")"
done
