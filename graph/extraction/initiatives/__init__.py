"""Initiatives: what enterprises, institutions and regions strive for, hold and run.

>>> from graph.model import Attribute, Block, BlockKind, Passage, Period, Source, Span
>>> text = "支持青禾纸业争创国家级绿色工厂。"
>>> passage = Passage(text, tuple(range(len(text))))
>>> source = Source("x.txt", text, "", "text/plain")
>>> block = Block(BlockKind.BODY, passage, period=Period.PLAN)
>>> [dict(f.values) for f in extract(Document(source, Span(0, len(text)), {}, (block,)))]
[{'actor': '青禾纸业', 'relation': 'pursues', 'target': '国家级绿色工厂'}]
"""

from collections.abc import Iterable, Iterator

from graph.extraction.body import body_of
from graph.extraction.initiatives.reading import Claim, Claims
from graph.extraction.initiatives.runs import runs
from graph.extraction.initiatives.verbs import award_verb
from graph.model import Block, Document, Fact, Note, NoteKind

WHY = {
    "title-region": "no holder is printed: the document's region",
    "title-behind": "no holder is printed: the document's region",
    "title-founding": "no holder is printed: the document's region",
    "title-carried": "no holder is printed: the one spoken of before",
}


def extract(document: Document) -> Iterator[Fact]:
    """The facts of the view `initiatives`."""
    body = body_of(document)
    region = document.head["region"].value if "region" in document.head else ""
    for written in body.blocks:
        block, r = written.block, written.reading
        if len(r) < 4:
            continue
        seen: set[tuple[str, str, str]] = set()
        for claim in [*Claims(r, body.known, block.period, region).read(), *runs(r, body.known)]:
            key = (claim.actor, claim.relation, claim.target)
            if claim.actor and key not in seen:
                seen.add(key)
                yield _fact(claim, block)


def _fact(claim: Claim, block: Block) -> Fact:
    values = {"actor": claim.actor, "relation": claim.relation, "target": claim.target}
    return Fact(
        "initiatives",
        values,
        block.passage.span(*claim.at),
        claim.rule,
        claim.how,
        WHY.get(claim.rule, ""),
        block.section,
        block.task,
    )


def unread(document: Document, facts: Iterable[Fact] | None = None) -> Iterator[Note]:
    """The sentences with an award's verb that gave no initiative."""
    facts = extract(document) if facts is None else facts
    read = [f.span for f in facts if f.view == "initiatives"]
    for written in body_of(document).blocks:
        block, r = written.block, written.reading
        for start, end in r.sentences:
            span = block.passage.span(start, end)
            if award_verb().search(r.mask, start, end) and not any(span.meets(s) for s in read):
                yield Note(NoteKind.SKIPPED, document.source.name, "an award's verb without a title", span)
