"""Which documents are compared with each other: those of one prefecture; the province lends its figures."""

import json
from pathlib import Path

from graph.identity.places import Region
from graph.pipeline import build
from graph.rdf.names import Base
from graph.relations.groups import Entry, grouped

PROVINCE = Region("37", "山东省", "37", "province")
CITY = Region("3708", "济宁市", "3708", "prefecture", "37")
COUNTY = Region("370812", "兖州区", "370812", "county", "3708")
ELSEWHERE = Region("370102", "历下区", "370102", "county", "3701")
UNKNOWN = Region("青溪县", "青溪县")


def groups(*places: tuple[Region, ...]) -> dict[str, tuple[list[str], list[str]]]:
    entries = [Entry(f"d{n}", f"{n}", regions) for n, regions in enumerate(places)]
    return {
        group.key: ([e.iri for e in group.entries], [e.iri for e in group.over]) for group in grouped(entries)
    }


def test_a_prefecture_with_all_that_lies_in_it() -> None:
    found = groups((COUNTY, CITY, PROVINCE), (CITY, PROVINCE), (ELSEWHERE, PROVINCE), (PROVINCE,))
    assert found == {"37": (["d3"], []), "3701": (["d2"], ["d3"]), "3708": (["d0", "d1"], ["d3"])}


def test_places_the_gazetteer_lacks_go_by_name_and_those_without_a_place_alone() -> None:
    assert groups((UNKNOWN,), (UNKNOWN,), (), ()) == {
        "青溪县": (["d0", "d1"], []),
        "d2": (["d2"], []),
        "d3": (["d3"], []),
    }


PLAN = """{place}2023年重点工作任务
{place}人民政府办公室
一、工业
1.抓企业。新增高新技术企业12家。（牵头单位：县科技局）
"""
REPORT = """政府工作报告
——2024年1月8日在{place}第十八届人民代表大会第三次会议上
一、2023年工作回顾
新增高新技术企业14家。
二、2024年工作安排
新增高新技术企业15家。
"""


def outcomes(tmp_path: Path, *texts: str) -> list[tuple[str, str]]:
    folder = tmp_path / "in"
    folder.mkdir()
    for number, text in enumerate(texts):
        (folder / f"{number}.txt").write_text(text, encoding="utf-8")
    build([str(folder)], tmp_path / "out", base=Base(), jobs=1)
    lines = (tmp_path / "out" / "facts" / "outcomes.jsonl").read_text(encoding="utf-8").splitlines()
    return sorted((row["year"], row["verdict"]) for row in map(json.loads, lines))


def test_a_promise_is_set_against_its_own_places_report(tmp_path: Path) -> None:
    found = outcomes(tmp_path, PLAN.format(place="青溪县"), REPORT.format(place="青溪县"))
    assert found == [("2023", "met"), ("2024", "pending")]


def test_and_not_against_another_places(tmp_path: Path) -> None:
    found = outcomes(tmp_path, PLAN.format(place="青溪县"), REPORT.format(place="云岭县"))
    assert found == [("2023", "pending"), ("2024", "pending")]
