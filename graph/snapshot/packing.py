"""Compression whose bytes depend on the input alone.

The zlib that a Python was built with differs from machine to machine (zlib, zlib-ng, a processor's own), and so do
the bytes it makes. libdeflate comes with its package and makes the same everywhere. It takes whole texts, so what is
large is cut into pieces: a .gz of several members (RFC 1952, 2.2), a list of raw deflate streams (RFC 1951).
"""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from deflate import deflate_compress, gzip_compress

LEVEL = 7  # what zlib packs at 6, in two thirds of the time
MEMBER = 64 << 20  # bytes of text in one member of a .gz
PIECE = 16 << 20  # in one raw stream


def gzip_file(source: Path, target: Path) -> None:
    """A compressed copy without a name or a time in it."""
    with source.open("rb") as plain:
        gzip_parts(iter(lambda: plain.read(MEMBER), b""), target)


def gzip_parts(parts: Iterable[bytes], target: Path) -> None:
    """Bytes, compressed as they come; how they were cut does not show."""
    with target.open("wb") as file:
        for text in _of_size(parts, MEMBER):
            file.write(gzip_compress(text, LEVEL))


def deflated(source: BinaryIO) -> Iterator[bytes]:
    """A file as raw deflate streams, one a piece."""
    while text := source.read(PIECE):
        yield bytes(deflate_compress(text, LEVEL))


def _of_size(parts: Iterable[bytes], size: int) -> Iterator[bytes]:
    """The same bytes in pieces of that size, the last one shorter; at least one, be it empty."""
    held = bytearray()
    for part in parts:
        held += part
        while len(held) > size:
            yield bytes(held[:size])
            del held[:size]
    yield bytes(held)
