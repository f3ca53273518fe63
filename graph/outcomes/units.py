"""Units of measure: which can be set against each other, and how.

>>> common("公顷", 2, "亩", 30)
(2.0, 2.0)
>>> common("条", 1, "公里", 7) is None
True
"""

LADDERS: tuple[dict[str, float], ...] = (
    {"亩": 1, "公顷": 15, "平方公里": 1500, "平方千米": 1500},
    {"平方米": 1, "平米": 1, "㎡": 1},
    {"斤": 1, "公斤": 2, "千克": 2, "吨": 2000},
    {"米": 1, "公里": 1000, "千米": 1000, "里": 500},
    {"立方米": 1, "方": 1, "立方": 1},
    {"千瓦": 1, "兆瓦": 1000, "吉瓦": 1e6, "瓦": 0.001, "GW": 1e6, "MW": 1000},
    {"度": 1, "千瓦时": 1},
    {"人": 1, "名": 1, "位": 1},
    {
        "个": 1,
        "家": 1,
        "处": 1,
        "座": 1,
        "所": 1,
        "张": 1,
        "项": 1,
        "件": 1,
        "只": 1,
        "支": 1,
        "户": 1,
        "栋": 1,
        "套": 1,
        "台": 1,
        "片": 1,
        "村": 1,
        "条": 1,
    },
    {"人次": 1},
    {"场": 1, "次": 1, "场次": 1},
    {"天": 1, "个工作日": 1, "工作日": 1},
    {"%": 1},
    {"个百分点": 1, "百分点": 1},
)
_LADDER = {unit: (number, factor) for number, ladder in enumerate(LADDERS) for unit, factor in ladder.items()}
COUNTERS = frozenset(LADDERS[8])


def dimension(unit: str) -> str:
    """What a unit measures: the same word for units that convert into each other.

    >>> dimension("公顷") == dimension("亩"), dimension("CNY")
    (True, 'CNY')
    """
    return f"#{_LADDER[unit][0]}" if unit in _LADDER else unit


def common(unit: str, value: float, other_unit: str, other: float) -> tuple[float, float] | None:
    """Two figures in the first one's unit; nothing where the units measure different things."""
    if dimension(unit) != dimension(other_unit):
        return None
    if unit not in _LADDER:
        return float(value), float(other)
    return float(value), float(other) * _LADDER[other_unit][1] / _LADDER[unit][1]


def written(value: float, unit: str) -> str:
    """A figure as people write it.

    >>> written(36_000_000_000, "CNY"), written(5730, "个"), written(92_000_000, "USD")
    ('360亿元', '5730个', '9200万美元')
    """
    name = {"CNY": "元", "USD": "美元", "EUR": "欧元"}.get(unit, unit)
    for scale, word in ((1e8, "亿"), (1e4, "万")):
        if abs(value) >= scale and (unit != name or value >= scale * 10):
            return f"{round(value / scale, 2):g}{word}{name}"
    return f"{round(value, 2):g}{name}"
