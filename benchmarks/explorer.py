"""The explorer at 10,000 things and 25,000 edges, in headless Chromium, beside a plain pyvis page of the same graph.

python benchmarks/explorer.py [SECONDS that the plain page may take, 60]
"""

import os
import signal
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from playwright.sync_api import sync_playwright

from benchmarks.made_graph import BENCHMARK, write_made
from graph.site import rewrite

CHROMIUM = "/usr/bin/chromium"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]
WORDS = ("纸业", "机械12", "zjx", "县赵", "产业园1", "xzzy", "第3件", "新增化工企业2")
ROUNDS = 3
MANY = """() => { const m = PG.modelNow(), region = m.things.find((t) => t.cls === 'region');
  PG.view.go({ ego: region.key, steps: 2, open: [0, 1, 2, 3, 4, 5, 6, 7].map((n) => `all:rank${n}`) }); }"""
PAN = """() => new Promise((done) => {
  const took = [], frames = []; let n = 0, last = performance.now();
  function step(now) {
    frames.push(now - last); last = now;
    const start = performance.now();
    PG.stage.pan(n % 2 ? 9 : -7, 11); if (n % 5 === 0) PG.stage.zoom(n % 10 ? 1.02 : 1 / 1.02);
    PG.stage.network().redraw();
    took.push(performance.now() - start);
    n += 1;
    if (n < 60) requestAnimationFrame(step); else done({ took, frames: frames.slice(2) });
  }
  requestAnimationFrame(step);
})"""


def main() -> None:
    patience = float(sys.argv[1]) if len(sys.argv) > 1 else 60
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        write_made(folder, BENCHMARK)
        start, cpu = time.perf_counter(), time.process_time()
        rewrite(folder)
        print(
            f"site written in {time.perf_counter() - start:.2f} s ({time.process_time() - cpu:.2f} s of one core)"
        )
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
            nodes, edges = _ours(browser, folder)
            _plain(browser, folder, nodes, edges, patience)
            browser.close()


def _open(browser: Any, page: Path, address: str = "") -> tuple[Any, list[str]]:
    seen: list[str] = []
    tab = browser.new_context(viewport={"width": 1440, "height": 900}).new_page()
    tab.on("request", lambda request: seen.append(request.url))
    tab.goto(page.as_uri() + address)
    tab.wait_for_function("() => window.__ready", timeout=120_000)
    return tab, seen


def _weight(folder: Path, page: str) -> int:
    """The page, its styles and scripts: what it weighs before it asks for more."""
    import re

    html = (folder / page).read_text(encoding="utf-8")
    files = re.findall(r'(?:src|href)="((?:assets|data)/[^"]+)"', html)
    return sum((folder / name).stat().st_size for name in (page, *files))


def _ours(browser: Any, folder: Path) -> tuple[list[Any], list[Any]]:
    for page, address in (
        ("index.html", ""),
        ("graph.html", ""),
        ("graph.html", "#lens=industry"),
        ("projects.html", ""),
    ):
        times = []
        for _ in range(ROUNDS):
            tab, _ = _open(browser, folder / page, address)
            times.append(tab.evaluate("() => window.__ready"))
            tab.context.close()
        weight = _weight(folder, page) / 1e6
        print(
            f"{page + address}: usable after {statistics.median(times):.0f} ms (worst {max(times):.0f}), weighs {weight:.2f} MB before it asks for more"
        )
    for page in ("projects.html", "units.html", "promises.html"):
        tab, seen = _open(browser, folder / page)
        plotted = tab.wait_for_function("() => window.__plotted").json_value()
        more = sum(Path(unquote(urlsplit(url).path)).stat().st_size for url in set(seen)) / 1e6
        print(f"{page}: plots drawn after {plotted:.0f} ms, {more:.2f} MB in all")
        tab.context.close()
    tab, _ = _open(browser, folder / "index.html")
    tab.focus("#search")
    tab.wait_for_timeout(1500)
    took = []
    for word in WORDS:
        tab.fill("#search", word)
        tab.wait_for_timeout(150)
        took.append(tab.evaluate("() => PG.searchTook"))
    print(f"search: {statistics.median(took):.1f} ms a query (worst {max(took):.1f})")
    tab.context.close()
    tab, _ = _open(browser, folder / "graph.html")
    tab.wait_for_function("() => window.__model", timeout=60_000)
    graph = tab.evaluate(
        "() => { const m = PG.modelNow(); return { nodes: m.things.map((t) => t.label), edges: m.edges.map((e) => [e.s, e.t]) }; }"
    )
    print(
        f"graph: {len(graph['nodes'])} things, {len(graph['edges'])} edges, whole after {tab.evaluate('() => window.__model'):.0f} ms"
    )
    _redraws(tab, "overview")
    tab.evaluate(MANY)
    tab.wait_for_timeout(1500)
    _redraws(tab, "as much as is ever drawn")
    tab.context.close()
    return graph["nodes"], graph["edges"]


def _redraws(tab: Any, what: str) -> None:
    shown = tab.evaluate("() => [PG.stage.scene().nodes.length, PG.stage.scene().edges.length]")
    for zoom, words in (("PG.stage.fit(true)", "whole"), ("PG.stage.fit()", "near")):
        tab.evaluate(f"() => {{ {zoom}; }}")
        result = tab.evaluate(PAN)
        took = sorted(result["took"])
        print(
            f"redraw, {what}, {words}: {shown[0]} nodes, {shown[1]} edges: {statistics.median(took):.1f} ms (95 %: {took[int(len(took) * 0.95)]:.1f}); a frame every {statistics.median(result['frames']):.0f} ms"
        )


def _plain(browser: Any, folder: Path, nodes: list[str], edges: list[list[int]], patience: float) -> None:
    """The same graph as pyvis draws it by itself."""
    from pyvis.network import Network

    network = Network(
        cdn_resources="in_line", height="800px", directed=True
    )  # else each edge is compared with all
    for n, label in enumerate(nodes):
        network.add_node(n, label=label)
    for source, target in edges:
        network.add_edge(source, target)
    page = folder / "plain.html"
    page.write_text(network.generate_html(notebook=False), encoding="utf-8")
    tab = browser.new_context(viewport={"width": 1440, "height": 900}, offline=True).new_page()
    start = time.perf_counter()
    print(f"plain pyvis page: weighs {page.stat().st_size / 1e6:.1f} MB")
    sys.stdout.flush()

    def give_up(*_: object) -> None:  # a busy page answers nobody, not even the question whether it is busy
        print(f"plain pyvis page: not settled, and not usable, after {patience:.0f} s", flush=True)
        os._exit(0)

    signal.signal(signal.SIGALRM, give_up)
    signal.alarm(int(patience))
    tab.goto(page.as_uri(), timeout=0, wait_until="commit")
    tab.wait_for_function("() => window.network && window.network.physics.stabilized", timeout=0)
    print(f"plain pyvis page: settled after {time.perf_counter() - start:.1f} s")
    signal.alarm(0)


if __name__ == "__main__":
    main()
