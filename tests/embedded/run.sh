#!/bin/sh
# Builds every program of `src/bin`, runs it on a machine that QEMU plays, checks its result and prints what it costs,
# beside the same program written by hand. Instructions are counted by QEMU; they are not cycles. Behind those of a step
# stands by how many they differ from the fewest to the most, over all steps of the training. The stack is the deepest it has been, measurement
# included.
#
#     ./run.sh              # needs what it asks for
#     ./run.sh --install    # on Debian, as root: installs that first
set -eu
unset CARGO_TARGET_DIR
cd "$(dirname "$0")"

M4=thumbv7em-none-eabihf
M0=thumbv6m-none-eabi
OTHERS="riscv32imac-unknown-none-elf wasm32-unknown-unknown"

fail() {
    echo "embedded: $*" >&2
    exit 1
}

if [ "${1-}" = --install ]; then
    apt-get update
    apt-get install -y --no-install-recommends qemu-system-arm binutils-arm-none-eabi nodejs
fi
need() {
    command -v "$1" >/dev/null || fail "\`$1\` is missing: $2, or run \`$0 --install\` as root"
}
need cargo "install Rust from https://rustup.rs"
need qemu-system-arm "apt-get install qemu-system-arm"
need arm-none-eabi-size "apt-get install binutils-arm-none-eabi"
need node "apt-get install nodejs"
need timeout "apt-get install coreutils"
for target in $M4 $M0 $OTHERS; do
    [ -d "$(rustc --print target-libdir --target "$target")" ] || rustup target add "$target" ||
        fail "the standard library for $target is missing: rustup target add $target"
done
linker=$(rustc --print sysroot)/lib/rustlib/$(rustc --print host-tuple)/bin/rust-lld
[ -x "$linker" ] || command -v rust-lld >/dev/null ||
    fail "the linker rust-lld is missing: it comes with a toolchain of rustup, https://rustup.rs"

# The core alone.
for target in $M4 $M0 $OTHERS; do
    cargo build --quiet --release --manifest-path ../../Cargo.toml --no-default-features --target "$target" \
        --target-dir target || fail "the core does not build for $target"
    echo "ok: the core builds for $target"
done

# The program of ../no_alloc in a WebAssembly engine, to which it may ask nothing.
wasm=target/wasm32-unknown-unknown/release/no_alloc.wasm
cargo rustc --quiet --release --manifest-path ../no_alloc/Cargo.toml --target wasm32-unknown-unknown \
    --target-dir target --crate-type cdylib -- -C strip=symbols || fail "no_alloc does not build for WebAssembly"
timeout 60 node -e '
    const module = new WebAssembly.Module(require("fs").readFileSync(process.argv[1]));
    const { trained } = new WebAssembly.Instance(module).exports;
    process.exit(WebAssembly.Module.imports(module).length === 0 ? trained() : 2);
' $wasm || fail "no_alloc does not train in WebAssembly"
echo "ok: the same training runs in WebAssembly, without imports: $(wc -c <$wasm) bytes"

small="xor xor_by_hand"
large="digits digits_by_hand frozen frozen_by_hand sensor sensor_by_hand placed"
# build TARGET PROGRAMS: with and without their report
build() {
    for directory in plain report; do
        features=$([ $directory = plain ] || echo report)
        cargo build --quiet --release --target "$1" --features "$features" $(printf -- ' --bin %s' $2) ||
            fail "the programs do not build for $1"
        mkdir -p "target/$1/$directory"
        for program in $2; do
            cp "target/$1/release/$program" "target/$1/$directory"
        done
    done
}
build $M4 "$small $large"
build $M0 "$small"

# simulate MACHINE FILE: its output; succeeds if the program says that it does
simulate() {
    timeout 300 qemu-system-arm -machine "$1" -icount shift=5 -nographic -monitor none -serial none \
        -semihosting-config enable=on,target=native -kernel "$2"
}
# value NAME COLUMN: of that line of the report
value() {
    echo "$report" | awk -v name="$1" -v column="$2" '$1 == name { print $column; found = 1 } END { exit !found }' ||
        fail "$program reports no $1"
}

# row PROGRAM TARGET MACHINE: a row of the table; sets the variables that are compared below
row() {
    program=$1
    plain=target/$2/plain/$1
    simulate "$3" "$plain" || fail "$1 fails on $3 (status $?; 124 means that it took too long)"
    report=$(simulate "$3" "target/$2/report/$1") || fail "$1 fails on $3 when it is measured"
    clock=$(value thousand_turns 2)
    [ "$clock" -ge 1980 ] && [ "$clock" -le 2020 ] || fail "the clock of $3 counts $clock instructions for 2000"
    set -- $(arm-none-eabi-size "$plain" | tail -1) "$3"
    flash=$(($1 + $2)) static=$(($2 + $3)) machine=$7
    stack=$(value stack 2) step=$(value step 2) range=$(value step 3) inference=$(value inference 2)
    result=$(echo "$report" | awk '/permille/ { printf "%s %s  ", $1, $2 }')
    printf '%-16s %-11s %8d %8d %8d %8d %8d %7s %9d  %s\n' "$program" "$machine" "$flash" "$static" "$stack" \
        $((static + stack)) "$step" "~$range" "$inference" "$result"
    at_most "stack of $program" "$stack" 2048
}
# at_most WHAT FOUND LIMIT
at_most() {
    [ "$2" -le "$3" ] || fail "$1: at most $3, found $2"
}

echo
printf '%-16s %-11s %8s %8s %8s %8s %8s %6s %9s  %s\n' program machine flash static stack RAM step "" inference result
for pair in "xor $M0 microbit" "xor $M4 mps2-an386" "digits $M4 mps2-an386" "frozen $M4 mps2-an386" "sensor $M4 mps2-an386"; do
    set -- $pair
    row "$1_by_hand" "$2" "$3"
    by_hand=$step
    row "$1" "$2" "$3"
    case "$1 $3" in
    "xor mps2-an386")
        at_most "flash of xor" "$flash" 3678
        at_most "static RAM of xor" "$static" 4
        at_most "instructions per step of xor, 1.1 times those by hand" $((step * 10)) $((by_hand * 11))
        ;;
    "xor microbit") at_most "RAM of xor" $((static + stack)) 16384 ;;
    "digits mps2-an386") at_most "RAM of digits" $((static + stack)) 32768 ;;
    esac
    # A few jumps depend on the data, in tanh; without a floating-point unit, also all of the library that stands for it.
    [ "$2" = $M0 ] || at_most "difference between steps of $1" "$range" 32
done
row placed $M4 mps2-an386
at_most "RAM of placed" $((static + stack)) 18432
echo
echo "bytes, and instructions a training step and an inference; flash of digits and frozen: 59301 bytes are the digits"
