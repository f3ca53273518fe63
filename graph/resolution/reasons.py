"""The rules for two mentions of projects: what forbids that they are one, and what speaks for it.

Each rule is a function from two views and their signs to a reason; an empty one says nothing. The lists
VETOES and REASONS are tried in their order, and the first that speaks decides.
"""

from collections.abc import Callable

from graph.language.names import head_of
from graph.resolution.features import View
from graph.resolution.signs import Signs
from graph.resolution.words import words

SHORT = 3  # characters that a short form leaves of a park's name: 中欧产业园

Test = Callable[[View, View, Signs], str]  # the reason; "" where it says nothing

# --- What forbids it -----------------------------------------------------------------------------


def _capacities(a: View, b: View, _: Signs) -> str:
    mine, theirs = dict(a.shape.capacity), dict(b.shape.capacity)
    for unit in sorted(mine.keys() & theirs.keys()):
        if mine[unit] != theirs[unit]:
            return f"规模不同：{mine[unit]:.12g}{unit}与{theirs[unit]:.12g}{unit}"
    return ""


def _phases(a: View, b: View, _: Signs) -> str:
    for name, x, y in (
        ("期次", a.shape.phase, b.shape.phase),
        ("区段", a.shape.section, b.shape.section),
        ("序号", a.shape.ordinal, b.shape.ordinal),
    ):
        if x and y and x != y:
            return f"{name}不同：{x}与{y}"
    return ""


def _strangers(a: View, b: View, signs: Signs) -> str:
    if signs.firm != "strange":
        return ""
    return f"投资方不同：{'、'.join(sorted(a.firms))}与{'、'.join(sorted(b.firms))}"


def _listed_apart(a: View, b: View, signs: Signs) -> str:
    if signs.together and signs.money == "clash" and not signs.strict:
        return "同一份文件把两者分列，金额不同"
    return ""


VETOES: tuple[tuple[str, Test], ...] = (
    ("capacities", _capacities),  # 600万条轿车胎, 400万条轿车胎
    ("phases", _phases),  # 青石高速南段, 青石高速北段
    ("strangers", _strangers),  # 甲公司光伏项目, 乙公司光伏项目
    ("listed-apart", _listed_apart),  # 10亿元高端饮品, 2亿元饮品包装
)


# --- What speaks for it --------------------------------------------------------------------------


def _same_product(a: View, b: View, s: Signs) -> str:
    return "投资方相同，建设内容相同" if s.firm == "shared" and s.strict and s.works else ""


def _same_product_loosely(a: View, b: View, s: Signs) -> str:
    return "投资方相同，建设内容除修饰词外相同" if s.firm == "shared" and s.loose and s.works else ""


def _longer_name(a: View, b: View, s: Signs) -> str:
    fits = s.firm == "shared" and s.cover and s.works and s.money != "clash" and not a.shape.works
    return (
        f"投资方相同，一个名称比另一个多“{s.cover}”"
        if fits and (s.money == "agree" or not _goes_on(a, b))
        else ""
    )


def _goes_on(a: View, b: View) -> bool:
    """Whether the longer name goes on past the shorter: 云谷片区 and 云谷片区污水处理厂 are two things."""
    short, long = sorted((a.shape.loose, b.shape.loose), key=len)
    return long.startswith(short)


def _same_money(a: View, b: View, s: Signs) -> str:
    piece = _common(a.shape.loose, b.shape.loose)
    if s.firm == "shared" and s.money == "agree" and not s.together and len(piece) >= 2:
        return f"投资方相同，金额相同，都是“{piece}”"
    return ""


def _common(x: str, y: str) -> str:
    """The longest piece that two names share."""
    best = ""
    for at in range(len(x)):
        while at + len(best) < len(x) and x[at : at + len(best) + 1] in y:
            best = x[at : at + len(best) + 1]
    return best


def _heir(a: View, b: View, s: Signs) -> str:
    long = min(len(a.shape.core), len(b.shape.core)) >= 4
    return (
        "建设内容相同而少见，投资方名称有关联"
        if s.firm == "related" and s.strict and s.works and long
        else ""
    )


def _same_name(a: View, b: View, s: Signs) -> str:
    if s.firm in ("one", "none") and s.strict and s.works and a.distinctive and b.distinctive:
        return "名称相同，本地独有"
    return ""


def _same_name_loosely(a: View, b: View, s: Signs) -> str:
    """中欧数控机床产业园 and 中欧高端数控机床产业园: one lacks the praise."""
    plain = (
        a.shape.loose in (a.shape.core, b.shape.core)
        and len(a.shape.loose) >= 4
        and a.shape.noun == b.shape.noun
    )
    if (
        s.firm in ("one", "none")
        and s.loose
        and plain
        and s.works
        and s.money != "clash"
        and a.distinctive
        and b.distinctive
    ):
        return "名称除修饰词外相同"
    return ""


def _same_rare_product(a: View, b: View, s: Signs) -> str:
    core = a.shape.core
    if s.firm == "one" and s.strict and s.works and len(core) >= 4 and s.money != "clash":
        return "建设内容相同，一处未写投资方"
    return ""


def _same_sum(a: View, b: View, s: Signs) -> str:
    if s.firm in ("one", "none") and s.money == "agree" and (s.strict or s.loose or s.cover) and s.works:
        return "金额相同，建设内容相同"
    return ""


def _only_one(a: View, b: View, s: Signs) -> str:
    single = a.shape.single
    if not single or b.shape.single != single or s.firm == "strange" or a.shape.works != b.shape.works:
        return ""
    fronts = [_plain_front(v, single) for v in (a, b)]
    return f"一地只有一处{single}" if "" in fronts else ""


def _plain_front(view: View, single: str) -> str:
    """What stands before the name of a kind, without the place's own name and 新."""
    front = view.shape.core.removesuffix(single)
    for place in view.mention.places:
        front = front.replace(place, "").replace(place[:-1], "") if len(place) > 2 else front
    for word in words("labels", "which"):
        front = front.replace(word, "")
    return front


def _with_place(a: View, b: View, s: Signs) -> str:
    """青溪国际陆港 and 国际陆港 in a document of 青溪县; of another place's name nothing follows."""
    names = {n for v in (a, b) for p in v.mention.places[:1] for n in (p, p[:-1])} | set(
        words("labels", "around")
    )
    if (
        s.cover in names
        and s.firm == "none"
        and a.shape.noun == b.shape.noun
        and s.works
        and a.distinctive
        and b.distinctive
    ):
        return f"一个名称多了本地地名“{s.cover}”"
    return ""


def _short_form(a: View, b: View, s: Signs) -> str:
    """中欧产业园 is 中欧高端数控机床产业园, where no other begins so."""
    short, long = sorted((a.shape, b.shape), key=lambda shape: len(shape.core))
    begins = (
        short.noun == long.noun == "park" and long.core.startswith(short.core) and short.core != long.core
    )
    named = len(short.core) <= SHORT and short.core not in a.firms | b.firms and head_of(short.core)[0] == ""
    fits = begins and named and s.firm in ("one", "none") and s.works
    return f"“{short.text}”是“{long.text}”的简称，本地别无相合" if fits else ""


REASONS: tuple[tuple[str, float, Test], ...] = (
    ("same-product", 0.97, _same_product),
    ("same-name", 0.92, _same_name),
    ("same-product-loosely", 0.9, _same_product_loosely),
    ("longer-name", 0.86, _longer_name),
    ("same-money", 0.85, _same_money),
    ("same-sum", 0.85, _same_sum),
    ("heir", 0.82, _heir),
    ("same-rare-product", 0.82, _same_rare_product),
    ("same-name-loosely", 0.8, _same_name_loosely),
    ("with-place", 0.8, _with_place),
    ("only-one", 0.78, _only_one),
    ("short-form", 0.75, _short_form),
)
TENTATIVE = (
    "only-one",
    "short-form",
    "same-rare-product",
    "same-name-loosely",
    "with-place",
)  # hold only where one thing fits
