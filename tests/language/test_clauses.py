"""Sentences as clauses, lists and verbs."""

import pytest

from graph.language.clauses import Reading, entries, head_verb, tail_verb, words


def whole(text: str) -> tuple[Reading, int, int]:
    return Reading(text), 0, len(text)


def clauses(text: str) -> list[str]:
    r = Reading(text)
    return [r.of(*c) for s in r.sentences for part in r.parts(*s) for c in r.clauses(*part)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("推进A建设,力争B投产。C开工;D竣工", ["推进A建设", "力争B投产", "C开工", "D竣工"]),
        (
            "建设产业园（一期，含供热），加快“三横，两纵”路网",
            ["建设产业园（一期，含供热）", "加快“三横，两纵”路网"],
        ),
        ("3.推进A建设", ["推进A建设"]),
        ("3.5亿元投入使用", ["3.5亿元投入使用"]),
        ("（二）推进A建设", ["推进A建设"]),
        ("。，；", []),
    ],
)
def test_marks_in_names_and_numbers_cut_nothing(text: str, expected: list[str]) -> None:
    assert clauses(text) == expected


@pytest.mark.parametrize(
    "text", ['推进A,B(一、二期)；“天工"平台', "增长1,200户，达3,500户", "\n\n", "（（（", "”“"]
)
def test_the_three_texts_are_equally_long(text: str) -> None:
    r = Reading(text)
    assert len(r.raw) == len(r.text) == len(r.mask)


@pytest.mark.parametrize(
    ("text", "stage", "rest"),
    [
        ("年内建成投用城东水厂", "operating", "城东水厂"),
        ("积极谋划储备城际铁路", "proposed", "城际铁路"),
        ("加快筹建职业学院", "proposed", "职业学院"),
        ("力促面粉线竣工", "", "面粉线竣工"),
        ("启动建设新院区", "started", "新院区"),
    ],
)
def test_the_verb_before(text: str, stage: str, rest: str) -> None:
    verb = head_verb(*whole(text))
    assert verb is not None
    assert (verb.stage, text[verb.end :]) == (stage, rest)


@pytest.mark.parametrize("text", ["新疆馆落成", "完成投资5亿元", "城东水厂", ""])
def test_no_verb_before(text: str) -> None:
    assert head_verb(*whole(text)) is None


@pytest.mark.parametrize(
    ("text", "stage", "name"),
    [
        ("城东水厂9月底前投入使用", "operating", "城东水厂"),
        ("A线、B线分别于6月、10月投产", "operating", "A线、B线"),
        ("滨河大道加快推进", "underway", "滨河大道"),
        ("城际铁路前期工作", "proposed", "城际铁路"),
        ("新院区主体封顶", "completed", "新院区"),
    ],
)
def test_the_verb_behind(text: str, stage: str, name: str) -> None:
    verb = tail_verb(*whole(text))
    assert verb is not None
    assert (verb.stage, text[: verb.start]) == (stage, name)


@pytest.mark.parametrize("text", ["省长直通车", "“投产”", "城东水厂", "高等教育"])
def test_no_verb_behind(text: str) -> None:
    assert tail_verb(*whole(text)) is None


def names(text: str) -> list[tuple[str, str | None]]:
    r = Reading(text)
    return [(r.of(e.start, e.end), r.of(*e.closing) if e.closing else None) for e in entries(r, 0, len(text))]


def test_lists_and_what_closes_them() -> None:
    assert names("甲厂、乙厂等5个技改项目和丙线") == [("甲厂", None), ("乙厂", "5个技改项目"), ("丙线", None)]
    assert names("甲厂、乙厂、丙厂三个项目") == [("甲厂", None), ("乙厂", None), ("丙厂", "三个项目")]
    assert names("高等教育、均等化服务") == [("高等教育", None), ("均等化服务", None)]


def test_a_verb_has_one_stage_only() -> None:
    for place in ("before", "after"):
        rows = [word for row in words("verbs")["stages"].values() for word in row.get(place, ())]
        assert sorted(rows) == sorted(set(rows))
