"""query.html: for a site that answers over its own snapshot, and for a server's /query."""

import shutil
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from graph.explorer.scripts import script_json
from graph.querypage.assets import asset_files, missing
from graph.querypage.data import write_graph_script
from graph.querypage.library import Question, library
from graph.querypage.vocabulary import vocabulary
from graph.rdf.names import DEFAULT_BASE
from graph.resources import ontology_folder
from graph.snapshot.quads import PREFIXES

HERE = Path(__file__).parent
PAGE, DATA, ASSETS = "query.html", "query-data.js", "assets/"
LARGEST = 300_000_000  # bytes of N-Quads that a page takes: about a million statements
# Nothing from elsewhere. The store is WebAssembly in a worker, whose code is one of the page's own scripts.
POLICY = (
    "default-src 'none'; script-src 'self'{wasm}; style-src 'self'; img-src 'self' data: blob:; font-src 'none';"
    " connect-src {connect}; base-uri 'none'; form-action 'none'"
)

Link = tuple[str, str, str]  # address, Chinese, English
PAGES: tuple[Link, ...] = (("index.html", "首页", "Start"), (PAGE, "查询", "Query"))


@dataclass(frozen=True, slots=True)
class QueryPage:
    """What was written; `left_out` says in Chinese and English what the page cannot do, and why."""

    files: tuple[str, ...]
    left_out: tuple[str, str] = ("", "")


def write_query_page(
    folder: Path,
    graph: Path,
    questions: Iterable[Question] = (),
    *,
    base: str = DEFAULT_BASE,
    pages: Sequence[Link] = PAGES,
    links: Mapping[str, str] | None = None,
    largest: int = LARGEST,
) -> QueryPage:
    """Writes the page, its assets and the graph in the N-Quads file `graph` into the site in `folder`.

    `questions` come before the fact views in the library, `pages` are the header's links, `links` the
    explorer's pages: `entity` and `read`, if the site has them. Without bundles, or for a graph larger than `largest`
    bytes, the page says what is left out and why.
    """
    if any(missing()):
        _write(folder / PAGE, _template("missing.html.j2").render(_frame(pages), why=missing()))
        return QueryPage((PAGE,), missing())
    size = graph.stat().st_size
    fits = size <= largest
    (folder / ASSETS).mkdir(parents=True, exist_ok=True)
    files = asset_files()
    for name, path in files.items():
        shutil.copyfile(path, folder / ASSETS / name)
    if fits:
        write_graph_script(graph, folder / DATA)
    large = ("", "") if fits else _too_large(size, largest)
    settings = _settings(base, questions, ASSETS, links or {}) | {"data": DATA if fits else ""}
    _write(folder / PAGE, _render(settings, pages, large))
    written = (PAGE, *([DATA] if fits else []), *(f"{ASSETS}{name}" for name in files))
    return QueryPage(tuple(sorted(written)), large)


def render_page(
    endpoint: str = "/sparql",
    *,
    questions: Iterable[Question] = (),
    base: str = DEFAULT_BASE,
    assets: str = "/query-assets/",
    pages: Sequence[Link] = (("/", "首页", "Start"), ("/query", "查询", "Query")),
    links: Mapping[str, str] | None = None,
) -> str:
    """The same page for a server that answers at `endpoint`; the files of `asset_files(engine=False)` stand at `assets`.

    `links` are `entity` and `read` of an explorer, or `page`: where the server shows a thing, by its path behind the
    base. Raises FileNotFoundError if the bundles were not made.
    """
    if any(missing()):
        raise FileNotFoundError(missing()[1])
    settings = _settings(base, questions, assets, links or {"page": "/page/"}) | {"endpoint": endpoint}
    return _render(settings, pages, ("", ""))


def _settings(
    base: str, questions: Iterable[Question], assets: str, links: Mapping[str, str]
) -> dict[str, Any]:
    tables, terms = _words(), vocabulary(ontology_folder() / "policy.ttl")
    return {
        "endpoint": "",
        "data": "",
        "assets": assets,
        "base": base,
        "links": {"entity": "", "read": "", "page": "", **links},
        "prefixes": dict(PREFIXES),
        "vocabulary": terms,
        "questions": library(questions, terms, tables["coded"]),
        "example": (HERE / "example.rq").read_text(encoding="utf-8"),
        "words": tables["words"],
        "kinds": tables["kinds"],
        "suggestions": tables["suggestions"],
    }


def _too_large(size: int, largest: int) -> tuple[str, str]:
    has, most = size // 1_000_000, largest // 1_000_000
    zh, en = _words()["words"]["too_large"]
    return zh.format(has, most), en.format(has, most)


def _render(settings: Mapping[str, Any], pages: Sequence[Link], large: tuple[str, str]) -> str:
    own = bool(settings["data"])
    policy = POLICY.format(
        wasm=" 'wasm-unsafe-eval'; worker-src blob:" if own else "",
        connect="'self'" if settings["endpoint"] else "'none'",
    )
    frame = _frame(pages) | {"policy": policy, "assets": settings["assets"], "large": large}
    return _template("query.html.j2").render(frame, settings=script_json(settings))


def _frame(pages: Sequence[Link]) -> dict[str, Any]:
    words = _words()["words"]
    here = next((address for address, _, _ in pages if address.endswith((PAGE, "/query"))), "")
    return {"pages": pages, "here": here, "word": lambda key: words[key][0]}


@cache
def _words() -> dict[str, Any]:
    return tomllib.loads((HERE / "words.toml").read_text(encoding="utf-8"))


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(HERE / "templates", encoding="utf-8"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _template(name: str) -> Template:
    return _environment().get_template(name)


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")
