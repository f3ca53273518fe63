"""Indicators: every planned or reported figure, with what it measures.

A sentence is read as members of a list (`language.members`); each figure is held against the frames of
`indicators.toml` (`words`, `reading`) and given a label from its clause, its list or
the words before it (`labels`, `nouns`, `context`).
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from decimal import Decimal

from graph.extraction.body import BodyBlock, body_of
from graph.extraction.indicators.context import Context
from graph.extraction.indicators.doubts import doubtful
from graph.extraction.indicators.labels import topic_of
from graph.extraction.indicators.reading import Reading, read_figures
from graph.extraction.indicators.words import pattern
from graph.extraction.indicators.years import Years
from graph.model import Block, Document, Fact, Note, NoteKind, Period, Span


def extract(document: Document, claimed: Sequence[Span] = ()) -> Iterator[Fact]:
    """The indicators of a document's body. Figures inside `claimed` were read as something else."""
    taken = sorted(claimed)
    for written in body_of(document).blocks:
        yield from _read_block(document, written, taken)


def unread(document: Document, facts: Sequence[Fact]) -> Iterator[Note]:
    """The sentences of the body whose figures gave no fact at all, and the sums that cannot be meant as printed."""
    placed = sorted(facts, key=lambda fact: fact.span.start)
    starts = [fact.span.start for fact in placed]
    for written in body_of(document).blocks:
        for sentence in written.sentences:
            if sentence.aside or all(m.figure is None or m.figure.spelled for m in sentence.members):
                continue
            span = written.block.passage.span(sentence.start, sentence.end)
            found = placed[bisect_left(starts, span.start) : bisect_left(starts, span.end)]
            if not found:
                yield Note(
                    NoteKind.SKIPPED, document.source.name, "no rule reads the figures of this sentence", span
                )
            for fact in doubtful(found):
                stated = fact.span.of(document.source.text)
                message = f"“{stated}” beside sums ten thousand times as large: 万 or 亿 may be missing"
                yield Note(NoteKind.AMBIGUOUS, document.source.name, message, fact.span)


def _read_block(document: Document, body: BodyBlock, taken: list[Span]) -> Iterator[Fact]:
    block = body.block
    passage, context, years = block.passage, Context(), Years(block.passage.text)
    planned = block.period is Period.PLAN and not pattern("back").match(passage.text)
    for sentence in body.sentences:
        if not sentence.aside:
            written = passage.text[sentence.start : sentence.end]
            context = Context(topic_of(written))
            planned = planned or bool(pattern("ahead").search(written))
        for reading in read_figures(sentence, context):
            if not _is_taken(passage.span(reading.figure.start, reading.figure.end), taken):
                yield from _facts(document, block, reading, planned, years)


def _is_taken(figure: Span, taken: list[Span]) -> bool:
    at = bisect_left(taken, figure)
    return any(figure.meets(other) for other in taken[max(0, at - 1) : at + 1])


def _facts(document: Document, block: Block, reading: Reading, planned: bool, years: Years) -> Iterator[Fact]:
    """One fact, or two for a range: at least its lower end, at most its upper."""
    figure, span = reading.figure, block.passage.span(reading.start, reading.end)
    bounds = [(figure.value, reading.comparator)]
    if figure.high is not None:
        bounds = [(figure.value, "ge"), (figure.high, "le")]
    for value, comparator in bounds:
        values: dict[str, str | float | int] = {
            "indicator": reading.label,
            "kind": "target" if planned else "result",
            "measure": reading.measure,
            "value": _number(value * reading.frame.sign),
            "unit": figure.currency or figure.unit or ("" if figure.kind else "CNY"),
            "comparator": comparator,
            "year": reading.year or years.of(document, span, planned, figure.start),
        }
        yield Fact(
            "indicators",
            values,
            span,
            reading.frame.name,
            reading.confidence,
            section=block.section,
            task=block.task,
        )


def _number(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)
