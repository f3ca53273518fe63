"""The package a .docx is: a zip of XML parts. Opened with care, because a zip can be a bomb."""

import io
import zipfile
import zlib
from typing import Any

import docx
from docx.opc.exceptions import OpcError
from lxml import etree

from graph.reading.errors import UnreadableError
from graph.reading.limits import MAX_PART, MAX_PARTS, MAX_UNPACKED, in_mib

STRICT = b"http://purl.oclc.org/ooxml/"  # namespaces of the "Strict" flavour, which python-docx cannot read
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

# What zipfile, lxml and python-docx raise on broken packages.
BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    etree.LxmlError,
    OpcError,
    KeyError,
    ValueError,
    AttributeError,
    TypeError,
    IndexError,
    AssertionError,
    EOFError,
    OSError,
    NotImplementedError,
    RuntimeError,
)


def open_package(name: str, data: bytes) -> Any:
    """The python-docx document in the bytes. Raises UnreadableError."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            _refuse_bombs(name, package)
            _refuse_flavours(name, package)
        return docx.Document(io.BytesIO(data))
    except UnreadableError:
        raise
    except BROKEN as error:
        raise UnreadableError(name, f"a broken .docx ({type(error).__name__}: {_short(error)})") from error


def local(element: Any) -> str:
    """An element's name without its namespace; "" for comments."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def value(element: Any, *path: str) -> str | None:
    """The w:val of a descendant: None if the element is missing, "" if it is there without a value."""
    found = element.find("/".join(W + step for step in path)) if element is not None else None
    return None if found is None else found.get(W + "val", "")


def whole(text: str | None, default: int) -> int:
    """A whole number of an attribute, or the default where it is missing or nonsense.

    >>> whole("3", 0), whole(None, 0), whole("1e9", 0), whole("9" * 5000, 0)
    (3, 0, 0, 0)
    """
    return int(text) if text and len(text) <= 9 and text.isascii() and text.isdigit() else default


def _refuse_bombs(name: str, package: zipfile.ZipFile) -> None:
    parts = package.infolist()
    if len(parts) > MAX_PARTS:
        raise UnreadableError(name, f"a package of {len(parts)} parts, the limit is {MAX_PARTS}")
    if any(part.flag_bits & 1 for part in parts):
        raise UnreadableError(name, "protected by a password; save it without one")
    total = sum(part.file_size for part in parts)
    if total > MAX_UNPACKED:
        raise UnreadableError(name, f"unpacks to {in_mib(total)}, the limit is {in_mib(MAX_UNPACKED)}")
    for part in parts:
        if part.filename.endswith((".xml", ".rels")) and part.file_size > MAX_PART:
            size = f"unpacks to {in_mib(part.file_size)}, the limit is {in_mib(MAX_PART)}"
            raise UnreadableError(name, f"its part {part.filename} {size}")


def _refuse_flavours(name: str, package: zipfile.ZipFile) -> None:
    if "[Content_Types].xml" not in package.namelist():
        raise UnreadableError(name, "a zip, but no Word file")
    if STRICT in package.read("_rels/.rels"):
        raise UnreadableError(name, "a Strict Open XML file; save it as an ordinary Word document (.docx)")
    for part in package.namelist():
        if part.endswith(".xml") and b"<!DOCTYPE" in package.read(part)[:4096]:
            raise UnreadableError(name, f"its part {part} declares entities, which no Word file does")


def _short(error: Exception) -> str:
    text = " ".join(str(error).split())
    return text if len(text) <= 120 else text[:119] + "…"
