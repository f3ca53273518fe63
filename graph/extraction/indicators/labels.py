"""What a figure is about: labels assembled from the clause, its list and the sentence before it."""

import re

from graph.extraction.indicators.words import (
    TABLE,
    WORDS,
    from_verb,
    pattern,
    strip_left,
    strip_right,
    verb_of,
)
from graph.language.names import head_of

AND = re.compile("[、和与及]|以及")
PACES = ("增速", "增幅", "涨幅", "降幅")  # of the measure itself: 增加值增速
QUOTED = re.compile("“[^”]*”|（[^）]*）|\\([^)]*\\)")


def tidy(label: str) -> str:
    """A label at its own boundaries: no hanging particle, no half bracket.

    >>> tidy("其中亩均税收30万元以上的"), tidy("“晨星工厂”")
    ('亩均税收30万元以上', '“晨星工厂”')
    """
    label = strip_left(label).replace("预计", "")
    label = (pattern("inner_time").sub("", label) if "20" in label else label).strip(" 　*·-—的了")
    return label.removeprefix("中").strip() if label.startswith("中，") else label


def base(label: str) -> str:
    """The thing counted, without the verb that delivers or adds it.

    >>> base("新增高新技术企业"), base("高新技术企业净增"), base("食品产业新增产值")
    ('高新技术企业', '高新技术企业', '食品产业产值')
    """
    verb = verb_of(label)
    label = label.removeprefix(verb) if len(label) > len(verb) + 1 else label
    head, _, added = label.rpartition("新增")
    return head + added if added in WORDS["takings"] else _without_tail(label, WORDS["adds"])


def side(head: str, label: str) -> str:
    """A part or a side of what was named before.

    >>> side("粮食总产", "单产"), side("新增高新技术企业", "总数"), side("棉花总产", "占全国")
    ('粮食单产', '高新技术企业总数', '棉花总产占全国比重')
    """
    if label == "占":
        return base(head) + "占比"
    if label.startswith("占"):
        return merge(base(head), label) + ("" if pattern("share").search(label) else "比重")
    if label in PACES:
        return merge(base(head), label)
    return merge(_without_tail(base(head), WORDS["parts"] | WORDS["takings"]), label)


def share(label: str, hanging: bool) -> str:
    """Name a share as one.

    >>> share("区外就业", True), share("产业产值占总产值", False), share("绿化率", False)
    ('区外就业占比', '产业产值占总产值比重', '绿化率')
    """
    if pattern("share").search(label) or not (hanging or 0 < label.find("占") < len(label) - 2):
        return label
    return label + ("占比" if hanging else "比重")


def _without_tail(label: str, tails: frozenset[str]) -> str:
    tail = next((label[-n:] for n in range(min(6, len(label) - 2), 0, -1) if label[-n:] in tails), "")
    return label.removesuffix(tail)


def merge(head: str, label: str) -> str:
    """Put the head before a label, what both share once.

    >>> merge("食品产业", "产业产值"), merge("高新技术企业", "总数"), merge("新能源产业", "新增营收")
    ('食品产业产值', '高新技术企业总数', '新能源产业新增营收')
    """
    for length in range(min(len(head), len(label)), 0, -1):
        if head.endswith(label[:length]):
            return head + label[length:]
    return head + label


def is_part(label: str) -> bool:
    """Whether a label says only a part or a side of what was named before: 总数, 占全国."""
    if label.startswith("占"):
        return len(label) < 16 and not label.startswith("占地")
    return label in WORDS["parts"]


def subject_of(clause: str) -> str:
    """The indicator that a clause without figures speaks of, for the figures that follow.

    >>> subject_of("利用外资规模创历史新高"), subject_of("城市更新稳步推进")
    ('利用外资规模', '')
    """
    found = pattern("news").search(clause, 3)
    label = tidy(clause[: found.start()] if found else clause)
    label = _without_tail(label, WORDS["parts"]) if found and label.endswith(("增速", "增幅")) else label
    return label if measure_of(label) and 3 < len(label) < 16 and not verb_of(label) else ""


def is_taking(label: str) -> bool:
    """Whether a label is what an industry earns, and needs the industry: 营收, 产业产值."""
    return label in WORDS["takings"]


def topic_of(sentence: str) -> str:
    """The industry that a sentence opens with.

    >>> topic_of("造纸包装产业瞄准千亿级目标，推进"), topic_of("改造传统产业，产值增长")
    ('造纸包装产业', '')
    """
    found = pattern("topics").match(strip_left(sentence))
    return found[1] if found and not verb_of(found[1]) else ""


FACILITIES = {"social", "transport", "water", "power", "industry"}


def shorten_list(label: str) -> str:
    """Behind 等 stands what a list of examples has in common: keep that, with the verb.

    >>> shorten_list("实施甲厂改造、乙厂扩建等技改项目"), shorten_list("盘活房产、土地等资产")
    ('实施技改项目', '盘活房产、土地等资产')
    """
    bare = QUOTED.sub(lambda m: "\0" * len(m.group()), label)
    at = bare.rfind("等")
    if (
        at < 2
        or (len(label) - at - 1 < 3 and head_of(label[at + 1 :])[0] not in FACILITIES)
        or bare[at - 1] in "高中初均优同平"
        or bare[at + 1] in "级额待于次同效候"
    ):
        return label
    common = label[at + 1 :]
    return from_verb(common) if pattern("ways").match(common) else verb_of(label) + common


def names_of(phrases: list[str]) -> list[str]:
    """The members of a list whose last item may hold two: A、B和C.

    >>> names_of(["新能源汽车", "集成电路和工业机器人产量"])
    ['新能源汽车', '集成电路', '工业机器人产量']
    """
    *heads, last = phrases
    bare = QUOTED.sub(lambda m: "\0" * len(m.group()), last)
    cut = AND.search(bare)
    if cut and cut.start() > 1 and cut.end() < len(last) - 1:
        return [*heads, last[: cut.start()], last[cut.end() :]]
    return [*heads, last]


def expand(names: list[str], alike: bool = True) -> list[str]:
    """Give every member of a list the words that only the last one prints.

    Names whose figures are not `alike` share the thing that they measure, and no measure.

    >>> expand(["城镇", "农村居民人均可支配收入"])
    ['城镇居民人均可支配收入', '农村居民人均可支配收入']
    >>> expand(["战略性新兴产业", "高新技术产业增加值"])
    ['战略性新兴产业增加值', '高新技术产业增加值']
    >>> expand(["学前教育公办率", "普惠率"])
    ['学前教育公办率', '学前教育普惠率']
    >>> expand(["地方财政收入", "支出"]), expand(["食品", "药品抽检合格率"])
    (['地方财政收入', '地方财政支出'], ['食品抽检合格率', '药品抽检合格率'])
    >>> expand(["新增就业", "失业率"], alike=False), expand(["粮食播种面积", "产量"], alike=False)
    (['新增就业', '失业率'], ['粮食播种面积', '粮食产量'])
    """
    *heads, last = names
    for group in TABLE["lists"]["partners"]:
        measure = next((m for m in group if heads and heads[0].endswith(m)), "")
        if measure and last in group:
            return [*heads, heads[0].removesuffix(measure) + last]
    if not alike or verb_of(last):
        return names
    to = heads[0][0] if heads and heads[0][0] in "对向从" and last[0] != heads[0][0] else ""
    tails = [_shared(head, last) for head in heads]
    if any(not tail and not measure_of(head) for head, tail in zip(heads, tails, strict=True)):
        return ["、".join(names)] * len(names) if measure_of(last) else names
    return [head + tail for head, tail in zip(heads, tails, strict=True)] + [to + last]


def all_measures(names: list[str]) -> bool:
    """Whether every name of a list is an indicator by itself.

    >>> all_measures(["社会消费品零售总额", "固定资产投资"]), all_measures(["原煤", "发电量"])
    (True, False)
    """
    return len(names) > 1 and all(measure_of(name) and len(name) > 3 for name in names)


def _shared(head: str, last: str) -> str:
    measure = measure_of(last)
    if measure_of(head) or measure == last:
        return ""
    if head in {"城镇", "农村", "城市", "乡村", "城区", "进口"} and len(last) > 2:
        return last[2:]
    if (
        len(head) < 5
        and len(last) > len(head) + 1
        and (last[len(head) - 1] == head[-1] or last[0] == head[0])
    ):
        return last[len(head) :]
    kin = last.find(head[-2:], 1)
    if len(head) > 2 and 0 < kin < len(last) - 2:
        return last[kin + 2 :]
    near = last.rfind(head[-1])
    if near > 0 and last[near + 1 :] in WORDS["measures"]:
        return last[near + 1 :]
    return measure if len(measure) > 1 else ""


def measure_of(label: str) -> str:
    """The longest measuring noun at the end of a label."""
    return WORDS["measures"].at_end(label)


def split_pair(label: str) -> list[str]:
    """One printed word for two: 城乡居民人均可支配收入.

    >>> split_pair("城乡居民人均可支配收入")
    ['城镇居民人均可支配收入', '农村居民人均可支配收入']
    """
    for both, one, other in TABLE["lists"]["pairs"]:
        if both in label:
            return [label.replace(both, one), label.replace(both, other)]
    return []


def clean_noun(noun: str) -> str:
    """The noun that a count stands before, up to where its own clause ends.

    >>> clean_noun("的改革试点任务"), clean_noun("业务骨干到知名医院进修"), clean_noun("重要改革举措稳步实施")
    ('改革试点任务', '业务骨干', '重要改革举措')
    """
    noun = noun.removeprefix("的")
    if (end := pattern("ends").search(noun, 2)) and end.start() >= 2:
        noun = noun[: end.start()]
    for close in sorted(WORDS["closes"], key=len, reverse=True):
        if noun.endswith(close) and len(noun) > len(close) + 1:
            return noun.removesuffix(close)
    return noun


def rank_label(words: str) -> str:
    """What is ranked: the words before the standing.

    >>> rank_label("综合实力位居“全国百强区”"), rank_label("进出口规模稳居全国"), rank_label("居全省")
    ('综合实力', '进出口规模', '')
    """
    found = pattern("ranks").search(words)
    label = words[: found.start()].removesuffix("中") if found else words
    label = _WON.sub("", label)
    scope = pattern("scopes").search(label)
    if scope and scope.group() == label:
        return ""  # 全省排名跃升至
    return label[: scope.start()] if scope and (scope.start() or not found) else label


_WON = re.compile(r"^(?:荣获|获得|获)(?=[一-龥]{4})")  # 获全市技能大赛第3名


def rank_list(words: str) -> str:
    """The list that something has its place in, where nothing else is named.

    >>> rank_list("跻身全国百强县"), rank_list("居全省")
    ('全国百强县', '')
    >>> rank_list("排名前移到")
    ''
    """
    found = pattern("entering").match(words)
    rest = words[found.end() :] if found else ""
    scope = pattern("scopes").match(rest)
    return "" if (scope and scope.end() == len(rest)) or not strip_right(rest).label else rest
