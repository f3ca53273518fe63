"""One file, several documents; and the residue of a web page around them."""

import pytest

from graph.model import Source
from graph.structure.document import read_documents

BODY = (
    "各位代表：现在，我代表县人民政府向大会报告工作，请予审议。"
    + "全县生产总值增长6%，财政收入增长5%，新增就业2000人。" * 12
)


def read(text: str) -> tuple[list[str], list[str]]:
    documents, notes = read_documents(Source("case.txt", text, "", "text/plain"))
    titles = [document.head["title"].value if "title" in document.head else "" for document in documents]
    return titles, [note.message for note in notes]


def test_a_listing_with_bullets_tags_and_days() -> None:
    text = "".join(
        f"• 【{place}招商】2021年{place}政府工作报告\n{BODY}\n2025-07-0{n}\n"
        for n, place in enumerate(["云川县", "青溪县", "白石县"], 1)
    )
    titles, notes = read(text + "共 507 页\n400-162-2002\n")
    assert titles == ["2021年云川县政府工作报告", "2021年青溪县政府工作报告", "2021年白石县政府工作报告"]
    assert any("2025-07-01" in note for note in notes)


@pytest.mark.parametrize("mark", ["{n}. ", "{n}、", "## ", "- ", "● "])
def test_listings_in_other_forms(mark: str) -> None:
    text = "\n".join(
        f"{mark.format(n=n)}2021年{place}政府工作报告\n{BODY}\n"
        for n, place in enumerate(["云川县", "青溪县"], 1)
    )
    assert read(text)[0] == ["2021年云川县政府工作报告", "2021年青溪县政府工作报告"]


def test_titles_alone_each_with_its_delivery() -> None:
    text = "\n\n".join(
        f"{place}政府工作报告\n——2021年1月1{n}日在{place}第十七届人民代表大会第五次会议上\n{place}县长 王强\n{BODY}"
        for n, place in enumerate(["云川县", "青溪县"])
    )
    assert read(text)[0] == ["云川县政府工作报告", "青溪县政府工作报告"]


def test_a_report_that_speaks_of_other_documents_is_one() -> None:
    text = f"云川县政府工作报告\n{BODY}\n1.完成政府工作报告\n2.制定实施方案\n{BODY}"
    assert read(text)[0] == ["云川县政府工作报告"]


def test_the_residue_of_a_page_is_dropped_and_reported() -> None:
    text = f"首页 > 政务公开 > 政府工作报告\n云川县政府工作报告\n【字号：大 中 小】\n来源：县政府办公室\n{BODY}\n扫一扫在手机打开当前页\n"
    titles, notes = read(text)
    assert titles == ["云川县政府工作报告"]
    assert len(notes) >= 3
