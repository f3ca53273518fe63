"""Notices as Word files and as printed pages: numbers and bold that the program makes, cells merged, lines broken."""

import io
from collections.abc import Sequence

import pytest
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from graph.extraction import assignments
from graph.reading import read_bytes
from graph.structure.document import read_documents
from tests.reading.word_files import cell, level, make_docx, numbering, p, r, table

Rows = list[tuple[str, str, str]]
BOLD = "<w:b/>"
START, GOES_ON = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
OUTLINE = [level(0, "chineseCountingThousand", "%1、"), level(1, "decimal", "%2.", start=1)]
pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))


def found(name: str, data: bytes) -> Rows:
    (document,) = read_documents(read_bytes(name, data))[0]
    facts = [fact for fact in assignments.extract(document) if fact.view == "assignments"]
    assert all(fact.span.of(document.source.text) for fact in facts)
    return [(str(f.values["task"]), str(f.values["role"]), str(f.values["agent"])) for f in facts]


def docx(body: str) -> bytes:
    return make_docx(body, beside={"numbering": numbering({0: OUTLINE}, {1: 0, 2: 0})})


def pdf(*pages: Sequence[str]) -> bytes:
    buffer = io.BytesIO()
    canvas = Canvas(buffer)
    for page in pages:
        text = canvas.beginText(72, 770)
        text.setFont("STSong-Light", 16)
        for line in page:
            text.textLine(line)
        canvas.drawText(text)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def test_word_numbers_the_tasks_and_bold_says_who_leads() -> None:
    body = (
        p(r("柳湖县2023年政府工作报告任务分解", BOLD))
        + p(r("（任务后所列单位，加粗的为牵头单位，其他为责任单位）"))
        + p(r("推动产业升级"), number=(1, 0))
        + p(r("新增规上企业12家。（"), r("县工信局", BOLD), r("、县统计局、各乡镇"), r("）"), number=(1, 1))
        + p(r("建成标准厂房6万平方米。（"), r("县产业园区管委会、县住建局", BOLD), r("）"), number=(1, 1))
        + p(r("办好民生实事"), number=(1, 0))
        + p(r("新建幼儿园2所。（"), r("县教育局", BOLD), r("、县财政局）"), number=(1, 1))
    )
    assert sorted(found("分解.docx", docx(body))) == sorted(
        [
            ("一1", "lead_unit", "县工信局"),
            ("一1", "responsible_unit", "县统计局"),
            ("一1", "responsible_unit", "各乡镇"),
            ("一2", "lead_unit", "县产业园区管委会"),
            ("一2", "lead_unit", "县住建局"),
            ("二1", "lead_unit", "县教育局"),
            ("二1", "responsible_unit", "县财政局"),
        ]
    )


def test_word_numbers_the_rows_of_a_table_and_merges_their_leader() -> None:
    number = p(number=(2, 1))
    body = p(r("梧溪市2024年重点任务清单")) + table(
        [cell("序号"), cell("重点任务"), cell("牵头领导"), cell("牵头单位"), cell("配合单位"), cell("完成时限")],
        [cell("一、工业经济", properties='<w:gridSpan w:val="6"/>')],
        [cell(number), cell("开工建设光伏产业园"), cell("马建业", properties=START), cell("市工信局"),
         cell("市发改委", "市自然资源局"), cell("9月底")],
        [cell(number), cell("新增单项冠军2家"), cell(properties=GOES_ON), cell("市工信局"),
         cell("市科技局"), cell("12月底")],
        [cell(number), cell("建成铁路专用线"), cell("曹晓燕"), cell("市交通运输局"), cell("——"), cell("10月底")],
    )  # fmt: skip
    assert found("清单.docx", docx(body)) == [
        ("1", "lead_official", "马建业"),
        ("1", "lead_unit", "市工信局"),
        ("1", "supporting_unit", "市发改委"),
        ("1", "supporting_unit", "市自然资源局"),
        ("2", "lead_official", "马建业"),
        ("2", "lead_unit", "市工信局"),
        ("2", "supporting_unit", "市科技局"),
        ("3", "lead_official", "曹晓燕"),
        ("3", "lead_unit", "市交通运输局"),
    ]


def test_a_table_of_word_without_numbers_and_bold_labels_in_its_cells() -> None:
    body = p(r("梧溪市2022年改革要点责任分工")) + table(
        [cell("领域"), cell("改革举措"), cell("责任分工")],
        [cell("农业农村", properties=START), cell("深化农村宅基地改革"),
         cell(p(r("牵头单位：", BOLD), r("市农业农村局")), p(r("配合单位：", BOLD), r("市自然资源局")))],
        [cell(properties=GOES_ON), cell("推进集体经营性建设用地入市"), cell("市自然资源局牵头，各县（市）配合")],
    )  # fmt: skip
    assert found("分工.docx", docx(body)) == [
        ("深化农村宅基地改革", "lead_unit", "市农业农村局"),
        ("深化农村宅基地改革", "supporting_unit", "市自然资源局"),
        ("推进集体经营性建设用地入市", "lead_unit", "市自然资源局"),
        ("推进集体经营性建设用地入市", "supporting_unit", "各县（市）"),
    ]


@pytest.mark.parametrize("number", ["— 2 —", "- 2 -", "2", "第 2 页 共 2 页"])
def test_a_tail_that_a_page_cuts(number: str) -> None:
    first = [
        "苍梧湾市2023年政府工作报告重点任务分工方案",
        "一、加快产业转型升级",
        "1.实施智能制造升级工程，建成数字化车间三十个以上，培育",
        "省级以上工业互联网平台五个，规模以上工业企业数字化覆盖",
        "率达到百分之七十。（牵头单位：市工业和信息化局；责任单",
        "位：市发展改革委、市科技局，各县区人民政府；完成时限：",
        "2023年12月）",
        "2.推动建筑业转型发展，新开工装配式建筑面积占比达到百分",
        "之三十以上。（牵头单位：市住房城乡建设局；责任单位：市",
        number.replace("2 页 共", "1 页 共") if "页" in number else number.replace("2", "1"),
    ]
    second = [
        "自然资源和规划局、市财政局）",
        "3.做大文化旅游产业，力争全年接待游客突破两千万人次，实",
        "现旅游综合收入二百亿元。（市文化广电和旅游局牵头，市交",
        "通运输局、市商务局按职责分工负责）",
        number,
    ]
    assert found("方案.pdf", pdf(first, second)) == [
        ("1", "lead_unit", "市工业和信息化局"),
        ("1", "responsible_unit", "市发展改革委"),
        ("1", "responsible_unit", "市科技局"),
        ("1", "responsible_unit", "各县区人民政府"),
        ("2", "lead_unit", "市住房城乡建设局"),
        ("2", "responsible_unit", "市自然资源和规划局"),
        ("2", "responsible_unit", "市财政局"),
        ("3", "lead_unit", "市文化广电和旅游局"),
        ("3", "responsible_unit", "市交通运输局"),
        ("3", "responsible_unit", "市商务局"),
    ]
