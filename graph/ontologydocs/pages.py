"""From the ontology to its pages: one a language, each with every term under the anchor that its IRI ends in."""

import base64
import hashlib
import re
import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup
from pyoxigraph import Store

from graph.errors import UserError
from graph.ontologydocs.diagram import draw, href, load_plans
from graph.ontologydocs.queries import FOLDERS, Query, read_queries
from graph.ontologydocs.samples import Samples, read_samples
from graph.ontologydocs.shapes import Part, Rule, read_rules
from graph.ontologydocs.terms import PROPERTIES, Ontology, Term, read_ontology
from graph.ontologydocs.triples import LANGUAGES, in_language
from graph.resources import ontology_folder

HERE = Path(__file__).parent
FILES = {"zh": "index.html", "en": "en.html"}
COPIES = ("policy.ttl", "shapes.ttl")
GENERATOR = "policy-graph ontology"
WEB = re.compile(r"https?://", re.IGNORECASE)


class DocumentationError(UserError):
    """The folder holds something that is not documentation of ours."""


@dataclass(frozen=True)
class Asked:
    """A row of a class's table: a property it has, and a rule for it if there is one."""

    property: str  # "" for the thing itself
    source: str  # the class that says so
    rule: Rule | None


def write_ontology_pages(
    folder: Path, *, ontology: Path | None = None, examples: Store | None = None
) -> list[str]:
    """Writes the documentation into a folder; the names of its files, index.html first.

    `ontology` is the folder of policy.ttl, shapes.ttl, views/, questions/, checks/ and versions/, by default ours;
    `examples` a graph of real data, by default none. The same input gives the same bytes.

    Raises DocumentationError if the folder holds what this function did not write, OSError, SyntaxError or ShapeError
    if the ontology or its shapes cannot be read.
    """
    source = ontology or ontology_folder()
    _refuse_foreign(folder)
    texts = {name: (source / name).read_text(encoding="utf-8") for name in COPIES}
    read = read_ontology(source)
    rules = read_rules(source / "shapes.ttl")
    queries = read_queries(source, read.prefixes)
    samples = read_samples(examples, read) if examples else {}
    pages = {FILES[lang]: render(read, rules, queries, samples, lang) for lang in LANGUAGES}
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in {**pages, **texts}.items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")
    return [*pages, *texts]


def _refuse_foreign(folder: Path) -> None:
    if not folder.exists():
        return
    if not folder.is_dir():
        raise DocumentationError(f"{folder} is a file; name a folder")
    index = folder / FILES["zh"]
    if any(folder.iterdir()) and not (index.is_file() and _ours(index)):
        raise DocumentationError(f"{folder} is not empty and holds no ontology pages; name another folder")


def _ours(index: Path) -> bool:
    with index.open("rb") as file:
        return f'<meta name="generator" content="{GENERATOR}">'.encode() in file.read(2000)


def render(
    ontology: Ontology,
    rules: Sequence[Rule],
    queries: Sequence[Query],
    samples: Mapping[str, Samples],
    language: str,
) -> str:
    """The page of a language."""
    environment = Environment(
        loader=FileSystemLoader(HERE / "templates", encoding="utf-8"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    page = _Page(ontology, rules, queries, language)
    style = (HERE / "templates" / "style.css").read_text(encoding="utf-8").replace("\r\n", "\n")
    words = _words()[language]
    other = next(name for name in LANGUAGES if name != language)
    plans = load_plans()
    return environment.get_template("page.html.j2").render(
        o=ontology,
        w=words,
        page=page,
        lang=language,
        other=other,
        files=FILES,
        generator=GENERATOR,
        samples=samples,
        queries={folder: [q for q in queries if q.folder == folder] for folder in FOLDERS},
        diagrams=[
            (plan.id, in_language(plan.titles, language), Markup(svg))
            for plan in plans
            if (svg := draw(plan, ontology, rules, language))
        ],
        style=Markup(style),
        style_hash="sha256-" + base64.b64encode(hashlib.sha256(style.encode()).digest()).decode(),
        tr=lambda texts: in_language(texts, language),
        fill=_fill,
        href=href,
    )


@cache
def _words() -> dict[str, Any]:
    return tomllib.loads((HERE / "words.toml").read_text(encoding="utf-8"))


def _fill(words: str, *values: object) -> str:
    """Words with each {} filled; what is filled in may hold braces.

    >>> _fill("{} to {}", 1, "{}")
    '1 to {}'
    """
    pieces = words.split("{}")
    return "".join(piece + str(value) for piece, value in zip(pieces, (*values, ""), strict=True))


class _Page:
    """What the template asks for."""

    def __init__(
        self, ontology: Ontology, rules: Sequence[Rule], queries: Sequence[Query], language: str
    ) -> None:
        self._ontology, self._rules, self._language = ontology, rules, language
        self._queries = queries
        self._touching: dict[str, set[str]] = {}
        for term in ontology.of_kind(*PROPERTIES):
            for cls in (*ontology.domain_of(term), *ontology.range_of(term)):
                self._touching.setdefault(cls, set()).add(term.iri)

    # -- terms

    def groups(self) -> list[tuple[str, str, list[Term], list[Term], list[Term]]]:
        """(id, title, classes, properties, lists of values), topic by topic."""
        titles = [
            (topic.number, in_language(topic.titles, self._language)) for topic in self._ontology.topics
        ]
        known = {number for number, _ in titles}
        if any(term.topic not in known for term in self._ontology.terms.values()):
            titles.append((0, _words()[self._language]["other_terms"]))
        found = []
        for number, title in titles:
            terms = [
                t for t in self._ontology.terms.values() if (t.topic if t.topic in known else 0) == number
            ]
            classes = [t for t in terms if t.kind == "class"]
            lists = [t for t in terms if t.kind == "scheme"]
            loose = [t for t in terms if t.kind == "concept" and not self._listed(t)]
            if terms:
                properties = [t for t in terms if t.is_property]
                found.append((f"/topic/{number}", title, classes, properties, [*lists, *loose]))
        return found

    def _listed(self, concept: Term) -> bool:
        return any(iri in self._ontology.terms for iri in concept.values_from)

    def term(self, iri: str) -> Term | None:
        return self._ontology.terms.get(iri)

    def short(self, iri: str) -> str:
        spaces = [(s, p) for p, s in self._ontology.prefixes.items() if s and iri.startswith(s)]
        space, prefix = max(spaces, key=lambda found: len(found[0]), default=("", ""))
        return f"{prefix}:{iri[len(space) :]}" if space else iri

    def is_web(self, iri: str) -> bool:
        return bool(WEB.match(iri))

    def type_words(self, iri: str) -> str:
        """What a type of value is called; nothing if it is no plain one."""
        return in_language(_words()["types"].get(iri, {}), self._language)

    def own(self, kinds: Sequence[str]) -> list[Term]:
        return [term for term in self._ontology.of_kind(*kinds) if term.ours]

    def edges_for(self, term: Term) -> list[str]:
        return [t.iri for t in self._ontology.terms.values() if term.iri in t.short_for]

    def incoming(self, term: Term) -> list[str]:
        return [t.iri for t in self._ontology.of_kind("object") if term.iri in self._ontology.range_of(t)]

    def used_by(self, scheme: Term) -> list[str]:
        return [t.iri for t in self._ontology.terms.values() if t.is_property and scheme.iri in t.values_from]

    def domain_of(self, term: Term) -> list[str]:
        return self._ontology.domain_of(term)

    def range_of(self, term: Term) -> list[str]:
        return self._ontology.range_of(term)

    def new(self) -> list[Term]:
        """The terms that this version has and none before it; none where no earlier version is known."""
        ours = [term for term in self._ontology.terms.values() if term.ours]
        versions = {term.since for term in ours}
        return [t for t in ours if t.since == self._ontology.version] if len(versions) > 1 else []

    def deprecated(self) -> list[Term]:
        return [term for term in self._ontology.terms.values() if term.deprecated]

    # -- shapes

    def asked(self, cls: Term) -> list[Asked]:
        """What is asked of a class, its own first, then what it has from the classes above."""
        rows: list[Asked] = []
        for source in [cls.iri, *self._ontology.up(cls.iri)]:
            rules = [rule for rule in self._rules if source in rule.targets]
            rows += [Asked(rule.path, source, rule) for rule in rules]
            seen = {row.property for row in rows}
            rows += [
                Asked(term.iri, source, None)
                for term in self._ontology.terms.values()
                if term.is_property
                and source in self._ontology.domain_of(term)
                and term.iri not in seen
                and not term.is_inverse
            ]
        return rows

    def rules_for(self, term: Term) -> list[Rule]:
        """The rules about a property, and those that begin from one of its values."""
        return [rule for rule in self._rules if rule.path == term.iri and (rule.targets or rule.when)]

    def how_many(self, rule: Rule | None) -> str:
        words = _words()[self._language]
        least, most = (rule.least, rule.most) if rule else (0, None)
        named = {(1, 1): "one", (0, 1): "at_most_one", (1, None): "at_least_one", (0, None): "any"}
        if (least, most) in named:
            return str(words[named[least, most]])
        if most is None:
            return _fill(words["at_least"], least)
        return _fill(words["between"], least, most) if least else _fill(words["at_most"], most)

    def value_words(self, part: Part) -> str:
        """The words of a part that has a plain value or none."""
        words = _words()[self._language]
        if part.word == "min_length" and part.value == "1":
            return str(words["not_empty"])
        found = words[part.word]
        return _fill(found, part.value) if "{}" in found else str(found)

    def halves(self, part: Part) -> list[str]:
        """The words before and after the term of a part."""
        word = {"class": "class_is", "datatype": "datatype_is"}.get(part.word, part.word)
        return str(_words()[self._language][word]).split("{}")

    def concept(self, property_: str, value: str) -> Term | None:
        """The entry of a list of values that a property's value is."""
        term = self.term(property_)
        schemes = [s for iri in (term.values_from if term else []) if (s := self.term(iri))]
        found = [
            c for scheme in schemes for iri in scheme.values if (c := self.term(iri)) and c.notation == value
        ]
        return found[0] if found else None

    # -- queries

    def queries_with(self, term: Term) -> list[tuple[str, list[Query]]]:
        """(folder, queries that use the term; for a class also those that use a property from or to it)."""
        wanted = {term.iri, *self._touching.get(term.iri, ())}
        using = [(folder, self._in(folder, lambda q: not wanted.isdisjoint(q.terms))) for folder in FOLDERS]
        return [(folder, found) for folder, found in using if found]

    def _in(self, folder: str, chosen: Callable[[Query], bool]) -> list[Query]:
        return [query for query in self._queries if query.folder == folder and chosen(query)]

    def terms_of(self, query: Query) -> list[str]:
        """The terms that a query uses, in the ontology's order."""
        return [iri for iri in self._ontology.terms if iri in query.terms]
