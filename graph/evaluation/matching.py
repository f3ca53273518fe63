"""Which fact found is paired with which fact wanted: one to one, as many as can be, required ones first."""

from collections.abc import Callable, Sequence

from graph.evaluation.agreement import VIEWS, Row, alike_in_head, normal


def groups(view: str, rows: Sequence[Row]) -> list[list[Row]]:
    """Rows that say the same, said twice, count once."""
    found: dict[tuple[str, ...], list[Row]] = {}
    for row in rows:
        found.setdefault(tuple(normal(row.get(name)) for name in VIEWS[view].compared), []).append(row)
    return list(found.values())


def pairs(count: int, wanted: Sequence[Row], agree: Callable[[int, Row], bool]) -> dict[int, int]:
    """A largest matching by augmenting paths: index of a wanted row → index of what was found.

    Required rows are placed before optional ones, and once placed stay so: their number is the largest too,
    which a general matching algorithm would not see to.
    """
    edges = [[n for n in range(count) if agree(n, row)] for row in wanted]
    taken: dict[int, int] = {}
    for number in sorted(range(len(wanted)), key=lambda n: bool(wanted[n].get("optional"))):
        _place(number, edges, taken, set())
    return {row: found for found, row in taken.items()}


def _place(row: int, edges: Sequence[Sequence[int]], taken: dict[int, int], seen: set[int]) -> bool:
    for found in edges[row]:
        if found not in seen:
            seen.add(found)
            if found not in taken or _place(taken[found], edges, taken, seen):
                taken[found] = row
                return True
    return False


def paired_heads(found: Sequence[Row], wanted: Sequence[Row], strictly: bool) -> dict[int, int]:
    """Documents, paired by how many attributes agree, best first: index of a wanted one → index of one found."""
    ranked = sorted(
        (
            (len(alike_in_head(f, w, strictly)), i, j)
            for i, w in enumerate(wanted)
            for j, f in enumerate(found)
        ),
        reverse=True,
    )
    chosen: dict[int, int] = {}
    for count, i, j in ranked:
        if count and i not in chosen and j not in chosen.values():
            chosen[i] = j
    return chosen
