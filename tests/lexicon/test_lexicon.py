"""The words of the genre: what a label, a verb and a unit's name look like, and what only resembles them."""

import pytest

from graph.lexicon.departments import load_departments
from graph.lexicon.roles import load_roles
from graph.lexicon.units import is_collective, is_unit, kind_of


@pytest.mark.parametrize(
    ("label", "role"),
    [
        ("牵头领导", "lead_official"),
        ("县级责任领导", "lead_official"),
        ("责任人", "lead_official"),
        ("牵头单位", "lead_unit"),
        ("市级牵头单位", "lead_unit"),
        ("主办部门", "lead_unit"),
        ("牵头（责任）单位", "lead_unit"),
        ("责任单位及责任人", "responsible_unit"),
        ("其他责任单位", "responsible_unit"),
        ("承办单位", "responsible_unit"),
        ("责任科室", "responsible_unit"),
        ("配 合 单 位", "supporting_unit"),
        ("协办部门", "supporting_unit"),
        ("完成时限", None),
        ("督办单位", None),
        ("备注", None),
    ],
)
def test_labels(label: str, role: str | None) -> None:
    assert load_roles().role_of(label) == role


@pytest.mark.parametrize(
    ("verb", "role"),
    [
        ("共同牵头", "lead_unit"),
        ("牵头负责", "lead_unit"),
        ("按职责分工负责", "responsible_unit"),
        ("按照各自职责落实", "responsible_unit"),
        ("分别负责", "responsible_unit"),
        ("参与配合", "supporting_unit"),
        ("按职责分工配合", "supporting_unit"),
        ("协助", "supporting_unit"),
    ],
)
def test_verbs(verb: str, role: str) -> None:
    match = load_roles().verb.fullmatch(verb)
    assert match is not None
    assert match.lastgroup == role


@pytest.mark.parametrize(
    "name",
    [
        "县发改局", "各乡镇（街道）", "市直有关部门", "国网宁溪县供电公司", "人行滨湖市中心支行", "县消防救援大队",
        "县农业农村局（县乡村振兴局）", "巴音苏木", "各县（市、区）人民政府", "县委编办", "省农业科学院",
    ],
)  # fmt: skip
def test_names_of_units(name: str) -> None:
    assert is_unit(name)


@pytest.mark.parametrize(
    "name",
    ["推动产业链深度融合", "完成投资3亿元", "详见附件1", "黑体为主办单位，其他为协办单位", "新增就业2000人"],
)
def test_words_that_are_no_units(name: str) -> None:
    assert not is_unit(name)


@pytest.mark.parametrize(
    "name", ["各镇街", "区直相关部门", "各金融机构", "通信企业", "各县市区", "市级有关部门", "相关镇街"]
)
def test_collectives(name: str) -> None:
    assert is_collective(name)
    assert kind_of(name) == "collective"


@pytest.mark.parametrize(
    ("short", "full"),
    [
        ("市发改委", "市发展和改革委"),
        ("省卫健委", "省卫生健康委"),
        ("县人社局", "县人力资源和社会保障局"),
        ("县人力资源社会保障局", "县人力资源和社会保障局"),
        ("区文旅局", "区文化和旅游局"),
        ("市国资委", "市国有资产监督管理委"),
        ("旗林草局", "旗林业和草原局"),
        ("县残联", "县残疾人联合会"),
        ("瓯川经开区管委会", "瓯川经济技术开发区管委会"),
    ],
)
def test_short_and_full_names_meet(short: str, full: str) -> None:
    assert load_departments().canonical(short) == load_departments().canonical(full)
