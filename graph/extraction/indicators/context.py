"""What a figure without words of its own speaks of: the labels that its sentence has named before."""

from dataclasses import dataclass, field
from typing import NamedTuple

from graph.extraction.indicators.labels import (
    all_measures,
    base,
    expand,
    is_part,
    is_taking,
    merge,
    names_of,
    shorten_list,
    side,
    split_pair,
    tidy,
)
from graph.extraction.indicators.words import (
    WORDS,
    Stripped,
    pattern,
    starts_anew,
    strip_left,
    verb_of,
    without_resuming,
)
from graph.language.members import Member
from graph.language.quantities import Quantity

EACH = {"双双", "均", "各", "各有", "均达"}
SHARES = {"percent", "ratio"}  # 分别增长3.8倍、80.2%
COUNTED = {"count", "money", "area", "length"}
LONGEST_LABEL = 40


@dataclass(slots=True)
class Context:
    """What a sentence has said so far."""

    topic: str = ""  # the industry that it opens with
    labels: list[tuple[str, int]] = field(default_factory=list)  # label and where its clause starts
    verb: str = ""  # the delivering verb that a list shares
    years: list[str] = field(default_factory=list)  # that a list before the clause names
    measure: str = ""  # of the figure that was read last
    group: int = 0  # where the labels of the list that was read last begin

    def note(self, labels: list[str], start: int, new_list: bool) -> None:
        """Remember labels for the figures that have none of their own."""
        known = [label for label, _ in self.labels[-len(labels) :]]
        fresh = [(label, start) for label in labels if label not in known]
        if new_list and fresh:
            self.group = len(self.labels)
        self.labels += fresh

    def forget(self) -> None:
        """A semicolon: what follows names its own things."""
        self.labels.clear()
        self.group = 0


class Labels(NamedTuple):
    """The labels found for a run of figures, and how sure they are; no labels: not read."""

    names: tuple[str, ...] = ()
    confidence: str = "explicit"


def phrases_of(pending: list[Member], label: str, wanted: int) -> list[str]:
    """The label with the items of the list that it closes: 数字化车间、智能工厂、标杆企业14家."""
    own = without_resuming(strip_left(label))
    if not own or not pending:
        return [own] if own else []
    heads = [member.words for member in pending]
    heads[0] = strip_left(heads[0])
    if wanted > 1 and len(heads) + 1 == wanted:
        noun = own.removeprefix(verb_of(own))  # 新开工、竣工、投产项目: each of them counts projects
        shares = (
            noun != own
            and noun.endswith(("项目", "工程"))
            and all(head and verb_of(head) == head for head in heads)
        )
        return [*(head + noun if shares else head for head in heads), own]
    if starts_anew(label) or any(starts_anew(head) for head in heads[1:]):
        return [own]
    return [*heads, own]


def choose_labels(
    phrases: list[str], stripped: Stripped, run: list[Member], context: Context, figure: Quantity
) -> Labels:
    """A label for each figure of the run, or for each thing that shares one figure."""
    wanted = len(run)
    if starts_anew(stripped.label) or stripped.joins or stripped.word or figure.left < figure.start:
        context.verb = ""  # a statement of its own: 开行班列320列、货值突破48亿元
    if not phrases:
        return _carried(stripped, run, context, figure)
    if wanted == 1 and len(phrases) > 1 and _for_each(phrases, stripped, figure):
        return _complete(expand(phrases), context, figure)
    if wanted > 1 and figure.rank and pattern("paces").fullmatch("".join(phrases)):
        named = tuple(label for label, _ in context.labels[-wanted:])
        return Labels(named, "contextual") if len(named) == wanted else Labels()
    names = names_of(phrases)
    if wanted > 1 and len(names) == wanted:
        names[0] = pattern("helped").sub("", names[0])
        kinds = {member.figure.kind for member in run if member.figure}
        return _complete(expand(names, len(kinds) == 1 or kinds == SHARES), context, figure)
    joint = tidy("、".join(phrases) if figure.percent else shorten_list("、".join(phrases)))
    if wanted == 2 and (pair := split_pair(joint)):
        return Labels(tuple(pair))
    return _complete([joint] * wanted, context, figure)


def _for_each(phrases: list[str], stripped: Stripped, figure: Quantity) -> bool:
    """Whether one figure is said of every name of a list: 均达到95%; 零售总额、投资增长4%."""
    return bool(EACH & set(stripped.joins)) or (
        figure.kind in {"percent", "points"} and all_measures(phrases)
    )


def _complete(names: list[str], context: Context, figure: Quantity) -> Labels:
    """Give short labels the thing or the industry they belong to, and list members their verb."""
    done, confidence = [], "explicit"
    for label in map(tidy, names):
        whole = _whole(label, context, figure)
        if not is_label(whole, figure):
            return Labels()
        confidence = confidence if whole == label else "contextual"
        done.append(whole)
    return Labels(tuple(done), confidence)


def _whole(label: str, context: Context, figure: Quantity) -> str:
    if is_part(label) and context.labels:
        return side(context.labels[-1][0], label)
    if is_taking(label) and context.topic:
        return merge(context.topic, label)
    if context.verb and figure.kind in COUNTED and not starts_anew(label):
        if context.labels and context.labels[-1][0] == context.verb:
            return label  # 建成投产74家、规上企业46家: the verb alone was counted
        again = context.verb[:1] == label[:1] == "新" and verb_of(label[1:])  # 新开工项目5个、新投产项目3个
        return label if again else context.verb + label
    return label


def _carried(stripped: Stripped, run: list[Member], context: Context, figure: Quantity) -> Labels:
    """No words of its own: the figure speaks of what was named last (…53.8亿元、增长7%)."""
    moved = stripped.word or stripped.joins or figure.left < figure.start or figure.rank or figure.percent
    if run[0].mark == "+" and context.labels and not run[0].words:
        return Labels((context.labels[-1][0],), "contextual")  # 整治河道12条46公里
    if not context.labels or not moved or run[0].mark == "":
        return Labels()
    if figure.rank and run[0].mark == "，" and run[0].words.startswith(tuple(WORDS["enters"])):
        return Labels()
    recent = tuple(label for label, _ in context.labels)
    if len(run) > 1:
        several = recent[-len(run) :] if len(recent) >= len(run) else (recent[-1],) * len(run)
        return Labels(several, "contextual")
    if figure.rank and EACH & set(stripped.joins):
        return Labels(recent[context.group :], "contextual")
    label = recent[-1]
    if not stripped.word and not figure.rank:
        label = base(label)
        if figure.kind == "money" and pattern("share").search(label[-2:]):
            return Labels()
        if is_part(label) or is_taking(label):
            label = merge(context.topic, label)
    return Labels((label,), "contextual")


def is_label(label: str, figure: Quantity) -> bool:
    """Whether a label names something that this figure can measure."""
    if not 2 <= len(label) <= LONGEST_LABEL or label in WORDS["blank"] or not pattern("named").search(label):
        return False
    if figure.kind == "money" and pattern("invested").fullmatch(
        label if label.startswith("完成") else base(label)
    ):
        return False
    return figure.kind != "count" or label not in WORDS["hollow"]
