"""The page as a file: what it is made from, that it is closed, and the same each time."""

import base64
import hashlib
import json
import os
import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import pytest
from pyoxigraph import Store
from synthetic import HOSTILE, synthetic_store

from graph.page import default_links, write_index
from graph.page.classes import load_table
from graph.page.data import Graph, read_graph
from graph.page.draw import safe_json
from graph.page.layout import MORE, View, make_views

TABLE = load_table()


@pytest.fixture(scope="module")
def graph() -> Graph:
    return read_graph(synthetic_store(), TABLE)


@pytest.fixture(scope="module")
def views(graph: Graph) -> tuple[View, ...]:
    return make_views(graph, TABLE)


@pytest.fixture(scope="module")
def html(tmp_path_factory: pytest.TempPathFactory) -> str:
    out = tmp_path_factory.mktemp("page") / "index.html"
    write_index(synthetic_store(), out)
    return out.read_text(encoding="utf-8")


def tags(html: str) -> list[str]:
    found: list[str] = []

    class Tags(HTMLParser):
        def handle_starttag(self, tag, attrs):
            found.append(tag)
            assert not [name for name, _ in attrs if name.startswith("on") or name == "style"]

    Tags(convert_charrefs=True).feed(html)
    return found


def payload(html: str) -> dict:
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', html, re.DOTALL)
    assert found
    return json.loads(found[1])


def test_the_synthetic_snapshot_has_the_size_of_a_real_one(graph):
    sizes = {name: len(graph.of_class(name)) for name in TABLE.classes}
    assert sizes == {"document": 14, "section": 166, "task": 154, "official": 11, "unit": 68}


def test_every_fact_between_things_has_evidence_document_and_confidence(graph):
    stated = [fact for fact in graph.facts if fact.object]
    assert len(stated) > 700
    for fact in stated:
        assert fact.evidence and fact.document and fact.confidence in TABLE.confidence


def test_a_unit_is_quoted_inside_the_sentence_of_its_task(graph):
    fact = next(f for f in graph.facts if f.relation == "responsible_unit")
    node = {n.iri: n for n in graph.nodes}
    (evidence,) = fact.evidence
    assert evidence.quote == node[fact.object].label
    sentence = evidence.passage[evidence.left : evidence.right]
    assert evidence.quote in sentence and sentence != evidence.quote
    assert evidence.passage == node[fact.subject].evidence[0].passage


def test_no_two_cards_of_a_view_overlap(graph, views):
    cls = {node.iri: TABLE.classes[node.cls] for node in graph.nodes} | {MORE: TABLE.classes["unit"]}
    assert len(views) > 100
    for view in views:
        boxes = sorted(
            (
                p.x - cls[p.iri].width / 2,
                p.x + cls[p.iri].width / 2,
                p.y - cls[p.iri].height / 2,
                p.y + cls[p.iri].height / 2,
            )
            for p in view.places
        )
        for i, (left, right, top, bottom) in enumerate(boxes):
            for left2, right2, top2, bottom2 in boxes[i + 1 :]:
                apart = right <= left2 or right2 <= left or bottom <= top2 or bottom2 <= top
                assert apart, (view.kind, view.at)


def test_every_link_of_a_view_joins_two_of_its_cards(views):
    for view in views:
        here = {place.iri for place in view.places}
        assert len(here) == len(view.places)
        for link in view.links:
            assert {link.source, link.target} <= here, (view.kind, view.at, link)
            assert link.facts


def test_collective_units_stand_last_so_that_folding_them_leaves_no_gap(graph, views):
    collective = {node.iri for node in graph.nodes if node.collective}
    assert collective
    for view in views:
        if view.kind in ("overview", "document", "section", "whole"):
            column = [p.iri for p in sorted(view.places, key=lambda p: p.y) if p.x > 846]
            flags = [iri in collective for iri in column]
            assert flags == sorted(flags), view.kind


def test_a_document_without_tasks_says_so(views):
    silent = [
        view
        for view in views
        if view.kind == "document" and any("没有写明责任单位" in n.text for n in view.notes)
    ]
    assert len(silent) == 11


def test_every_section_and_task_stands_in_a_view_of_its_document(graph, views):
    reached = {p.iri for v in views if v.kind in ("document", "section") for p in v.places}
    for node in graph.of_class("section", "task"):
        assert node.iri in reached, node.label


def test_the_overview_is_small(views):
    assert views[0].kind == "overview"
    assert len(views[0].places) < 50


def test_same_input_same_bytes(tmp_path, html):
    code = "import sys; from pathlib import Path; from graph.page import write_index; from synthetic import synthetic_store; write_index(synthetic_store(), Path(sys.argv[1]))"
    here = Path(__file__).parent
    root = here.parents[1]
    for seed in ("1", "2"):
        out = tmp_path / seed / "index.html"
        # an ASCII locale and another hash seed must not change a byte
        env = {
            "PYTHONHASHSEED": seed,
            "LC_ALL": "C",
            "PYTHONUTF8": "0",
            "PYTHONPATH": f"{root}{os.pathsep}{here}",
        }
        subprocess.run([sys.executable, "-c", code, str(out)], check=True, env=env, cwd=tmp_path)
        assert out.read_text(encoding="utf-8") == html
    assert sorted(p.name for p in tmp_path.iterdir()) == ["1", "2"], "nothing is written beside the page"


def test_nothing_is_fetched(html):
    shell = re.sub(r"<script.*?</script>|<style.*?</style>", "", html, flags=re.DOTALL)
    assert not re.search(r"""(?:src|href|action)\s*=\s*["']?\s*(?:https?:)?//""", shell)
    assert "cdn" not in shell.lower()
    assert not re.search(r"url\(|@import", re.search(r"<style>(.*?)</style>", html, re.DOTALL)[1])


def test_the_policy_allows_only_the_inlined_scripts_and_style(html):
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', html)[1].replace(
        "&#39;", "'"
    )
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy and "http" not in policy
    bodies = re.findall(r"<(?:script|style)>(.*?)</(?:script|style)>", html, re.DOTALL)
    assert len(bodies) == 3
    for body in bodies:
        digest = base64.b64encode(hashlib.sha256(body.encode()).digest()).decode()
        assert f"'sha256-{digest}'" in policy
    assert not re.search(
        r"<[^>]+\son\w+=|<[^>]+\sstyle=", re.sub(r"<script.*?</script>", "", html, flags=re.DOTALL)
    )


def test_nodes_edges_and_options_are_those_of_pyvis(html):
    data = payload(html)
    assert data["options"]["physics"]["enabled"] is False
    assert len(data["nodes"]) == 14 + 166 + 154 + 11 + 68 + 1
    assert all({"id", "label", "title", "shape", "x", "y"} <= node.keys() for node in data["nodes"][:-1])
    assert all({"id", "from", "to", "width"} <= edge.keys() for edge in data["edges"])


def test_markup_in_documents_is_only_text(tmp_path):
    out = tmp_path / "index.html"
    write_index(synthetic_store(hostile=True), out, title=HOSTILE)
    html = out.read_text(encoding="utf-8")
    elements = tags(html)
    assert elements.count("script") == 3
    assert "img" not in elements
    assert HOSTILE not in html
    assert payload(html)["things"]


def test_safe_json_cannot_leave_its_element():
    text = safe_json(["</script><!--", "&amp;", "\u2028\u2029"])
    assert not set(text) & set("<>&\u2028\u2029")
    assert json.loads(text) == ["</script><!--", "&amp;", "\u2028\u2029"]


def test_an_empty_snapshot_has_a_page(tmp_path):
    out = tmp_path / "index.html"
    write_index(Store(), out)
    assert "快照里没有文件" in out.read_text(encoding="utf-8")


def test_the_page_links_the_files_of_its_folder(tmp_path):
    (tmp_path / "facts").mkdir()
    (tmp_path / "facts" / "assignments.csv").write_text("")
    targets = [target for _, target in default_links(tmp_path)]
    assert targets == ["report.html", "graph.ttl", "graph.nq", "manifest.json", "facts/assignments.csv"]
    write_index(Store(), tmp_path / "index.html")
    html = (tmp_path / "index.html").read_text(encoding="utf-8")
    assert all(f'href="{target}"' in html for target in targets)


@pytest.mark.parametrize(
    "target", ["javascript:alert(1)", "//example.org/x", "https://example.org", "/etc/x", ""]
)
def test_links_stay_in_the_snapshot(tmp_path, target):
    with pytest.raises(ValueError, match="relative"):
        write_index(Store(), tmp_path / "index.html", links=[("x", target)])
