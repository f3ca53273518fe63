"""A sample of facts for a person to judge, and what the judgements come to.

python benchmarks/sample_precision.py draw SNAPSHOT --seed 1 [--each 30] > sample.tsv
python benchmarks/sample_precision.py table sample.tsv ...

`draw` takes the same facts whenever the snapshot and the seed are the same. A line is a fact: its view, its values,
the sentence it rests on, where that stands; the column `right` is left for the judge (1 right, 0 wrong).
`table` gives precision for each view with the Wilson interval of 95 %.
"""

import argparse
import csv
import json
import random
import sys
from collections import defaultdict
from collections.abc import Iterable, Sequence
from math import sqrt
from pathlib import Path
from typing import TextIO

EVIDENCE = {"doc", "source", "quote", "start", "end"}
DERIVED = {"conflicts", "identities", "lineage", "successions"}
COLUMNS = ("view", "fact", "source", "start", "end", "sentence", "right", "fault")
Z = 1.96  # of a normal distribution, two-sided 95 %
AROUND = 90  # characters shown at most on either side of a quote


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    commands = parser.add_subparsers(dest="command", required=True)
    drawing = commands.add_parser("draw")
    drawing.add_argument("snapshot", type=Path)
    drawing.add_argument("--seed", type=int, required=True)
    drawing.add_argument("--each", type=int, default=30)
    table = commands.add_parser("table")
    table.add_argument("samples", type=Path, nargs="+")
    args = parser.parse_args()
    if args.command == "draw":
        write(sys.stdout, draw(args.snapshot, args.seed, args.each))
    else:
        print(markdown(judged(args.samples)))


def draw(snapshot: Path, seed: int, each: int) -> Iterable[dict[str, str]]:
    """Up to `each` facts of every view that rests on one sentence, in the order drawn."""
    for path in sorted((snapshot / "facts").glob("*.jsonl")):
        rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
        if not all("source" in row for row in rows) or path.stem in DERIVED:
            continue  # made from facts of others
        rows.sort(key=lambda row: json.dumps(row, ensure_ascii=False, sort_keys=True))
        for row in random.Random(f"{seed} {path.stem}").sample(rows, min(each, len(rows))):
            yield _line(snapshot, path.stem, row)


def _line(snapshot: Path, view: str, row: dict[str, object]) -> dict[str, str]:
    values = " | ".join(str(value) for column, value in row.items() if column not in EVIDENCE)
    start, end = int(str(row.get("start") or 0)), int(str(row.get("end") or 0))
    return {
        "view": view,
        "fact": values,
        "source": str(row["source"]),
        "start": str(start),
        "end": str(end),
        "sentence": _sentence(_text(snapshot, str(row["source"])), start, end),
        "right": "",
        "fault": "",
    }


def _text(snapshot: Path, source: str) -> str:
    name = source if source.endswith(".txt") else f"{source}.txt"
    return (snapshot / "sources" / name).read_text("utf-8")


def _sentence(text: str, start: int, end: int) -> str:
    """The sentence around a stretch, the stretch itself in 【】."""
    first = max(text.rfind(mark, max(0, start - AROUND), start) + 1 for mark in "。\n")
    ends = [at for mark in "。\n" if (at := text.find(mark, end, end + AROUND)) >= 0]
    first, last = max(first, start - AROUND), min(ends, default=end + AROUND)
    return f"{text[first:start]}【{text[start:end]}】{text[end:last]}".replace("\n", " ").replace("\t", " ")


def write(target: TextIO, lines: Iterable[dict[str, str]]) -> None:
    writer = csv.DictWriter(
        target, COLUMNS, delimiter="\t", lineterminator="\n", quoting=csv.QUOTE_NONE, quotechar=None
    )
    writer.writeheader()
    writer.writerows(lines)


def judged(paths: Sequence[Path]) -> dict[str, list[bool]]:
    """View → the judgements of its facts; an error where a line was not judged."""
    found: dict[str, list[bool]] = defaultdict(list)
    for path in paths:
        with path.open(encoding="utf-8", newline="") as lines:
            for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
                if row["right"] not in ("0", "1"):
                    raise SystemExit(f"{path}: not judged: {row['view']} {row['fact']}")
                found[row["view"]].append(row["right"] == "1")
    return found


def wilson(right: int, total: int) -> tuple[float, float]:
    """The interval that holds the true share in 95 of 100 samples.

    >>> [round(bound, 3) for bound in wilson(29, 30)]
    [0.833, 0.994]
    """
    share = right / total
    middle = (share + Z * Z / (2 * total)) / (1 + Z * Z / total)
    half = Z * sqrt(share * (1 - share) / total + Z * Z / (4 * total * total)) / (1 + Z * Z / total)
    return middle - half, middle + half


def markdown(found: dict[str, list[bool]]) -> str:
    lines = ["| view | judged | right | precision | 95 % |", "| --- | --- | --- | --- | --- |"]
    everything = [right for rights in found.values() for right in rights]
    for view, rights in [*sorted(found.items()), ("**all**", everything)]:
        low, high = wilson(sum(rights), len(rights))
        share = sum(rights) / len(rights)
        lines.append(f"| {view} | {len(rights)} | {sum(rights)} | {share:.3f} | {low:.3f}–{high:.3f} |")
    return "\n".join(lines)


if __name__ == "__main__":
    main()
