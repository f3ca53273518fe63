"""Which part of a document looks back and which ahead, by its headings or by how its text begins."""

import pytest

from graph.model import BlockKind, Period
from graph.reading import read_bytes
from graph.structure.document import read_documents

TEXT = "新建学校12所，改造老旧小区5个，王庄水厂建成投用，全县上下团结一心、真抓实干，各项事业取得新的进展。"
GIVEN = "\n——2020年1月5日在青溪县第十八届人民代表大会第二次会议上"
BACK, AHEAD = Period.REVIEW, Period.PLAN


def periods(title: str, *parts: str) -> list[Period]:
    """The periods of the parts: a heading over a text each."""
    text = title + "\n" + "".join(f"{part}\n{TEXT}\n" for part in parts)
    (document,) = read_documents(read_bytes("x.txt", text.encode()))[0]
    return [block.period for block in document.blocks if block.kind is BlockKind.BODY]


@pytest.mark.parametrize(
    ("title", "parts"),
    [
        ("青溪县政府工作报告" + GIVEN, ["第一部分 2019年工作回顾", "第二部分 2020年工作安排"]),
        ("青溪县政府工作报告" + GIVEN, ["一、关于2019年工作", "二、关于2020年工作"]),
        ("青溪县2020年政府工作报告", ["一、2019年主要工作", "二、2020年主要工作"]),
        ("青溪县政府工作报告（2020年）", ["一、勇毅前行，发展迈出坚实步伐", "二、乘势而上，谱写崭新篇章"]),
        ("青溪县政府工作报告" + GIVEN, ["过去一年工作回顾", "今年工作总体要求和主要任务"]),
        ("青溪县2020年政府工作报告（摘要）", ["【2019年工作回顾】", "【2020年工作安排】"]),
        ("一图读懂2020年青溪县政府工作报告", ["2019年成绩单", "2020年干什么"]),
        ("图解：青溪县2020年政府工作报告", ["2019年干了什么", "2020年怎么干"]),
        (
            "青溪县2019年工作总结和2020年工作计划",
            ["一、2019年工作开展情况\n（一）工业经济", "二、2020年工作计划\n（一）工业经济"],
        ),
        (
            "青溪县2019年国民经济和社会发展计划执行情况与2020年计划草案的报告",
            ["一、2019年计划执行情况\n（一）工业经济", "二、2020年总体要求和目标\n（一）工业经济"],
        ),
    ],
)
def test_a_part_that_looks_back_and_one_that_looks_ahead(title: str, parts: list[str]) -> None:
    assert periods(title, *parts) == [BACK, AHEAD]


def test_text_without_headings_says_itself_when_it_speaks_of() -> None:
    text = f"平安镇2020年政府工作报告\n一年来，我们{TEXT}\n{TEXT}\n今年，我们将{TEXT}\n{TEXT}\n"
    (document,) = read_documents(read_bytes("x.txt", text.encode()))[0]
    found = [block.period for block in document.blocks if block.kind is BlockKind.BODY]
    assert found == [BACK, BACK, AHEAD, AHEAD]


def test_a_list_of_tasks_plans_throughout() -> None:
    assert periods("青溪县2020年重点工作任务", "一、工业经济", "二、抓好成效明显的改革") == [AHEAD, AHEAD]


def test_what_a_plan_builds_on_looks_back() -> None:
    text = (
        "青溪县文化旅游发展三年行动方案（2024—2026年）\n一、发展基础\n2023年，全县接待游客418万人次。\n"
        "二、主要目标\n到2026年，接待游客突破600万人次。\n三、重点任务\n1.推进古镇改造。\n牵头单位：县文旅局\n"
        "2.夯实产业发展基础，开行旅游专列4条。\n牵头单位：县商务局\n"
    )
    (document,) = read_documents(read_bytes("x.txt", text.encode()))[0]
    found = [block.period for block in document.blocks if block.kind is BlockKind.BODY]
    assert found == [BACK, AHEAD, AHEAD, AHEAD]
