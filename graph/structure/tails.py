"""Step 3c: the printed tails that say who answers for a task, found in its text.

（牵头单位：…；责任单位：…）  （县教体局、县人社局负责）  由市发改委牵头，市财政局配合。  责任单位：…
What the words in a tail mean is read in `extraction.assignments`; here it is only found and cut off.
"""

import re
from collections.abc import Iterator

from graph.lexicon.people import is_official
from graph.lexicon.roles import load_roles
from graph.lexicon.units import is_collective, is_unit
from graph.model import Passage, Tail
from graph.structure.names import (
    BESIDE,
    CLOSE,
    NO_NAME,
    OPEN,
    UNIT_END,
    closing_verb,
    split_names,
    without_verb,
)

WHICH = r"(?:(?:该|此|本|上述|以上)(?:\d+|[一二三四五六七八九十各]+)?(?:项|条|点)?(?:工作|任务|事项|内容)?[，,]?(?:均|都|分别)?)"
SUBJECT = re.compile(rf"\s*{WHICH}?\s*由?")
INLINE = re.compile(rf"(?:^|(?<=[。；;，,）)]))\s*{WHICH}?\s*由(?=[^，,。；;]{{2,60}}(?:牵头|负责))")
GOVERNMENT = re.compile(
    r"(?:[局委办厅]|管委会|政府|委员会|办公室|办事处)(?:[（(].*[）)])?$|^各|直(?:有关|各|相关)"
    r"|^(?:[省市县区旗州盟镇乡]|街道)[^、]*(?:服务|事务|保障|管理|执法|推广)[^、]{0,4}中心$|(?:财政|司法|派出|国土|资源|税务|管理)所$"
)
DASHED = re.compile(r"(?<=[。；;）)])\s*—{1,2}\s*(?P<who>[^。—]{3,160})。?\s*$")
STRANGE = 0.7  # names of no known form for one that is a unit's, in brackets that a role's verb closes
SENTENCES = re.compile(r"^|[。；;）)]\s*")  # behind which a sentence may begin
LONGEST_VERB = 16  # characters, one before it included
SEEN_FROM = re.compile(r"[各的由对与和及向按请经]$")  # 各牵头单位：…, 由责任单位：… are no labels


def find_tails(passage: Passage, *, inline: bool) -> tuple[list[Tail], list[tuple[int, int]]]:
    """The tails in a text, and the stretches of it they take up (brackets included).

    `inline` also reads tails without brackets or label (由…牵头，…配合。): in breakdowns only, since a
    report tells the same way of what somebody did.
    """
    text = passage.text
    tails: list[Tail] = []
    taken: list[tuple[int, int]] = []
    for start, end in _brackets(text):
        inner = passage.slice(start + 1, end - 1)
        alone = _stands_alone(text, start, end)
        told = answers(inner.text) and (inline or alone or bool(load_roles().label.search(inner.text)))
        if told or (inline and alone and _bare(inner.text)):
            tails.append(Tail(inner))
            taken.append((start, end))
    rest = taken[-1][1] if taken else 0
    for dash, start, end in _dashed(text, rest) if inline else ():
        tails.append(Tail(passage.slice(start, end)))
        taken.append((dash, len(text)))
    for start, end in [*_labelled(text, rest), *(_inline(text, rest) if inline else [])]:
        if not any(a < end and start < b for a, b in taken):
            tails.append(Tail(passage.slice(start, end)))
            taken.append((start, end))
    return tails, taken


def _dashed(text: str, start: int) -> Iterator[tuple[int, int, int]]:
    """Units behind a dash that ends a text: …10%以上。——州发展改革委牵头; the dash, the units, the end."""
    match = DASHED.search(text, start) if "—" in text else None
    if match and (is_clause_of_units(match["who"]) or _bare(match["who"])):
        yield match.start(), match.start("who"), match.end("who")


def _brackets(text: str) -> Iterator[tuple[int, int]]:
    """The outermost bracketed stretches, brackets included."""
    depth = start = 0
    for at, char in enumerate(text):
        if char in OPEN:
            if depth == 0:
                start = at
            depth += 1
        elif char in CLOSE and depth:
            depth -= 1
            if depth == 0:
                yield start, at + 1


def answers(inner: str) -> bool:
    """Whether a bracket's words say who answers: a role's label, or a list of units with a role's verb."""
    roles = load_roles()
    words = inner.strip()
    if (label := roles.label.match(words)) and label.end() < len(words):
        return (label["label"] or label["bracketed"]) not in roles.others
    if (label := roles.label.search(words)) and words[label.start() - 1] in "；;，,。 \u3000":
        return bool(roles.role_of(label["label"] or label["bracketed"])) and label.end() < len(words)
    if (label := roles.spaced_label.match(words)) and _begins_with_unit(words[label.end() :]):
        return True
    return is_clause_of_units(inner, strange=STRANGE)


def is_clause_of_units(text: str, strange: float = 0) -> bool:
    """Whether a stretch is nothing but units and the verbs of their roles.

    `strange` is the part of its names that may be of no known form: 市高新投 beside 市财政局.

    >>> is_clause_of_units("由市发改委牵头，市工信局、市商务局等按职责分工负责")
    True
    >>> is_clause_of_units("由分管负责人牵头，各部门联合组成专线工作队伍")
    False
    """
    text = text.strip().rstrip("。；;")
    text = text[SUBJECT.match(text).end() :]  # type: ignore[union-attr]
    verbs = named = odd = 0
    for a, b in split_names(text):
        name, role = without_verb(text[a:b])
        verbs += role not in ("", BESIDE)
        if is_unit(name) or is_official(name):
            named += 1
        elif strange and re.fullmatch(r"[\u4e00-\u9fff\d]{2,10}", name):
            odd += 1
        elif not NO_NAME.search(name):
            return False
    return verbs > 0 and named > 0 and odd <= strange * named


def _bare(inner: str) -> bool:
    """A bracket with nothing but units, one of a government at least, and officials: （副县长李明；县教体局、各街道）."""
    names = [inner[a:b] for a, b in split_names(inner)]
    units = [name for name in names if not is_official(name)]
    return all(is_unit(name) for name in units) and any(
        GOVERNMENT.search(name) or is_collective(name) for name in units
    )


def _stands_alone(text: str, start: int, end: int) -> bool:
    """A bracket at the end of its text or sentence that is no second name of a unit before it."""
    before, after = text[:start].rstrip(), text[end:].strip(" \u3000")
    ends = not after.strip("。；;、") or after[0] in "。；;" or before[-1:] in tuple("。；;")
    return ends and not (UNIT_END.search(before) and is_unit(re.split(r"[，。；、]", before)[-1][-8:]))


def _labelled(text: str, start: int) -> Iterator[tuple[int, int]]:
    """A tail without brackets behind a text: …。责任单位：县财政局、县住建局。"""
    roles = load_roles()
    for match in roles.label.finditer(text, start):
        label = match["label"] or match["bracketed"]
        before = text[: match.start()].rstrip()
        if SEEN_FROM.search(before) or label in roles.others or not text[match.end() :].strip("。；; "):
            continue
        apart = not before or before != text[: match.start()] or not re.search(r"[\u4e00-\u9fff]$", before)
        if apart or is_unit(re.split(r"[、，,；;。\s]", text[match.end() :])[0]):
            yield match.start(), len(text)
            return
    spaced = roles.spaced_label.match(text)
    if spaced and spaced.group()[-1].isspace() and _begins_with_unit(text[spaced.end() :]):
        yield spaced.start(), len(text)


def _begins_with_unit(text: str) -> bool:
    """Whether what follows a label without a colon is a list of units or of people and their label."""
    return not re.match("[为是由要应须]", text) and is_unit(re.split(r"[、，,；;。\s]", text)[0])


def _inline(text: str, start: int) -> Iterator[tuple[int, int]]:
    """A closing clause of units: …，由旗教育局牵头，旗住建局配合。 …。县交通局负责。"""
    for match in INLINE.finditer(text, start):
        if is_clause_of_units(text[match.start() :]):
            yield match.start(), len(text)
            return
    closed = text.rstrip("。；; \u3000")
    if closing_verb(closed[-LONGEST_VERB:]) is None:
        return
    first = len(text)
    for place in [m.end() for m in SENTENCES.finditer(text, start, len(closed))][::-1]:
        if not is_clause_of_units(text[place:first]):
            break
        first = place
    if first < len(text):
        yield first, len(text)
