"""Addresses on the web: an IRI as a URL's path and back, and the page of a snapshot that shows a thing."""

import re
from collections.abc import Container
from urllib.parse import quote, unquote_to_bytes, urlsplit

ENTITY_PAGE = "entity.html"
SHOWN = re.compile(r"(?!source/|rule/|software/|graph/|gazetteer/)[a-z-]+/.*")
PARTS = re.compile(r"/(?:fact|head|section|task|provenance|selector)(?:/|$)")
ESCAPES = re.compile(rb"(?:%[0-9A-Fa-f]{2})+")
KEPT = re.compile(r"[\s<>\"{}|\\^`%?#/\[\]\x00-\x1f\x7f]")  # what an IRI made by us never holds as such


def path_of(base: str) -> str:
    """The path under which a base's things are found on any host.

    >>> path_of("https://policy-graph.example/id/"), path_of("https://example.org/"), path_of("urn:x/")
    ('/id/', '/id/', '/id/')
    """
    path = urlsplit(base).path
    return path if path.startswith("/") and path.endswith("/") and len(path) > 1 else "/id/"


def url_path(iri: str, base: str) -> str:
    """The URL path of a thing: Chinese percent-encoded, what the IRI has encoded already left so.

    >>> url_path("https://policy-graph.example/id/unit/370812/区A%2FB", "https://policy-graph.example/id/")
    '/id/unit/370812/%E5%8C%BAA%2FB'
    """
    return path_of(base) + quote(iri.removeprefix(base), safe="/%:@!$&'()*+,;=~-._")


def local_name(raw: bytes) -> str:
    """What stands behind the base in a URL's path as sent, as our IRIs write it.

    What no IRI of ours holds as such stays encoded, in capitals; everything else is decoded. ValueError if that is
    not UTF-8.

    >>> local_name(b"unit/370812/%E5%8C%BA%41%2fB")
    'unit/370812/区A%2FB'
    """

    def decoded(match: re.Match[bytes]) -> bytes:
        text = unquote_to_bytes(match[0]).decode("utf-8")
        return KEPT.sub(lambda char: quote(char[0], safe=""), text).encode("utf-8")

    return ESCAPES.sub(decoded, raw).decode("utf-8")


def page_of(iri: str, base: str, files: Container[str]) -> str | None:
    """The page of a snapshot with these files that shows a thing; None for what none shows, like a single fact.

    >>> page_of("https://policy-graph.example/id/region/370812", "https://policy-graph.example/id/", {"entity.html"})
    'entity.html#region/370812'
    """
    key = iri.removeprefix(base)
    if key == iri or not SHOWN.fullmatch(key) or PARTS.search(key):
        return None
    if ENTITY_PAGE in files:
        return f"{ENTITY_PAGE}#{quote(key, safe='/:@!$,;~-._()')}"
    return f"index.html#s={quote(iri, safe='/:@!$,;~-._()')}"
