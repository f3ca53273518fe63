"""Step 3c: the printed tails that say who answers for a task, found in its text.

（牵头单位：…；责任单位：…）  （县教体局、县人社局负责）  由市发改委牵头，市财政局配合。  责任单位：…
What the words in a tail mean is read in `extraction.assignments`; here it is only found and cut off.
"""

import re
from collections.abc import Iterator

from graph.lexicon.roles import load_roles
from graph.lexicon.units import is_unit
from graph.model import Passage, Tail

OPEN, CLOSE = "（(【[〔", "）)】]〕"
INLINE = re.compile(r"(?:^|(?<=[。；;，,）)]))\s*(?:(?:该|此|本|上述|以上)(?:项)?(?:工作|任务|事项)?[，,]?)?\s*由(?=[^，,。；;]{2,60}(?:牵头|负责))")


def split_names(text: str) -> list[tuple[int, int]]:
    """The stretches of the single names in a list; brackets are left whole, 等 is left out.

    >>> [ "市住房和城乡建设局、市财政局等，各县（市、区）"[a:b] for a, b in split_names("市住房和城乡建设局、市财政局等，各县（市、区）") ]
    ['市住房和城乡建设局', '市财政局', '各县（市、区）']
    """
    found: list[tuple[int, int]] = []
    start = depth = 0
    for at, char in enumerate(text + "、"):
        if char in OPEN:
            depth += 1
        elif char in CLOSE:
            depth = max(0, depth - 1)
        if at == len(text) or (depth == 0 and (char in "、，,；;。\n\t/" or _joins(text, at, start))):
            found.append((start, at))
            start = at + 1
    return [span for span in (_trimmed(text, *span) for span in found) if span[0] < span[1]]


def _joins(text: str, at: int, start: int) -> bool:
    """Whether a word or a gap between two whole unit names parts them: …局和…局, …局  …局, …局及各乡镇."""
    char = text[at]
    if char not in "和与及 \u3000\u00a0" or at <= start or at + 1 >= len(text):
        return False
    before, after = text[start:at].strip(), re.split(r"[、，,；;。\n]", text[at + 1 :])[0].strip()
    if char in "和与及":
        return bool(re.search(r"(?:[局委办厅会镇乡]|部门|单位|中心|管委会|政府|办事处|公司)$", before)) and is_unit(after.split("等")[0])
    return is_unit(before)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in " \u3000\u00a0及和与":
        start += 1
    while start < end and text[end - 1] in " \u3000\u00a0。":
        end -= 1
    piece = text[start:end]
    cut = re.search(r"等(?:有关|相关)?(?:单位|部门|单位和部门)?$", piece)
    if cut and cut.start() > 1:
        end = start + cut.start()
    return start, end


def find_tails(passage: Passage, *, inline: bool) -> tuple[list[Tail], list[tuple[int, int]]]:
    """The tails in a text, and the stretches of it they take up (brackets included).

    `inline` also reads tails without brackets or label (由…牵头，…配合。): in breakdowns only, since a
    report tells the same way of what somebody did.
    """
    tails: list[Tail] = []
    taken: list[tuple[int, int]] = []
    for start, end in _brackets(passage.text):
        inner = passage.slice(start + 1, end - 1)
        if _answers(inner.text) or (inline and _bare(inner.text) and _ends_text(passage.text, end)):
            tails.append(Tail(inner))
            taken.append((start, end))
    rest_start = taken[-1][1] if taken else 0
    for start, end in [*_labelled(passage.text, rest_start), *(_inline(passage.text, rest_start) if inline else [])]:
        if not any(a < end and start < b for a, b in taken):
            tails.append(Tail(passage.slice(start, end)))
            taken.append((start, end))
    return tails, taken


def _brackets(text: str) -> Iterator[tuple[int, int]]:
    """The outermost bracketed stretches, brackets included; a closing bracket that is missing ends the text."""
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


def _answers(inner: str) -> bool:
    """Whether a bracket's words say who answers: a role's label, or a list of units with a role's verb."""
    roles = load_roles()
    if roles.label.match(inner.lstrip()) or re.match(rf"(?:{'|'.join(roles.labels)})\s+\S", inner.lstrip()):
        return True
    return is_clause_of_units(inner)


def is_clause_of_units(text: str) -> bool:
    """Whether a stretch is nothing but units and the verbs of their roles.

    >>> is_clause_of_units("由市发改委牵头，市工信局、市商务局等按职责分工负责")
    True
    >>> is_clause_of_units("由分管负责人牵头，各部门联合组成专线工作队伍")
    False
    """
    roles = load_roles()
    text = re.sub(r"^(?:(?:该|此|本|上述|以上)(?:项)?(?:工作|任务|事项)?[，,]?)?\s*由", "", text.strip().rstrip("。；;"))
    verbs = 0
    for a, b in split_names(text):
        name = text[a:b]
        match = re.search(rf"(?:等|(?:有关|相关)?(?:部门|单位))?(?:{roles.verb.pattern})$", name)
        if match and match.start():
            verbs += 1
            name = name[: match.start()]
            if not is_unit(name):
                return False
        elif not is_unit(name):
            return False
    return verbs > 0


def _bare(inner: str) -> bool:
    """A bracket with nothing but units of a government: （县教体局、县财政局）."""
    names = [inner[a:b] for a, b in split_names(inner)]
    return bool(names) and all(is_unit(name) and re.search(r"(?:[局委办厅]|管委会|政府|委员会|办公室)(?:[（(].*[）)])?$|^各", name) for name in names)


def _ends_text(text: str, end: int) -> bool:
    return not text[end:].strip("。；;、 \u3000")


def _labelled(text: str, start: int) -> Iterator[tuple[int, int]]:
    """A tail without brackets behind a text: …。责任单位：县财政局、县住建局。"""
    for match in load_roles().label.finditer(text, start):
        before = text[: match.start()].rstrip()
        if not before or before[-1] in "。；;，,）)！\n":
            yield match.start(), len(text)
            return


def _inline(text: str, start: int) -> Iterator[tuple[int, int]]:
    """A closing clause of units: …，由旗教育局牵头，旗住建局配合。"""
    for match in INLINE.finditer(text, start):
        if is_clause_of_units(text[match.start() :]):
            yield match.start(), len(text)
            return
