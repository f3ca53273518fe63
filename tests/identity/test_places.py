"""Where a document belongs: the gazetteer places it, and an unknown place stays without a parent."""

from graph.identity.places import Places
from graph.structure.region import region_of_name, region_path


def test_a_district_lies_in_its_city_and_province() -> None:
    places = Places()
    region = places.resolve(["济宁市", "兖州区"])
    assert [region.label, *(place.label for place in places.above(region))] == ["兖州区", "济宁市", "山东省"]


def test_a_town_is_not_the_county_of_the_same_name() -> None:
    places = Places()
    county = places.resolve(["兰陵县"])
    town = places.resolve(["兰陵县", "兰陵镇"])
    assert county.key != town.key
    assert town.parent == county.key


def test_a_place_nobody_knows_has_no_code_and_no_parent() -> None:
    region = Places().resolve(["云川县"])
    assert (region.label, region.code, region.parent) == ("云川县", "", "")


def test_several_places_of_one_name_are_not_guessed() -> None:
    assert Places().resolve(["鼓楼区"]).code == ""


def test_the_place_in_an_issuers_name() -> None:
    assert region_of_name("中共青溪县委办公室、青溪县人民政府办公室") == "青溪县"
    assert region_of_name("兴华街道办事处") == "兴华街道"
    assert region_path("枣庄市市中区人民政府") == ["枣庄市", "市中区"]
