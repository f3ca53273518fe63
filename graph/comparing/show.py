"""A comparison as text for people, JSON for programs, and a page for the site."""

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from graph.comparing.changes import ABOUT_PROJECTS, ABOUT_UNITS, CAUSES, Change, Comparison
from graph.comparing.facts import Values
from graph.snapshot.terminal import shortened, table

SIGNS = {"added": "+", "removed": "-", "changed": "~"}
WHY = {
    "document_added": ("a document came", "新增文件"),
    "document_removed": ("a document went", "删去文件"),
    "document_changed": ("its document's file changed", "文件有改动"),
    "rules_changed": ("the file is the same; the rules changed", "文件未变，规则有变"),
    "unexplained": ("neither file nor rules changed", "文件与规则均未变"),
}
MOST_LISTED = 10  # units and projects with the most changes
WIDEST = 70


def as_text(found: Comparison, most: int) -> Iterator[str]:
    """Lines for people; no more than `most` changes of a view are listed, 0 for all."""
    for name, (old, new) in found.versions.items():
        yield f"{name}: {_plain(old)} → {_plain(new)}"
    for iri, state in found.documents().items():
        yield f"document {state}: {found.titles[iri]}  <{iri}>"
    if not found.changes:
        yield f"no fact differs{_moved(found)}"
        return
    if found.versions or found.documents():
        yield ""
    head = ["view", *SIGNS, *(cause for cause in CAUSES if found.causes()[cause])]
    rows = [
        [view, *(str(kinds[kind] or "") for kind in SIGNS), *_by_cause(found, view, head[4:])]
        for view, kinds in found.counts().items()
    ]
    yield from table(head, rows, [False, *[True] * (len(head) - 1)])
    yield f"{len(found.changes)} facts differ{_moved(found)}"
    for title, columns in (("unit", ABOUT_UNITS), ("project", ABOUT_PROJECTS)):
        counted = Counter(about for change in found.changes if (about := change.about(columns)))
        if counted:
            top = sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))[:MOST_LISTED]
            yield f"most by {title}: " + ", ".join(f"{name} {count}" for name, count in top)
    yield from _listed(found, most)


def _by_cause(found: Comparison, view: str, causes: list[str]) -> list[str]:
    counted = Counter(change.cause for change in found.changes if change.view == view)
    return [str(counted[cause] or "") for cause in causes]


def _listed(found: Comparison, most: int) -> Iterator[str]:
    for document in sorted({change.documents[:1] for change in found.changes}):
        yield ""
        yield found.titles.get(document[0], document[0]) if document else "(of all documents)"
        there = [change for change in found.changes if change.documents[:1] == document]
        for view in sorted({change.view for change in there}):
            of_view = [change for change in there if change.view == view]
            for change in of_view[: most or None]:
                yield f"  {SIGNS[change.kind]} {view}: {said(change)}   [{WHY[change.cause][0]}]"
            if most and len(of_view) > most:
                yield f"    … and {len(of_view) - most} more of {view}"


def said(change: Change) -> str:
    """A change on one line."""
    about = shortened(" · ".join(str(value) for _, value in change.same if value != ""), WIDEST)
    old, new = (dict(side) for side in (change.before, change.after))
    names = list(dict.fromkeys([*old, *new]))
    if change.kind == "changed":
        parts = [f"{name} {_plain(old.get(name, ''))} → {_plain(new.get(name, ''))}" for name in names]
    else:
        parts = [f"{name} {_plain((old or new)[name])}" for name in names if (old or new)[name] != ""]
    return "  ".join([part for part in (about, shortened(", ".join(parts), WIDEST)) if part])


def _plain(value: object) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{key} {held}" for key, held in value.items())
    return "nothing" if value in ("", None) else str(value)


def _moved(found: Comparison) -> str:
    return f"; {found.moved} stayed and rest on other words or stand elsewhere" if found.moved else ""


def as_data(found: Comparison) -> dict[str, object]:
    """Everything, as plain data."""
    return {
        "versions": {name: {"before": old, "after": new} for name, (old, new) in found.versions.items()},
        "documents": {
            iri: {"state": state, "title": found.titles[iri]} for iri, state in found.documents().items()
        },
        "counts": {view: dict(sorted(kinds.items())) for view, kinds in found.counts().items()},
        "causes": dict(found.causes()),
        "moved": found.moved,
        "changes": [
            {
                "change": change.kind,
                "view": change.view,
                "cause": change.cause,
                "documents": list(change.documents),
                "unit": change.about(ABOUT_UNITS),
                "project": change.about(ABOUT_PROJECTS),
                "same": _pairs(change.same),
                "before": _pairs(change.before),
                "after": _pairs(change.after),
                "quote": change.quote,
            }
            for change in found.changes
        ],
    }


def _pairs(values: Values) -> dict[str, object]:
    return dict(values)


def as_json(found: Comparison) -> str:
    return json.dumps(as_data(found), ensure_ascii=False, indent=1) + "\n"


def as_html(found: Comparison, title: str = "") -> str:
    """A page that stands alone: counts, then every change by document."""
    from jinja2 import Environment, FileSystemLoader

    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent), autoescape=True, trim_blocks=True, lstrip_blocks=True
    )
    by_document: dict[str, list[Change]] = {}
    for change in found.changes:
        by_document.setdefault(change.documents[0] if change.documents else "", []).append(change)
    return environment.get_template("changes.html.j2").render(
        title=title or "两个快照的差异 What changed",
        found=found,
        by_document=dict(sorted(by_document.items())),
        signs=SIGNS,
        why=WHY,
        said=said,
        causes=[cause for cause in CAUSES if found.causes()[cause]],
    )
