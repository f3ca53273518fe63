"""How fast is a cold build of seeds/, and its graph, next to the same queries in rdflib?

    python benchmarks/build_seeds.py [FOLDER]

Each figure is taken in a process of its own; ratios compare figures of this one run.
"""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parent.parent
BUILD = """
import json, resource, sys, time
start = time.perf_counter()
from pathlib import Path
from graph.pipeline import build
from graph.rdf.names import Base
build([sys.argv[1]], Path(sys.argv[2]), base=Base())
used, others = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
print(json.dumps({
    "seconds": time.perf_counter() - start,
    "processor": sum(u.ru_utime + u.ru_stime for u in (used, others)),
    "peak_mb": used.ru_maxrss / 1024,
}))
"""
QUERY = """
import json, sys, time
from graph.snapshot.views import view_names, view_query
engine, path = sys.argv[1], sys.argv[2]
start = time.perf_counter()
if engine == "rdflib":
    import rdflib
    store = rdflib.Dataset(default_union=True)
    store.parse(path, format="nquads")
    ask = lambda text: len(list(store.query(text)))
else:
    import pyoxigraph
    store = pyoxigraph.Store()
    store.bulk_load(path=path, format=pyoxigraph.RdfFormat.N_QUADS)
    ask = lambda text: len(list(store.query(text, use_default_graph_as_union=True)))
loaded = time.perf_counter()
rows = {name: ask(view_query(name)) for name in ("assignments", "citations", "programmes", "terms")}
print(json.dumps({"load": loaded - start, "views": time.perf_counter() - loaded, "rows": sum(rows.values())}))
"""


def measure(code: str, *args: str) -> dict[str, float]:
    done = subprocess.run(
        [sys.executable, "-c", code, *args], capture_output=True, text=True, check=True, cwd=ROOT
    )
    return json.loads(done.stdout.splitlines()[-1])


def main() -> None:
    folder = sys.argv[1] if len(sys.argv) > 1 else "seeds"
    with tempfile.TemporaryDirectory() as temporary:
        out = Path(temporary) / "out"
        built = measure(BUILD, folder, str(out))
        report = json.loads((out / "report.json").read_text(encoding="utf-8"))
        characters = sum(file["characters"] for file in report["files"])
        statements = json.loads((out / "manifest.json").read_text(encoding="utf-8"))["statements"]
        print(f"build of {folder}: {characters:,} characters, {statements:,} statements")
        print(
            f"  {built['seconds']:.2f} s cold ({built['processor']:.2f} s of processors), "
            f"{characters / built['seconds']:,.0f} characters/s, peak {built['peak_mb']:.0f} MB"
        )
        ours, peer = (measure(QUERY, engine, str(out / "graph.nq")) for engine in ("pyoxigraph", "rdflib"))
    assert ours["rows"] == peer["rows"], "the two engines disagree"
    for step in ("load", "views"):
        print(
            f"  {step}: {ours[step]:.3f} s; rdflib {peer[step]:.3f} s, {peer[step] / ours[step]:.1f} times as long"
        )


if __name__ == "__main__":
    main()
