"""What the figures of a sentence measure, over made-up sentences of the genre."""

from pathlib import Path

import pytest

from graph.extraction import indicators
from graph.extraction.indicators.words import TABLE
from graph.model import Attribute, Block, BlockKind, Document, Fact, Passage, Period, Source, Span
from tests.cases import Case, read_sentences

BOUNDS = {"eq": "=", "ge": "≥", "le": "≤", "approx": "≈"}
HEAD = {"year_planned": Attribute("2024", None, ""), "year_reviewed": Attribute("2023", None, "")}
CASES = list(read_sentences(Path(__file__).with_name("indicators.txt")))


def document(text: str, period: Period = Period.REVIEW, kind: BlockKind = BlockKind.BODY) -> Document:
    block = Block(kind, Passage(text, tuple(range(len(text)))), period=period)
    source = Source("case.txt", text, "", "text/plain")
    return Document(source, Span(0, len(text)), HEAD, (block,), (), ())


def read(text: str, period: Period = Period.REVIEW) -> list[Fact]:
    return list(indicators.extract(document(text, period)))


def row(fact: Fact) -> str:
    v = fact.values
    return (
        f"{v['indicator']} | {v['measure']} | {BOUNDS[str(v['comparator'])]} {v['value']} {v['unit']}".strip()
    )


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.where)
def test_case(case: Case) -> None:
    assert [row(fact) for fact in read(case.text)] == case.expected


def test_the_cases_were_found() -> None:
    assert len(CASES) >= 180
    assert sum(not case.expected for case in CASES) >= 15


@pytest.mark.parametrize("frame", TABLE["frames"], ids=lambda frame: frame["name"])
def test_every_frame_fires_on_its_example_and_not_on_its_near_miss(frame: dict[str, str]) -> None:
    assert frame["name"] in {fact.rule for fact in read(frame["example"])}
    assert frame["name"] not in {fact.rule for fact in read(frame["but"])}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.where)
def test_evidence_holds_the_figure(case: Case) -> None:
    for fact in read(case.text):
        quote = fact.span.of(case.text)
        assert quote
        assert len(quote) < 90


def test_a_review_reports_and_a_plan_promises() -> None:
    (result,) = read("新增学位540个", Period.REVIEW)
    (target,) = read("新增学位540个", Period.PLAN)
    assert (result.values["kind"], result.values["year"]) == ("result", "2023")
    assert (target.values["kind"], target.values["year"]) == ("target", "2024")


def test_a_review_that_comes_to_its_goals_promises() -> None:
    facts = read("财政收入增长5%。今年的主要预期目标是：财政收入增长6%。")
    assert [fact.values["kind"] for fact in facts] == ["result", "target"]


def test_a_plan_that_looks_back_reports() -> None:
    (fact,) = read("“十四五”时期，高速公路通车里程增加260公里。", Period.PLAN)
    assert fact.values["kind"] == "result"


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("到2027年城镇化率达到62%", "2027"),
        ("比2019年增长12%，利用外资增长9%", "2023"),
        ("财政收入年均增长8%", ""),
    ],
)
def test_the_year_is_the_one_the_clause_is_about(text: str, year: str) -> None:
    assert read(text)[-1].values["year"] == year


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("绿化率2023年、2024年、2025年分别达到40%、41%、42%", ["2023", "2024", "2025"]),
        ("2024年、2025年新增规上企业分别达到11家、13家", ["2024", "2025"]),
        ("到2024年、2025年，高新技术企业分别达到52家、61家", ["2024", "2025"]),
        ("到2025年，绿化率、普及率分别达到40%、96%", ["2025", "2025"]),
        ("到2025年，绿化率达到40%。效益更好。普及率达到96%。", ["2025", "2025"]),
        ("2025年，绿化率达到40%。普及率达到96%。", ["2025", "2024"]),
        ("2025年新增企业5家，新增岗位20个。新增学位9个。", ["2025", "2025", "2024"]),
        (
            "经济增长，2025年完成产值9亿元、税收2亿元，较2020年增长5%。新增岗位5个。",
            ["2025", "2025", "2025", "2024"],
        ),
        ("2023年开工的小区建成，新增岗位20个。", ["2024"]),
    ],
)
def test_a_list_of_years_gives_each_figure_its_own(text: str, years: list[str]) -> None:
    assert [fact.values["year"] for fact in read(text, Period.PLAN)] == years


def test_claimed_figures_are_left_to_who_claimed_them() -> None:
    text = "热电联产项目完成投资3亿元，新增供热面积80万平方米"
    at = text.index("3亿元")
    facts = list(indicators.extract(document(text), [Span(at, at + 3)]))
    assert [row(fact) for fact in facts] == ["新增供热面积 | level | = 800000 平方米"]


def test_only_the_body_is_read() -> None:
    assert not list(
        indicators.extract(document("“四上”企业：年收入2000万元的企业5家。", kind=BlockKind.GLOSSARY))
    )


def test_sentences_that_nothing_reads_are_reported() -> None:
    silent = document("建设通用机场。在6个乡镇开展试点。新增学位540个。")
    (note,) = indicators.unread(silent, list(indicators.extract(silent)))
    assert note.span is not None
    assert note.span.of(silent.source.text) == "在6个乡镇开展试点"


def test_confidence_tells_carried_labels_from_printed_ones() -> None:
    facts = read("一般公共预算收入12亿元、增长7%")
    assert [fact.confidence for fact in facts] == ["explicit", "contextual"]


@pytest.mark.parametrize(
    ("text", "doubted"),
    [
        ("实现销售收入6.48亿元，纯利2320元", ["纯利2320元"]),
        ("实现税收3.6亿元，农民纯收入5271元", []),
        ("实现税收3.6亿元，每亩补贴120元", []),
        ("实现税收3.6万元，利润2320元", []),
    ],
)
def test_a_sum_that_lost_its_scale_is_pointed_out(text: str, doubted: list[str]) -> None:
    written = document(text)
    notes = indicators.unread(written, list(indicators.extract(written)))
    assert [note.span.of(text) for note in notes if note.span and "may be missing" in note.message] == doubted
