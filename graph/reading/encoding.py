"""Bytes to text. Half of this genre's files are GB18030, and a wrong guess must not pass in silence.

Tried in this order: byte-order mark, strict UTF-8, the charset that the page declares, GB18030,
UTF-16 without mark, Big5, UTF-8 or GB18030 with a few broken bytes, and what charset-normalizer
says. UTF-8 proves itself; every other answer must look like Chinese prose (see `plausible`).
A file of one or two characters in GB18030 can happen to be valid UTF-8, and is then read as such.
"""

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass

from graph.model import Note, NoteKind, Span
from graph.reading.errors import UnreadableError
from graph.reading.plausible import ENOUGH, plausibility

MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16: its mark begins with that of UTF-16
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
GB_NAMES = frozenset({"gb2312", "gbk", "gb18030", "hz", "cp936"})  # as Python calls them; all read as GB18030
MOST_BROKEN = 1 / 1000  # the share of characters that may be broken before a file is refused
DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE)
CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text as decoded, its encoding in Python's name, and a note for each doubt."""

    text: str  # newlines are "\n"; no byte-order mark
    encoding: str
    notes: tuple[Note, ...] = ()


def decode(name: str, data: bytes, declared: str = "") -> Decoded:
    """Decode a file. CRLF and CR become LF, the byte-order mark goes, nothing else changes.

    `declared` is the charset that the file itself names, or "". Raises UnreadableError for empty
    and binary files and where no encoding gives readable text.

    >>> decode("报告.txt", "各位代表：\\r\\n".encode("gbk"))
    Decoded(text='各位代表：\\n', encoding='gb18030', notes=())
    """
    found = _by_mark(name, data) or _by_trial(data, _python_name(declared)) or _by_repair(data)
    found = found or _by_guess(name, data)
    if found is None:
        raise UnreadableError(name, f"not text in any known encoding (begins with {data[:8].hex(' ')})")
    text = found.text.replace("\r\n", "\n").replace("\r", "\n")
    _refuse_binary(name, text)
    notes = (*found.notes, *lost_notes(name, text), *_charset_notes(name, text, found.encoding, declared))
    return Decoded(text, found.encoding, notes)


def declared_charset(data: bytes) -> str:
    """The charset that a page's <meta> or XML declaration names, or "".

    >>> declared_charset(b'<meta http-equiv="Content-Type" content="text/html; charset=gb2312">')
    'gb2312'
    """
    match = DECLARED.search(data[:4096])
    return match[1].decode("ascii", "ignore") if match else ""


def lost_notes(name: str, text: str) -> Iterator[Note]:
    """A note if characters of a text are lost, with the place of the first.

    >>> [note.message for note in lost_notes("报告.txt", "增长\ufffd%")]
    ['characters lost (read as U+FFFD): 1']
    """
    lost = text.count("\ufffd")
    if lost:
        first = text.index("\ufffd")
        message = f"characters lost (read as U+FFFD): {lost}"
        yield Note(NoteKind.UNREADABLE, name, message, Span(first, first + 1))


def _by_mark(name: str, data: bytes) -> Decoded | None:
    for mark, encoding in MARKS:
        if data.startswith(mark):
            text = _strictly(data[len(mark) :], encoding)
            found = Decoded(text, encoding) if text is not None else _repaired(data[len(mark) :], encoding)
            if found is None:
                raise UnreadableError(
                    name, f"begins with the mark of {encoding}, and is not valid {encoding}"
                )
            return found
    return None


def _by_trial(data: bytes, declared: str) -> Decoded | None:
    text = _strictly(data, "utf-8")
    if text is not None and "\0" not in text:
        return Decoded(text, "utf-8")
    tried = ((encoding, _strictly(data, encoding)) for encoding in _candidates(declared))
    scored = [(plausibility(text), text, encoding) for encoding, text in tried if text is not None]
    best = max(scored, default=(0.0, "", ""), key=lambda item: item[0])  # the first of equals
    return Decoded(best[1], best[2]) if best[0] >= ENOUGH else None


def _candidates(declared: str) -> Iterator[str]:
    yield from dict.fromkeys(filter(None, (declared, "gb18030", "utf-16-le", "utf-16-be", "big5")))


def _by_repair(data: bytes) -> Decoded | None:
    return _repaired(data, "utf-8") or _repaired(data, "gb18030")


def _repaired(data: bytes, encoding: str) -> Decoded | None:
    """The text with U+FFFD for broken bytes, if they are few: a file cut in a character, say."""
    text = data.decode(encoding, "replace")
    broken = text.count("\ufffd")
    if broken > max(1, len(text) * MOST_BROKEN) or plausibility(text) < ENOUGH:
        return None
    return Decoded(text, encoding)


def _by_guess(name: str, data: bytes) -> Decoded | None:
    from charset_normalizer import from_bytes

    guess = from_bytes(data[:65536]).best()
    text = _strictly(data, guess.encoding) if guess else None
    if guess is None or text is None or plausibility(text) < ENOUGH:
        return None
    note = Note(NoteKind.AMBIGUOUS, name, f"encoding guessed: {guess.encoding}")
    return Decoded(text, guess.encoding, (note,))


def _strictly(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return None


def _python_name(declared: str) -> str:
    """
    >>> _python_name("GB2312"), _python_name("utf8"), _python_name("no-such")
    ('gb18030', 'utf-8', '')
    """
    try:
        known = codecs.lookup(declared).name
    except (LookupError, ValueError):
        return ""
    return "gb18030" if known in GB_NAMES else known


def _refuse_binary(name: str, text: str) -> None:
    if not text.strip():
        raise UnreadableError(name, "empty: no text in it")
    if "\0" in text or len(CONTROL.findall(text)) > len(text) / 100:
        raise UnreadableError(name, "binary data, not text")


def _charset_notes(name: str, text: str, encoding: str, declared: str) -> Iterator[Note]:
    if declared and _python_name(declared) != encoding and not text.isascii():
        yield Note(NoteKind.AMBIGUOUS, name, f"declares {declared}, and is {encoding}")
