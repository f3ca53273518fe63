"""PDF: the lines of the text layer, bold fonts, and the ways a PDF can have no text."""

import io

import pytest
from reads import bold, messages
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from graph.reading import UnreadableError, read_bytes

pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))


def make_pdf(*pages, title="", password=""):
    """A PDF of pages of lines; a line is a text, or a text and its text render mode or Latin font."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, encrypt=StandardEncryption(password) if password else None)
    canvas.setTitle(title)
    for page in pages:
        text = canvas.beginText(72, 770)
        for line in page:
            line, mode, font = line if isinstance(line, tuple) else (line, 0, "STSong-Light")
            text.setFont(font, 16)
            text.setTextRenderMode(mode)
            text.textLine(line)
        canvas.drawText(text)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def read(*pages, **more):
    return read_bytes("报告.pdf", make_pdf(*pages, **more))


def test_lines_stay_as_they_are_printed_page_after_page():
    source = read(["政府工作报告", "各位代表：", "— 1 —"], ["二、2024年工作安排", "增长6.5%。"])
    assert source.text == "政府工作报告\n各位代表：\n— 1 —\n二、2024年工作安排\n增长6.5%。\n"
    assert (source.media_type, source.encoding, source.notes) == ("application/pdf", "", ())


def test_the_title_of_its_metadata():
    assert read(["正文内容"], title="工作报告").title == "工作报告"


def test_bold_by_the_font_s_name_and_by_outlined_letters():
    source = read(
        ["承办单位：", ("区工信局", 2, "STSong-Light"), "区财政局", ("GDP 6.5%", 0, "Helvetica-Bold"), "完"]
    )
    assert bold(source) == ["区工信局", "GDP 6.5%"]


def test_pages_without_text_are_named():
    assert messages(read(["政府工作报告"], [], ["增长6.5%"], [])) == [
        "unreadable: 2 of 4 pages have no text: 2、4"
    ]


def test_a_scan_is_refused():
    with pytest.raises(UnreadableError, match=r"报告\.pdf: 2 pages without text: a scan\?"):
        read([], [])


def test_a_locked_pdf_is_refused():
    with pytest.raises(UnreadableError, match="protected by a password"):
        read(["政府工作报告"], password="secret")


@pytest.mark.parametrize("size", [5, 100, 400])
def test_a_broken_pdf_is_refused(size):
    with pytest.raises(UnreadableError, match=r"报告\.pdf: a broken PDF"):
        read_bytes("报告.pdf", make_pdf(["政府工作报告"])[:size])


def test_a_text_layer_of_nonsense_is_refused():
    with pytest.raises(UnreadableError, match="not readable text"):
        read(["ｶｷｸｹｺｻｼｽｾｿ" * 3])
