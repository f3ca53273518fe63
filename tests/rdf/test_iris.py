"""IRIs are readable, stable, and made from content: no counters, no file names, no offsets."""

from dataclasses import replace

import pytest
from pyoxigraph import Quad

from graph.extraction import read_facts
from graph.model import Document, Reading
from graph.rdf.document import DocumentWriter, document_iri
from graph.rdf.entities import Entities
from graph.rdf.names import DEFAULT_BASE, PG, RDF, Base, slug
from graph.reading import read_bytes
from graph.structure.document import read_documents

BASE = Base()


def read(text: str, name: str = "x.txt") -> Document:
    return read_documents(read_bytes(name, text.encode()))[0][0]


def quads_of(document: Document, base: Base = BASE) -> set[Quad]:
    entities = Entities(base)
    region = entities.places.of_document(document)
    reading = read_facts(document)
    return set(DocumentWriter(base, document_iri(base, document, {}), reading, entities, region).quads())


def subjects(quads: set[Quad], kind: str) -> set[str]:
    return {
        q.subject.value for q in quads if q.predicate.value == RDF + "type" and q.object.value == PG + kind
    }


@pytest.mark.parametrize("base", ["example", "https://example.org", "/id/", "https://example.org/a b/", ""])
def test_a_base_is_a_whole_iri(base: str) -> None:
    with pytest.raises(ValueError, match="is no base"):
        Base(base)


@pytest.mark.parametrize(
    ("text", "step"),
    [
        ("济兖政发〔2022〕1号", "济兖政发〔2022〕1号"),
        ("a/b", "a%2Fb"),
        ("50%", "50%25"),
        ("“一号”", "“一号”"),
        ("a\nb", "a%0Ab"),
    ],
)
def test_chinese_stays_readable_in_a_step(text: str, step: str) -> None:
    assert slug(text) == step


def test_an_iri_does_not_hang_on_the_name_of_the_file(tasks: str) -> None:
    here, there = read(tasks, "a.txt"), read(tasks, "b.md")
    assert document_iri(BASE, here, {}) == document_iri(BASE, there, {})
    for kind in ("Assignment", "Task", "Section"):
        assert subjects(quads_of(here), kind) == subjects(quads_of(there), kind) != set()


def test_a_fact_keeps_its_iri_when_its_place_and_rule_change(tasks: str) -> None:
    document = read(tasks)
    reading = read_facts(document)
    moved = Reading(document, tuple(replace(f, rule="another", span=document.span) for f in reading.facts))
    iri, entities = document_iri(BASE, document, {}), Entities(BASE)
    writers = [DocumentWriter(BASE, iri, each, entities, None) for each in (reading, moved)]
    first, second = (subjects(set(writer.quads()), "Fact") for writer in writers)
    assert first == second


def test_documents_of_one_number_are_told_apart(tasks: str) -> None:
    head = "某县人民政府\n关于印发重点任务的通知\n某政发〔2024〕1号\n各单位：\n"
    first, second = read(head + tasks), read(head + tasks + "补充。")
    taken = {document_iri(BASE, first, {}).value: "another text"}
    assert document_iri(BASE, second, {}) == document_iri(BASE, first, {})
    apart = document_iri(BASE, second, taken).value
    assert apart not in taken and apart.startswith(document_iri(BASE, first, {}).value)


def test_the_base_is_the_only_difference(tasks: str) -> None:
    other = Base("https://data.example.org/gov/")
    ours, theirs = quads_of(read(tasks)), quads_of(read(tasks), other)
    assert {str(quad) for quad in theirs} == {str(quad).replace(DEFAULT_BASE, other.iri) for quad in ours}


def test_every_statement_is_in_the_graph_of_its_document_or_its_provenance(tasks: str) -> None:
    document = read(tasks)
    iri = document_iri(BASE, document, {}).value
    assert {quad.graph_name.value for quad in quads_of(document)} == {iri, f"{iri}/provenance"}


def test_what_is_stated_twice_is_one_fact_with_two_places() -> None:
    text = "某县2024年工作要点\n一、工业\n开展“春风”行动。\n二、农业\n继续开展“春风”行动。\n"
    quads = quads_of(read(text))
    facts = subjects(quads, "ProgrammeMention")
    assert len(facts) == 1
    about = [quad.predicate.value.removeprefix(PG) for quad in quads if quad.subject.value in facts]
    assert (about.count("evidence"), about.count("inTask"), about.count("confidence")) == (2, 1, 1)
