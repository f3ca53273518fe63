"""policy.ttl: it can be read, every term has its words in both languages, and nothing undeclared is used."""

import re
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from rdflib import OWL, RDF, RDFS, SH, SKOS

ONTOLOGY = Path(__file__).parents[2] / "ontology"
PG = rdflib.Namespace("https://policy-graph.example/ontology#")
GRAPH = rdflib.Graph().parse(ONTOLOGY / "policy.ttl")
SHAPES = rdflib.Graph().parse(ONTOLOGY / "shapes.ttl")
TERM_TYPES = {
    OWL.Class,
    OWL.ObjectProperty,
    OWL.DatatypeProperty,
    OWL.AnnotationProperty,
    SKOS.Concept,
    SKOS.ConceptScheme,
}
TERMS = sorted({s for t in TERM_TYPES for s in GRAPH.subjects(RDF.type, t)})
OURS = [term for term in TERMS if term.startswith(PG)]
QUERIES = [
    path for kind in ("views", "checks", "questions") for path in sorted(ONTOLOGY.glob(f"{kind}/*.rq"))
]
PREFIX = re.compile(r"^PREFIX (\w+): <([^>]+)>", re.MULTILINE)


def languages(term, *properties):
    return {text.language for p in properties for text in GRAPH.objects(term, p)}


def short(term):
    return term.removeprefix(PG)


def test_both_libraries_read_it_alike():
    with (ONTOLOGY / "policy.ttl").open("rb") as file:
        assert len(list(ox.parse(file, format=ox.RdfFormat.TURTLE))) == len(GRAPH)


def test_there_is_a_vocabulary():
    assert len(OURS) > 200
    assert len(TERMS) - len(OURS) > 40


@pytest.mark.parametrize("term", OURS, ids=short)
def test_each_term_has_label_and_definition_in_both_languages(term):
    assert languages(term, RDFS.label, SKOS.prefLabel) == {"zh", "en"}
    assert languages(term, SKOS.definition) == {"zh", "en"}


@pytest.mark.parametrize("term", [t for t in TERMS if t not in OURS])
def test_each_borrowed_term_has_label_and_use_in_both_languages(term):
    assert languages(term, RDFS.label) == {"zh", "en"}
    assert languages(term, SKOS.scopeNote) == {"zh", "en"}


def test_whatever_is_ours_is_declared():
    ours = {
        node for triple in GRAPH for node in triple if isinstance(node, rdflib.URIRef) and node.startswith(PG)
    }
    assert ours - set(OURS) == set()


def test_shapes_use_declared_terms_only():
    own = set(SHAPES.subjects(RDF.type, SH.NodeShape))
    used = {
        o
        for p in (SH.path, SH["class"], SH.targetClass, SH.inversePath, SH.lessThan)
        for o in SHAPES.objects(None, p)
    }
    used = {node for node in used if isinstance(node, rdflib.URIRef)}
    assert len(used) > 80
    assert used - set(TERMS) - own == set()


@pytest.mark.parametrize("path", QUERIES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_queries_use_declared_terms_only(path):
    text = "\n".join(line for line in path.read_text("utf-8").splitlines() if not line.startswith("#"))
    prefixes = dict(PREFIX.findall(text))
    body = re.sub(r'"[^"]*"', "", PREFIX.sub("", text))
    used = {rdflib.URIRef(prefixes[p] + name) for p, name in re.findall(r"\b(\w+):([\w-]+)", body)}
    assert used or path.stem == "blank_nodes"
    known = {*TERMS, rdflib.XSD.integer, rdflib.XSD.gYear}
    assert used - known == set()
    assert set(prefixes) == {p for p, _ in re.findall(r"\b(\w+):([\w-]+)", body)}, (
        "a prefix is declared in vain"
    )


def test_the_queries_were_found():
    assert len(QUERIES) == 19 + 24 + 33


def values_of_schemes():
    for property_, scheme in GRAPH.subject_objects(PG.valuesFrom):
        notations = {
            str(n) for c in GRAPH.subjects(SKOS.inScheme, scheme) for n in GRAPH.objects(c, SKOS.notation)
        }
        yield property_, notations


def test_shapes_allow_exactly_the_values_of_the_schemes():
    schemes = dict(values_of_schemes())
    assert len(schemes) == 17
    seen = set()
    for part, values in SHAPES.subject_objects(SH["in"]):
        property_ = SHAPES.value(part, SH.path)
        assert {str(v) for v in SHAPES.items(values)} == schemes[property_], property_
        seen.add(property_)
    assert seen == set(schemes)


def test_values_in_an_order_are_numbered_from_one():
    for name in ("stages", "regionLevels", "confidences", "periods"):
        orders = sorted(
            int(o) for c in GRAPH.subjects(SKOS.inScheme, PG[name]) for o in GRAPH.objects(c, PG.order)
        )
        assert orders == list(range(1, len(orders) + 1)) and orders


def test_each_message_of_a_shape_is_in_both_languages():
    parts = set(SHAPES.objects(None, SH.property))
    assert len(parts) > 100
    for part in parts:
        assert {m.language for m in SHAPES.objects(part, SH.message)} == {"zh", "en"}, SHAPES.value(
            part, SH.path
        )


def test_the_glossary_names_declared_terms_only():
    names = set(re.findall(r"\bpg:(\w+)", (ONTOLOGY / "README.md").read_text("utf-8")))
    assert len(names) > 60
    assert {PG[name] for name in names} - set(OURS) == set()
