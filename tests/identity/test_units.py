"""Who is who: units belong to a jurisdiction, and short and long names meet by rules of the language."""

from pathlib import Path

import pytest

from graph.extraction import assignments
from graph.identity.places import Places, Region
from graph.identity.units import Units
from graph.reading import read_file
from graph.structure.document import read_documents

SEEDS = Path(__file__).parents[2] / "seeds"


@pytest.fixture
def places() -> Places:
    return Places()


@pytest.fixture
def units(places: Places) -> Units:
    return Units(places)


@pytest.fixture
def yanzhou(places: Places) -> Region:
    return places.resolve(["济宁市", "兖州区"])


def test_the_two_notices_name_sixty_units_and_seven_collectives(places: Places, units: Units) -> None:
    for prefix in ("003", "004"):
        (path,) = SEEDS.glob(f"{prefix}_*.txt")
        (document,) = read_documents(read_file(path))[0]
        region = places.of_document(document)
        for fact in assignments.extract(document):
            if fact.view == "assignments" and fact.values["role"] != "lead_official":
                units.meet(str(fact.values["agent"]), region)
    kinds = [unit.kind for unit in units.units.values()]
    assert (len(kinds) - kinds.count("collective"), kinds.count("collective")) == (60, 7)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("区应急局", "区应急管理局"),
        ("区医保局", "区医疗保障局"),
        ("区市场监管局", "区市场监督管理局"),
        ("区人力资源社会保障局", "区人力资源和社会保障局"),
        ("区人社局", "区人力资源和社会保障局"),
        ("区发改委", "区发展和改革委员会"),
        ("区住建局", "区住房和城乡建设局"),
        ("区农业农村局（区乡村振兴局）", "区农业农村局"),
        ("兖州区财政局", "区财政局"),
        ("济宁市兖州区财政局", "区财政局"),
        ("区卫健局", "区卫生健康局"),
        ("区残联", "区残疾人联合会"),
    ],
)
def test_one_unit(units: Units, yanzhou: Region, one: str, other: str) -> None:
    assert units.meet(one, yanzhou).key == units.meet(other, yanzhou).key


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("区公路局", "区交通运输局"),
        ("区检验检测中心", "区市场监督管理局"),
        ("区地方金融监管局", "人民银行兖州支行"),
        ("区大数据中心", "区行政审批服务局"),
        ("区财政局", "市财政局"),
        ("区委组织部", "市委组织部"),
        ("各镇街", "各镇"),
        ("区公安分局", "区公安局交警大队"),
    ],
)
def test_two_units(units: Units, yanzhou: Region, one: str, other: str) -> None:
    assert units.meet(one, yanzhou).key != units.meet(other, yanzhou).key


def test_the_same_short_name_in_two_places_is_two_units(places: Places, units: Units) -> None:
    first = units.meet("区科技局", places.resolve(["济宁市", "兖州区"]))
    second = units.meet("区科技局", places.resolve(["济南市", "历城区"]))
    assert first.key != second.key


def test_a_name_in_brackets_is_a_second_name(units: Units, yanzhou: Region) -> None:
    unit = units.meet("区农业农村局（区乡村振兴局）", yanzhou)
    assert (unit.label, "区乡村振兴局" in unit.aliases) == ("区农业农村局", True)


def test_a_unit_of_the_city_belongs_to_the_city(units: Units, yanzhou: Region) -> None:
    unit = units.meet("市生态环境局", yanzhou)
    assert unit.region is not None
    assert unit.region.label == "济宁市"
