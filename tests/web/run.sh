#!/usr/bin/env bash
# Builds the page where digits are learned, tries the module in Node and the page in Chromium. The page is one file,
# `target/page/index.html`; it runs from the disk, and asks nothing of any network.
#
#     ./run.sh              # needs what it asks for
#     ./run.sh --install    # on Debian, as root: installs that first
set -euo pipefail
unset CARGO_TARGET_DIR
cd "$(dirname "$0")"

fail() {
    echo "web: $*" >&2
    exit 1
}
need() {
    command -v "$1" >/dev/null || fail "\`$1\` is missing: $2, or run \`$0 --install\` as root"
}
if [ "${1-}" = --install ]; then
    apt-get update -qq
    apt-get install -y -qq --no-install-recommends nodejs chromium
fi
need cargo "install Rust from https://rustup.rs"
need node "apt-get install nodejs"
need chromium "apt-get install chromium"
target=wasm32-unknown-unknown
[ -d "$(rustc --print target-libdir --target $target)" ] || rustup target add $target ||
    fail "the standard library for $target is missing: rustup target add $target"

cargo build --quiet --release
module=target/$target/release/web.wasm
bytes=$(wc -c <$module)
[ "$bytes" -lt 40960 ] || fail "the module has $bytes bytes, allowed are fewer than 40960"
echo "ok: the module has $bytes bytes"
timeout 60 node module.mjs $module || fail "the module does not learn in Node"

mkdir -p target/page
node page.mjs $module target/page/index.html
node page.mjs $module target/page/test.html draw.js
profile=$(mktemp -d)
trap 'rm -rf "$profile"' EXIT
timeout 300 chromium --headless --no-sandbox --disable-gpu --disable-quic --no-first-run \
    --disable-background-networking --disable-component-update --disable-sync --user-data-dir="$profile" \
    --hide-scrollbars --window-size=1040,860 --virtual-time-budget=120000 \
    --screenshot=target/page/page.png --dump-dom "file://$PWD/target/page/test.html" \
    >target/page/dom.html 2>target/page/chromium.txt ||
    fail "Chromium does not show the page: see target/page/chromium.txt"
node -e '
    const dom = require("fs").readFileSync("target/page/dom.html", "utf8");
    const found = dom.match(/<pre id="result" hidden="">(.*?)<\/pre>/);
    if (!found) throw Error("the page did not learn 2,000 steps");
    const { accuracy, loss, curve, wrong, answers } = JSON.parse(found[1]);
    console.log(`ok: in Chromium, ${accuracy} right, loss ${loss}; drawn and read: ${JSON.stringify(answers)}`);
    const misread = Object.entries(answers).filter(([drawn, answer]) => drawn !== answer);
    if (!(parseFloat(accuracy) >= 95 && loss < 0.1)) throw Error("it learned too little");
    if (curve < 200 || wrong > 4) throw Error(`a curve of ${curve} points, ${wrong} of 30 shown digits wrong`);
    if (misread.length > 0) throw Error(`misread: ${misread}`);
' || fail "the page does not do what it should"
[ "$(wc -c <target/page/page.png)" -gt 20000 ] || fail "the screenshot is empty"
echo "ok: tests/web/target/page/index.html, and how it looks: page.png beside it"
