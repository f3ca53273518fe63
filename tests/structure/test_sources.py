"""The five source documents, against what was counted in them by hand."""

from collections import Counter
from pathlib import Path

import pytest

from graph.model import Document
from graph.reading import read_file
from graph.structure.document import read_documents

SEEDS = Path(__file__).parents[2] / "seeds"


def documents(prefix: str) -> tuple[Document, ...]:
    (path,) = SEEDS.glob(f"{prefix}_*.txt")
    return read_documents(read_file(path))[0]


def value(document: Document, name: str) -> str:
    return document.head[name].value if name in document.head else ""


@pytest.mark.parametrize(("prefix", "tasks", "silent"), [("003", 71, 0), ("004", 83, 3)])
def test_tasks(prefix: str, tasks: int, silent: int) -> None:
    (document,) = documents(prefix)
    assert [task.number for task in document.tasks] == [str(n) for n in range(1, tasks + 1)]
    assert sum(not task.tails for task in document.tasks) == silent


def test_sections_of_the_breakdown() -> None:
    (document,) = documents("003")
    top = [section.number for section in document.sections if section.level == 1]
    assert top == ["一、", "二、", "三、", "四、", "五、", "六、", "七、", "八、"]
    per = Counter(task.section for task in document.tasks)
    assert [per[section] for section in ("二", "三", "四", "五", "六", "七", "八")] == [
        13,
        5,
        9,
        13,
        12,
        14,
        5,
    ]


def test_sections_of_the_task_list() -> None:
    (document,) = documents("004")
    per = Counter(task.section for task in document.tasks)
    assert list(per.values()) == [5, 8, 6, 14, 8, 8, 8, 11, 9, 3, 3]


def test_the_report_with_its_glossary() -> None:
    (document,) = documents("000")
    assert len(document.glossary) == 20
    assert value(document, "date") == "2024-01-08"
    assert value(document, "speaker") == "王营"


def test_ten_reports_in_one_listing() -> None:
    found = [(value(d, "region"), value(d, "date"), value(d, "speaker")) for d in documents("002")]
    assert [region for region, _, _ in found] == [
        "青岛市", "历城区", "金乡县", "兰山区", "冠县", "姜屯镇", "胜坨镇", "南站镇", "兰陵镇", "南桥镇",
    ]  # fmt: skip
    assert found[0] == ("青岛市", "2021-01-12", "赵豪志")
    assert found[6] == ("胜坨镇", "2019-03-23", "盖红旗")


def test_the_chain_of_documents() -> None:
    (breakdown,), (tasks,) = documents("003"), documents("004")
    assert value(breakdown, "breaks_down") == "区第十九届人大一次会议通过的《政府工作报告》"
    assert value(breakdown, "doc_number") == "济兖政发〔2022〕1号"
    assert "国务院关于支持山东深化新旧动能转换推动绿色低碳高质量发展的意见" in value(tasks, "implements")
