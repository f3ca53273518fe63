"""Automatic paragraph numbers of Word come back as text, the way they are printed."""

from reads import messages
from word_files import level, make_docx, numbering, p, r, style

from graph.reading import read_bytes


def lines(body, lists, styles=""):
    source = read_bytes("方案.docx", make_docx(body, beside={"numbering": lists, "styles": styles}))
    return source.text.splitlines()


OUTLINE = [
    level(0, "chineseCounting", "%1、"),
    level(1, "chineseCountingThousand", "（%2）"),
    level(2, "decimal", "%3."),
    level(3, "decimalEnclosedCircle", "%4"),
]


def test_an_outline_of_four_levels_each_starting_again_under_the_next():
    places = [0, 1, 1, 2, 2, 3, 3, 1, 2, 0, 1, 2]
    body = "".join(p(r("推进"), number=(1, at)) for at in places)
    assert lines(body, numbering({0: OUTLINE}, {1: 0})) == [
        "一、推进",
        "（一）推进",
        "（二）推进",
        "1. 推进",
        "2. 推进",
        "①推进",
        "②推进",
        "（三）推进",
        "1. 推进",
        "二、推进",
        "（一）推进",
        "1. 推进",
    ]


def test_a_list_goes_on_after_plain_paragraphs():
    body = p(r("甲"), number=(1, 0)) + p(r("正文")) + p(r("乙"), number=(1, 0))
    assert lines(body, numbering({0: OUTLINE}, {1: 0})) == ["一、甲", "正文", "二、乙"]


def test_the_number_is_printed_in_the_text_and_not_bold():
    data = make_docx(
        p(r("推进", "<w:b/>"), number=(1, 0)), beside={"numbering": numbering({0: OUTLINE}, {1: 0})}
    )
    source = read_bytes("方案.docx", data)
    assert [span.of(source.text) for span in source.bold] == ["推进"]


def test_two_lists_of_one_kind_count_on_and_a_restart_starts_again():
    restart = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    lists = numbering({0: OUTLINE}, {1: 0, 2: 0, 3: 0}, {3: restart})
    body = "".join(p(r("项"), number=(num, 0)) for num in (1, 1, 2, 3, 3))
    assert lines(body, lists) == ["一、项", "二、项", "三、项", "一、项", "二、项"]


def test_a_list_may_start_at_five_and_a_level_may_be_replaced():
    override = f'<w:lvlOverride w:ilvl="0">{level(0, "upperRoman", "%1)", start=5)}</w:lvlOverride>'
    assert lines(p(r("项"), number=(1, 0)), numbering({0: OUTLINE}, {1: 0}, {1: override})) == ["V) 项"]


def test_numbers_of_the_levels_above_are_printed_too():
    levels = [level(0, "chineseCounting", "第%1章"), level(1, "decimal", "%1.%2", more="<w:isLgl/>")]
    body = "".join(p(r("项"), number=(1, at)) for at in (0, 0, 1, 1))
    assert lines(body, numbering({0: levels}, {1: 0})) == ["第一章 项", "第二章 项", "2.1 项", "2.2 项"]


def test_a_level_that_never_starts_again():
    levels = [
        level(0, "chineseCounting", "%1、"),
        level(1, "decimal", "%2.", more='<w:lvlRestart w:val="0"/>'),
    ]
    body = "".join(p(r("项"), number=(1, at)) for at in (0, 1, 1, 0, 1))
    assert lines(body, numbering({0: levels}, {1: 0})) == ["一、项", "1. 项", "2. 项", "二、项", "3. 项"]


def test_every_kind_of_number():
    kinds = {
        "decimal": "12",
        "chineseCounting": "十二",
        "chineseCountingThousand": "十二",
        "japaneseCounting": "十二",
        "ideographDigital": "一二",
        "decimalEnclosedCircle": "⑫",
        "lowerLetter": "l",
        "upperLetter": "L",
        "lowerRoman": "xii",
        "upperRoman": "XII",
        "decimalZero": "12",
        "decimalFullWidth": "１２",
        "chineseLegalSimplified": "壹拾贰",
        "none": "",
    }
    lists = numbering(
        {at: [level(0, kind, "〔%1〕", start=12)] for at, kind in enumerate(kinds)},
        {at: at for at in range(len(kinds))},
    )
    body = "".join(p(r("项"), number=(at, 0)) for at in range(len(kinds)))
    assert lines(body, lists) == [f"〔{printed}〕项" for printed in kinds.values()]


def test_bullets_and_a_number_without_a_gap():
    levels = [
        level(0, "bullet", "\uf06c"),
        level(1, "bullet", "◆", more='<w:suff w:val="nothing"/>'),
        level(2, "decimal", "%3.", more='<w:suff w:val="nothing"/>'),
    ]
    body = "".join(p(r("项"), number=(1, at)) for at in (0, 1, 2))
    assert lines(body, numbering({0: levels}, {1: 0})) == ["• 项", "◆项", "1.项"]


def test_numbers_that_come_from_the_paragraph_s_style_and_from_the_style_it_is_based_on():
    levels = [
        level(0, "chineseCounting", "%1、", more='<w:pStyle w:val="Chapter"/>'),
        level(1, "chineseCounting", "（%2）", more='<w:pStyle w:val="Part"/>'),
    ]
    list_one = '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'
    styles = (
        style("paragraph", "Chapter", list_one)
        + style("paragraph", "Part", list_one)
        + style("paragraph", "Part2", based_on="Part")
    )
    body = (
        p(r("章"), style="Chapter")
        + p(r("节"), style="Part")
        + p(r("节"), style="Part2")
        + p(r("章"), style="Chapter")
    )
    assert lines(body, numbering({0: levels}, {1: 0}), styles) == ["一、章", "（一）节", "（二）节", "二、章"]


def test_a_paragraph_may_take_itself_out_of_its_style_s_list():
    styles = style("paragraph", "Chapter", '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>')
    body = p(r("章"), style="Chapter", number=(0, 0)) + p(r("章"), style="Chapter")
    assert lines(body, numbering({0: OUTLINE}, {1: 0}), styles) == ["章", "一、章"]


def test_a_list_that_a_numbering_style_stands_for():
    lists = (
        '<w:abstractNum w:abstractNumId="0"><w:numStyleLink w:val="Outline"/></w:abstractNum>'
        + numbering({1: ['<w:styleLink w:val="Outline"/>', *OUTLINE]}, {1: 0, 2: 1})
    )  # fmt: skip
    styles = style("numbering", "Outline", '<w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr>')
    assert lines(p(r("章"), number=(1, 0)), lists, styles) == ["一、章"]


def test_an_unknown_kind_is_printed_in_digits_and_said_so():
    lists = numbering({0: [level(0, "hebrew1", "%1.")]}, {1: 0})
    source = read_bytes("方案.docx", make_docx(p(r("项"), number=(1, 0)), beside={"numbering": lists}))
    assert source.text == "1. 项\n"
    assert messages(source) == [
        "ambiguous: paragraph numbers of the unknown kind hebrew1 are given as 1, 2, 3"
    ]


def test_nonsense_in_the_numbering_is_no_number():
    lists = numbering({0: [level(0, "decimal", "%9%1")]}, {1: 0, 2: 77})
    body = (
        p(r("甲"), number=(2, 0))
        + p(r("乙"), number=(5, 0))
        + p(r("丙"), number=(1, 99))
        + p(r("丁"), number=(1, 5))
    )
    assert lines(body, lists) == ["甲", "乙", "丙", "丁"]
