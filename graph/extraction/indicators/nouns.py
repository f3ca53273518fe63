"""The figure that stands before what it counts: 改造22个老旧小区, 600个高频事项实现“最多采一次”."""

import re

from graph.extraction.indicators.context import EACH, Context
from graph.extraction.indicators.labels import clean_noun, measure_of, merge, tidy
from graph.extraction.indicators.words import (
    WORDS,
    ends_in_verb,
    from_verb,
    pattern,
    starts_anew,
    strip_left,
    strip_right,
    verb_of,
)
from graph.language.members import Member
from graph.language.quantities import Quantity

PLACES, VAGUE, REACHED = tuple(WORDS["settings"]), tuple(WORDS["vague"]), tuple(WORDS["reached"])
AIMS = tuple(word for word in PLACES if len(word) > 1)
BOUNDED = {"count", "area", "length"}
_OF_WHICH = re.compile(r"(?:项目|工程|企业|指标|任务|实事|行业)中(?![心间标型小等央试药期医学])|中$")


def stands_before(member: Member, figure: Quantity) -> bool:
    """Whether the figure counts the noun behind it rather than what stands before."""
    if (
        not member.after
        or figure.rank
        or figure.kind in {"points", "place", "ratio", "time"}
        or figure.unit == "次"
    ):
        return False
    if figure.right > figure.end and figure.kind not in BOUNDED and not _shares_noun(member, figure):
        return False
    if member.after.startswith(REACHED) or (figure.percent and pattern("growing").match(member.after)):
        return False
    stripped = strip_right(member.words)
    own = strip_left(stripped.label)
    if stripped.word and own:
        return False
    if figure.percent:
        return not stripped.joins
    listed = member.words.endswith("等") and not figure.spelled  # 甲、乙等42个续建项目
    if verb_of(member.after) and own and not ends_in_verb(member.words) and not listed:
        return False
    if figure.kind == "money":
        return (
            ends_in_verb(member.words)
            and not member.after.startswith("的")
            and (not pattern("sites").search(member.after) or bool(pattern("funds").search(member.after)))
        )
    return True


def _shares_noun(member: Member, figure: Quantity) -> bool:
    """70%以上产能完成改造, 水泥行业70%以上产能: a share of the noun behind it."""
    own = strip_right(member.words)
    return figure.percent and not own.joins and not measure_of(own.label)


def labels_behind(
    member: Member, figure: Quantity, pending: list[Member], context: Context, shared: bool
) -> list[str]:
    """The labels of what a figure counts: its verb and its noun; none, where the count says nothing."""
    noun = clean_noun(member.after)
    if len(noun) < 2 or _counts_nothing(member, figure, noun):
        return []
    if shared and len(noun) - len(from_verb(noun)) > 2:
        noun = noun.removesuffix(from_verb(noun))  # 211个重点项目|完成投资800亿元
    heads = _heads(member, figure, pending, context)
    if member.words.endswith("中有"):
        return [tidy(merge(head, noun)) for head in heads]  # 签约项目中有|49个|项目履约
    return [tidy(head + noun) for head in heads]


def _heads(member: Member, figure: Quantity, pending: list[Member], context: Context) -> list[str]:
    """What stands before the count and belongs to the label; several, where each has the count."""
    head = strip_left(member.words).removesuffix("了").removesuffix("中有")
    if not member.words and member.mark in {"、", "和"} and not pending:
        return [context.verb]
    own = strip_right(head)
    if not own.label or head.endswith(("和", "及", "与", "等", "等方面", "等领域")):
        return [""]
    fresh = starts_anew(member.words)
    if pending and not fresh and (figure.percent or EACH & set(own.joins)):
        return [name.removesuffix("中") for name in (*(p.words for p in pending), own.label)]
    if pending and not fresh and not ends_in_verb(head):
        return []  # 长春、白山2个城市: names that the count only sums up
    return [head]


def _counts_nothing(member: Member, figure: Quantity, noun: str) -> bool:
    """Whether a count before a noun says where, for whom or on what, or stands in a set phrase."""
    words, head = member.words, strip_left(member.words)
    delivered = ends_in_verb(words)
    if _OF_WHICH.search(noun):
        return True  # 22个产业项目中|甲园等14个…, 13项指标中: only of how many
    if words.endswith("的") or member.after.startswith("的"):
        return not (figure.percent or (delivered and figure.kind in {"area", "length"}))
    if (
        head.startswith(AIMS)
        or noun.startswith(VAGUE)
        or noun.endswith(VAGUE)
        or pattern("invested").fullmatch(head)
    ):
        return True
    if not delivered and (words.endswith(PLACES) or head.startswith(PLACES)):
        return not (words.endswith(("为", "对")) and from_verb(noun) != noun)
    if figure.right > figure.end and head and not delivered and figure.unit in WORDS["crowds"]:
        return True  # 行政村和20户以上自然村: a threshold
    return figure.spelled and figure.value < 10 and not delivered


def shared_verb(member: Member, context: Context) -> str:
    """The verb that the rest of the list shares: 启动改造19个城中村、180个老旧小区."""
    head = strip_left(member.words)
    return head if len(head) < 7 and ends_in_verb(head) else verb_of(head) or context.verb
