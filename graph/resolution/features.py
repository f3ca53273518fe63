"""What is compared of a project's mention: its label taken apart, its firms, its money.

>>> firms = Firms()
>>> view = look(Mention("project", "青禾170万吨浆纸项目", enterprises=("青禾纸业",)), firms)
>>> view.shape.core, view.firms
('浆纸', frozenset({'青禾纸业'}))
"""

from collections.abc import Iterator
from dataclasses import dataclass

from graph.language.names import head_of, is_general, is_named
from graph.resolution.firms import Firms, is_stem, own_trades, read_firm, relation
from graph.resolution.labels import PHASE, ROAD_NUMBER, Shape, read_label
from graph.resolution.model import Judgement, Mention, Money

_PROPER = ("transport", "water", "")  # a road's or a river's name is short: 柳家街
_SCHOOLS = tuple("学中校院馆")  # 实验高中


@dataclass(frozen=True)
class View:
    """A mention made ready for comparing."""

    mention: Mention
    shape: Shape
    firms: frozenset[str]  # by their canonical names

    @property
    def money(self) -> frozenset[Money]:
        return frozenset(self.mention.amounts)

    @property
    def distinctive(self) -> bool:
        """Whether the label alone tells which one it is, within a jurisdiction.

        >>> [look(Mention("project", label), Firms()).distinctive
        ...  for label in ("明德大道", "储能项目", "光伏发电", "化学助剂产业园", "繁育基地", "大安镇卫生院", "农村饮水安全工程")]
        [True, False, False, True, False, True, False]
        """
        core = self.shape.core
        if self.shape.own or ROAD_NUMBER.match(core):
            return True
        if self.shape.group or is_general(core) or self.shape.common:
            return False
        text = PHASE.sub("", self.shape.text)
        kind, start = head_of(text)
        front = text[:start] if kind else core
        if is_general(front) or not is_named(text):
            return False
        if kind == "works":
            return len(core) >= 3 and not is_general(core)
        if kind in _PROPER:
            return start >= 2 if kind else len(core) >= 5
        return start >= (2 if kind == "social" and core.endswith(_SCHOOLS) else 3)

    @property
    def proper(self) -> bool:
        """Whether something is left of the label besides firm and general words."""
        return len(self.shape.core) > 1 and not self.shape.group and not is_general(self.shape.core)


def look(mention: Mention, firms: Firms) -> View:
    """Takes a mention apart with what the jurisdiction knows of firms."""
    known = _fronts(mention, firms)
    named = {firms.canonical(mention.region, name) for name in mention.enterprises}
    front = next((name for name in known if mention.label.startswith(name) and mention.label != name), "")
    if front:
        named.add(_same_as(front, named, firms, mention.region))
    places = tuple(p for p in mention.places if p)
    return View(mention, read_label(mention.label, known, places), frozenset(named))


def _same_as(front: str, named: set[str], firms: Firms, region: str) -> str:
    """The firm a label begins with: the one the text names, where it can be."""
    for name in sorted(named):
        if relation(front, name).judgement is Judgement.SAME:
            return name
    return firms.canonical(region, front)


def _fronts(mention: Mention, firms: Firms) -> list[str]:
    """The firm names that the label may begin with, the longest first."""
    found = set(mention.enterprises)
    found |= {stem for name in mention.enterprises if is_stem(stem := read_firm(name).stem)}
    found |= set(firms.starting(mention.region, mention.label))
    for name in tuple(found):
        found.update(_extended(name, mention.label))
    return sorted(found, key=lambda name: (-len(name), name))


def _extended(stem: str, label: str) -> Iterator[str]:
    """青禾重工 where 青禾 is known and the label goes on with 重工."""
    rest = label.removeprefix(stem)
    if rest != label:
        for trade in own_trades():
            if rest.startswith(trade) and len(rest) > len(trade) + 1:
                yield stem + trade
                return
