"""Promises that measure one indicator by another: 居民收入增速不低于GDP增速.

The extraction reads figures; such a sentence has none, so its target is read here.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from graph.model import BlockKind, Document, Fact, Period
from graph.outcomes.figures import Figure
from graph.outcomes.meaning import read
from graph.outcomes.outcome import MET, MISSED, NUMBER, PARTLY, Outcome, Target

RULE = "relative"
PROMISE = re.compile(
    r"(?P<mine>[\u4e00-\u9fff、A-Z]{2,20}?)(?:增速|增长速度|增幅|增长)(?:不低于|高于|快于|跑赢|不慢于|略高于)"
    r"(?P<other>[\u4e00-\u9fffA-Z]{2,12}?)(?:增速|增长速度|增幅|增长)"
)
LEAD = re.compile(r"^.*(?:确保|实现|保持|推动|力争|保证|促进)")
ABOVE = re.compile(r"^(?:全国|全省|全市|上级|省|市|同期)")
INCOME, TOWN, COUNTRY = "居民可支配收入", "城镇居民可支配收入", "农村居民可支配收入"


def promises(document: Document) -> Iterator[Fact]:
    """The targets of a document that are measured by another indicator."""
    year = document.head.get("year_planned")
    for block in document.blocks:
        if block.kind is not BlockKind.BODY or block.period is Period.REVIEW or year is None:
            continue
        for match in PROMISE.finditer(block.passage.text):
            if ABOVE.match(match["other"]):
                continue
            values = {
                "indicator": LEAD.sub("", match["mine"]),
                "kind": "target",
                "measure": "growth",
                "than": match["other"],
                "unit": "%",
                "comparator": "ge",
                "year": year.value,
            }
            span = block.passage.span(*match.span())
            yield Fact("indicators", values, span, RULE, section=block.section, task=block.task)


def target_of(fact: Fact, document: Document) -> Target:
    return Target(
        fact, document, str(fact.values["indicator"]), str(fact.values["year"]), NUMBER, None, "%", "ge"
    )


def judged(target: Target, results: Sequence[Figure]) -> Outcome | None:
    """Both figures, where the report gives them: each part of the first against the second."""
    grown = {result.meaning.whole: result for result in reversed(results) if result.measure == "growth"}
    mine, other = (
        read(str(target.fact.values["indicator"])).whole,
        read(str(target.fact.values["than"])).whole,
    )
    than = grown.get(other)
    parts = [grown[mine]] if mine in grown else []
    if not parts and mine.endswith(INCOME):
        parts = [grown[name] for name in (TOWN, COUNTRY) if name in grown]
        parts = parts if len(parts) == 2 else []
    if than is None or not parts:
        return None
    least = min(parts, key=lambda part: part.value)
    most = max(part.value for part in parts)
    verdict = MET if least.value >= than.value else PARTLY if most >= than.value else MISSED
    sign = {MET: "≥", MISSED: "<"}.get(verdict, "，一高一低于")
    shown = "、".join(f"{part.fact.values['indicator']}{part.value:g}%" for part in parts)
    note = f"{shown} {sign} {than.fact.values['indicator']}{than.value:g}%"
    target = replace(target, value=than.value)
    return Outcome(target, verdict, NUMBER, least.fact, least.document, least.value, note)
