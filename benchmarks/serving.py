"""How fast questions are answered, and what many clients at a time and hostile queries do to that.

python benchmarks/serving.py SNAPSHOT [--quads 1000000] [--clients 16] [--seconds 60]

The graph is SNAPSHOT's, repeated for as many made-up counties as it takes to have so many quads.
Prints the machine's load before and after, since it decides as much as the program does.
"""

import argparse
import os
import re
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

from benchmarks.many_counties import write_counties
from graph.snapshot.views import view_names, view_query

BASE = "https://policy-graph.example/id/"
LOOKUPS = (
    "SELECT ?t { ?d a pg:TaskBreakdown ; dcterms:title ?t } LIMIT 20",
    "SELECT ?unit (COUNT(DISTINCT ?task) AS ?n) { ?task pg:hasLeadUnit/skos:prefLabel ?unit } GROUP BY ?unit ORDER BY DESC(?n) LIMIT 10",
    "SELECT ?p ?amount { ?i a pg:Investment ; pg:amount ?amount ; pg:project/skos:prefLabel ?p FILTER(?amount > 10000000000) } LIMIT 50",
    f"DESCRIBE <{BASE}unit/370812/区财政局>",
    "SELECT ?s ?l { ?s a pg:Enterprise ; skos:prefLabel ?l FILTER(CONTAINS(?l, '新能源')) } LIMIT 20",
)
HOSTILE = (
    "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . FILTER(?a != ?d) }",
    "SELECT (COUNT(*) AS ?n) { ?a (!pg:x|^!pg:x)+ ?b . ?c (!pg:x|^!pg:x)* ?d }",
)


@contextmanager
def served(snapshot: Path) -> Iterator[str]:
    """A server and its address; prints how long it took to be ready."""
    command = [
        sys.executable,
        "-m",
        "graph",
        "serve",
        "--snapshot",
        str(snapshot),
        "--port",
        "0",
        "--timeout",
        "5",
    ]
    start = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        line = process.stdout.readline()
        print(f"server ready after {time.perf_counter() - start:.2f} s")
        try:
            yield re.findall(r"http://[\d.:]+", line)[0]
        finally:
            process.terminate()


def answers_at(line: str) -> int:
    """The status of a first query, at the address that a server's first line says."""
    at = re.findall(r"http://[\d.:]+", line)[0]
    with httpx.Client(timeout=60) as client:
        return ask(client, at, "ASK { ?s ?p ?o }")[0]


def ask(client: httpx.Client, at: str, query: str) -> tuple[int, float]:
    start = time.perf_counter()
    got = client.post(f"{at}/sparql", content=query, headers={"Content-Type": "application/sparql-query"})
    return got.status_code, time.perf_counter() - start


def each(at: str) -> None:
    """Every view and lookup alone: the best of five."""
    queries = {f"view {name}": view_query(name) for name in view_names()}
    queries |= {f"lookup {n}": text for n, text in enumerate(LOOKUPS, 1)}
    with httpx.Client(timeout=60) as client:
        for name, query in queries.items():
            took = [ask(client, at, query) for _ in range(5)]
            print(f"  {name:28} {min(t for _, t in took) * 1000:8.1f} ms   {took[0][0]}", flush=True)


def together(at: str, clients: int, seconds: float) -> None:
    """So many clients at a time, and one that asks hostile queries."""
    end = time.monotonic() + seconds
    times: list[float] = []
    statuses: Counter[int] = Counter()
    hostile: Counter[int] = Counter()

    def friend(number: int) -> None:
        with httpx.Client(timeout=60) as client:
            turn = number
            while time.monotonic() < end:
                status, took = ask(client, at, LOOKUPS[turn % len(LOOKUPS)])
                times.append(took)
                statuses[status] += 1
                turn += 1

    def enemy() -> None:
        with httpx.Client(timeout=60) as client:
            turn = 0
            while time.monotonic() < end:
                hostile[ask(client, at, HOSTILE[turn % len(HOSTILE)])[0]] += 1
                turn += 1

    threads = [threading.Thread(target=friend, args=(n,)) for n in range(clients)]
    threads.append(threading.Thread(target=enemy))
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    times.sort()
    print(
        f"  {len(times)} answers in {seconds:g} s, statuses {dict(statuses)}, hostile queries {dict(hostile)}"
    )
    print("  " + "  ".join(f"p{p} {times[int(len(times) * p / 100)] * 1000:.0f} ms" for p in (50, 95, 99)))


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("snapshot", type=Path)
    parser.add_argument("--quads", type=int, default=0, help="0: the snapshot as it is")
    parser.add_argument("--clients", type=int, default=16)
    parser.add_argument("--seconds", type=float, default=60)
    options = parser.parse_args()
    print(f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    with tempfile.TemporaryDirectory() as folder:
        snapshot = options.snapshot
        if options.quads:
            snapshot = write_counties(options.snapshot, Path(folder) / "counties", options.quads)
        for _ in range(2):  # the first start of a large one makes its index
            with served(snapshot) as at:
                pass
        with served(snapshot) as at:
            each(at)
            if options.seconds:
                together(at, options.clients, options.seconds)
    print(f"load {os.getloadavg()[0]:.1f}")


if __name__ == "__main__":
    main()
