"""Step 3e: the head of a document: title, number, issuer, region, dates, speaker, years, type.

What the text states has its place as evidence; what follows only from the genre or from the contents
(the government whose head reads its report, the city an interpretation speaks of) is marked with why.
"""

from collections.abc import Mapping, Sequence

from graph.model import Attribute, DocumentType, Passage
from graph.structure.delivery import read_delivery, read_printed, read_published, read_signature
from graph.structure.head_words import Found, run_together
from graph.structure.origin import read_issuer, read_region
from graph.structure.splitting import Part
from graph.structure.title import read_number, read_title, read_type
from graph.structure.years import read_chain, read_years

HEAD_LINES = 40  # of a long head, the lines that can name meeting and speaker
LAST_LINES = 8  # of the body, the lines that can hold number and publisher
PREAMBLES = 12  # of the body, the paragraphs that can say what the document carries out


def read_head(
    part: Part, head: Sequence[Passage], body: Sequence[Passage], headings: Sequence[str]
) -> Mapping[str, Attribute]:
    """The attributes of a document's head that are stated or follow; the others are left out.

    `type` is always there. Keys beside the contract's: meeting, post, addressee, copy_to, printed, implements,
    breaks_down.
    """
    found: Found = {}
    lines = list(head)
    read_number(found, [*lines, *body[-LAST_LINES:]])
    read_title(found, part, lines, body)
    read_type(found, lines, body)
    read_delivery(found, lines, run_together(lines[:HEAD_LINES] or list(body[:1])))
    kind = found["type"].value
    if kind == DocumentType.INTERPRETATION:
        read_published(found, part)
    read_signature(found, lines, body)
    read_printed(found, [*lines, *body])
    if kind in (DocumentType.TASK_BREAKDOWN, DocumentType.ACTION_PLAN) and "date" not in found:
        read_published(found, part)
    read_issuer(found, part, lines, body)
    read_region(found, part, body)
    read_years(found, headings)
    read_chain(found, body[:PREAMBLES])
    return found
