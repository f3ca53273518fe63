"""The page to open first: one index.html that works from disk, without a network.

data.py     the snapshot's graph → plain things
layout.py   plain things → views with positions
draw.py     views → the page, with pyvis and the templates
"""

from collections.abc import Iterable, Sequence
from pathlib import Path, PurePosixPath

from pyoxigraph import Store

from graph.page.classes import load_table
from graph.page.data import read_graph
from graph.page.draw import render
from graph.page.layout import make_views

__all__ = ["default_links", "links_of", "write_index"]

TITLE = "政策图谱"
FILES = (
    ("质量报告", "report.html"),
    ("图（Turtle）", "graph.ttl"),
    ("图（N-Quads）", "graph.nq"),
    ("清单", "manifest.json"),
)


def default_links(folder: Path) -> tuple[tuple[str, str], ...]:
    """The snapshot's own files, and the tables of facts that stand in `folder`."""
    return links_of(path.stem for path in (folder / "facts").glob("*.csv"))


def links_of(views: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """The snapshot's own files, and the tables of some views."""
    return (*FILES, *((f"{name}.csv", f"facts/{name}.csv") for name in sorted(views)))


def write_index(
    store: Store, out: Path, *, title: str = TITLE, links: Sequence[tuple[str, str]] | None = None
) -> None:
    """Write the page of a snapshot to the file `out`.

    `links` are (words, relative path) of the files beside it; by default those of its folder.
    """
    chosen = default_links(out.parent) if links is None else tuple(links)
    for _, target in chosen:
        _check_relative(target)
    table = load_table()
    graph = read_graph(store, table)
    page = render(graph, make_views(graph, table), table, title=title, links=chosen)
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_text(page, encoding="utf-8", newline="\n")


def _check_relative(target: str) -> None:
    first = PurePosixPath(target).parts[:1]
    if not first or target.startswith("/") or ":" in first[0] or "\\" in target:
        raise ValueError(f"a link of the page must be a relative path: {target!r}")
