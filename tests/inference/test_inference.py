"""What follows from the ontology is inferred, and nothing else is; it stays apart from what was stated."""

import re
from pathlib import Path

import owlrl
import pytest
import rdflib
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Store, parse
from rdflib import OWL, RDF, RDFS

from graph.checks import validate
from graph.inference import entailed, inferred_graph, load_axioms, load_inferred, premises
from graph.inference.axioms import axioms_of, left_out
from graph.rdf.names import PG, Base
from graph.resources import ontology_folder
from graph.snapshot.inferred import add_inferred, write_inferred
from graph.snapshot.query import answer, open_snapshot
from graph.snapshot.views import run, view_names, view_query

EXAMPLE = Path(__file__).parents[1] / "ontology" / "example.trig"
BASE = Base()
PREFIXES = """
@prefix : <https://policy-graph.example/id/> .
@prefix pg: <https://policy-graph.example/ontology#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix org: <http://www.w3.org/ns/org#> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix schema: <https://schema.org/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
"""


def store_of(*graphs: str) -> Store:
    """One store; each text is Turtle in a graph of its own."""
    store = Store()
    for number, text in enumerate(graphs):
        for triple in parse(PREFIXES + text, format=RdfFormat.TURTLE):
            store.add(Quad(*triple.triple, NamedNode(f"{BASE.iri}g/{number}")))
    return store


def triples_of(text: str) -> set[str]:
    return {str(quad.triple) for quad in parse(PREFIXES + text, format=RdfFormat.TURTLE)}


def inferred(*graphs: str) -> set[str]:
    return {str(quad.triple) for quad in entailed(store_of(*graphs), BASE)}


@pytest.fixture(scope="module")
def example() -> Store:
    store = Store()
    store.load(path=str(EXAMPLE), format=RdfFormat.TRIG)
    return store


FOLLOWS = {
    "a leading unit answers for the task, and the task is one it answers for": (
        ":t pg:hasLeadUnit :财政局 .",
        ":t pg:answeredBy :财政局 . :财政局 pg:answersFor :t .",
    ),
    "from a project's enterprise back to its projects": (
        ":p pg:investedBy :e .",
        ":e pg:investsIn :p .",
    ),
    "an inverse that is stated leads to the property itself": (
        ":e pg:investsIn :p .",
        ":p pg:investedBy :e .",
    ),
    "a title attained is one engaged in": (":e pg:attained :t .", ":e pg:engagesIn :t ."),
    "a citation is a reference, and the cited document knows who cites it": (
        ":d pg:cites :c .",
        ":d dcterms:references :c . :c pg:citedBy :d .",
    ),
    "a document number is an identifier: values go up as they are": (
        ":d pg:documentNumber '兖政发〔2024〕1号' .",
        ":d dcterms:identifier '兖政发〔2024〕1号' .",
    ),
    "a counted group of projects is a project, and so on up": (
        ":p a pg:ProjectGroup .",
        ":p a pg:Project, schema:Project, pg:Actor, pg:InitiativeTarget .",
    ),
    "a task is a plan, and a plan an entity, in words that PROV knows": (
        ":t a pg:Task .",
        ":t a prov:Plan, prov:Entity .",
    ),
}


@pytest.mark.parametrize("case", FOLLOWS)
def test_what_follows(case: str) -> None:
    stated, expected = FOLLOWS[case]
    assert inferred(stated) == triples_of(expected)


SILENT = {
    "a domain gives no type: the shapes shall find a task without one": ":t pg:position 3 . :x pg:inTask :t .",
    "the super-property alone does not say which role": ":t dcterms:relation :财政局 .",
    "a class above says nothing of the class below": ":x a pg:Actor, skos:Concept .",
    "one merged into another does not take over its statements": ":a pg:mergedInto :b . :b skos:prefLabel '甲'@zh .",
    "a succession is no sameness": ":a pg:succeededBy :b .",
    "part of a part is left to the query": ":t dcterms:isPartOf :s . :s dcterms:isPartOf :d .",
    "what would be too much is left out": ":f pg:statedIn :d ; pg:evidence :e .",
    "see also claims nothing": ":d pg:deadline '2024年' .",
}


@pytest.mark.parametrize("case", SILENT)
def test_what_does_not_follow(case: str) -> None:
    assert inferred(SILENT[case]) == set()


def test_what_a_graph_states_is_not_inferred_again() -> None:
    assert inferred(":t pg:hasLeadUnit :u .", ":t pg:answeredBy :u .") == triples_of(":u pg:answersFor :t .")


def test_what_two_graphs_say_follows_once() -> None:
    store = store_of(":p pg:investedBy :e .", ":p pg:investedBy :e .")
    assert [str(quad.triple) for quad in entailed(store, BASE)] == [*triples_of(":e pg:investsIn :p .")]


def test_a_value_is_never_a_subject() -> None:
    """A wrong statement gives no quad that could not be written."""
    assert inferred(":t pg:hasLeadUnit '财政局' .") == triples_of(":t pg:answeredBy '财政局' .")


def test_all_of_it_is_in_a_graph_of_its_own(example: Store) -> None:
    quads = [*entailed(example, BASE)]
    assert len(quads) > 100
    assert {quad.graph_name for quad in quads} == {inferred_graph(BASE)}
    other = Base("https://data.example.org/id/")
    assert {q.graph_name.value for q in entailed(example, other)} == {
        "https://data.example.org/id/graph/inferred"
    }


def test_a_second_time_adds_nothing() -> None:
    store = store_of(":t pg:hasLeadUnit :u .", ":u a pg:Unit .")
    assert load_inferred(store, BASE) > 4
    assert load_inferred(store, BASE) == 0
    assert [*entailed(store, BASE)] == []


def test_each_has_a_statement_that_it_follows_from(example: Store) -> None:
    quads = [*entailed(example, BASE)]
    load_inferred(example_copy := _copy(example), BASE)
    for quad in quads:
        found = [*premises(example_copy, quad)]
        assert found and all(_stated(example, triple) for triple in found), quad


def test_what_follows_from_nothing_has_no_premise(example: Store) -> None:
    wrong = Quad(
        NamedNode(BASE.iri + "x"),
        NamedNode(PG + "answersFor"),
        NamedNode(BASE.iri + "y"),
        inferred_graph(BASE),
    )
    value = Quad(NamedNode(BASE.iri + "x"), NamedNode(PG + "answersFor"), Literal("y"), inferred_graph(BASE))
    assert [*premises(example, wrong)] == [*premises(example, value)] == []


def test_a_reasoner_for_owl_2_rl_finds_the_same(example: Store) -> None:
    """owlrl, over the same data, with the axioms that we use and none of those that we do not."""
    schema = rdflib.Graph().parse(ontology_folder() / "policy.ttl")
    used = {RDFS.subPropertyOf, RDFS.subClassOf, OWL.inverseOf}
    both = rdflib.Graph()
    for triple in schema:
        if triple[1] in used:
            both.add(triple)
    stated = {quad.triple for quad in example}
    for triple in stated:
        both.parse(data=f"{triple} .", format="nt")
    data = {s for s, _, _ in both}
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(both)
    axioms = load_axioms()
    properties = {steps[0] for found in axioms.properties.values() for steps in found}
    classes = {name for found in axioms.classes.values() for name in found}
    theirs = {
        (str(s), str(p), str(o))
        for s, p, o in both
        if s in data and (str(p) in properties or (p == RDF.type and str(o) in classes))
        if str(s).startswith(BASE.iri)
    }
    own = {(t.subject.value, t.predicate.value, t.object.value) for t in stated}
    ours = {(q.subject.value, q.predicate.value, q.object.value) for q in entailed(example, BASE)}
    assert ours - theirs == set()
    assert theirs - own - ours == set()
    assert len(ours) > 100


def test_what_is_left_out_is_declared_and_can_be_asked_otherwise(example: Store) -> None:
    """The way to ask that left_out.toml names gives what the axiom would."""
    everything = axioms_of(
        (t.subject.value, t.predicate.value, t.object.value)
        for t in parse(path=str(ontology_folder() / "policy.ttl"), format=RdfFormat.TURTLE)
        if isinstance(t.subject, NamedNode) and isinstance(t.object, NamedNode)
    )
    full = _copy(example)
    full.bulk_extend(entailed(example, BASE, everything))
    assert len(left_out()) == 3
    for iri, ask in left_out().items():
        one, other = ("?x a <%s>", f"?x a {ask}") if ask == "pg:Evidence" else ("?x <%s> ?y", f"?x {ask} ?y")
        asked = {str(row) for row in answer(full, f"SELECT * {{ {other} }}")}
        assert asked and asked == {str(row) for row in answer(full, f"SELECT * {{ {one % iri} }}")}
        assert iri not in {q.predicate.value for q in entailed(example, BASE)} | {
            q.object.value for q in entailed(example, BASE)
        }


def test_the_way_up_may_go_in_a_circle() -> None:
    sub = str(RDFS.subClassOf)
    axioms = axioms_of([("a", sub, "b"), ("b", sub, "c"), ("c", sub, "a")])
    assert axioms.classes == {"a": ("b", "c"), "b": ("a", "c"), "c": ("a", "b")}


def test_shapes_and_checks_find_nothing_new(example: Store) -> None:
    with_inferred = _copy(example)
    load_inferred(with_inferred, BASE)
    assert validate(with_inferred, ontology_folder()) == validate(example, ontology_folder())


@pytest.mark.parametrize("view", view_names())
def test_a_view_gives_the_same_rows_with_it(example: Store, view: str) -> None:
    with_inferred = _copy(example)
    load_inferred(with_inferred, BASE)
    (columns, rows), (again, others) = run(example, view_query(view)), run(with_inferred, view_query(view))
    assert columns == again and list(rows) == list(others)


# -- beside a snapshot


def test_the_file_is_sorted_distinct_and_the_same_each_time(snapshot: Path, tmp_path: Path) -> None:
    store = open_snapshot(snapshot)
    count = write_inferred(store, tmp_path / "a.nq", BASE)
    write_inferred(store, tmp_path / "b.nq", BASE)
    data = (tmp_path / "a.nq").read_bytes()
    lines = data.splitlines()
    assert lines == sorted(set(lines)) and len(lines) == count > 10_000
    assert data == (tmp_path / "b.nq").read_bytes()
    assert {path.name for path in tmp_path.iterdir()} == {"a.nq", "b.nq"}


def test_many_quads_are_written_in_parts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = store_of(":t pg:hasLeadUnit :u .", ":u a pg:Unit .")
    write_inferred(store, tmp_path / "a.nq", BASE)
    whole = (tmp_path / "a.nq").read_bytes()
    monkeypatch.setattr("graph.snapshot.inferred.AT_ONCE", 2)
    write_inferred(store, tmp_path / "a.nq", BASE)
    assert (tmp_path / "a.nq").read_bytes() == whole
    assert [path.name for path in tmp_path.iterdir()] == ["a.nq"]


def test_other_axioms_lead_elsewhere(tmp_path: Path, root: Path) -> None:
    """A published version is checked by the ontology that was published with it."""
    store = store_of(":t pg:hasLeadUnit :u .")
    text = (root / "ontology/policy.ttl").read_text(encoding="utf-8")
    (tmp_path / "policy.ttl").write_text(
        re.sub(r"rdfs:subPropertyOf pg:answeredBy", "rdfs:subPropertyOf pg:elsewhere", text), encoding="utf-8"
    )
    write_inferred(store, tmp_path / "here.nq", BASE)
    write_inferred(store, tmp_path / "there.nq", BASE, load_axioms(tmp_path))
    here, there = ((tmp_path / name).read_text(encoding="utf-8") for name in ("here.nq", "there.nq"))
    assert "ontology#answeredBy>" in here and "ontology#elsewhere>" not in here
    assert "ontology#elsewhere>" in there


QUESTION = "SELECT (COUNT(DISTINCT ?t) AS ?n) { ?u pg:answersFor ?t }"


def test_a_snapshot_answers_with_and_without_it(snapshot: Path) -> None:
    store = open_snapshot(snapshot)
    assert _number(store, QUESTION) == 0
    asserted = _number(store, "SELECT (COUNT(DISTINCT ?t) AS ?n) { ?a a pg:Assignment ; pg:task ?t }")
    add_inferred(store, snapshot)
    assert _number(store, QUESTION) == asserted > 50
    named = "SELECT (COUNT(*) AS ?n) { GRAPH <https://policy-graph.example/id/graph/inferred> { ?s ?p ?o } }"
    assert _number(store, named) > 10_000


def _number(store: Store, query: str) -> int:
    return int(next(answer(store, query))["n"].value)


def _copy(store: Store) -> Store:
    copy = Store()
    copy.bulk_extend(iter(store))
    return copy


def _stated(store: Store, triple: object) -> bool:
    return next(store.quads_for_pattern(triple.subject, triple.predicate, triple.object), None) is not None
