"""Who pursues, holds and runs what, over made-up sentences of the genre."""

from pathlib import Path

import pytest

from graph.extraction import initiatives
from graph.extraction.words import table
from graph.model import Fact, NoteKind, Period
from tests.extraction.test_projects import Case, document, read_cases

CASES = list(read_cases(Path(__file__).with_name("initiatives.txt")))


def row(fact: Fact) -> str:
    sure = "" if fact.confidence == "explicit" else f" ({fact.confidence})"
    return " | ".join(str(v) for v in fact.values.values()) + sure


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.where)
def test_case(case: Case) -> None:
    assert [row(fact) for fact in initiatives.extract(document(case.text, case.period))] == case.expected


def test_the_cases_were_found() -> None:
    assert len(CASES) >= 70
    assert sum(not case.expected for case in CASES) >= 18


def rules(sentence: str) -> set[str]:
    period = Period.REVIEW if sentence.startswith("[review] ") else Period.PLAN
    return {fact.rule for fact in initiatives.extract(document(sentence.removeprefix("[review] "), period))}


@pytest.mark.parametrize("frame", table("initiatives")["frames"], ids=lambda frame: frame["name"])
def test_every_frame_fires_on_its_example_and_not_on_its_near_miss(frame: dict[str, str]) -> None:
    assert frame["name"] in rules(frame["example"])
    assert frame["name"] not in rules(frame["but"])


def test_every_rule_is_in_the_list() -> None:
    fired = {fact.rule for case in CASES for fact in initiatives.extract(document(case.text, case.period))}
    assert fired == {frame["name"] for frame in table("initiatives")["frames"]}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.where)
def test_evidence_holds_the_title(case: Case) -> None:
    whole = document(case.text, case.period)
    for fact in initiatives.extract(whole):
        target, quote = str(fact.values["target"]), fact.span.of(whole.source.text)
        # 争创工业软件、家居家电国家…, 分别获评省级、州级…: what two share is printed once
        assert any(target[:k] in quote and target[k:] in quote for k in range(len(target)))


def test_the_firm_of_the_sentence_before_holds_an_enterprises_title_only() -> None:
    before = "玉泉生物医疗器械有限公司扩大生产规模。"
    firm = list(initiatives.extract(document(before + "年产能翻番，获评省级新技术示范企业。", Period.REVIEW)))
    place = list(initiatives.extract(document(before + "获评省级森林县城。", Period.REVIEW)))
    assert [row(f) for f in firm] == ["玉泉生物医疗器械有限公司 | attained | 省级新技术示范企业 (contextual)"]
    assert [row(f) for f in place] == ["青溪县 | attained | 省级森林县城 (inferred)"]


def test_an_awards_verb_without_a_title_is_reported() -> None:
    text = "改革经验入选多项成果。支持青禾纸业争创国家级绿色工厂。"
    notes = list(initiatives.unread(document(text, Period.REVIEW)))
    assert [(note.kind, note.span.of(text)) for note in notes if note.span] == [
        (NoteKind.SKIPPED, "改革经验入选多项成果")
    ]
