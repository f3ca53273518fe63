"""Who answers for a task: roles and agents out of its printed tails (view `assignments`).

A tail is read as the genre prints it: labels with colons (牵头单位：…；配合单位：…), lists closed by a verb
(市发改委牵头，市财政局配合), cells under a labelled column. A legend that says what bold, or the first
place, means is applied where the means are there; where the bold is lost, nothing is guessed.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from graph.lexicon.departments import level_of, load_departments
from graph.lexicon.roles import Roles, load_roles
from graph.lexicon.units import is_collective, is_unit
from graph.model import Document, Fact, Note, NoteKind, Passage, Span, Tail, Task
from graph.structure.tails import split_names

BARE = re.compile(r"^(?!各|全|相关|有关|其他|驻|中|国)[\u4e00-\u9fff]{1,16}(?:局|委|办|委员会|办公室)$")
POST = re.compile(
    r"^(?:[\u4e00-\u9fff]{0,10}(?:书记|主任|部长|局长|秘书长|[省市县区旗镇乡州盟]长|主席|常委|委员|政委|专员|调研员|组长|总工程师))+(?=[\u4e00-\u9fff·]{2,})"
    r"|(?:同志|副?(?:书记|主任|部长|局长|秘书长|[省市县区旗镇乡州盟]长|主席|专员|调研员))$"
)


@dataclass(frozen=True, slots=True)
class Legend:
    """What the document says its printing means. Roles are empty where it says nothing."""

    bold: str = ""
    plain: str = ""
    first: str = ""
    others: str = ""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of a tail that has one role: the whole of it is the evidence."""

    role: str  # "" for a deadline
    label: str
    names: Passage
    whole: Passage
    rule: str


def extract(document: Document) -> Iterator[Fact]:
    """The assignments of every task of a document, in order.

    `values`: task (its number), role, agent (as printed, 等 dropped; a short form in a series takes the
    level of the name before it). A deadline is a fact of its own, view `deadlines`.
    """
    legend = find_legend(document)
    bold = document.source.bold
    for task in document.tasks:
        for tail in task.tails:
            for stretch in stretches(tail):
                if not stretch.role:
                    yield _deadline(task, stretch)
                elif stretch.role == "lead_official":
                    yield from _officials(task, stretch)
                else:
                    yield from _units(task, stretch, legend, bold)


def find_legend(document: Document) -> Legend:
    """The legend in a tail, the preamble or under the title.

    It is honoured only if its means are there: bold in some tail, and plain text in some.
    """
    legends = load_roles().legends
    tails = [tail.passage for task in document.tasks for tail in task.tails]
    text = "\n".join([p.text for p in tails] + [b.passage.text for b in document.blocks if not b.task and len(b.passage.text) < 800])
    others = "supporting_unit" if legends["others_support"].search(text) else "responsible_unit" if legends["others_responsible"].search(text) else ""
    if legends["bold"].search(text):
        marked = [_is_bold(document.source.bold, p.span(a, b)) for p in tails for a, b in split_names(p.text) if b - a > 1]
        if any(marked) and not all(marked):
            return Legend(bold="lead_unit", plain=others or "supporting_unit")
    if legends["first"].search(text):
        return Legend(first="lead_unit", others=others)
    return Legend()


def _is_bold(bold: tuple[Span, ...], span: Span) -> bool:
    covered = sum(max(0, min(b.end, span.end) - max(b.start, span.start)) for b in bold if b.meets(span))
    return covered * 2 > span.end - span.start


def stretches(tail: Tail) -> Iterator[Stretch]:
    """A tail cut by its roles."""
    roles = load_roles()
    passage = tail.passage
    if tail.label:
        role = roles.role_of(tail.label)
        if role or tail.label in roles.deadlines:
            yield Stretch(role or "", tail.label, passage, passage, "assignment:column")
        return
    labels = list(roles.label.finditer(passage.text)) or _spaced_label(passage.text, roles)
    if not labels:
        yield from _by_verbs(passage, roles)
        return
    if labels[0].start() > 1:
        yield from _by_verbs(passage.slice(0, labels[0].start()), roles)
    for match, following in zip(labels, [*labels[1:], None], strict=True):
        stop = following.start() if following else len(passage.text)
        end = len(passage.text[:stop].rstrip("。；;，,、 \u3000\n"))
        names = passage.slice(match.end(), max(end, match.end()))
        role = roles.role_of(match["label"]) or ""
        yield Stretch(role, match["label"], names, passage.slice(match.start(), max(end, match.end())), "assignment:label")


def _spaced_label(text: str, roles: Roles) -> list[re.Match[str]]:
    """A label with a space for its colon: 责任单位 县财政局."""
    words = "|".join(sorted(roles.labels, key=len, reverse=True))
    return list(re.finditer(rf"(?:^|(?<=[；;，,。]))(?P<label>{words})[\s\u3000]+", text))


def _by_verbs(passage: Passage, roles: Roles) -> Iterator[Stretch]:
    """Lists closed by a verb; a list without one has the role of the next that has; bare units answer."""
    text = passage.text
    begin = re.match(r"\s*(?:(?:该|此|本|上述|以上)(?:项)?(?:工作|任务|事项)?[，,]?)?\s*由?", text)
    start = begin.end() if begin else 0
    verbs = sorted(roles.verbs, key=len, reverse=True)
    found = False
    for match in re.finditer(rf"(?:等)?(?:有关|相关)?(?:部门|单位)?(?P<verb>{'|'.join(verbs)})(?=[，,；;。、\s]|$)", text):
        names = passage.slice(start, _names_end(text, match))
        if names.text.strip("，,；;、 "):
            whole = passage.slice(_skip(text, start), match.end())
            yield Stretch(roles.verbs[match["verb"]], match["verb"], names, whole, "assignment:verb")
            found = True
        start = match.end()
    if not found and text.strip():
        yield Stretch("responsible_unit", "", passage, passage, "assignment:bare")


def _names_end(text: str, match: re.Match[str]) -> int:
    """Where the list before a verb ends: 各相关部门配合 keeps its 部门, 市商务局等部门配合 does not."""
    listed = text[: match.start()]
    if match.group().startswith("等") or is_unit(re.split(r"[、，,；;]", listed)[-1].strip()):
        return match.start()
    return match.start("verb")


def _skip(text: str, start: int) -> int:
    while start < len(text) and text[start] in "，,；;、。 \u3000\n":
        start += 1
    return start


def _deadline(task: Task, stretch: Stretch) -> Fact:
    whole = stretch.whole
    return Fact("deadlines", {"task": task.number, "deadline": stretch.names.text.strip()}, whole.span(0, len(whole.text)), stretch.rule, section=task.section, task=task.number)


def _officials(task: Task, stretch: Stretch) -> Iterator[Fact]:
    """One fact a person. Spaces part names, or set a name of two characters wide."""
    text = stretch.names.text
    text = re.sub(r"(?<![\u4e00-\u9fff])([\u4e00-\u9fff])[ \u3000]+([\u4e00-\u9fff])(?![\u4e00-\u9fff])", r"\1\2", text)
    for name in re.split(r"[、，,；;。/\s\u3000]+", re.sub(r"[（(][^）)]*[）)]", "", text)):
        name = POST.sub("", re.sub(r"等$", "", name))
        if re.fullmatch(r"[\u4e00-\u9fff]{2,4}|[\u4e00-\u9fff]{1,10}(?:·[\u4e00-\u9fff]{1,10})+|[\u4e00-\u9fff]{5,8}", name):
            yield _fact(task, "lead_official", name, stretch)


def _units(task: Task, stretch: Stretch, legend: Legend, bold: tuple[Span, ...]) -> Iterator[Fact]:
    """One fact a unit, with the role its label, its verb or the legend gives it."""
    legend_words = load_roles().legends["sentence"]
    text = stretch.names.text
    level = ""
    place = 0
    for a, b in split_names(text):
        name = re.sub(r"\s+", "", text[a:b]) if "\n" not in text[a:b] else text[a:b].replace("\n", "")
        if not name or legend_words.fullmatch(name) or name in ("下同", "等") or len(name) < 2:
            continue
        if level_of(name) and is_unit(name):
            level = level_of(name)
        elif level and BARE.match(name) and not is_collective(name) and is_unit(name) and load_departments().is_department(name):
            name = level + name
        yield _fact(task, _role(stretch, legend, bold, stretch.names.span(a, b), place), name, stretch)
        place += 1


def _role(stretch: Stretch, legend: Legend, bold: tuple[Span, ...], span: Span, place: int) -> str:
    if stretch.role != "responsible_unit":
        return stretch.role
    if legend.bold:
        return legend.bold if _is_bold(bold, span) else legend.plain
    if legend.first:
        return legend.first if place == 0 else legend.others or stretch.role
    return stretch.role


def _fact(task: Task, role: str, agent: str, stretch: Stretch) -> Fact:
    whole = stretch.whole
    confidence = "contextual" if stretch.rule == "assignment:bare" else "explicit"
    return Fact("assignments", {"task": task.number, "role": role, "agent": agent}, whole.span(0, len(whole.text)), stretch.rule, confidence, section=task.section, task=task.number)


def unread(document: Document) -> Iterator[Note]:
    """Tasks of a breakdown that name nobody, and tails whose names are not formed like units."""
    answered = {task.number for task in document.tasks if task.tails}
    for task in document.tasks:
        if answered and not task.tails and not any(number.startswith(task.number) for number in answered):
            yield Note(NoteKind.SKIPPED, document.source.name, f"task {task.number} names nobody who answers for it", task.span)
        for tail in task.tails:
            for stretch in stretches(tail):
                if stretch.role in ("", "lead_official"):
                    continue
                for a, b in split_names(stretch.names.text):
                    name = stretch.names.text[a:b]
                    if not is_unit(re.sub(r"\s", "", name)) and not load_roles().legends["sentence"].fullmatch(name):
                        yield Note(NoteKind.AMBIGUOUS, document.source.name, f"task {task.number}: “{name}” is not formed like a unit's name", stretch.names.span(a, b))
