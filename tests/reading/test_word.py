"""Word documents: bold however it came about, tables with merged cells, and what Word hides in a body."""

import io

import docx
import pytest
from reads import bold, messages, rows
from word_files import cell, make_docx, p, r, style, table

from graph.reading import read_bytes


def read(body, **parts):
    return read_bytes("分解.docx", make_docx(body, **parts))


LEGEND = "（黑体为主办单位，其他为协办单位）"
STYLES = (
    style("paragraph", "Normal", default=True)
    + style("paragraph", "Lead", "<w:rPr><w:b/></w:rPr>")
    + style("paragraph", "LeadOfLead", based_on="Lead")
    + style("character", "Host", "<w:rPr><w:b/></w:rPr>")
    + style("character", "HostOfHost", based_on="Host")
    + style("character", "Black", '<w:rPr><w:rFonts w:eastAsia="黑体"/></w:rPr>')
)


@pytest.mark.parametrize(
    "unit",
    [
        r("区工信局", "<w:b/>"),
        r("区工信局", '<w:b w:val="1"/>'),
        r("区工信局", '<w:rStyle w:val="Host"/>'),
        r("区工信局", '<w:rStyle w:val="HostOfHost"/>'),
        r("区工信局", '<w:rFonts w:ascii="SimHei" w:eastAsia="黑体"/>'),
        r("区工信局", '<w:rStyle w:val="Black"/>'),
        r("区工", "<w:b/>") + r("信局", "<w:b/>"),
        f'<w:hyperlink r:id="rId9">{r("区工信局", "<w:b/>")}</w:hyperlink>',
    ],
)
def test_the_lead_unit_is_the_one_in_bold(unit):
    source = read(p(r("承办单位："), unit, r("、区财政局"), r(LEGEND)), beside={"styles": STYLES})
    assert source.text == f"承办单位：区工信局、区财政局{LEGEND}\n"
    assert bold(source) == ["区工信局"]


@pytest.mark.parametrize("name", ["Lead", "LeadOfLead"])
def test_a_paragraph_style_makes_a_unit_s_line_bold_save_where_a_run_says_no(name):
    body = (
        p(r("区工信局"), style=name)
        + p(r("区财政局"))
        + p(r("区教育局"), r("等", '<w:b w:val="0"/>'), style=name)
    )
    assert bold(read(body, beside={"styles": STYLES})) == ["区工信局", "区教育局"]


def test_a_bold_character_style_in_a_bold_paragraph_style_prints_plain():
    assert bold(
        read(p(r("粗"), r("不粗", '<w:rStyle w:val="Host"/>'), style="Lead"), beside={"styles": STYLES})
    ) == ["粗"]


def test_bold_that_python_docx_writes():
    document = docx.Document()
    paragraph = document.add_paragraph("承办单位：")
    paragraph.add_run("区工信局").bold = True
    paragraph.add_run("、区财政局")
    document.add_paragraph("区教育局", style="Heading 1")
    document.core_properties.title = "重点任务责任分解"
    buffer = io.BytesIO()
    document.save(buffer)
    source = read_bytes("分解.docx", buffer.getvalue())
    assert source.text == "承办单位：区工信局、区财政局\n区教育局\n"
    assert bold(source) == ["区工信局", "区教育局"]
    assert source.title == "重点任务责任分解"


def test_a_file_without_a_title_of_its_own_has_none():
    assert read(p(r("正文"))).title == ""
    assert read(p(r("正文")), title="分解").title == "分解"


def test_paragraphs_breaks_and_tabs():
    body = p(r("甲")) + p() + p() + p() + p(r("乙"), "<w:r><w:br/><w:t>丙</w:t><w:tab/><w:t>丁</w:t></w:r>")
    source = read(body)
    assert source.text == "甲\n\n乙\n丙\t丁\n"
    assert source.encoding == "" and source.media_type.endswith("wordprocessingml.document")


START, GOES_ON = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"


def test_cells_merged_downwards_are_carried_down_and_printed_once():
    source = read(
        p(r("分解表"))
        + table(
            [cell("序号"), cell("任务"), cell("牵头领导")],
            [cell("一、产业（2项）", properties='<w:gridSpan w:val="3"/>')],
            [cell("1"), cell("修路"), cell("马某", "李某", properties=START)],
            [cell("2"), cell("架桥"), cell(properties=GOES_ON)],
            [cell("3"), cell("建校"), cell("赵某")],
        )
        + p(r("注：略"))
    )
    assert rows(source) == [
        ["序号", "任务", "牵头领导"],
        ["一、产业（2项）"],
        ["1", "修路", "马某\n李某"],
        ["2", "架桥", "↑马某\n李某"],
        ["3", "建校", "赵某"],
    ]
    assert source.text == (
        "分解表\n序号\t任务\t牵头领导\n一、产业（2项）\n1\t修路\t马某\n李某\n2\t架桥\t\n3\t建校\t赵某\n注：略\n"
    )


def test_a_merged_cell_is_found_below_a_row_that_begins_further_right():
    wide = '<w:gridSpan w:val="2"/>'
    source = read(
        table(
            [cell("甲"), cell("乙", properties=wide), cell("马某", properties=START)],
            [cell("丙", properties=wide), cell("丁"), cell(properties=GOES_ON)],
        )
    )
    assert rows(source)[1] == ["丙", "丁", "↑马某"]


def test_a_table_within_a_cell():
    source = read(
        table([cell("外", table([cell("内一"), cell("内二")])), cell("右")], [cell("下"), cell("")])
    )
    assert source.text == "外\n内一\t内二\t右\n下\t\n"
    assert rows(source, 0) == [["外\n内一\t内二", "右"], ["下", ""]]
    assert rows(source, 1) == [["内一", "内二"]]


def test_inserted_text_is_read_and_deleted_text_is_not():
    body = p(
        r("增长"),
        "<w:del><w:r><w:delText>5%</w:delText></w:r></w:del>",
        f"<w:ins>{r('6.5%')}</w:ins>",
        f"<w:moveFrom>{r('旧')}</w:moveFrom><w:moveTo>{r('新')}</w:moveTo>",
        r("隐", "<w:vanish/>"),
    )
    assert (
        read(body + table([cell("留")]).replace("<w:tr>", "<w:tr><w:trPr><w:ins/></w:trPr>")).text
        == "增长6.5%新\n留\n"
    )
    assert (
        read(body + table([cell("去")]).replace("<w:tr>", "<w:tr><w:trPr><w:del/></w:trPr>")).text
        == "增长6.5%新\n"
    )


def test_text_in_content_controls_and_fields():
    control = "<w:sdt><w:sdtPr/><w:sdtContent>{}</w:sdtContent></w:sdt>"
    field = f'<w:fldSimple w:instr="DATE">{r("2024年")}</w:fldSimple>'
    body = control.format(p(r("块"))) + p(
        control.format(r("行")), field, "<w:r><w:instrText>PAGE</w:instrText></w:r>"
    )
    assert read(body).text == "块\n行2024年\n"


def test_the_text_of_a_text_box_stands_once_after_its_paragraph():
    box = f"<w:txbxContent>{p(r('某县人民政府文件'))}</w:txbxContent>"
    both = f"<mc:AlternateContent><mc:Choice><w:drawing>{box}</w:drawing></mc:Choice><mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent>"
    source = read(p(r("甲"), f"<w:r>{both}</w:r>") + p(r("乙")))
    assert source.text == "甲\n某县人民政府文件\n乙\n"
    assert source.notes[0].span.of(source.text) == "某县人民政府文件"


def test_what_is_left_out_is_said():
    picture = "<w:r><w:pict><v:shape><v:imagedata/></v:shape></w:pict></w:r>"
    symbol = '<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>'
    footer = {
        "footer": p(r("某县政府办公室")),
        "footnotes": p(r("①规上：规模以上。")),
        "header": p(r("— 1 —")),
    }
    assert messages(read(p(r("正文"), picture, symbol), beside=footer)) == [
        "skipped: left out: picture, 1 times",
        "skipped: left out: symbol of the font Wingdings, 1 times",
        "skipped: footer left out: 某县政府办公室",
        "skipped: footnotes left out: ①规上：规模以上。",
    ]
