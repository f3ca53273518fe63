"""Files that cannot be read: one line each, which says what and why."""

import hashlib
import pickle

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from word_files import make_docx, make_zip, p, r

from graph.reading import SUFFIXES, UnreadableError, limits, read_bytes, read_file

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
GOOD = make_docx(p(r("政府工作报告")))


def refusal(name, data):
    with pytest.raises(UnreadableError) as caught:
        read_bytes(name, data)
    line = str(caught.value)
    assert "\n" not in line and line.startswith(f"{name}: ")
    return line.removeprefix(f"{name}: ")


@pytest.mark.parametrize("name", ["报告.doc", "报告.WPS", "报告.rtf"])
def test_old_word_files_come_with_the_command_that_converts_them(name):
    assert "soffice --headless --convert-to docx" in refusal(name, OLE + bytes(100))


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("报告.ofd", "save it as PDF"),
        ("报告.jpg", "OCR"),
        ("报告.xlsx", "spreadsheet"),
        ("报告.exe", "no reader for .exe"),
        ("报告", "no reader for names without a suffix"),
    ],
)
def test_other_kinds_of_files_come_with_advice(name, says):
    assert says in refusal(name, b"data")


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("报告.docx", OLE + bytes(100), "by its content, an old Word file"),
        ("报告.docx", OLE + "EncryptedPackage".encode("utf-16-le"), "protected by a password"),
        ("报告.docx", b"%PDF-1.7", "by its content, a PDF"),
        ("报告.txt", b"%PDF-1.7", "by its content, a PDF"),
        ("报告.txt", GOOD, "by its content, a zip package"),
        ("报告.html", rb"{\rtf1", "by its content, an RTF file"),
    ],
)
def test_a_file_that_is_something_else_than_its_name_says(name, data, says):
    assert refusal(name, data).startswith(says)


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_empty_files(suffix):
    assert refusal(f"报告{suffix}", b"") == "empty: 0 bytes"


def test_a_docx_that_is_no_zip():
    assert refusal("报告.docx", "政府工作报告".encode()).startswith("a broken .docx")


@pytest.mark.parametrize("part", [0.1, 0.5, 0.9])
def test_a_docx_cut_short(part):
    assert refusal("报告.docx", GOOD[: int(len(GOOD) * part)]).startswith("a broken .docx")


def test_a_zip_that_is_no_docx():
    assert refusal("报告.docx", make_zip({"a.txt": b"text"})) == "a zip, but no Word file"


def test_a_docx_without_a_body():
    broken = make_zip({"[Content_Types].xml": b"<Types/>", "_rels/.rels": b"<Relationships/>"})
    assert refusal("报告.docx", broken).startswith("a broken .docx")


def test_a_docx_without_text_and_one_of_pictures_only():
    assert refusal("报告.docx", make_docx(p())) == "empty: no text in it"
    picture = "<w:r><w:pict><v:shape><v:imagedata/></v:shape></w:pict></w:r>"
    assert refusal("报告.docx", make_docx(p(picture))) == "no text, 1 pictures: a scan?"


def test_a_zip_bomb_is_not_unpacked(monkeypatch):
    monkeypatch.setattr("graph.reading.package.MAX_UNPACKED", 1024 * 1024)
    bomb = make_docx(p(r("正文")), more={"word/media/a.bin": bytes(2 * 1024 * 1024)})
    assert len(bomb) < 20_000
    assert refusal("报告.docx", bomb).startswith("unpacks to 2 MiB, the limit is")


def test_a_huge_part_is_not_parsed(monkeypatch):
    monkeypatch.setattr("graph.reading.package.MAX_PART", 1024)
    assert refusal("报告.docx", make_docx(p(r("正文" * 9999)))).startswith(
        "its part word/document.xml unpacks to"
    )


def test_a_package_of_too_many_parts(monkeypatch):
    monkeypatch.setattr("graph.reading.package.MAX_PARTS", 10)
    many = {f"word/{number}.bin": b"" for number in range(20)}
    assert "parts, the limit is 10" in refusal("报告.docx", make_docx(p(r("正文")), more=many))


def test_entities_in_a_docx_are_refused():
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><x>&b;</x>'
    assert "declares entities" in refusal("报告.docx", make_docx(p(r("正文")), more={"word/evil.xml": bomb}))


def test_elements_nested_past_all_reason():
    deep = "<w:smartTag>" * 5000 + r("正文") + "</w:smartTag>" * 5000
    assert "docx" in refusal("报告.docx", make_docx(p(deep)))


def test_a_strict_docx_comes_with_advice():
    rels = b'<Relationships xmlns="x"><a Type="http://purl.oclc.org/ooxml/officeDocument"/></Relationships>'
    strict = make_zip({"[Content_Types].xml": b"<Types/>", "_rels/.rels": rels})
    assert refusal("报告.docx", strict).startswith("a Strict Open XML file")


def test_a_table_past_all_reason():
    assert refusal("表.txt", b"1\t2\t3\n" * 150_000) == "its tables have more than 200000 cells"


def test_a_huge_file_is_not_read(tmp_path, monkeypatch):
    path = tmp_path / "报告.txt"
    path.write_text("政府工作报告" * 1000, encoding="utf-8")
    monkeypatch.setattr("graph.reading.MAX_BYTES", 1024)
    with pytest.raises(UnreadableError, match=r"报告\.txt: too large"):
        read_file(path)
    assert limits.MAX_BYTES == 64 * 1024 * 1024


def test_a_file_that_is_not_there_and_a_folder(tmp_path):
    with pytest.raises(UnreadableError, match=r"无\.txt: no such file"):
        read_file(tmp_path / "无.txt")
    (tmp_path / "夹.txt").mkdir()
    with pytest.raises(UnreadableError, match=r"夹\.txt: not a file"):
        read_file(tmp_path / "夹.txt")


def test_a_file_is_read_with_its_hash(tmp_path):
    path = tmp_path / "报告.txt"
    path.write_bytes("政府工作报告".encode())
    assert read_file(path).sha256 == hashlib.sha256(path.read_bytes()).hexdigest()


def test_a_refusal_passes_between_processes():
    error = pickle.loads(pickle.dumps(UnreadableError("报告.doc", "old")))
    assert (error.name, error.reason, str(error)) == ("报告.doc", "old", "报告.doc: old")


@settings(max_examples=150, deadline=None)
@given(st.integers(0, len(GOOD) - 1), st.binary(min_size=1, max_size=8))
def test_a_damaged_docx_is_read_or_refused(at, damage):
    try:
        read_bytes("报告.docx", GOOD[:at] + damage + GOOD[at + len(damage) :])
    except UnreadableError as error:
        assert "\n" not in str(error)


TAGS = [
    "p",
    "tbl",
    "tr",
    "tc",
    "sdt",
    "sdtContent",
    "r",
    "t",
    "ins",
    "del",
    "pPr",
    "numPr",
    "numId",
    "ilvl",
    "tcPr",
    "vMerge",
    "gridSpan",
    "pict",
    "txbxContent",
    "ruby",
]
ELEMENTS = st.recursive(
    st.sampled_from(["文", ""]),
    lambda inner: st.builds(
        "<w:{0} w:val='{1}'>{2}</w:{0}>".format,
        st.sampled_from(TAGS),
        st.sampled_from(["", "0", "1", "-5", "restart", "99999999999"]),
        st.lists(inner, max_size=4).map("".join),
    ),
    max_leaves=25,
)


@settings(max_examples=150, deadline=None)
@given(ELEMENTS)
def test_a_body_of_any_elements_is_read_or_refused(body):
    try:
        source = read_bytes("报告.docx", make_docx(body + p(r("完"))))
    except UnreadableError:
        return
    for found in source.tables:
        assert all(found.span.holds(cell.span) for row in found.rows for cell in row)


@settings(max_examples=200, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "<table>",
                "</table>",
                "<tr>",
                "</tr>",
                "<td>",
                "<td\u2009rowspan=3>",
                "<td\u2009colspan=2>",
                "</td>",
                "<p>",
                "</p>",
                "<b>",
                "</b>",
                "文",
                "<br>",
                "<pre>",
            ]
        ),
        max_size=40,
    )
)
def test_markup_in_any_order_is_read_or_refused(pieces):
    html = "".join(pieces).replace("\u2009", " ")
    try:
        source = read_bytes("页.html", ("<p>始</p>" + html).encode())
    except UnreadableError:
        return
    assert source.text.count("文") == html.count("文")
    for found in source.tables:
        assert all(found.span.holds(cell.span) for row in found.rows for cell in row)
