"""Packs the digits' CSV (64 pixels from 0 to 16, then the label) into digits.bin: see README.md.

    python3 pack_digits.py digits.csv.gz > digits.bin
"""

import gzip
import sys


def pack(row: str) -> bytes:
    *pixels, label = map(int, row.split(","))
    assert len(pixels) == 64 and max(pixels) <= 16 and label <= 9, row
    nibbles = [min(pixel, 15) for pixel in pixels]
    return bytes(low | high << 4 for low, high in zip(nibbles[::2], nibbles[1::2])) + bytes([label])


with gzip.open(sys.argv[1], "rt") as rows:
    sys.stdout.buffer.write(b"".join(map(pack, rows)))
