"""The industry a sentence, a part of it or a heading is about: 新能源产业瞄准千亿级目标，…

>>> from graph.language.clauses import Reading
>>> r = Reading("做大汽车及零部件产业，加快A基地建设"); topic(r, (0, 10))
('汽车及零部件产业', False)
"""

import re
from functools import cache, lru_cache

from ahocorasick_rs import AhoCorasick

from graph.language.clauses import MANY, Reading, Stretch, head_verb, words
from graph.language.names import COUNT, head_of
from graph.lexicon.alternatives import either


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    data = words("clauses")["topics"]
    noun = either(data["nouns"])
    adverbs = [w for w in words("clauses")["adverbs"] if len(w) > 1]
    verbs = f"(?:{either([*data['verbs'], *adverbs])})*"
    industry = either(data["industries"])
    name = rf"(?P<name>(?:[A-Za-z\d一-龥、○“”+/]){{1,45}}?(?:{noun}))"
    after = f"(?:{either(data['after'])}.{{0,30}})?$"
    return (
        re.compile(rf"(?:{either(data['links'])})*(?P<verb>{verbs}){name}{after}"),
        re.compile(either(data["not_in_name"])),
        re.compile(
            rf"^(?:{either(data['vague'])}|[的新各])*(?:产业|产业集群|产业链|产业链群|经济|服务业|制造业|加工业)?$"
        ),
        re.compile(rf"(?!{either(data['verbs'])}){name}(?:○+)?{either(data['fares'])}$"),
        re.compile(
            rf"(?:在)?(?P<verb>{verbs})(?P<name>{industry}(?:(?:、|和|及){industry})*)(?P<side>方面|领域|板块)?$"
        ),
        re.compile(
            rf"{either(data['focus'])}(?P<name>{industry}|[A-Za-z\d一-龥]{{2,14}}?{noun}){either(data['fares'])}$"
        ),
    )


@cache
def _leading() -> re.Pattern[str]:
    """The verbs that a name must not be made of: 聚焦经济."""
    return re.compile(f"^{either(words('clauses')['topics']['verbs'])}")


@cache
def _bare_ends() -> frozenset[str]:
    """The characters that an industry's bare name, or 方面 behind it, may end with."""
    return frozenset(word[-1] for word in (*words("clauses")["topics"]["industries"], *"面域块"))


@cache
def _named() -> AhoCorasick:
    """Finds the nouns that an industry's name ends in, and the industries named without one."""
    data = words("clauses")["topics"]
    return AhoCorasick(sorted({*data["nouns"], *data["industries"]}))


def signs_of_topics(text: str) -> list[int]:
    """Where words begin without which nothing names an industry, in order.

    >>> signs_of_topics("做大汽车产业，加快A基地建设")
    [2, 4]
    """
    return sorted({start for _, start, _ in _named().find_matches_as_indexes(text)})


@cache
def _nouns() -> re.Pattern[str]:
    """What an industry's name ends in."""
    return re.compile(either(words("clauses")["topics"]["nouns"]))


def topic(r: Reading, clause: Stretch) -> tuple[str, bool] | None:
    """The industry a clause sets for what follows, and whether it stands there as the subject: X产业，…"""
    by_noun, by_verb, vague, fares, bare, focused = _patterns()
    text = r.text[clause[0] : clause[1]]
    named = bare.match(text) if len(text) <= 30 and text[-1:] in _bare_ends() else None
    if named and (named["verb"] or named["side"] or (len(text) > 3 and _stands_alone(r, clause))):
        return named["name"], not named["verb"]
    if text[:2] in words("clauses")["topics"]["focus"] and (focus := focused.match(text)):
        return (focus["name"], False) if not vague.match(focus["name"]) else None
    if len(text) > 60 or not _nouns().search(text):
        return None
    m = by_noun.match(text)
    faring = None if m or len(text) > 40 else fares.match(r.mask[clause[0] : clause[1]])
    m = m or faring
    if not m:
        return None
    written = text[m.start("name") : m.end("name")]
    name = _own(written)
    collective = "等" in written and "、" in written
    if (
        len(name) < 3
        or name[0] in "向从对由把将为让使给"
        or _SEVERAL.search(name)
        or (vague.match(name) and not collective)
        or by_verb.search(name)
        or len(_leading().sub("", name)) < 3
    ):
        return None
    return name, not faring and not m["verb"]


def leading_topic(r: Reading, clause: Stretch) -> tuple[str, int] | None:
    """The industry that a clause begins with and goes on about, and where its verb stands: 食品产业|抓好A扩建

    >>> r = Reading("食品产业抓好今来挂面扩建"); leading_topic(r, (0, len(r)))
    ('食品产业', 4)
    """
    m = _leader().match(r.text, *clause) if _nouns().search(r.text, *clause) else None
    if not m or not (verb := head_verb(r, m.end(), clause[1])) or not verb.stage:
        return None
    found = topic(r, m.span())
    return (found[0], m.end()) if found and found[1] else None


@cache
def _leader() -> re.Pattern[str]:
    data = words("clauses")["topics"]
    return re.compile(rf"(?:[A-Za-z\d一-龥、○“”+/]){{1,20}}?{either(data['nouns'])}(?![、和与及])")


def _stands_alone(r: Reading, clause: Stretch) -> bool:
    """纺织服装，推动A、B投产；绿色矿业，…: the bare name opens a part of its sentence, and a verb follows."""
    start, end = clause
    opens = r.mask[:start].rstrip(" 　")[-1:] in "。；："  # or nothing stands before
    after = next((c for c in r.clauses(end, len(r)) if c[0] >= end), None)
    return opens and r.mask[end : end + 1] == "，" and after is not None and head_verb(r, *after) is not None


def is_lead(r: Reading, sentence: Stretch) -> bool:
    """Whether a sentence opens with a matter of its own that is no industry: 优化营商环境，…

    >>> r = Reading("优化营商环境，推进A水厂建设"); is_lead(r, (0, len(r)))
    True
    """
    first, *more = r.clauses(*sentence) or [sentence]
    text = r.of(*first)
    if not more or len(text) > _LONGEST_LEAD or text.endswith("建设"):
        return False
    return head_of(text)[0] == "abstract"


_LONGEST_LEAD = 14
_SEVERAL = re.compile(r"[一二两三四五六七八九十\d]+(?:大|个|条)")  # 新能源、新材料两大产业 is no one industry


_RANKED = re.compile(r"(?:首位|主导|支柱)(?=产业)")


def _own(name: str) -> str:
    """甲、乙等新兴产业集群 is the collective: 新兴产业集群; 甲、乙产业 stays."""
    if "等" in name:
        name = name.rsplit("等", 1)[1]
    return _RANKED.sub("", name.strip("、"))


_CLOSED = re.compile(
    rf"^(?:{COUNT}|一批|系列|重点|重大|标志性)*(?P<name>“[^“”]{{2,12}}”|.{{2,16}}?(?:产业|业|化工|装备|医药|材料|利用))(?:重点|重大|标志性|领域)*项目(?:建设)?$"
)


def closing_topic(closing: str) -> str:
    """The industry in what closes a list of projects.

    >>> closing_topic("3个医药产业项目"), closing_topic("重点产业项目")
    ('医药产业', '')
    """
    m = _CLOSED.match(closing)
    if not m:
        return ""
    if m["name"].startswith("“"):
        return m["name"].strip("“”")
    name = m["name"] if m["name"].endswith("业") else f"{m['name']}产业"
    found = topic(Reading(name), (0, len(name)))
    return m["name"] if found else ""


@lru_cache(MANY)
def heading_topic(title: str) -> str:
    """The industry a heading is about.

    >>> heading_topic("做优做强肉牛肉羊产业"), heading_topic("优化营商环境")
    ('肉牛肉羊产业', '')
    """
    title = re.sub(r"^[一二三四五六七八九十][是要]", "", title.rstrip("。： "))
    found = topic(Reading(title), (0, len(title)))
    return found[0] if found else ""
