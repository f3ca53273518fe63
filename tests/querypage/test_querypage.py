"""The query page in a browser: over a server, and over the snapshot itself, opened from disk."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from graph.querypage import bundle, query_page, write_static
from tests.servers import serving

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]
BASE = "https://policy-graph.example/id/"


def test_the_page_asks_for_nothing_else() -> None:
    page = query_page(BASE, endpoint="/sparql")
    assert not re.search(r'(?:src|href)="(?:https?:)?//', page) and "@import" not in page


def test_words_of_the_library_are_no_markup() -> None:
    page = query_page("https://x.example/</script><b>/", endpoint="/sparql")
    assert "</script><b>" not in page


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    if not CHROMIUM:
        pytest.skip("no Chromium")
    sync = pytest.importorskip("playwright.sync_api")
    with sync.sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield opened
        opened.close()


@pytest.fixture(scope="module", params=["server", "disk"])
def address(
    request: pytest.FixtureRequest, snapshot: Path, root: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    if request.param == "server":
        with serving(snapshot, root) as found:
            yield f"{found}/query"
        return
    if not bundle():
        pytest.skip("npm has not built the store (npm --prefix web ci && npm --prefix web run build)")
    folder = tmp_path_factory.mktemp("static")
    assert write_static(snapshot / "graph.nq", BASE, folder) == ""
    yield (folder / "sparql.html").as_uri()


@pytest.fixture(scope="module")
def page(browser: Any, address: str) -> Iterator[Any]:
    """The page, opened once; what it asked for and what went wrong is looked at in the end."""
    opened = browser.new_page()
    asked: list[str] = []
    wrong: list[str] = []
    opened.on("request", lambda request: asked.append(request.url))
    opened.on("pageerror", lambda error: wrong.append(str(error)))
    opened.goto(address)
    opened.wait_for_selector("#answer td", timeout=60_000)
    yield opened
    assert wrong == []
    assert all(url.startswith((address.rpartition("/")[0], "blob:")) for url in asked), asked
    opened.close()


def ask(page: Any, query: str) -> None:
    page.fill("#query", query)
    page.click("#run")
    page.wait_for_function("document.getElementById('state').textContent !== '…'")


@pytest.mark.browser
def test_a_first_answer_is_there(page: Any) -> None:
    assert page.inner_text("#answer tbody tr >> nth=0").split("\t")[0] == "区发展改革局"


@pytest.mark.browser
def test_table_chart_csv_and_address(page: Any) -> None:
    ask(page, "SELECT ?u (COUNT(?t) AS ?n) { ?t pg:hasLeadUnit ?u } GROUP BY ?u ORDER BY DESC(?n) LIMIT 3")
    assert page.locator("#answer tbody tr").count() == 3
    assert "370812" in page.get_attribute("#answer tbody a", "href")
    page.click("[data-way=chart]")
    assert page.locator("#answer svg rect").count() == 3
    with page.expect_download() as got:
        page.click("#csv")
    lines = Path(got.value.path()).read_text(encoding="utf-8-sig").splitlines()
    assert lines[0] == "u,n" and len(lines) == 4
    address = page.url
    page.goto("about:blank")
    page.goto(address)
    page.wait_for_selector("#answer td", timeout=60_000)
    assert page.locator("#answer tbody tr").count() == 3


@pytest.mark.browser
def test_triples_as_a_graph(page: Any) -> None:
    ask(page, f"DESCRIBE <{BASE}unit/370812/区财政局>")
    assert page.locator("#answer svg circle").count() >= 3


@pytest.mark.browser
def test_completion(page: Any) -> None:
    page.fill("#query", "")
    page.type("#query", "ASK { ?t pg:hasLeadU")
    assert page.inner_text("#offers li >> nth=0").startswith("pg:hasLeadUnit")
    page.keyboard.press("Enter")
    assert page.input_value("#query") == "ASK { ?t pg:hasLeadUnit"
    page.fill("#query", "ASK { ?t ")
    page.type("#query", "牵头单")
    assert "pg:hasLeadUnit" in page.inner_text("#offers")


@pytest.mark.browser
def test_a_mistake_is_shown(page: Any) -> None:
    ask(page, "SELECT ?t { ?t a pg:Task ] }")
    assert re.search(r"1[:,]|column", page.inner_text("pre.wrong"))


@pytest.mark.browser
def test_the_library_and_a_parameter(page: Any) -> None:
    page.select_option(
        "#library",
        label=page.locator("#library option", has_text="terms —").inner_text(),
    )
    page.wait_for_function("document.getElementById('state').textContent.startsWith('20 ')")
    ask(page, 'SELECT ?t { VALUES ?kind { "total" } ?i pg:investmentKind ?kind ; pg:project ?t }')
    page.reload()
    page.wait_for_selector("#answer td", timeout=60_000)
    before = page.inner_text("#state")
    page.fill("#parameters input", "done")
    page.dispatch_event("#parameters input", "change")
    page.wait_for_function(
        "before => !['…', before].includes(document.getElementById('state').textContent)", arg=before
    )
    assert '"done"' in page.input_value("#query")
