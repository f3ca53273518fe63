"""The query page: one file, with its script and style inside; the library and the words to complete come from the ontology."""

import base64
import gzip
import json
import re
import shutil
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graph.rdf.names import PG, RDF, RDFS
from graph.resources import ontology_folder
from graph.snapshot.quads import PREFIXES

if TYPE_CHECKING:
    from jinja2 import Template

HERE = Path(__file__).parent
LIBRARY = ("questions", "views")  # folders of the ontology whose queries are offered
OWL = "http://www.w3.org/2002/07/owl#"
KINDS = {OWL + "Class": "class", OWL + "ObjectProperty": "property", OWL + "DatatypeProperty": "property"}
FIRST = """SELECT ?unit (COUNT(DISTINCT ?task) AS ?tasks) WHERE {
  ?task pg:hasLeadUnit/skos:prefLabel ?unit
}
GROUP BY ?unit
ORDER BY DESC(?tasks) ?unit
LIMIT 20"""
LARGEST = 60_000_000  # bytes of N-Quads that a page from disk carries along


def query_page(base: str, *, endpoint: str = "", entities: str = "", scripts: tuple[str, ...] = ()) -> str:
    """The page. It asks the `endpoint`, or, without one, the store that `scripts` (relative paths) bring.

    `entities` is the address under which things of `base` are found.
    """
    told = {
        "endpoint": endpoint,
        "base": base,
        "entities": entities,
        "prefixes": PREFIXES,
        "terms": _terms(),
        "library": _library(),
        "first": FIRST,
    }
    data = json.dumps(told, ensure_ascii=False).replace("<", "\\u003c")
    return _template().render(
        data=data,
        script=(HERE / "assets" / "query.js").read_text(encoding="utf-8"),
        style=(HERE / "assets" / "query.css").read_text(encoding="utf-8"),
        scripts=scripts,
    )


def bundle() -> Path | None:
    """The store for the browser, if npm built it with this package."""
    path = HERE / "assets" / "bundle.js"
    return path if path.is_file() else None


def write_static(graph: Path, base: str, folder: Path) -> str:
    """A query page that opens from disk, in a folder; if there is none, why.

    Browsers load no modules and fetch nothing from disk, so the store and the data are scripts.
    """
    built = bundle()
    if built is None:
        return "没有查询页：打包时没有 npm。No query page: npm was not there when the package was built."
    if graph.stat().st_size > LARGEST:
        return "没有查询页：图太大。No query page: the graph is too large for one."
    (folder / "sparql").mkdir()
    shutil.copyfile(built, folder / "sparql" / "bundle.js")
    packed = base64.b64encode(gzip.compress(graph.read_bytes(), compresslevel=6, mtime=0)).decode("ascii")
    (folder / "sparql" / "data.js").write_text(f'var POLICY_GRAPH_DATA="{packed}";\n', encoding="ascii")
    page = query_page(base, entities="", scripts=("sparql/bundle.js", "sparql/data.js"))
    (folder / "sparql.html").write_text(page, encoding="utf-8", newline="\n")
    return ""


@cache
def _template() -> "Template":
    from jinja2 import Environment, FileSystemLoader

    return Environment(loader=FileSystemLoader(HERE / "templates"), autoescape=True).get_template(
        "query.html.j2"
    )


@cache
def _terms() -> list[tuple[str, str, str]]:
    """Classes and properties of the ontology: short name, kind, Chinese and English label."""
    from pyoxigraph import Literal, NamedNode, RdfFormat, Store

    store = Store()
    store.load(path=str(ontology_folder() / "policy.ttl"), format=RdfFormat.TURTLE)
    found: list[tuple[str, str, str]] = []
    for quad in store.quads_for_pattern(None, NamedNode(RDF + "type"), None):
        iri, kind = getattr(quad.subject, "value", ""), KINDS.get(getattr(quad.object, "value", ""))
        if kind and iri.startswith(PG):
            labels: Any = store.quads_for_pattern(quad.subject, NamedNode(RDFS + "label"), None)
            words = sorted(
                (q.object.language or "", q.object.value) for q in labels if isinstance(q.object, Literal)
            )
            found.append(
                (f"pg:{iri.removeprefix(PG)}", kind, " ".join(value for _, value in reversed(words)))
            )
    return sorted(found)


@cache
def _library() -> list[dict[str, str]]:
    """The queries that the ontology brings: name, title (the comments on top), text."""
    found = []
    for folder in LIBRARY:
        for path in sorted((ontology_folder() / folder).glob("*.rq")):
            text = path.read_text(encoding="utf-8")
            title = " ".join(re.findall(r"^#\s*(.+)$", text, re.MULTILINE)[:2])
            found.append({"name": path.stem, "title": title, "text": text})
    return found
