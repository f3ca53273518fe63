"""HTML pages: what the reader of the page sees, line by line, with bold and tables."""

import pytest
from reads import bold, messages, rows

from graph.reading import UnreadableError, read_bytes


def read(html, encoding="utf-8"):
    return read_bytes("解读.html", html.encode(encoding))


def test_blocks_stand_on_lines_of_their_own():
    source = read(
        "<h1>工作报告</h1><div><p>各位代表：</p>现在<p>我代表<br>县政府</p></div><ul><li>一<li>二</ul>"
    )
    assert source.text == "工作报告\n各位代表：\n现在\n我代表\n县政府\n一\n二\n"
    assert source.media_type == "text/html"


def test_spaces_are_shown_as_a_browser_shows_them():
    source = read("<p>  总投资\n   31亿元   <b> GDP </b> growth\n rate </p><p>&emsp;一&nbsp;&nbsp;二　三</p>")
    assert source.text == "总投资31亿元 GDP growth rate\n\u2003一\xa0\xa0二　三\n"


def test_preformatted_text_keeps_its_lines():
    assert read("<pre>一、  总体\n\n二、任务</pre>").text == "一、  总体\n\n二、任务\n"


def test_bold_by_element_and_by_inline_style():
    source = read(
        "<p><strong>稳</strong>字<b>当<i>头</i></b>，<span style='color:red;FONT-WEIGHT: 700'>进</span>而"
        "<b style='font-weight:normal'>有</b>为，<span style=\"font-family:'黑体',serif\">黑</span>"
        "<font face=SimHei>体</font><b> </b></p>"
    )
    assert bold(source) == ["稳", "当头", "进", "黑体"]


def test_what_the_page_hides_is_left_out():
    source = read(
        "<head><style>p{}</style></head><script>var a='一';</script><p>正文</p><!-- 注 -->尾"
        "<div style='display: none'>隐</div><p hidden>藏</p><noscript>无</noscript><template>模</template>。"
    )
    assert source.text == "正文\n尾。\n"


def test_cells_merged_over_rows_are_carried_down_and_over_columns_stand_once():
    source = read(
        "<table><tr><th>序号<th>牵头领导<th>任务<th>时限</tr>"
        "<tr><td colspan=4>一、产业</td></tr>"
        "<tr><td>1</td><td rowspan=3><p>马某</p><p>李某</p></td><td>修路</td><td rowspan=2>6月底</td></tr>"
        "<tr><td>2</td><td>架桥</td></tr><tr><td>3</td><td>建校</td><td>全年</td></tr></table>"
    )
    assert rows(source) == [
        ["序号", "牵头领导", "任务", "时限"],
        ["一、产业"],
        ["1", "马某\n李某", "修路", "6月底"],
        ["2", "↑马某\n李某", "架桥", "↑6月底"],
        ["3", "↑马某\n李某", "建校", "全年"],
    ]
    assert "2\t\t架桥\t\n3\t\t建校\t全年\n" in source.text
    assert source.tables[0].span.of(source.text) + "\n" == source.text


def test_a_table_that_only_lays_out_the_page_is_no_table():
    source = read(
        "<table><tr><td><p>正文一</p></td><td><table><tr><td>甲<td>乙<tr><td>丙<td>丁</table></td></table>"
    )
    assert rows(source) == [["甲", "乙"], ["丙", "丁"]]
    assert source.text == "正文一\n甲\t乙\n丙\t丁\n"


def test_a_cell_merged_to_the_end_of_a_table_with_absurd_spans():
    source = read("<table><tr><td rowspan=0 colspan=99999999>甲<td>乙<tr><td>丙<td rowspan=-1>丁</table>")
    assert rows(source)[0] == ["甲", "乙"]
    assert "↑甲" in rows(source)[1]


def test_a_page_s_own_title_and_the_better_one():
    assert read("<title> 解读_某县\n门户 </title><p>一").title == "解读_某县 门户"
    assert read("<meta name=ArticleTitle content='解读'><title>解读_门户</title><p>一").title == "解读"


@pytest.mark.parametrize("declared", ["gb2312", "GBK", "gb18030"])
def test_a_page_in_the_charset_it_declares(declared):
    source = read(f'<meta charset="{declared}"><p>推进农业农村现代化</p>', "gb18030")
    assert (source.text, source.encoding, source.notes) == ("推进农业农村现代化\n", "gb18030", ())


def test_a_page_that_declares_another_charset_than_it_has():
    source = read(
        '<?xml version="1.0" encoding="gb2312"?><html><body><p>推进农业农村现代化</p></body></html>'
    )
    assert source.text == "推进农业农村现代化\n"
    assert messages(source) == ["ambiguous: declares gb2312, and is utf-8"]


def test_a_page_without_text_is_empty():
    with pytest.raises(UnreadableError, match=r"解读\.html: empty: a page without text"):
        read("<html><head><title>题</title></head><body><script>1</script><img src=a.png></body></html>")


def test_unclosed_elements_nest_deep_and_are_read():
    assert read("<font>" * 1000 + "正文<p>尾").text == "正文\n尾\n"


def test_a_page_nested_past_all_reason_is_refused():
    with pytest.raises(UnreadableError, match="nested too deeply"):
        read("<div>" * 100_000 + "正文")


def test_a_table_of_a_hundred_thousand_covered_rows_is_refused():
    wide = "<td rowspan=65000>甲" * 1000
    with pytest.raises(UnreadableError, match="more than 200000 cells"):
        read(f"<table><tr>{wide}</tr>" + "<tr></tr>" * 65000 + "</table>")


def test_entities_of_a_document_type_are_not_followed():
    source = read('<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]><p>一&x;二</p>')
    assert "root" not in source.text and "一" in source.text


@pytest.mark.parametrize(
    "html",
    [
        "<p>一</table></td></tr><tr><td>二",
        "<td>一<tr>二<table><td>三</table>",
        "<p style='&#0;'>一<b",
        "</p>一",
    ],
)
def test_broken_markup_still_gives_its_text(html):
    assert "一" in read(html).text
