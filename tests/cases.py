"""Cases a policy reader can check: the text of a document, then what we expect to be read from it.

`read_cases` reads cases of many lines; `read_sentences` reads cases of one line, ended by an empty one.

A case's first line that begins with "# " says what it is about, its "=>" lines what is expected; everything
else is the document's. A line of dashes ends a case. "=> nothing" marks a text that must stay silent.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from graph.model import Document, Source
from graph.reading import read_bytes
from graph.structure.document import read_documents


class Case(NamedTuple):
    """A text and the lines expected of it."""

    where: str  # "assignments.txt:4 tails in square brackets", shown by pytest
    text: str
    expected: list[str]

    @property
    def source(self) -> Source:
        """The text as a file of its kind: a page, a text with marks of emphasis, plain text."""
        kind = "html" if self.text.startswith("<") else "md" if "**" in self.text else "txt"
        return read_bytes(f"case.{kind}", self.text.encode())

    def documents(self) -> tuple[Document, ...]:
        return read_documents(self.source)[0]


def read_cases(path: Path) -> Iterator[Case]:
    """The cases of a file; an error where one has no expectation."""
    lines: list[str] = []
    expected: list[str] = []
    where = title = ""
    for number, line in enumerate([*path.read_text("utf-8").splitlines(), "----"], 1):
        if line.startswith("----"):
            text = "\n".join(lines).strip("\n")
            if text:
                if not expected:
                    raise ValueError(f"{where}: no expectation; write '=> nothing'")
                yield Case(where, text + "\n", [e for e in expected if e != "nothing"])
            lines, expected, where, title = [], [], "", ""
        elif line.startswith("# ") and not title:
            title = line[2:]
        elif line.startswith("=>"):
            expected.append(line[2:].strip())
        else:
            if line.strip() and not where:
                where = f"{path.name}:{number} {title}".strip()
            lines.append(line)


def read_sentences(path: Path) -> Iterator[Case]:
    """The cases of a file in which each text is one line and an empty line ends a case."""
    text, expected, where = "", list[str](), ""
    for number, line in enumerate([*path.read_text("utf-8").splitlines(), ""], 1):
        if line.startswith("# "):
            continue
        if line.startswith("=>"):
            expected.append(line.removeprefix("=>").strip())
        elif line:
            text, where = line, f"{path.name}:{number}"
        elif text:
            if not expected:
                raise ValueError(f"{where}: no expectation; write '=> nothing'")
            yield Case(where, text, [row for row in expected if row != "nothing"])
            text, expected = "", []
