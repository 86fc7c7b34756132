#!/bin/sh
# Proves on any Linux host that training needs no heap, no libc, and has no way to panic: builds a static library without
# an allocator, links it with nothing but `start.c`, runs it, and looks for what must not be in it.
#
# Not in it, because it may panic, as its documentation says: `while` beyond its `#[bound]`, and an index that only the
# running program knows (`row`, `col`, an array's own) where the compiler cannot see that it is in range.
set -eu
unset CARGO_TARGET_DIR
cd "$(dirname "$0")"

fail() {
    echo "no_alloc: $*" >&2
    exit 1
}
need() {
    command -v "$1" >/dev/null || fail "\`$1\` is missing: $2"
}
need cargo "install Rust from https://rustup.rs"
need cc "apt-get install gcc"
need nm "apt-get install binutils"

out=target/release
# found NAME PATTERN: prints the symbols that match; succeeds if there are any
found() {
    symbols=$(nm "$out/$1") || fail "cannot read the symbols of $1"
    echo "$symbols" | grep -q ' T trained$' || fail "$1 does not hold the training"
    echo "$symbols" | grep -E "$2"
}
# build NAME [FEATURES…]: the library, linked without a libc
build() {
    name=$1
    shift
    cargo build --quiet --release "$@"
    cc -O2 -ffreestanding -fno-tree-loop-distribute-patterns -nostdlib -static -Wl,--gc-sections \
        start.c "$out/libno_alloc.a" -o "$out/$name"
}

build trained
"$out/trained" || fail "network number $? did not learn"
echo "ok: four networks train without an allocator, a standard library or a libc ($(wc -c <"$out/trained") bytes of program)"

allocator='__rust_alloc|__rust_realloc|__rustc.*alloc|__rg_|exchange_malloc|\b(malloc|calloc|realloc|free|brk|mmap)$'
panic='panic|unwind|unwrap_failed|expect_failed'
found trained "$allocator" && fail "an allocator is linked"
echo "ok: no symbol of an allocator"
found trained "$panic" && fail "something can still panic"
echo "ok: no symbol of a panic"

# Each proof must fail where it should.
build panics --features with_panic
found panics "$panic" >/dev/null || fail "the search for panics does not find one that is there"
if message=$(cargo build --release --features with_alloc 2>&1); then
    fail "a library that links \`alloc\` was built without an allocator"
fi
echo "$message" | grep -q "no global memory allocator found" || fail "unexpected: $message"
echo "ok: both proofs fail where they should"
