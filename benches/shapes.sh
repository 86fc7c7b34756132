#!/usr/bin/env bash
# How long programs take to compile, and how large they are: a program of 30 distinct layer shapes (under 60 s of CPU and
# 400 KB of text), and the library alone, clean, without features (under 15 s of CPU).
set -euo pipefail
cd "$(dirname "$0")/.."
library=$PWD
work=$(mktemp -d)
trap 'rm -r "$work"' EXIT
command -v size >/dev/null || { echo "shapes: \`size\` is missing: apt-get install binutils"; exit 1; }

mkdir "$work/src"
cat >"$work/Cargo.toml" <<TOML
[package]
name = "thirty"
edition = "2024"
[dependencies]
tapeless = { path = "$library" }
[workspace]
TOML
{
    echo '#![allow(non_camel_case_types)]'
    echo 'use tapeless::optim::{Optimizer, Sgd};'
    echo 'use tapeless::prelude::*;'
    for i in $(seq 30); do
        # From 9→14 to 212→188, batches of 4 to 33.
        inputs=$((2 + 7 * i)) outputs=$((8 + 6 * i)) batch=$((3 + i))
        cat <<RUST
#[derive(Params)]
struct Net$i { w: Matrix<f32, $inputs, $outputs>, b: Vector<f32, $outputs> }
#[differentiable]
fn loss$i(net: &Net$i, x: &Matrix<f32, $batch, $inputs>, y: &Matrix<f32, $batch, $outputs>) -> f32 {
    (x.matmul(&net.w) + &net.b).tanh().mse(y)
}
fn train$i() -> f32 {
    let (mut net, mut gradient, mut ws) = (Net$i::boxed_zero(), Net$i::boxed_zero(), Workspace::<loss$i>::boxed());
    let (x, y) = (Matrix::boxed_zero(), Matrix::boxed_zero());
    let l = loss$i::value_and_grad(&net, &x, &y, &mut ws, &mut gradient);
    Sgd::new(0.1).step(&mut *net, &gradient);
    l
}
RUST
    done
    echo "fn main() { println!(\"{}\", 0.0 $(for i in $(seq 30); do echo "+ train$i()"; done)); }"
} >"$work/src/main.rs"

# cpu COMMAND…: its seconds of CPU
cpu() { { TIMEFORMAT='%U %S'; time "$@" >/dev/null 2>"$work/log"; } 2>&1 | awk '{ printf "%.1f", $1 + $2 }'; }
below() { awk -v x="$1" -v y="$2" 'BEGIN { exit !(x < y) }'; }

export CARGO_TARGET_DIR="$work/target"
(cd "$work" && cargo build -q --release -p tapeless)
seconds=$(cd "$work" && cpu cargo build --release) || { cat "$work/log"; exit 1; }
text=$(size "$work/target/release/thirty" | awk 'NR == 2 { print $1 }')
echo "30 layer shapes: $seconds s of CPU, $text bytes of text"

export CARGO_TARGET_DIR="$work/alone"
alone=$(cpu cargo build --release --no-default-features) || { cat "$work/log"; exit 1; }
echo "the library alone, no features, with its dependencies: $alone s of CPU"

status=0
below "$seconds" 60 || { echo "shapes: 60 s is the limit"; status=1; }
below "$text" 400000 || { echo "shapes: 400000 bytes is the limit"; status=1; }
below "$alone" 15 || { echo "shapes: 15 s is the limit"; status=1; }
exit $status
