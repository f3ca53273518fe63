"""What a clause says of projects, and which of its words count: wishes, verbs, lists that hold no works."""

import re
from dataclasses import dataclass

from graph.extraction.projects.items import Site
from graph.extraction.projects.nodes import Node
from graph.extraction.projects.sites import closes_sites
from graph.language.clauses import Reading, Stretch, Verb
from graph.language.firms import Known
from graph.language.names import counted, head_of

WISH = re.compile(r"力争|争取|确保|即将|计划|预计|有望|可望|拟|力促|努力|要|将")
_ABOUT = re.compile(
    r"(?:高质量发展|融合发展|创新发展|协同发展|联动发展|功能提升|能级提升|提质增效|提质升级|做大做强|扩容提质|运营质效|能级|质效|效能|水平|集聚发展|数据共享)$"
)
_DRIVES = re.compile(r"力促|保障|推动|推进|促进|助推")
_MADE = re.compile(r"元(?:建设|实施|新建|新上|打造|扩建|改扩建|兴建)")


@dataclass(slots=True)
class Said:
    """What one clause says of some projects."""

    sites: list[Site]
    stage: str  # "" where nothing is said of a stage
    aim: bool
    clause: Stretch  # the verb's clause
    cluster: str = ""
    topic_at: Stretch | None = None  # None: a heading said it
    carried: bool = False  # the projects stand in a clause before


def no_works(r: Reading, row: list[Node], closing: str | None, verb: str) -> bool:
    """Whether a verb rules a list that holds no works: 争取政策项目5个, 推动甲园、乙城高质量发展, 提升甲、乙能力."""
    if verb.endswith("提升") and not verb.endswith(("改造提升", "维修提升")):
        return not closes_sites(re.sub("[“”]", "", closing or ""))  # but 提升甲园、乙园等园区
    if verb.endswith("争取"):
        return all(counted(r.of(n.start, n.end)) for n in row)
    if verb.endswith("对接"):  # 对接某集团电池项目, not 对接国家战略
        return not re.search(r"..项目$", r.of(row[-1].start, row[-1].end))
    return (
        bool(verb)
        and closing is None
        and len(row) > 1
        and bool(_ABOUT.search(r.of(row[-1].start, row[-1].end)))
    )


def implied(r: Reading, sites: list[Site], head: Verb | None, closing: str | None, clause: Stretch) -> str:
    """The stage that is meant where no verb says it: 投资3亿元建设A, 力促A等项目."""
    if any(s.money for s in sites) and _MADE.search(r.of(*clause)):
        return "underway"
    driven = (
        head
        and _DRIVES.search(head.lead)
        and (closes_sites(closing) or any(head_of(s.label)[0] for s in sites))
    )
    return "underway" if driven else ""


def keep_proven(sites: list[Site], known: Known, made: bool) -> None:
    """Leave the firms that more than their place proves: outside a list of projects a name may be anything."""
    for site in sites:
        plant = not made and head_of(site.label)[0] == "industry"
        if not (site.money or plant):
            formed = not made and site.label.endswith("项目")
            site.firms = [
                f
                for f in site.firms
                if f[1] in ("frame", "known")
                or (formed and f[1] == "form")
                or (not made and known.taught(f[0]))
            ]


def stage_of(head: Verb | None, tail: Verb | None) -> tuple[str, bool]:
    """Which of two verbs says the stage, and whether only works can do it.

    The verb behind is nearer: 推进A开工建设 is started. A weak one behind gives way: 启动A建设 is started too.
    """
    if tail and not tail.weak:
        return tail.stage, tail.sure
    if head and head.stage:
        return head.stage, head.sure
    return ("underway", False) if tail else ("", False)
