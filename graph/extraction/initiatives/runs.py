"""Who runs a platform, a programme or a research project: 甲牵头承担…专项, 支持甲打造…园, 甲“乙”平台."""

import re
from collections.abc import Iterator
from functools import cache

from graph.extraction.initiatives.reading import Claim
from graph.extraction.initiatives.titles import is_title
from graph.language.clauses import Reading, Stretch, entries, lexicon, words
from graph.language.firms import Known, joined_names
from graph.language.names import head_of
from graph.lexicon.alternatives import either

SCIENCE = re.compile(r"(?:科技|科研|研发|攻关|技术|创新)(?:攻关|重点|重大|专项)?项目$")
PLATFORM = re.compile(r"平台$")
_NOUN = re.compile("项目|平台")
_WITH = re.compile(r"(?<=..)(?:联合|携手|会同|联手)")  # 甲联合乙建设…: 甲 does it
MADE = re.compile(r"^(?P<who>[^，、]{2,20}?)(?:牵头|规划)?(?:打造|建设|建立|搭建|成立)(?P<what>[^，]{3,40})$")


@cache
def _undertakes() -> re.Pattern[str]:
    verbs = either(words("verbs")["titles"]["undertakes"])
    return re.compile(rf"^(?P<who>.{{2,40}}?)(?P<each>分别)?{verbs}(?P<what>[^，]{{4,}})$")


@cache
def _undertaken() -> re.Pattern[str]:
    return re.compile(either(words("verbs")["titles"]["undertakes"]))


@cache
def _spoken() -> re.Pattern[str]:
    return re.compile(
        either(
            [*words("verbs")["titles"]["undertakes"], "平台", "项目", "打造", "建设", "建立", "搭建", "成立"]
        )
    )


def runs(r: Reading, known: Known) -> Iterator[Claim]:
    """The claims of a passage that somebody runs something."""
    for sentence in r.sentences:
        if not _spoken().search(r.mask, *sentence):
            continue
        for clause in r.clauses(*sentence):
            if not _spoken().search(r.mask, *clause):
                continue
            lead = lexicon().lead.match(r.mask, *clause)
            start = lead.end() if lead else clause[0]
            found = (
                list(_led(r, known, start, clause)) or list(_made(r, known, start, clause))
                if start < clause[1]
                else []
            )
            yield from found or _listed(r, known, clause)


def _who(r: Reading, known: Known, start: int, end: int) -> list[str]:
    names = [r.raw[e.start : e.end].strip() for e in entries(r, start, end)]
    names = [_WITH.split(n)[0] for name in names for n in joined_names(name)]
    places = words("names")["firms"]["institutions"]
    return (
        [known.full(n) for n in names]
        if not any(n.startswith(("与", "同")) for n in names)
        and all(known.is_firm(n) or n.endswith(tuple(places)) for n in names)
        else []
    )


def _led(r: Reading, known: Known, start: int, clause: Stretch) -> Iterator[Claim]:
    """甲牵头承担…专项; 甲、乙分别牵头组建A、B创新联合体"""
    said = _undertaken().search(r.mask, start, clause[1])
    m = _undertakes().match(r.mask[start : clause[1]]) if said else None
    if not m:
        return
    who = _who(r, known, start, start + m.end("who"))
    what = [r.raw[e.start : e.end].strip() for e in entries(r, start + m.start("what"), clause[1])]
    what = [w for w in what if not re.match(r"争创|申报", w)]
    if not who or not (
        head_of(what[-1])[0] == "platform"
        or is_title(what[-1])
        or re.search(r"专项|项目|联合体|平台", what[-1])
    ):
        return
    apart = bool(m["each"]) and len(who) == len(what)
    for i, actor in enumerate(who):
        for target in [what[i]] if apart else what:
            yield Claim(actor, "undertakes", target, clause, "runs-led", "explicit")


def _made(r: Reading, known: Known, start: int, clause: Stretch) -> Iterator[Claim]:
    """支持甲打造…示范园, 甲建设…实验室"""
    m = MADE.match(r.mask[start : clause[1]])
    if not m:
        return
    who = _who(r, known, start, start + m.end("who"))
    first = next(iter(entries(r, start + m.start("what"), clause[1])), None)
    if not who or not first:
        return
    target = r.raw[first.start : first.end].strip()
    if head_of(target)[0] == "platform" or re.search(
        r"示范园|示范基地|研发中心|研究院|实验室|联合体|平台$|中试基地", target
    ):
        yield Claim(who[0], "undertakes", target, clause, "runs-made", "explicit")


def _listed(r: Reading, known: Known, clause: Stretch) -> Iterator[Claim]:
    """抓好甲A技术、乙B制备等5个重大科技项目; 引导甲“乙”平台、丙数字农机等工业互联网平台…"""
    if not _NOUN.search(r.mask, *clause):
        return
    lead = re.match(
        r"(?:重点|全力|加快)?(?:抓好|实施|推进|引导|支持|推动|加快|组织实施|开展)", r.mask[slice(*clause)]
    )
    row = entries(r, clause[0] + (lead.end() if lead else 0), clause[1])
    closed = next((e for e in row if e.closing), None)
    if not closed or not closed.closing:
        return
    closing = re.match(
        r"(?:\d+|[一二三四五六七八九十]+)?(?:个|项)?[一-龥]{0,12}?(?:项目|平台)", r.of(*closed.closing)
    )
    if not closing or not (SCIENCE.search(closing.group()) or PLATFORM.search(closing.group())):
        return
    for entry in row[: row.index(closed) + 1]:
        label = r.raw[entry.start : entry.end].strip()
        firm = known.split(label, industrial=True)
        science = bool(SCIENCE.search(closing.group()))
        if (
            firm
            and len(label) - firm.end >= 3
            and (science or (firm.how != "context" and known.taught(firm.name)))
        ):
            target = label if science else label[firm.end :]
            yield Claim(
                firm.name,
                "undertakes",
                target,
                clause,
                "runs-listed",
                "explicit" if firm.how != "context" else "contextual",
            )
