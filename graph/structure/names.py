"""Lists of names: where one ends and the next begins, and the verb that may close the list."""

import re

from graph.lexicon.roles import load_roles
from graph.lexicon.units import is_unit

BESIDE = "beside"  # the role of verbs that give none: …指导
OPEN, CLOSE = "（(【[〔", "）)】]〕"
PART = "、，,；;。\n\t/｜|"
UNIT_END = re.compile(
    r"(?:[局委办厅部院会镇乡县市区旗]|部门|单位|中心|管委会|政府|办事处|街道|公司)(?:[（(][^（）()]*[）)])?$"
)
NO_NAME = re.compile(r"\d+\s*[月日年%]|完成$|^(?:长期|持续|全年|年底)|^[^\u4e00-\u9fff]*$")  # 7月底前完成, ——
# What begins a collective of places, and what goes on with it.
EACH = re.compile(r"各(?:级)?(?:(?:[省市州县区旗盟镇乡]|县市|县区|区县|市县|市州|乡镇|镇街|街道|县市区)、?)+")
OF_EACH = re.compile(
    r"(?:[市州县区旗盟镇乡]|县[（(]市、区[）)]|县市区|县区|街道|街镇|乡镇|园区|开发区|功能区)"
    r"(?:人民政府|政府|党委|办事处|管委会)?(?:[（(][^（()）]*[）)])?"
)
EACH_ENDS = "市州县区旗盟镇乡道"
BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)  # in a cell of a Markdown table
WITH = re.compile(r"会同|联合|以及")
NOTABLE = re.compile(f"[{re.escape(OPEN + CLOSE + PART)}<和与及 \u3000\u00a0会联以]")
LEADING = re.compile(r"[ \u3000\u00a0及和与]*(?:会同|以及|由)?")
AND_OTHERS = re.compile(
    r"等(?:(?:\d+|[一二两三四五六七八九十]+)[个家])?(?:有关|相关|[省市县区旗州]级?直?|各|责任|成员|职能)*(?:单位|部门|单位和部门|部门和单位|部门单位)?$"
)


def split_names(text: str) -> list[tuple[int, int]]:
    """The stretches of the single names in a list; brackets are left whole, 等 is left out.

    >>> text = "市住房和城乡建设局、市财政局等，各县（市、区）"
    >>> [text[a:b] for a, b in split_names(text)]
    ['市住房和城乡建设局', '市财政局', '各县（市、区）']
    """
    found: list[tuple[int, int]] = []
    start = depth = 0
    at = _next(text, 0)
    while at <= len(text):
        char = text[at : at + 1]
        depth += (char in OPEN) - (char in CLOSE) if char else -depth
        depth = max(depth, 0)
        width = 0 if depth else _parts(text, at, start)
        if width:
            found.append((start, at))
            start = at + width
        at = _next(text, at + (width or 1))
    return _together(text, [span for span in (_trimmed(text, *span) for span in found) if span[0] < span[1]])


def _together(text: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The names with those joined that are one collective: 各州、市人民政府; 各镇、街道."""
    made: list[tuple[int, int]] = []
    for a, b in spans:
        if made and text[made[-1][1] : a] == "、" and EACH.fullmatch(text[slice(*made[-1])]):
            own = text[a:b]
            if OF_EACH.fullmatch(without_verb(own)[0] if own[-1] not in EACH_ENDS else own):
                made[-1] = (made[-1][0], b)
                continue
        made.append((a, b))
    return made


def _next(text: str, at: int) -> int:
    """The next place where names can part or a bracket stands, or the end."""
    found = NOTABLE.search(text, at)
    return found.start() if found else max(at, len(text))


def _parts(text: str, at: int, start: int) -> int:
    """How many characters part two names here; 0 where they don't."""
    if at == len(text) or text[at] in PART:
        return 1
    if _joins(text, at, start):
        return 1
    if text[at] == "<" and (broken := BREAK.match(text, at)):
        return len(broken.group())
    joined = WITH.match(text, at)
    if joined and UNIT_END.search(text[start:at]) and is_unit(_first_of(text[joined.end() :])):
        return len(joined.group())
    return 0


def _joins(text: str, at: int, start: int) -> bool:
    """Whether a word or a gap between two whole unit names parts them: …局和…局, …局  …局, …局及各乡镇."""
    char = text[at]
    if char not in "和与及 \u3000\u00a0" or at <= start or at + 1 >= len(text):
        return False
    before = text[start:at].strip()
    if char in "和与及":
        return bool(UNIT_END.search(before)) and is_unit(_first_of(text[at + 1 :]))
    return is_unit(before)


def _first_of(text: str) -> str:
    """The first name of a list, without 等 and the verb that closes it."""
    return without_verb(re.split(r"[、，,；;。\n]", text)[0].split("等")[0].strip())[0]


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    start += len(LEADING.match(text[start:end]).group())  # type: ignore[union-attr]
    while start < end and text[end - 1] in " \u3000\u00a0。":
        end -= 1
    cut = AND_OTHERS.search(text[start:end])
    if cut and cut.start() > 1:
        end = start + cut.start()
    return start, end


def without_verb(name: str) -> tuple[str, str]:
    """A name without the verb that closes its list, and the role that verb gives; "" where there is none.

    >>> without_verb("市商务局等部门按职责分工负责"), without_verb("各有关部门配合")
    (('市商务局', 'responsible_unit'), ('各有关部门', 'supporting_unit'))
    """
    verb = closing_verb(name)
    if verb is None:
        return name, ""
    rest = name[: verb.start()].strip()
    shorter = AND_OTHERS.sub("", rest)
    return (shorter if len(shorter) > 1 else rest), verb.lastgroup or ""


def closing_verb(text: str) -> re.Match[str] | None:
    """The verb that ends a text: 按职责分工负责 of …局按职责分工负责."""
    for match in load_roles().verb.finditer(text):
        if match.end() == len(text) and match.start():
            return match
    return None


def only_units(text: str) -> bool:
    """Whether a text is a list of units and nothing else."""
    names = [text[a:b] for a, b in split_names(text)]
    return bool(names) and all(is_unit(name) for name in names)
