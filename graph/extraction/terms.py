"""The glossary of a report: 名词解释 (view `terms`)."""

from collections.abc import Iterator

from graph.model import Document, Fact, Note, NoteKind


def extract(document: Document) -> Iterator[Fact]:
    """One fact for each entry that has a definition. `values`: term as printed, definition."""
    for entry in document.glossary:
        if entry.definition.text:
            yield Fact(
                "terms",
                {"term": entry.term, "definition": entry.definition.text},
                entry.span,
                "term:glossary",
            )


def unread(document: Document) -> Iterator[Note]:
    """Entries that name a term and do not explain it."""
    for entry in document.glossary:
        if not entry.definition.text:
            yield Note(
                NoteKind.SKIPPED,
                document.source.name,
                f"the glossary names “{entry.term}” and does not explain it",
                entry.span,
            )
