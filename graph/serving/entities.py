"""What is known of one thing: as a page, as Turtle, as JSON-LD."""

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graph.snapshot.jsonld import short

if TYPE_CHECKING:
    from jinja2 import Template

MOST = 500  # statements that name a thing, on its page; its data have all
LABELS = "skos:prefLabel|dcterms:title|rdfs:label|pg:fileName|oa:exact"


def about(iri: str) -> str:
    """The query for everything stated of a thing, and of its evidence."""
    return (
        f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ {{ VALUES ?s {{ <{iri}> }} ?s ?p ?o }} UNION {{ <{iri}> pg:evidence ?e ."
        " { ?e ?p ?o BIND(?e AS ?s) } UNION { ?e oa:hasSelector ?s . ?s ?p ?o } } }"
    )


def statements(iri: str) -> str:
    """The query for the page: each statement of a thing or about it, with labels."""
    return (
        "SELECT DISTINCT ?way ?property ?value (SAMPLE(?l) AS ?label) WHERE {"
        f" {{ VALUES ?s {{ <{iri}> }} ?s ?property ?value BIND('out' AS ?way) }} UNION"
        f" {{ SELECT ?property ?value ('in' AS ?way) {{ ?value ?property <{iri}> }} ORDER BY ?property ?value LIMIT {MOST} }}"
        f" OPTIONAL {{ ?value {LABELS} ?l }} }} GROUP BY ?way ?property ?value ORDER BY ?way ?property ?value"
    )


def page(iri: str, rows: Sequence[Mapping[str, Any]], links: Mapping[str, str], path: Any) -> str:
    """The page of a thing. `rows` are SPARQL JSON bindings of `statements`; `path` gives an IRI's address here."""
    shown = [
        {
            "way": row["way"]["value"],
            "property": short(row["property"]["value"]),
            "value": row["value"]["value"],
            "is_iri": row["value"]["type"] == "uri",
            "href": path(row["value"]["value"]) if row["value"]["type"] == "uri" else "",
            "label": row.get("label", {}).get("value") or short(row["value"]["value"]),
        }
        for row in rows
    ]
    named = [row["value"] for row in shown if row["property"] in LABELS.split("|") and row["way"] == "out"]
    title = named[0] if named else iri.rsplit("/", 1)[-1]
    return _template().render(iri=iri, title=title, rows=shown, links=links, most=MOST)


@cache
def _template() -> "Template":
    from jinja2 import Environment, FileSystemLoader

    folder = Path(__file__).parent / "templates"
    return Environment(loader=FileSystemLoader(folder), autoescape=True).get_template("entity.html.j2")
