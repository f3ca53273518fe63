"""A tail cut by its roles: labels with colons, lists closed by a verb, cells under a labelled column."""

from collections.abc import Iterator
from dataclasses import dataclass

from graph.lexicon.roles import load_roles
from graph.model import Passage, Tail
from graph.structure.names import BESIDE, only_units, split_names, without_verb
from graph.structure.tails import SUBJECT, is_clause_of_units


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of a tail that has one role: the whole of it is the evidence."""

    role: str  # "" for a deadline
    label: str
    names: Passage
    whole: Passage
    rule: str


def stretches(tail: Tail) -> Iterator[Stretch]:
    """The stretches of a tail that give a role or a deadline, in order."""
    roles = load_roles()
    passage = tail.passage
    if tail.label and not roles.label.match(passage.text):
        role = roles.role_of(tail.label)
        if role or roles.is_deadline(tail.label):
            yield from _of_label(passage, passage, tail.label, role or "", "assignment:column")
        return
    labels = list(roles.label.finditer(passage.text)) or list(roles.spaced_label.finditer(passage.text))
    if not labels:
        yield from _by_verbs(passage)
        return
    if only_units(without_verb(passage.text[: labels[0].start()].strip("，,；;。 "))[0]):
        yield from _by_verbs(passage.slice(0, labels[0].start()))
    for match, following in zip(labels, [*labels[1:], None], strict=True):
        label = match["label"] or match["bracketed"]
        stop = following.start() if following else len(passage.text)
        end = max(match.end(), _list_end(passage.text[:stop], match.end()))
        whole = passage.slice(match.start(), end)
        role = roles.role_of(label) or ""
        if role or roles.is_deadline(label):
            yield from _of_label(passage.slice(match.end(), end), whole, label, role, "assignment:label")


def _list_end(text: str, start: int) -> int:
    """Where a label's list ends: at a full stop, unless more units come behind it."""
    stop = text.find("。", start)
    if stop >= 0 and not only_units(text[stop + 1 :]):
        text = text[:stop]
    return len(text.rstrip("。；;，,、 \u3000\n【[〔（("))


def _of_label(names: Passage, whole: Passage, label: str, role: str, rule: str) -> Iterator[Stretch]:
    """A label's list: its verbs are read only where they give it roles of their own (…牵头，…配合)."""
    inner = {without_verb(names.text[a:b])[1] for a, b in split_names(names.text)} - {"", role}
    if role and role != "lead_official" and inner and is_clause_of_units(names.text):
        cut = _before_first_group(names.text)
        if cut:
            listed = names.slice(0, cut)
            yield Stretch(role, label, listed, whole.slice(0, len(whole.text) - len(names.text) + cut), rule)
        yield from _by_verbs(names.slice(cut, len(names.text)))
        return
    last = split_names(names.text)[-1:]
    if last and role and role != "lead_official":
        name, verb = without_verb(names.text[slice(*last[0])])
        if verb and name:
            names = names.slice(0, last[0][0] + len(name))
    yield Stretch(role, label, names, whole, rule)


def _before_first_group(text: str) -> int:
    """Where the names end that stand before the group of the first verb: 县发改局，|县财政局、县住建局配合."""
    first = next(a for a, b in split_names(text) if without_verb(text[a:b])[1])
    return len(
        text[: max((text.rfind(mark, 0, first) for mark in "，,；;"), default=-1) + 1].rstrip("，,；; ")
    )


def _by_verbs(passage: Passage) -> Iterator[Stretch]:
    """Lists closed by a verb; a list without one has the role of the next that has; bare units answer."""
    text = passage.text
    start = SUBJECT.match(text.lstrip("，,；;、 ")).end()  # type: ignore[union-attr]
    start += len(text) - len(text.lstrip("，,；;、 "))
    first = -1
    for a, b in split_names(text[start:]):
        a, b = a + start, b + start
        first = a if first < 0 else first
        name, role = without_verb(text[a:b])
        if role == BESIDE:
            first = -1
        elif role:
            verb = text[a + len(name) : b]
            yield Stretch(
                role, verb, passage.slice(first, a + len(name)), passage.slice(first, b), "assignment:verb"
            )
            first = -1
    if first >= 0:
        rest = passage.slice(first, first + len(text[first:].rstrip("。；;，,、 \u3000\n")))
        yield Stretch("responsible_unit", "", rest, rest, "assignment:bare")
