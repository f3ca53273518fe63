"""Facts as compact records: what is said often (names, documents, sentences, rules) stands once in a table beside."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Hashable, Iterable
from typing import Any

from graph.explorer.model import Document, Fact, Part, Snapshot, Thing
from graph.lexicon.messages import in_chinese

SENTENCE_END = re.compile(r"[。！？；\n]+[”’）】]?")
LONGEST = 420  # characters of a sentence that are shown around a quote
CONFIDENCE = ("explicit", "contextual", "inferred")


class Numbered:
    """Values that are met often, kept once, in the order met."""

    def __init__(self) -> None:
        self.values: list[Any] = []
        self._index: dict[Hashable, int] = {}

    def __call__(self, key: Hashable, value: Any = None) -> int:
        if key not in self._index:
            self._index[key] = len(self.values)
            self.values.append(key if value is None else value)
        return self._index[key]


class Sentences:
    """The sentences of a document's source text."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._quoted: dict[tuple[int, int], tuple[str, int, int]] = {}
        self.ends = [match.end() for match in SENTENCE_END.finditer(text)]
        self._wide = (
            [at for at, char in enumerate(text) if char > "\uffff"]
            if max(text, default="") > "\uffff"
            else []
        )

    def units(self, start: int, end: int) -> int:
        """How many UTF-16 units a stretch has, as browsers count.

        >>> Sentences("a𠮷b").units(0, 2), Sentences("政策").units(0, 2)
        (3, 2)
        """
        return end - start + bisect_left(self._wide, end) - bisect_left(self._wide, start)

    def around(self, start: int, end: int) -> tuple[int, int]:
        """The sentence or sentences that hold a stretch, cut to a readable length around it.

        >>> Sentences("一。二三。四").around(2, 3)
        (2, 5)
        """
        first = bisect_right(self.ends, start)
        left = self.ends[first - 1] if first else 0
        last = bisect_right(self.ends, max(end - 1, start))
        right = self.ends[last] if last < len(self.ends) else len(self.text)
        while left < start and self.text[left].isspace():
            left += 1
        while right > end and self.text[right - 1].isspace():
            right -= 1
        room = max(LONGEST - (end - start), 80) // 2
        return max(left, start - room), min(right, end + room)

    def quoted(self, start: int, end: int) -> tuple[str, int, int]:
        """The sentence around a stretch, and where in it the stretch stands, in UTF-16 units."""
        if (start, end) not in self._quoted:
            left, right = self.around(start, end)
            a = self.units(left, start)
            self._quoted[start, end] = self.text[left:right], a, a + self.units(start, end)
        return self._quoted[start, end]


class Archive:
    """What every record is made from: the snapshot, and the sentences of its texts."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot
        self.documents = {document.key: document for document in snapshot.documents}
        self.sections: dict[str, Part] = {
            part.key: part for document in snapshot.documents for part in document.parts
        }
        self._sentences: dict[str, Sentences] = {}

    def sentences(self, document: str) -> Sentences:
        source = self.documents[document].source
        if source not in self._sentences:
            self._sentences[source] = Sentences(self.snapshot.texts.get(source, ""))
        return self._sentences[source]

    def document_row(self, document: Document) -> list[Any]:
        region = self.snapshot.things.get(document.region)
        return [document.key, document.title, document.year, region.label if region else "", document.kind]


class Pages:
    """Records that share tables: a shard of entities, or one document."""

    def __init__(self, archive: Archive) -> None:
        self.archive = archive
        self.things, self.documents, self.sentences, self.rules = (
            Numbered(),
            Numbered(),
            Numbered(),
            Numbered(),
        )

    def thing(self, key: str) -> int:
        found = self.archive.snapshot.things.get(key)
        label = found.label if found else key.rsplit("/", 1)[-1]
        return self.things(key, [key, found.cls if found else "", label])

    def document(self, key: str) -> int:
        return self.documents(key, self.archive.document_row(self.archive.documents[key]))

    def places(self, document: str, places: Iterable[tuple[int, int]]) -> list[list[int]]:
        """Sentence, first and last character of the quote inside it (UTF-16), offset of the quote in the source."""
        sentences = self.archive.sentences(document)
        rows = []
        for start, end in places:
            text, a, b = sentences.quoted(start, end)
            rows.append([self.sentences(text), a, b, start, end])
        return rows

    def fact(self, fact: Fact) -> dict[str, Any]:
        row: dict[str, Any] = {
            "i": fact.key.rsplit("/", 1)[-1],
            "v": fact.view,
            "s": self.thing(fact.subject),
            "r": fact.relation,
            "d": self.document(fact.document),
            "q": self.places(fact.document, fact.places),
            "u": self.rules(fact.rule),
        }
        if fact.object:
            row["o"] = self.thing(fact.object)
        if fact.values:
            row["x"] = fact.values
        if fact.section or fact.task:
            row["h"] = self.thing(fact.task or fact.section)
        if fact.confidence != CONFIDENCE[0]:
            row["c"] = fact.confidence
        if fact.why:
            row["w"] = [in_chinese(fact.why), fact.why]
        return row

    def tables(self) -> dict[str, Any]:
        return {
            "things": self.things.values,
            "documents": self.documents.values,
            "sentences": self.sentences.values,
            "rules": self.rules.values,
        }


def about_rows(thing: Thing, pages: Pages) -> list[Any]:
    """What is known of a thing: a word's key and its value, or the thing that is the value."""
    things = pages.archive.snapshot.things
    rows: list[Any] = []
    for word, value, key in thing.about:
        if key in things:
            rows.append([word, things[key].label, pages.thing(key)])
        else:
            rows.append([word, value])
    return rows
