"""The pages themselves: templates filled with Chinese words, the assets beside them, vis-network from pyvis."""

import json
import re
import shutil
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from graph.explorer.scripts import script_json
from graph.explorer.table import HERE, load_words

SHARED = ("core.js", "words.js", "shapes.js", "values.js", "facts.js", "search.js")


@dataclass(frozen=True, slots=True)
class Page:
    """A page: its template, its word in the header, its own scripts and styles."""

    name: str
    word: str
    scripts: tuple[str, ...]
    styles: tuple[str, ...] = ()


PAGES = (
    Page("index", "nav_start", ("plots.js", "start.js")),
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
    Page("projects", "nav_projects", ("plots.js", "table.js", "projects.js"), ("boards.css",)),
    Page("promises", "nav_promises", ("plots.js", "outcome.js", "table.js", "promises.js"), ("boards.css",)),
    Page("units", "nav_units", ("plots.js", "table.js", "units.js"), ("boards.css",)),
    Page("years", "nav_years", ("table.js", "years.js"), ("boards.css",)),
    Page("entity", "", ("plots.js", "outcome.js", "rdf.js", "entity.js")),
    Page("read", "", ("read.js",), ("read.css",)),
    Page("about", "nav_about", ("about.js",)),
)


OWN = [(page.name, page.word) for page in PAGES if page.word]
LINKS = (*OWN[:-1], ("query", "nav_query"), OWN[-1])  # in the header: page, its word


def navigation() -> list[tuple[str, str, str]]:
    """The header's links: address, word in Chinese, in English. The query page is written by another step."""
    return [(f"{name}.html", *load_words()[word]) for name, word in LINKS]


def write_pages(out: Path) -> None:
    """Writes the pages and their assets into the folder `out`."""
    assets = out / "assets"
    assets.mkdir(parents=True, exist_ok=True)
    for path in sorted((HERE / "assets").iterdir()):
        shutil.copyfile(path, assets / path.name)
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


def vis_network() -> Path:
    """The newest vis-network that pyvis brings along; pyvis itself is not imported."""
    spec = find_spec("pyvis")
    if not spec or not spec.submodule_search_locations:
        raise FileNotFoundError("pyvis is not installed: the graph view's vis-network comes with it")
    folder = Path(spec.submodule_search_locations[0]) / "lib"
    newest = max((path for path in folder.iterdir() if path.name.startswith("vis-")), key=_version)
    return newest / "vis-network.min.js"


def _version(path: Path) -> tuple[int, ...]:
    return tuple(int(part) for part in re.findall(r"\d+", path.name))
