"""Totals of the seeds that a person counted by reading: what an analyst would check first."""

import json
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from graph.evaluation.agreement import same_label

Row = dict[str, Any]
Rows = Callable[[str, str], list[Row]]
YI = 100_000_000

# Investor, project, 亿元, industry: every project with an amount in the report of 2024, in its order.
PROJECTS_OF_2024 = """
宁德时代           一期新能源动力电池项目      140    新能源
-                  光伏二期项目                8      新能源
-                  配套储能项目                9      新能源
西湖集团           新能源产业之都              105    新能源
铭元达             激光非标自动化              10     新能源
吉特利             新能源特种线缆              10     新能源
中北能源、南水北调集团 光伏项目                17.7   新能源
太阳纸业           170万吨浆纸一体化项目       100    造纸包装
湖北金叶           食品包装纸项目              5      造纸包装
浙江鼎辉           高端食品包装材料项目        10     造纸包装
华勤集团           华勤高端橡胶新材料产业园    103    橡胶化工
碧海化工           溴素系列                    11.2   橡胶化工
天成万丰           阳离子醚化剂系列            10     橡胶化工
益海嘉里           中央厨房                    12     健康食品
今麦郎             高端饮品                    10     健康食品
今麦郎             非油炸生产线改造            2      健康食品
白象食品           方便面扩产项目              1.5    健康食品
经典集团           高端装配式建筑集成房屋      35     高端装备
天意机械           大宗固废循环利用项目        10.5   高端装备
上海均和           云谷智造港                  50     高端装备
联诚精密           液压零部件智能制造          6      高端装备
金大丰             智慧农机装备                6      高端装备
正辰国际           高端冷链物流项目            20     -
中国邮政           电商物流产业园              5      -
"""
PORTFOLIOS_OF_2024 = {
    "108个重点项目": 710,
    "36个重点产业项目": 396,
    "10个招商引资项目": 195,
    "6个重点产业项目": 168,
}
BY_INDUSTRY = {"新能源": 299.7, "造纸包装": 115, "橡胶化工": 124.2, "健康食品": 25.5, "高端装备": 107.5}
ALL_INDUSTRIES, LOGISTICS = 671.9, 25

# The same of the tasks for 2023; one amount is in euros, and for two products.
AMOUNTS_OF_2023 = """
宁德时代           宁德时代新能源电池          140
-                  光伏发电                    18
-                  储能项目                    9
太阳纸业           170万吨浆纸一体化项目       80
华勤集团、倍耐力   400万条轿车胎               2EUR
凯米拉             聚丙烯酰胺                  10
天成化工           阳离子醚化剂                8.9
-                  中欧高端数控机床产业园      15
经典集团           绿色装配式建筑智能制造      35
天意机械           大宗固废循环利用装备研发生产 10.5
金大丰             大型智慧农机装备研发制造    6
益海嘉里           中央厨房                    12
今麦郎             饮品三期                    10
"""

# Enterprise and award, each named in the report of 2024.
AWARDS_OF_2024 = """
太阳纸业   中国企业500强
华勤集团   中国企业500强
经典集团   省“十强”产业集群领军企业
经典集团   国家级智能制造示范工厂
神州轮胎   国家级智能制造优秀场景
天意机械   国家级智能制造优秀场景
康迪泰克   国家级绿色工厂
益海嘉里   国家级绿色工厂
太阳纸业   中国专利奖优秀奖
太阳纸业   省科技进步一等奖
华勤集团   省国际科技合作基地
金大丰     国家级博士后科研工作站
金大丰     省科技进步二等奖
天意机械   国家级工业设计中心
天意机械   省长质量奖
"""


class Project(NamedTuple):
    """A line of the tables above."""

    investors: frozenset[str]
    name: str
    amount: float
    currency: str
    industry: str


def projects(text: str) -> list[Project]:
    return [_project(*line.split()) for line in text.strip().splitlines()]


def _project(investors: str, name: str, amount: str, industry: str = "-") -> Project:
    number = round(float(amount.removesuffix("EUR")) * YI)
    currency = "EUR" if amount.endswith("EUR") else "CNY"
    named = frozenset(investors.split("、")) - {"-"}
    return Project(named, name, number, currency, industry.removeprefix("-"))


OF_2024, OF_2023 = projects(PROJECTS_OF_2024), projects(AMOUNTS_OF_2023)


def params(table: list[Project]) -> list[Any]:
    return [pytest.param(project, id=project.name) for project in table]


def awards() -> list[Any]:
    names = ["-".join(line.split()) for line in AWARDS_OF_2024.strip().splitlines()]
    return [pytest.param(*name.split("-"), id=name) for name in names]


@pytest.fixture(scope="module")
def rows(snapshot: Path) -> Rows:
    """The rows of a view about a seed."""

    def read(view: str, seed: str) -> list[Row]:
        lines = (snapshot / "facts" / f"{view}.jsonl").read_text(encoding="utf-8").splitlines()
        return [row for row in map(json.loads, lines) if row["source"].startswith(seed)]

    return read


@pytest.fixture(scope="module")
def industry_of(rows: Rows) -> dict[str, str]:
    """Of each project of 2024 with its place, the industry."""
    placed = rows("project_clusters", "000")
    return {row["project"]: row["cluster"].removesuffix("产业") for row in placed}


def totals(rows: Rows, seed: str) -> list[Row]:
    return [row for row in rows("investments", seed) if row["kind"] == "total"]


# -- the tables themselves


def test_the_tables_add_up() -> None:
    sums: Counter[str] = Counter()
    for project in OF_2024:
        sums[project.industry] += int(project.amount)
    assert {name: total / YI for name, total in sums.items() if name} == BY_INDUSTRY
    assert (round(sum(BY_INDUSTRY.values()), 1), sums[""] / YI) == (ALL_INDUSTRIES, LOGISTICS)
    assert (len(OF_2024), len(OF_2023)) == (24, 13)


# -- money


@pytest.mark.parametrize("project", params(OF_2024))
def test_a_project_of_2024(project: Project, rows: Rows, industry_of: dict[str, str]) -> None:
    _check(project, rows, "000")
    assert industry_of.get(project.name, "") == project.industry


@pytest.mark.parametrize("project", params(OF_2023))
def test_a_project_of_2023(project: Project, rows: Rows) -> None:
    _check(project, rows, "004")


def _check(project: Project, rows: Rows, seed: str) -> None:
    """Name and amount are as printed; an investor whom the text leaves out is left empty."""
    found = [row for row in totals(rows, seed) if row["project"] == project.name]
    assert [(row["amount"], row["currency"]) for row in found] == [(project.amount, project.currency)]
    place = found[0]["start"]
    firms = {
        row["enterprise"]
        for row in rows("project_enterprises", seed)
        if row["project"] == project.name and abs(row["start"] - place) < 100
    }
    assert firms == project.investors


def test_24_projects_and_4_portfolios(rows: Rows) -> None:
    found = {row["project"]: row["amount"] for row in totals(rows, "000")}
    portfolios = {name: amount for name, amount in found.items() if name[0].isdigit() and "个" in name}
    assert portfolios == {name: yi * YI for name, yi in PORTFOLIOS_OF_2024.items()}
    assert found.keys() - portfolios.keys() == {project.name for project in OF_2024}
    assert len(totals(rows, "000")) == 24 + 4


def test_the_sums_by_industry(rows: Rows, industry_of: dict[str, str]) -> None:
    sums: Counter[str] = Counter()
    for row in totals(rows, "000"):
        if row["project"] not in PORTFOLIOS_OF_2024:
            sums[industry_of.get(row["project"], "")] += row["amount"]
    logistics = sums.pop("")
    assert {name: total / YI for name, total in sums.items()} == BY_INDUSTRY
    assert (sums.total() / YI, logistics / YI) == (ALL_INDUSTRIES, LOGISTICS)


def test_13_amounts_of_2023(rows: Rows) -> None:
    """One amount for two products is given with both, and is one amount: they share the sentence."""
    amounts = {(row["start"], row["amount"], row["currency"]) for row in totals(rows, "004")}
    assert len(amounts) == 13
    assert Counter(amount for _, amount, _ in amounts) == Counter(project.amount for project in OF_2023)
    euros = {row["project"] for row in totals(rows, "004") if row["currency"] == "EUR"}
    assert euros == {"400万条轿车胎", "800万条自行车胎"}


# -- awards


@pytest.mark.parametrize(("firm", "award"), awards())
def test_an_award_of_2024(firm: str, award: str, rows: Rows) -> None:
    attained = [row for row in rows("initiatives", "000") if row["relation"] == "attained"]
    assert [row for row in attained if row["actor"] == firm and same_label(row["target"], award)]


def test_15_awards_of_named_enterprises(rows: Rows) -> None:
    wanted = {tuple(line.split()) for line in AWARDS_OF_2024.strip().splitlines()}
    firms = {firm for firm, _ in wanted}
    found = [
        (row["actor"], row["target"])
        for row in rows("initiatives", "000")
        if row["relation"] == "attained" and row["actor"] in firms
    ]
    assert len(found) == len(wanted) == 15


# -- tasks, assignments, terms


def test_154_tasks_and_474_assignments(rows: Rows) -> None:
    tasks = {seed: {row["task"] for row in rows("assignments", seed)} for seed in ("003", "004")}
    assert tasks["003"] == {str(number) for number in range(1, 72)}
    assert tasks["004"] == {str(number) for number in range(1, 81)}  # 81 to 83 name nobody
    assert [len(rows("assignments", seed)) for seed in ("000", "001", "002", "003", "004")] == [
        0,
        0,
        0,
        325,
        149,
    ]


def test_tasks_are_154(snapshot: Path) -> None:
    from graph.snapshot.query import answer, open_snapshot

    count = "SELECT (COUNT(?task) AS ?n) WHERE { ?task a pg:Task }"
    solutions: Any = answer(open_snapshot(snapshot), count)
    assert [int(solution["n"].value) for solution in solutions] == [71 + 83]


def test_20_terms(rows: Rows) -> None:
    terms = [row["term"] for row in rows("terms", "000")]
    assert len(terms) == len(set(terms)) == 20


def test_officials_who_lead(rows: Rows) -> None:
    led = Counter(row["agent"] for row in rows("assignments", "003") if row["role"] == "lead_official")
    assert (len(led), led.total(), led["张锐"]) == (11, 101, 28)
