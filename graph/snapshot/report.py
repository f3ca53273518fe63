"""Step 7e: the build's report: what was read, found, dropped, skipped, ambiguous, unreadable, and where."""

import json
from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from graph.model import Document, Note, NoteKind, Reading, Source

TITLES = {
    NoteKind.UNREADABLE: "读不了的文件",
    NoteKind.AMBIGUOUS: "有歧义之处",
    NoteKind.SKIPPED: "未读出事实之处",
    NoteKind.BOILERPLATE: "作为网页残留去掉的内容",
}

NAMES = {
    "assignments": "责任分工",
    "citations": "引用文件",
    "programmes": "行动工程",
    "terms": "名词解释",
    "investments": "投资",
    "project_enterprises": "项目企业",
    "project_clusters": "项目产业",
    "project_stages": "项目阶段",
    "initiatives": "争创获评",
    "indicators": "指标",
    "outcomes": "承诺结果",
    "lineage": "项目沿革",
    "work_report": "政府工作报告",
    "task_breakdown": "任务分解",
    "action_plan": "重点任务",
    "interpretation": "解读",
    "other": "其他",
}


@dataclass
class Report:
    """Gathered while building. Small: counts, and one line a note."""

    files: list[dict[str, Any]] = field(default_factory=list)
    documents: list[dict[str, Any]] = field(default_factory=list)
    notes: list[dict[str, Any]] = field(default_factory=list)
    weakest: list[dict[str, Any]] = field(default_factory=list)

    def unreadable(self, name: str, reason: str) -> None:
        self.notes.append({"kind": NoteKind.UNREADABLE.value, "file": name, "message": reason})

    def skipped(self, name: str, reason: str) -> None:
        self.notes.append({"kind": NoteKind.SKIPPED.value, "file": name, "message": reason})

    def file(self, source: Source, documents: int) -> None:
        self.files.append(
            {
                "name": source.name,
                "sha256": source.sha256,
                "media_type": source.media_type,
                "encoding": source.encoding,
                "characters": len(source.text),
                "documents": documents,
            }
        )

    def document(self, iri: str, reading: Reading) -> None:
        document = reading.document
        counts = Counter(fact.view for fact in reading.facts if fact.view != "deadlines")
        self.documents.append(
            {
                "doc": iri,
                "file": document.source.name,
                "title": _head(document, "title"),
                "type": _head(document, "type"),
                "region": _head(document, "region"),
                "sections": len(document.sections),
                "tasks": len(document.tasks),
                "facts": dict(sorted(counts.items())),
            }
        )
        rank = {"inferred": 0, "contextual": 1}
        for fact in reading.facts:
            if fact.confidence in rank:
                self.weakest.append(
                    {
                        "rank": rank[fact.confidence],
                        "confidence": fact.confidence,
                        "file": document.source.name,
                        **_place(document.source, fact.span.start, fact.span.end),
                        "view": fact.view,
                        "values": {k: v for k, v in fact.values.items()},
                        "rule": fact.rule,
                        "why": fact.why,
                        "quote": fact.span.of(document.source.text)[:200],
                    }
                )

    def note(self, source: Source, notes: tuple[Note, ...]) -> None:
        """Notes of one file, each with its line; neighbours of a kind become one."""
        merged: list[dict[str, Any]] = []
        for note in sorted(notes, key=lambda n: (n.kind, n.span.start if n.span else 0)):
            entry = {"kind": note.kind.value, "file": note.source, "message": note.message}
            if note.span:
                entry |= _place(source, note.span.start, note.span.end)
            last = merged[-1] if merged else {}
            joins = note.kind is NoteKind.BOILERPLATE and last.get("kind") == note.kind.value and note.span and last.get("end") is not None
            if joins and not source.text[last["end"] : note.span.start].strip():  # type: ignore[union-attr]
                last["end"] = note.span.end  # type: ignore[union-attr]
                last["message"] = f"{last['message']} {note.message.split(': ', 1)[-1]}"[:160]
            else:
                merged.append(entry)
        self.notes += merged

    def write(self, folder: Path, views: Mapping[str, int]) -> None:
        """report.json and report.html."""
        order = list(TITLES)
        self.notes.sort(key=lambda n: (order.index(NoteKind(n["kind"])), n["file"], n.get("start", 0), n["message"]))
        self.weakest.sort(key=lambda f: (f["rank"], f["file"], f["start"], f["view"], str(f["values"])))
        self.documents.sort(key=lambda d: d["doc"])
        dropped = sum(n["end"] - n["start"] for n in self.notes if n["kind"] == NoteKind.BOILERPLATE and "end" in n)
        data = {
            "files": self.files,
            "documents": self.documents,
            "views": dict(sorted(views.items())),
            "dropped_characters": dropped,
            "weakest_facts": [{k: v for k, v in fact.items() if k != "rank"} for fact in self.weakest],
            "notes": self.notes,
        }
        text = json.dumps(data, ensure_ascii=False, indent=1)
        (folder / "report.json").write_text(text + "\n", encoding="utf-8", newline="\n")
        (folder / "report.html").write_text(_page(data), encoding="utf-8", newline="\n")


def _head(document: Document, name: str) -> str:
    return document.head[name].value if name in document.head else ""


def _place(source: Source, start: int, end: int) -> dict[str, int]:
    return {"start": start, "end": end, "line": _line(source, start)}


_LINES: dict[str, list[int]] = {}


def _line(source: Source, offset: int) -> int:
    """The number of the line that an offset is on, from 1."""
    if source.sha256 not in _LINES:
        _LINES.clear()
        _LINES[source.sha256] = [n for n, char in enumerate(source.text) if char == "\n"]
    return bisect_right(_LINES[source.sha256], offset - 1) + 1


def _page(data: dict[str, Any]) -> str:
    from jinja2 import Environment, FileSystemLoader, select_autoescape

    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent), autoescape=select_autoescape(default=True, default_for_string=True), trim_blocks=True, lstrip_blocks=True
    )
    return environment.get_template("report.html.j2").render(**data, titles={k.value: v for k, v in TITLES.items()}, names=NAMES)
