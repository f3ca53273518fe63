"""Whether two mentions of projects are one project: the rules, in the order they are tried.

First what forbids it (two capacities, two phases, two investors), then what speaks for it: the same
product of the same investor, the same amount, a name that only one thing in the county has. Amounts
that differ do not forbid it where all else is the same: they are a conflict to show.
"""

from collections.abc import Iterator

from rapidfuzz import fuzz

from graph.language.names import head_of
from graph.resolution.features import View
from graph.resolution.firms import Firms
from graph.resolution.model import Identity, Judgement
from graph.resolution.reasons import REASONS, VETOES
from graph.resolution.signs import Signs, read_signs

RESEMBLES = 60  # of 100: labels less alike are not worth a remark
ACROSS = ("transport", "water")  # what a county and its city both call by one name
FOLDED = ("", "一")  # phases that are followed under the whole


def compare(a: View, b: View, firms: Firms, always: bool = False) -> Identity | None:
    """The judgement of two mentions; None where they do not even resemble each other.

    `always` gives what forbids that they are one even where nobody would think they were.
    """
    signs = read_signs(a, b, firms)
    likeness = fuzz.ratio(a.shape.loose, b.shape.loose)
    alike = likeness >= RESEMBLES or bool(signs.cover)
    if a.shape.group or b.shape.group:
        return None  # 36个重点产业项目 of one year and of another are two batches
    for rule, test in VETOES:
        if reason := test(a, b, signs):
            return _made(a, b, Judgement.DIFFERENT, 0.0, rule, reason, hard=True) if alike or always else None
    if (reason := _is_part(a, b, signs)) and not (
        signs.money == "agree" and signs.firm in ("shared", "none")
    ):
        part = _smaller(a, b)
        whole = a if part is b else b
        folded = part.shape.phase in FOLDED and part.shape.section == whole.shape.section
        return _made(
            whole, part, Judgement.DIFFERENT, 0.4, "part" if folded else "later-part", reason, part=True
        )
    for rule, score, test in REASONS:
        if reason := test(a, b, signs):
            if a.mention.region != b.mention.region and not _holds_across(rule, a):
                return _made(
                    a, b, Judgement.UNSURE, 0.5, "other-region", f"{reason}；但一份文件讲的是上级辖区"
                )
            return _made(a, b, Judgement.SAME, score, rule, "；".join([reason, *_remarks(a, b, signs)]))
    if alike and not (a.distinctive and b.distinctive and not signs.strict and not signs.cover):
        return _made(
            a,
            b,
            Judgement.UNSURE,
            round(likeness / 200, 2),
            "resembles",
            "名称相近，没有足够的旁证：" + _lacking(signs),
        )
    return None


def _holds_across(rule: str, view: View) -> bool:
    """Whether a rule holds between a county and its city: of roads it does, of 市民文化中心 it does not."""
    return (
        rule in ("same-product", "same-product-loosely", "longer-name", "same-sum")
        or head_of(view.shape.text)[0] in ACROSS
    )


def _made(
    a: View,
    b: View,
    judgement: Judgement,
    score: float,
    rule: str,
    reason: str,
    hard: bool = False,
    part: bool = False,
) -> Identity:
    evidence = tuple(dict.fromkeys(m.quote for m in (a.mention, b.mention) if m.quote))
    return Identity(a.mention, b.mention, judgement, score, reason, rule, hard, part, evidence)


def _is_part(a: View, b: View, signs: Signs) -> str:
    """A phase, a section or a counted part against the whole."""
    if signs.phase or not (signs.strict or signs.loose) or signs.firm in ("related", "strange"):
        return ""
    if signs.together and signs.money == "clash":
        return ""
    if not (a.distinctive or signs.firm == "shared"):
        return ""
    part = _smaller(a, b).shape
    which = part.part or (f"{part.phase}期" if part.phase else part.section)
    return f"后者是前者的一部分（{which}），不是全部"


def _smaller(a: View, b: View) -> View:
    """Of a whole and a part, the part."""
    return max(a, b, key=lambda v: (bool(v.shape.part), bool(v.shape.phase), bool(v.shape.section)))


def _remarks(a: View, b: View, s: Signs) -> Iterator[str]:
    """What a reader should know besides: an amount that agrees, or a conflict."""
    if s.money == "agree":
        yield f"金额都是{min(a.money & b.money)}"
    if s.money == "clash":
        yield f"金额说法不一：{'、'.join(map(str, sorted(a.money)))}对{'、'.join(map(str, sorted(b.money)))}"
    if dict(a.shape.capacity).items() & dict(b.shape.capacity).items():
        yield "规模相同"


def _lacking(s: Signs) -> str:
    lacks = []
    if s.firm in ("one", "none"):
        lacks.append("投资方没有都写明")
    if s.money == "clash":
        lacks.append("金额不同")
    if s.money == "":
        lacks.append("金额没有都写明")
    if not s.works:
        lacks.append("一为新建，一为改造或两种工程")
    return "，".join(lacks) or "建设内容不同"
