#!/usr/bin/env bash
# Counts the instructions of five small workloads and fails if one needs 3 % more than is recorded here; times are noise
# on shared machines, instructions are not. `benches/guard.sh --record` writes what it counts into this file.
#
# Held to SSE2 or AVX2 (which the machine must have), because what AVX-512 saves depends on the machine.
set -euo pipefail
cd "$(dirname "$0")/.."

recorded() {
    cat <<'COUNTS'
w1 638
w2_batch_1 11015
w2_batch_32 180959
w7_batch_1 56513
softmax 20020
COUNTS
}

command -v valgrind >/dev/null || { echo "guard: valgrind is missing: apt-get install valgrind"; exit 1; }
grep -qw avx2 /proc/cpuinfo || { echo "guard: this processor has no AVX2, and the counts are of that"; exit 1; }

binary=$(cargo bench -q -p tapeless-benches --bench guarded --no-run --message-format=json |
    sed -n 's/.*"executable":"\([^"]*guarded[^"]*\)".*/\1/p' | tail -1)
[ -n "$binary" ] || { echo "guard: the benchmark \`guarded\` was not built"; exit 1; }

# counted NAME TURNS: instructions of a run with so many turns
counted() {
    valgrind --tool=callgrind --callgrind-out-file=/dev/null "$binary" "$1" "$2" 2>&1 |
        sed -n 's/.*Collected : \([0-9]*\).*/\1/p'
}

status=0 counts=
for name in w1 w2_batch_1 w2_batch_32 w7_batch_1 softmax; do
    # What a turn adds: starting the program is in both.
    few=$(counted $name 100) many=$(counted $name 300)
    now=$(((many - few) / 200))
    [ "$now" -gt 0 ] || { echo "guard: nothing was counted for $name"; exit 1; }
    counts+="$name $now"$'\n'
    then=$(recorded | sed -n "s/^$name //p")
    printf '%-12s %8d instructions a turn, recorded %s\n' "$name" "$now" "${then:-nothing}"
    if [ "${1:-}" != --record ] && { [ -z "$then" ] || [ $((now * 100)) -gt $((then * 103)) ]; }; then
        echo "guard: $name is slower by more than 3 %"
        status=1
    fi
done
if [ "${1:-}" = --record ]; then
    awk -v counts="$counts" '/^COUNTS$/ { printf "%s", counts; skip = 0 } !skip { print } /<<.COUNTS.$/ { skip = 1 }' \
        benches/guard.sh >benches/guard.sh.new
    chmod +x benches/guard.sh.new && mv benches/guard.sh.new benches/guard.sh
elif [ $status = 0 ]; then
    echo "ok: no workload needs more instructions than recorded"
fi
exit $status
