"""Which terms a query uses, and what its comment on top says."""

import pytest

from graph.ontologydocs.queries import head_of, terms_of

PREFIXES = {"pg": "x#", "skos": "s#"}
USES = {
    "SELECT * { ?t pg:hasLeadUnit/skos:prefLabel ?u }": "x#hasLeadUnit s#prefLabel",
    "SELECT * { ?t ^pg:task|!pg:agent ?u . ?u a pg:Unit. }": "x#task x#agent x#Unit",
    "SELECT * { ?t <x#role> 'pg:text' , \"pg:no # pg:nor\" }": "x#role",
    "# pg:never\nSELECT * { ?s ?p ?o } # nor pg:here": "",
    "PREFIX q: <y#> SELECT * { ?s q:other ?pg:x }": "y#other",
    "SELECT * { ?s pg:year ?y FILTER(?y < 3 && ?y > 2) }": "x#year",
    "SELECT * { ?s pg:role-lead_unit 'it''s' ; pg:stage ?g }": "x#role-lead_unit x#stage",
    "SELECT * { ?s unknown:term ?o }": "",
}


@pytest.mark.parametrize("query", USES)
def test_the_terms_of_a_query(query: str) -> None:
    assert terms_of(query, PREFIXES) == frozenset(USES[query].split())


def test_a_title_needs_no_word_in_front() -> None:
    titles, remarks = head_of(
        "# 责任分工：谁牵头。\n# Assignments: who leads.\n# 无编号时取正文。 Without a number, text.\n\nSELECT"
    )
    assert titles == {"zh": "责任分工：谁牵头。", "en": "Assignments: who leads."}
    assert remarks == ("无编号时取正文。 Without a number, text.",)


def test_a_query_without_a_comment_has_no_title() -> None:
    assert head_of("SELECT * {} # 问题：不算") == ({}, ())
