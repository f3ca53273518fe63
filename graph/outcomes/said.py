"""What one document says that can be promised or reported: all that matching keeps of it.

It holds figures, works and titles with the words around them, and neither the text nor its blocks, so that
the documents of a jurisdiction can be set against each other without reading them again.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TypeVar

from graph.model import Document, Fact, Period, Reading
from graph.outcomes import events, relative, unread, works, yearly
from graph.outcomes.figures import Figure, figure
from graph.outcomes.surroundings import Surroundings
from graph.outcomes.works import Work

Money = tuple[Fact, Work]
Placed = TypeVar("Placed", Figure, Work, events.Title)


@dataclass(frozen=True)
class Said:
    """One document, ready to be matched. `document` has its head and no text."""

    document: Document
    figures: tuple[Figure, ...]  # every figure the text has
    ahead: tuple[Figure, ...]  # targets that do not stand in a review
    relatives: tuple[Fact, ...]  # targets measured by another indicator
    money: tuple[Money, ...]  # what projects are to take in the year
    spent: tuple[Money, ...]  # what they are reported to have taken
    intended: tuple[Work, ...]  # works promised, not in a review
    planned: tuple[Work, ...]
    done: tuple[Work, ...]
    sought: tuple[events.Title, ...]  # titles striven for, not in a review
    again: tuple[events.Title, ...]
    held: tuple[events.Title, ...]


def promised(reading: Reading) -> tuple[Fact, ...]:
    """The targets that extraction leaves unread: rules `unread-stage`, `unread-money`, `relative`."""
    document = reading.document
    return (*unread.promises(document, reading.facts), *relative.promises(document))


def say(reading: Reading, added: Iterable[Fact] = ()) -> Said:
    """What a document says. `added` are the facts that `promised` found in it."""
    document, stem = reading.document, stem_of(reading.document)
    light, around = without_text(document), Surroundings(document)
    more = [fact for fact in added if fact.rule != relative.RULE]
    ahead = [*(fact for fact in reading.facts if around.period(fact) is not Period.REVIEW), *more]
    every = [*reading.facts, *more]
    read = {id(f): replace(figure(f, around), document=light) for f in every if f.view == "indicators"}
    aims = [read[id(f)] for f in ahead if f.view == "indicators" and f.values["kind"] == "target"]
    money = yearly.spent(document, reading.facts, stem, reported=False)
    spent = yearly.spent(document, reading.facts, stem, reported=True)
    return Said(
        light,
        tuple(read[id(f)] for f in reading.facts if f.view == "indicators"),
        tuple(aims),
        tuple(fact for fact in added if fact.rule == relative.RULE),
        tuple((f, replace(w, document=light)) for f, w in money if around.period(f) is not Period.REVIEW),
        tuple((f, replace(w, document=light)) for f, w in spent if around.period(f) is not Period.PLAN),
        tuple(_placed(works.works(document, ahead, "aim", stem), light)),
        tuple(_placed(works.works(document, reading.facts, "aim", stem), light)),
        tuple(_placed(works.works(document, reading.facts, "done", stem), light)),
        tuple(_placed(events.titles(document, ahead, "pursues"), light)),
        tuple(_placed(events.titles(document, reading.facts, "pursues"), light)),
        tuple(_placed(events.titles(document, reading.facts, "attained"), light)),
    )


def _placed(things: Iterable[Placed], document: Document) -> Iterator[Placed]:
    return (replace(thing, document=document) for thing in things)


def without_text(document: Document) -> Document:
    """A document's head alone."""
    source = replace(document.source, text="", bold=(), tables=(), notes=())
    return replace(document, source=source, blocks=(), sections=(), tasks=(), glossary=(), notes=())


def head(document: Document, name: str) -> str:
    attribute = document.head.get(name)
    return attribute.value if attribute else ""


def stem_of(document: Document) -> str:
    """The place's name without its class: 青溪 of 青溪县."""
    name = head(document, "region")
    return name[:-1] if len(name) > 2 else name
