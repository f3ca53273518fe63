"""Media types of answers, and which of them a client wants."""

from dataclasses import dataclass

import mimeparse
from pyoxigraph import QueryResultsFormat, RdfFormat


@dataclass(frozen=True, slots=True)
class Format:
    """A way to write an answer. `name` is what ?format= says, `suffix` what a file's name ends in."""

    name: str
    media_type: str
    suffix: str
    writer: QueryResultsFormat | RdfFormat | None = None

    @property
    def content_type(self) -> str:
        return f"{self.media_type}; charset=utf-8"


JSON_LD = Format("jsonld", "application/ld+json", "jsonld")
TURTLE = Format("turtle", "text/turtle", "ttl", RdfFormat.TURTLE)
# Of several that a client likes equally, the last is taken.
RESULTS = (
    Format("tsv", "text/tab-separated-values", "tsv", QueryResultsFormat.TSV),
    Format("csv", "text/csv", "csv", QueryResultsFormat.CSV),
    Format("xml", "application/sparql-results+xml", "srx", QueryResultsFormat.XML),
    Format("json", "application/sparql-results+json", "srj", QueryResultsFormat.JSON),
)
BOOLEANS = RESULTS[2:]
TRIPLES = (
    Format("rdfxml", "application/rdf+xml", "rdf", RdfFormat.RDF_XML),
    Format("ntriples", "application/n-triples", "nt", RdfFormat.N_TRIPLES),
    JSON_LD,
    TURTLE,
)
# What clients say instead: shorter names, and the general types
ALSO = {
    "ttl": "turtle",
    "nt": "ntriples",
    "json-ld": "jsonld",
    "xml": "rdfxml",
    "json": "jsonld",
    "rdf": "rdfxml",
    "application/json": "json",
    "application/xml": "xml",
    "text/xml": "xml",
}


def choose(among: tuple[Format, ...], accept: str, name: str) -> Format | None:
    """The format that a request asks for with ?format=`name` or its Accept header; None if it is none of these.

    >>> choose(RESULTS, "text/csv;q=0.5, application/sparql-results+xml", "").name
    'xml'
    >>> choose(TRIPLES, "", "ttl").name, choose(RESULTS, "image/png", "")
    ('turtle', None)
    """
    by_name = {form.name: form for form in among} | {form.media_type: form for form in among}
    by_name |= {also: by_name[main] for also, main in ALSO.items() if main in by_name and also not in by_name}
    if name:
        return by_name.get(name)
    if not accept.strip():
        return among[-1]
    types = [kind for kind in by_name if "/" in kind]
    ordered = sorted(types, key=lambda kind: (kind not in ALSO, among.index(by_name[kind])))
    try:
        best = mimeparse.best_match(ordered, accept)
    except (mimeparse.MimeTypeParseException, ValueError):
        return None
    return by_name.get(best)


def wants_page(accept: str) -> bool:
    """Whether a browser asks: it names text/html.

    >>> wants_page("text/html,application/xhtml+xml,*/*;q=0.8"), wants_page("*/*"), wants_page("text/turtle, text/html;q=0.3")
    (True, False, False)
    """
    if "text/html" not in accept:
        return False
    try:
        return bool(
            mimeparse.best_match(["application/ld+json", "text/turtle", "text/html"], accept) == "text/html"
        )
    except (mimeparse.MimeTypeParseException, ValueError):
        return False
