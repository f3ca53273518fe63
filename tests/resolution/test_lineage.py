"""Projects followed through whole documents: what each says, year by year, with its evidence."""

from collections.abc import Iterator

import pytest

from graph.extraction import projects
from graph.identity.places import Places
from graph.reading import read_bytes
from graph.resolution.gather import Gathered, gather, ground
from graph.resolution.lineage import LineageEntry, lineage
from graph.resolution.resolve import resolve
from graph.structure.document import read_documents

PLAN = """青溪县人民政府办公室关于印发2022年重点任务清单的通知
青政办〔2022〕8号
各乡镇人民政府：
一、工业
1.推进总投资8.6亿元的丰禾新材竹缠绕管廊产业园5月底前开工。（牵头单位：县工信局）
2.加快县城城东水厂建设。（牵头单位：县水利局）
青溪县人民政府办公室
2022年2月11日
"""
REPORT = """政府工作报告
——2023年1月6日在青溪县第十八届人民代表大会第二次会议上
青溪县人民政府县长 林某
各位代表：
一、2022年工作回顾
过去的一年，丰禾新材竹缠绕管廊产业园6月动工。县城城东水厂加快建设。
二、2023年工作安排
今年，推进总投资10.2亿元的丰禾新材竹缠绕管廊产业园竣工投产。加快县城城东水厂建设。
"""


def gathered() -> Iterator[Gathered]:
    places = Places()
    for name, text in (("plan.txt", PLAN), ("report.txt", REPORT)):
        for document in read_documents(read_bytes(name, text.encode()))[0]:
            yield from gather(ground(document, name, places), projects.extract(document))


@pytest.fixture(scope="module")
def entries() -> list[LineageEntry]:
    found = list(gathered())
    return list(lineage(found, resolve(g.mention for g in found)))


def of(entries: list[LineageEntry], word: str) -> list[LineageEntry]:
    return [e for e in entries if word in e.project.label]


def test_one_project_in_three_tellings(entries: list[LineageEntry]) -> None:
    told = of(entries, "竹缠绕管廊")
    assert len({e.project.id for e in told}) == 1
    assert [(e.year, e.source, e.amount, e.stage, e.status) for e in told] == [
        (2022, "plan.txt", 860000000.0, "started", "aim"),
        (2022, "report.txt", None, "started", "done"),
        (2023, "report.txt", 1020000000.0, "operating", "aim"),
    ]


def test_amounts_that_differ_stand_side_by_side(entries: list[LineageEntry]) -> None:
    assert (
        "8.6亿元" in of(entries, "竹缠绕管廊")[-1].note and "10.2亿元" in of(entries, "竹缠绕管廊")[-1].note
    )


def test_what_is_promised_again_is_said_to_be(entries: list[LineageEntry]) -> None:
    last = of(entries, "城东水厂")[-1]
    assert (last.year, last.stage, last.status) == (2023, "underway", "aim")
    assert last.note == "2022年已在推进，此处仍列为推进"


def test_the_evidence_is_the_sources_own_text(entries: list[LineageEntry]) -> None:
    texts = {"plan.txt": PLAN, "report.txt": REPORT}
    assert entries
    for entry in entries:
        assert entry.span.of(texts[entry.source]) and entry.facts
        assert any(entry.span.holds(fact.span) for fact in entry.facts)
