"""How long each question of the library takes, as it stands in ontology/questions, with its parameters by default.

python benchmarks/questions.py SNAPSHOT [--quads 10000000] [--folder FOLDER] [--views] [--rdflib] [--times 3]

Over SNAPSHOT as it is, or repeated for so many counties that it has --quads statements: in FOLDER, where it is made
if it is not there yet, else in a temporary one. Each row: the first time, the best, the best of this process's own
time, rows. With --rdflib the same queries over the same graph in rdflib, given up after a minute. At last, how long
`serve` takes from its start to its first answer.
"""

import argparse
import io
import multiprocessing
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from pyoxigraph import QueryResultsFormat, Store

from benchmarks.many_counties import write_counties
from benchmarks.serving import answers_at
from graph.snapshot.folder import GRAPH, is_snapshot
from graph.snapshot.index import index_of, is_large, make_index, open_snapshot
from graph.snapshot.query import answer
from graph.snapshot.questions import filled, load_questions
from graph.snapshot.views import view_names, view_query

GIVEN_UP = 60.0  # seconds, of rdflib


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("snapshot", type=Path)
    parser.add_argument("--quads", type=int, default=0, help="0: the snapshot as it is")
    parser.add_argument("--folder", type=Path, help="where the larger graph is, or is made")
    parser.add_argument("--views", action="store_true", help="the fact views too")
    parser.add_argument("--rdflib", action="store_true", help="beside rdflib: give a small graph")
    parser.add_argument("--times", type=int, default=3)
    options = parser.parse_args()
    print(f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    with tempfile.TemporaryDirectory() as temporary:
        snapshot = options.snapshot
        if options.quads:
            snapshot = options.folder or Path(temporary) / "counties"
            if not is_snapshot(snapshot):
                timed("written", lambda: write_counties(options.snapshot, snapshot, options.quads))
        if is_large(snapshot) and not index_of(snapshot):
            timed("indexed", lambda: make_index(snapshot))
        queries = {name: filled(question, {}) for name, question in load_questions().items()}
        if options.views:
            queries |= {f"view {name}": view_query(name) for name in view_names()}
        other = Other(snapshot / GRAPH) if options.rdflib else None
        store = open_snapshot(snapshot)
        for name, query in queries.items():
            print(f"{name:28} {measured(store, query, options.times, other)}", flush=True)
        for _ in range(3):
            print(f"serve: first answer after {start_of_serve(snapshot):.2f} s")
    print(f"load {os.getloadavg()[0]:.1f}")


def timed(what: str, work: Callable[[], object]) -> None:
    start, own = time.perf_counter(), time.process_time()
    work()
    print(f"{what} in {time.perf_counter() - start:.1f} s, {time.process_time() - own:.1f} s of processors")


def measured(store: Store, query: str, times: int, other: "Other | None") -> str:
    took, rows = [], 0
    for _ in range(times):
        start, own, out = time.perf_counter(), time.process_time(), io.BytesIO()
        results: Any = answer(store, query)
        results.serialize(out, format=QueryResultsFormat.TSV)
        took.append((time.perf_counter() - start, time.process_time() - own))
        rows = out.getvalue().count(b"\n") - 1
    best, own = min(t for t, _ in took), min(t for _, t in took)
    said = f"first {took[0][0] * 1000:8.1f}  best {best * 1000:8.1f}  own {own * 1000:8.1f} ms  {rows} rows"
    if other is None:
        return said
    theirs = other.seconds(query)
    return said + (
        f"  rdflib {theirs * 1000:.0f} ms, {theirs / own:.0f} times" if theirs else "  rdflib: given up"
    )


class Other:
    """The same graph in rdflib. A query is asked in a process of its own, which can be ended."""

    def __init__(self, graph: Path) -> None:
        from rdflib import Dataset

        self._data = Dataset(default_union=True)
        self._data.parse(str(graph), format="nquads")

    def seconds(self, query: str) -> float:
        """Processor time for the query; 0 if it takes too long."""
        context = multiprocessing.get_context("fork")
        ours, theirs = context.Pipe()
        process = context.Process(target=self._ask, args=(query, theirs))
        process.start()
        theirs.close()
        try:
            return float(ours.recv()) if ours.poll(GIVEN_UP) else 0.0
        except EOFError:
            return 0.0
        finally:
            process.kill()
            process.join()

    def _ask(self, query: str, answers: Any) -> None:
        start = time.process_time()
        len(list(self._data.query(query)))
        answers.send(time.process_time() - start)


def start_of_serve(snapshot: Path) -> float:
    """Seconds from the process's start to its first answer to a query."""
    command = [sys.executable, "-m", "graph", "serve", "--port", "0", "--snapshot", str(snapshot)]
    start = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        answers_at(process.stdout.readline())
        took = time.perf_counter() - start
        process.terminate()
    return took


if __name__ == "__main__":
    main()
