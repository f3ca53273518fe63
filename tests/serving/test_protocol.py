"""The SPARQL 1.1 Protocol, told as requests and what must come back.

The first table follows the W3C's protocol tests for queries (sparql/sparql11/protocol/manifest.ttl), by their
names, over graphs of ours: `{here}` is the graph of one document, `{other}` that of another.
"""

import json
from urllib.parse import quote, urlencode

import httpx
import pytest

FORM = {"Content-Type": "application/x-www-form-urlencoded"}
DIRECT = {"Content-Type": "application/sparql-query"}
ASK = quote("ASK {}")
COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
NAMED = "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }"
BOTH = "ASK { ?s a pg:Task GRAPH ?g { ?d a pg:PolicyDocument } }"

Asked = tuple[str, str, str, dict[str, str], bytes | str, int]
W3C: list[Asked] = [
    # name, method, query string, headers, body, status
    ("bad_multiple_queries", "GET", f"query={ASK}&query={ASK}", {}, b"", 400),
    ("bad_multiple_queries (post)", "POST", "", FORM, f"query={ASK}&query={ASK}", 400),
    ("bad_query_method", "PUT", f"query={ASK}", {}, b"", 405),
    ("bad_query_missing_form_type", "POST", "", {}, f"query={ASK}", 415),
    ("bad_query_wrong_media_type", "POST", "", {"Content-Type": "text/plain"}, "ASK {}", 415),
    ("bad_query_missing_direct_type", "POST", "", {}, "ASK {}", 415),
    ("bad_query_non_utf8", "POST", "", DIRECT, "ASK { ?s ?p '区' }".encode("utf-16"), 400),
    ("bad_query_syntax", "GET", f"query={quote('ASK')}", {}, b"", 400),
    ("query_get", "GET", f"query={ASK}", {}, b"", 200),
    ("query_post_form", "POST", "", FORM, f"query={ASK}", 200),
    ("query_post_direct", "POST", "", DIRECT, "ASK {}", 200),
    (
        "query_content_type_ask",
        "GET",
        f"query={ASK}",
        {"Accept": "application/sparql-results+json"},
        b"",
        200,
    ),
    ("a format that there is not", "GET", f"query={ASK}", {"Accept": "image/png"}, b"", 406),
    ("an update in the query", "GET", f"query={quote('DROP ALL')}", {}, b"", 400),
    ("an update by GET", "GET", f"update={quote('DROP ALL')}", {}, b"", 403),
    ("an update by form", "POST", "", FORM, f"update={quote('DROP ALL')}", 403),
    ("an update beside a query", "POST", f"query={ASK}", FORM, f"update={quote('DROP ALL')}", 403),
    ("an update, direct", "POST", "", {"Content-Type": "application/sparql-update"}, "DROP ALL", 403),
    ("DELETE", "DELETE", "", {}, b"", 405),
    ("PATCH", "PATCH", "", {}, b"", 405),
    ("no UTF-8 in the address", "GET", "query=%FF%FE", {}, b"", 400),
    ("a graph that is no IRI", "GET", f"query={ASK}&default-graph-uri=%3Cx", {}, b"", 400),
]


@pytest.mark.parametrize("case", W3C, ids=[case[0] for case in W3C])
def test_the_protocol(server: str, case: Asked) -> None:
    _, method, query, headers, body, status = case
    data = body.encode() if isinstance(body, str) else body
    got = httpx.request(method, f"{server}/sparql?{query}", headers=headers, content=data)
    assert got.status_code == status, got.text
    if status == 200:
        assert got.json()["boolean"] is True
    else:
        assert got.headers["content-type"] == "text/plain; charset=utf-8" and got.text.strip()


@pytest.fixture(scope="module")
def graphs(server: str) -> list[str]:
    query = "SELECT DISTINCT ?g { GRAPH ?g { ?d a pg:PolicyDocument } } ORDER BY ?g LIMIT 2"
    return [row["g"]["value"] for row in rows(server, query)]


def rows(server: str, query: str, **fields: object) -> list[dict[str, dict[str, str]]]:
    got = httpx.get(f"{server}/sparql", params={"query": query, **fields})  # type: ignore[arg-type]
    assert got.status_code == 200, got.text
    found: list[dict[str, dict[str, str]]] = got.json()["results"]["bindings"]
    return found


def count(server: str, query: str, default: list[str] = [], named: list[str] = [], post: str = "") -> int:  # noqa: B006
    fields = [("default-graph-uri", iri) for iri in default] + [("named-graph-uri", iri) for iri in named]
    if post == "form":
        got = httpx.post(f"{server}/sparql", headers=FORM, content=urlencode([("query", query), *fields]))
    elif post == "direct":
        got = httpx.post(f"{server}/sparql?{urlencode(fields)}", headers=DIRECT, content=query.encode())
    else:
        got = httpx.get(f"{server}/sparql?{urlencode([('query', query), *fields])}")
    assert got.status_code == 200, got.text
    return int(got.json()["results"]["bindings"][0]["n"]["value"])


@pytest.mark.parametrize("post", ["", "form", "direct"])
def test_the_graphs_of_a_request(server: str, graphs: list[str], post: str) -> None:
    """query_dataset_default_graph(s), query_dataset_named_graphs, query_dataset_full, by all three ways."""
    one, other = graphs
    n, m = count(server, COUNT, [one], [], post), count(server, COUNT, [other], [], post)
    assert n > 0 and m > 0 and n != m
    assert count(server, COUNT, [one, other], [], post) == n + m  # no statement stands in both
    assert count(server, NAMED, [], [one], post) == n
    assert count(server, NAMED, [], [one, other], post) == n + m
    assert count(server, NAMED, [one], [other], post) == m
    assert count(server, COUNT, [], [one], post) == 0  # graphs were named, none as default
    assert count(server, NAMED, [one], [], post) == 0
    everything = count(server, COUNT, post=post)
    assert everything > n + m


def test_graphs_of_the_request_go_before_those_of_the_query(server: str, graphs: list[str]) -> None:
    """query_multiple_dataset"""
    one, other = graphs
    asked = COUNT.replace("{", f"FROM <{one}> {{", 1)
    assert count(server, asked) == count(server, COUNT, [one])
    assert count(server, asked, [other]) == count(server, COUNT, [other])


SELECT = "SELECT ?t { ?d a pg:TaskBreakdown ; dcterms:title ?t }"
MAKE = "CONSTRUCT { ?d dcterms:title ?t } { ?d a pg:TaskBreakdown ; dcterms:title ?t }"
FORMATS = [
    (SELECT, "json", "application/sparql-results+json"),
    (SELECT, "xml", "application/sparql-results+xml"),
    (SELECT, "csv", "text/csv"),
    (SELECT, "tsv", "text/tab-separated-values"),
    ("ASK {}", "xml", "application/sparql-results+xml"),
    (MAKE, "turtle", "text/turtle"),
    (MAKE, "ntriples", "application/n-triples"),
    (MAKE, "rdfxml", "application/rdf+xml"),
    (MAKE, "jsonld", "application/ld+json"),
    (MAKE.replace("CONSTRUCT { ?d dcterms:title ?t }", "DESCRIBE ?d"), "turtle", "text/turtle"),
]


@pytest.mark.parametrize(("query", "name", "kind"), FORMATS)
def test_formats_by_accept_and_by_name(server: str, query: str, name: str, kind: str) -> None:
    """query_content_type_select, _ask, _describe, _construct"""
    asked = f"{server}/sparql?query={quote(query)}"
    by_type, by_name = httpx.get(asked, headers={"Accept": kind}), httpx.get(f"{asked}&format={name}")
    for got in (by_type, by_name):
        assert (got.status_code, got.headers["content-type"]) == (200, f"{kind}; charset=utf-8")
        assert got.headers["vary"].startswith("Accept")
    assert sorted(by_type.text) == sorted(by_name.text)
    assert "任务目标的通知" in by_type.text or query == "ASK {}"


@pytest.mark.parametrize(
    ("accept", "kind"),
    [
        ("", "application/sparql-results+json"),
        ("*/*", "application/sparql-results+json"),
        ("application/json", "application/sparql-results+json"),
        ("text/*", "text/csv"),
        ("text/csv;q=0.4, application/sparql-results+xml;q=0.9", "application/sparql-results+xml"),
        ("text/html, application/xml;q=0.9", "application/sparql-results+xml"),
    ],
)
def test_what_a_client_likes_best(server: str, accept: str, kind: str) -> None:
    got = httpx.get(f"{server}/sparql?query={quote(SELECT)}", headers={"Accept": accept})
    assert got.headers["content-type"].partition(";")[0] == kind


def test_the_place_of_a_mistake(server: str) -> None:
    got = httpx.get(f"{server}/sparql", params={"query": "SELECT ?t {\n ?d a foo:Task }"})
    assert got.status_code == 400
    assert got.text.splitlines()[1:] == ["  2 |  ?d a foo:Task }", "            ^"]


def test_no_query_asks_another_server(server: str) -> None:
    """Not this one either: the words are refused, the address is never asked."""
    query = f"SELECT * {{ SERVICE <{server}/sparql> {{ ?s ?p ?o }} }}"
    got = httpx.get(f"{server}/sparql", params={"query": query})
    assert got.status_code == 400 and "never asks another server" in got.text


def test_an_answer_held_already_is_not_sent_again(server: str) -> None:
    asked = f"{server}/sparql?query={quote(SELECT)}"
    first = httpx.get(asked)
    again = httpx.get(asked, headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    other = httpx.get(asked.replace("TaskBreakdown", "WorkReport"))
    assert other.headers["etag"] != first.headers["etag"]


def test_answers_are_compressed_for_those_who_say_so(server: str) -> None:
    url = f"{server}/sparql?query={quote('SELECT ?s { ?s a pg:Task }')}"
    plain, packed = (httpx.get(url, headers={"Accept-Encoding": coding}) for coding in ("identity", "gzip"))
    assert "content-encoding" not in plain.headers and packed.headers["content-encoding"] == "gzip"
    assert sorted(plain.text) == sorted(packed.text)


def test_pages_of_other_sites_may_ask(server: str) -> None:
    origin = {"Origin": "https://example.org"}
    assert (
        httpx.get(f"{server}/sparql?query={ASK}", headers=origin).headers["access-control-allow-origin"]
        == "*"
    )
    before = {
        **origin,
        "Access-Control-Request-Method": "POST",
        "Access-Control-Request-Headers": "content-type",
    }
    got = httpx.options(f"{server}/sparql", headers=before)
    assert got.status_code == 200 and "POST" in got.headers["access-control-allow-methods"]
    before["Access-Control-Request-Method"] = "PUT"
    assert httpx.options(f"{server}/graph", headers=before).status_code == 400


def test_head(server: str) -> None:
    got = httpx.head(f"{server}/sparql?query={ASK}")
    assert (got.status_code, got.content) == (200, b"")


def test_what_the_service_says_of_itself(server: str, graphs: list[str]) -> None:
    import rdflib

    got = httpx.get(f"{server}/sparql", headers={"Accept": "text/turtle"})
    found = rdflib.Graph().parse(data=got.text, format="turtle")
    sd = rdflib.Namespace("http://www.w3.org/ns/sparql-service-description#")
    service = rdflib.URIRef(f"{server}/sparql")
    assert (service, rdflib.RDF.type, sd.Service) in found
    assert (service, sd.supportedLanguage, sd.SPARQL11Query) in found
    assert set(map(rdflib.URIRef, graphs)) <= set(found.objects(None, sd.name))
    assert len(set(found.objects(service, sd.resultFormat))) == 8
    linked = httpx.get(f"{server}/sparql", headers={"Accept": "application/ld+json"})
    assert len(rdflib.Graph().parse(data=linked.text, format="json-ld")) == len(found)


def test_health(server: str) -> None:
    from graph import __version__

    got = httpx.get(f"{server}/health")
    assert got.status_code == 200
    assert (got.json()["status"], got.json()["version"]) == ("ok", __version__)
    assert json.dumps(got.json()).count("/") == 0  # no path of the machine
