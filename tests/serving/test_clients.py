"""The endpoint as clients of other hands use it."""

import shlex
import shutil
import subprocess

import pytest

SELECT = """PREFIX pg: <https://policy-graph.example/ontology#>
SELECT ?unit (COUNT(DISTINCT ?task) AS ?n) { ?task pg:hasLeadUnit ?unit } GROUP BY ?unit ORDER BY DESC(?n) LIMIT 3"""


def test_sparqlwrapper(server: str) -> None:
    from SPARQLWrapper import CSV, JSON, POST, POSTDIRECTLY, TURTLE, XML, SPARQLWrapper

    client = SPARQLWrapper(f"{server}/sparql")
    client.setQuery(SELECT)
    client.setReturnFormat(JSON)
    bindings = client.queryAndConvert()["results"]["bindings"]
    assert len(bindings) == 3
    client.setMethod(POST)
    assert client.queryAndConvert()["results"]["bindings"] == bindings
    client.setRequestMethod(POSTDIRECTLY)
    assert client.queryAndConvert()["results"]["bindings"] == bindings
    client.setReturnFormat(XML)
    assert len(client.queryAndConvert().getElementsByTagName("result")) == 3
    client.setReturnFormat(CSV)
    assert client.queryAndConvert().decode().count("\n") == 4
    client.setQuery("CONSTRUCT { ?s a ?c } { ?s a ?c } LIMIT 5")
    client.setReturnFormat(TURTLE)
    assert b" a " in client.queryAndConvert()


def test_rdflib_sparql_store(server: str) -> None:
    from rdflib import Graph, Namespace
    from rdflib.plugins.stores.sparqlstore import SPARQLStore

    pg = Namespace("https://policy-graph.example/ontology#")
    graph = Graph(SPARQLStore(f"{server}/sparql"))
    rows = list(graph.query(SELECT))
    assert len(rows) == 3
    assert len(list(graph.triples((None, pg.hasLeadUnit, None)))) > 50
    assert (None, pg.hasLeadUnit, rows[0][0]) in graph
    assert len(list(SPARQLStore(f"{server}/sparql").contexts())) > 14


CURL = """
curl -s 'SERVER/sparql?format=csv' --data-urlencode 'query=SELECT (COUNT(*) AS ?n) { ?s a pg:Task }'
curl -s SERVER/sparql -H 'Content-Type: application/sparql-query' -H 'Accept: text/csv' --data 'SELECT (COUNT(*) AS ?n) { ?s a pg:Task }'
curl -s -G SERVER/sparql -H 'Accept: text/csv' --data-urlencode 'query=SELECT (COUNT(*) AS ?n) { ?s a pg:Task }'
"""


@pytest.mark.skipif(not shutil.which("curl"), reason="curl is not installed")
@pytest.mark.parametrize("line", CURL.strip().splitlines())
def test_curl(server: str, line: str) -> None:
    done = subprocess.run(
        shlex.split(line.replace("SERVER", server)), capture_output=True, text=True, check=True
    )
    assert done.stdout == "n\n154\n"
