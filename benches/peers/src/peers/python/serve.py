"""Runs one library for `mod.rs`: `serve.py torch`. Commands come by standard input, answers go to standard output.

prepare WORDS        then the lengths of the arrays on a line, then their f32; answers `ready` or `absent`
run N                answers the seconds of the processor that N runs took
result               answers the number of f32, and then these

What a library does is in NAME_peer.py: `VERSION`, and `prepare(words, arrays)`, which gives `None` or `(run, result)`.
"""

import importlib
import sys
import time

import numpy

RATE = 0.05


def main():
    library = importlib.import_module(sys.argv[1] + "_peer")
    commands, answers = sys.stdin.buffer, sys.stdout.buffer

    def answer(line):
        answers.write(f"{line}\n".encode())
        answers.flush()

    answer(library.VERSION)
    run = result = None
    while line := commands.readline().decode().split():
        match line:
            case ["prepare", *words]:
                lengths = [int(length) for length in commands.readline().split()]
                arrays = [numpy.frombuffer(commands.read(4 * n), numpy.float32).copy() for n in lengths]
                prepared = library.prepare(words, arrays)
                run, result = prepared or (None, None)
                answer("ready" if prepared else "absent")
            case ["run", times]:
                start = time.process_time()
                run(int(times))
                answer(time.process_time() - start)
            case ["result"]:
                numbers = numpy.concatenate([numpy.ravel(part) for part in result()]).astype(numpy.float32)
                answer(len(numbers))
                answers.write(numbers.tobytes())
                answers.flush()


if __name__ == "__main__":
    main()
