"""A snapshot's graph repeated for as many made-up counties as a size needs: a big corpus of documents like the ones read.

Each county has documents of its own, in named graphs of their own, with regions, projects and enterprises of its own
names; what was found across documents stands together in the graphs that a build has for it. Units, indicators and
persons keep their labels: every county has its 财政局. The given graph is the first county, so that questions about
what is in it have an answer.

Memory is bounded by the given graph, whatever the size. The same arguments, the same bytes.
"""

import hashlib
import json
import re
from pathlib import Path

from graph.snapshot.folder import GRAPH, MANIFEST

SHARED = ("graph/", "rule/")  # addresses that are the same for every county
NAMED = ("region/", "project/", "enterprise/", "title/")  # things with names of their own
STEMS, BRANCHES = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"
COUNTY, NAME = "\x00", "\x01"  # where the county's part of an address, and of a name, comes


def write_counties(snapshot: Path, folder: Path, quads: int) -> Path:
    """Writes a snapshot of so many quads into the folder: its graph and a manifest, no pages and no tables."""
    manifest = json.loads((snapshot / MANIFEST).read_text(encoding="utf-8"))
    text = _template((snapshot / GRAPH).read_text(encoding="utf-8"), manifest["base"])
    lines = text.count("\n")
    found, left, county = hashlib.sha256(), quads, 0
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / GRAPH).open("wb") as out:
        while left > 0:
            part = text if left >= lines else "".join(text.splitlines(keepends=True)[:left])
            address, name = (f"c{county:04}/", _name(county)) if county else ("", "")
            data = part.replace(COUNTY, address).replace(NAME, name).encode()
            out.write(data)
            found.update(data)
            left, county = left - lines, county + 1
    manifest["statements"], manifest["views"] = quads, {}
    manifest["files"] = {GRAPH: {"sha256": found.hexdigest(), "bytes": (folder / GRAPH).stat().st_size}}
    (folder / MANIFEST).write_text(json.dumps(manifest), encoding="utf-8")
    return folder


def _template(text: str, base: str) -> str:
    """The graph with marks where a county's addresses and names differ from another's."""
    shared, named = "|".join(map(re.escape, SHARED)), "|".join(map(re.escape, NAMED))
    text = re.sub(rf"<{re.escape(base)}(?!{shared})", f"<{base}{COUNTY}", text)
    label = (
        rf"^(<{re.escape(base)}{COUNTY}(?:{named})[^>]*> <http://www.w3.org/2004/02/skos/core#\w+Label> \")"
    )
    return re.sub(label, rf"\1{NAME}", text, flags=re.MULTILINE)


def _name(county: int) -> str:
    """A name of three characters for each of 1,200 counties."""
    return STEMS[county % 10] + BRANCHES[county // 10 % 12] + STEMS[county // 120 % 10]
