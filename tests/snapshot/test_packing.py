"""Compressed files have the bytes that their text gives them, whatever machine and Python packs them."""

import gzip
import hashlib
import io
import re
import subprocess
import zlib
from pathlib import Path

import pytest

from graph.snapshot import packing

TEXT = "".join(
    f'<https://example.org/{n}> <urn:p> "{n * n % 9973} 亿元" <urn:g{n % 7}> .\n' for n in range(20_000)
).encode()


def packed(tmp_path: Path, *parts: bytes) -> bytes:
    packing.gzip_parts(parts, tmp_path / "x.gz")
    return (tmp_path / "x.gz").read_bytes()


def test_the_bytes_are_these(tmp_path: Path) -> None:
    """They were found with deflate 0.9.0. If a new version of it packs otherwise, what is published still verifies,
    but the same input no longer gives the same bytes as before: the changelog must say so.
    """
    assert hashlib.sha256(packed(tmp_path, TEXT)).hexdigest() == (
        "0d20000d18116e5d7ce8005611c913adc2b1ae5dc5d81b8ca0b9601f79d2d5b2"
    )
    (piece,) = packing.deflated(io.BytesIO(TEXT))
    assert hashlib.sha256(piece).hexdigest() == (
        "9db2990c1c3fea72805bc461c76f0d895139330ab7a4dd28af1c0422929e454e"
    )


def test_no_name_no_time_no_system_is_in_it(tmp_path: Path) -> None:
    """RFC 1952: flags 0 (no name follows), time 0, system 255 (unknown)."""
    data = packed(tmp_path, TEXT)
    assert (data[:3], data[3], data[4:8], data[9]) == (b"\x1f\x8b\x08", 0, bytes(4), 255)


def test_how_it_comes_does_not_show(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packing, "MEMBER", 100_000)
    (tmp_path / "plain").write_bytes(TEXT)
    packing.gzip_file(tmp_path / "plain", tmp_path / "file.gz")
    whole = (tmp_path / "file.gz").read_bytes()
    assert whole == packed(tmp_path, TEXT) == packed(tmp_path, *TEXT.splitlines(keepends=True))
    assert gzip.decompress(whole) == TEXT and whole.count(b"\x1f\x8b\x08\0\0\0\0\0") == -(
        -len(TEXT) // 100_000
    )
    assert subprocess.run(["gzip", "-dc"], input=whole, capture_output=True, check=True).stdout == TEXT


@pytest.mark.parametrize("size", [0, 1, 99_999, 100_000, 100_001, 200_000])
def test_every_length(size: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packing, "MEMBER", 100_000)
    monkeypatch.setattr(packing, "PIECE", 100_000)
    text = TEXT[:size]
    assert gzip.decompress(packed(tmp_path, text)) == text
    pieces = list(packing.deflated(io.BytesIO(text)))
    assert b"".join(zlib.decompress(piece, -zlib.MAX_WBITS) for piece in pieces) == text
    assert len(pieces) == -(-size // 100_000)


def test_nothing_is_packed_by_the_zlib_of_the_machine(root: Path) -> None:
    """What the server sends over the wire is no file: Starlette may pack it as it likes."""
    ours = re.compile(r"zlib\.compress|GzipFile|gzip\.compress|ZipFile\([^)]*['\"][wax]|from gzip|from zlib")
    found = [
        f"{path.relative_to(root)}:{number}"
        for path in sorted((root / "graph").rglob("*.py"))
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if ours.search(line)
    ]
    assert not found
    assert 'node:zlib"' not in (root / "web/build.mjs").read_text(encoding="utf-8")
