"""Plain text and Markdown: the text stays as it is; bold and tables are marked in it."""

import subprocess
import sys
import time

import pytest
from reads import bold, messages, rows

from graph.reading import read_bytes


def read(text, name="报告.txt"):
    return read_bytes(name, text.encode())


def test_the_text_is_exactly_the_file():
    text = "\n\n  政 府 工 作 报 告  \n\n\n\n增长**6.5%** \n"
    assert read(text).text == text


def test_bold_is_what_stands_between_two_pairs_of_asterisks():
    assert bold(read("产值**5600**亿元、增长**6.5%**，**稳中有进**。")) == ["5600", "6.5%", "稳中有进"]


@pytest.mark.parametrize("text", ["3**2", "** 未完 **", "****", "一行**的\n下一行**", "\\**不是**", "***"])
def test_asterisks_that_embolden_nothing_stay_silent(text):
    assert bold(read(text)) == []


def test_markdown_has_its_own_media_type():
    assert read("# 工作报告", "报告.MD").media_type == "text/markdown"
    assert read("工作报告").media_type == "text/plain"


def test_a_name_is_kept_without_its_folders():
    assert read("工作报告", "某县/2024/报告.txt").name == "报告.txt"


BREAKDOWN = """任务分解表
序号\t工作任务\t牵头领导\t牵头单位\t配合单位\t完成时限
一、产业（3项）\t\t\t\t\t
1\t新建园区。\t马某\t区工信局\t区财政局\t6月底
2\t招商引资。\t\t区商务局\t区财政局\t
3\t修路。\t\t\t区水务局\t
二、民生（1项）\t\t\t\t\t
4\t建校。\t\t区教育局\t区财政局\t全年
注：排名不分先后。
"""


def test_merged_cells_of_a_tab_separated_table_are_carried_down():
    assert rows(read(BREAKDOWN))[2:5] == [
        ["1", "新建园区。", "马某", "区工信局", "区财政局", "6月底"],
        ["2", "招商引资。", "↑马某", "区商务局", "区财政局", "↑6月底"],
        ["3", "修路。", "↑马某", "↑区商务局", "区水务局", "↑6月底"],
    ]


def test_nothing_is_carried_past_a_heading_within_the_table():
    assert rows(read(BREAKDOWN))[5:] == [
        ["二、民生（1项）", "", "", "", "", ""],
        ["4", "建校。", "", "区教育局", "区财政局", "全年"],
    ]


def test_an_empty_cell_that_is_truly_empty_inherits_nothing():
    text = "序号\t任务\t配合单位\n1\t修路\t区财政局\n2\t建桥\t\n"
    assert rows(read(text))[2] == ["2", "建桥", ""]


def test_the_report_says_that_cells_were_carried():
    assert messages(read(BREAKDOWN)) == [
        "ambiguous: 5 empty cells of a table are read as continuing the cell above"
    ]


def test_one_line_with_tabs_and_lines_with_one_tab_are_no_table():
    assert read("来源：\t某县\t2024年\n正文\n一\t二\n三\t四\n").tables == ()


def test_a_long_report_is_read_at_once():
    data = ("推进新型工业化，规上工业增加值增长**7%**，新开工项目120个。\n" * 4200).encode()
    assert len(data) > 350_000
    read_bytes("a.txt", data)
    started = time.perf_counter()
    read_bytes("a.txt", data)
    assert time.perf_counter() - started < 0.2  # some 10 ms; the rest is room for a busy machine


def test_readers_of_other_formats_are_not_loaded_for_plain_text():
    code = "import sys; from graph.reading import read_bytes; read_bytes('a.txt', b'a'); print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout.split()
    assert "graph.reading.plain" in loaded
    assert not {"lxml", "docx", "pypdfium2", "charset_normalizer"} & set(loaded)
