"""What else is at the server's addresses: pages, graphs, entities; and its limits."""

import json
import re
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from urllib.parse import quote, urlsplit

import httpx
import pytest

from graph.querypage import missing
from graph.snapshot.addresses import url_path

UNIT = "https://policy-graph.example/id/unit/370812/区财政局"
BASE = "https://policy-graph.example/id/"
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . FILTER(?a != ?d) }"
PATHS = "SELECT (COUNT(*) AS ?n) { ?a (!pg:x|^!pg:x)+ ?b . ?c (!pg:x|^!pg:x)* ?d }"
HUNGRY = "SELECT ?a ?d ?g { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?i ?c"
GREEDY = "SELECT * { ?s ?p ?o }"


# -- pages


def test_the_explorer_is_at_the_root(server: str, snapshot: Path) -> None:
    got = httpx.get(f"{server}/")
    assert got.content == (snapshot / "index.html").read_bytes()
    assert httpx.get(f"{server}/facts/units.csv").content == (snapshot / "facts/units.csv").read_bytes()
    assert httpx.get(f"{server}/manifest.json").status_code == 200


def test_only_what_the_manifest_names_is_given_out(snapshot: Path, server: str) -> None:
    (snapshot / ".hidden").write_text("x", encoding="utf-8")
    try:
        for path in (".hidden", "..%2f..%2fetc/passwd", "../conftest.py", "facts", "nothing.html"):
            assert httpx.get(f"{server}/{path}").status_code == 404, path
    finally:
        (snapshot / ".hidden").unlink()


# -- graphs


def test_a_graph_of_the_store(server: str) -> None:
    import rdflib

    listed = httpx.get(
        f"{server}/sparql", params={"query": "SELECT ?d { ?d a pg:TaskBreakdown }", "format": "csv"}
    )
    iri = listed.text.split()[1]
    got = httpx.get(f"{server}/graph", params={"graph": iri}, headers={"Accept": "application/n-triples"})
    count = f"SELECT (COUNT(*) AS ?n) FROM <{iri}> {{ ?s ?p ?o }}"
    n = int(httpx.get(f"{server}/sparql", params={"query": count, "format": "csv"}).text.split()[1])
    assert len(got.text.splitlines()) == n > 1000
    turtle = httpx.get(f"{server}/graph", params={"graph": iri}).text
    assert len(rdflib.Graph().parse(data=turtle, format="turtle")) == n


def test_the_graph_of_all_graphs(server: str, snapshot: Path) -> None:
    got = httpx.get(f"{server}/graph?default&format=ntriples")
    quads = (snapshot / "graph.nq").read_text(encoding="utf-8").splitlines()
    assert set(got.text.splitlines()) == {line.rpartition(" <")[0] + " ." for line in quads}


@pytest.mark.parametrize(
    ("query", "status"),
    [("graph=https://example.org/none", 404), ("", 400), ("default&graph=x:y", 400), ("graph=%3Cx", 400)],
)
def test_graphs_that_are_not_there(server: str, query: str, status: int) -> None:
    assert httpx.get(f"{server}/graph?{query}").status_code == status


@pytest.mark.parametrize("method", ["PUT", "POST", "DELETE", "PATCH"])
def test_no_graph_can_be_changed(server: str, method: str) -> None:
    got = httpx.request(method, f"{server}/graph?default", content="<a:b> <c:d> <e:f> .")
    assert got.status_code == 405 and got.headers["allow"] == "GET, HEAD"


# -- entities


@pytest.mark.parametrize(
    ("accept", "kind"),
    [
        ("text/turtle", "text/turtle"),
        ("application/ld+json", "application/ld+json"),
        ("application/n-triples", "application/n-triples"),
        ("*/*", "text/turtle"),
    ],
)
def test_an_entity_as_data(server: str, accept: str, kind: str) -> None:
    got = httpx.get(server + url_path(UNIT, BASE), headers={"Accept": accept}, follow_redirects=True)
    assert got.history[0].status_code == 303 and got.history[0].headers["vary"].startswith("Accept")
    assert got.headers["content-type"].partition(";")[0] == kind
    assert "区财政局" in got.text


def test_an_entity_as_a_page(server: str) -> None:
    got = httpx.get(server + url_path(UNIT, BASE), headers={"Accept": "text/html"})
    assert got.status_code == 303 and got.headers["location"].startswith("/entity.html#unit/370812/")
    page = httpx.get(server + url_path(UNIT, BASE).replace("/id/", "/page/"))
    assert page.status_code == 200 and "区财政局</h1>" in page.text


def test_a_fact_has_a_page_of_its_own(server: str) -> None:
    asked = "SELECT ?f { ?f a pg:Assignment } ORDER BY ?f LIMIT 1"
    iri = httpx.get(f"{server}/sparql", params={"query": asked, "format": "csv"}).text.split()[1]
    got = httpx.get(server + url_path(iri, BASE), headers={"Accept": "text/html"}, follow_redirects=True)
    assert got.status_code == 200 and "pg:role" in got.text and iri in got.text
    data = httpx.get(server + url_path(iri, BASE), headers={"Accept": "text/turtle"}, follow_redirects=True)
    assert "oa:exact" in data.text  # with the words it rests on


def test_every_way_to_write_an_address(server: str) -> None:
    """Capitals or not, more encoded than need be: it is the same thing."""
    path = url_path(UNIT, BASE)
    for written in (path.lower(), path.replace("unit", "%75nit"), path.replace("%", "%25")):
        status = httpx.get(server + written).status_code
        assert status == (404 if "%25" in written else 303), written


@pytest.mark.parametrize("path", ["unit/370812/nobody", "unit/%3E%20x", "%FF%FE", ""])
def test_what_is_not_there(server: str, path: str) -> None:
    for start in ("id", "page"):
        assert httpx.get(f"{server}/{start}/{path}").status_code in (400, 404)


def test_words_of_documents_are_no_markup(
    tmp_path: Path, root: Path, serve: Callable[..., AbstractContextManager[str]]
) -> None:
    from graph.pipeline import build
    from graph.rdf.names import Base

    evil = "某县<script>alert(1)</script>2024年重点工作任务\n一、工业\n1.抓投产。新增企业5家。（牵头单位：县发改局）\n"
    (tmp_path / "x.txt").write_text(evil, encoding="utf-8")
    build([str(tmp_path / "x.txt")], tmp_path / "out", base=Base())
    with serve(tmp_path / "out", "--workers", "1") as server:
        asked = "SELECT ?s { ?s ?p ?o FILTER(CONTAINS(STR(?o), '<script')) }"
        found = httpx.get(f"{server}/sparql", params={"query": asked, "format": "csv"}).text.split()[1:]
        assert found
        for iri in found:
            page = httpx.get(server + url_path(iri.partition("#")[0], BASE).replace("/id/", "/page/"))
            assert page.status_code == 200 and "<script" not in page.text


# -- limits


def ask(server: str, query: str) -> httpx.Response:
    return httpx.get(f"{server}/sparql", params={"query": query}, timeout=30)


@pytest.mark.parametrize("query", [ENDLESS, PATHS], ids=["cross product", "endless path"])
def test_a_query_that_takes_too_long_is_stopped(tight: str, query: str) -> None:
    got = ask(tight, query)
    assert got.status_code == 503 and "stopped after 1 s" in got.text
    assert ask(tight, "ASK {}").status_code == 200


def test_a_query_is_really_stopped(tight: str) -> None:
    """Its process is gone, not left to burn: the server counts those it ended."""
    before = httpx.get(f"{tight}/health").json()["stopped"]
    ask(tight, ENDLESS)
    after = httpx.get(f"{tight}/health").json()
    assert (after["stopped"], after["busy"]) == (before + 1, 0)


def test_an_answer_that_is_too_large(tight: str) -> None:
    got = ask(tight, GREEDY)
    assert got.status_code == 413 and "LIMIT" in got.text


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="memory is limited on Linux alone")
def test_a_query_that_needs_too_much_memory(
    serve: Callable[..., AbstractContextManager[str]], snapshot: Path
) -> None:
    with serve(snapshot, "--most-memory", "60", "--timeout", "20", "--workers", "1") as server:
        got = ask(server, HUNGRY)
        assert got.status_code == 503 and "more memory" in got.text
        assert ask(server, "ASK {}").status_code == 200


def test_others_are_answered_while_one_is_stopped(tight: str) -> None:
    slow: list[int] = []
    thread = threading.Thread(target=lambda: slow.append(ask(tight, ENDLESS).status_code))
    thread.start()
    time.sleep(0.1)
    quick = [ask(tight, "ASK {}").status_code for _ in range(20)]
    thread.join()
    assert (slow, set(quick)) == ([503], {200})


def test_too_many_at_a_time(tight: str) -> None:
    """Two are answered at a time, one waits, the others are told to come again."""
    statuses: list[int] = []
    threads = [
        threading.Thread(target=lambda: statuses.append(ask(tight, ENDLESS).status_code)) for _ in range(6)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert set(statuses) == {429, 503} and statuses.count(429) >= 3
    assert ask(tight, "ASK {}").status_code == 200


def test_a_long_query(server: str) -> None:
    long = "ASK {} #" + "x" * 250_000
    headers = {"Content-Type": "application/sparql-query"}
    assert httpx.post(f"{server}/sparql", content=long, headers=headers).status_code == 413


def test_a_server_that_cannot_start(tmp_path: Path, snapshot: Path, server: str) -> None:
    from click.testing import CliRunner

    from graph.cli import cli

    def says(*args: object) -> str:
        result = CliRunner().invoke(cli, ["serve", *map(str, args)], prog_name="policy-graph")
        assert result.exit_code == 1
        return result.stderr

    assert "holds no snapshot" in says("--snapshot", tmp_path)
    assert "in use" in says("--snapshot", snapshot, "--port", server.rsplit(":")[-1])
    broken = tmp_path / "broken"
    broken.mkdir()
    (broken / "manifest.json").write_text(json.dumps({"base": BASE, "files": {"graph.nq": {"sha256": "x"}}}))
    (broken / "graph.nq").write_text("<a:b> <c:d>\n")
    assert "graph.nq is broken" in says("--snapshot", broken, "--port", 0)


def test_an_address_keeps_what_is_encoded() -> None:
    assert quote("区") in url_path(BASE + "unit/区%2FA", BASE) and "%2FA" in url_path(
        BASE + "unit/区%2FA", BASE
    )


@pytest.mark.skipif(any(missing()), reason=missing()[1] or "-")
def test_the_query_page_and_its_scripts(server: str) -> None:
    page = httpx.get(f"{server}/query")
    assert page.status_code == 200 and "/query-assets/query.js" in page.text and "outcomes" in page.text
    assert httpx.get(f"{server}/query-assets/query.js").status_code == 200
    assert httpx.get(f"{server}/query-assets/other.js").status_code == 404


def test_what_is_said_at_the_start_is_there(snapshot: Path, root: Path) -> None:
    """Each address that the first line names answers."""
    command = [sys.executable, "-m", "graph", "serve", "--snapshot", str(snapshot), "--port", "0"]
    with subprocess.Popen(command, cwd=root, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        named = re.findall(r"http://\S+", process.stdout.readline())
        try:
            assert [urlsplit(address).path for address in named] == [
                "/",
                "/query",
                "/sparql",
                "/graph",
                "/health",
            ]
            # /graph wants to be told which graph
            assert [httpx.get(address).status_code for address in named] == [200, 200, 200, 400, 200]
        finally:
            process.terminate()
            process.wait(20)
