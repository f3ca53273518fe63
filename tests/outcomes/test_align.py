"""One indicator of a city and of a county in it, side by side."""

from outcome_cases import told

from graph.outcomes import align

CITY = """政府工作报告

——2024年1月8日在云岭市第十八届人民代表大会第三次会议上

各位代表：

一、2023年工作回顾

过去一年，各项工作稳步推进。

二、2024年工作安排

地区生产总值增长5.5%以上，新增外贸实绩企业100家，进出口额突破1000亿元，跨境电商企业达到400家以上。
"""
COUNTY = """政府工作报告

——2024年1月3日在青溪县第十八届人民代表大会第三次会议上

各位代表：

一、2023年工作回顾

地区生产总值增长5.5%。

二、2024年工作安排

GDP增长6.5%，外贸进出口突破200亿元，年内培育跨境电商企业20家。
"""


def rows(*texts: str) -> list[tuple[str, str, object, object]]:
    def above(key: str) -> str:
        return {"青溪县": "云岭市"}.get(key, "")

    said = told(*texts)
    found = align(said, said, above)
    return [(a.indicator, a.year, a.upper.values["value"], a.lower.values["value"]) for a in found]


def test_the_same_indicator_of_one_year_stands_side_by_side() -> None:
    assert ("地区生产总值", "2024", 5.5, 6.5) in rows(CITY, COUNTY)
    assert ("进出口", "2024", 100000000000, 20000000000) in rows(CITY, COUNTY)


def test_a_stock_and_an_increase_do_not() -> None:
    assert len(rows(CITY, COUNTY)) == 2


def test_neighbours_are_not_aligned() -> None:
    assert rows(COUNTY, COUNTY) == []
