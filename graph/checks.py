"""What is wrong with a graph, in plain words.

Two kinds of check live beside the ontology: `shapes.ttl` says what a single node looks like (SHACL,
run by pyshacl), and each file of `checks/` asks one question of the whole graph (SPARQL, run by
Oxigraph). Both end as a `Problem` that names the thing and says what to do.
"""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pyoxigraph as ox
    import rdflib

PG = "https://policy-graph.example/ontology#"
OA = "http://www.w3.org/ns/oa#"
# Properties whose values name a node, best first, each with the one shown before it.
NAMED_BY = {
    "http://www.w3.org/2004/02/skos/core#prefLabel": "",
    "http://purl.org/dc/terms/title": PG + "number",
    "http://www.w3.org/2000/01/rdf-schema#label": PG + "number",
    PG + "fileName": "",
    OA + "exact": "",
    PG + "attributeValue": PG + "attribute",
}
# Properties that lead from a node without a name to where its words are.
FOUND_AT = (
    PG + "firstEntity",
    PG + "evidence",
    OA + "hasSelector",
    PG + "targetFact",
    PG + "corrects",
    PG + "upperFact",
    "http://purl.org/dc/terms/source",
)
# Links that say where a thing is, not what it is.
NOT_TELLING = {
    PG + "jurisdiction",
    PG + "statedIn",
    "http://purl.org/dc/terms/publisher",
    "http://purl.org/dc/terms/spatial",
}
WORDS = {"zh": {"error": "错误", "warning": "警告"}, "en": {"error": "error", "warning": "warning"}}
LONGEST_LABEL = 40


class CheckError(ValueError):
    """A file of `checks/` does not say what it checks."""


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing that is wrong."""

    severity: str  # error | warning
    check: str  # a shape with its property, or a file of checks/
    focus: str  # the IRI of the thing
    label: str  # what a person calls it
    message_zh: str
    message_en: str


@dataclass(frozen=True, slots=True)
class Check:
    """A file of `checks/`: a query whose rows are problems."""

    name: str
    severity: str
    problem_zh: str
    problem_en: str
    remedy_zh: str
    remedy_en: str
    query: str


def validate(store: "ox.Store", ontology: Path) -> list[Problem]:
    """Everything that is wrong with the graph, errors first."""
    return sorted({*shape_problems(store, ontology), *check_problems(store, ontology / "checks")})


def render(problem: Problem, language: str = "zh") -> str:
    """A problem as one plain line.

    >>> render(Problem("error", "TaskShape pg:text", "https://x.example/task/1", "17", "任务应有正文", "A task needs text"))
    '错误：17：任务应有正文 [TaskShape pg:text] <https://x.example/task/1>'
    """
    message = problem.message_zh if language == "zh" else problem.message_en
    mark = "：" if language == "zh" else ": "
    word = WORDS[language][problem.severity]
    return f"{word}{mark}{problem.label}{mark}{message} [{problem.check}] <{problem.focus}>"


# -- questions: checks/*.rq


def load_check(path: Path) -> Check:
    """A check from its file; the comment on top names problem, remedy and severity."""
    query = path.read_text(encoding="utf-8")
    head = {}
    for line in query.splitlines():
        if not line.startswith("#"):
            break
        key, _, value = line.removeprefix("# ").replace("：", ":", 1).partition(":")
        head[key] = value.strip()
    missing = [key for key in ("问题", "补救", "Problem", "Remedy", "Severity") if not head.get(key)]
    if missing or head["Severity"] not in WORDS["en"]:
        raise CheckError(f"{path.name}: the comment on top lacks {'、'.join(missing) or 'a known severity'}")
    words = (head["问题"], head["Problem"], head["补救"], head["Remedy"])
    return Check(path.stem, head["Severity"], *words, query)


def check_problems(store: "ox.Store", folder: Path) -> Iterator[Problem]:
    """The rows of every query in the folder."""
    for path in sorted(folder.glob("*.rq")):
        check = load_check(path)
        rows: Any = store.query(check.query, use_default_graph_as_union=True)
        has_detail = "detail" in [variable.value for variable in rows.variables]
        for row in rows:
            detail = row["detail"].value if has_detail and row["detail"] else ""
            yield Problem(
                check.severity,
                check.name,
                row["focus"].value,
                label_of(store, row["focus"]),
                f"{with_value(check.problem_zh, detail, 'zh')}。{check.remedy_zh}",
                f"{with_value(check.problem_en, detail, 'en')}. {check.remedy_en}",
            )


# -- shapes: shapes.ttl


def shape_problems(store: "ox.Store", ontology: Path) -> Iterator[Problem]:
    """What SHACL finds in the union of all graphs."""
    import pyoxigraph as ox
    import pyshacl
    import rdflib
    from rdflib import SH

    shapes = rdflib.Graph().parse(ontology / "shapes.ttl", format="turtle")
    names = lift_targets(shapes)
    with quiet("rdflib.term", "pyshacl"):
        data = graph_for(store, ontology, shapes)
        _, report, _ = pyshacl.validate(data, shacl_graph=shapes, inference="none", inplace=True)
    for result in report.subjects(SH.focusNode):
        focus, value = report.value(result, SH.focusNode), report.value(result, SH.value)
        if isinstance(focus, rdflib.Literal):  # the shape starts from a value; the thing is at the other end
            focus, value = value, None
        messages = {m.language: str(m) for m in report.objects(result, SH.resultMessage)}
        shown = "" if value is None or value == focus else short(store, value)
        iri = str(focus)
        yield Problem(
            "warning" if report.value(result, SH.resultSeverity) == SH.Warning else "error",
            names.get(report.value(result, SH.sourceShape), ""),
            iri,
            label_of(store, ox.BlankNode(iri) if isinstance(focus, rdflib.BNode) else ox.NamedNode(iri)),
            with_value(messages.get("zh", ""), shown, "zh"),
            with_value(messages.get("en", ""), shown, "en"),
        )


def lift_targets(shapes: "rdflib.Graph") -> dict[Any, str]:
    """Give each property shape its node shape's classes as its own targets, and name it.

    The result is the same; but pyshacl walks a shape that has targets once for all its nodes, and a
    property shape inside a node shape once for each: five times slower on a graph of ours.
    """
    import rdflib
    from rdflib import SH

    names: dict[Any, str] = {}
    for shape, part in sorted(shapes.subject_objects(SH.property)):
        path = shapes.value(part, SH.path)
        names[shape] = local_name(str(shape))
        property_ = path.n3(shapes.namespace_manager) if isinstance(path, rdflib.URIRef) else ""
        names[part] = f"{names[shape]} {property_}".strip()
        targets = list(shapes.objects(shape, SH.targetClass))
        if targets:
            shapes.remove((shape, SH.property, part))
        for target in targets:
            shapes.add((part, SH.targetClass, target))
    return names


def graph_for(store: "ox.Store", ontology: Path, shapes: "rdflib.Graph") -> "rdflib.Graph":
    """What the shapes look at: their properties, the types, and which class is above which."""
    import pyoxigraph as ox
    import rdflib
    from rdflib import RDF, RDFS, SH

    terms: dict[Any, Any] = {}

    def convert(term: Any) -> Any:
        if term not in terms:
            terms[term] = to_rdflib(term)
        return terms[term]

    data = rdflib.Graph(store=index_store())
    looked_at = {
        RDF.type,
        *(o for p in (SH.path, SH.lessThan, SH.inversePath) for o in shapes.objects(None, p)),
    }
    for predicate in looked_at:
        if isinstance(predicate, rdflib.URIRef):
            for quad in store.quads_for_pattern(None, ox.NamedNode(str(predicate)), None):
                data.store.add((convert(quad.subject), predicate, convert(quad.object)), data)
    classes = rdflib.Graph().parse(ontology / "policy.ttl", format="turtle")
    for triple in classes.triples((None, RDFS.subClassOf, None)):
        data.add(triple)
    return data


def index_store() -> Any:
    """A store for rdflib that only grows and is only looked up by subject or by property.

    rdflib's own store spends most of the time on graphs within graphs, which SHACL has no use for; and
    Oxigraph's hands out strings that rdflib holds to differ from the plain ones of an sh:in.
    """
    from rdflib.store import Store

    class Index(Store):
        context_aware = True
        graph_aware = True

        def __init__(self) -> None:
            super().__init__()
            self.by_subject: dict[Any, dict[Any, dict[Any, None]]] = {}
            self.by_property: dict[Any, dict[Any, dict[Any, None]]] = {}
            self.size = 0  # pyshacl asks for it with every violation

        def add(self, triple: Any, context: Any, quoted: bool = False) -> None:
            subject, predicate, object_ = triple
            objects = self.by_subject.setdefault(subject, {}).setdefault(predicate, {})
            self.size += object_ not in objects
            objects[object_] = None
            self.by_property.setdefault(predicate, {}).setdefault(object_, {})[subject] = None

        def add_graph(self, graph: Any) -> None:
            pass  # pyshacl declares a default graph; there is only one

        def triples(self, triple_pattern: Any, context: Any = None) -> Iterator[tuple[Any, Any]]:
            subject, predicate, object_ = triple_pattern
            if subject is not None:
                row = self.by_subject.get(subject, {})
                for p in row if predicate is None else [predicate]:
                    objects = row.get(p, {})
                    for o in objects if object_ is None else [object_] if object_ in objects else []:
                        yield (subject, p, o), iter(())
                return
            for p in self.by_property if predicate is None else [predicate]:
                column = self.by_property.get(p, {})
                for o in column if object_ is None else [object_]:
                    for s in column.get(o, {}):
                        yield (s, p, o), iter(())

        def __len__(self, context: Any = None) -> int:
            return self.size

    return Index()


def to_rdflib(term: Any) -> Any:
    """A term of Oxigraph as a term of rdflib."""
    import pyoxigraph as ox
    import rdflib

    if isinstance(term, ox.NamedNode):
        return rdflib.URIRef(term.value)
    if isinstance(term, ox.BlankNode):
        return rdflib.BNode(term.value)
    if term.language:
        return rdflib.Literal(term.value, lang=term.language)
    if term.datatype.value == str(rdflib.XSD.string):
        return rdflib.Literal(term.value)
    return rdflib.Literal(term.value, datatype=rdflib.URIRef(term.datatype.value))


# -- words


def label_of(store: "ox.Store", node: Any) -> str:
    """What a person calls a node: its label, its words, or the names of what it links."""
    import pyoxigraph as ox

    def first(subject: Any, iri: str) -> Any:
        found = sorted((q.object for q in store.quads_for_pattern(subject, ox.NamedNode(iri), None)), key=str)
        return found[0] if found else None

    if isinstance(node, ox.Literal):
        return cut(node.value)
    there, seen = node, set()
    while there and there not in seen and not isinstance(there, ox.Literal):
        seen.add(there)
        for property_, before in NAMED_BY.items():
            if label := first(there, property_):
                number = first(there, before) if before else None
                return cut(f"{number.value} {label.value}" if number else label.value)
        there = next((step for iri in FOUND_AT if (step := first(there, iri))), None)
    linked = {
        q.object for q in store.quads_for_pattern(node, None, None) if q.predicate.value not in NOT_TELLING
    } - {node}
    entities = [other for other in linked if isinstance(other, ox.NamedNode)]
    names = sorted({label.value for other in entities if (label := first(other, next(iter(NAMED_BY))))})
    return cut("、".join(names) or local_name(node.value))


def short(store: "ox.Store", value: Any) -> str:
    """A value as a message shows it."""
    import pyoxigraph as ox
    import rdflib

    if isinstance(value, rdflib.URIRef):
        return label_of(store, ox.NamedNode(str(value)))
    return cut(str(value))


def with_value(message: str, value: str, language: str) -> str:
    """A message with the value that broke the rule.

    >>> with_value("The status is done or aim", "maybe", "en")
    'The status is done or aim (here: maybe)'
    """
    if not value:
        return message
    return f"{message}（现为：{value}）" if language == "zh" else f"{message} (here: {value})"


def cut(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= LONGEST_LABEL else line[: LONGEST_LABEL - 1] + "…"


def local_name(iri: str) -> str:
    """The last part of an IRI.

    >>> local_name("https://policy-graph.example/ontology#TaskShape")
    'TaskShape'
    """
    return iri.rstrip("/#").replace("#", "/").rpartition("/")[2]


@contextmanager
def quiet(*loggers: str) -> Iterator[None]:
    """Keep libraries from logging what we report ourselves."""
    kept = {name: logging.getLogger(name).level for name in loggers}
    try:
        for name in loggers:
            logging.getLogger(name).setLevel(logging.CRITICAL)
        yield
    finally:
        for name, level in kept.items():
            logging.getLogger(name).setLevel(level)
