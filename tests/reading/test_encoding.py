"""Every encoding of this genre comes back as the same text; what is no text is refused, never guessed at."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from reads import messages

from graph.reading import UnreadableError, read_bytes

REPORT = "各位代表：\n　　2024年，地区生产总值增长6.5%，“一把手”工程扎实推进，㎡、Ⅲ类、①②照旧。\n"


@pytest.mark.parametrize(
    ("encoded_as", "read_as"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8"),
        ("gb18030", "gb18030"),
        ("gbk", "gb18030"),
        ("utf-16", "utf-16-le"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
    ],
)
def test_a_report_reads_the_same_in_every_encoding(encoded_as, read_as):
    source = read_bytes("工作报告.txt", REPORT.encode(encoded_as))
    assert (source.text, source.encoding, source.notes) == (REPORT, read_as, ())


def test_traditional_characters_in_big5_are_read():
    text = "政府工作報告：經濟發展穩中有進，民生福祉持續改善。"
    source = read_bytes("報告.txt", text.encode("big5"))
    assert (source.text, source.encoding) == (text, "big5")


def test_line_ends_become_newlines_and_nothing_else_changes():
    source = read_bytes("a.txt", "一、总体要求 \r\n\r\n\t二、\u3000重点任务\r三、保障".encode())
    assert source.text == "一、总体要求 \n\n\t二、\u3000重点任务\n三、保障"


def test_a_character_that_gb2312_lacks_and_gb18030_has():
    assert (
        read_bytes("a.txt", "县长李昇、副县长王喆出席会议。".encode("gb18030")).text
        == "县长李昇、副县长王喆出席会议。"
    )


def test_a_file_cut_in_the_middle_of_a_character_says_so():
    source = read_bytes("a.txt", (REPORT * 20).encode()[:-2])
    assert messages(source) == ["unreadable: characters lost (read as U+FFFD): 1"]
    assert source.notes[0].span.of(source.text) == "\ufffd"


def test_a_file_with_many_broken_characters_is_refused():
    broken = REPORT.encode().replace("，".encode(), b"\xff\xfe")
    with pytest.raises(UnreadableError, match=r"a\.txt: not text in any known encoding"):
        read_bytes("a.txt", broken)


@pytest.mark.parametrize("data", [bytes(range(256)) * 8, b"\x7fELF\2\1\1" + bytes(500), b"\0\1" * 300])
def test_binary_data_is_refused(data):
    with pytest.raises(UnreadableError):
        read_bytes("a.txt", data)


@pytest.mark.parametrize(
    "data", [b"", b"\xef\xbb\xbf", b" \r\n\t", "　\n".encode("gbk"), "\n".encode("utf-16")]
)
def test_a_file_without_a_word_is_empty(data):
    with pytest.raises(UnreadableError, match="empty"):
        read_bytes("a.txt", data)


def test_a_wrong_mark_is_named():
    with pytest.raises(UnreadableError, match="begins with the mark of utf-8"):
        read_bytes("a.txt", b"\xef\xbb\xbf" + REPORT.encode("gbk"))


LETTERS = st.characters(
    exclude_categories=["Cs", "Cc"], exclude_characters="\ufeff\ufffd", include_characters="\n\t"
)


@given(st.text(LETTERS, min_size=1), st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]))
def test_any_text_comes_back_where_the_encoding_proves_itself(text, encoding):
    assume(text.strip())
    source = read_bytes("a.txt", text.encode(encoding))
    assert source.text == text
    assert source.notes == ()


@given(
    st.lists(st.sampled_from("一、推进农业农村现代化，增长6.5%。\n　投资工程建设"), min_size=8, max_size=200)
)
def test_ordinary_prose_in_gb18030_comes_back(characters):
    text = "".join(characters)
    data = text.encode("gb18030")
    assume(not _is_utf8(data) and text.strip())
    assert read_bytes("a.txt", data).text == text


def _is_utf8(data):
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True


@given(st.binary(max_size=300))
def test_no_bytes_raise_anything_but_unreadable(data):
    try:
        source = read_bytes("a.txt", data)
    except UnreadableError as error:
        assert str(error).startswith("a.txt: ") and "\n" not in str(error)
    else:
        assert source.text.strip() and "\0" not in source.text
