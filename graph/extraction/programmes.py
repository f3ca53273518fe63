"""Named initiatives of a government: “…”行动, …计划, …活动, 第…次普查 (view `programmes`)."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from graph.model import BlockKind, Document, Fact

RULES = Path(__file__).with_name("programmes.toml")
LONGEST = 26  # characters of a name without quotes
CENSUS = re.compile(r"第[一二三四五六七八九十\d]+次(?:全国)?[\u4e00-\u9fff]{2,12}普查")


@dataclass(frozen=True)
class _Rules:
    quoted: re.Pattern[str]
    alone: re.Pattern[str]
    governed: re.Pattern[str]
    following: re.Pattern[str]
    subject: re.Pattern[str]
    generic: re.Pattern[str]
    never: re.Pattern[str]
    leading: re.Pattern[str]
    soft: re.Pattern[str]
    hard: re.Pattern[str]


@cache
def _rules() -> _Rules:
    raw = tomllib.loads(RULES.read_text(encoding="utf-8"))
    quoted, nouns = "|".join(raw["quoted_nouns"]), "|".join([*raw["nouns"], "工程"])
    name = rf"(?P<name>[^，。；、：:,;“”《》（）()\s]{{2,{LONGEST}}}?(?:{nouns}))(?!计划|方案|经费|中心|力|场|室|家|师|院|质量|建设|量|项目|实施|领域|中|会)"
    return _Rules(
        re.compile(
            rf"“(?:[^“”]{{2,24}}”(?:“[^“”]{{2,24}}”)*{raw['between']}(?:{quoted})(?!计划|方案|经费|力|中心)|[^“”]{{2,20}}(?:{quoted})”)"
        ),
        re.compile(rf"“(?:[^“”，。]{{2,14}}{raw['quoted_alone']})”"),
        re.compile(rf"(?:{'|'.join(raw['verbs'])}){name}"),
        re.compile(rf"[、和]{name}"),
        re.compile(
            rf"(?:^|(?<=[，。；]))(?P<name>[^，。；、：:,;“”《》（）()\s\d]{{2,20}}?(?:{'|'.join(raw['subject_words'])})[^，。；、：:,;“”《》（）()\s]{{0,6}}?行动)(?!计划|方案|力)"
        ),
        re.compile(raw["generic"]),
        re.compile(raw["never"]),
        re.compile(raw["leading"]),
        re.compile("|".join(raw["soft_works"])),
        re.compile("|".join(raw["hard_works"])),
    )


def extract(document: Document) -> Iterator[Fact]:
    """One fact for each named initiative of the running text. `values`: name, without quotation marks."""
    for block in document.blocks:
        if block.kind is BlockKind.BODY:
            for start, end, rule in find(block.passage.text):
                words = re.sub(r"[“”\s]", "", block.passage.text[start:end])
                yield Fact(
                    "programmes",
                    {"name": words},
                    block.passage.span(start, end),
                    rule,
                    section=block.section,
                    task=block.task,
                )


def find(text: str) -> list[tuple[int, int, str]]:
    """The stretches of names in a text, in order, and the rule that found each.

    >>> text = "开展“疏堵保畅”行动，实施新一轮技改三年行动计划，推进管网改造工程。"
    >>> [text[a:b] for a, b, _ in find(text)]
    ['“疏堵保畅”行动', '技改三年行动计划']
    """
    rules = _rules()
    found: dict[tuple[int, int], str] = {}
    for match in rules.quoted.finditer(text):
        if not rules.never.search(match.group()):
            found[match.span()] = "programme:quoted"
            _take_following(found, text, match.end())
    for match in rules.alone.finditer(text):
        found.setdefault(match.span(), "programme:quoted-method")
    for match in CENSUS.finditer(text):
        found.setdefault(match.span(), "programme:census")
    for match in rules.governed.finditer(text):
        _take(found, text, *match.span("name"))
        _take_following(found, text, match.end())
    for match in rules.subject.finditer(text) if "行动" in text else ():
        _take(found, text, *match.span("name"), "programme:subject")
    spans = sorted(found)
    kept = [s for s in spans if not any(o != s and o[0] <= s[0] and s[1] <= o[1] for o in spans)]
    return [(start, end, found[start, end]) for start, end in kept]


def _take_following(found: dict[tuple[int, int], str], text: str, at: int) -> None:
    """The names that a list goes on with: “A”工程和B计划."""
    while following := _rules().following.match(text, at):
        _take(found, text, *following.span("name"))
        at = following.end()


def _take(
    found: dict[tuple[int, int], str], text: str, start: int, end: int, rule: str = "programme:governed"
) -> None:
    """A name without quotes, cut to its own words; nothing where it says no more than its noun."""
    rules = _rules()
    lead = rules.leading.match(text[start:end])
    start += lead.end() if lead else 0
    name = text[start:end]
    if (
        len(name) < 5
        or rules.generic.match(name)
        or rules.never.search(name)
        or re.search(r"\d+[个项场次]", name)
    ):
        return
    if name.endswith("工程") and (not rules.soft.search(name) or rules.hard.search(name)):
        return
    if any(a < end and start < b for a, b in found):
        return
    found[start, end] = rule
