"""A snapshot's graphs as N-Triples, in parts. The file is read from front to back; memory holds a part a graph."""

import re
from collections import Counter
from collections.abc import Iterator, Set
from pathlib import Path

STATEMENT = re.compile(r"^(?P<triple>.*) <(?P<graph>[^<> ]*)> \.$")


def sizes(graph: Path) -> Counter[str]:
    """Named graph → how many statements; the order is that of the file."""
    return Counter(name for name, _ in statements(graph))


def parts(graph: Path, wanted: Set[str], most: int) -> Iterator[tuple[str, bool, str]]:
    """Named graph, whether it is its first part, N-Triples of at most so many statements."""
    held: dict[str, list[str]] = {}
    begun: set[str] = set()

    def part(name: str) -> tuple[str, bool, str]:
        first = name not in begun
        begun.add(name)
        return name, first, "".join(held.pop(name))

    for name, triple in statements(graph):
        if name not in wanted:
            continue
        lines = held.setdefault(name, [])
        lines.append(f"{triple} .\n")
        if len(lines) >= most:
            yield part(name)
    for name in list(held):
        yield part(name)


def statements(graph: Path) -> Iterator[tuple[str, str]]:
    """Named graph and triple of each line of canonical N-Quads."""
    with graph.open(encoding="utf-8", newline="\n") as file:
        for line in file:
            match = STATEMENT.match(line.rstrip("\n"))
            if match:
                yield match["graph"], match["triple"]
