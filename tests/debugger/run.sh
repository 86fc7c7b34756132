#!/usr/bin/env bash
# Proves that derived code can be read and stepped through: the command of the documentation prints it, and gdb goes
# through forward and backward pass of `src/main.rs` at the lines and with the names of its author.
set -euo pipefail
unset CARGO_TARGET_DIR
cd "$(dirname "$0")"

fail() { echo "debugger: $*" >&2; exit 1; }
command -v cargo >/dev/null || fail "\`cargo\` is missing: install Rust from https://rustup.rs"
command -v gdb >/dev/null || fail "\`gdb\` is missing: apt-get install gdb"

shown=$(cargo run --quiet --features tapeless/show -- show)
for words in '// h_2_chain(a, h_before) = Then<Each<add(a, h_before)>, .tanh>' \
    'fn forward(' 'fn backward<' '// let squares = h.square();' 'ct_squares'; do
    grep --quiet --fixed-strings "$words" <<<"$shown" || fail "the text of the derived code does not say: $words"
done
echo "ok: \`cargo run --features tapeless/show\` prints the derived code"

said=$(gdb --batch --command steps.gdb target/debug/debugged 2>&1) || fail "gdb says: $said"
# What gdb says under a heading.
under() { awk -v heading="== $1" '/^== /{ on = ($0 == heading); next } on' <<<"$said"; }
# The lines that it stopped at under it, each as often as it was come to.
lines() { under "$1" | awk '/^[0-9]+\t/ && $1 != last { printf "%s ", $1; last = $1 }'; }
says() { under "$1" | grep --quiet --extended-regexp "$2" || fail "$1: no \`$2\` in"$'\n'"$(under "$1")"; }

[ "$(lines forward)" = "13 14 15 13 14 15 " ] || fail "forward goes through lines $(lines forward)"
says forward '::forward \(net=.*, x=.*, out=.*\) at src/main.rs:12'
says 'names forward' ' = 1$'
says 'names forward' 'data: \[0.4621171572600097'                 # h after the first turn: tanh(0.5)
[ "$(lines backward)" = "17 13 15 " ] || [ "$(lines backward)" = "18 17 13 15 " ] ||
    fail "backward goes through lines $(lines backward)"
says backward '::backward<.*ct=.*d_net=.* at src/main.rs:18'
says 'names backward' ' = 3$'
says 'names backward' 'data: \[0.9408290322295'                   # h before the last turn
says 'names backward' 'data: \[1.471205836404'                    # ct_h of the last turn: 2 · tanh(0.94…)
echo "ok: gdb steps through forward and backward at the user's lines, with the user's names"
