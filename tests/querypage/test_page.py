"""query.html as a file: its policy, its addresses, its data, what it says when something is missing."""

import base64
import html
import json
import re
import zlib
from pathlib import Path

import pytest
from test_library import question

from graph import bundles
from graph.querypage import missing, render_page, write_query_page
from graph.querypage.data import write_graph_script

bundled = pytest.mark.skipif(
    any(missing()), reason="the bundles are not built: npm ci && npm run build in web/"
)
QUAD = (
    '<https://policy-graph.example/id/unit/1/甲> <http://www.w3.org/2004/02/skos/core#prefLabel> "甲"@zh .\n'
)


@pytest.fixture
def graph(tmp_path: Path) -> Path:
    path = tmp_path / "graph.nq"
    path.write_text(QUAD, encoding="utf-8")
    return path


def policy_of(page: str) -> str:
    return html.unescape(re.findall(r'http-equiv="Content-Security-Policy" content="([^"]*)"', page)[0])


def settings_of(page: str) -> dict:
    return json.loads(
        re.findall(r'<script type="application/json" id="settings">(.*?)</script>', page, re.DOTALL)[0]
    )


@pytest.mark.parametrize("size", [0, 1, 100, 1 << 20, (1 << 20) + 1, 3_500_000])
def test_the_script_gives_back_the_graph(tmp_path, size, monkeypatch):
    monkeypatch.setattr("graph.snapshot.packing.PIECE", 1 << 20)
    graph, out = tmp_path / "graph.nq", tmp_path / "data.js"
    graph.write_bytes((b"0123456789abcdef" * (size // 16 + 1))[:size])
    assert write_graph_script(graph, out) == out.stat().st_size
    found = re.fullmatch(r"window\.policyGraphData=(\[.*\]);\n", out.read_text(), re.DOTALL)
    pieces = [base64.b64decode(text, validate=True) for text in json.loads(found[1])]
    assert b"".join(zlib.decompress(piece, -zlib.MAX_WBITS) for piece in pieces) == graph.read_bytes()
    assert len(pieces) == -(-size // (1 << 20))


@bundled
def test_a_site_has_all_that_its_page_names(tmp_path, graph):
    site = tmp_path / "site"
    site.mkdir()
    written = write_query_page(site, graph)
    assert written.left_out == ("", "")
    found = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}
    assert found == set(written.files)
    page = (site / "query.html").read_text(encoding="utf-8")
    named = [
        name
        for name in re.findall(r'(?:src|href)="([^"]*)"', page)
        if not name.startswith(("#", "?", "data:"))
    ]
    assert set(named) - {"index.html"} <= found
    assert not re.findall(r'(?:src|href)="(?:https?:)?//', page)


@bundled
def test_the_same_graph_gives_the_same_bytes(tmp_path, graph):
    folders = [tmp_path / "one", tmp_path / "two"]
    for folder in folders:
        folder.mkdir()
        write_query_page(folder, graph)
    one, two = ({p.relative_to(f): p.read_bytes() for p in f.rglob("*") if p.is_file()} for f in folders)
    assert one == two


@bundled
def test_nothing_may_come_from_elsewhere(tmp_path, graph):
    write_query_page(tmp_path, graph)
    policy = policy_of((tmp_path / "query.html").read_text(encoding="utf-8"))
    assert "default-src 'none'" in policy and "connect-src 'none'" in policy
    assert "unsafe-inline" not in policy and "'unsafe-eval'" not in policy and "http" not in policy
    served = policy_of(render_page())
    assert "connect-src 'self'" in served and "wasm" not in served and "worker-src" not in served


@bundled
def test_a_servers_page_names_its_endpoint_and_no_data():
    page = render_page("/sparql", assets="/there/")
    settings = settings_of(page)
    assert (settings["endpoint"], settings["data"], settings["links"]["page"]) == ("/sparql", "", "/page/")
    assert 'src="/there/query.js"' in page and "query-engine" not in page


@bundled
def test_a_questions_words_are_data():
    hostile = "</script><script>alert(1)</script>"
    page = render_page(questions=[question(f"# {hostile}\nASK {{}}")])
    assert hostile not in page
    assert hostile in settings_of(page)["questions"][0]["query"]


@bundled
def test_the_header_leads_to_the_sites_pages():
    page = render_page(pages=[("/", "首页", "Start"), ("/query", "查询", "Query"), ('/a"b', "甲<乙", "x")])
    assert '<a href="/query" data-en="Query" aria-current="page">查询</a>' in page
    assert '<a href="/a&#34;b" data-en="x">甲&lt;乙</a>' in page


@bundled
def test_a_graph_too_large_is_left_out_and_the_page_says_what_to_do(tmp_path, graph):
    written = write_query_page(tmp_path, graph, largest=10)
    assert "policy-graph serve" in written.left_out[0] and "policy-graph serve" in written.left_out[1]
    assert "query-data.js" not in written.files and not (tmp_path / "query-data.js").exists()
    page = (tmp_path / "query.html").read_text(encoding="utf-8")
    assert "policy-graph serve" in page and settings_of(page)["data"] == ""


def test_without_bundles_the_page_says_what_is_left_out_and_why(tmp_path, graph, monkeypatch):
    monkeypatch.setattr(bundles, "bundles_folder", lambda: tmp_path / "none")
    written = write_query_page(tmp_path, graph)
    assert written.files == ("query.html",) and "npm" in written.left_out[1]
    page = (tmp_path / "query.html").read_text(encoding="utf-8")
    assert "npm" in page and "没有打包" in page and "<script" not in page
    with pytest.raises(FileNotFoundError, match="npm"):
        render_page()
