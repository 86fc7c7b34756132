#!/usr/bin/env bash
# What `#[differentiable]` costs the one who compiles: CPU seconds (user + system) of checking and of building a crate of 30
# distinct functions of 11 operations each, beyond the same functions without the attribute.
#
#   bash benches/derive_cost.sh [rounds]
#
# Fails if `cargo check` costs more than 2 s of CPU beyond, or a release build more than 10 s in all.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
rounds=${1:-5}
crates=$(mktemp -d)
trap 'rm -rf "$crates"' EXIT
export CARGO_INCREMENTAL=0 CARGO_TARGET_DIR="$root/target/derive_cost" CARGO_TERM_COLOR=never

# Thirty functions: each its own sequence of eleven operations, drawn by a linear congruential generator.
functions() {
    local attribute=$1 seed=1 name op body
    local steps=('h.relu()' 'h.tanh()' 'h.sigmoid()' 'h.square()' 'h.softplus()' 'h.sin()' '&h * 0.5' '&h + x'
        '&h * x' '&h - &net.b1' 'h.matmul(&net.w1)' '&h + &net.b1' 'h.softmax()' 'h.gelu()')
    local ends=('h.sum()' 'h.mean()' 'h.norm_l2()' 'h.cross_entropy(y)')
    draw() { seed=$(((seed * 1103515245 + 12345) % 2147483648)); drawn=$(((seed >> 16) % $1)); }
    echo '#![allow(unused)]'
    echo 'use tapeless::prelude::*;'
    echo '#[derive(Params)]'
    echo 'pub struct Net { w1: Matrix<f32, 16, 16>, b1: Vector<f32, 16> }'
    for name in $(seq -f 'f%02g' 30); do
        body='let h = x.matmul(&net.w1);'
        for _ in $(seq 9); do
            draw ${#steps[@]}
            body+=" let h = ${steps[$drawn]};"
        done
        draw ${#ends[@]}
        echo "$attribute pub fn $name(net: &Net, x: &Matrix<f32, 8, 16>, y: &Labels<8, 16>) -> f32 { $body ${ends[$drawn]} }"
    done
    # Used, so that a build compiles them.
    if [ -n "$attribute" ]; then
        for name in $(seq -f 'f%02g' 30); do
            echo "pub fn step_$name(net: &Net, x: &Matrix<f32, 8, 16>, y: &Labels<8, 16>, ws: &mut Workspace<$name>, grad: &mut Net) -> f32 {"
            echo "    $name::value_and_grad(net, x, y, ws, grad)"
            echo '}'
        done
    fi
}

for crate in plain derived; do
    mkdir -p "$crates/$crate/src"
    printf '[package]\nname = "%s"\nversion = "0.0.0"\nedition = "2024"\n[dependencies]\ntapeless = { path = "%s" }\n' \
        $crate "$root" > "$crates/$crate/Cargo.toml"
done
functions '' > "$crates/plain/src/lib.rs"
functions '#[differentiable]' > "$crates/derived/src/lib.rs"
printf '[workspace]\nmembers = ["plain", "derived"]\nresolver = "3"\n' > "$crates/Cargo.toml"
cp "$root/Cargo.lock" "$crates/"

# CPU seconds of one command on one crate, its dependencies being built.
cost() {
    touch "$crates/$2/src/lib.rs"
    { TIMEFORMAT='%U %S'; time cargo -q $1 --manifest-path "$crates/Cargo.toml" -p "$2" >&2; } 2>&1 | awk 'END { print $1 + $2 }'
}
median() { sort -n | awk '{ a[NR] = $1 } END { print a[int((NR + 1) / 2)] }'; }

failed=0
for command in check 'build --release'; do
    for crate in plain derived; do
        cargo -q $command --manifest-path "$crates/Cargo.toml" -p $crate
    done
    : > "$crates/plain.s"; : > "$crates/derived.s"
    for _ in $(seq "$rounds"); do
        for crate in plain derived; do cost "$command" $crate >> "$crates/$crate.s"; done
    done
    plain=$(median < "$crates/plain.s") derived=$(median < "$crates/derived.s")
    case $command in
        check) bar='at most 2 beyond' verdict="$derived - $plain <= 2" ;;
        *) bar='at most 10 in all' verdict="$derived <= 10" ;;
    esac
    awk -v what="cargo $command" -v p="$plain" -v d="$derived" -v bar="$bar" \
        'BEGIN { printf "%-22s without %.2f s, with %.2f s, beyond %.2f s of CPU (%s)\n", what, p, d, d - p, bar }'
    awk "BEGIN { exit !($verdict) }" || failed=1
done
exit $failed
