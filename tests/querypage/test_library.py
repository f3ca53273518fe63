"""The question library and the words that the page offers."""

from dataclasses import dataclass

import pytest

from graph.querypage.library import ViewQuestion, library
from graph.querypage.vocabulary import vocabulary
from graph.resources import ontology_folder
from graph.snapshot.views import view_names

TERMS = vocabulary(ontology_folder() / "policy.ttl")
CODED = {"level": "pg:regionLevel"}


@dataclass(frozen=True)
class Taken:
    """A parameter, as a question file describes it."""

    name: str
    type: str
    default: str = ""
    about_zh: str = "哪一个，空为不限。"
    about_en: str = "Which; empty for any."


def question(query: str, *parameters: Taken, name: str = "q") -> ViewQuestion:
    return ViewQuestion(name, "问题", "Question", "说明。", "Says.", query, parameters)


def term(name: str) -> dict:
    return next(entry for entry in TERMS if entry["name"] == name)


def test_the_fact_views_come_after_the_questions():
    rows = library([question("ASK {}")], TERMS, CODED)
    assert [row["name"] for row in rows] == ["q", *(f"facts:{name}" for name in view_names())]
    assert rows[1]["title"][0] and rows[1]["title"][1] and rows[1]["parameters"] == []


def test_a_coded_parameter_has_its_choices_in_both_languages():
    (row, *_) = library([question("ASK { FILTER($role = '') }", Taken("role", "role"))], TERMS, CODED)
    assert ["lead_unit", "牵头单位", "lead unit"] in row["parameters"][0]["choices"]


def test_a_type_of_another_name_than_its_property():
    (row, *_) = library([question("ASK { FILTER($at = '') }", Taken("at", "level"))], TERMS, CODED)
    assert "county" in [value for value, *_ in row["parameters"][0]["choices"]]


def test_a_plain_parameter_has_no_choices():
    (row, *_) = library([question("ASK { FILTER($year = '') }", Taken("year", "year", "2023"))], TERMS, CODED)
    assert row["parameters"] == [
        {
            "name": "year",
            "type": "year",
            "default": "2023",
            "label": ("哪一个，空为不限。", "Which; empty for any."),
            "choices": [],
        }
    ]


def test_a_query_that_names_an_unknown_parameter_is_refused():
    with pytest.raises(ValueError, match="q has no parameter unit, year"):
        library([question("ASK { FILTER($year = $unit) }")], TERMS, CODED)


def test_two_questions_of_one_name_are_refused():
    with pytest.raises(ValueError, match="two questions are named q"):
        library([question("ASK {}"), question("ASK {}")], TERMS, CODED)


def test_a_question_may_be_named_like_a_view():
    names = [row["name"] for row in library([question("ASK {}", name="units")], TERMS, CODED)]
    assert {"units", "facts:units"} <= set(names)


def test_terms_have_words_in_both_languages():
    assert term("pg:hasLeadUnit")["label"] == ("牵头单位", "has lead unit")
    assert term("pg:Task")["kind"] == "class" and term("pg:agent")["kind"] == "property"
    assert [entry["name"] for entry in TERMS if not all(entry["label"])] == []


def test_coded_values_stand_with_their_property():
    assert term("pg:confidence")["values"][0][0] == "explicit"
    assert "values" not in term("pg:amount")


def test_borrowed_terms_are_offered_and_the_ontologys_own_annotations_are_not():
    names = {entry["name"] for entry in TERMS}
    assert {"dcterms:title", "skos:prefLabel"} <= names
    assert not {"pg:valuesFrom", "pg:shortFor"} & names
    assert len(names) == len(TERMS)
