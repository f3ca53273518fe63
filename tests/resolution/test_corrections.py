"""What a person says goes before all rules, and is never dropped in silence."""

import json

import pytest

from graph.model import Fact, Span
from graph.resolution.corrected_facts import correct_facts, fact_name, unclaimed
from graph.resolution.corrections import Correction, CorrectionError, read_corrections, resolve_with
from graph.resolution.same import same
from tests.resolution.things import read_mention

HEAD = "what,target,other,value,name,date,reason"
SOLAR = "project/370812/光伏发电"
SECOND = "project/370812/光伏二期项目"
TEXT = "推进青禾纸业总投资80亿元的浆纸项目。"
WHOLE = Span(0, len(TEXT))
FACT = Fact(
    "investments",
    {"project": "浆纸项目", "amount": 8e9, "currency": "CNY", "kind": "total"},
    Span(2, 17),
    "invested",
)


def mentions() -> list:
    lines = [
        "2023 a 光伏发电 | | 18亿元",
        "2024 b 光伏二期项目 | | 8亿元",
        "2022 a 市民文化中心",
        "2024 b 市民文化中心",
    ]
    return [read_mention(line) for line in lines]


def rows(*lines: str) -> tuple[Correction, ...]:
    return read_corrections([HEAD, *lines], "corrections.csv")


def test_same_joins_and_says_who() -> None:
    resolved = resolve_with(mentions(), rows(f"same,{SOLAR},{SECOND},,王某,2024-05-01,同一基地"))
    found, lost = resolved.resolution, resolved.lost
    (answer,) = same(mentions(), found, "光伏发电", "光伏二期项目")
    assert (
        not lost
        and answer.judgement == "same"
        and "王某" in answer.because[0]
        and "同一基地" in answer.because[0]
    )


def test_different_keeps_apart_what_the_rules_would_join() -> None:
    first, second = (m.key for m in mentions()[2:])
    resolved = resolve_with(mentions(), rows(f"different,{first},{second},,王某,2024-05-01,新旧两处"))
    found, lost = resolved.resolution, resolved.lost
    assert not lost and found.of(mentions()[2]) != found.of(mentions()[3])


def test_a_correction_taken_back_leaves_nothing_behind() -> None:
    with_it = resolve_with(mentions(), rows(f"same,{SOLAR},{SECOND},,王某,2024-05-01,同一基地")).resolution
    without = resolve_with(mentions(), ()).resolution
    assert with_it != without and without == resolve_with(mentions(), ()).resolution


def test_another_label_leaves_the_id() -> None:
    resolved = resolve_with(mentions(), rows(f"label,{SOLAR},,鲁西光伏基地,王某,2024-05-01,正式名称"))
    found, lost = resolved.resolution, resolved.lost
    entity = found.of(mentions()[0])
    assert not lost and (entity.id, entity.label) == (SOLAR, "鲁西光伏基地")


def test_what_finds_no_target_is_reported() -> None:
    lost = resolve_with(mentions(), rows(f"same,{SOLAR},project/370812/风电,,王某,2024-05-01,同一处")).lost
    assert [str(one) for one in lost] == [
        f"corrections.csv:2: same {SOLAR}: no such thing: project/370812/风电"
    ]


def test_an_id_that_an_earlier_correction_made_is_found() -> None:
    joined = resolve_with(mentions(), rows(f"same,{SOLAR},{SECOND},,王某,2024-05-01,同一基地")).resolution
    whole = joined.of(mentions()[0]).id
    lines = (
        f"same,{SOLAR},{SECOND},,王某,2024-05-01,同一基地",
        f"same,{whole},project/370812/市民文化中心,,王某,2024-05-01,试验",
    )
    resolved = resolve_with(mentions(), rows(*lines))
    found, lost = resolved.resolution, resolved.lost
    assert not lost and len(found.entities) == 1


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("equal,a,b,,王某,2024-05-01,同", "none of"),
        ("same,a,,,王某,2024-05-01,同", "needs other"),
        ("same,a,b,,,2024-05-01,同", "needs name"),
        ("same,a,b,,王某,五月,同", "no date"),
        ("same,a,b,,王某,2024-05-01", "columns"),
    ],
)
def test_a_row_that_cannot_be_understood_is_refused(line: str, message: str) -> None:
    with pytest.raises(CorrectionError, match=message):
        rows(line)


def test_a_wrong_fact_is_withdrawn_or_put_right() -> None:
    name = fact_name("d", FACT)
    gone = correct_facts([FACT], rows(f"wrong,{name},,,王某,2024-05-01,误读"), "d", TEXT, WHOLE)
    assert gone.facts == () and gone.changes[0].before == FACT
    right = correct_facts(
        [FACT], rows(f"wrong,{name},,amount=10000000000,王某,2024-05-01,误读"), "d", TEXT, WHOLE
    )
    assert right.facts[0].values["amount"] == 1e10 and (right.changes[0].old, right.changes[0].new) == (
        "8000000000.0",
        "10000000000",
    )


def test_a_missing_fact_is_added_with_its_evidence() -> None:
    value = json.dumps(
        {
            "view": "project_enterprises",
            "project": "浆纸项目",
            "enterprise": "青禾纸业",
            "quote": "青禾纸业总投资80亿元的浆纸项目",
        },
        ensure_ascii=False,
    )
    row = Correction("missing", "d", "", value, "王某", "2024-05-01", "漏读")
    found = correct_facts([FACT], [row], "d", TEXT, WHOLE)
    assert found.facts[-1].span.of(TEXT) == "青禾纸业总投资80亿元的浆纸项目" and not found.lost


def test_facts_that_are_no_longer_there_are_reported() -> None:
    lines = (
        "wrong,d/fact/investments/000000000000,,,王某,2024-05-01,误读",
        "wrong,other/fact/investments/0,,,王某,2024-05-01,误读",
    )
    found = correct_facts([FACT], rows(*lines), "d", TEXT, WHOLE)
    assert [one.why for one in found.lost] == ["the document has no such fact any more"]
    assert [one.correction.line for one in unclaimed(rows(*lines), ["d"])] == [3]


def test_a_facts_name_holds_when_offsets_and_rules_change() -> None:
    assert fact_name("d", FACT) == fact_name("d", Fact(FACT.view, FACT.values, Span(5, 9), "other-rule"))
    assert fact_name("d", FACT) != fact_name(
        "d", Fact(FACT.view, {**FACT.values, "amount": 1e10}, FACT.span, "x")
    )
