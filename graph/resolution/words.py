"""The word lists of resolution, read from `words.toml`, longest first."""

import tomllib
from collections.abc import Iterable
from functools import cache
from pathlib import Path


@cache
def words(part: str, name: str) -> tuple[str, ...]:
    """A list of words, the longest first.

    >>> words("labels", "plants")[0]
    '加工厂'
    """
    with (Path(__file__).parent / "words.toml").open("rb") as file:
        found = tomllib.load(file)[part][name]
    return tuple(sorted([found] if isinstance(found, str) else found, key=lambda word: (-len(word), word)))


def cut_end(text: str, ends: Iterable[str], least: int = 2) -> tuple[str, str]:
    """A text without the first of the ends it has, and that end, where enough is left.

    >>> cut_end("浆纸项目", ("项目",)), cut_end("项目", ("项目",))
    (('浆纸', '项目'), ('项目', ''))
    """
    for end in ends:
        if text.endswith(end) and len(text) - len(end) >= least:
            return text[: len(text) - len(end)], end
    return text, ""
