#!/usr/bin/env bash
# How much processor time (user + system) `cargo check` takes: of this crate from clean, and of a program of 200 tensor
# expressions. Takes the least of three runs (`RUNS=n` for others), as a busy machine only ever adds. Fails above a bar.
set -euo pipefail
cd "$(dirname "$0")/.."
export CARGO_INCREMENTAL=0 CARGO_TERM_COLOR=never CARGO_TARGET_DIR
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
CARGO_TARGET_DIR=$work/target
TIMEFORMAT='%U %S'

# Processor seconds of a command.
seconds() { { time "$@" >"$work/log" 2>&1 || { cat "$work/log" >&2; exit 1; }; } 2>&1 | awk '{ printf "%.2f", $1 + $2 }'; }

program=$work/program
mkdir -p "$program/src"
cat >"$program/Cargo.toml" <<EOF
[package]
name = "program"
edition = "2024"
[workspace]
[dependencies]
tapeless = { path = "$PWD" }
EOF
cp Cargo.lock "$program/"
{
    echo 'use tapeless::prelude::*;'
    # Ten functions of twenty expressions, each of shapes that no other has.
    for n in $(seq 11 20); do
        cat <<EOF
pub fn f$n(x: &Matrix<f32, $n, 4>, w: &Matrix<f32, 4, 3>, b: &Vector<f32, 3>, labels: &Labels<$n, 3>) -> f32 {
    let h = x.matmul(w);
    let h = h + b;
    let h = h.tanh() * 2.0;
    let centred = &h - h.mean_keep::<0>();
    let scaled = centred / (h.var_keep::<0>() + 1e-5).sqrt();
    let positive = scaled.gt(0.0);
    let chosen = positive.select(&scaled, &h);
    let joined = chosen.concat::<1>(x);
    let flat: Vector<f32, { $n * 7 }> = joined.flatten();
    let back = flat.reshape::<shape![$n, 7]>();
    let part = back.slice(s![1..5, ..3]);
    let square = part.transpose().matmul(&part);
    let turned = square.permute::<1, 0>();
    let outer = turned.sum_axis::<0>().outer(b);
    let largest = outer.max() + outer.norm_l2() + outer.trace();
    let probabilities = chosen.softmax();
    let surprise = -probabilities.ln().mean();
    let loss = chosen.cross_entropy(labels) + surprise;
    let clamped = loss.max(0.0) + chosen.clamp(-1.0, 1.0).row(0).dot(b);
    clamped + largest * 1e-3
}
EOF
    done
} >"$program/src/lib.rs"

least() { printf '%s\n' "$@" | sort -n | head -1; }
whole=() alone=() expressions=()
cargo fetch -q
for _ in $(seq "${RUNS:-3}"); do
    rm -rf "$CARGO_TARGET_DIR"
    whole+=("$(seconds cargo check)")
    touch src/lib.rs
    alone+=("$(seconds cargo check)")
    (cd "$program" && cargo check -q)
    touch "$program/src/lib.rs"
    expressions+=("$(cd "$program" && seconds cargo check)")
done

missed=0
report() {
    printf '%-34s %6s s' "$1" "$2"
    if [ -n "${3:-}" ]; then
        printf '   bar %s s' "$3"
        if awk "BEGIN { exit !($2 > $3) }"; then printf '   MISSED'; missed=1; fi
    fi
    echo
}
report "the crate alone" "$(least "${alone[@]}")" 10
report "the crate and its dependencies" "$(least "${whole[@]}")" 10
report "a program of 200 expressions" "$(least "${expressions[@]}")" 2
exit $missed
