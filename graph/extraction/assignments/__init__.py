"""Who answers for a task: roles and agents out of its printed tails (view `assignments`).

A tail is read as the genre prints it: labels with colons (牵头单位：…；配合单位：…), lists closed by a verb
(市发改委牵头，市财政局配合), cells under a labelled column. A legend that says what bold, or the first
place, means is applied where the means are there; where the bold is lost, nothing is guessed.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from graph.extraction.assignments.stretches import Stretch, stretches
from graph.lexicon.departments import level_of, load_departments
from graph.lexicon.people import is_official, leaders_in_heading, names_of_people
from graph.lexicon.roles import load_roles
from graph.lexicon.units import is_collective, is_unit
from graph.model import Document, Fact, Note, NoteKind, Passage, Span, Task
from graph.structure.names import NO_NAME, split_names
from graph.structure.passages import plain_number

BARE = re.compile(
    r"^(?!各|全|相关|有关|其他|驻|中|国(?!土|资|动|安))[\u4e00-\u9fff]{1,16}(?:局|委|办|厅|委员会|办公室)$"
)
MARKED = re.compile(r"[（(]\s*(?P<verb>[\u4e00-\u9fff]{2,6}?)(?:单位|部门)?\s*[）)]$")  # 县发改局（牵头）
MARKS = "★☆*＊※▲△●"
PERSON = re.compile(r"[（(][\u4e00-\u9fff]{2,3}[）)]$")  # 县工信局（郑国栋）
ZONE = re.compile(r"^(?:新区|开发区|高新区|经开区|度假区|示范区)(?=[\u4e00-\u9fff]{2,}[局委办]$)")
LISTED = re.compile(r"^(?:\d{1,2}[.．、]|[（(]\d{1,2}[）)]|[①-⑳])(?=[\u4e00-\u9fff])")  # 1.城市建设科
OF_PLACES = frozenset(["政府", "人民政府", "管委会", "管理委员会", "办事处", "党工委"])
PEOPLE = ("人", "领导")  # labels of people end so: 责任单位及责任人
HEADED = "assignment:heading"  # who answers is told over the tasks
PREAMBLE = 800  # characters: a longer paragraph explains no printing


@dataclass(frozen=True, slots=True)
class Legend:
    """What the document says its printing means. Roles are empty where it says nothing."""

    bold: str = ""
    plain: str = ""
    first: str = ""
    mark: str = ""
    others: str = ""


class Leaders(NamedTuple):
    """Those whom a heading names as the leaders of all below it, and where."""

    span: Span
    names: list[str]


class Name(NamedTuple):
    """A unit as printed in a list, without the mark (★) that may stand before it."""

    span: Span
    text: str
    marked: bool = False


def extract(document: Document) -> Iterator[Fact]:
    """The assignments of every task of a document, in order.

    `values`: task (its number), role, agent (as printed, 等 dropped; a short form in a series takes the
    level of the name before it). A deadline is a fact of its own, view `deadlines`.
    """
    legend = find_legend(document)
    said = _headings_of_leaders(document, legend)
    leaders = leaders_of(document, said)
    for task in document.tasks:
        if any(fact.task == task.number for fact in said.get(task.section, ())):
            continue  # a heading that names its leader, and nothing to do
        seen: set[tuple[str, str]] = set()
        for fact in [
            *_of_task(task, legend, document.source.bold),
            *_of_section(task, leaders.get(task.section)),
        ]:
            if fact.rule == HEADED and any(role == "lead_official" for role, _ in seen):
                continue  # it names its own
            key = (str(fact.values.get("role")), str(fact.values.get("agent")))
            if fact.view == "deadlines" or key not in seen:
                seen.add(key)
                yield fact


def _of_task(task: Task, legend: Legend, bold: tuple[Span, ...]) -> Iterator[Fact]:
    if legend.first and any(s.role == "lead_unit" for tail in task.tails for s in stretches(tail)):
        legend = Legend()  # it says itself who leads
    for tail in task.tails:
        level = ""
        for stretch in stretches(tail):
            if not stretch.role:
                yield _deadline(task, stretch)
            elif stretch.role == "lead_official":
                yield from _officials(task, stretch)
            else:
                names = list(_names(stretch.names, level))
                level = next((_level(n.text) for n in reversed(names) if _level(n.text)), level)
                units = [name for name in names if not is_official(name.text)]
                for name in names:
                    if name not in units:
                        yield from _persons(task, stretch, name.text)
                        continue
                    place = units.index(name)
                    agent, own = _own_role(name.text, stretch.label)
                    yield _fact(task, own or _role(stretch, legend, bold, name, place), agent, stretch)
                    behind = PERSON.search(name.text)
                    if behind and agent != name.text and stretch.label.endswith(PEOPLE):
                        yield from _persons(task, stretch, behind.group()[1:-1])


def leaders_of(document: Document, said: Mapping[str, Sequence[Fact]]) -> dict[str, Leaders]:
    """The leaders of the tasks of each section that its heading, or one above, names: 沈国良县长牵头重点工作.

    `said` holds what headings say that are read as tails: 李志强副县长负责.
    """
    found: dict[str, Leaders] = {}
    for section in document.sections:
        if section.id in said:
            facts = said[section.id]
            found[section.id] = Leaders(facts[0].span, [str(fact.values["agent"]) for fact in facts])
        elif named := leaders_in_heading(section.title):
            found[section.id] = Leaders(section.span, named)
        elif section.parent in found:
            found[section.id] = found[section.parent]
    return found


def _headings_of_leaders(document: Document, legend: Legend) -> dict[str, list[Fact]]:
    """What the headings say that are nothing but leaders, over tasks of their own: 一、李志强副县长负责."""
    numbers = {section.id: plain_number(section.number) for section in document.sections}
    heads = {task.section: task for task in document.tasks if numbers.get(task.section) == task.number}
    over = {task.section for task in document.tasks if task.tails and heads.get(task.section) is not task}
    found: dict[str, list[Fact]] = {}
    for section in sorted(over & heads.keys()):
        facts = list(_of_task(heads[section], legend, document.source.bold))
        if heads[section].text.text.strip():
            continue  # it is a task as well: 一、工业（牵头领导：张国强）
        if facts and all(fact.values.get("role") == "lead_official" for fact in facts):
            found[section] = facts
    return found


def _of_section(task: Task, leaders: Leaders | None) -> Iterator[Fact]:
    span, names = leaders or Leaders(task.span, [])
    for name in names:
        values: dict[str, str | float | int] = {"task": task.number, "role": "lead_official", "agent": name}
        yield Fact("assignments", values, span, HEADED, "contextual", section=task.section, task=task.number)


def _persons(task: Task, stretch: Stretch, name: str) -> Iterator[Fact]:
    """An official among the units: 副区长蓝丽红牵头. One who only supports, or is not named, gives no fact."""
    if stretch.role != "supporting_unit":
        for person in names_of_people(name):
            yield _fact(task, "lead_official", person, stretch)


def _officials(task: Task, stretch: Stretch) -> Iterator[Fact]:
    """One fact a person; under 牵头领导及单位 one a unit as well."""
    for person in names_of_people(stretch.names.text):
        yield _fact(task, "lead_official", person, stretch)
    if re.search(r"[及和与、/（(](?:[\u4e00-\u9fff]{2})?(?:单位|部门)", stretch.label):
        role = load_roles().role_of(f"{stretch.label[:2]}单位") or "responsible_unit"
        for name in _names(stretch.names, ""):
            if is_unit(name.text):
                yield _fact(task, role, name.text, stretch)


def find_legend(document: Document) -> Legend:
    """The legend in a tail, the preamble or under the title.

    It is honoured only if its means are there: bold in some tail, and plain text in some.
    """
    legends = load_roles().legends
    tails = [tail.passage for task in document.tasks for tail in task.tails]
    blocks = [b.passage for b in document.blocks if not b.task and len(b.passage.text) < PREAMBLE]
    labels = dict.fromkeys(tail.label for task in document.tasks for tail in task.tails)
    text = "\n".join([*(p.text for p in [*tails, *blocks]), *labels])
    others = next((f"{role}_unit" for role in ("supporting", "responsible") if _says(text, role)), "")
    if legends["bold"].search(text):
        names = [p.span(a, b) for p in tails for a, b in split_names(p.text) if b - a > 1]
        marked = [_is_bold(document.source.bold, name) for name in names]
        if any(marked) and not all(marked):
            return Legend(bold="lead_unit", plain=others or "supporting_unit")
    if legends["mark"].search(text):
        return Legend(mark="lead_unit", others=others)
    if legends["first"].search(text):
        return Legend(first="lead_unit", others=others)
    return Legend()


def _says(text: str, role: str) -> bool:
    legends = load_roles().legends
    return bool(legends["others_support" if role == "supporting" else "others_responsible"].search(text))


def _is_bold(bold: tuple[Span, ...], span: Span) -> bool:
    covered = sum(max(0, min(b.end, span.end) - max(b.start, span.start)) for b in bold if b.meets(span))
    return covered * 2 > span.end - span.start


def _names(names: Passage, level: str) -> Iterator[Name]:
    """The units of a list, each with the level of the one before it where its own is left out."""
    before = ""
    listed = split_names(names.text)
    dated = any(NO_NAME.search(names.text[a:b]) for a, b in listed)
    for a, b in listed:
        printed = re.sub(r"\s+", "", names.text[a:b])
        name = _without_legend(LISTED.sub("", printed.strip(MARKS)))
        if len(name) < 2 or NO_NAME.search(name) or name in ("下同", "其他", "其余"):
            continue
        if dated and not is_unit(name) and not is_official(name):
            continue  # 分三批，12月底前完成
        if _level(name) and is_unit(name):
            level = _level(name)
        elif (
            level and BARE.match(name) and not is_collective(name) and load_departments().is_department(name)
        ):
            name = level + name
        name = before = _of_the_same(before, name)
        yield Name(names.span(a, b), name, printed[0] in MARKS or printed[-1] in MARKS)


def _level(name: str) -> str:
    """The level or the zone that a unit's name begins with: 市, 新区."""
    zone = ZONE.match(name)
    return zone.group() if zone else level_of(name)


def _of_the_same(before: str, name: str) -> str:
    """A body that is named by its kind alone is of the places of the one before it.

    >>> _of_the_same("各州（市）党委", "政府"), _of_the_same("各街道党工委", "办事处"), _of_the_same("市财政局", "政府")
    ('各州（市）政府', '各街道办事处', '政府')
    """
    places = re.match(r"(?P<whose>各.+?)(?:党委|党工委|人民政府|政府)$", before)
    return f"{places['whose']}{name}" if places and name in OF_PLACES else name


def _without_legend(name: str) -> str:
    """A name without the legend in brackets behind it; nothing of what is all legend.

    >>> _without_legend("市税务局（列第一位的为牵头单位，下同）"), _without_legend("其他为协办单位")
    ('市税务局', '')
    """
    legend = load_roles().legends["sentence"]
    if legend.fullmatch(name):
        return ""
    bracket = re.search(r"[（(](?P<inner>[^（()）]*)[）)]$", name)
    if bracket and any(legend.fullmatch(part) for part in re.split(r"[，,；;。]", bracket["inner"])):
        return name[: bracket.start()]
    return name


def _own_role(name: str, label: str) -> tuple[str, str]:
    """A name and the role it has of its own: 县发改局（牵头）, a person under 责任单位及责任人."""
    if label.endswith(PEOPLE) and not is_unit(name):
        person = next(names_of_people(name), "")
        if person:
            return person, "lead_official"
    if (marked := MARKED.search(name)) and (verb := load_roles().verb.fullmatch(marked["verb"])):
        return name[: marked.start()], verb.lastgroup or ""
    behind = PERSON.search(name)
    if behind and not is_unit(behind.group()[1:-1]) and not is_collective(name):
        return name[: behind.start()], ""
    return name, ""


def _role(stretch: Stretch, legend: Legend, bold: tuple[Span, ...], name: Name, place: int) -> str:
    """What the label or the verb says; for a list of responsible units, what the legend says of the name."""
    if stretch.role != "responsible_unit":
        return stretch.role
    if legend.bold:
        return legend.bold if _is_bold(bold, name.span) else legend.plain
    if legend.mark:
        return legend.mark if name.marked else legend.others or stretch.role
    if legend.first:
        return legend.first if place == 0 else legend.others or stretch.role
    return stretch.role


def _deadline(task: Task, stretch: Stretch) -> Fact:
    return _made(task, "deadlines", {"task": task.number, "deadline": stretch.names.text.strip()}, stretch)


def _fact(task: Task, role: str, agent: str, stretch: Stretch) -> Fact:
    return _made(task, "assignments", {"task": task.number, "role": role, "agent": agent}, stretch)


def _made(task: Task, view: str, values: dict[str, str | float | int], stretch: Stretch) -> Fact:
    span = stretch.whole.span(0, len(stretch.whole.text))
    confidence = "contextual" if stretch.rule == "assignment:bare" else "explicit"
    return Fact(view, values, span, stretch.rule, confidence, section=task.section, task=task.number)


def unread(document: Document) -> Iterator[Note]:
    """Tasks of a breakdown that name nobody, and tails whose names are not formed like units."""
    answered = {task.number for task in document.tasks if task.tails}
    for task in document.tasks:
        if answered and not task.tails and not any(number.startswith(task.number) for number in answered):
            message = f"task {task.number} names nobody who answers for it"
            yield Note(NoteKind.SKIPPED, document.source.name, message, task.span)
        for tail in task.tails:
            for stretch in stretches(tail):
                if stretch.role not in ("", "lead_official"):
                    yield from _odd_names(document, task, stretch)


def _odd_names(document: Document, task: Task, stretch: Stretch) -> Iterator[Note]:
    for name in _names(stretch.names, ""):
        if not is_unit(_own_role(name.text, stretch.label)[0]):
            message = f"task {task.number}: “{name.text}” is not formed like a unit's name"
            yield Note(NoteKind.AMBIGUOUS, document.source.name, message, name.span)
