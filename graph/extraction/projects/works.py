"""Works said once for a list: 甲河、乙河生态修复工程 are two works, 甲公司、乙水泥厂超低排放改造 too."""

import re
from functools import cache

from graph.extraction.projects.items import Site
from graph.language.clauses import Stretch, words
from graph.language.firms import Known
from graph.language.names import head_of
from graph.lexicon.alternatives import either


@cache
def _works() -> re.Pattern[str]:
    data = words("names")
    works = either(data["heads"]["works"])
    return re.compile(
        rf"(?P<what>(?:{either(data['parts']['works_modifiers'])})*(?:{works})+(?:工程|项目)?)$"
    )


def works_of(label: str) -> str:
    """The works at the end of a label, without what they are done on.

    >>> works_of("西溪河生态修复工程"), works_of("沿江公路")
    ('生态修复工程', '')
    """
    m = _works().search(label)
    return m["what"] if m and m.start() > 1 else ""


# 王庄、李集两村|田间路硬化工程: what the places share stands once, behind their number
_COUNTED_PLACES = re.compile(
    r"(?P<place>[○一-龥]{2,4}?)(?:[两二三四五六七八九十]|\d)个?(?P<kind>村|社区|镇|乡|街道|县|区|市|校|园区)(?P<rest>[一-龥\d（）]{3,})$"
)


def of_each(labels: list[str]) -> list[str]:
    """The names in full where the last one counts the places of all.

    >>> of_each(["王庄", "李集两村田间路硬化工程"]), of_each(["北河", "西溪河治理工程"])
    (['王庄村田间路硬化工程', '李集村田间路硬化工程'], ['北河', '西溪河治理工程'])
    """
    m = _COUNTED_PLACES.match(labels[-1]) if len(labels) > 1 else None
    if not m or not all(re.fullmatch("[一-龥]{2,5}", label) for label in labels[:-1]):
        return labels
    return [place.removesuffix(m["kind"]) + m["kind"] + m["rest"] for place in (*labels[:-1], m["place"])]


def of_places(closing: str) -> tuple[str, str] | None:
    """What places counted behind their names share: their kind, and their works.

    >>> of_places("两个社区雨污管网改造"), of_places("3个社区")
    (('社区', '雨污管网改造'), None)
    """
    m = _COUNTED_PLACES.match(f"○○{closing}") if works_of(closing) or closing.endswith("工程") else None
    return (m["kind"], m["rest"].removeprefix("的")) if m else None


def distribute(sites: list[Site], labels: list[str], clause: Stretch, known: Known) -> list[Site]:
    """Give the works of the last entry to the entries before it that are places or firms."""
    if len(labels) < 2 or not sites or sites[-1].label != labels[-1]:
        return sites
    if (named := of_each(labels)) is not labels:
        return [Site(label, clause, money=sites[-1].money) for label in named]
    works = works_of(labels[-1])
    on = labels[-1][: len(labels[-1]) - len(works)]
    ends = words("names")["firms"]["place_ends"]
    if not works or not (on[-1:] in ends or known.is_firm(on)):
        return sites
    had = {s.label: s for s in sites}
    given: list[Site] = []
    for label in labels:
        is_firm = known.is_firm(label)
        alike = (
            head_of(label)[0] == "" or label[-1] == on[-1:]
        )  # a bridge in a list of streets is not rebuilt with them
        if is_firm or (label[-1] in ends and not works_of(label) and alike):
            firms = [(known.full(label), "form")] if is_firm else []
            given.append(Site(label + works, clause, firms))
        elif label in had:
            site = had[label]
            if label == labels[-1] and known.is_firm(on):
                site.firms = [(known.full(on), "form")]
            given.append(site)
    return given
