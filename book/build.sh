#!/usr/bin/env bash
# Builds the book into target/book. The programs of the course run first: what they print and plot is part of the pages.
set -euo pipefail
cd "$(dirname "$0")/.."

command -v mdbook >/dev/null || { echo "mdbook is missing: cargo install mdbook --locked --no-default-features"; exit 1; }

rm -rf book/src/output book/src/plots target/course
mkdir -p book/src/output
for page in book/src/*.md; do
    program=$(basename "$page" .md)
    if grep -q "output/$program.txt" "$page"; then
        cargo run --quiet --example "$program" >"book/src/output/$program.txt"
    fi
done
cp -r target/course book/src/plots

log=$(mktemp)
mdbook build book 2>&1 | tee "$log"
# A missing file or anchor is but a line in the log of mdbook, and a picture that is not there none at all.
if grep -qE "WARN|ERROR" "$log"; then
    echo "the book does not build without warnings"
    exit 1
fi
for plot in $(grep -oh "plots/[a-z_]*\.svg" book/src/*.md); do
    [ -e "target/book/$plot" ] || { echo "the book shows $plot, which no program draws"; exit 1; }
done
