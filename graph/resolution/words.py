"""The word lists of resolution, read from `words.toml`, longest first."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any


@cache
def _table() -> dict[str, dict[str, Any]]:
    return tomllib.loads(Path(__file__).with_name("words.toml").read_text(encoding="utf-8"))


@cache
def words(part: str, name: str) -> tuple[str, ...]:
    """A list of words, the longest first.

    >>> words("labels", "plants")[0]
    '加工厂'
    """
    found = _table()[part][name]
    return tuple(sorted([found] if isinstance(found, str) else found, key=lambda word: (-len(word), word)))


def cut_end(text: str, ends: tuple[str, ...], least: int = 2) -> tuple[str, str]:
    """A text without the first of the ends it has, and that end, where enough is left.

    >>> cut_end("浆纸项目", ("项目",)), cut_end("项目", ("项目",))
    (('浆纸', '项目'), ('项目', ''))
    """
    for end in ends if text.endswith(ends) else ():
        if text.endswith(end) and len(text) - len(end) >= least:
            return text[: len(text) - len(end)], end
    return text, ""
