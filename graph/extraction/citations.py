"""Documents that a text cites: what stands between 《 and 》 (view `citations`)."""

from collections.abc import Iterator

from graph.model import BlockKind, Document, Fact, Note, NoteKind, Passage

LONGEST = 120  # characters of a title; behind that a mark was left open


def extract(document: Document) -> Iterator[Fact]:
    """One fact for each 《…》 of a document, its own title in its notice included.

    `values`: title, without the outer marks. A title may hold another: 《关于印发〈…〉的通知》, 《…《…》…》.
    """
    for block in document.blocks:
        for start, end in titles(block.passage.text):
            passage = block.passage.slice(start + 1, end - 1)
            yield Fact(
                "citations",
                {"title": _plain(passage)},
                block.passage.span(start, end),
                "citation:title-marks",
                section=block.section,
                task=block.task,
            )


def titles(text: str) -> list[tuple[int, int]]:
    """The outermost stretches between title marks.

    >>> [ "落实《关于印发《某某办法》的通知》要求"[a:b] for a, b in titles("落实《关于印发《某某办法》的通知》要求") ]
    ['《关于印发《某某办法》的通知》']
    """
    found: list[tuple[int, int]] = []
    if "《" not in text:
        return found
    depth = start = 0
    for at, char in enumerate(text):
        if char == "《":
            if depth == 0:
                start = at
            depth += 1
        elif char == "》" and depth:
            depth -= 1
            if depth == 0 and 2 < at + 1 - start <= LONGEST:
                found.append((start, at + 1))
        if depth and at - start > LONGEST:
            depth = 0
    return found


def unread(document: Document) -> Iterator[Note]:
    """Title marks that are opened and never closed."""
    for block in document.blocks:
        text = block.passage.text
        if block.kind is not BlockKind.CLOSING and text.count("《") != text.count("》"):
            at = text.find("《") if "《" in text else text.find("》")
            yield Note(
                NoteKind.AMBIGUOUS,
                document.source.name,
                "a title mark 《 or 》 without its partner",
                block.passage.span(at, at + 1),
            )


def _plain(passage: Passage) -> str:
    return "".join(passage.text.split())
