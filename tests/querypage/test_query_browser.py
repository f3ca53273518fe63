"""The query page in a real browser: from disk over its own snapshot, and over a server."""

import csv
import io
import json
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from pyoxigraph import QueryResultsFormat, RdfFormat, Store
from test_library import Taken, question

from graph.querypage import asset_files, missing, render_page, write_query_page
from tests.browsers import BROWSER

pytestmark = [
    *BROWSER,
    pytest.mark.skipif(any(missing()), reason="the bundles are not built: npm ci && npm run build in web/"),
]
BASE = "https://policy-graph.example/id/"
PG = "https://policy-graph.example/ontology#"
LABEL = "http://www.w3.org/2004/02/skos/core#prefLabel"
HOSTILE = '<img src=x onerror="window.hit=1"></script><script>window.hit=1</script>'
UNITS = {"区发展改革局": 3, "区财政局": 1, "=HYPERLINK(1)": 2}
ENCODED = {ord(char): quote(char) for char in "=()"}
PREFIXES = f"PREFIX pg: <{PG}> PREFIX skos: <http://www.w3.org/2004/02/skos/core#> "
COUNTS = (
    "SELECT ?unit (COUNT(?task) AS ?tasks) WHERE { ?task pg:hasLeadUnit/skos:prefLabel ?unit }"
    " GROUP BY ?unit ORDER BY DESC(?tasks)"
)


def quads() -> str:
    """Tasks and their lead units, in two graphs; a task with a hostile text; a row of a fact view."""
    document = f"{BASE}document/甲县/2023/task_breakdown/一号"
    lines = []
    for unit, tasks in UNITS.items():
        iri = f"{BASE}unit/1/{unit.translate(ENCODED)}"
        lines.append(f"<{iri}> <{LABEL}> {json.dumps(unit, ensure_ascii=False)} <{BASE}graph/entities> .")
        lines += [
            f"<{document}/task/{tasks}{n}> <{PG}hasLeadUnit> <{iri}> <{document}> ." for n in range(tasks)
        ]
    lines.append(f"<{document}/task/hostile> <{PG}text> {json.dumps(HOSTILE)} <{document}> .")
    lines.append(
        f'<{document}/fact/assignments/abc> <{PG}start> "11"^^<http://www.w3.org/2001/XMLSchema#integer> <{document}> .'
    )
    return "\n".join(sorted(lines)) + "\n"


ASKED = question(
    "# 问题：各单位牵头几项\nSELECT ?unit (COUNT(?task) AS ?tasks) WHERE { ?task pg:hasLeadUnit/skos:prefLabel ?unit"
    ' FILTER($unit = "" || CONTAINS(STR(?unit), $unit)) FILTER($role != "none") } GROUP BY ?unit ORDER BY ?unit',
    Taken("unit", "text", "", "单位名称中的字，空为不限。", "A part of the unit's name; empty for any."),
    Taken("role", "role", "lead_unit", "角色。", "The role."),
    name="units_by_tasks",
)


@dataclass
class Visit:
    """A page with everything it asked for and complained of."""

    page: Any
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def ask(self, query: str) -> None:
        """Writes a query into the editor and runs it."""
        self.page.evaluate("document.querySelector('#query').open = true")
        self.page.click("#editor .cm-content")
        self.page.keyboard.press("Control+a")
        self.page.keyboard.insert_text(query)
        self.page.click("#run")

    def until(self, what: Callable[[], Any], seconds: float = 30) -> None:
        """Waits, asking from outside: the page's policy lets nothing be evaluated inside."""
        end = time.monotonic() + seconds
        while not what():
            assert time.monotonic() < end, "it did not happen"
            self.page.wait_for_timeout(30)

    def holds(self, expression: str) -> None:
        """Waits until a JavaScript expression is true of the page."""
        self.until(lambda: self.page.evaluate(expression))

    def answered(self, begins: str = "") -> str:
        """Waits for an answer (whose line begins so), and gives its line."""
        self.holds(
            "!document.querySelector('#run').disabled && !!document.querySelector('#spent').textContent"
        )
        self.until(lambda: self.page.text_content("#spent").startswith(begins))
        return self.page.inner_text("#spent")

    def table(self) -> list[list[str]]:
        self.page.click("#view-table")
        return [row.locator("td").all_inner_texts() for row in self.page.locator("#answer tbody tr").all()]

    def trouble(self) -> str:
        self.page.wait_for_selector("#trouble:not([hidden])")
        return self.page.inner_text("#trouble")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    (folder / "graph.nq").write_text(quads(), encoding="utf-8")
    links = {"entity": "entity.html", "read": "read.html"}
    write_query_page(folder, folder / "graph.nq", [ASKED], links=links)
    return folder / "query.html"


def visit(chromium: Any, address: str, *, ready: bool = True, **context: Any) -> Visit:
    page = chromium.new_context(
        **{"viewport": {"width": 1300, "height": 900}, "accept_downloads": True} | context
    ).new_page()
    seen = Visit(page)
    page.on("request", lambda request: seen.requests.append(request.url))
    page.on("console", lambda message: seen.complaints.append(f"{message.type}: {message.text}"))
    page.on("pageerror", lambda error: seen.complaints.append(str(error)))
    page.on("dialog", lambda dialog: (seen.complaints.append(f"dialog: {dialog.message}"), dialog.dismiss()))
    page.goto(address)
    if ready:
        page.wait_for_selector("#store[data-ready]")
    return seen


@pytest.fixture
def opened(chromium: Any, site: Path) -> Iterator[Any]:
    """Opens the page from disk, at an address behind it; in the end nothing has left and nothing was wrong."""
    visits = []

    def at(address: str = "", **context: Any) -> Visit:
        visits.append(visit(chromium, site.as_uri() + address, **context))
        return visits[-1]

    yield at
    for seen in visits:
        assert seen.complaints == []
        assert [url for url in seen.requests if not url.startswith(("file://", "data:", "blob:null/"))] == []
        assert seen.page.evaluate("window.hit") is None
        seen.page.context.close()


def asking(query: str, **more: str) -> str:
    return "#" + "&".join(f"{name}={quote(value)}" for name, value in {"q": query, **more}.items())


def test_opens_from_disk_and_shows_the_example(opened):
    here = opened()
    assert "3 行" in here.answered()
    assert here.page.inner_text("#store").startswith("11 条陈述")
    here.page.wait_for_selector("#answer svg.plot")


def test_a_query_is_answered_over_all_graphs_at_once(opened):
    here = opened()
    here.answered()
    here.ask(COUNTS)
    assert "3 行" in here.answered()
    assert here.table() == [["区发展改革局", "3"], ["=HYPERLINK(1)", "2"], ["区财政局", "1"]]


def test_ask_and_an_empty_answer(opened):
    here = opened(asking("ASK { ?t pg:hasLeadUnit ?u }"))
    here.answered()
    assert here.page.inner_text("#answer") == "是"
    here.ask("SELECT ?x { ?x a pg:Nothing }")
    here.holds("document.querySelector('#answer').textContent.includes('没有符合')")


def test_a_table_is_sorted_by_its_columns(opened):
    here = opened(asking(COUNTS, view="table"))
    here.answered()
    here.page.click("th button:has-text('tasks')")
    assert [row[1] for row in here.table()] == ["1", "2", "3"]
    here.page.click("th button:has-text('tasks')")
    assert [row[1] for row in here.table()] == ["3", "2", "1"]
    assert "sort=-tasks" in here.page.url


BARS = """(svg) => Array.from(svg.querySelectorAll('rect'), (bar) => [bar.querySelector('title').textContent, +bar.getAttribute('x'), +bar.getAttribute('width')])"""


def bars(here: Visit) -> list[tuple[str, float, float]]:
    here.page.wait_for_selector("#answer svg.plot")
    return [tuple(bar) for bar in here.page.eval_on_selector("#answer svg.plot", BARS)]


def test_one_name_and_one_number_are_bars(opened):
    here = opened(asking(COUNTS))
    here.answered()
    found = bars(here)
    assert [says for says, _, _ in found] == ["区发展改革局: 3", "=HYPERLINK(1): 2", "区财政局: 1"]
    assert [round(wide / found[2][2], 2) for _, _, wide in found] == [3, 2, 1]
    said = here.page.text_content("#answer svg.plot")
    assert "区发展改革局" in said and "tasks" in said, "the axis says which column it is"
    assert here.page.locator("#answer svg.plot :is(style, [style])").count() == 0


def test_numbers_below_zero_are_bars_to_the_left(opened):
    here = opened(asking('SELECT ?name ?n { VALUES (?name ?n) { ("增" 4) ("减" -2) } }', view="chart"))
    here.answered()
    (_, zero, wide), (_, left, low) = bars(here)
    assert wide == pytest.approx(2 * low, abs=0.5) and left + low == pytest.approx(zero, abs=0.5)


def test_a_bar_of_a_thing_leads_to_its_page(opened):
    here = opened(
        asking("SELECT ?unit (COUNT(?t) AS ?n) { ?t pg:hasLeadUnit ?unit } GROUP BY ?unit", view="chart")
    )
    here.answered()
    here.page.wait_for_selector("#answer svg.plot a")
    links = here.page.eval_on_selector_all(
        "#answer svg.plot a", "(links) => links.map((a) => a.getAttribute('href'))"
    )
    assert len(links) == 3 and all(link.startswith("entity.html#unit/1/") for link in links)


def test_a_hostile_name_of_a_bar_is_text(opened):
    here = opened(asking(f'SELECT ?name ?n {{ VALUES (?name ?n) {{ ({json.dumps(HOSTILE)} 1) ("甲" 2) }} }}'))
    here.answered()
    here.page.click("#view-chart")
    assert bars(here)[0][0] == f"{HOSTILE}: 1"
    assert here.page.locator("#answer :is(img, script, image, foreignObject)").count() == 0


def test_triples_are_a_graph_with_the_names_of_its_things(opened):
    here = opened(asking("CONSTRUCT { ?t pg:hasLeadUnit ?u } WHERE { ?t pg:hasLeadUnit ?u }"))
    here.page.wait_for_selector(".network[data-drawn='9']")
    assert here.page.get_attribute(".stage", "aria-label").startswith("9 个对象、6 条关系")
    assert here.page.inner_text(".legend").split() == ["任务", "单位", "牵头单位"]
    here.page.click("#view-table")
    assert len(here.table()) == 6


def test_two_columns_of_things_can_be_drawn_and_one_cannot(opened):
    here = opened(asking("SELECT ?task ?unit { ?task pg:hasLeadUnit ?unit }", view="graph"))
    here.page.wait_for_selector(".network[data-drawn='9']")
    here.ask("SELECT DISTINCT ?unit { ?task pg:hasLeadUnit ?unit }")
    here.holds("document.querySelector('#view-graph').disabled")
    assert "CONSTRUCT" in here.page.get_attribute("#view-graph", "title")


def test_things_lead_to_their_pages(opened):
    here = opened(
        "?lang=en"
        + asking(
            "SELECT DISTINCT ?unit ?task { ?task pg:hasLeadUnit ?unit ; ^pg:none* ?task } ORDER BY ?task",
            view="table",
        )
    )
    here.answered()
    links = here.page.eval_on_selector_all("#answer td a", "(all) => all.map((a) => a.getAttribute('href'))")
    assert f"entity.html?lang=en#unit/1/{quote('区财政局')}" in links
    key = quote("document/甲县/2023/task_breakdown/一号/task/10", safe="/")
    assert f"entity.html?lang=en#{key}" in links


def test_a_row_of_a_fact_view_leads_to_its_sentence(opened):
    query = f"SELECT ?doc ?start ?end {{ VALUES (?doc ?start ?end) {{ (<{BASE}document/a/b> 11 15) (<{BASE}unit/1/x> 1 2) }} }}"
    here = opened(asking(query, view="table"))
    here.answered()
    (link,) = here.page.locator("#answer td a", has_text="看原文").all()
    assert link.get_attribute("href") == "read.html#document/a/b&at=11-15"


def test_what_has_no_page_can_be_described(opened):
    here = opened(asking("SELECT ?fact { ?fact pg:start ?start }", view="table"))
    here.answered()
    here.page.click("#answer td a.describe")
    here.holds("location.hash.includes('DESCRIBE')")
    here.answered("1 条陈述")


def test_the_csv_holds_every_row_and_no_formula(opened):
    here = opened(asking(COUNTS))
    here.answered()
    with here.page.expect_download() as download:
        here.page.click("#csv")
    data = Path(download.value.path()).read_bytes()
    assert download.value.suggested_filename == "query.csv" and data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    assert rows == [["unit", "tasks"], ["区发展改革局", "3"], ["'=HYPERLINK(1)", "2"], ["区财政局", "1"]]


def test_the_address_holds_what_is_asked_and_how_it_is_shown(opened):
    here = opened()
    here.answered()
    here.ask(COUNTS)
    here.holds("location.hash.startsWith('#q=')")
    here.answered()
    here.page.click("#view-table")
    again = opened(here.page.url[here.page.url.index("#") :])
    again.answered()
    assert again.page.get_attribute("#view-table", "aria-pressed") == "true"
    assert again.table() == here.table()
    again.ask("ASK { }")
    again.page.wait_for_selector(".truth")
    again.page.go_back()
    again.page.wait_for_selector("#answer tbody tr")
    assert again.table() == here.table()


def test_a_question_has_a_form_and_an_address_of_its_own(opened):
    here = opened("#ask=units_by_tasks")
    here.answered()
    assert here.page.get_attribute(".questions a[aria-current]", "href") == "#ask=units_by_tasks"
    assert here.page.input_value("#parameter-role") == "lead_unit"
    assert "牵头单位" in here.page.inner_text("#parameter-role")
    here.page.fill("#parameter-unit", "财政")
    here.page.click("#form button")
    here.answered("1 行")
    assert here.page.url.endswith("#ask=units_by_tasks&unit=" + quote("财政"))
    assert here.table() == [["区财政局", "1"]]


def test_a_parameter_stays_a_text_whatever_is_in_it(opened):
    here = opened("#ask=units_by_tasks&unit=" + quote('") } SELECT * { ?s ?p ?o } #\\'))
    assert here.answered().startswith("0 行")
    assert not here.page.is_visible("#trouble")


def test_names_are_offered_for_a_parameter(opened):
    here = opened("#ask=units_by_tasks")
    here.answered()
    here.page.focus("#parameter-unit")
    here.page.wait_for_selector("#parameter-unit-names", state="attached")


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("SELECT ?s {\n ?s a foo:Task }", "第 2 行第 7 列：前缀 foo: 没有声明"),
        ("SELECT ?s WHERE ?s ?p ?o }", "第 1 行第 17 列"),
        ("SELECT ?s ?n { ?s ?p ?n } GROUP BY ?s", "GROUP BY"),
        ("SELEC ?s { ?s ?p ?o }", "不是“SELEC”"),
        ("# nothing", "查询是空的"),
        ("SELECT ?s { SERVICE <https://example.org/> { ?s ?p ?o } }", ""),
    ],
)
def test_a_mistake_is_shown_with_its_place(opened, query, words):
    here = opened(asking(query))
    assert words in here.trouble()
    assert here.page.inner_text("#answer") == ""
    here.ask(COUNTS)
    here.page.wait_for_selector("#trouble", state="hidden")
    assert "3 行" in here.answered()


def test_a_query_without_end_is_stopped_and_the_next_is_answered(opened):
    here = opened()
    here.answered()
    here.ask("SELECT (COUNT(*) AS ?n) { " + " ".join(f"?a{n} ?b{n} ?c{n} ." for n in range(12)) + " }")
    here.page.click("#stop")
    assert "停止" in here.trouble()
    here.ask(COUNTS)
    here.answered("3 行")


def test_texts_of_documents_stay_texts(opened):
    here = opened(asking("SELECT ?text ?task { ?task pg:text ?text }", view="table"))
    here.answered()
    assert here.table()[0][0] == HOSTILE
    here.ask("DESCRIBE ?task { ?task pg:text ?text }")
    here.until(lambda: "条陈述" in here.page.text_content("#spent"))
    assert here.table()[0][2] == HOSTILE
    assert here.page.evaluate("document.querySelectorAll('img, iframe, main script').length") == 0


def test_completion_knows_the_chinese_names(opened):
    here = opened()
    here.answered()
    here.page.click("#editor .cm-content")
    here.page.keyboard.press("Control+a")
    here.page.keyboard.insert_text("SELECT ?t { ?t ")
    here.page.keyboard.type("牵头单")
    here.page.wait_for_selector(".cm-tooltip-autocomplete li[aria-selected]")
    assert "pg:hasLeadUnit" in here.page.inner_text(".cm-tooltip-autocomplete li[aria-selected]")
    here.page.wait_for_timeout(150)  # the list takes no key in its first moment
    here.page.keyboard.press("Enter")
    assert "?t pg:hasLeadUnit" in here.page.inner_text("#editor .cm-content")


def test_english_and_dark(opened):
    here = opened("?lang=en&theme=dark" + asking("SELECT ?s { ?s a foo:x }"))
    assert "no prefix foo: is declared" in here.trouble()
    assert here.page.inner_text("h1") == "Query" and here.page.inner_text("#run") == "Run"
    assert here.page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(18, 22, 28)"
    here.page.click("#language")
    here.page.wait_for_selector("#store[data-ready]")
    assert here.page.inner_text("h1") == "查询" and "foo%3Ax" in here.page.url


def test_chinese_is_drawn_not_boxed(opened):
    here = opened(asking(COUNTS))
    here.answered()
    widths = here.page.evaluate(
        """() => { const c = document.createElement('canvas').getContext('2d', { willReadFrequently: true }); c.font = '20px ' + getComputedStyle(document.body).fontFamily;
        const ink = (text) => { c.clearRect(0, 0, 60, 60); c.fillText(text, 5, 40); return c.getImageData(0, 0, 60, 60).data.reduce((n, v, i) => n + (i % 4 === 3 && v > 80), 0); };
        return ['区', '财', '\\u{10FFFD}'].map(ink); }"""
    )
    assert len(set(widths)) == 3


def test_a_narrow_screen_does_not_scroll_sideways(opened):
    here = opened("#ask=units_by_tasks", viewport={"width": 380, "height": 800})
    here.answered()
    assert here.page.evaluate("document.documentElement.scrollWidth") <= 380


def test_a_graph_too_large_says_so(chromium, tmp_path):
    (tmp_path / "graph.nq").write_text(quads(), encoding="utf-8")
    write_query_page(tmp_path, tmp_path / "graph.nq", largest=10)
    seen = visit(chromium, (tmp_path / "query.html").as_uri(), ready=False)
    assert "policy-graph serve" in seen.page.inner_text("#large")
    assert seen.page.is_disabled("#run") and seen.complaints == []
    seen.page.context.close()


# -- over a server


class Served(BaseHTTPRequestHandler):
    """A server as small as can be: the page, its assets, SPARQL by POST."""

    store = Store()

    def do_GET(self) -> None:
        name = self.path.partition("?")[0].removeprefix("/query-assets/")
        files = asset_files(engine=False)
        if self.path.startswith("/query-assets/") and name in files:
            kind = "text/css" if name.endswith(".css") else "text/javascript"
            self._send(200, kind, files[name].read_bytes())
        elif self.path.startswith("/query"):
            self._send(200, "text/html; charset=utf-8", render_page(questions=[ASKED]).encode())
        else:
            self._send(404, "text/plain", b"none")

    def do_POST(self) -> None:
        query = self.rfile.read(int(self.headers["Content-Length"])).decode()
        accept = self.headers["Accept"]
        try:
            found = self.store.query(PREFIXES + query, use_default_graph_as_union=True)
        except SyntaxError:
            self._send(400, "text/plain", "the query is no SPARQL at line 1, column 8: “甲”".encode())
            return
        form = RdfFormat.N_TRIPLES if "n-triples" in accept else QueryResultsFormat.JSON
        self._send(200, accept, found.serialize(format=form))

    def _send(self, status: int, kind: str, data: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_: object) -> None:
        """Says nothing."""


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    Served.store.bulk_load(quads().encode(), format=RdfFormat.N_QUADS)
    listening = ThreadingHTTPServer(("127.0.0.1", 0), Served)
    threading.Thread(target=listening.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{listening.server_port}"
    listening.shutdown()


def test_the_same_page_asks_a_server(chromium, server):
    seen = visit(chromium, f"{server}/query#ask=units_by_tasks", ready=False)
    assert seen.answered().startswith("3 行")
    assert seen.table()[2] == ["区财政局", "1"]
    assert all(url.startswith(server) for url in seen.requests)
    assert not any("query-engine" in url for url in seen.requests)
    seen.ask("SELECT DISTINCT ?unit { ?t pg:hasLeadUnit ?unit }")
    seen.page.wait_for_selector("#answer td a")
    links = seen.page.eval_on_selector_all("#answer td a", "(all) => all.map((a) => a.getAttribute('href'))")
    assert f"/page/unit/1/{quote('区财政局')}" in links
    seen.ask("CONSTRUCT { ?t pg:hasLeadUnit ?u } WHERE { ?t pg:hasLeadUnit ?u }")
    seen.page.wait_for_selector(".network[data-drawn='9']")
    assert seen.complaints == []
    seen.page.context.close()


def test_a_servers_refusal_is_shown_in_its_own_words(chromium, server):
    seen = visit(chromium, f"{server}/query" + asking("SELECT ]"), ready=False)
    assert "the query is no SPARQL at line 1, column 8: “甲”" in seen.trouble()
    assert seen.page.locator("#editor .cm-lintRange-error, #editor .cm-lintPoint-error").count() == 1
    seen.page.context.close()
