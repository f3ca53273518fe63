"""Quantities in running text: figures with a unit, ranges, percentages, ranks and the words that bound them.

>>> [(str(q.value), q.unit, q.comparator) for q in read_quantities("新增企业12—15家，收入突破3.5亿元、增长6.5%左右")]
[('12', '家', 'eq'), ('350000000', '元', 'ge'), ('6.5', '%', 'approx')]

A figure without a unit is none (500强, 5G, 327国道, 2024年), nor is an ordinal or what stands in quotation
marks. Figures that qualify a name rather than measure something keep a `role`, and `measuring` leaves them
out: a threshold (10亿元以上项目) or a capacity (5万吨特种纸项目).
"""

import re
import tomllib
from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import NamedTuple

from graph.language.numerals import NumeralError, arabic, chinese, narrow, scale_of
from graph.lexicon.alternatives import either

TABLE = tomllib.loads(Path(__file__).with_name("quantities.toml").read_text(encoding="utf-8"))
GOODS = frozenset(TABLE["goods"]["units"].split())
FOREMOST = re.compile("(?<![目年月日底此以之])前$")  # 前100项: the first of a ranking, but 目前30个
_BEGIN = re.compile(r"[\d第前首榜半零一二两三四五六七八九十百千万亿]")
NOT_BOUNDS = tuple(TABLE["bounds"]["not_before"].split())
PEOPLE = tuple(TABLE["people"]["nouns"].split())


class Quantity(NamedTuple):
    """A measured amount at text[start:end]; the words that bound it reach out to text[left:right].

    `kind` is the class of the unit: count, money, percent, points, ratio, rank, place, area, length, mass,
    volume, energy, power, time, concentration, quotient; "" where no unit is printed (营收突破千亿).
    """

    start: int
    end: int
    left: int
    right: int
    value: Decimal
    unit: str  # after scaling: 7万亩 is 70000 亩
    kind: str
    currency: str = ""  # CNY, USD, EUR … for money
    high: Decimal | None = None  # the upper end of a range
    comparator: str = "eq"  # eq, ge, le, approx: from the words that touch the figure
    elided: bool = False  # the unit was left out in a list: 50亿、30亿
    spelled: bool = False  # in characters: 六所
    role: str = ""  # "", threshold, capacity

    @property
    def percent(self) -> bool:
        return self.kind == "percent"

    @property
    def points(self) -> bool:
        return self.kind == "points"

    @property
    def multiple(self) -> bool:
        return self.kind == "ratio"

    @property
    def rank(self) -> bool:
        return self.kind == "rank"


def measuring(read: Iterable[Quantity]) -> list[Quantity]:
    """Those of some quantities that measure something.

    >>> [q.unit for q in measuring(read_quantities("10亿元以上项目3个"))]
    ['个']
    """
    return [q for q in read if not q.role]


def prices(text: str) -> bool:
    """Whether a text holds a unit of money at all."""
    return _money().search(text) is not None


def read_quantities(text: str) -> list[Quantity]:
    """The quantities of a text, in order; thresholds and capacities are marked by their role.

    >>> [(q.unit, q.role) for q in read_quantities("抓好5万吨特种纸项目，引进10亿元以上项目3个")]
    [('吨', 'capacity'), ('元', 'threshold'), ('个', '')]
    """
    plain = narrow(text)
    nothing = [m.span() for m in _nothing().finditer(plain)]
    found: list[Quantity] = []
    at = 0
    for match in _figures(plain):
        start, end = match.span()
        while at < len(nothing) and nothing[at][1] <= start:
            at += 1
        if at < len(nothing) and nothing[at][0] < end:
            continue
        quantity = _read(match, plain)
        if quantity:
            found.append(_role(quantity, plain))
    return _fill_elided(found, plain)


def _figures(plain: str) -> Iterator[re.Match[str]]:
    """The figures of a text, tried where a character stands that can begin one."""
    figure, at = _figure(), 0
    while begin := _BEGIN.search(plain, at):
        match = figure.match(plain, begin.start())
        if match:
            yield match
        at = match.end() if match else begin.end()


_MINUS = ("-", "－", "−")
_SIGNED = ("增长", "增速", "增幅", "增长率", "同比", "为")  # what can be negative stands before its sign

# ── one figure ──────────────────────────────────────────────────────────────────────────────────────────


def _read(match: re.Match[str], plain: str) -> Quantity | None:
    try:
        if match["low"]:
            return _read_amount(match, plain)
        if match["part"] or match["sliced"]:
            return _read_fraction(match, plain)
        return _read_rank(match)
    except NumeralError:
        return None


def _read_rank(match: re.Match[str]) -> Quantity:
    written = match["rank"] or match["top"]
    value = Decimal(1) if written is None else _number(written)
    best = "le" if match["top"] else "eq"
    start = match.start("first") if match["first"] else match.start()
    return Quantity(start, match.end(), start, match.end(), value, "位", "rank", comparator=best)


def _read_fraction(match: re.Match[str], plain: str) -> Quantity:
    start, end = match.span()
    left, right, comparator = _bound(start, end, "eq", plain)
    return Quantity(
        start, end, left, right, _fraction(match), "%", "percent", comparator=comparator, spelled=True
    )


def _fraction(match: re.Match[str]) -> Decimal:
    """三分之一 is 33.3 %, 1/10 is 10 %, 八成 80 %, 一半 50 %."""
    if match["sliced"]:
        above, below = match["sliced"].split("/")
        return _tidy(round(Decimal(above) * 100 / Decimal(below), 1))
    if match["tenth"]:
        return _number(match["tenth"]) * 10
    if match["whole"] and match["share"]:
        return _tidy(round(_number(match["share"]) * 100 / _number(match["whole"]), 1))
    return Decimal(50)


def _read_amount(match: re.Match[str], plain: str) -> Quantity | None:
    unit, spelled = match["unit"] or "", match["low"][0] not in "0123456789"
    uncounted = "count" if plain.startswith(PEOPLE, match.end()) else ""
    kind, base, currency = _units()[unit] if unit else (uncounted, "", "")
    scale = scale_of(match["scale"] or "")
    low, high = _number(match["low"]), match["high"] and _number(match["high"])
    low *= scale if not high or not match["lowscale"] else scale_of(match["lowscale"])
    if high:
        high *= scale
        if high <= low:
            return None
    if not unit and not high and _is_ratio(match, plain):
        start, end = match.span()
        end += 2 * plain.startswith((":1", "∶1", "：1"), end)
        left, right, comparator = _bound(start, end, "eq", plain)
        return Quantity(start, end, left, right, _tidy(low), "", "quotient", comparator=comparator)
    if not _worth(match, plain, unit, kind, spelled):
        return None
    start, end = match.span()
    if not high and plain[start - 1 : start] in _MINUS and plain.endswith(_SIGNED, 0, start - 1):
        start, low = start - 1, -low  # 增长-16.3%
    left, right, comparator = _bound(start, end, "ge" if match["more"] or match["more2"] else "eq", plain)
    return Quantity(
        start,
        end,
        left,
        right,
        _tidy(low),
        _printed(match, base),
        kind,
        currency,
        _tidy(high) if high else None,
        comparator,
        not unit,
        spelled,
    )


def _is_ratio(match: re.Match[str], plain: str) -> bool:
    """收入比缩小至1.82: a bare decimal behind what is told so."""
    start, end = match.span()
    return (
        "." in match["low"]
        and not match["scale"]
        and _ratio_before().search(plain, max(0, start - 24), start) is not None
        and (
            plain.startswith((":1", "∶1", "：1"), end)
            or plain[end : end + 1] in "，,。；;、）)缩下降扩到至以左之"
            or not plain[end:]
        )
    )


def _worth(match: re.Match[str], plain: str, unit: str, kind: str, spelled: bool) -> bool:
    """Whether the figure measures at all: no tier (10万吨级), no article (一个), no bare figure (12)."""
    after = plain[match.end() : match.end() + 1]
    before = plain[max(0, match.start() - 3) : match.start()]
    if after == "级" or (before.endswith("前") and FOREMOST.search(before[-2:])):
        return False
    if _is_bare(match["low"]) and not _bare_before().search(before):
        return False
    if not unit:
        if match["scale"] and plain.startswith(PEOPLE, match.end()):
            return True
        large = bool(match["scale"] and "亿" in match["scale"]) or (spelled and match["low"][-1] in "万亿")
        return large and (after == "" or after in "，,。；;、）)以左大和")
    return not (spelled and match["low"] == "一" and kind == "count")


def _is_bare(written: str) -> bool:
    return all(c in "十百千万亿" for c in written) and written[0] != "十"


def _printed(match: re.Match[str], base: str) -> str:
    return base + (match["pair"] or "" if base else "") + (match["per"] or "")


def _tidy(value: Decimal) -> Decimal:
    """Without trailing zeros and without an exponent: 35000.0 is 35000."""
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize()


def _number(written: str) -> Decimal:
    if written == "半":
        return Decimal("0.5")
    if written[0] in "0123456789":
        compound = re.fullmatch(r"(\d+)亿(\d+)", written) if "亿" in written else None
        return arabic(compound[1]) * 10**4 + arabic(compound[2]) if compound else arabic(written)
    return chinese(written)


# ── the words around it ─────────────────────────────────────────────────────────────────────────────────


def _bound(left: int, right: int, comparator: str, plain: str) -> tuple[int, int, str]:
    """A figure's stretch with the bound words that touch it, and what they say: 不少于20人, 3%以内, 超200亿元以上."""
    before, after, last = _bounds()
    if plain[left - 1 : left] in last:
        match = before.search(plain, max(0, left - 4), left)
        if match and not plain.endswith(NOT_BOUNDS, max(0, left - 4), left):
            left, comparator = match.start(), match.lastgroup or comparator
    if match := after.match(plain, right):
        right = match.end()
        comparator = match.lastgroup or comparator
    return left, right, comparator


def _role(quantity: Quantity, plain: str) -> Quantity:
    """Threshold or capacity: the figure stands inside a name and measures nothing itself."""
    follow = plain[quantity.right : quantity.right + 1]
    bounded = quantity.right > quantity.end or quantity.left < quantity.start
    if quantity.kind == "money" and follow.isdigit() and bounded:
        return quantity._replace(role="threshold")  # 过百亿元1个、50亿元以上2个
    attached = bool(follow) and ("\u4e00" <= follow <= "\u9fff" or follow in "“‘A")
    if (
        attached
        and quantity.value >= 10000
        and quantity.unit in GOODS
        and not _ends_phrase().match(plain, quantity.right)
    ):
        return quantity._replace(role="capacity")
    if quantity.kind in {"count", "percent", "points", "rank", "place", "ratio"}:
        return quantity
    if not attached or _ends_phrase().match(plain, quantity.right):
        return quantity
    if plain[quantity.left : quantity.start] == "过" and plain[quantity.left - 1] in "个家户条项座名只批":
        return quantity._replace(role="threshold")
    if bounded and (quantity.right > quantity.end or plain[quantity.left] in "过超破突"):
        return quantity._replace(role="threshold")
    if (
        quantity.kind in {"mass", "power", "volume", "time", "energy", "age"}
        or plain[quantity.start - 1 : quantity.start] == "产"
    ):
        return quantity._replace(role="capacity")
    return quantity


def _fill_elided(found: list[Quantity], plain: str) -> list[Quantity]:
    """突破50、30亿元 and 50亿、30亿、20亿元: a figure without unit takes that of the next in its list."""
    filled = list(found)
    for i in range(len(filled) - 2, -1, -1):
        one, following = filled[i], filled[i + 1]
        between = plain[one.right : following.left]
        if one.unit == "个" and following.points and between in {"、", "和"}:
            filled[i] = one._replace(unit=following.unit, kind="points", elided=True)
        if one.elided and not one.kind and following.unit and between in {"、", "和"}:
            filled[i] = one._replace(unit=following.unit, kind=following.kind, currency=following.currency)
    return filled


# ── what the data file says, compiled once ──────────────────────────────────────────────────────────────


@cache
def _units() -> dict[str, tuple[str, str, str]]:
    """Unit as printed → kind, base unit, currency."""
    units: dict[str, tuple[str, str, str]] = {"%": ("percent", "%", ""), "‰": ("percent", "‰", "")}
    for kind, words in TABLE["units"].items():
        units |= {word: (kind.partition("_")[0], word, "") for word in words.split()}
    for currency, words in TABLE["currencies"].items():
        names = words.split()
        units |= dict.fromkeys(names, ("money", names[0], currency))
    return units


@cache
def _money() -> re.Pattern[str]:
    return re.compile(either(unit for unit, (kind, _, _) in _units().items() if kind == "money"))


@cache
def _figure() -> re.Pattern[str]:
    figure, spelled = (
        r"\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?",
        "[零一二两三四五六七八九十百千万亿]+",
    )
    unit = either(_units())
    scale = "(?:万亿|[十百千]?[万亿]|[百千](?![瓦米克伏卡焦]))?"
    return re.compile(
        r"(?:第\s?(?P<rank>\d+|[一二三四五六七八九十百]+)\s?(?:[位名](?![书干的])|(?<=[国省市区州县乡镇球界盟旗居列位名排部业类系行核价估至到为]第[\d一二三四五六七八九十])(?=[，,。；;、）)和及与!！\s]|$)|(?<=[一-龥、]第\d)(?=[，,。；;、）)]|$))"
        r"|前\s?(?P<top>\d+|[一二三四五六七八九十百]+)\s?(?:[位名]|(?=[，,。；;、）)和及与!！\s]|$))"
        r"|(?<=[居列位据占国省市区州球界盟])(?P<first>首位|榜首))"
        r"|(?P<sliced>(?<![\d.])\d/\d{1,2})(?=[以左，,。；;、）)的])"
        rf"|(?P<part>(?P<whole>[一二三四五六七八九十百]+)分之(?P<share>[一二三四五六七八九十百]+)|(?P<tenth>[一二三四五六七八九])成(?=[以左，,。；;、）)多的]|$)|一半(?=[以左，,。；;、）)]|$))"
        rf"|(?<![A-Za-z\d.+/×第零一二两三四五六七八九十百千万亿])(?<!第\s)(?:(?P<low>{figure}|半|{spelled})"
        rf"(?P<more>[余多])?(?:(?P<lowscale>{scale})(?P<lowunit>{unit})?(?:[-—–~～]{{1,2}}|至|到)(?P<high>{figure}|{spelled}))?"
        rf"(?P<scale>{scale})(?P<more2>[余多])?\s?(?P<unit>{unit})?(?P<pair>[（(][^（）()\d]{{1,3}}[）)]|[（(](?:[一-龥]、){{1,3}}[一-龥][）)]次?)?(?P<per>/(?:{unit}|[十百千]?[万亿]元|百?千?万?人|日|年|天|平方米|户))?)"
    )


@cache
def _nothing() -> re.Pattern[str]:
    rows = TABLE["nothing"]
    begins = "".join(row["begins"] for row in rows)
    return re.compile(f"(?=[{begins}])(?:{'|'.join(row['pattern'] for row in rows)})")


@cache
def _bounds() -> tuple[re.Pattern[str], re.Pattern[str], frozenset[str]]:
    """What bounds a figure before it and behind it, and the characters that the first may end with."""
    words = TABLE["bounds"]
    last = {word[-1] for c in ("le", "ge", "approx") for word in words[f"{c}_before"].split()}
    parts = [
        [f"(?P<{c}>{either(words[f'{c}_{side}'].split())})" for c in ("le", "ge", "approx")]
        for side in ("before", "after")
    ]
    return (
        re.compile(f"(?:{'|'.join(parts[0])})了?$"),
        re.compile("|".join(parts[1])),
        frozenset({*last, "了"}),
    )


@cache
def _ratio_before() -> re.Pattern[str]:
    words, moves = (either(TABLE["ratios"][name].split()) for name in ("words", "moves"))
    return re.compile(rf"(?:{words})(?:{moves}|[年的上末]|\d\.\d+(?:[:∶]1)?|20\d\d)*$")


@cache
def _bare_before() -> re.Pattern[str]:
    return re.compile(f"{either(TABLE['bare']['before'].split())}$")


@cache
def _ends_phrase() -> re.Pattern[str]:
    """Words behind a figure that do not make it an attribute: 5亿元用于…, 5000亿元大关."""
    return re.compile(
        "大关|以?上?规模|提[升高]|增[加长至]|扩[大至]|下降|降[至到低]|减[至少到]|压减|缩[至小短]|上升|升[至到]|跃升|拓展|回落|发展到|攀升|用于|支持|和|及|以及|与|的?[，,。；;、）)]"
    )
