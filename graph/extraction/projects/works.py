"""Works said once for a list: 甲河、乙河生态修复工程 are two works, 甲公司、乙水泥厂超低排放改造 too."""

import re
from functools import cache

from graph.extraction.projects.items import Site
from graph.language.clauses import Stretch, either, words
from graph.language.firms import Known
from graph.language.names import head_of


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


def distribute(sites: list[Site], labels: list[str], clause: Stretch, known: Known) -> list[Site]:
    """Give the works of the last entry to the entries before it that are places or firms."""
    if len(labels) < 2 or not sites or sites[-1].label != labels[-1]:
        return sites
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
