"""What stands around a fact: its sentence before and behind it, and the headings above."""

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field

from graph.model import Block, BlockKind, Document, Fact, Period, Record

SENTENCE = "。！？\n"


@dataclass(frozen=True, slots=True)
class Around(Record):
    """The words around a fact, read without marks of emphasis.

    `clause` is the fact's own evidence, `before` its sentence up to the end of it, `after` what follows in
    the sentence, `above` the headings.
    """

    clause: str
    before: str
    after: str
    above: str

    @property
    def all(self) -> str:
        return f"{self.above} {self.before}"


@dataclass
class Surroundings:
    """A document's blocks, found by offset."""

    document: Document
    _blocks: list[Block] = field(init=False)
    _starts: list[int] = field(init=False)
    _titles: dict[str, str] = field(init=False)

    def __post_init__(self) -> None:
        body = (b for b in self.document.blocks if b.kind is BlockKind.BODY and b.passage.offsets)
        self._blocks = sorted(body, key=lambda block: block.passage.offsets[0])
        self._starts = [block.passage.offsets[0] for block in self._blocks]
        self._titles = {section.id: section.title for section in self.document.sections}

    def of(self, fact: Fact) -> Around:
        clause = fact.span.of(self.document.source.text).replace("**", "")
        block = self._block(fact)
        if block is None:
            return Around(clause, clause, "", "")
        passage = block.passage
        start, end = (
            bisect_left(passage.offsets, fact.span.start),
            bisect_left(passage.offsets, fact.span.end),
        )
        opened = max(passage.text.rfind(mark, 0, start) for mark in SENTENCE) + 1
        stop = re.search(f"[{SENTENCE}]", passage.text[end:])
        after = passage.text[end : end + stop.start()] if stop else passage.text[end:]
        return Around(passage.text[start:end], passage.text[opened:end], after, self._above(fact.section))

    def period(self, fact: Fact) -> Period:
        """Whether the fact's paragraph looks back or ahead."""
        block = self._block(fact)
        return block.period if block else Period.NONE

    def _block(self, fact: Fact) -> Block | None:
        at = bisect_right(self._starts, fact.span.start) - 1
        return self._blocks[at] if at >= 0 else None

    def _above(self, section: str) -> str:
        """The titles over a section: the section's own and those of what it is part of."""
        parts = section.split("/")
        return " ".join(self._titles.get("/".join(parts[: n + 1]), parts[n]) for n in range(len(parts)))
