"""Step 1: the bytes of a file become a `Source`, whose text is final from here on.

Each format has its module, imported only when a file of that format comes: `plain` (.txt, .md),
`markup` (.html), `word` (.docx), `pdf` (.pdf). A file that cannot be read raises UnreadableError,
one line that says what and why; a part that cannot be read becomes a note of the source.
"""

import hashlib
from pathlib import Path, PurePath

from graph.model import Source
from graph.reading.errors import UnreadableError
from graph.reading.limits import MAX_BYTES, in_mib
from graph.reading.words import load_words

__all__ = ["SUFFIXES", "UnreadableError", "read_bytes", "read_file"]

SUFFIXES = (".txt", ".md", ".html", ".htm", ".docx", ".pdf")  # compared in lower case

# How files begin whose name promises something else. Word's old format is also what
# a password-protected .docx is wrapped in.
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
MAGIC = (
    (OLE, (), ".doc"),
    (b"{\\rtf", (), ".rtf"),
    (b"PK\x03\x04", (".docx",), "a zip package; if it is a Word file, name it .docx"),
    (b"%PDF-", (".pdf",), "a PDF by its content; name it .pdf"),
)


def read_file(path: Path) -> Source:
    """Read a file. Raises UnreadableError, also where the file system refuses."""
    try:
        if not path.is_file():
            raise UnreadableError(path.name, "no such file" if not path.exists() else "not a file")
        _refuse_huge(path.name, path.stat().st_size)
        data = path.read_bytes()
    except OSError as error:
        raise UnreadableError(path.name, f"cannot be opened ({error.strerror or error})") from error
    return read_bytes(path.name, data)


def read_bytes(name: str, data: bytes) -> Source:
    """Read a file's bytes by the suffix of its name. Raises UnreadableError.

    >>> read_bytes("工作报告.txt", "各位代表：".encode("gb18030")).text
    '各位代表：'
    """
    name = PurePath(name).name
    suffix = PurePath(name).suffix.lower()
    _refuse(name, suffix, data)
    sha256 = hashlib.sha256(data).hexdigest()
    try:
        return _read(name, data, sha256, suffix)
    except RecursionError as error:
        raise UnreadableError(name, "its elements are nested too deeply") from error


def _read(name: str, data: bytes, sha256: str, suffix: str) -> Source:
    if suffix in (".html", ".htm"):
        from graph.reading.markup import read_markup

        return read_markup(name, data, sha256)
    if suffix == ".docx":
        from graph.reading.word import read_word

        return read_word(name, data, sha256)
    if suffix == ".pdf":
        from graph.reading.pdf import read_pdf

        return read_pdf(name, data, sha256)
    from graph.reading.plain import read_plain

    return read_plain(name, data, sha256, suffix)


def _refuse(name: str, suffix: str, data: bytes) -> None:
    refused = load_words("refused")
    if suffix in refused:
        raise UnreadableError(name, refused[suffix])
    if suffix not in SUFFIXES:
        raise UnreadableError(
            name, f"no reader for {suffix or 'names without a suffix'}: {' '.join(SUFFIXES)}"
        )
    _refuse_huge(name, len(data))
    if not data:
        raise UnreadableError(name, "empty: 0 bytes")
    if data.startswith(OLE) and "EncryptedPackage".encode("utf-16-le") in data:
        raise UnreadableError(name, "protected by a password; save it without one")
    for magic, allowed, reason in MAGIC:
        if data.startswith(magic) and suffix not in allowed:
            raise UnreadableError(name, f"by its content, {refused.get(reason, reason)}")


def _refuse_huge(name: str, size: int) -> None:
    if size > MAX_BYTES:
        raise UnreadableError(name, f"too large: {in_mib(size)}, the limit is {in_mib(MAX_BYTES)}")
