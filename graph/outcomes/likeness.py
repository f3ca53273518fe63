"""Whether two labels mean the same thing, and how their wordings differ.

>>> from graph.outcomes.surroundings import Around
>>> bare = Around("", "", "", "")
>>> likeness(read("建成高标准农田"), read("新建高标准农田"), bare, bare).score
1.0
>>> likeness(read("建设用地安全利用"), read("重点建设用地安全利用率"), bare, bare).note
'口径：报告说的是“重点”'
>>> likeness(read("新增规上服务业企业"), read("新增“四上”企业"), bare, bare) is None
True
"""

from dataclasses import dataclass
from difflib import SequenceMatcher

from graph.outcomes.meaning import Meaning, read
from graph.outcomes.surroundings import Around
from graph.outcomes.words import FITS, scopes, subjects

__all__ = ["Likeness", "likeness", "read"]

NAMED = (
    "hold",
    "give",
    "train",
    "treat",
    "merge",
    "open",
    "host",
    "demolish",
    "move",
    "attract",
    "land",
    "start",
    "operate",
    "raise",
)
FURTHER = {
    "start": {"finish", "build", "operate"},
    "finish": {"operate"},
    "attract": {"land", "operate"},
    "land": {"operate"},
}
PROJECTS = "项目"
CONTEXT, SCOPE = 0.8, 0.7  # scores of what needs its surroundings, or a word of caution


@dataclass(frozen=True, slots=True)
class Likeness:
    """Two labels mean the same: how surely, and with what difference."""

    score: float
    note: str = ""
    narrower: bool = False  # the report speaks of a part only: a shortfall says nothing of the whole

    @property
    def is_exact(self) -> bool:
        return self.score == 1.0


def likeness(target: Meaning, result: Meaning, around: Around, reported: Around) -> Likeness | None:
    """How a result's label is the target's; nothing where it only resembles it."""
    if (
        not actions_fit(target, result)
        or (target.rises and result.stands)
        or (target.stands and result.rises)
    ):
        return None
    tier = _tiers(target, result)
    nouns = _nouns(target, result, around, reported)
    if tier is None or nouns is None:
        return None
    further = any(
        result.actions & FURTHER.get(action, set()) and action not in result.actions
        for action in target.actions
    )
    if further and PROJECTS in target.label:
        return None  # of projects each stage is counted by itself
    notes = "；".join(note for note in (tier.note, nouns.note) if note)
    return Likeness(min(tier.score, nouns.score), notes, tier.narrower or nouns.narrower or further)


def actions_fit(target: Meaning, result: Meaning) -> bool:
    """Whether what was done can be what was promised: 开工 is no 竣工, 引进 no 开工.

    >>> actions_fit(read("开工棚户区"), read("建成棚户区")), actions_fit(read("新建公园"), read("改造公园"))
    (True, False)
    """
    mine, other = target.actions, result.actions
    for name in NAMED:
        if (
            name in other
            and name not in mine
            and not any(name in FITS.get(action, ()) for action in mine or {"finish"})
        ):
            return False
    if not mine or not other or mine & other or other == {"finish"} or mine == {"finish"}:
        return True
    return any(other & FITS.get(action, frozenset()) for action in mine)


def _tiers(target: Meaning, result: Meaning) -> Likeness | None:
    if target.tiers == result.tiers:
        return Likeness(1.0)
    if not target.tiers and len(result.tiers) == 1:
        return Likeness(SCOPE, f"口径：报告说的是{_named(result.tiers[0])}", True)
    if len(target.tiers) == len(result.tiers) == 1 and target.tiers[0].strip("+") == result.tiers[0].strip(
        "+"
    ):
        wider = result.tiers[0].endswith("+")
        return Likeness(
            0.9, f"口径：目标为{_named(target.tiers[0])}，报告为{_named(result.tiers[0])}", not wider
        )
    return None


def _named(tier: str) -> str:
    return {"国": "国家级"}.get(tier[0], f"{tier[0]}级") + ("以上" if tier.endswith("+") else "")


def _nouns(target: Meaning, result: Meaning, around: Around, reported: Around) -> Likeness | None:
    if target.nouns == result.nouns:
        if target.is_bare:
            told = target.subject and target.subject == result.subject
            return Likeness(CONTEXT) if told or _is_deed(target, result) else None
        return Likeness(1.0)
    if len(target.nouns) != len(result.nouns):
        return None
    if len(target.nouns) > 1:
        pairs = list(zip(target.nouns, result.nouns, strict=True))
        found = [_differences(a, b, target, result, around, reported) for a, b in pairs]
        kept = [one for one in found if one is not None]
        return min(kept, key=lambda one: one.score) if len(kept) == len(found) else None
    return _differences(target.whole, result.whole, target, result, around, reported)


def _is_deed(target: Meaning, result: Meaning) -> bool:
    """The same deed done to things of the same general word: 新建学校 and 新建学校."""
    return (
        bool(target.actions - {"finish"})
        and target.actions == result.actions
        and target.subject == result.subject
    )


def _differences(
    mine: str, other: str, target: Meaning, result: Meaning, around: Around, reported: Around
) -> Likeness | None:
    """What one wording has and the other lacks, piece by piece; each must be explained."""
    if mine == other:
        return Likeness(1.0)
    score, notes, narrower = 1.0, [], False
    for kind, a, b, c, d in SequenceMatcher(None, mine, other, autojunk=False).get_opcodes():
        if kind == "equal":
            continue
        if kind == "replace":
            return None
        mine_has = kind == "delete"
        piece = mine[a:b] if mine_has else other[c:d]
        if b == len(mine) if mine_has else d == len(other):
            return None
        lacking = reported if mine_has else around
        if scopes().fullmatch(piece) and not (target.is_bare or result.is_bare):
            score = min(score, SCOPE)
            notes.append(f"口径：{'目标' if mine_has else '报告'}说的是“{piece}”")
            narrower = narrower or not mine_has
        elif _is_said(piece, result if mine_has else target, lacking):
            score = min(score, CONTEXT)
            narrower = narrower or not (mine_has or target.is_bare)
        else:
            return None
    return Likeness(score, "；".join(notes), narrower)


def _is_said(piece: str, meaning: Meaning, around: Around) -> bool:
    """Whether the words around the shorter label say what the longer one has more."""
    named = subjects()[1].get(piece)
    if named is not None and meaning.subject:
        return meaning.subject == named
    return piece in around.all
