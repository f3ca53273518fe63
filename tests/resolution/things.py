"""Cases a policy reader can check: what documents of several years call things, one thing a block."""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from graph.resolution.model import Mention, Money

HERE = Path(__file__).parent
SCALE = {"亿元": (1e8, "CNY"), "万元": (1e4, "CNY"), "亿欧元": (1e8, "EUR")}


class Block(NamedTuple):
    """One thing, by the names it has over the years."""

    title: str
    mentions: list[Mention]

    @property
    def is_row(self) -> bool:
        return self.title.startswith("row")


def money(text: str) -> Money:
    """
    >>> money("2亿欧元")
    Money(amount=200000000.0, currency='EUR')
    """
    unit = next(unit for unit in sorted(SCALE, key=len, reverse=True) if text.endswith(unit))
    scale, currency = SCALE[unit]
    return Money(float(text.removesuffix(unit)) * scale, currency)


def read_mention(
    line: str,
    kind: str = "project",
    region: str = "370812",
    places: tuple[str, ...] = ("兖州区", "济宁市", "山东省"),
    within: tuple[str, ...] = (),
) -> Mention:
    """A line: year, document, label | enterprises | total."""
    said, *rest = [cell.strip() for cell in line.split("|")]
    year, document, label = said.split(" ", 2)
    firms = tuple(sorted(rest[0].split("、"))) if rest and rest[0] else ()
    amounts = (money(rest[1]),) if len(rest) > 1 and rest[1] else ()
    return Mention(
        kind,
        label,
        region,
        within,
        places,
        document=document,
        year=int(year),
        enterprises=firms,
        amounts=amounts,
        quote=line,
    )


def read_blocks(file: str) -> Iterator[Block]:
    """The blocks of a file; a comment that is no title stands alone at its top."""
    title, mentions = "", []
    for line in [*(HERE / file).read_text("utf-8").splitlines(), ""]:
        if line.startswith("#"):
            title = title or line.removeprefix("# ")
        elif line:
            mentions.append(read_mention(line))
        else:
            if mentions:
                yield Block(title, mentions)
            title, mentions = "", []


class Pair(NamedTuple):
    """Two names and how they stand to each other."""

    kind: str
    first: str
    second: str
    expected: str


def read_pairs(file: str) -> Iterator[Pair]:
    for line in (HERE / file).read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            names, _, expected = line.partition("=>")
            kind, first, second = (cell.strip() for cell in names.split("|"))
            yield Pair(kind, first, second, expected.strip())
