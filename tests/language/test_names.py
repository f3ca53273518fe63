"""Names by form, by frame and by what a document taught."""

import pytest

from graph.language.firms import Known, learn
from graph.language.names import counted, firm_by_form, head_of, is_named


@pytest.mark.parametrize(
    ("label", "kind"),
    [
        ("青溪县城东水厂（二期）", "water"),
        ("沿江高速汤口至界首段", "transport"),
        ("轨道交通12号线", "transport"),
        ("云岭装备产业园二期", "industry"),
        ("西溪河生态修复", "works"),
        ("城东小学", "social"),
        ("数字化转型", "abstract"),
        ("营商环境", "abstract"),
        ("轿车胎", ""),
    ],
)
def test_what_a_label_ends_in(label: str, kind: str) -> None:
    assert head_of(label)[0] == kind


@pytest.mark.parametrize(
    ("label", "named"),
    [("平川算力中心", True), ("智能算力中心", False), ("重点项目", False), ("修复工程", False)],
)
def test_general_words_name_nothing(label: str, named: bool) -> None:
    assert is_named(label) is named


@pytest.mark.parametrize(
    ("label", "where"),
    [
        ("36个重点项目", "before"),
        ("技改项目7个", "after"),
        ("项目1.2万个以上", "after"),
        ("40万吨包装纸项目", ""),
        ("城东水厂", ""),
    ],
)
def test_counts(label: str, where: str) -> None:
    assert counted(label) == where


@pytest.mark.parametrize(
    "name", ["青禾纸业", "丰穗食品", "海川重工集团", "云澜咖啡公司", "玉泉生物医药科技有限公司"]
)
def test_firms_by_form(name: str) -> None:
    assert firm_by_form(name)


@pytest.mark.parametrize(
    "name", ["高端装备", "绿色食品", "生物医药", "新能源汽车", "上市公司", "纸业", "教育"]
)
def test_industries_are_no_firms(name: str) -> None:
    assert not firm_by_form(name)


@pytest.mark.parametrize(
    ("label", "firm", "how"),
    [
        ("青禾纸业年产20万吨包装纸项目", "青禾纸业", "form"),
        ("歌远智能家电总部", "歌远", "context"),
        ("玉泉生物医药科技有限公司疫苗车间", "玉泉生物医药科技有限公司", "form"),
    ],
)
def test_the_firm_a_label_begins_with(label: str, firm: str, how: str) -> None:
    found = Known().split(label)
    assert found is not None
    assert (found.name, found.how) == (firm, how)


@pytest.mark.parametrize(
    "label", ["北山河冷链物流园", "绿色建材产业园", "新能源动力电池项目", "全球研发总部", "第二条生产线"]
)
def test_places_and_general_words_are_no_firms(label: str) -> None:
    assert Known().split(label) is None


def test_a_full_name_teaches_its_short_form() -> None:
    known = learn(["支持青禾纸业争创国家级绿色工厂。推进青禾环保新材料项目建设。"])
    found = known.split("青禾环保新材料项目")
    assert found is not None
    assert (found.name, found.how) == ("青禾纸业", "known")
    assert known.split("青禾兴达") is None  # another firm's name may begin so


def test_an_investor_is_learnt_from_its_frame() -> None:
    assert learn(["推进润禾投资3亿元的面粉线建设"]).firms["润禾"] == "润禾"
    assert "固定资产" not in learn(["固定资产投资3亿元"]).firms


def test_the_regions_name_is_a_place() -> None:
    known = learn(["青溪市实施南渡区路网改造。"], "云州省青溪市")
    assert known.is_place("青溪")
    assert known.is_place("云州")
    assert not known.is_place("青禾")
