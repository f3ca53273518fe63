"""A snapshot's graph repeated for as many made-up counties as a size needs: a big corpus of documents like the ones read.

Each county has documents of its own, in named graphs of their own, with words of its own, and with regions, projects
and enterprises of its own names; what was found across documents stands together in the graphs that a build has for it.
Units, persons and indicators with short names keep them: every county has its 财政局. The given graph is the first
county, so that questions about what is in it have an answer.

Memory is bounded by the given graph, whatever the size. The same arguments, the same bytes.
"""

import hashlib
import json
import re
from pathlib import Path

from graph.rdf.names import OA, RDFS, SKOS
from graph.snapshot.folder import GRAPH, MANIFEST

SHARED = ("graph/", "rule/")  # addresses that are the same for every county
NAMED = ("region/", "project/", "enterprise/", "title/")  # things with names of their own
LONG = 8  # characters; an indicator with a name as long is one county's alone
STEMS, BRANCHES = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"
COUNTY, NAME = "\x00", "\x01"  # where the county's part of an address, and of a name, comes


def write_counties(snapshot: Path, folder: Path, quads: int) -> Path:
    """Writes a snapshot of at least so many quads into the folder: its graph and a manifest, no pages, no tables."""
    manifest = json.loads((snapshot / MANIFEST).read_text(encoding="utf-8"))
    text = _template((snapshot / GRAPH).read_text(encoding="utf-8"), manifest["base"])
    lines, found = text.count("\n"), hashlib.sha256()
    counties = -(-quads // lines)
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / GRAPH).open("wb") as out:
        for county in range(counties):
            address, name = (f"c{county:04}/", _name(county)) if county else ("", "")
            data = text.replace(COUNTY, address).replace(NAME, name).encode()
            out.write(data)
            found.update(data)
    manifest["statements"], manifest["views"] = counties * lines, {}
    manifest["files"] = {GRAPH: {"sha256": found.hexdigest(), "bytes": (folder / GRAPH).stat().st_size}}
    (folder / MANIFEST).write_text(json.dumps(manifest), encoding="utf-8")
    return folder


def _template(text: str, base: str) -> str:
    """The graph with marks where a county's addresses and names differ from another's."""
    shared, named = "|".join(map(re.escape, SHARED)), "|".join(map(re.escape, NAMED))
    text = re.sub(rf"<{re.escape(base)}(?!{shared})", f"<{base}{COUNTY}", text)
    own = rf"^(<{re.escape(base)}{COUNTY}"
    marked = (
        rf'{own}(?:{named})[^>]*> <{SKOS}\w+Label> ")',
        rf'{own}indicator/[^>]*> <{SKOS}\w+Label> ")(?=[^"]{{{LONG},}})',
        rf'{own}[^>]*> <(?:{RDFS}label|{OA}exact)> ")',
    )
    for pattern in marked:
        text = re.sub(pattern, rf"\1{NAME}", text, flags=re.MULTILINE)
    return text


def _name(county: int) -> str:
    """A name of three characters for each of 1,200 counties.

    >>> _name(1), _name(12)
    ('乙子甲', '丙丑甲')
    """
    return STEMS[county % 10] + BRANCHES[county // 10 % 12] + STEMS[county // 120 % 10]
