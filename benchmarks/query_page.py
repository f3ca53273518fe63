"""The query page, from disk: how long until it is ready, and how long its queries take, at three sizes of graph.

python benchmarks/query_page.py [SNAPSHOT]     the snapshot is built of seeds/ if none is named

Larger graphs are copies of the snapshot's, each with documents of its own. Times are the median of a few runs in
headless Chromium; the store of the package on the same graph stands beside them, as only ratios carry over to another
machine. A size that a page refuses is measured all the same.
"""

import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from pyoxigraph import RdfFormat, Store

from graph.pipeline import build
from graph.querypage import write_query_page
from graph.rdf.names import Base
from graph.snapshot.query import with_prefixes

COPIES = (1, 2, 10)
RUNS = 5
CHROMIUM = "/usr/bin/chromium"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]
QUERIES = {
    "join": "SELECT ?t ?u ?d { ?t pg:hasLeadUnit ?u ; dcterms:isPartOf+ ?d . ?d a pg:PolicyDocument }",
    "aggregate": "SELECT ?u (COUNT(DISTINCT ?t) AS ?n) { ?t pg:hasLeadUnit/skos:prefLabel ?u } GROUP BY ?u ORDER BY DESC(?n) LIMIT 20",
    "text": 'SELECT ?t ?x { ?t pg:text ?x FILTER(CONTAINS(?x, "项目")) }',
    "evidence": "SELECT ?f ?q { ?f a pg:Investment ; pg:evidence/oa:hasSelector/oa:exact ?q } ORDER BY ?q LIMIT 100",
}


def larger(graph: Path, out: Path, copies: int) -> int:
    """Writes the graph several times over, each copy with documents of its own; how many statements that is."""
    data = graph.read_bytes()
    with out.open("wb") as file:
        for number in range(copies):
            new = f"/id/document/{number}/".encode() if number else b"/id/document/"
            file.write(data.replace(b"/id/document/", new))
    return len(store_of(out))


def store_of(graph: Path) -> Store:
    store = Store()
    store.bulk_load(path=str(graph), format=RdfFormat.N_QUADS)
    return store


def native(graph: Path) -> dict[str, float]:
    """Milliseconds of the package's own store."""
    start = time.perf_counter()
    store = store_of(graph)
    times = {"ready": (time.perf_counter() - start) * 1000}
    for name, query in QUERIES.items():
        runs = []
        for _ in range(RUNS):
            start = time.perf_counter()
            list(store.query(with_prefixes(query), use_default_graph_as_union=True))
            runs.append((time.perf_counter() - start) * 1000)
        times[name] = statistics.median(runs)
    return times


def in_page(browser: Any, page_file: Path) -> dict[str, float]:
    """Milliseconds of the page: from opening it to its first answer possible, and of each query in its worker."""
    runs: dict[str, list[float]] = {name: [] for name in ("ready", *QUERIES)}
    for _ in range(3):
        page = browser.new_page()
        start = time.perf_counter()
        page.goto(page_file.as_uri() + "#q=ASK%20%7B%7D")
        page.wait_for_selector("#store[data-ready]", timeout=120_000)
        runs["ready"].append((time.perf_counter() - start) * 1000)
        for name, query in QUERIES.items():
            for _ in range(RUNS):
                runs[name].append(
                    page.evaluate("async (query) => (await policyGraph.ask(query)).took", query)
                )
        page.close()
    return {name: statistics.median(found) for name, found in runs.items()}


def main() -> None:
    from playwright.sync_api import sync_playwright

    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        work = Path(name)
        snapshot = Path(sys.argv[1]) if len(sys.argv) > 1 else work / "seeds"
        if len(sys.argv) < 2:
            build(["seeds"], snapshot, base=Base())
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        for copies in COPIES:
            site = work / f"site{copies}"
            site.mkdir()
            graph = site / "graph.nq"
            statements = larger(snapshot / "graph.nq", graph, copies)
            start = time.perf_counter()
            write_query_page(site, graph, largest=1 << 40)
            took = time.perf_counter() - start
            sizes = sum(path.stat().st_size for path in site.rglob("*") if path.is_file() and path != graph)
            print(f"{statements:,} statements, {graph.stat().st_size / 1e6:.0f} MB of N-Quads:", end=" ")
            print(f"page of {sizes / 1e6:.1f} MB written in {took:.1f} s", flush=True)
            page, own = in_page(browser, site / "query.html"), native(graph)
            for what in page:
                print(f"  {what}: {page[what]:.1f} ms; the package's store {own[what]:.1f} ms", flush=True)
        browser.close()


if __name__ == "__main__":
    main()
