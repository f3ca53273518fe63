"""What does the comparison of documents cost, on a corpus repeated 1, 10 and 100 times under other names?

    python benchmarks/across.py [FOLDER [TIMES...]]

Every copy is a place of its own: the names of the places in it are replaced by invented ones, so that its
documents are compared with each other and with no other copy's. One process does it all, and its own time is
counted. Figures of one run may be compared, those of two machines may not.
"""

import json
import re
import subprocess
import sys
import tempfile
from itertools import product
from pathlib import Path

from graph.identity.places import Places
from graph.reading import read_bytes
from graph.structure.document import read_documents

ROOT = Path(__file__).parent.parent
TIMES = (1, 10, 100)
DISTRICT = ("000", "003", "004")  # of the seeds: a plan, a list of tasks, the report that reviews them
FIRST, SECOND = "青云石松柳梅竹桃清平安永丰隆和", "溪岭泉川原洲浦桥湾湖峰塘坪屿津"
BUILD = """
import json, resource, sys, time
from pathlib import Path
from graph.pipeline import build
from graph.rdf.names import Base
at = {}
def tell(what):
    if what == "writing the graph":
        at["peak"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    at.setdefault(what if not what.startswith("reading") else "reading", time.process_time())
start = time.process_time()
result = build([sys.argv[1]], Path(sys.argv[2]), base=Base(), jobs=1, progress=tell)
end = time.process_time()
print(json.dumps({
    "documents": len(result.documents), "seconds": end - start, "peak": at["peak"], "statements": result.statements,
    "comparing": at["writing the graph"] - at["comparing the documents"],
}))
"""


def texts_of(folder: Path) -> dict[str, str]:
    """The plain texts to be repeated; of the seeds those of one district."""
    paths = sorted(folder.glob("*.txt"))
    if folder == ROOT / "seeds":
        paths = [path for path in paths if path.name.startswith(DISTRICT)]
    return {path.name: path.read_text(encoding="utf-8-sig") for path in paths}


def places_in(texts: dict[str, str]) -> list[str]:
    """The names, without their level, of the places that the documents are of."""
    places, found = Places(), set[str]()
    for name, text in texts.items():
        for document in read_documents(read_bytes(name, text.encode()))[0]:
            region = places.of_document(document)
            for place in [region, *places.above(region)] if region else []:
                found.add(place.label[:-1] if len(place.label) > 2 else place.label)
    return sorted(found, key=lambda place: (-len(place), place))


def altered(texts: dict[str, str], places: list[str], number: int) -> dict[str, str]:
    """The same texts, of other places. The first copy keeps its names."""
    if number == 0:
        return texts
    invented = ["".join(pair) for pair in product(FIRST, SECOND)]
    others = {place: invented[(number * len(places) + n) % len(invented)] for n, place in enumerate(places)}
    names = re.compile("|".join(map(re.escape, places)))
    return {
        f"{number:03}-{file}": names.sub(lambda match: others[match.group()], text) + f"\n（第{number}份）\n"
        for file, text in texts.items()
    }


def measure(texts: dict[str, str], places: list[str], times: int) -> dict[str, float]:
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary) / "in"
        folder.mkdir()
        for number in range(times):
            for name, text in altered(texts, places, number).items():
                (folder / name).write_text(text, encoding="utf-8")
        command = [sys.executable, "-c", BUILD, str(folder), str(Path(temporary) / "out")]
        done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT)
        return json.loads(done.stdout.splitlines()[-1])


def main() -> None:
    folder = Path(sys.argv[1]).resolve() if len(sys.argv) > 1 else ROOT / "seeds"
    times = tuple(map(int, sys.argv[2:])) or TIMES
    texts, first = texts_of(folder), None
    places = places_in(texts)
    for count in times:
        found = measure(texts, places, count)
        each = {name: found[name] / found["documents"] for name in ("seconds", "comparing")}
        first = first or {**each, "peak": found["peak"]}
        print(  # the peak is that of reading and comparing: the graph is queried in memory up to a size, then on disk
            f"{count:>4}x  {found['documents']:>5.0f} documents  {found['seconds']:8.1f} s"
            f"  {each['seconds']:.3f} s a document ({each['seconds'] / first['seconds']:.2f})"
            f"  of it comparing {each['comparing'] * 1000:.0f} ms ({each['comparing'] / first['comparing']:.2f})"
            f"  peak {found['peak']:.0f} MB ({found['peak'] / first['peak']:.2f})",
            flush=True,
        )


if __name__ == "__main__":
    main()
