"""The running text of a document as every family reads it: what one finds out about a block, all know."""

from functools import cached_property

from graph.language.clauses import Reading
from graph.language.firms import Known, learn
from graph.language.members import Sentence, read_sentences
from graph.model import Block, BlockKind, Document


class BodyBlock:
    """A block of running text, its clauses and its figures worked out when they are first asked for."""

    def __init__(self, block: Block) -> None:
        self.block = block

    @cached_property
    def reading(self) -> Reading:
        return Reading(self.block.passage.text)

    @cached_property
    def sentences(self) -> list[Sentence]:
        """The sentences that hold figures."""
        return list(read_sentences(self.reading.raw, self.reading.figures))


class Body:
    """The running text of one document."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.blocks = [BodyBlock(block) for block in document.blocks if block.kind is BlockKind.BODY]

    @cached_property
    def known(self) -> Known:
        """What the body teaches of firms and places."""
        region = self.document.head.get("region")
        return learn((b.block.passage.text for b in self.blocks), region.value if region else "")


_last: list[Body] = []


def body_of(document: Document) -> Body:
    """The body of a document; that of the document asked for last is kept, as the families come one by one."""
    body = _last[0] if _last and _last[0].document is document else Body(document)
    _last[:] = [body]
    return body
