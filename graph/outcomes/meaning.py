"""What a label means: what is done, to what, of which tier, as an increase or as a stock.

>>> reading = read("新建和改造提升高标准农田")
>>> reading.nouns, sorted(reading.actions)
(('高标准农田',), ['both'])
>>> read("新增省级以上创新平台").tiers
('省+',)
"""

import re
from dataclasses import dataclass

from graph.model import Record
from graph.outcomes.words import (
    BARE,
    FALLING,
    actions,
    blanks,
    pattern,
    same,
    subjects,
    tails,
    tiers,
    unified,
    whole,
)

TIER = {"国家级": "国", "国家": "国", "全国": "国", "省级": "省", "省": "省", "全省": "省"}
EDGES = re.compile(r"^[的、，和及与或]+|[的、，和及与或]+$")
JOINTS = re.compile(r"、|和(?![美谐睦])|及|与")
THRESHOLD = re.compile(r"(?:过|超|投资)(\d*[千百十]?[万亿]+元?)(?:以上)?")


@dataclass(frozen=True, slots=True)
class Meaning(Record):
    """A label, taken apart. `nouns` are the members of a list, `whole` is the thing in one word."""

    nouns: tuple[str, ...]
    actions: frozenset[str]
    tiers: tuple[str, ...]
    rises: bool = False  # 新增…: an increase, no stock
    stands: bool = False  # …达到, 总量: a stock, no increase
    subject: str = ""  # what the words before it speak of
    label: str = ""

    @property
    def whole(self) -> str:
        return "、".join(self.nouns)

    @property
    def is_still(self) -> bool:
        """Nothing says whether the count is what came in the year or what there is: 高新技术企业40家."""
        return not (self.rises or self.stands or self.actions - {"finish"})

    @property
    def is_bare(self) -> bool:
        """It does not say of what: 公办率, 营收, 项目."""
        return self.whole in BARE or len(self.whole) < 2

    @property
    def falls(self) -> bool:
        """The less the better."""
        return any(word in self.label for word in FALLING)


def read(label: str, before: str = "") -> Meaning:
    """The meaning of a label; `before` is its sentence up to the end of the figure.

    >>> read("公办率", "新建幼儿园4所，公办率达到65%").subject
    '学前教育'
    >>> read("高新技术企业总量", "总量突破1800家").stands
    True
    """
    said = unified(label)
    done: set[str] = set()

    def take(match: re.Match[str]) -> str:
        name = actions()[1][match.group()]
        done.add(name)
        return "" if name else match.group()

    found = [(TIER.get(m[1], m[1][:1]) + ("+" if m[2] else "")) for m in tiers().finditer(said)]
    noun = tiers().sub("", THRESHOLD.sub(r"\1以上", said))
    stripped = _trim(actions()[0].sub(take, noun))
    stripped = whole().get(stripped, stripped)
    nouns = tuple(sorted(part for part in map(_trim, JOINTS.split(stripped or noun)) if part))
    rises = "add" in done or before.rfind("新增") > max(before.rfind("，"), before.rfind("、"))
    last = re.split(r"[，、；。]", before)[-1]
    stands = not rises and bool(pattern("stock").search(label) or pattern("stock").search(last))
    subject = _subject(said, before)
    known = (
        same()[1].get(f"{subject}{nouns[0]}") if subject and len(nouns) == 1 and nouns[0] in BARE else None
    )
    nouns = (known,) if known else nouns or (noun,)
    return Meaning(nouns, frozenset(done - {""}), tuple(sorted(found)), rises, stands, subject, said)


def _trim(noun: str) -> str:
    before = ""
    while before != noun:
        before = noun
        noun = EDGES.sub("", blanks().sub("", noun))
        if (short := tails().sub("", noun)) and len(short) > 1:
            noun = short
    return noun


def _subject(label: str, before: str) -> str:
    """The nearest word before the figure that tells what a bare noun is of."""
    found, named = subjects()
    hits = list(found.finditer(before)) or list(found.finditer(label))
    return named[hits[-1].group()] if hits else ""
