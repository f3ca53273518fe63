"""Passages put together and taken apart."""

import re

from graph.model import Passage


def without(passage: Passage, taken: list[tuple[int, int]]) -> Passage:
    """The passage without the stretches that are taken."""
    keep = [n for n in range(len(passage.text)) if not any(a <= n < b for a, b in taken)]
    return Passage("".join(passage.text[n] for n in keep), tuple(passage.offsets[n] for n in keep))


def joined(passages: tuple[Passage, ...], mark: str = "") -> Passage:
    """Passages one after another; `mark` stands between them at the place where the next one begins."""
    text = ""
    offsets: tuple[int, ...] = ()
    for passage in passages:
        if text and mark and passage.text:
            text, offsets = text + mark, (*offsets, passage.offsets[0])
        text, offsets = text + passage.text, offsets + passage.offsets
    return Passage(text, offsets)


def first_clause(text: str) -> str:
    """What a text without a heading is called: its first clause, at most 30 characters."""
    return re.split(r"[，,。；;！：:]", text, maxsplit=1)[0][:30]


def plain_number(number: str) -> str:
    """A printed number without what only parts it from the text.

    >>> plain_number("12."), plain_number("（三）、"), plain_number("第 一 条")
    ('12', '（三）', '第一条')
    """
    return re.sub(r"[\s、.．﹒，,：:]", "", number)
