"""An entity's own address on a host of plain files: a small page there leads on to the latest version's.

It says nothing of a version, unless the thing is no more: then it leads to the last version that knew it.
"""

from collections.abc import Container, Iterator
from pathlib import Path

from graph.publishing.dumps import quads_of
from graph.publishing.versions import template
from graph.rdf.names import RDF
from graph.snapshot.addresses import page_of, path_of

LONGEST_STEP = 200  # bytes of a folder's name: systems allow 255


def write_redirects(
    site: Path, graph: Path, base: str, files: Container[str], previous: Path | None
) -> tuple[int, int]:
    """A page for each entity that the explorer shows. How many there are, and for how many no folder can be named.

    What only the `previous` version's folder shows, if there is one, leads there.
    """
    here = list(entities(graph, base, files))
    gone: set[str] = set()
    if previous:
        gone = set(entities(previous / graph.name, base, files)) - set(here)
    made = sum(_write(site, iri, base, f"latest/{page_of(iri, base, files)}") for iri in here)
    for iri in sorted(gone):
        _write(site, iri, base, f"{previous.name if previous else ''}/{page_of(iri, base, files)}")
    return made, len(here) - made


def _write(site: Path, iri: str, base: str, target: str) -> bool:
    """The page of one entity, if a folder can have its name."""
    steps = iri.removeprefix(base).split("/")
    if not all(_is_name(step) for step in steps):
        return False
    folder = (site / path_of(base).strip("/")).joinpath(*steps)
    up = "../" * len(folder.relative_to(site).parts)
    page = template("entity.html.j2", iri=iri, target=f"{up}{target}")
    path = folder / "index.html"
    if not path.is_file() or path.read_text(encoding="utf-8") != page:
        folder.mkdir(parents=True, exist_ok=True)
        path.write_text(page, encoding="utf-8", newline="\n")
    return True


def entities(graph: Path, base: str, files: Container[str]) -> Iterator[str]:
    """The things of a graph that a page shows, once each."""
    before = ""
    for quad in quads_of(graph):
        iri = getattr(quad.subject, "value", "")
        if iri != before and quad.predicate.value == RDF + "type":
            before = iri
            if page_of(iri, base, files):
                yield iri


def _is_name(step: str) -> bool:
    return (
        bool(step)
        and step not in (".", "..")
        and "%" not in step
        and len(step.encode("utf-8")) <= LONGEST_STEP
    )
