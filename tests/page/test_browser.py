"""The page in a real browser, opened from disk."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from synthetic import HOSTILE, synthetic_store

from graph.page import write_index

CHROMIUM = Path("/usr/bin/chromium")
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM.exists(), reason=f"no browser at {CHROMIUM}"),
]
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--no-first-run",
    "--disable-component-update",
    "--disable-sync",
]


@dataclass
class Visit:
    """A page with everything it asked for and complained of."""

    page: Any
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def hook(self, expression: str, argument: Any = None) -> Any:
        return self.page.evaluate(f"(a) => policyGraph.{expression}", argument)

    def id_of(self, label: str) -> int:
        found = self.hook("find(a)", label)
        assert found >= 0, label
        return found

    def shown(self, cls: str) -> list[int]:
        return self.hook(
            "shown().filter((id) => policyGraph.things[id] && policyGraph.things[id].cls === a)", cls
        )

    def label(self, thing: int) -> str:
        return self.hook("things[a].label", thing)

    def click_card(self, thing: int) -> None:
        at = self.hook("at(a)", thing)
        self.page.mouse.click(at["x"], at["y"])

    def open_section_with_tasks(self) -> None:
        task = self.hook("things.findIndex((t) => t.cls === 'task')")
        self.click_card(self.hook("things[a].document", task))
        self.click_card(self.hook("things[a].parent", task))

    def evidence(self) -> str:
        return self.page.inner_text("#evidence")


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    with playwright.sync_playwright() as p:
        browser = p.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    write_index(synthetic_store(), folder / "index.html")
    write_index(synthetic_store(hostile=True), folder / "hostile.html", title=HOSTILE)
    return folder


def visit(chromium: Any, file: Path, address: str = "", **context: Any) -> Visit:
    page = chromium.new_context(**{"viewport": {"width": 1440, "height": 900}} | context).new_page()
    seen = Visit(page)
    page.on("request", lambda request: seen.requests.append(request.url))
    page.on("console", lambda message: seen.complaints.append(f"{message.type}: {message.text}"))
    page.on("pageerror", lambda error: seen.complaints.append(str(error)))
    page.on("dialog", lambda dialog: (seen.complaints.append(f"dialog: {dialog.message}"), dialog.dismiss()))
    page.goto(file.as_uri() + address)
    page.wait_for_function("window.__drawn")
    return seen


@pytest.fixture
def here(chromium: Any, site: Path) -> Iterator[Visit]:
    seen = visit(chromium, site / "index.html")
    yield seen
    assert seen.complaints == []
    assert [url for url in seen.requests if not url.startswith(("file://", "data:"))] == []
    seen.page.context.close()


def test_the_first_picture(chromium, site, capsys):
    times = []
    for _ in range(5):
        seen = visit(chromium, site / "index.html")
        times.append(seen.page.evaluate("window.__drawn"))
        seen.page.context.close()
    with capsys.disabled():
        print(
            f"\nfirst picture after {min(times):.0f}–{max(times):.0f} ms (median {sorted(times)[2]:.0f} ms)"
        )


def test_opens_on_an_overview_of_what_is_covered(here):
    assert here.hook("view()") == {"kind": "overview", "at": -1}
    assert len(here.shown("document")) == 14
    home = here.page.inner_text("#home")
    assert "14 份文件" in home and "2021–2024" in home
    assert here.page.locator("#home [data-open]").count() == 14
    for target in ("report.html", "graph.ttl", "graph.nq", "manifest.json"):
        assert here.page.locator(f'#home a[href="{target}"]').count() == 1


def test_the_legend_names_every_class_with_its_shape(here):
    chips = here.page.locator("#legend .chip")
    assert chips.all_inner_texts() == ["文件", "章节", "任务", "负责人", "单位"]
    shapes = chips.locator("path").evaluate_all("(paths) => paths.map((p) => p.getAttribute('d'))")
    assert len(set(shapes)) == 5


def test_search_finds_a_unit_and_goes_to_it(here):
    here.page.keyboard.press("/")
    here.page.keyboard.type("财政")
    assert "区财政局" in here.page.inner_text("#results")
    here.page.keyboard.press("Enter")
    unit = here.id_of("区财政局")
    assert here.hook("selected()") == unit
    assert here.hook("view()") == {"kind": "agent", "at": unit}
    assert "区财政局" in here.evidence() and "项任务" in here.evidence()


def test_search_knows_other_names_numbers_and_the_text_of_tasks(here):
    for typed, found in (
        ("发改局", "区发展改革局"),
        ("〔2023〕24号", "重点工作任务"),
        ("取得明显成效", "个字"),
    ):
        here.page.fill("#search", typed)
        assert found in here.page.inner_text("#results")
    here.page.fill("#search", "没有这个名字")
    assert "可以少打几个字" in here.page.inner_text("#results")


def test_documents_open_and_close(here):
    task = here.hook("things.findIndex((t) => t.cls === 'task')")
    document, section = here.hook("things[a].document", task), here.hook("things[a].parent", task)
    here.click_card(document)
    assert section in here.shown("section") and here.shown("task") == []
    here.click_card(section)
    assert task in here.shown("task")
    here.click_card(section)
    assert here.shown("task") == []
    here.page.click("#whole")
    assert len(here.shown("task")) > 30
    here.page.keyboard.press("Escape")
    here.page.keyboard.press("Escape")
    assert here.hook("view()")["kind"] == "overview"


def test_a_click_on_a_task_shows_its_sentences(here):
    here.open_section_with_tasks()
    task = here.shown("task")[1]
    here.click_card(task)
    said = here.evidence()
    thing = here.hook("things[a]", task)
    document, section = here.label(thing["document"]), here.label(thing["parent"])
    assert here.label(task) in said and document in said and section in said
    assert "2022年" in said and "明确" in said and "牵头领导" in said
    assert here.page.locator("#evidence blockquote mark").count() >= 2


def test_a_click_on_an_edge_shows_the_quote(here):
    here.open_section_with_tasks()
    edge = here.hook("edges().find((e) => e.relation === 'responsible_unit')")
    at = here.hook("edgeAt(a)", edge["index"])
    here.page.mouse.click(at["x"], at["y"])
    assert "连线" in here.evidence() and "《" in here.evidence()
    here.hook("pressEdge(a)", edge["index"])
    said = here.evidence()
    assert here.page.locator("#evidence mark").first.inner_text() == here.label(edge["to"])
    assert here.label(edge["from"]) in said and "责任单位" in said and "年" in said


def test_collective_units_are_folded_away(here):
    here.open_section_with_tasks()
    collective = "shown().filter((id) => (policyGraph.things[id] || {}).collective)"
    assert here.hook(collective) == []
    task = here.hook("edges().find((e) => e.relation === 'has_task').to")
    here.click_card(task)
    assert "集合单位（1）" in here.evidence(), "the panel still says who"
    here.page.check("#collectives")
    assert len(here.hook(collective)) > 0
    here.page.uncheck("#collectives")
    assert here.hook(collective) == []


def test_filters_by_document_class_and_role(here):
    here.page.click('#legend .chip[data-name="official"]')
    assert here.shown("official") == [] and here.shown("unit")
    here.page.click('#legend .chip[data-name="official"]')
    assert here.shown("official")
    document = here.shown("document")[6]
    here.page.select_option("#by-document", str(document))
    assert here.shown("document") == [document]
    here.page.select_option("#by-document", "")
    here.open_section_with_tasks()
    here.page.click('#roles .chip[data-name="responsible_unit"]')
    assert here.shown("unit") == [] and here.shown("official")


def test_empty_places_speak(here):
    silent = here.hook(
        "things.findIndex((t) => t.cls === 'document' && t.label.includes('政府工作报告') && t.year === '2021')"
    )
    here.hook("press(a)", silent)
    assert "本文件没有写明责任单位" in here.evidence()
    assert "没有分列任务" in here.evidence()


def test_the_keyboard_alone_reaches_a_sentence(here):
    here.page.focus("#stage")
    here.page.keyboard.press("ArrowDown")
    task = here.hook("things.findIndex((t) => t.cls === 'task')")
    for _ in range(14):
        if here.hook("selected()") == here.hook("things[a].document", task):
            break
        here.page.keyboard.press("ArrowDown")
    here.page.keyboard.press("Enter")
    here.page.keyboard.press("ArrowRight")
    here.page.keyboard.press("Enter")
    here.page.keyboard.press("ArrowRight")
    assert here.hook("things[policyGraph.selected()].cls") == "task"
    assert here.page.locator("#evidence blockquote").count() > 0


def test_the_address_brings_back_the_view(chromium, site, here):
    here.open_section_with_tasks()
    here.click_card(here.shown("task")[2])
    state = (here.hook("view()"), here.hook("selected()"))
    address = here.page.evaluate("location.hash")
    again = visit(chromium, site / "index.html", address)
    assert (again.hook("view()"), again.hook("selected()")) == state
    again.page.context.close()
    here.page.go_back()
    assert here.hook("view()")["kind"] == "section"


def test_markup_of_documents_stays_text(chromium, site):
    seen = visit(chromium, site / "hostile.html")
    page = seen.page
    assert page.inner_text("h1") == HOSTILE
    page.fill("#search", "alert")
    assert "<script>" in page.inner_text("#results")
    page.keyboard.press("Enter")
    assert "onerror" in seen.evidence()
    seen.hook("press(policyGraph.things.findIndex((t) => t.cls === 'document' && t.label.includes('alert')))")
    assert "onerror" in seen.evidence()
    task = seen.hook("things.findIndex((t) => t.cls === 'task' && t.evidence)")
    seen.page.locator("#evidence .ref").first.click()
    assert task >= 0
    assert page.locator("img").count() == 0 and page.locator("body script").count() == 3
    assert seen.complaints == []
    page.context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_phone_has_room_for_everything(chromium, site, scheme):
    seen = visit(
        chromium, site / "index.html", viewport={"width": 390, "height": 844}, is_mobile=True, has_touch=True,
        color_scheme=scheme,
    )  # fmt: skip
    page = seen.page
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    document = seen.shown("document")[0]
    at = seen.hook("at(a)", document)
    page.touchscreen.tap(at["x"], at["y"])
    page.wait_for_function("policyGraph.selected() !== null")
    assert seen.label(document) in seen.evidence()
    section = seen.shown("section")[0]
    assert 0 < seen.hook("at(a)", section)["x"] < 390, "the column just opened is in sight"
    assert seen.complaints == []
    page.context.close()
