"""A sentence's figures, each held against the frames and given its label.

>>> from graph.language.members import read_sentences
>>> sentence = next(read_sentences("一般公共预算收入53.8亿元、增长7%，改造老旧小区27个"))
>>> [(r.label, r.measure, str(r.figure.value)) for r in read_figures(sentence, Context())]
[('一般公共预算收入', 'level', '5380000000'), ('一般公共预算收入', 'growth', '7'), ('改造老旧小区', 'level', '27')]
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from graph.extraction.indicators.context import Context, Labels, choose_labels, is_label, phrases_of
from graph.extraction.indicators.labels import measure_of, rank_label, rank_list, share, subject_of, topic_of
from graph.extraction.indicators.nouns import labels_behind, shared_verb, stands_before
from graph.extraction.indicators.shared import EACH, LISTED, named_years, run_from, years_of
from graph.extraction.indicators.words import (
    WORDS,
    Frame,
    Stripped,
    ends_in_verb,
    frame_for,
    frame_named,
    from_verb,
    pattern,
    starts_anew,
    strip_left,
    strip_right,
    verb_of,
)
from graph.language.members import FROM_TO, Member, Sentence
from graph.language.quantities import Quantity

NEAR = 60  # characters: evidence that reaches back to the label's clause is no longer


class Reading(NamedTuple):
    """One figure read: its label, its frame, and the stretch that states it."""

    label: str
    frame: Frame
    figure: Quantity
    comparator: str
    start: int
    end: int
    confidence: str = "explicit"
    year: str = ""  # where the clause names several: 2023年、2024年分别达到50%、70%

    @property
    def measure(self) -> str:
        moved = self.frame.measure == "level" and self.figure.kind in {"points", "place"}
        return "change" if moved else self.frame.measure


def read_figures(sentence: Sentence, context: Context) -> Iterator[Reading]:
    """Every figure of a sentence that measures something, in order."""
    members, pending, at = list(map(_ranked, _arrivals(sentence.members))), list[Member](), 0
    while at < len(members):
        member = members[at]
        if member.mark not in LISTED:
            context.years = named_years(pending) if member.mark == "，" else []
            pending, context.verb = [], ""
        if member.mark == "":
            context.forget()
            mark = members[at + 1].mark if at + 1 < len(members) else ""
            context.topic = ("" if member.figure else topic_of(member.words + mark)) or context.topic
        run = run_from(members, at, pending) if member.figure else [member]
        following = members[at + len(run)] if at + len(run) < len(members) else None
        if len(run) == 1 and member.after:
            run = [member._replace(after=member.after + _listed_behind(members, at + 1))]
        readings = list(_read_run(run, following, pending, context))
        yield from readings
        if not readings and (subject := subject_of(member.words)):
            context.note([subject], member.start, new_list=True)
        pending = [*pending, member] if member.figure is None else []
        at += len(run)


def _arrivals(members: Sequence[Member]) -> Iterator[Member]:
    """Pass over where a change began: 由38%提高到45%, 分别从7家、4家增加到10家、6家."""
    before: Member | None = None
    for member in members:
        source = FROM_TO.match(member.words) if member.figure else None
        if source and not member.after.startswith("的"):
            before = member._replace(words=source[1])
        elif before is not None and member.mark == "+":
            yield member._replace(mark=before.mark, words=before.words + member.words)
            before = None
        elif before is None or member.mark not in LISTED or member.words:
            before = None
            yield member


def _ranked(member: Member) -> Member:
    """A place in a list is a rank without 第 as well: 百强县排名升至89位; 分居 is 分别居."""
    figure = member.figure
    if figure and figure.rank and "分" in member.words:
        return member._replace(words=pattern("apart").sub("分别", member.words))
    if figure is None or figure.unit != "位" or figure.rank or member.after:
        return member
    moved = strip_right(member.words).word
    if (moved and moved not in WORDS["arrives"]) or not pattern("standing").search(member.words):
        return member
    return member._replace(figure=figure._replace(kind="rank"))


def _read_run(
    run: list[Member], following: Member | None, pending: list[Member], context: Context
) -> Iterator[Reading]:
    member, figure = run[0], run[0].figure
    if figure is None:
        return
    if len(run) == 1 and following:
        if _qualifies(member, following):
            return
        noun = _whole_noun(member, following)
        member = member if noun == member.after else member._replace(after=noun)
    if figure.kind == "money" and pattern("funds").search(member.after):
        member = _without_size(member)
    shared = following is not None and following.mark == "+" and not following.after
    if len(run) == 1 and stands_before(member, figure) and not _is_apiece(member, figure):
        yield from _read_behind(member, figure, pending, context, shared)
    else:
        yield from _read_before([member, *run[1:]], figure, pending, context)


def _without_size(member: Member) -> Member:
    """设立总规模50亿元的产业基金: as 设立50亿元产业基金."""
    words = pattern("sized").sub("", member.words)
    if words == member.words or not ends_in_verb(words):
        return member
    return member._replace(words=words, after=member.after.removeprefix("的"))


def _listed_behind(members: list[Member], at: int) -> str:
    """The rest of a list of names behind a count: 144个|基础设施、社会民生、乡村振兴项目."""
    rest = ""
    while at < len(members) and members[at].mark in LISTED:
        if members[at].figure is not None or starts_anew(members[at].words):
            return ""
        rest += "、" + members[at].words
        at += 1
    return rest


def _qualifies(member: Member, following: Member) -> bool:
    """17个制造业增加值增长5.3%, 59项测评点中有22项, 8户企业实现产值19亿元: the count before only says of which."""
    if following.mark != "+" or following.figure is None:
        return False
    if does := pattern("doers").match(member.after):
        done = strip_right(member.after[does.end() :]).label
        if measure_of(done) and not pattern("invested").fullmatch(done):
            return True
    if following.figure.rank and "中" in member.after:
        return True  # 60个县中排名第8位
    return following.figure.kind in {"percent", "points"} or following.words.endswith(("中有", "中"))


def _whole_noun(member: Member, following: Member) -> str:
    """The noun behind a count with what a later figure parts from it.

    34条道路52.7公里雨污分流改造; 6个国家级、20个省级重点专科.
    """
    level = pattern("level")
    if following.mark == "+":
        return member.after + following.after
    if level.fullmatch(member.after) and following.mark in LISTED and level.match(following.after):
        return member.after + level.sub("", following.after, count=1)
    return member.after


# ── the label behind the figure ─────────────────────────────────────────────────────────────────────────


def _read_behind(
    member: Member, figure: Quantity, pending: list[Member], context: Context, shared: bool
) -> Iterator[Reading]:
    labels = labels_behind(member, figure, pending, context, shared)
    if not labels or not all(is_label(label, figure) for label in labels):
        return
    start = pending[0].start if len(labels) > 1 else member.start
    for label in labels:
        yield Reading(label, frame_named("counts-before"), figure, figure.comparator, start, member.end)
    context.note(labels, start, member.mark not in LISTED)
    context.verb = shared_verb(member, context)


# ── the label before the figure ─────────────────────────────────────────────────────────────────────────


def _read_before(
    run: list[Member], figure: Quantity, pending: list[Member], context: Context
) -> Iterator[Reading]:
    member = run[0]
    if member.mark == "+" and member.words == "的":
        return  # 占年度计划15.3亿元的44.8%
    stripped = _stripped(member, figure, bool(context.labels))
    if _says_nothing(stripped, figure, run):
        return
    years = years_of(pending, member, len(run))
    if not years and EACH in member.words and len(context.years) == len(run):
        years = context.years
    elif years:
        named = pattern("year_behind").sub("", pending[0].words)
        member, pending = member._replace(start=pending[0].start), []
        stripped = stripped._replace(label=named or pattern("year_before").sub("", stripped.label))
    phrases = phrases_of(pending, stripped.label, len(run))
    labels = _above(choose_labels(phrases, stripped, run, context, figure), context)
    if not labels.names:
        return
    if not phrases and figure.percent and not stripped.word and context.measure == "growth":
        stripped = stripped._replace(word="增长")  # 增长5%以上、力争达到7%
    frame = frame_for(stripped.word, figure)
    start = _start(pending if len(phrases) > 1 else [], member, context, labels)
    names = [_finished(name, frame, stripped, figure, bool(phrases)) for name in labels.names]
    last = run[-1].figure or figure
    comparator = last.comparator if figure.left == figure.start else figure.comparator
    figures = [one.figure or figure for one in run] if len(run) > 1 else [figure] * len(names)
    own = ["", *(one.words for one in run[1:])] if len(run) > 1 else [""] * len(names)
    for name, one, words, year in zip(names, figures, own, years or [""] * len(names), strict=True):
        moved = frame_for(strip_right(words).word, one) if words else frame
        yield Reading(name, moved, one, comparator, start, one.right, labels.confidence, year)
    context.measure = frame.measure
    context.note(names, start, member.mark not in LISTED or bool(pending))
    head = phrases[0] if phrases else ""
    if member.mark not in LISTED or pending or starts_anew(stripped.label):
        context.verb = verb_of(strip_left(head))


def _above(labels: Labels, context: Context) -> Labels:
    """亿元以上项目32个，其中10亿元以上3个: the noun is that of what was counted before."""
    if len(labels.names) != 1 or not context.labels or not pattern("above").match(labels.names[0]):
        return labels
    noun = pattern("counted_noun").search(context.labels[-1][0])
    return Labels((labels.names[0] + noun[0],), "contextual") if noun else labels


def _stripped(member: Member, figure: Quantity, named: bool) -> Stripped:
    """The words before the figure taken apart, by what the figure is."""
    if figure.rank:
        words = strip_right(member.words).label if "分别" in member.words else member.words
        among = pattern("among").match(strip_left(words))
        label = (among["what"] if among else rank_label(words)) or ("" if named else rank_list(words))
        return Stripped(label, "", ("均",) if "均" in member.words else ())
    stripped = strip_right(member.words)
    if (
        figure.percent
        and strip_left(member.words).startswith("占")
        and not stripped.word
        and not stripped.label.startswith("占比")
    ):
        return Stripped(strip_left(member.words).rstrip("约的近超达到"))
    label = _own_clause(stripped.label) if member.mark == "+" else stripped.label
    if figure.multiple and (compared := pattern("compared").search(member.words)):
        label = strip_right(member.words[: compared.start()]).label
    word = stripped.word
    if figure.percent and pattern("growing").match(member.after):
        word = "增长"
    elif (not label and word in WORDS["adds"]) or strip_left(label) in WORDS["adds"]:
        label, word = "", "增加"  # 人均纯收入达到13650元，净增1180元
    elif figure.percent and not word and (cut := WORDS["cuts"].at_front(strip_left(label))):
        rest = strip_left(label).removeprefix(cut)
        label, word = (rest, "下降") if pattern("taken").match(rest) else (label, word)
    return stripped._replace(label=label.removesuffix("等"), word=word)


def _own_clause(label: str) -> str:
    """Behind a counted subject too short to be a label, the verb begins it: 12个村|安装路灯320盏."""
    clause = from_verb(label)
    return clause if len(label) - len(clause) < 3 else label


def _says_nothing(stripped: Stripped, figure: Quantity, run: list[Member]) -> bool:
    """A small number in characters before a noun, 十二五末的1.9倍, or the cost of what follows."""
    if figure.kind == "count" and figure.spelled and run[-1].after:
        return True
    if figure.multiple and run[0].words.startswith(("是", "为", "相当")):
        return True
    if figure.rank and pattern("foremost").search(run[0].words):
        return True
    if pattern("took").search(run[0].words) or _is_apiece(run[0], figure):
        return True
    if pattern("passed").search(run[0].words):
        return True
    if figure.percent and pattern("fulfilled").search(run[0].words):
        return True
    return bool(figure.kind == "money" and run[-1].after and pattern("costs").search(stripped.label))


def _is_apiece(member: Member, figure: Quantity) -> bool:
    """Money that each one gets: 每户给予10万元."""
    return figure.kind == "money" and pattern("apiece").search(member.words) is not None


def _finished(name: str, frame: Frame, stripped: Stripped, figure: Quantity, own: bool) -> str:
    """The label with what the frame says belongs to it."""
    if frame.keep:
        return name + stripped.word
    if figure.percent and not stripped.word:
        return share(name, hanging=own and "占" in stripped.joins)
    return name


def _start(pending: list[Member], member: Member, context: Context, labels: Labels) -> int:
    """Where the evidence starts: at the list, or at the clause near by that named the thing."""
    if pending:
        return pending[0].start
    if labels.confidence == "contextual" and context.labels and member.start - context.labels[-1][1] < NEAR:
        return context.labels[-1][1]
    return member.start
