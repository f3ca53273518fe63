"""Tables on a terminal: a Chinese character is two columns wide, and nothing from a text steers the terminal."""

import unicodedata
from collections.abc import Iterator, Mapping, Sequence

WIDEST = 48  # columns of a cell
NARROW = 30  # columns for a label where there is little room
GAP = "  "


def width_of(text: str) -> int:
    """How many columns a text takes.

    >>> width_of("兖州区2022")
    10
    """
    return sum(_width(char) for char in text)


def _width(char: str) -> int:
    if unicodedata.combining(char):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def printable(text: str) -> str:
    """A text on one line, without the control characters that a terminal would obey.

    >>> printable("区\\x1b[2J财政局\\n牵头")
    '区�[2J财政局 牵头'
    """
    return "".join(" " if char.isspace() else char if char.isprintable() else "�" for char in text)


def shortened(text: str, widest: int = WIDEST) -> str:
    """A text cut to a width.

    >>> shortened("济宁市兖州区人民政府", 11)
    '济宁市兖州…'
    """
    text = printable(" ".join(text.split()))
    if width_of(text) <= widest:
        return text
    room, end = widest - 1, 0
    while end < len(text) and _width(text[end]) <= room:
        room -= _width(text[end])
        end += 1
    return text[:end] + "…"


def padded(text: str, width: int, right: bool = False) -> str:
    """
    >>> padded("兖州区", 8) + "|", padded("71", 4, right=True)
    ('兖州区  |', '  71')
    """
    space = " " * (width - width_of(text))
    return space + text if right else text + space


def table(head: Sequence[str], rows: Sequence[Sequence[str]], right: Sequence[bool] = ()) -> Iterator[str]:
    """The lines of a table as wide as its contents; columns marked `right` are numbers."""
    marks = [*right, *[False] * (len(head) - len(right))]
    cells = [[shortened(cell) for cell in row] for row in rows]
    widths = [max(width_of(line[n]) for line in [list(head), *cells]) for n in range(len(head))]
    for line in [list(head), ["-" * width for width in widths], *cells]:
        parts = (padded(*cell) for cell in zip(line, widths, marks, strict=True))
        yield GAP.join(parts).rstrip()


def matrix(
    label: str,
    names: Sequence[str],
    columns: Mapping[str, Sequence[str]],
    width: int,
    left: Sequence[str] = (),
) -> Iterator[str]:
    """A table with one labelled row a name; columns that do not fit in the width follow in a further table.

    Columns are of numbers but for those in `left`.
    """
    sizes = {head: max(map(width_of, [head, *cells])) + len(GAP) for head, cells in columns.items()}
    wanted = max(width_of(printable(name)) for name in [label, *names])
    room = width - sum(sizes.values())
    if room < NARROW:  # not all columns fit: none gets more than its share
        room = min(NARROW, width - max(sizes.values()))
    first = max(width_of(label), min(wanted, room, WIDEST))
    for n, heads in enumerate(_packed(sizes, width - first)):
        if n:
            yield ""
        rows = [[shortened(name, first), *(columns[h][r] for h in heads)] for r, name in enumerate(names)]
        yield from table([padded(label, first), *heads], rows, [False, *(h not in left for h in heads)])


def _packed(sizes: Mapping[str, int], room: int) -> Iterator[list[str]]:
    """The columns in their order, as many in each group as there is room for, and at least one."""
    group: list[str] = []
    for head, size in sizes.items():
        if group and sum(sizes[h] for h in group) + size > room:
            yield group
            group = []
        group.append(head)
    if group:
        yield group
