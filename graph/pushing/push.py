"""Pushing: what is there already is left, the rest is sent in parts, all of it is counted in the end.

Whether a graph is there is asked of the server, so that a push that was cut off goes on with the graph at which it
was, from whatever machine. A graph that is there in part is sent anew: its first part takes the place of the rest.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from graph.pushing.client import PushError, Remote
from graph.pushing.parts import parts, sizes
from graph.snapshot.folder import GRAPH, check_snapshot

PART = 10_000  # statements
MOST_NAMED = 5  # graphs in an error

Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Pushed:
    """What was done: graphs and statements of the snapshot, graphs that were there already, parts sent."""

    graphs: int
    statements: int
    held: int
    parts: int


def push(
    snapshot: Path,
    remote: Remote,
    *,
    part: int = PART,
    anew: bool = False,
    progress: Progress = lambda _: None,
) -> Pushed:
    """Sends a snapshot's graphs to a server; with `anew`, also those that it holds already.

    Raises PushError if the server refuses, or holds other counts in the end; SnapshotError if there is no snapshot.
    """
    graph = check_snapshot(snapshot) / GRAPH
    wanted = sizes(graph)
    with remote:
        held = set() if anew else {name for name, size in wanted.items() if remote.count(name) == size}
        missing = wanted.keys() - held
        sent = done = 0
        for name, first, triples in parts(graph, missing, part):
            remote.send(name, triples, first)
            sent += 1
            done += triples.count("\n")
            progress(f"{done:,} of {sum(wanted[name] for name in missing):,} statements")
        wrong = [
            (name, size, found)
            for name in sorted(missing)
            if (found := remote.count(name)) != (size := wanted[name])
        ]
    if wrong:
        told = "; ".join(f"{name}: {found} of {size}" for name, size, found in wrong[:MOST_NAMED])
        raise PushError(f"the server holds other counts of {len(wrong)} graphs: {told}")
    return Pushed(len(wanted), sum(wanted.values()), len(held), sent)
