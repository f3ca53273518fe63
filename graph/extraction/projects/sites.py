"""What is a project's name and what is not: works and plants, not wishes, programmes or statements.

The words stand in `projects.toml`.
"""

import re
from collections.abc import Callable
from functools import cache, lru_cache

from graph.extraction.words import marked, table
from graph.language.clauses import MANY, folded, masked, words
from graph.language.names import COUNT, divisions, firm_words, head_of, is_general, is_named, is_vague
from graph.lexicon.alternatives import either

_OF_NATURE = "湖河江海山岛泉"  # a division goes by the name of a lake that works are done on
_COUNTED_PROJECT = re.compile(rf"项目(?:约|近|超过?|达到?|共)?(?:{COUNT})?(?:（[^）]*）)?$")
_BUILDER = re.compile(r"(?:大学|学院|研究院|医院|公司|集团)(?:建设|打造|实施|新建|创建).{3,}")  # 甲学院建设乙
_SHIFT = re.compile(
    r"^\d[\d.]*[%％]|[由从].+[向到]|^在(?!建)|向.{2,}(?:延伸|转变|转型|集中|集聚|发展)$"
)  # 由材料端向装备端延伸


def is_site(
    label: str,
    closing: str | None,
    sure: bool,
    *,
    group: bool,
    priced: bool,
    has_firm: Callable[[], bool],
    made: bool,
) -> bool:
    """Whether a label names works: by its end, by what closes its list, by a verb or an amount.

    `made` is set under 打造, which governs wishes as often as works; `has_firm` is asked where it matters.

    >>> known = dict(group=False, priced=False, has_firm=lambda: False, made=False)
    >>> [is_site(x, None, False, **known) for x in ("北河水库除险加固", "营商环境", "立德树人工程", "重点项目")]
    [True, False, False, False]
    """
    if not 2 <= len(label) <= 45:
        return False
    if group:
        works = priced or bool(_COUNTED_PROJECT.search(folded(label)))
    elif priced:
        works = _is_priced(label, has_firm)
    else:
        works = _is_works(label, closing, sure, has_firm, made)
    return works and not _is_statement(label)


def _is_statement(label: str) -> bool:
    """一批项目, 由材料端向装备端延伸, 推动A上平台"""
    return (
        is_vague(label)
        or bool(_SHIFT.search(label))
        or bool(_BUILDER.search(label))
        or bool(marked("not_a_name").search(masked(folded(label))))
    )


def _is_priced(label: str, has_firm: Callable[[], bool]) -> bool:
    """Whether what a sum is spent on is works, by its noun, its firm or a name of its own."""
    kind, _ = head_of(label)
    return (kind != "abstract" or len(label) > 3) and (
        kind not in ("", "abstract", "part", "project") or has_firm() or not is_general(label)
    )


def _is_works(label: str, closing: str | None, sure: bool, has_firm: Callable[[], bool], made: bool) -> bool:
    if label in _branches() or (label in divisions() and label[-1] not in _OF_NATURE):
        return False  # 新能源汽车、机器人等重点项目; 洛阳等5个物流枢纽
    kind, start = head_of(label)
    if closing and _FACILITIES.search(closing):
        return is_named(label) and kind not in ("", "abstract", "part", "zone")
    if closes_sites(closing):
        return not is_general(label) or (kind == "social" and len(label) > 2)
    if kind == "abstract" or not (kind or (sure and len(label) > 2)):
        return False
    if kind in ("industry", "social") and start == len(label) - 1 and label[-2:] in divisions():
        return False  # 文化青溪: a place
    if kind == "zone":
        return not made and is_named(label) and (sure or not marked("policy_zones").search(label))
    if not (
        is_named(label) or (not made and _is_bare_facility(label, kind)) or (sure and _is_only_one(label))
    ):
        return False
    if (not sure and _is_programme(label, has_firm)) or _is_campaign(label):
        return False
    if not (sure or made) and marked("wishes_anywhere").search(label) and not has_firm():
        return False
    if made:
        return kind not in ("", "part", "social", "project", "platform", "zone") and not marked(
            "wishes"
        ).search(label)
    return True


def _is_bare_facility(label: str, kind: str) -> bool:
    """残疾人康复中心, 镇敬老院: a facility by its general noun alone."""
    own = len(label) > 3 and label[0] in "县区镇乡市州旗" and head_of(label)[1] == 1
    return kind in ("social", "industry") and (own or len(label) > 4) and not marked("not_bare").search(label)


def _is_only_one(label: str) -> bool:
    """档案馆, 新党校: what a place has one of needs no name where something is done that only works can do."""
    return label.removeprefix("新").removeprefix("老") in _only_ones()


@cache
def _only_ones() -> frozenset[str]:
    return frozenset(table("projects")["only_ones"]["whole"])


@cache
def _branches() -> frozenset[str]:
    """Products and industries: alone they name no works."""
    return firm_words("products") | firm_words("shared") | set(words("clauses")["topics"]["industries"])


def _is_programme(label: str, has_firm: Callable[[], bool]) -> bool:
    """“青蓝”工程, 立德树人工程, 养老服务补贴项目: a government's programme, with nothing built."""
    words, body = table("projects")["programmes"], masked(folded(label))
    if body.endswith("项目") and body[:-2].endswith(tuple(words["services"])):
        return True
    if "工程" not in body or not re.search(r"工程(?:○*|[一二三]期)$", body) or has_firm():
        return False
    inner = body[: body.rindex("工程")]
    return (
        inner.endswith("○")
        or inner.endswith(tuple(words["aims"]))
        or not any(w in inner[-8:] for w in words["physical"])
    )


def _is_campaign(label: str) -> bool:
    """车辆整治: works of this name need ground or water to be done on."""
    body = masked(folded(label))
    ground = table("projects")["programmes"]["ground"]
    return body.endswith(("整治", "治理")) and not any(w in body[:-2] for w in ground)


_FACILITIES = re.compile(
    r"^(?:一批|系列|重大|重点|现代|交通|水利|能源)*基础设施(?:项目|工程)?(?:加快)?(?:建设|布局|规划)?$"
)
_CLOSING = re.compile(rf"(?:{COUNT}|一批|系列)?[^、，和]{{0,14}}$")
_PREDICATE = re.compile(
    r"(?:建设|打造|实施|开展|参与|牵头|创建|新上|联合|共建)(?!.*(?:项目|工程|任务|内容)).{3,}"
)  # 甲、乙等|建设智能工厂: they are who builds
_BUILT = re.compile(rf"(?:建设|改造建设|{COUNT})$")


@cache
def _no_sites() -> re.Pattern[str]:
    words = table("projects")["closings"]
    return re.compile(f"{either(words['no_sites'])}|{either(words['no_sites_end'])}$")


@lru_cache(MANY)
def closes_sites(closing: str | None) -> bool:
    """等5个技改项目 closes a list of works, 等重点企业 and 等新兴市场 do not.

    >>> [closes_sites(c) for c in ("5个技改项目", "灌区现代化改造", "重点企业", "", None)]
    [True, True, False, False, False]
    """
    if not closing or not _CLOSING.match(closing) or _no_sites().search(closing):
        return False
    if _PREDICATE.match(closing):
        return False
    if marked("not_a_name").search(closing.removesuffix("项目")):
        return False
    closing = _BUILT.sub("", closing)
    words = table("projects")["closings"]
    return head_of(closing)[0] not in ("", "abstract", "part", "zone") and not closing.endswith(
        tuple(words["no_works_end"])
    )


def rejects(closing: str) -> bool:
    """等重点领域, 等新赛道: what the list holds is no works at all."""
    return bool(_no_sites().search(closing)) and not closing.rstrip("建设").endswith(("项目", "平台"))
