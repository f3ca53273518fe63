"""Promises of a kind that extraction leaves unread: stages without a project's noun, money without its unit.

>>> [m["name"] for m in STAGE.finditer("大力发展空港物流，实现青溪新机场迁建通航。")]
['青溪新机场迁建']
>>> [m.group() for m in MONEY.finditer("全年争取150项政策和26亿资金在我县落地")]
['26亿资金']
"""

import re
from collections.abc import Iterator, Sequence

from graph.lexicon.alternatives import either
from graph.model import Block, BlockKind, Document, Fact, Period, Span
from graph.outcomes.words import TABLE

STAGES = {word: stage for stage in ("operating", "completed") for word in TABLE["unread"][stage].split()}
STAGE = re.compile(
    rf"(?<![\u4e00-\u9fff])(?:[\u4e00-\u9fff]{{0,4}}?){either(TABLE['unread']['urged'].split())}"
    rf"(?P<name>[\u4e00-\u9fff“”A-Za-z]{{4,20}}?)(?P<verb>{either(STAGES)})(?=[，。；]|$)"
)
MONEY = re.compile(r"(?P<value>\d+(?:\.\d+)?)(?P<scale>[亿万])(?P<noun>资金)")
SOUGHT = re.compile("争取")
SCALES = {"亿": 1e8, "万": 1e4}


def promises(document: Document, facts: Sequence[Fact]) -> Iterator[Fact]:
    """The targets of a document's plan that no fact covers."""
    year = document.head.get("year_planned")
    spans = sorted(fact.span for fact in facts if fact.view in ("project_stages", "indicators"))
    for block in document.blocks:
        if block.kind is BlockKind.BODY and block.period is not Period.REVIEW and year is not None:
            yield from (fact for fact in _read(block, year.value) if not _is_read(fact.span, spans))


def _is_read(span: Span, spans: Sequence[Span]) -> bool:
    return any(span.meets(other) for other in spans)


def _read(block: Block, year: str) -> Iterator[Fact]:
    text = block.passage.text
    for match in STAGE.finditer(text):
        values = {"project": match["name"], "stage": STAGES[match["verb"]], "status": "aim"}
        yield _fact("project_stages", values, block, match.span(), "unread-stage")
    for match in MONEY.finditer(text):
        start = max(text.rfind(mark, 0, match.start()) for mark in "，。；") + 1
        if SOUGHT.search(text, start, match.start()):
            value = float(match["value"]) * SCALES[match["scale"]]
            yield _fact("indicators", _sought(value, year), block, match.span(), "unread-money")


def _sought(value: float, year: str) -> dict[str, str | float]:
    return {
        "indicator": "争取资金",
        "kind": "target",
        "measure": "level",
        "value": value,
        "unit": "CNY",
        "comparator": "eq",
        "year": year,
    }


def _fact(view: str, values: dict[str, str | float], block: Block, at: tuple[int, int], rule: str) -> Fact:
    return Fact(view, values, block.passage.span(*at), rule, section=block.section, task=block.task)
