"""The plots in a real browser: drawn by the library, true to the data, leading on, harmless, and missed by nobody."""

import json
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from visits import HOSTILE, Visit, quiet, visit

from graph import bundles
from graph.bundles import PLOTS, WHY, bundled, bundles_folder
from graph.site import rewrite
from tests.browsers import BROWSER

drawn = pytest.mark.skipif(
    not bundled(PLOTS), reason="the bundles are not built: npm ci && npm run build in web/"
)
pytestmark = BROWSER
CLUSTER = "cluster/370812/新能源产业"
PROJECT = "project/370812/宁德时代新能源动力电池产业基地"
BUDGET = "indicator/370812/一般公共预算收入"
UNIT = "unit/370812/区发展和改革局"
PHONE = {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True}
WITH_PLOTS = [
    ("projects", ""),
    ("promises", ""),
    ("units", ""),
    ("entity", f"#{CLUSTER}"),
    ("entity", f"#{PROJECT}"),
    ("entity", f"#{BUDGET}"),
    ("entity", f"#{UNIT}"),
]
MARKS = """(svg) => {
  const said = (node) => { const copy = node.cloneNode(true); copy.querySelectorAll('title').forEach((title) => title.remove()); return copy.textContent; };
  const title = (node) => node.querySelector('title')?.textContent;
  return {
    bars: [...svg.querySelectorAll('rect')].map((r) => [title(r), +r.getAttribute('width'), getComputedStyle(r).fill]),
    dots: [...svg.querySelectorAll('circle')].map((c) => [title(c), +c.getAttribute('cx'), +c.getAttribute('cy'), c.parentElement.getAttribute('href'), getComputedStyle(c).fill]),
    links: [...svg.querySelectorAll('a')].map((a) => [said(a), a.getAttribute('href'), a.getAttribute('aria-label')]),
    words: [...svg.querySelectorAll('text')].map(said),
  };
}"""


def marks(seen: Visit, number: int = 0) -> dict[str, Any]:
    """What stands in a plot of the page."""
    seen.page.locator("svg.plot").nth(number).wait_for()
    return seen.page.locator("svg.plot").nth(number).evaluate(MARKS)


def numbers(seen: Visit, number: int = 0) -> list[list[str]]:
    """The rows of a figure's table."""
    rows = seen.page.locator("figure").nth(number).locator("tbody tr").all()
    return [[cell.strip() for cell in row.locator("td").all_text_contents()] for row in rows]


def board(site: Path, name: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = []
    for path in sorted((site / "data" / "boards").glob(f"{name}-*.js")):
        found = re.fullmatch(r'PG\.put\("[^"]+",(.*)\);\n', path.read_text(encoding="utf-8"), re.DOTALL)
        assert found
        rows += json.loads(found[1])["rows"]
    return rows


def years(site: Path) -> list[str]:
    found = re.search(r'PG\.put\("site",(.*)\);\n', (site / "data" / "site.js").read_text("utf-8"), re.DOTALL)
    assert found
    return [document["year"] for document in json.loads(found[1])["documents"]]


# -- true to the data


@drawn
def test_investment_by_industry_adds_projects_and_no_groups(here: Visit, snapshot: Path) -> None:
    here.go("projects")
    found = marks(here)
    year, sums = years(snapshot), defaultdict(float)
    for row in board(snapshot, "projects"):
        totals = sorted(
            (year[n], amount, cur) for n, kind, amount, cur in row.get("m", ()) if kind == "total"
        )
        if totals and totals[-1][2] == "CNY" and "g" not in row:
            for _, label in row.get("cl", ()):
                sums[label] += totals[-1][1]
    order = sorted(sums, key=lambda label: -sums[label])
    assert len(order) >= 5 and [text for text, _, _ in found["links"]] == order
    said = {
        label: words for words in found["words"] for label in order if words.startswith(amount(sums[label]))
    }
    assert len(said) == len(order), "the amount stands behind each bar"
    assert any("亿元" in words and "总投资" in words for words in found["words"]), "the axis has its unit"
    width = defaultdict(float)
    for n, label in enumerate(order):
        parts = len(numbers(here)[n][3].split("、"))
        width[label] = sum(bar[1] for bar in found["bars"][:parts])
        del found["bars"][:parts]
    assert not found["bars"]
    for label in order:
        assert width[label] / width[order[0]] == pytest.approx(sums[label] / sums[order[0]], rel=0.01)
    before = here.page.locator("svg.plot").text_content()
    here.page.check("#by-groups")
    here.page.locator("svg.plot").wait_for()
    assert here.page.locator("svg.plot").text_content() == before, "groups change nothing"


def amount(value: float) -> str:
    return f"{round(value / 1e8, 3):g}亿元"


@drawn
def test_tasks_by_unit_stand_in_a_column_for_each_year(here: Visit, snapshot: Path) -> None:
    here.go("units")
    found, year = marks(here), years(snapshot)
    loads: dict[str, dict[str, int]] = {}
    for row in board(snapshot, "units"):
        if row["kind"] != "collective":
            loads[row["l"]] = {}
            for n, _, tasks in row["w"]:
                loads[row["l"]][year[n]] = loads[row["l"]].get(year[n], 0) + tasks
    most = max(sum(load.values()) for load in loads.values())
    first = found["links"][0][0]
    assert sum(loads[first].values()) == most and len(found["links"]) == 12
    shown = [words for words in found["words"] if re.fullmatch(r"20\d\d", words)]
    assert shown == sorted({y for load in loads.values() for y in load}), "years in order, as columns"
    bars = [(says, wide) for says, wide, _ in found["bars"] if says.startswith(first)]
    assert loads[first] == {
        says.split()[1].removesuffix("年"): int(says.rsplit(" ", 1)[1]) for says, _ in bars
    }
    assert numbers(here)[0][-1] == str(most)


@drawn
def test_verdicts_and_results_against_targets(here: Visit, snapshot: Path) -> None:
    here.go("promises", "#year=2023")
    rows = [row for row in board(snapshot, "promises") if row["y"] == "2023"]
    verdicts = marks(here, 0)
    for verdict, words in (("met", "✓ 完成"), ("missed", "✗ 未完成"), ("not_reported", "？ 未提及")):
        count = sum(row.get("verdict") == verdict for row in rows)
        assert count and [words, str(count)] in numbers(here, 0)
        assert f"2023年 {words} {count}" in [says for says, _, _ in verdicts["bars"]]
    compared = marks(here, 1)
    shares = [float(re.findall(r"([\d.]+)%$", says)[0]) for says, *_ in compared["dots"]]
    assert shares == sorted(shares) and shares[0] < 100
    places = [cx for _, cx, *_ in compared["dots"]]
    assert places == sorted(places) and places[0] < places[-1]
    low = next(row for row in numbers(here, 1) if row[0] == "到位外资")
    assert low[2:5] == ["1亿美元", "9200万美元", "92%"]
    here.choose("#by-verdict", "met")
    here.page.wait_for_function("() => document.querySelectorAll('figure').length === 2")
    assert all("未完成" not in says for says, *_ in marks(here, 1)["dots"]), "the plots follow the filters"


@drawn
def test_an_indicator_over_the_years(here: Visit) -> None:
    here.go("entity", f"#{BUDGET}")
    found = marks(here)
    assert [says for says, *_ in sorted(found["dots"], key=lambda dot: dot[1])] == [
        "2022年 目标 +5%",
        "2023年 完成 +7%",
        "2024年 目标 +6%",
    ]
    height = {says[:4]: cy for says, _, cy, _, _ in found["dots"]}
    assert height["2023"] < height["2024"] < height["2022"], "more stands higher"
    fills = {says[6:8]: fill for says, *_, fill in found["dots"]}
    assert fills["目标"] != fills["完成"], "what was aimed at is hollow"
    assert "%" in found["words"] and "增速" in here.text("figure figcaption")
    here.page.locator("svg.plot a[aria-label='2023年 完成 +7%']").click()
    here.page.wait_for_selector(".sentence.here")
    assert "一般公共预算收入" in here.text(".sentence.here") and "7%" in here.text(".sentence.here")


@drawn
def test_a_figure_without_a_year_is_not_put_into_one(here: Visit) -> None:
    here.go("entity", "#indicator/370112/固定资产投资")
    found = marks(here)
    assert [says for says, *_ in sorted(found["dots"], key=lambda dot: dot[1])] == [
        "2020年 完成 +11.9%",
        "2021年 目标 +15%",
    ]
    assert "另有 2 个数字没有写明年份" in here.text("figure")


@drawn
def test_a_project_over_the_years(here: Visit) -> None:
    here.go("entity", f"#{PROJECT}")
    amounts, stages = marks(here, 0), marks(here, 1)
    assert {says for says, *_ in amounts["dots"]} == {"2023年 140亿元", "2024年 140亿元"}
    assert any("总投资（亿元）" in words for words in amounts["words"])
    said = {says for says, *_ in stages["dots"]}
    assert {"2022年 推进（目标）", "2023年 投产（目标）", "2023年 推进"} <= said
    rows = {says: cy for says, _, cy, _, _ in stages["dots"]}
    assert rows["2023年 投产（目标）"] < rows["2023年 推进"], "the later stage stands higher"
    axis = [words for words in amounts["words"] if re.fullmatch(r"20\d\d", words)]
    assert axis == ["2022", "2023", "2024"], "a year without an amount keeps its place"


@drawn
def test_the_projects_of_an_industry_by_money(here: Visit) -> None:
    here.go("entity", f"#{CLUSTER}")
    found = marks(here)
    widths = [wide for _, wide, _ in found["bars"]]
    assert widths == sorted(widths, reverse=True) and len(widths) == len(found["links"]) >= 5
    assert any("140亿元" in words for words in found["words"])
    assert "合计" in here.text("figure .none")


@drawn
def test_a_units_tasks_by_year(here: Visit) -> None:
    here.go("entity", f"#{UNIT}")
    assert [says for says, _, _ in marks(here)["bars"]] == ["责任单位 10", "牵头单位 22"]
    assert numbers(here) == [["2022年", "0", "10", "10"], ["2023年", "22", "0", "22"]]


# -- leading on, for everyone


@drawn
def test_a_label_leads_to_its_page_by_mouse_and_by_keyboard(here: Visit) -> None:
    here.go("projects")
    marks(here)
    link = here.page.locator("svg.plot a").first
    link.click()
    here.page.wait_for_selector("h1:has-text('新能源产业')")
    here.go("projects")
    marks(here)
    here.page.locator("#by-groups").focus()
    for _ in range(2):
        here.page.keyboard.press("Tab")
    assert here.js("document.activeElement.closest('svg.plot') !== null"), (
        "the plot's links follow the filters"
    )
    here.page.keyboard.press("Enter")
    here.page.wait_for_selector("h1:has-text('新能源产业')")


@drawn
@pytest.mark.parametrize(("page", "address"), WITH_PLOTS)
def test_a_plot_is_named_and_its_numbers_stand_in_a_table(here: Visit, page: str, address: str) -> None:
    here.go(page, address)
    marks(here)
    for number in range(here.page.locator("svg.plot").count()):
        plot = here.page.locator("svg.plot").nth(number)
        assert plot.get_attribute("role") == "group" and plot.get_attribute("aria-label")
        assert all(href and name for _, href, name in marks(here, number)["links"])
        assert plot.locator(":scope > g:not([aria-hidden]):not(:has(a))").count() == 0
        assert plot.locator("style, [style]").count() == 0, "the policy allows no style in a page"
    for number in range(here.page.locator("figure").count()):
        figure = here.page.locator("figure").nth(number)
        assert figure.locator("figcaption").inner_text() and numbers(here, number)
        assert figure.locator("th").count() >= 2 and figure.locator("caption").count() == 1
        assert not figure.locator("table").is_visible()
        figure.locator("summary").click()
        assert figure.locator("table").is_visible()


@drawn
@pytest.mark.parametrize(("page", "address"), WITH_PLOTS)
def test_a_plot_fits_a_phone_with_words_of_their_size(
    chromium: Any, snapshot: Path, page: str, address: str
) -> None:
    seen = visit(chromium, snapshot, **PHONE)
    seen.go(page, address)
    marks(seen)
    for plot in seen.page.locator("svg.plot").all():
        box = plot.bounding_box()
        assert box and box["x"] >= 0 and box["x"] + box["width"] <= 390
        wide, view = plot.evaluate("(svg) => [svg.getBoundingClientRect().width, svg.viewBox.baseVal.width]")
        assert wide == pytest.approx(view, abs=1), "drawn for the width, not shrunk"
        beyond = plot.evaluate(
            "(svg) => [...svg.querySelectorAll('text')].filter((t) => t.textContent && (t.getBoundingClientRect().right > 390 || t.getBoundingClientRect().left < 0)).map((t) => t.textContent)"
        )
        assert beyond == []
    quiet(seen)


@drawn
def test_a_plot_follows_the_window_and_the_colours(chromium: Any, snapshot: Path) -> None:
    seen = visit(chromium, snapshot)
    seen.go("units", "?theme=light")
    light = marks(seen)["bars"][0][2]
    wide = seen.js("document.querySelector('svg.plot').viewBox.baseVal.width")
    seen.page.set_viewport_size({"width": 500, "height": 900})
    seen.page.wait_for_function(
        "(wide) => document.querySelector('svg.plot').viewBox.baseVal.width < wide", arg=wide
    )
    seen.go("units", "?theme=dark")
    assert marks(seen)["bars"][0][2] != light
    quiet(seen)


@drawn
@pytest.mark.parametrize(("page", "address"), [("units", ""), ("promises", ""), ("entity", f"#{PROJECT}")])
def test_the_same_data_give_the_same_plot(chromium: Any, snapshot: Path, page: str, address: str) -> None:
    pictures = []
    for _ in range(2):
        seen = visit(chromium, snapshot)
        seen.go(page, address)
        marks(seen)
        pictures.append(seen.js("Array.from(document.querySelectorAll('svg.plot'), (svg) => svg.outerHTML)"))
        quiet(seen)
    assert pictures[0] == pictures[1]


@drawn
def test_in_english_the_plots_words_are_english(chromium: Any, snapshot: Path) -> None:
    seen = visit(chromium, snapshot)
    seen.go("projects", "?lang=en")
    found = marks(seen)
    assert any("billion yuan" in words for words in found["words"])
    assert "Total investment" in seen.text("figcaption") and "lang=en" in found["links"][0][1]
    quiet(seen)


# -- harmless and light


@drawn
@pytest.mark.parametrize("page", ["projects", "units", "promises"])
def test_hostile_labels_stay_text(chromium: Any, hostile: Path, page: str) -> None:
    seen = visit(chromium, hostile)
    seen.go(page)
    found = marks(seen)
    assert any("alert(1)" in (name or "") for _, _, name in found["links"]) or page == "promises"
    assert seen.page.locator("svg.plot :is(script, img, image, foreignObject, use, iframe)").count() == 0
    assert all(href.startswith("entity.html") for _, href, _ in found["links"])
    quiet(seen)


@drawn
def test_hostile_projects_of_a_hostile_industry(chromium: Any, hostile: Path) -> None:
    rows = board(hostile, "projects")
    priced = [
        row for row in rows if "g" not in row and any(kind == "total" for _, kind, *_ in row.get("m", ()))
    ]
    ends = [end for row in priced for end, label in row.get("cl", ()) if "alert" in label]
    key = max(sorted(set(ends)), key=ends.count)
    seen = visit(chromium, hostile)
    seen.go("index").go("entity", "#" + seen.js("PG.hash({ '': a })", key))
    found = marks(seen)
    assert HOSTILE[:8] in found["links"][0][2] and unquote(found["links"][0][1]).startswith("entity.html#")
    quiet(seen)


@drawn
def test_the_library_is_loaded_only_where_there_is_a_plot(chromium: Any, snapshot: Path) -> None:
    for page, address, plots in (
        ("index", "", False),
        ("graph", "", False),
        ("years", "", False),
        ("entity", "#document/兖州区/2022/task_breakdown/济兖政发〔2022〕1号/task/1", False),
        ("units", "", True),
    ):
        seen = visit(chromium, snapshot)
        seen.go(page, address)
        if plots:
            marks(seen)
        assert any(url.endswith("plots.js") for url in seen.requests) is plots, page
        quiet(seen)


@drawn
def test_the_bundle_needs_no_eval_and_no_host() -> None:
    text = (bundles_folder() / "plots.js").read_text(encoding="utf-8")
    assert not re.search(r"\beval\(|new Function|XMLHttpRequest|\bfetch\(|import\(", text)
    assert set(re.findall(r"https?://([^/\"`']+)", text)) == {"www.w3.org"}
    assert len(text.encode()) < 400_000
    licences = (bundles_folder() / "plots-licences.txt").read_text(encoding="utf-8")
    assert "@observablehq/plot" in licences and "d3-shape" in licences


# -- without the bundle


@pytest.fixture(scope="module")
def unbundled(snapshot: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The seeds' site as written where npm was missing when the package was installed."""
    site = tmp_path_factory.mktemp("unbundled") / "site"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(bundles, "bundles_folder", lambda: snapshot / "none")
        rewrite(snapshot, site)
    yield site


def test_without_npm_the_site_is_complete_but_for_its_plots(unbundled: Path) -> None:
    assert not (unbundled / "assets" / "plots.js").exists() and '"plots":false' in (
        unbundled / "data" / "site.js"
    ).read_text(encoding="utf-8")
    assert WHY[0] in (unbundled / "query.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(("page", "address"), WITH_PLOTS)
def test_without_npm_a_page_says_why_and_shows_the_numbers(
    chromium: Any, unbundled: Path, page: str, address: str
) -> None:
    seen = visit(chromium, unbundled)
    seen.go(page, address)
    seen.page.wait_for_selector(".no-plots")
    said = seen.page.locator(".no-plots").all_inner_texts()
    assert len(said) == 1 and "npm" in said[0] and "图没有画" in said[0]
    assert seen.page.locator("svg.plot").count() == 0
    assert all(table.is_visible() for table in seen.page.locator("figure table").all())
    assert numbers(seen)
    if page == "projects":
        seen.choose("#by-region", "兖州区")
        seen.page.wait_for_selector(".no-plots")
        assert seen.page.locator(".no-plots").count() == 1, "still said once when the figures are made anew"
    quiet(seen)


@drawn
def test_a_site_copied_without_the_library_says_what_is_missing(
    chromium: Any, unbundled: Path, snapshot: Path, tmp_path: Path
) -> None:
    site = tmp_path / "copied"
    rewrite(snapshot, site)
    (site / "assets" / "plots.js").unlink()
    seen = visit(chromium, site)
    seen.go("units")
    seen.page.wait_for_selector(".no-plots")
    assert "plots.js" in seen.text(".no-plots") and numbers(seen)
    assert all("plots.js" in line or "ERR_FILE_NOT_FOUND" in line for line in seen.complaints)
    seen.page.context.close()
