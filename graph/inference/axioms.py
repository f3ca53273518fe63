"""Step 6b, first half: what the ontology's axioms come to, worked out once for the whole graph."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pyoxigraph import NamedNode, RdfFormat, parse

from graph.rdf.names import RDFS
from graph.resources import ontology_folder

OWL = "http://www.w3.org/2002/07/owl#"
LEFT_OUT = Path(__file__).with_name("left_out.toml")

Step = tuple[str, bool]  # a property, and whether it leads the other way


@dataclass(frozen=True, slots=True)
class Axioms:
    """What follows from one statement.

    `properties` leads from a property to those that hold as well, (property, other way round); `classes` from a class
    to all above it. Both are closed: nothing follows from what they give. Both are in order. `version` is the IRI of the
    ontology's version, empty where it names none.
    """

    properties: Mapping[str, tuple[Step, ...]]
    classes: Mapping[str, tuple[str, ...]]
    version: str = ""


@cache
def load_axioms(ontology: Path | None = None) -> Axioms:
    """The axioms of policy.ttl, without those that left_out.toml names.

    >>> [name.rpartition("#")[2] for name, _ in load_axioms().properties["https://policy-graph.example/ontology#hasLeadUnit"]]
    ['answeredBy', 'answersFor']
    """
    path = (ontology or ontology_folder()) / "policy.ttl"
    triples = [
        (t.subject.value, t.predicate.value, t.object.value)
        for t in parse(path=str(path), format=RdfFormat.TURTLE)
        if isinstance(t.subject, NamedNode) and isinstance(t.object, NamedNode)
    ]
    return axioms_of(triples, left_out())


def left_out() -> dict[str, str]:
    """The properties and classes that are not materialised, and what to ask instead."""
    terms = tomllib.loads(LEFT_OUT.read_text(encoding="utf-8"))["term"]
    return {term["iri"]: term["ask"] for term in terms}


def axioms_of(triples: Iterable[tuple[str, str, str]], without: Iterable[str] = ()) -> Axioms:
    """The axioms among some triples.

    An inverse of a super-property follows from the property too:

    >>> sub, inverse = "http://www.w3.org/2000/01/rdf-schema#subPropertyOf", "http://www.w3.org/2002/07/owl#inverseOf"
    >>> axioms_of([("leads", sub, "answers"), ("answers", inverse, "answered")]).properties["leads"]
    (('answered', True), ('answers', False))
    """
    properties: dict[Step, set[Step]] = {}
    classes: dict[Step, set[Step]] = {}
    version = ""
    for subject, predicate, object_ in triples:
        if predicate == RDFS + "subPropertyOf":
            for turned in (False, True):
                properties.setdefault((subject, turned), set()).add((object_, turned))
        elif predicate == OWL + "inverseOf":
            for one, other in ((subject, object_), (object_, subject)):
                for turned in (False, True):
                    properties.setdefault((one, turned), set()).add((other, not turned))
        elif predicate == RDFS + "subClassOf":
            classes.setdefault((subject, False), set()).add((object_, False))
        elif predicate == OWL + "versionIRI":
            version = object_
    unwanted = set(without)
    return Axioms(
        {
            name: tuple(sorted(step for step in reached if step[0] not in unwanted))
            for (name, turned), reached in sorted(_closed(properties).items())
            if not turned
        },
        {
            name: tuple(sorted(above for above, _ in reached if above not in unwanted))
            for (name, _), reached in sorted(_closed(classes).items())
        },
        version,
    )


def _closed(steps: Mapping[Step, set[Step]]) -> dict[Step, set[Step]]:
    """All that can be reached from each, itself left out."""
    closed = {}
    for start in steps:
        reached: set[Step] = set()
        ahead = [start]
        while ahead:
            new = steps.get(ahead.pop(), set()) - reached
            reached |= new
            ahead += new
        closed[start] = reached - {start}
    return closed
