"""The site in a real browser, opened from disk: the three journeys, and everything that a page promises."""

import csv
import io
import json
import xml.etree.ElementTree as ElementTree
from pathlib import Path
from typing import Any

import networkx
import pytest
from visits import Visit, visit

from graph.snapshot.query import answer, open_snapshot
from tests.browsers import BROWSER

pytestmark = BROWSER
PAGES = ("index", "graph", "projects", "promises", "units", "years", "about")
REPORT = "document/兖州区/2022/task_breakdown/济兖政发〔2022〕1号"
CLUSTER = "cluster/370812/新能源产业"


# -- the three journeys


def test_supervision_finds_what_was_missed_and_both_sentences(here: Visit) -> None:
    """2023年定的目标，哪些没完成？谁负责？ At most 4 clicks, no typing."""
    here.go("index")
    here.click(".door.promise a >> nth=1")
    here.ready()
    here.choose("#by-year", "2023")
    here.choose("#by-verdict", "missed")
    rows = here.page.locator("tr.opens")
    assert rows.count() >= 5
    first = (
        rows.filter(has_text="到位外资").inner_text()
        if rows.filter(has_text="到位外资").count()
        else rows.first.inner_text()
    )
    assert "✗" in first and "未完成" in first and "2023" in first
    here.click("tr.opens:has-text('到位外资')")
    detail = here.text("tr.detail")
    assert "1亿美元" in detail and "9200万美元" in detail
    assert here.page.locator("tr.detail blockquote mark").count() >= 2
    assert here.page.locator("tr.detail a.original").count() == 2
    assert here.clicks == 4
    assert here.page.locator("tr.opens a.thing[href*='unit/']").count() > 0, "who answers for it"


def test_promises_of_one_task(here: Visit) -> None:
    here.go("promises")
    here.ready()
    all_rows = here.page.locator("tr.opens").count()
    section = here.page.locator("#by-section option").filter(has_text="招商").first.get_attribute("value")
    here.choose("#by-section", str(section))
    rows = here.page.locator("tr.opens").all_inner_texts()
    assert 0 < len(rows) < all_rows and all("招商" in row for row in rows)


def test_investment_follows_a_project_to_its_enterprise(here: Visit) -> None:
    """新能源产业里10亿以上、还没投产的项目，是谁的，投资额变过没有？"""
    here.go("index")
    here.click(".door.industry a >> nth=1")
    here.ready()
    here.choose("#by-cluster", "新能源产业")
    here.page.fill("#by-least", "10")
    here.page.check("#by-open")
    labels = here.page.locator("tr.opens, .rows tbody tr").all_inner_texts()
    assert labels and all("新能源产业" in line for line in labels)
    table = list(csv.reader(io.StringIO(here.saved("[data-save=csv]").decode("utf-8-sig"))))
    assert table[0][0] == "项目" and len(table) == len(labels) + 1
    assert all(float(row[1]) >= 1_000_000_000 for row in table[1:])
    here.click(".rows tbody td >> nth=0 >> a")
    here.page.wait_for_selector("h1")
    assert "亿元" in here.text("main") and "逐年" in here.text("main")
    here.click("a.thing[href*='enterprise/']")
    here.page.wait_for_selector("text=企业 >> nth=0")
    assert here.page.locator("article.fact blockquote").count() > 0


def test_a_conflict_of_amounts_is_said(here: Visit) -> None:
    here.go("projects", "#differs=1")
    row = here.page.locator(".rows tbody tr").filter(has_text="浆纸")
    assert "≠" in row.first.inner_text()
    row.first.locator("a").first.click()
    here.page.wait_for_selector("p.differs")
    assert "80亿元" in here.text("p.differs") and "100亿元" in here.text("p.differs")


def test_research_follows_a_name_to_a_sentence_and_its_query(here: Visit, snapshot: Path) -> None:
    """天意 → enterprise → graph → two steps → shortest path to a unit → sentence, CSV and SPARQL."""
    here.go("index")
    here.page.fill("#search", "天意")
    here.page.wait_for_selector(".found")
    here.page.keyboard.press("Enter")
    here.page.wait_for_selector("h1:has-text('天意机械')")
    here.click("a.chip:has-text('看它的关系图')")
    here.ready().model()
    one = here.shown()
    here.page.select_option("#steps", "2")
    here.page.wait_for_function("(n) => PG.stage.scene().nodes.length > n", arg=len(one))
    here.page.locator("#panel .path summary").click()
    here.page.fill("#path-to", "区工业和信息化局")
    here.page.locator(".path-list button").first.click()
    here.page.wait_for_function("() => PG.view.state.path && PG.stage.scene().nodes.length > 1")
    path = here.js("PG.stage.scene().nodes.map((n) => n.cls)")
    assert path[0] == "enterprise" and path[-1] == "unit" and "步" in here.text("#notice")
    here.page.click("#export")
    sparql = here.saved("[data-save=sparql]").decode("utf-8")
    found = list(answer(open_snapshot(snapshot), sparql))
    assert len(found) >= len(path) - 1, "the query runs on the snapshot and gives the path's edges"
    here.press(path and here.shown("enterprise")[0])
    here.evidence()
    here.click("#panel a.original")
    here.page.wait_for_selector(".sentence.here")
    assert "天意" in here.text(".sentence.here") and "&at=" in here.page.url


# -- start and search


def test_the_start_page_says_what_is_covered(here: Visit) -> None:
    here.go("index")
    said = here.text("main")
    assert "14 份文件" in said and "2019–2024" in said and "盲测" in said and "把握" in said
    assert here.page.locator(".matrix a").count() == 14
    assert here.page.locator(".door").count() == 3


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("浆纸", "浆纸"),
        ("tyjx", "天意机械"),
        ("qfzggj", "区发展改革局"),
        ("兖州区发展改革局", "区发展改革局"),
        ("TYZY", "太阳纸业"),
    ],
)
def test_search_by_a_part_an_alias_or_initials(here: Visit, typed: str, first: str) -> None:
    here.go("index")
    here.page.fill("#search", typed)
    here.page.wait_for_selector(".found")
    assert any(first in text for text in here.page.locator(".found").all_inner_texts()[:4])


def test_search_that_finds_nothing_says_so(here: Visit) -> None:
    here.go("index")
    here.page.fill("#search", "没有这样的东西")
    here.page.wait_for_selector("#results .none")
    assert "没有找到" in here.text("#results")


# -- the graph


def test_the_graph_opens_on_an_overview(here: Visit) -> None:
    here.go("graph")
    assert len(here.shown("document")) == 14 and len(here.shown()) < 60
    for lens, cls in (("industry", "cluster"), ("promise", "indicator")):
        here.click(f"[data-lens={lens}]")
        here.page.wait_for_function("(l) => PG.view.state.lens === l", arg=lens)
        assert 10 < len(here.shown(cls)) < 300, lens


def test_a_document_opens_to_sections_tasks_and_units_and_closes(here: Visit) -> None:
    here.go("graph").model()
    here.press(REPORT)
    sections = here.shown("section")
    assert len(sections) == 8 and not here.shown("task")
    here.press(f"{REPORT}/section/二")
    assert len(here.shown("task")) == 13 and here.shown("unit") and here.shown("official")
    here.press(f"{REPORT}/section/二")
    assert not here.shown("task")
    here.press(REPORT)
    assert not here.shown("section")
    here.page.click("#undo")
    assert here.shown("section") == sections


def test_no_two_things_stand_on_each_other(here: Visit) -> None:
    here.go("graph").model()
    views = [
        {"lens": "duty", "open": [REPORT, f"{REPORT}/section/二"]},
        {"lens": "industry", "open": []},
        {"lens": "industry", "open": [CLUSTER]},
        {"lens": "promise", "open": []},
        {"ego": "enterprise/370812/天意机械", "steps": 3},
    ]
    for view in views:
        here.js("PG.view.go({ ego: '', path: '', open: [], ...a })", view)
        overlaps = here.js(
            """(() => { const ns = PG.stage.scene().nodes; let n = 0;
            for (let i = 0; i < ns.length; i += 1) for (let j = i + 1; j < ns.length; j += 1) { const a_ = ns[i], b = ns[j];
              if (Math.abs(a_.x - b.x) < (a_.w + b.w) / 2 - 0.5 && Math.abs(a_.y - b.y) < (a_.h + b.h) / 2 - 0.5) n += 1; }
            return [n, ns.length]; })()"""
        )
        assert overlaps[0] == 0 and 0 < overlaps[1] <= 1500, (view, overlaps)


def test_an_industry_opens_to_projects_with_money_enterprises_and_labelled_edges(here: Visit) -> None:
    here.go("graph", "#lens=industry").model()
    here.press(CLUSTER)
    assert here.shown("project") and here.shown("enterprise")
    words = here.js("PG.stage.scene().edges.map((e) => e.text).filter(Boolean)")
    assert any("亿元" in word for word in words) and any("目标" in word for word in words)
    edge = here.js("PG.stage.scene().edges.find((e) => e.rel === 'in_cluster' && e.text.includes('亿元')).n")
    at = here.js("PG.stage.edgePoint(a)", edge)
    here.page.mouse.click(at["x"], at["y"])
    said = here.evidence()
    assert "连线" in said and "总投资" in said and "《" in said
    assert here.page.locator("#panel blockquote mark").count() > 0


def test_a_task_shows_its_sentence_and_its_collective_units(here: Visit) -> None:
    here.go("graph", f"#lens=duty&open={REPORT}|{REPORT}/section/二").model()
    here.press(f"{REPORT}/task/1")
    said = here.evidence()
    assert "牵头领导" in said and "明确" in said and "2022年" in said and "集合单位（" in said
    assert not here.js("PG.stage.scene().nodes.some((n) => n.label === '各镇街')")
    here.page.check("#collectives")
    assert here.js("PG.stage.scene().nodes.some((n) => n.label === '各镇街')")


def test_filters_by_class_relation_document_year_and_stage(here: Visit) -> None:
    here.go("graph").model()
    here.page.click("#filters [data-cls=official]")
    assert here.shown("unit") and not here.shown("official")
    here.page.click("#filters [data-cls=official]")
    here.page.select_option("#by-document", REPORT)
    assert here.shown("document") == [REPORT]
    here.page.select_option("#by-document", "")
    here.page.click("#filters [data-rel=responsible_unit]")
    before = len(here.shown("unit"))
    here.page.click("#filters [data-rel=lead_unit]")
    assert len(here.shown("unit")) < before
    here.page.click("#clear")
    here.page.evaluate(
        "() => { const s = document.getElementById('from'); s.value = s.max; s.dispatchEvent(new Event('change')); }"
    )
    assert all("2024" in key for key in here.shown("document"))
    here.js(f"PG.view.go({{ from: '', lens: 'industry', open: ['{CLUSTER}'] }})")
    every = len(here.shown("project"))
    here.page.select_option("#by-stage", "operating")
    assert 0 < len(here.shown("project")) < every
    here.page.select_option("#by-stage", "signed")
    here.page.select_option("#by-region", "region/3702")
    assert "region=region" in here.page.url


def test_what_does_not_fit_into_a_picture_is_counted(here: Visit) -> None:
    here.go("graph").model()
    here.js("PG.view.go({ open: a })", [REPORT, f"whole:{REPORT}"])
    tasks = len(here.shown("task"))
    assert tasks > 30
    here.js("((PG.MOST = 40), PG.view.go({ open: a }))", [REPORT, f"whole:{REPORT}", "all:tasks"])
    assert len(here.shown("task")) == 20
    rest = here.js("PG.stage.scene().nodes.find((n) => n.id === 'rest:tasks').label")
    assert rest == f"还有 {tasks - 20} 个画不下，可用筛选缩小"
    every = [f"all:rank{n}" for n in range(8)]
    here.js("((PG.MOST = 150), PG.view.go({ ego: 'region/370812', steps: 2, open: a }))", every)
    assert here.js("PG.stage.scene().nodes.length") == 150 and "最多显示 150 个" in here.text("#notice")


def test_what_matches_nothing_says_so(here: Visit) -> None:
    here.go("graph", "#lens=duty&from=2024&to=2019").model()
    here.js("PG.view.go({ classes: ['document', 'unit', 'official'] })")
    assert "没有符合筛选的内容" in here.text("#notice")


def test_communities_are_named_by_their_members(here: Visit) -> None:
    here.go("graph").model()
    here.page.click("#communities summary")
    here.page.wait_for_selector("#communities li button")
    names = here.page.locator("#communities li button").all_inner_texts()
    assert len(names) > 3 and all("等" in name for name in names)
    here.page.locator("#communities li button").first.click()
    assert len(here.shown()) > 3


def test_the_keyboard_alone_reaches_a_sentence(here: Visit) -> None:
    here.go("graph").model()
    here.page.focus("#stage")
    for _ in range(20):
        here.page.keyboard.press("ArrowDown")
        if here.js("PG.stage.look.node") == REPORT:
            break
    here.page.keyboard.press("Enter")
    here.page.wait_for_function("() => PG.stage.scene().nodes.some((n) => n.cls === 'section')")
    here.page.keyboard.press("ArrowRight")
    here.page.keyboard.press("ArrowDown")
    here.page.keyboard.press("Enter")
    here.page.wait_for_function("() => PG.stage.scene().nodes.some((n) => n.cls === 'task')")
    here.page.keyboard.press("ArrowRight")
    here.evidence()
    here.page.keyboard.press("Escape")
    here.page.keyboard.press("Escape")
    assert not here.shown("task")
    here.page.keyboard.press("Control+z")
    assert here.shown("task")


@pytest.mark.parametrize(
    "address",
    [
        f"#lens=duty&open={REPORT}|{REPORT}/section/二&classes=official",
        f"#lens=industry&open={CLUSTER}",
        "#lens=promise&region=region/370812",
        "#lens=duty&ego=enterprise/370812/天意机械&steps=2&sure=1",
    ],
)
def test_an_address_brings_back_the_view(chromium: Any, snapshot: Path, address: str) -> None:
    seen = [visit(chromium, snapshot).go("graph", address) for _ in range(2)]
    pictures = [one.js("JSON.stringify(PG.stage.scene().nodes.map((n) => [n.id, n.x, n.y]))") for one in seen]
    assert pictures[0] == pictures[1] and len(json.loads(pictures[0])) > 5
    again = visit(chromium, snapshot)
    again.page.goto(seen[0].page.url)
    again.ready()
    assert again.js("JSON.stringify(PG.stage.scene().nodes.map((n) => [n.id, n.x, n.y]))") == pictures[0]
    for one in (*seen, again):
        one.page.context.close()


def test_a_view_is_saved_in_five_forms(here: Visit, snapshot: Path) -> None:
    here.go("graph", f"#lens=industry&open={CLUSTER}").model()
    nodes, edges = here.js("[PG.stage.scene().nodes.length, PG.stage.scene().edges.length]")
    saved = {}
    for form in ("png", "svg", "csv", "graphml", "sparql"):
        here.page.click("#export")
        saved[form] = here.saved(f"[data-save={form}]")
    assert saved["png"].startswith(b"\x89PNG") and len(saved["png"]) > 20_000
    drawing = ElementTree.fromstring(saved["svg"])
    assert "新能源产业" in "".join(drawing.itertext())
    rows = list(csv.DictReader(io.StringIO(saved["csv"].decode("utf-8-sig"))))
    assert len(rows) == edges and {"source", "relation", "target", "documents"} <= rows[0].keys()
    graph = networkx.parse_graphml(saved["graphml"].decode("utf-8"))
    assert graph.number_of_nodes() == nodes and graph.number_of_edges() <= edges
    assert list(answer(open_snapshot(snapshot), saved["sparql"].decode("utf-8")))


# -- reading, entities, years


def test_the_reading_view_opens_at_a_sentence_and_leads_back(here: Visit) -> None:
    here.go("read", f"#{REPORT}&at=2320-2340")
    assert "总投资120亿元的35个重点技改项目" in here.text(".sentence.here")
    assert "120亿元" in here.text("#facts") and here.page.locator("#facts article").count() >= 2
    assert here.page.locator("#outline li").count() > 70
    here.click(".sentence.said >> nth=5")
    address = here.page.url
    sentence = here.text(".sentence.here")
    here.go("index")
    here.page.goto(address)
    here.ready()
    assert here.text(".sentence.here") == sentence
    here.click("#facts a.thing")
    here.page.wait_for_url("**/entity.html**")
    here.page.wait_for_selector("h1")
    here.click("a.original")
    here.page.wait_for_selector(".sentence.here")


def test_every_mention_is_the_text_of_its_place(here: Visit) -> None:
    here.go("read", f"#{REPORT}")
    shown = here.page.evaluate(
        """() => Array.from(document.querySelectorAll('.sentence')).map((n) => n.textContent).join('')"""
    )
    text = here.page.evaluate(
        "() => PG.load('documents/' + PG.documentAt(PG.address()[''])).then((r) => r.text)"
    )
    assert shown == text


def test_marks_can_be_hidden(here: Visit) -> None:
    here.go("read", f"#{REPORT}")
    assert here.page.locator(".mention.c-unit").count() > 50
    here.page.click(".marks [data-cls=unit]")
    assert here.page.locator(".mention.c-unit").count() == 0


def test_an_entity_has_facts_and_downloads(here: Visit, snapshot: Path) -> None:
    from pyoxigraph import RdfFormat, parse

    here.go("entity", "#enterprise/370812/太阳纸业")
    count = here.page.locator("article.fact").count()
    assert count >= 5 and here.page.locator("svg.small-graph").count() == 1
    rows = list(csv.DictReader(io.StringIO(here.saved("[data-save=csv]").decode("utf-8-sig"))))
    assert len(rows) >= 5 and all(row["quote"] and row["start"] for row in rows)
    turtle = list(parse(input=here.saved("[data-save=ttl]"), format=RdfFormat.TURTLE))
    known = {
        (q.subject, q.predicate, q.object.value)
        for q in parse(path=str(snapshot / "graph.nq"), format=RdfFormat.N_QUADS)
    }
    stated = [
        q
        for q in turtle
        if "exact" not in q.predicate.value and not q.predicate.value.endswith(("amount", "value"))
    ]
    assert stated
    graph = json.loads(here.saved("[data-save=jsonld]"))["@graph"]
    assert len(graph) > 5
    facts = {q.subject for q in turtle if "/fact/" in q.subject.value}
    assert facts <= {subject for subject, _, _ in known}, "the facts are the snapshot's own"


def test_a_thing_that_is_not_there_says_so(here: Visit) -> None:
    here.go("entity", "#unit/000000/没有的单位")
    assert "没有这个对象" in here.text("main")


def test_two_years_side_by_side(here: Visit) -> None:
    here.go("years")
    said = here.text("#board")
    assert "延续" in said and "新出现" in said and "2023" in said and "2024" in said
    assert here.page.locator(".moved").count() > 0


def test_boards_sort_filter_and_keep_their_state(here: Visit) -> None:
    here.go("units")
    first = here.text(".rows tbody tr:first-child td:first-child")
    here.click("[data-sort=name]")
    assert here.text(".rows tbody tr:first-child td:first-child") != first
    here.choose("#by-kind", "party_organ")
    count = here.text(".count")
    here.go("units", "#" + here.page.url.split("#")[1])
    assert here.text(".count") == count


def test_totals_leave_groups_out(here: Visit) -> None:
    here.go("projects", "#region=兖州区&year=2024")
    without = here.text(".total")
    here.page.check("#by-groups")
    assert here.page.locator(".rows a:has-text('36个重点产业项目')").count() == 1
    assert without.split("合计")[1].split("；")[0] == here.text(".total").split("合计")[1].split("；")[0]


# -- safe, readable, in both languages


@pytest.mark.parametrize("page", [*PAGES, "read", "entity"])
def test_markup_of_documents_stays_text(chromium: Any, hostile: Path, page: str) -> None:
    seen = visit(chromium, hostile)
    key = {"entity": "#" + "project/370999/", "read": ""}.get(page, "")
    seen.go("index")
    seen.page.fill("#search", "alert")
    seen.page.wait_for_selector(".found")
    assert "<script>" in seen.text("#results")
    if page == "entity":
        key = "#" + seen.js("PG.openThing(PG.find('纸业', 1, ['project'])[0]).split('#')[1]")
    seen.go(page, key)
    if page == "graph":
        seen.model()
        seen.press(seen.shown("document")[0])
        seen.js(
            "PG.view.go({ lens: 'industry', open: [PG.modelNow().things.find((t) => t.cls === 'cluster').key] })"
        )
        seen.press(seen.shown("project")[0])
        seen.evidence()
        seen.page.click("#export")
        ElementTree.fromstring(seen.saved("[data-save=svg]"))
    if page == "promises":
        seen.click("tr.opens")
    if page != "about":
        assert "<script>" in seen.text("body") or page == "graph"
    assert seen.page.locator("img, iframe, object, embed").count() == 0
    assert seen.page.locator("script:not([src])").count() == 0
    assert seen.complaints == []
    seen.page.context.close()


CONTRAST = """() => {
  const lum = (c) => { const [r, g, b] = c.map((v) => { v /= 255; return v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4; }); return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
  const rgb = (s) => { const m = s.match(/[\\d.]+/g).map(Number); return m; };
  const ground = (el) => { for (let at = el; at; at = at.parentElement) { const c = rgb(getComputedStyle(at).backgroundColor); if (c.length < 4 || c[3] > 0.9) return c.slice(0, 3); } return [255, 255, 255]; };
  const bad = [];
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const el = walk.currentNode.parentElement, style = getComputedStyle(el);
    if (!walk.currentNode.textContent.trim() || !el.checkVisibility({ opacityProperty: true, visibilityProperty: true }) || el.closest('svg, noscript, #said, .skip, [disabled], option, [aria-pressed=false], .unseen')) continue;
    const a = lum(rgb(style.color).slice(0, 3)), b = lum(ground(el));
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    if (ratio < 4.5) bad.push([Math.round(ratio * 100) / 100, el.tagName, el.className, walk.currentNode.textContent.trim().slice(0, 20)]);
  }
  return bad.slice(0, 8);
}"""
NAMES = """() => Array.from(document.querySelectorAll('a[href], button, input, select, [role=button], [role=application]')).filter((el) => el.checkVisibility()).filter((el) =>
  !(el.textContent.trim() || el.getAttribute('aria-label') || el.title || (el.labels && el.labels.length && Array.from(el.labels).some((l) => l.textContent.trim())))).map((el) => el.outerHTML.slice(0, 120))"""
ADDRESS = {
    "read": f"#{REPORT}&at=2320-2340",
    "entity": "#unit/370812/区发展和改革局",
    "promises": "#verdict=missed",
}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("page", [*PAGES, "read", "entity"])
def test_pages_can_be_read_by_everyone(chromium: Any, snapshot: Path, page: str, scheme: str) -> None:
    seen = visit(chromium, snapshot, color_scheme=scheme).go(page, ADDRESS.get(page, ""))
    assert seen.page.evaluate(CONTRAST) == []
    assert seen.page.evaluate(NAMES) == [], "every control has a name"
    assert seen.page.locator("h1").count() == 1 and seen.page.locator("main").count() == 1
    ids = seen.page.evaluate("() => Array.from(document.querySelectorAll('[id]')).map((el) => el.id)")
    assert len(ids) == len(set(ids))
    assert seen.page.evaluate("() => document.documentElement.lang") == "zh-CN"
    seen.page.keyboard.press("Tab")
    assert seen.page.evaluate("() => document.activeElement.className") == "skip", (
        "the first stop skips the header"
    )
    assert seen.complaints == []
    seen.page.context.close()


@pytest.mark.parametrize("page", [*PAGES, "read", "entity"])
def test_a_phone_has_room_for_everything(chromium: Any, snapshot: Path, page: str) -> None:
    seen = visit(chromium, snapshot, viewport={"width": 390, "height": 844}, is_mobile=True, has_touch=True)
    seen.go(page, ADDRESS.get(page, ""))
    assert seen.page.evaluate("() => document.documentElement.scrollWidth") <= 390
    seen.page.tap("#menu")
    assert seen.page.locator("header nav a").first.is_visible()
    assert seen.complaints == []
    seen.page.context.close()


def test_a_phone_opens_things_by_touch(chromium: Any, snapshot: Path) -> None:
    seen = visit(chromium, snapshot, viewport={"width": 390, "height": 844}, is_mobile=True, has_touch=True)
    seen.go("graph", "#lens=industry").model()
    at = seen.js("PG.stage.at(a)", CLUSTER)
    seen.page.touchscreen.tap(at["x"], at["y"])
    seen.page.wait_for_function("() => PG.stage.scene().nodes.some((n) => n.cls === 'project')")
    project = seen.js("PG.stage.scene().nodes.find((n) => n.cls === 'project').id")
    assert 0 < seen.js("PG.stage.at(a).x", project) < 390, "the column just opened is in sight"
    seen.page.context.close()


@pytest.mark.parametrize("page", [*PAGES, "read", "entity"])
def test_in_english_no_word_of_the_site_stays_chinese(chromium: Any, snapshot: Path, page: str) -> None:
    seen = visit(chromium, snapshot)
    seen.go(page, f"?lang=en{ADDRESS.get(page, '')}")
    assert seen.page.evaluate("() => document.documentElement.lang") == "en"
    left = seen.page.evaluate(
        """() => { const zh = new Map(Object.values(PG.words).filter(([z, e]) => z !== e && /[\\u4e00-\\u9fff]{2}/.test(z) && !z.includes('{')).map(([z]) => [z, 1]));
        return Array.from(document.querySelectorAll('nav a, button:not(.chip), label > span, th, h2, h3, summary, .conf, .verdict, .rel, dt'))
          .map((el) => el.textContent.trim()).filter((t) => zh.has(t) && t !== '中文'); }"""
    )
    assert left == []
    link = seen.page.get_attribute("header nav a >> nth=1", "href")
    assert "lang=en" in link, "the language goes along"
    seen.page.context.close()


def test_the_theme_can_be_chosen(here: Visit) -> None:
    here.go("index", "?theme=dark")
    dark = here.js("getComputedStyle(document.body).backgroundColor")
    here.go("index", "?theme=light")
    assert dark != here.js("getComputedStyle(document.body).backgroundColor")


def test_chinese_glyphs_are_drawn(here: Visit) -> None:
    here.go("graph")
    drawn = here.page.evaluate(
        """() => ['责', '任', '\\u{10FFFD}'].map((char) => { const c = document.createElement('canvas'); c.width = c.height = 40; const x = c.getContext('2d');
        x.font = `30px ${getComputedStyle(document.body).fontFamily}`; x.fillText(char, 4, 32); return Array.from(x.getImageData(0, 0, 40, 40).data).join(''); })"""
    )
    assert len(set(drawn)) == 3, "two characters look different from each other and from a missing one"


def test_the_pages_count_shards_as_the_build_does(here: Visit) -> None:
    from graph.explorer.scripts import shard_of

    here.go("index")
    for key in ("unit/370812/区财政局", "", "a𠮷b", "cited/《某》"):
        assert here.js("PG.shardOf(a, 64)", key) == shard_of(key, 64)
