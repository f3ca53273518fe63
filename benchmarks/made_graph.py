"""A made snapshot of any size: documents with tasks, units, projects and figures, as a build would leave them.

Only what the explorer reads is there: graph.nq, sources/, report.json, manifest.json. The same arguments, the same bytes.
"""

import hashlib
import json
from dataclasses import dataclass, field
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Quad

from graph.rdf.names import DCTERMS, DEFAULT_BASE, PG, PROV, RDF, RDFS, SKOS, XSD, slug, zh

A = RDF + "type"
SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨"
TRADES = [
    "纸业",
    "机械",
    "化工",
    "轮胎",
    "食品",
    "电池",
    "物流",
    "重工",
    "新材",
    "电子",
    "医药",
    "纺织",
    "农机",
    "包装",
    "能源",
    "科技",
]
WORKS = ["生产线", "产业园", "基地", "技改", "研发中心", "仓储", "扩产", "智能工厂"]
STAGES = ("proposed", "signed", "started", "underway", "completed", "operating")
KEY = "made"


@dataclass
class Size:
    """How much of each; `hostile` is put into every title, label and quote."""

    documents: int = 3
    sections: int = 3  # of a document
    tasks: int = 4  # of a section
    units: int = 12
    each: int = 3  # units of a task
    projects: int = 20
    enterprises: int = 8
    clusters: int = 4
    indicators: int = 10
    outcomes: bool = True
    hostile: str = ""


BENCHMARK = Size(64, 10, 6, 400, 3, 3_520, 1_000, 60, 1_000)


@dataclass
class _Maker:
    size: Size
    lines: set[str] = field(default_factory=set)
    text: list[str] = field(default_factory=list)
    at: int = 0

    def say(self, subject: str, prop: str, value: str | Literal, graph: str) -> None:
        term = (
            value
            if isinstance(value, Literal)
            else NamedNode(value if ":" in value else DEFAULT_BASE + value)
        )
        quad = Quad(NamedNode(DEFAULT_BASE + subject), NamedNode(prop), term, NamedNode(DEFAULT_BASE + graph))
        self.lines.add(f"{quad} .\n")

    def write(self, sentence: str) -> tuple[int, int]:
        start = self.at
        self.text.append(f"{sentence}\n")
        self.at += len(sentence) + 1
        return start, start + len(sentence)

    def name(self, text: str) -> str:
        return f"{text}{self.size.hostile}"

    def thing(self, kind: str, cls: str, label: str) -> str:
        key = f"{kind}/370999/{slug(label)}"
        self.say(key, A, PG + cls, "graph/entities")
        self.say(key, SKOS + "prefLabel", zh(label), "graph/entities")
        self.say(key, PG + "jurisdiction", "region/370999", "graph/entities")
        return key

    def fact(
        self, document: str, view: str, cls: str, name: str, span: tuple[int, int], **values: str | Literal
    ) -> str:
        key = f"{document}/fact/{view}/{hashlib.sha256(name.encode()).hexdigest()[:12]}"
        for kind in ("Fact", cls):
            self.say(key, A, PG + kind, document)
        self.say(key, PG + "statedIn", document, document)
        self.say(key, PG + "confidence", Literal("explicit"), document)
        self.say(key, PG + "evidence", f"source/{SHA[:16]}#char={span[0]},{span[1]}", document)
        self.say(key, PROV + "wasGeneratedBy", "rule/made", f"{document}/provenance")
        for prop, value in values.items():
            self.say(key, PG + prop, value, document)
        return key


SHA = hashlib.sha256(KEY.encode()).hexdigest()


def write_made(folder: Path, size: Size) -> None:
    """Writes the made snapshot into the folder."""
    maker = _Maker(size)
    maker.say("region/370999", A, PG + "Region", "graph/entities")
    maker.say("region/370999", SKOS + "prefLabel", zh(maker.name("漳岭县")), "graph/entities")
    maker.say(f"source/{SHA[:16]}", A, PG + "SourceFile", "graph/entities")
    maker.say(f"source/{SHA[:16]}", PG + "fileName", Literal("made.txt"), "graph/entities")
    units = [
        maker.thing("unit", "Unit", maker.name(f"县{SURNAMES[n % 16]}{TRADES[n // 16 % 16]}{n}局"))
        for n in range(size.units)
    ]
    firms = [
        maker.thing(
            "enterprise",
            "Enterprise",
            maker.name(f"{SURNAMES[n % 16]}{SURNAMES[n // 16 % 16]}{TRADES[n % 16]}{n}"),
        )
        for n in range(size.enterprises)
    ]
    clusters = [
        maker.thing("cluster", "Cluster", maker.name(f"{TRADES[n % 16]}{n}产业"))
        for n in range(size.clusters)
    ]
    for n in range(size.documents):
        _document(maker, n, units, firms, clusters)
    _write(folder, maker)


def _document(maker: _Maker, n: int, units: list[str], firms: list[str], clusters: list[str]) -> None:
    size, year = maker.size, str(2021 + n % 4)
    document = f"document/漳岭县/{year}/action_plan/made-{n}"
    title = maker.name(f"漳岭县{year}年重点工作任务第{n}号")
    maker.write(title)
    maker.say(document, A, PG + "PolicyDocument", document)
    maker.say(document, DCTERMS + "title", zh(title), document)
    maker.say(document, DCTERMS + "source", f"source/{SHA[:16]}", document)
    maker.say(document, DCTERMS + "spatial", "region/370999", document)
    maker.say(document, DCTERMS + "issued", Literal(f"{year}-02-01"), document)
    maker.say(document, PG + "documentType", Literal("action_plan"), document)
    maker.say(document, PG + "yearPlanned", Literal(year), document)
    for s in range(size.sections):
        section = f"{document}/section/{s}"
        span = maker.write(maker.name(f"第{s}部分，抓好{TRADES[s % 16]}"))
        _part(maker, document, section, "Section", document, s, maker.name(f"抓好{TRADES[s % 16]}"), span)
        for t in range(s * size.tasks, (s + 1) * size.tasks):
            _task(maker, document, section, n, t, units)
    for p in range(n, size.projects, size.documents):
        _project(maker, document, p, year, firms, clusters)
    for i in range(n, size.indicators, size.documents):
        _figures(maker, document, i, year)


def _part(
    maker: _Maker, document: str, key: str, cls: str, parent: str, n: int, title: str, span: tuple[int, int]
) -> None:
    maker.say(key, A, PG + cls, document)
    maker.say(key, DCTERMS + "isPartOf", parent, document)
    maker.say(key, RDFS + "label" if cls == "Task" else DCTERMS + "title", zh(title), document)
    maker.say(key, PG + "number", Literal(str(n + 1)), document)
    maker.say(key, PG + "evidence", f"source/{SHA[:16]}#char={span[0]},{span[1]}", document)


def _task(maker: _Maker, document: str, section: str, n: int, t: int, units: list[str]) -> None:
    chosen = [(n * 7 + t * 3 + k * k * 5) % len(units) for k in range(maker.size.each)]
    task = f"{document}/task/{t + 1}"
    span = maker.write(
        maker.name(f"{t + 1}.抓好第{t}件事，由{'、'.join(units[u].rsplit('/', 1)[1] for u in chosen)}负责。")
    )
    _part(maker, document, task, "Task", section, t, maker.name(f"抓好第{t}件事"), span)
    for k, u in enumerate(dict.fromkeys(chosen)):
        role = "supporting_unit" if k else "lead_unit"
        maker.fact(
            document,
            "assignments",
            "Assignment",
            f"{t} {u}",
            span,
            task=task,
            agent=units[u],
            role=Literal(role),
        )


def _project(maker: _Maker, document: str, p: int, year: str, firms: list[str], clusters: list[str]) -> None:
    project = maker.thing("project", "Project", maker.name(f"{TRADES[p % 16]}{WORKS[p % 8]}{p}项目"))
    firm, cluster = firms[p * 13 % len(firms)], clusters[p % len(clusters)]
    span = maker.write(
        maker.name(
            f"推进{firm.rsplit('/', 1)[1]}总投资{p % 90 + 1}亿元的{project.rsplit('/', 1)[1]}开工建设。"
        )
    )
    amount = Literal(str((p % 90 + 1) * 100_000_000), datatype=NamedNode(XSD + "decimal"))
    maker.fact(
        document,
        "investments",
        "Investment",
        f"{p}",
        span,
        project=project,
        amount=amount,
        currency=Literal("CNY"),
        investmentKind=Literal("total"),
    )
    maker.fact(
        document, "project_enterprises", "Participation", f"{p}", span, project=project, enterprise=firm
    )
    maker.fact(document, "project_clusters", "Placement", f"{p}", span, project=project, cluster=cluster)
    stage = maker.fact(
        document,
        "project_stages",
        "StageReport",
        f"{p}",
        span,
        project=project,
        stage=Literal(STAGES[p % 6]),
        status=Literal("aim"),
    )
    if p % 5 == 0:
        entry = f"lineage/{p}"
        maker.say(entry, A, PG + "LineageEntry", "graph/links")
        for prop, value in {
            "project": project,
            "statedIn": document,
            "gathers": stage,
            "evidence": f"source/{SHA[:16]}#char={span[0]},{span[1]}",
            "enterprise": firm,
        }.items():
            maker.say(entry, PG + prop, value, "graph/links")
        for prop, word in {
            "year": Literal(year),
            "amount": amount,
            "currency": Literal("CNY"),
            "stage": Literal(STAGES[p % 6]),
            "status": Literal("aim"),
        }.items():
            maker.say(entry, PG + prop, word, "graph/links")
        maker.say(entry, RDFS + "label", zh(maker.name(f"{TRADES[p % 16]}{WORKS[p % 8]}")), "graph/links")
        if p == 0:  # the year before: another amount, the same aim
            maker.say("lineage/before", A, PG + "LineageEntry", "graph/links")
            for prop, value in {
                "project": project,
                "statedIn": document,
                "evidence": f"source/{SHA[:16]}#char={span[0]},{span[1]}",
            }.items():
                maker.say("lineage/before", PG + prop, value, "graph/links")
            for prop, word in {
                "year": Literal(str(int(year) - 1)),
                "amount": Literal("8000000000", datatype=NamedNode(XSD + "decimal")),
                "currency": Literal("CNY"),
                "stage": Literal("proposed"),
                "status": Literal("aim"),
            }.items():
                maker.say("lineage/before", PG + prop, word, "graph/links")
            maker.say("lineage/before", RDFS + "label", zh(maker.name("生产线")), "graph/links")


def _figures(maker: _Maker, document: str, i: int, year: str) -> None:
    """A target, what became of it, and the verdict."""
    indicator = maker.thing("indicator", "Indicator", maker.name(f"新增{TRADES[i % 16]}企业{i}"))
    aim, got = i % 40 + 10, i % 40 + 10 - (i % 3 == 0) * 4
    spans = (
        maker.write(maker.name(f"新增{TRADES[i % 16]}企业{i}达到{aim}家以上。")),
        maker.write(maker.name(f"全年新增{TRADES[i % 16]}企业{i}共{got}家。")),
    )
    facts = []
    for cls, value, span in (("Target", aim, spans[0]), ("Result", got, spans[1])):
        figure = Literal(str(value), datatype=NamedNode(XSD + "decimal"))
        facts.append(
            maker.fact(
                document,
                "indicators",
                cls,
                f"{i} {cls}",
                span,
                indicator=indicator,
                measure=Literal("level"),
                value=figure,
                unit=Literal("家"),
                comparator=Literal("ge" if cls == "Target" else "eq"),
                year=Literal(year),
            )
        )
    if maker.size.outcomes:
        outcome = f"outcome/{i}"
        maker.say(outcome, A, PG + "Outcome", "graph/links")
        maker.say(outcome, PG + "targetFact", facts[0], "graph/links")
        verdict = "pending" if i % 7 == 6 else "missed" if got < aim else "met"
        if verdict != "pending":
            maker.say(outcome, PG + "outcomeFact", facts[1], "graph/links")
            maker.say(outcome, PG + "reviewedIn", document, "graph/links")
            maker.say(outcome, PG + "basis", Literal("number"), "graph/links")
        maker.say(outcome, PG + "verdict", Literal(verdict), "graph/links")


def _write(folder: Path, maker: _Maker) -> None:
    (folder / "sources").mkdir(parents=True, exist_ok=True)
    lines = sorted(line.encode("utf-8") for line in maker.lines)
    (folder / "graph.nq").write_bytes(b"".join(lines))
    (folder / "sources" / "made.txt").write_text("".join(maker.text), encoding="utf-8", newline="\n")
    files = [{"name": "made.txt", "text": "sources/made.txt", "sha256": SHA}]
    (folder / "report.json").write_text(json.dumps({"files": files}), encoding="utf-8")
    manifest = {"base": DEFAULT_BASE, "views": {}, "files": {}}
    (folder / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
