"""What the service says of itself: https://www.w3.org/TR/sparql11-service-description/"""

from collections.abc import Mapping, Sequence

from pyoxigraph import BlankNode, Literal, NamedNode, Triple, serialize

from graph.rdf.names import RDF, RDFS, XSD
from graph.serving.formats import RESULTS, TRIPLES, Format
from graph.snapshot.jsonld import document
from graph.snapshot.quads import PREFIXES

SD = "http://www.w3.org/ns/sparql-service-description#"
VOID = "http://rdfs.org/ns/void#"
FORMATS = "http://www.w3.org/ns/formats/"
NAMED = {
    "json": "SPARQL_Results_JSON",
    "xml": "SPARQL_Results_XML",
    "csv": "SPARQL_Results_CSV",
    "tsv": "SPARQL_Results_TSV",
    "turtle": "Turtle",
    "ntriples": "N-Triples",
    "rdfxml": "RDF_XML",
    "jsonld": "JSON-LD",
}


def description(
    endpoint: str, counts: Mapping[str, int], graphs: Sequence[tuple[str, int]], form: Format
) -> bytes:
    """The description of the service at `endpoint`: its language, formats, graphs and their sizes."""
    service, dataset, default = NamedNode(endpoint), BlankNode("dataset"), BlankNode("default")
    triples = [
        Triple(service, NamedNode(RDF + "type"), _sd("Service")),
        Triple(service, _sd("endpoint"), service),
        Triple(service, _sd("supportedLanguage"), _sd("SPARQL11Query")),
        Triple(service, _sd("feature"), _sd("UnionDefaultGraph")),
        *(
            Triple(service, _sd("resultFormat"), NamedNode(FORMATS + NAMED[form.name]))
            for form in (*RESULTS, *TRIPLES)
        ),
        Triple(service, _sd("defaultDataset"), dataset),
        Triple(dataset, NamedNode(RDF + "type"), _sd("Dataset")),
        Triple(dataset, _sd("defaultGraph"), default),
        Triple(default, NamedNode(RDF + "type"), _sd("Graph")),
        Triple(default, NamedNode(RDFS + "comment"), Literal("the union of all named graphs", language="en")),
        *(Triple(default, NamedNode(VOID + name), _number(count)) for name, count in counts.items()),
    ]
    for number, (iri, size) in enumerate(graphs):
        graph, inside = BlankNode(f"g{number}"), BlankNode(f"i{number}")
        triples += [
            Triple(dataset, _sd("namedGraph"), graph),
            Triple(graph, NamedNode(RDF + "type"), _sd("NamedGraph")),
            Triple(graph, _sd("name"), NamedNode(iri)),
            Triple(graph, _sd("graph"), inside),
            Triple(inside, NamedNode(RDF + "type"), _sd("Graph")),
            Triple(inside, NamedNode(VOID + "triples"), _number(size)),
        ]
    if form.writer is None:
        return document(triples).encode()
    prefixes = {} if form.name == "ntriples" else {**PREFIXES, "sd": SD, "void": VOID}
    return serialize(triples, format=form.writer, prefixes=prefixes) or b""  # type: ignore[arg-type]


def _sd(name: str) -> NamedNode:
    return NamedNode(SD + name)


def _number(value: int) -> Literal:
    return Literal(str(value), datatype=NamedNode(XSD + "integer"))
