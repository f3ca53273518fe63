"""Cases of two short documents of an invented county: a plan for 2023, and the report that reviews it.

    # why
    计划：a task, or several lines of them
    报告：what the report says of 2023
    下年：what the report plans for 2024
    => verdict basis indicator → value ； scope note

A row expected without a value has none; "；" and the note may be left out. "=> nothing" for a case without rows.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from graph.extraction import indicators, initiatives, projects
from graph.model import Document, Reading
from graph.outcomes import Outcome, Said, match, promised, say
from graph.reading import read_bytes
from graph.structure.document import read_documents

PLAN = """青溪县人民政府办公室关于印发2023年重点工作任务的通知

青溪政办〔2023〕5号

各乡镇人民政府，县直有关单位：

现将《2023年重点工作任务》印发给你们，请认真抓好落实。

青溪县人民政府办公室
2023年2月10日

2023年重点工作任务

一、重点任务
"""
REPORT = """政府工作报告

——2024年1月8日在青溪县第十八届人民代表大会第三次会议上

各位代表：

一、2023年工作回顾

{review}

二、2024年工作安排

{ahead}
"""
PARTS = {"计划：": "plan", "报告：": "review", "下年：": "ahead"}


class Case(NamedTuple):
    where: str
    plan: str
    review: str
    ahead: str
    expected: list[str]


def read_cases(path: Path) -> Iterator[Case]:
    """The cases of a file, parted by empty lines."""
    for block in path.read_text("utf-8").strip().split("\n\n"):
        lines = block.splitlines()
        parts: dict[str, list[str]] = {name: [] for name in PARTS.values()}
        part, expected, title = "", [], ""
        for line in lines:
            if line.startswith("# "):
                title = line[2:]
            elif line.startswith("=>"):
                expected.append(line[2:].strip())
            else:
                name = next((prefix for prefix in PARTS if line.startswith(prefix)), "")
                part = PARTS[name] if name else part
                parts[part].append(line.removeprefix(name))
        if not parts["plan"]:
            continue
        if not expected:
            raise ValueError(f"{path.name} {title}: no expectation")
        texts = ("\n".join(parts[name]) for name in PARTS.values())
        yield Case(f"{path.name}: {title}", *texts, [row for row in expected if row != "nothing"])


def told(*texts: str) -> list[Said]:
    """What the documents of texts say."""
    return [
        said(document)
        for number, text in enumerate(texts)
        for document in read_documents(read_bytes(f"{number}.txt", text.encode()))[0]
    ]


def said(document: Document) -> Said:
    facts = [
        *indicators.extract(document, projects.claimed(document)),
        *projects.extract(document),
        *initiatives.extract(document),
    ]
    reading = Reading(document, tuple(facts))
    return say(reading, promised(reading))


def of_case(case: Case) -> list[Outcome]:
    tasks = "\n".join(f"{number}.{line}" for number, line in enumerate(case.plan.splitlines(), 1))
    report = REPORT.format(
        review=case.review or "过去一年，各项工作稳步推进。", ahead=case.ahead or "全力做好各项工作。"
    )
    return [outcome for outcome in match(told(PLAN + tasks, report)) if outcome.target.year == "2023"]


def row(outcome: Outcome) -> str:
    """A row as a person would write it."""
    value = "" if outcome.outcome_value is None else f"{outcome.outcome_value:g}"
    line = f"{outcome.verdict} {outcome.basis} {outcome.target.indicator} → {value}".strip()
    return f"{line} ；{outcome.scope_note}" if outcome.scope_note else line
