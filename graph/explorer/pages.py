"""The pages themselves: templates filled with Chinese words, the assets beside them, bundles."""

import json
import shutil
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from graph.bundles import PLOTS, bundled, vis_network
from graph.explorer.scripts import script_json
from graph.explorer.table import HERE, load_words

BASE_STYLE = "base.css"  # the query page has it too
SHARED = ("core.js", "words.js", "shapes.js", "values.js", "facts.js", "search.js")


@dataclass(frozen=True, slots=True)
class Page:
    """A page: its template, its word in the header, its own scripts and styles."""

    name: str
    word: str
    scripts: tuple[str, ...]
    styles: tuple[str, ...] = ()


PAGES = (
    Page("index", "nav_start", ("start.js",)),
    Page(
        "graph",
        "nav_graph",
        (
            "vis-network.min.js",
            "graph-model.js",
            "graph-scene.js",
            "graph-columns.js",
            "graph-paint.js",
            "graph-stage.js",
            "graph-panel.js",
            "graph-export.js",
            "graph-filters.js",
            "graph.js",
        ),
        ("graph.css",),
    ),
    Page("projects", "nav_projects", ("rows.js", "figures.js", "table.js", "projects.js"), ("boards.css",)),
    Page(
        "promises",
        "nav_promises",
        ("rows.js", "figures.js", "outcome.js", "table.js", "promises.js"),
        ("boards.css",),
    ),
    Page("units", "nav_units", ("rows.js", "figures.js", "table.js", "units.js"), ("boards.css",)),
    Page("years", "nav_years", ("table.js", "years.js"), ("boards.css",)),
    Page("entity", "", ("rows.js", "figures.js", "outcome.js", "rdf.js", "entity.js")),
    Page("read", "", ("read.js",), ("read.css",)),
    Page("about", "nav_about", ("about.js",)),
)


OWN = [(page.name, page.word) for page in PAGES if page.word]
LINKS = (*OWN[:-1], ("query", "nav_query"), OWN[-1])  # in the header: page, its word


def navigation() -> list[tuple[str, str, str]]:
    """The header's links: address, word in Chinese, in English. The query page is written by another step."""
    return [(f"{name}.html", *load_words()[word]) for name, word in LINKS]


def asset(name: str) -> Path:
    """A file that the pages share."""
    return HERE / "assets" / name


def write_pages(out: Path) -> None:
    """Writes the pages and their assets into the folder `out`."""
    assets = out / "assets"
    assets.mkdir(parents=True, exist_ok=True)
    for path in sorted((HERE / "assets").iterdir()):
        shutil.copyfile(path, assets / path.name)
    for name, path in bundled(PLOTS).items():
        shutil.copyfile(path, assets / name)
    shutil.copyfile(vis_network(), assets / "vis-network.min.js")
    words = f"window.PG.words = {script_json(load_words())};\n"
    scores = json.loads((HERE / "scores.json").read_text(encoding="utf-8"))
    words += f"window.PG.scores = {script_json(scores)};\n"
    (assets / "words.js").write_text(words, encoding="utf-8", newline="\n")
    environment = Environment(
        loader=FileSystemLoader(HERE / "templates", encoding="utf-8"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals["word"] = lambda key: load_words()[key][0]
    for page in PAGES:
        scripts = (*SHARED, "header.js", *page.scripts)
        text = environment.get_template(f"{page.name}.html.j2").render(
            page=page, links=LINKS, scripts=scripts
        )
        (out / f"{page.name}.html").write_text(text, encoding="utf-8", newline="\n")
