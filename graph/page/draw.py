"""From views to one self-contained page: pyvis makes nodes, edges and options, our template the page."""

import base64
import hashlib
import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from graph.page.classes import Table, table_json
from graph.page.data import Evidence, Fact, Graph, Node
from graph.page.labels import shorten
from graph.page.layout import MORE, Link, View

TEMPLATES = Path(__file__).parent / "templates"
SCRIPTS = ("shapes.js", "stage.js", "panel.js", "finder.js", "app.js")  # in this order
OPTIONS = {
    "autoResize": True,
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False},
    "interaction": {
        "dragNodes": False,
        "hover": True,
        "selectConnectedEdges": False,
        "hoverConnectedEdges": False,
        "tooltipDelay": 250,
        "keyboard": {"enabled": False},
    },
    "edges": {
        "arrows": {"to": {"enabled": False}},
        "selectionWidth": 0,
        "hoverWidth": 0.8,
        "smooth": {"enabled": True, "type": "cubicBezier", "forceDirection": "horizontal", "roundness": 0.45},
    },
}
_UNSAFE = {ord(c): f"\\u{ord(c):04x}" for c in "<>&\u2028\u2029"}


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A line of the list of what the snapshot covers."""

    id: int
    title: str
    number: str
    year: str
    kind: str
    region: str
    sections: int
    tasks: int
    facts: int


def safe_json(value: Any) -> str:
    """JSON that cannot end the script element it stands in.

    >>> safe_json({"a": "</script>"})
    '{"a":"\\\\u003c/script\\\\u003e"}'
    """
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).translate(_UNSAFE)


def render(
    graph: Graph, views: Sequence[View], table: Table, *, title: str, links: Sequence[tuple[str, str]]
) -> str:
    """The whole page as text."""
    ids = {node.iri: index for index, node in enumerate(graph.nodes)} | {MORE: len(graph.nodes)}
    payload = _payload(graph, views, table, ids)
    script, style = _vis_network(), _read("style.css")
    app = '(function () {\n"use strict";\n' + "\n".join(_read(name) for name in SCRIPTS) + "\n})();\n"
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES, encoding="utf-8"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    rows = _rows(graph, table, ids)
    return environment.get_template("index.html.j2").render(
        title=title,
        rows=rows,
        regions=list(dict.fromkeys(row.region for row in rows)),
        years=sorted({row.year for row in rows if row.year}),
        counts=_counts(graph, table),
        links=links,
        data=safe_json(payload),
        vis=script,
        app=app,
        style=style,
        script_hashes=[_csp_hash(script), _csp_hash(app)],
        style_hashes=[_csp_hash(style)],
    )


# -- the parts that are inlined


def _read(name: str) -> str:
    return _inlined((TEMPLATES / name).read_text(encoding="utf-8"))


@cache
def _vis_network() -> str:
    """The newest vis-network that pyvis ships; its own pages would fetch parts of it from a CDN."""
    folder = files("pyvis") / "templates" / "lib"
    newest = max((f.name for f in folder.iterdir() if f.name.startswith("vis-")), key=_version)
    return _inlined((folder / newest / "vis-network.min.js").read_text(encoding="utf-8"))


def _version(name: str) -> tuple[int, ...]:
    return tuple(int(part) for part in re.findall(r"\d+", name))


def _inlined(text: str) -> str:
    """What a browser's parser will hand on unchanged, so that its hash holds."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if re.search(r"</(script|style)|<!--", text, re.IGNORECASE):
        raise ValueError("a script or style that would end its own element cannot be inlined")
    return text


def _csp_hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


# -- data for the browser


def _payload(graph: Graph, views: Sequence[View], table: Table, ids: dict[str, int]) -> dict[str, Any]:
    links = sorted({link for view in views for link in view.links})
    edge_ids = {(link.source, link.target, link.relation): index for index, link in enumerate(links)}
    nodes, edges, options = _pyvis(graph, views, links, table, ids)
    passages = _Numbered()
    return table_json(table) | {
        "nodes": nodes,
        "edges": edges,
        "options": options,
        "things": [_thing(node, graph, table, ids, passages) for node in graph.nodes],
        "facts": [_fact(fact, ids, passages) for fact in graph.facts],
        "views": [_view(view, ids, edge_ids) for view in views],
        "passages": passages.values,
    }


def _pyvis(
    graph: Graph, views: Sequence[View], links: Iterable[Link], table: Table, ids: dict[str, int]
) -> tuple[list[dict[str, Any]], list[dict[str, Any]], dict[str, Any]]:
    """Build the network with pyvis, and take its node, edge and option tables."""
    from pyvis.network import Network  # here, as it imports IPython

    network = Network(directed=True, cdn_resources="in_line")
    network.set_options(json.dumps(OPTIONS))
    first = {place.iri: place for place in views[0].places}
    home = {place.iri: place for view in reversed(views) for place in view.places}
    for node in graph.nodes:
        cls = table.classes[node.cls]
        network.add_node(
            ids[node.iri],
            label=shorten(node.line, 14),
            title=node.label,
            shape=cls.shape,
            group=node.cls,
            level=cls.column,
            hidden=node.iri not in first,
            **_xy(home, node.iri),
        )
    network.add_node(
        ids[MORE],
        label="全部单位与负责人",
        shape="box",
        group="more",
        hidden=MORE not in first,
        **_xy(home, MORE),
    )
    for index, link in enumerate(links):
        relation = table.relations.get(link.relation)
        network.add_edge(
            ids[link.source],
            ids[link.target],
            id=index,
            relation=link.relation,
            width=relation.width if relation else 1,
            facts=list(link.facts),
        )
    nodes, edges, _, _, _, options = network.get_network_data()
    return nodes, edges, json.loads(options)


def _xy(home: dict[str, Any], iri: str) -> dict[str, int]:
    return {"x": home[iri].x, "y": home[iri].y} if iri in home else {"x": 0, "y": 0}


class _Numbered:
    """Texts that are quoted often, kept once."""

    def __init__(self) -> None:
        self.values: list[str] = []
        self._index: dict[str, int] = {}

    def __call__(self, text: str) -> int:
        if text not in self._index:
            self._index[text] = len(self.values)
            self.values.append(text)
        return self._index[text]


def _evidence(evidence: Evidence, passages: _Numbered) -> list[int]:
    return [passages(evidence.passage), evidence.start, evidence.end, evidence.left, evidence.right]


def _thing(
    node: Node, graph: Graph, table: Table, ids: dict[str, int], passages: _Numbered
) -> dict[str, Any]:
    thing = {
        "iri": node.iri,
        "cls": node.cls,
        "label": node.label,
        "line": node.line,
        "sub": node.sub,
        "document": ids.get(node.document),
        "parent": ids.get(node.parent),
        "group": node.group,
        "collective": node.collective,
        "year": node.year,
        "region": node.region,
        "names": list(node.names),
        "about": [list(row) for row in node.about],
        "evidence": [_evidence(e, passages) for e in node.evidence],
    }
    if node.text:
        thing["text"] = passages(node.text)
    return _without_blanks(thing)


def _fact(fact: Fact, ids: dict[str, int], passages: _Numbered) -> dict[str, Any]:
    row = {
        "s": ids[fact.subject],
        "r": fact.relation,
        "o": ids.get(fact.object),
        "v": fact.value,
        "d": ids.get(fact.document),
        "in": ids.get(fact.section),
        "c": fact.confidence,
        "rule": fact.rule,
        "why": fact.why,
        "e": [_evidence(e, passages) for e in fact.evidence],
    }
    return _without_blanks(row)


def _without_blanks(row: dict[str, Any]) -> dict[str, Any]:
    """Leave out what says nothing; the number 0 is a thing's id and stays."""
    return {
        key: value
        for key, value in row.items()
        if value is not None and value is not False and value not in ("", [])
    }


def _view(view: View, ids: dict[str, int], edge_ids: dict[tuple[str, str, str], int]) -> dict[str, Any]:
    return {
        "kind": view.kind,
        "at": ids.get(view.at, -1),
        "up": [view.up[0], ids.get(view.up[1], -1)],
        "places": [[ids[place.iri], place.x, place.y] for place in view.places],
        "links": [edge_ids[link.source, link.target, link.relation] for link in view.links],
        "heads": [asdict(head) for head in view.heads],
        "notes": [asdict(note) for note in view.notes],
        "focus": view.focus,
        "opened": [ids[iri] for iri in view.opened],
    }


# -- what the snapshot covers


def _rows(graph: Graph, table: Table, ids: dict[str, int]) -> list[DocumentRow]:
    part = {name: cls.part for name, cls in table.classes.items()}
    rows = []
    for node in graph.nodes:
        if part[node.cls] == "document":
            inside = [part[other.cls] for other in graph.nodes if other.document == node.iri]
            rows.append(
                DocumentRow(
                    ids[node.iri],
                    node.label,
                    "、".join(node.names),
                    node.year,
                    node.group,
                    node.region or "地区不明",
                    inside.count("section"),
                    inside.count("task"),
                    node.facts_read,
                )
            )
    return rows


def _counts(graph: Graph, table: Table) -> list[tuple[str, int]]:
    """How many of each class, but for documents, which stand in the line above."""
    return [
        (cls.label, len(graph.of_class(name)))
        for name, cls in table.classes.items()
        if cls.part != "document"
    ]
