"""Sections, tasks and glossary of a document; each trap of the genre is a case."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.model import Document, Source
from graph.structure.document import read_documents
from tests.cases import Case, read_cases

CASES = list(read_cases(Path(__file__).with_name("outlines.txt")))


def outline(document: Document) -> Iterator[str]:
    for section in document.sections:
        yield f"section {section.id} | {section.title} | {section.period.value}"
    for task in document.tasks:
        yield f"task {task.number} | {task.title}"
    for entry in document.glossary:
        yield f"term {entry.term} | {entry.definition.text}"


def read(text: str) -> Document:
    (document,) = read_documents(Source("case.txt", text, "", "text/plain"))[0]
    return document


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.where)
def test_case(case: Case) -> None:
    (document,) = case.documents()
    # plain numbers are compared: (一) and （一） are one
    assert [line.replace("(", "（").replace(")", "）") for line in outline(document)] == case.expected


def test_the_cases_were_found() -> None:
    assert len(CASES) >= 10


def test_a_stray_line_break_does_not_end_a_paragraph() -> None:
    text = "某区政府工作报告\n各位代表：\n一、工作回顾\n全面落实中央和省市各项决策部署，自觉接受人大监督、政协民主监督和社会监督，持续深化\n政务公开，严格规范行政执法。\n二、工作安排\n"
    bodies = [block.passage.text for block in read(text).blocks if block.kind.value == "body"]
    assert bodies == [
        "全面落实中央和省市各项决策部署，自觉接受人大监督、政协民主监督和社会监督，持续深化政务公开，严格规范行政执法。"
    ]


def test_a_legend_in_a_tail_is_cut_off_with_it() -> None:
    text = "某县任务分解\n1.抓投产。（承办单位：县发改局、各镇街。黑体为主办单位，其他为协办单位，下同）\n2.抓落地。（承办单位：县工信局）\n"
    assert [task.text.text for task in read(text).tasks] == ["抓投产。", "抓落地。"]


def test_nested_brackets_belong_to_the_tail() -> None:
    text = "某县任务分解\n1.振兴乡村（含3个试点）。（责任单位：县农业农村局（县乡村振兴局），各镇街）\n"
    (task,) = read(text).tasks
    assert task.text.text == "振兴乡村（含3个试点）。"
    assert [tail.passage.text for tail in task.tails] == ["责任单位：县农业农村局（县乡村振兴局），各镇街"]


def test_every_block_stands_in_the_text() -> None:
    for case in CASES:
        text = case.source.text
        for document in case.documents():
            for block in document.blocks:
                passage = block.passage
                assert all(text[at] == char for at, char in zip(passage.offsets, passage.text, strict=True))
