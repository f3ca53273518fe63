"""Step 7e: the build's report: what was read, found, dropped, skipped, ambiguous, unreadable, and where."""

import json
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path

from graph.lexicon.messages import in_chinese
from graph.model import Document, Fact, Note, NoteKind, Reading, Source, Span
from graph.resolution.corrections import Lost, place_of
from graph.snapshot.relate import Doubt, Related

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
    "identities": "同一判断",
    "alignments": "上下级对应",
    "project": "项目",
    "enterprise": "企业",
    "cluster": "产业",
    "platform": "平台",
    "programme": "专项",
    "unit": "单位",
    "place": "地方",
    "same": "同一",
    "different": "不同",
    "unsure": "未定",
    "met": "完成",
    "missed": "未完成",
    "partly": "部分完成",
    "in_progress": "进行中",
    "not_reported": "未提及",
    "pending": "待定",
    "projects": "项目",
    "in_several_years": "跨年度的项目",
    "entries": "条目",
    "work_report": "政府工作报告",
    "task_breakdown": "任务分解",
    "action_plan": "重点任务",
    "interpretation": "解读",
    "other": "其他",
}
ORDER = list(TITLES)
WEAK = {"inferred": 0, "contextual": 1}  # confidence -> how soon a person should look
MOST_WEAK = 500  # facts listed as weakest; all are counted
MOST_SHOWN = 1_000  # notes of a kind on the page; report.json has all
LONGEST_MESSAGE = 160
LONGEST_QUOTE = 200


@dataclass(frozen=True, slots=True)
class FileLine:
    """A file that was read. `text` is where the snapshot keeps its plain text."""

    name: str
    text: str
    sha256: str
    media_type: str
    encoding: str
    characters: int
    documents: int


@dataclass(frozen=True, slots=True)
class DocumentLine:
    """A document, and how many facts of each view were read from it."""

    doc: str
    file: str
    title: str
    type: str
    region: str
    sections: int
    tasks: int
    facts: dict[str, int]


@dataclass(slots=True)
class NoteLine:
    """A note and its place; `line` counts from 1, 0 where the note is about the whole file."""

    kind: NoteKind
    file: str
    message: str
    start: int = 0
    end: int = 0
    line: int = 0
    quote: str = ""

    def entry(self) -> dict[str, str | int]:
        entry: dict[str, str | int] = {"kind": self.kind.value, "file": self.file, "message": self.message}
        if self.line:
            entry |= {"start": self.start, "end": self.end, "line": self.line}
        return entry | ({"quote": self.quote} if self.quote else {})


@dataclass(frozen=True, slots=True)
class WeakFact:
    """A fact that a person should look at first."""

    confidence: str
    file: str
    start: int
    end: int
    line: int
    view: str
    values: dict[str, str | float | int]
    rule: str
    why: str
    quote: str

    @property
    def order(self) -> tuple[int, str, int, str, str]:
        return WEAK[self.confidence], self.file, self.start, self.view, str(self.values)


@dataclass
class Report:
    """Gathered while building. Small: counts, one line a file, a document and a note."""

    files: list[FileLine] = field(default_factory=list)
    documents: list[DocumentLine] = field(default_factory=list)
    notes: list[NoteLine] = field(default_factory=list)
    weakest: list[WeakFact] = field(default_factory=list)
    weak: Counter[str] = field(default_factory=Counter)  # confidence -> facts
    relations: dict[str, Counter[str]] = field(default_factory=dict)  # what was compared -> what was found
    doubts: list[Doubt] = field(default_factory=list)
    doubtful: int = 0  # doubts in all
    corrected: int = 0  # corrections carried out
    lost: list[Lost] = field(default_factory=list)  # corrections that found nothing

    def unreadable(self, name: str, reason: str) -> None:
        self.notes.append(NoteLine(NoteKind.UNREADABLE, name, reason))

    def skipped(self, name: str, reason: str) -> None:
        self.notes.append(NoteLine(NoteKind.SKIPPED, name, reason))

    def related(self, related: Related) -> None:
        """What a comparison of documents found."""
        for name, counts in related.counts.items():
            self.relations.setdefault(name, Counter()).update(counts)
        self.doubtful += len(related.doubts)
        self.corrected += related.applied
        self.doubts = sorted([*self.doubts, *related.doubts], key=lambda d: (-d.score, d))[:MOST_WEAK]

    def file(self, source: Source, text: str, documents: int) -> None:
        self.files.append(
            FileLine(
                source.name,
                text,
                source.sha256,
                source.media_type,
                source.encoding,
                len(source.text),
                documents,
            )
        )

    def document(self, iri: str, reading: Reading) -> None:
        document = reading.document
        counts = Counter(fact.view for fact in reading.facts if fact.view != "deadlines")
        self.documents.append(
            DocumentLine(
                iri,
                document.source.name,
                _head(document, "title"),
                _head(document, "type"),
                _head(document, "region"),
                len(document.sections),
                len(document.tasks),
                dict(sorted(counts.items())),
            )
        )
        self._look_first(document.source, [fact for fact in reading.facts if fact.confidence in WEAK])

    def _look_first(self, source: Source, facts: Iterable[Fact]) -> None:
        lines = Lines(source.text)
        for fact in facts:
            self.weak[fact.confidence] += 1
            self.weakest.append(
                WeakFact(
                    fact.confidence,
                    source.name,
                    fact.span.start,
                    fact.span.end,
                    lines.number(fact.span.start),
                    fact.view,
                    dict(fact.values),
                    fact.rule,
                    fact.why,
                    fact.span.of(source.text)[:LONGEST_QUOTE],
                )
            )
        if len(self.weakest) > MOST_WEAK:
            self.weakest = sorted(self.weakest, key=lambda fact: fact.order)[:MOST_WEAK]

    def note(self, source: Source, notes: Iterable[Note]) -> None:
        """Notes of one file, each with its line; residue that stands together becomes one note."""
        lines = Lines(source.text)
        merged: list[NoteLine] = []
        for note in sorted(notes, key=lambda n: (n.kind, n.span or Span(0, 0), n.message)):
            line = _line(note, lines, source.text)
            if merged and _joins(source, merged[-1], line):
                words = line.message.split(": ", 1)[-1]
                merged[-1].end = line.end
                merged[-1].message = f"{merged[-1].message} {words}"[:LONGEST_MESSAGE]
            else:
                merged.append(line)
        self.notes += merged

    def write(self, folder: Path, views: Mapping[str, int]) -> None:
        """report.json and report.html."""
        self.notes.sort(key=lambda n: (ORDER.index(n.kind), n.file, n.start, n.message))
        self.weakest.sort(key=lambda fact: fact.order)
        self.documents.sort(key=lambda document: document.doc)
        dropped = sum(note.end - note.start for note in self.notes if note.kind is NoteKind.BOILERPLATE)
        data: dict[str, object] = {
            "files": [asdict(file) for file in self.files],
            "documents": [asdict(document) for document in self.documents],
            "views": dict(sorted(views.items())),
            "dropped_characters": dropped,
            "weak_facts": dict(sorted(self.weak.items())),
            "relations": {
                name: dict(sorted(self.relations[name].items())) for name in sorted(self.relations)
            },
            "doubtful_identities": self.doubtful,
            "ambiguous_identities": [asdict(doubt) for doubt in self.doubts],
            "corrections": {
                "carried_out": self.corrected,
                "lost": [
                    asdict(lost.correction) | {"why": lost.why} for lost in sorted(self.lost, key=place_of)
                ],
            },
            "weakest_facts": [asdict(fact) for fact in self.weakest],
            "notes": [note.entry() for note in self.notes],
        }
        text = json.dumps(data, ensure_ascii=False, indent=1)
        (folder / "report.json").write_text(text + "\n", encoding="utf-8", newline="\n")
        (folder / "report.html").write_text(_page(data), encoding="utf-8", newline="\n")


class Lines:
    """The numbers of a text's lines, from 1.

    >>> Lines("一\\n二").number(0), Lines("一\\n二").number(2)
    (1, 2)
    """

    def __init__(self, text: str) -> None:
        self._ends = [offset for offset, char in enumerate(text) if char == "\n"]

    def number(self, offset: int) -> int:
        return bisect_right(self._ends, offset - 1) + 1


def _line(note: Note, lines: Lines, text: str) -> NoteLine:
    if note.span is None:
        return NoteLine(note.kind, note.source, note.message)
    start, end = note.span.start, note.span.end
    words = "" if note.kind is NoteKind.BOILERPLATE else " ".join(note.span.of(text).split())
    short = words if len(words) <= LONGEST_QUOTE else f"{words[:LONGEST_QUOTE]}…"
    return NoteLine(note.kind, note.source, note.message, start, end, lines.number(start), short)


def _joins(source: Source, last: NoteLine, line: NoteLine) -> bool:
    if not (last.kind is line.kind is NoteKind.BOILERPLATE and last.line and line.line):
        return False
    return not source.text[last.end : line.start].strip()


def _head(document: Document, name: str) -> str:
    return document.head[name].value if name in document.head else ""


def _page(data: Mapping[str, object]) -> str:
    from jinja2 import Environment, FileSystemLoader, select_autoescape

    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        autoescape=select_autoescape(default=True, default_for_string=True),
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["zh"] = in_chinese
    titles = {kind.value: title for kind, title in TITLES.items()}
    template = environment.get_template("report.html.j2")
    return template.render(**data, titles=titles, names=NAMES, most=MOST_SHOWN)
