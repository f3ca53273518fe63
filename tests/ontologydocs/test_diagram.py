"""The diagrams: every class that leads anywhere has its box, every property its row and arrow, and no box hides another."""

from pathlib import Path

import pytest
from lxml import etree

from graph.ontologydocs.diagram import Plan, boxes_of, draw, load_plans
from graph.ontologydocs.shapes import read_rules
from graph.ontologydocs.terms import read_ontology
from graph.resources import ontology_folder

ONTOLOGY = read_ontology(ontology_folder())
RULES = read_rules(ontology_folder() / "shapes.ttl")
PLANS = load_plans()
SVG = "{http://www.w3.org/2000/svg}"


def svg_of(plan: Plan, language: str) -> etree._Element:
    return etree.fromstring(draw(plan, ONTOLOGY, RULES, language))


def test_the_plans_name_classes_that_there_are() -> None:
    for plan in PLANS:
        named = [name for column in plan.columns for name in column]
        assert len(named) == len(set(named))
        for name in [*named, *plan.kinds, *plan.context]:
            assert ONTOLOGY.terms[ONTOLOGY.namespace + name].kind == "class", name


def test_every_class_that_a_property_joins_is_in_a_diagram() -> None:
    shown = set()
    for plan in PLANS:
        for iri, box in boxes_of(plan, ONTOLOGY, RULES).items():
            shown |= {iri, *(row.term.iri for row in box.rows if row.kind)}
    joined = {
        cls
        for term in ONTOLOGY.of_kind("object")
        if not term.deprecated
        for cls in (*ONTOLOGY.domain_of(term), *ONTOLOGY.range_of(term))
        if ONTOLOGY.terms[cls].ours
    }
    assert len(joined) > 30
    assert joined - shown == set()


def test_every_property_between_classes_has_an_arrow() -> None:
    drawn = {
        row.term.iri
        for plan in PLANS
        for box in boxes_of(plan, ONTOLOGY, RULES).values()
        for row in box.rows
        if row.targets
    }
    between = {
        term.iri
        for term in ONTOLOGY.of_kind("object")
        if term.ours and not term.is_inverse and not term.deprecated
        if ONTOLOGY.domain_of(term) and ONTOLOGY.range_of(term)
    }
    assert len(between) > 40
    assert between - drawn == set()
    assert drawn & {iri for iri, term in ONTOLOGY.terms.items() if term.is_inverse} == set()


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("plan", PLANS, ids=lambda plan: plan.id)
def test_boxes_stand_apart_and_inside(plan: Plan, language: str) -> None:
    boxes = boxes_of(plan, ONTOLOGY, RULES)
    drawn = svg_of(plan, language)
    width, height = float(drawn.get("width")), float(drawn.get("height"))
    frames = [
        tuple(float(rect.get(key)) for key in ("x", "y", "width", "height"))
        for rect in drawn.iter("rect")
        if rect.get("class") == "box"
    ]
    assert len(frames) == len(boxes)
    for x, y, w, h in frames:
        assert x >= 0 and y >= 0 and x + w <= width and y + h <= height
    for n, (x, y, w, h) in enumerate(frames):
        for x2, y2, w2, h2 in frames[n + 1 :]:
            assert x + w <= x2 or x2 + w2 <= x or y + h <= y2 or y2 + h2 <= y
    arrows = [path for path in drawn.iter("path") if path.get("class") == "arrow"]
    assert len(arrows) == sum(len(row.targets) for box in boxes.values() for row in box.rows) > 4


def test_direct_edges_are_not_mixed_with_what_facts_say() -> None:
    rows = {plan.id: set() for plan in PLANS}
    for plan in PLANS:
        for box in boxes_of(plan, ONTOLOGY, RULES).values():
            rows[plan.id] |= {row.term.anchor for row in box.rows if row.targets}
    assert {"hasLeadUnit", "investedBy", "cites"} <= rows["edges"]
    assert not rows["edges"] & {"agent", "project", "evidence"}
    assert {"agent", "project", "indicator"} <= rows["facts"]
    assert "hasLeadUnit" not in rows["facts"]


def test_a_range_that_only_the_shapes_know_is_drawn() -> None:
    """policy.ttl borrows dcterms:publisher without a range; the shapes say that it leads to a unit."""
    plan = next(plan for plan in PLANS if plan.id == "documents")
    box = boxes_of(plan, ONTOLOGY, RULES)[ONTOLOGY.namespace + "PolicyDocument"]
    found = {row.term.short: row.targets for row in box.rows}
    assert found["dcterms:publisher"] == (ONTOLOGY.namespace + "Unit",)


def test_a_diagram_without_its_classes_is_left_out(tmp_path: Path) -> None:
    empty = Plan("none", {"zh": "无", "en": "none"}, "stated", True, (), (), (("Nowhere",),))
    assert draw(empty, ONTOLOGY, RULES, "zh") == ""
