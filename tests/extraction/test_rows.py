"""Tables of projects: what a row says in its columns."""

import pytest

from graph.extraction import projects
from graph.model import Document
from graph.reading import read_bytes
from graph.structure.document import read_documents


def document(table: str, above: str = "") -> Document:
    text = f"# 青溪县2026年重点项目计划\n\n{above}\n\n{table}"
    documents, _ = read_documents(read_bytes("plan.md", text.encode()))
    return documents[0]


def table(header: str, *rows: str) -> str:
    """A Markdown table of words parted by spaces; - is an empty cell."""
    lines = [header, " ".join("---" for _ in header.split()), *rows]
    cells = [["" if word == "-" else word for word in line.split()] for line in lines]
    return "\n".join(f"| {' | '.join(row)} |" for row in cells)


def read(given: Document) -> list[str]:
    """The facts that rest on a row, with the evidence re-sliced."""
    found = []
    for fact in projects.extract(given):
        values = [str(int(v)) if isinstance(v, float) else str(v) for v in fact.values.values()]
        quote = fact.span.of(given.source.text)
        assert quote.startswith(values[0]) or fact.view == "project_enterprises"
        found.append(f"{fact.view} {' | '.join(values)}")
    return found


def test_money_firm_and_progress_stand_in_columns() -> None:
    rows = table(
        "序号 项目名称 建设单位 总投资（万元） 2026年计划投资（万元） 形象进度 责任单位",
        "1 云岭储能电站 江远能源有限公司 50000 20000 6月底前开工 县发改局",
        "2 城东水厂扩建 县水利局 12,000 6000 主体完工 县水利局",
    )
    assert read(document(rows)) == [
        "investments 云岭储能电站 | 500000000 | CNY | total",
        "investments 云岭储能电站 | 200000000 | CNY | period",
        "project_stages 云岭储能电站 | started | aim",
        "project_enterprises 云岭储能电站 | 江远能源有限公司",
        "investments 城东水厂扩建 | 120000000 | CNY | total",
        "investments 城东水厂扩建 | 60000000 | CNY | period",
        "project_stages 城东水厂扩建 | completed | aim",
    ]


def test_a_list_that_says_nothing_of_who_answers() -> None:
    rows = table(
        "序号 项目名称 建设地点 总投资 累计完成投资（亿元） 进展情况",
        "1 云岭储能电站 东山镇 5.2亿元 1.3 正式开工",
        "- 合计 - 5.2亿元 1.3 -",
    )
    assert read(document(rows)) == [
        "investments 云岭储能电站 | 520000000 | CNY | total",
        "investments 云岭储能电站 | 130000000 | CNY | done",
        "project_stages 云岭储能电站 | started | done",
    ]


def test_the_unit_stands_over_the_table() -> None:
    rows = table("序号 项目名称 总投资 责任单位", "1 城东水厂 5200 县水利局", "2 城西水厂 待定 县水利局")
    assert read(document(rows, "单位：万元")) == ["investments 城东水厂 | 52000000 | CNY | total"]


def test_a_unit_outside_the_row_makes_the_fact_contextual() -> None:
    rows = table("序号 项目名称 总投资 年度投资（亿元）", "1 城东水厂 5.2亿元 1.3")
    facts = {str(fact.values["kind"]): fact for fact in projects.extract(document(rows))}
    assert (facts["total"].confidence, facts["total"].why) == ("explicit", "")
    assert facts["period"].confidence == "contextual"
    assert facts["period"].why == "the unit printed over the column or the table"


def test_an_amount_without_a_unit_is_pointed_out_and_not_guessed() -> None:
    given = document(table("序号 项目名称 总投资 责任单位", "1 城东水厂 5200 县水利局"))
    assert read(given) == []
    assert [note.message for note in projects.unread(given)] == ["the amount under “总投资” has no unit"]


@pytest.mark.parametrize(
    "rows",
    [
        table("序号 指标名称 目标值 责任单位", "1 固定资产投资 5200 县发改局"),
        table("序号 工作任务 责任单位", "1 完成总投资的统计 县统计局"),
        table("序号 项目名称 投资来源 责任单位", "1 城东水厂 5200万元 县水利局"),
        table("序号 单位名称 固定资产投资（万元）", "1 东山镇 5200"),
    ],
)
def test_columns_of_something_else_give_nothing(rows: str) -> None:
    assert [fact for fact in read(document(rows)) if fact.startswith("investments")] == []
