"""What a sentence says of projects, over made-up sentences of the genre."""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from graph.extraction import projects
from graph.extraction.words import table
from graph.model import (
    Attribute,
    Block,
    BlockKind,
    Document,
    Fact,
    NoteKind,
    Passage,
    Period,
    Section,
    Source,
    Span,
    Task,
)
from tests.cases import read_sentences

WORDS = {
    "project_stages": "stage",
    "investments": "money",
    "project_enterprises": "firm",
    "project_clusters": "cluster",
}
REGION = {"region": Attribute("青溪县", None, "")}


class Case(NamedTuple):
    where: str
    text: str
    period: Period
    expected: list[str]


def read_cases(path: Path) -> Iterator[Case]:
    """One-line cases; [review] before a text says that it looks back."""
    for where, text, expected in read_sentences(path):
        period = Period.REVIEW if text.startswith("[review] ") else Period.PLAN
        yield Case(where, text.removeprefix("[review] "), period, expected)


CASES = list(read_cases(Path(__file__).with_name("projects.txt")))


def document(
    text: str, period: Period = Period.PLAN, title: str = "", tasks: tuple[Task, ...] = (), task: str = ""
) -> Document:
    block = Block(BlockKind.BODY, Passage(text, tuple(range(len(text)))), "1" if title else "", task, period)
    sections = (Section("1", "", 1, "一", title, Span(0, 0), 0),) if title else ()
    return Document(
        Source("case.txt", text, "", "text/plain"), Span(0, len(text)), REGION, (block,), sections, tasks
    )


def row(fact: Fact) -> str:
    values = [str(int(v)) if isinstance(v, float) else str(v) for v in fact.values.values()]
    sure = "" if fact.confidence == "explicit" else f" ({fact.confidence})"
    return f"{WORDS[fact.view]} {' | '.join(values)}{sure}"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.where)
def test_case(case: Case) -> None:
    assert [row(fact) for fact in projects.extract(document(case.text, case.period))] == case.expected


def test_the_cases_were_found() -> None:
    assert len(CASES) >= 112
    assert sum(not case.expected for case in CASES) >= 25


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.where)
def test_evidence_is_the_text_itself(case: Case) -> None:
    whole = document(case.text, case.period)
    for fact in projects.extract(whole):
        quote = fact.span.of(whole.source.text)
        assert quote
        assert quote == quote.strip()


def rules(sentence: str) -> set[str]:
    period = Period.REVIEW if sentence.startswith("[review] ") else Period.PLAN
    return {fact.rule for fact in projects.extract(document(sentence.removeprefix("[review] "), period))}


@pytest.mark.parametrize("frame", table("projects")["frames"], ids=lambda frame: frame["name"])
def test_every_frame_fires_on_its_example_and_not_on_its_near_miss(frame: dict[str, str]) -> None:
    assert frame["name"] in rules(frame["example"])
    assert frame["name"] not in rules(frame["but"])


def test_every_rule_is_in_the_list() -> None:
    fired = {fact.rule for case in CASES for fact in projects.extract(document(case.text, case.period))}
    assert fired | {"topic-heading"} == {frame["name"] for frame in table("projects")["frames"]}


def test_a_heading_sets_the_industry() -> None:
    facts = projects.extract(document("加快青禾纸业包装纸项目建设。", title="做强绿色造纸产业。"))
    assert "cluster 青禾纸业包装纸项目 | 绿色造纸产业 (contextual)" in [row(fact) for fact in facts]


def test_a_task_above_sets_the_industry_and_a_general_heading_sets_none() -> None:
    tasks = (Task("（一）2", "1", "做优肉牛产业", Span(0, 0), Span(0, 0)),)
    text = "草原牧业万头育肥场9月底前投产。"
    below = document(text, title="优化营商环境", tasks=tasks, task="（一）2（1）")
    assert "cluster 草原牧业万头育肥场 | 肉牛产业 (contextual)" in [
        row(fact) for fact in projects.extract(below)
    ]
    assert not [
        f for f in projects.extract(document(text, title="优化营商环境")) if f.view == "project_clusters"
    ]


def test_money_read_as_a_projects_is_claimed_and_other_money_is_not() -> None:
    text = "投资3亿元的城东水厂开工，固定资产投资25亿元。"
    assert [span.of(text) for span in projects.claimed(document(text))] == ["3亿元"]


def test_money_without_a_project_is_reported() -> None:
    text = "全年完成交通投资40亿元。推进投资2亿元的城东水厂建设。"
    notes = list(projects.unread(document(text)))
    assert [(note.kind, note.span.of(text)) for note in notes if note.span] == [
        (NoteKind.SKIPPED, "全年完成交通投资40亿元")
    ]


def test_headings_and_glossaries_are_not_read() -> None:
    text = "推进城东水厂开工建设"
    for kind in (BlockKind.HEADING, BlockKind.GLOSSARY, BlockKind.TAIL, BlockKind.HEAD, BlockKind.CLOSING):
        block = Block(kind, Passage(text, tuple(range(len(text)))), period=Period.PLAN)
        whole = Document(Source("case.txt", text, "", "text/plain"), Span(0, len(text)), REGION, (block,))
        assert not list(projects.extract(whole))
