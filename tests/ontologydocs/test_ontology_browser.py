"""The pages of the ontology in a real browser, opened from disk."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pyoxigraph import RdfFormat, Store

from graph.ontologydocs import write_ontology_pages
from tests.browsers import BROWSER

EXAMPLE = Path(__file__).parents[1] / "ontology" / "example.trig"
pytestmark = BROWSER
SIZES = {"laptop": (1440, 900), "phone": (390, 844)}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    store = Store()
    store.load(path=str(EXAMPLE), format=RdfFormat.TRIG)
    out = tmp_path_factory.mktemp("ontology") / "pages"
    write_ontology_pages(out, examples=store)
    return out


@pytest.fixture(
    scope="module",
    params=[(size, name) for size in SIZES for name in ("index.html", "en.html")],
    ids="-".join,
)
def visit(
    request: pytest.FixtureRequest, chromium: Any, folder: Path
) -> Iterator[tuple[Any, str, list[str]]]:
    size, name = request.param
    width, height = SIZES[size]
    tab = chromium.new_page(viewport={"width": width, "height": height})
    seen: list[str] = []
    tab.on("console", lambda message: seen.append(f"console: {message.text}"))
    tab.on("pageerror", lambda error: seen.append(f"error: {error}"))
    tab.on("request", lambda asked: seen.append(asked.url))
    tab.goto((folder / name).as_uri())
    yield tab, name, seen
    tab.close()


def test_it_asks_for_itself_alone_and_complains_of_nothing(
    visit: tuple[Any, str, list[str]], folder: Path
) -> None:
    tab, name, seen = visit
    tab.goto((folder / name).as_uri())
    assert set(seen) - {"data:,"} <= {(folder / page).as_uri() for page in ("index.html", "en.html")}
    assert (folder / name).as_uri() in seen


def test_nothing_is_wider_than_the_window(visit: tuple[Any, str, list[str]]) -> None:
    tab, _, _ = visit
    assert tab.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert tab.evaluate("getComputedStyle(document.querySelector('.term')).borderTopStyle") == "solid", (
        "the style applies: its hash is the one that the page allows"
    )


@pytest.mark.parametrize(
    "anchor", ["Task", "hasLeadUnit", "verdict-met", "dcterms:publisher", "views/outcomes"]
)
def test_an_address_with_a_term_comes_to_it(
    visit: tuple[Any, str, list[str]], folder: Path, anchor: str
) -> None:
    tab, name, _ = visit
    tab.goto(f"{(folder / name).as_uri()}#{anchor}")
    top = tab.evaluate("(id) => document.getElementById(id).getBoundingClientRect().top", anchor)
    assert -2 <= top < 400


def test_words_fit_into_the_boxes_of_the_diagrams(visit: tuple[Any, str, list[str]]) -> None:
    tab, _, _ = visit
    wide = """() => [...document.querySelectorAll('svg.diagram a')].filter((a) => {
        const [box] = a.getElementsByTagName('rect');
        const end = (text) => text.getBBox().x + text.getBBox().width;
        return [...a.getElementsByTagName('text')].some(
            (text) => end(text) > box.x.baseVal.value + box.width.baseVal.value);
    }).map((a) => a.textContent)"""
    assert tab.evaluate(wide) == []


def test_a_box_of_a_diagram_leads_to_its_class(visit: tuple[Any, str, list[str]], folder: Path) -> None:
    tab, name, _ = visit
    tab.goto((folder / name).as_uri())
    tab.locator("svg.diagram a[href='#Assignment']").first.click()
    assert tab.evaluate("location.hash") == "#Assignment"
    assert tab.evaluate("document.querySelector(':target h3').textContent.length > 0")


def test_the_other_language_is_one_step_from_a_term(visit: tuple[Any, str, list[str]], folder: Path) -> None:
    tab, name, _ = visit
    tab.goto((folder / name).as_uri())
    tab.locator("section[id='Task'] a.turn").click()
    assert tab.url.endswith(("en.html" if name == "index.html" else "index.html") + "#Task")
