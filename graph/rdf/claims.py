"""Step 6c: the families that speak of projects, money, enterprises, titles and figures, as quads.

Each function gives the statements of one fact node and the direct edges that stand beside it.
"""

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Protocol

from pyoxigraph import Literal, NamedNode

from graph.identity.places import Region
from graph.language.names import counted
from graph.rdf.entities import Entities
from graph.rdf.names import RDF, decimal_literal, pg, year_literal

RULES = Path(__file__).with_name("claims.toml")
A = NamedNode(RDF + "type")
ONE = re.compile(r"^[1一][处座条所]|(?<!\d)[1一][处座条所]$")  # 文化中心1处 is a project
Values = Mapping[str, object]
Statement = tuple[NamedNode, NamedNode, NamedNode | Literal]


class Writer(Protocol):
    """What these functions need of the document's writer."""

    iri: NamedNode
    entities: Entities
    region: Region | None


@cache
def _classes(kind: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    raw = tomllib.loads(RULES.read_text(encoding="utf-8"))
    return tuple((entry["class"], re.compile(entry["pattern"])) for entry in raw[kind])


def class_of(kind: str, name: str) -> str:
    """The class of an actor or a target, by its name.

    >>> class_of("target", "国家级技术创新中心"), class_of("target", "中国专利奖优秀奖"), class_of("actor", "某某纸业")
    ('Platform', 'Title', 'Enterprise')
    """
    return next(cls for cls, pattern in _classes(kind) if pattern.search(name))


def project(writer: Writer, name: str) -> NamedNode:
    """A project of the document's jurisdiction."""
    kind, cls = project_kind(name)
    return writer.entities.scoped(kind, name, writer.region, cls)


def project_kind(name: str) -> tuple[str, str]:
    """The kind and class of a project's name: a counted portfolio is a ProjectGroup.

    >>> [project_kind(name)[1] for name in ("36个重点产业项目", "技改项目7个", "重大项目超100个", "浆纸项目")]
    ['ProjectGroup', 'ProjectGroup', 'ProjectGroup', 'Project']
    """
    is_group = bool(counted(name)) and not ONE.search(name)
    return ("project-group", "ProjectGroup") if is_group else ("project", "Project")


def investments(writer: Writer, node: NamedNode, values: Values) -> Iterator[Statement]:
    yield node, A, pg("Investment")
    yield node, pg("project"), project(writer, str(values["project"]))
    yield node, pg("amount"), decimal_literal(values["amount"])
    yield node, pg("currency"), Literal(str(values["currency"]))
    yield node, pg("investmentKind"), Literal(str(values["kind"]))


def project_enterprises(writer: Writer, node: NamedNode, values: Values) -> Iterator[Statement]:
    what = project(writer, str(values["project"]))
    who = writer.entities.scoped("enterprise", str(values["enterprise"]), writer.region, "Enterprise")
    yield node, A, pg("Participation")
    yield node, pg("project"), what
    yield node, pg("enterprise"), who
    yield what, pg("investedBy"), who


def project_clusters(writer: Writer, node: NamedNode, values: Values) -> Iterator[Statement]:
    what = project(writer, str(values["project"]))
    cluster = writer.entities.scoped("cluster", str(values["cluster"]), writer.region, "Cluster")
    yield node, A, pg("Placement")
    yield node, pg("project"), what
    yield node, pg("cluster"), cluster
    yield what, pg("inCluster"), cluster


def project_stages(writer: Writer, node: NamedNode, values: Values) -> Iterator[Statement]:
    yield node, A, pg("StageReport")
    yield node, pg("project"), project(writer, str(values["project"]))
    yield node, pg("stage"), Literal(str(values["stage"]))
    yield node, pg("status"), Literal(str(values["status"]))


def initiatives(writer: Writer, node: NamedNode, values: Values) -> Iterator[Statement]:
    relation = str(values["relation"])
    who = _actor(writer, str(values["actor"]))
    name = str(values["target"])
    cls = class_of("target", name)
    what = writer.entities.scoped(cls.lower(), name, writer.region, cls)
    yield node, A, pg("InitiativeReport")
    yield node, pg("actor"), who
    yield node, pg("relation"), Literal(relation)
    yield node, pg("target"), what
    yield who, pg(relation), what


def _actor(writer: Writer, name: str) -> NamedNode:
    if writer.region and name == writer.region.label:
        return writer.entities.region(writer.region)
    cls = class_of("actor", name)
    kind = {"Region": "place"}.get(cls, cls.lower())
    return writer.entities.scoped(kind, name, writer.region, "Institution" if cls == "Region" else cls)


def indicators(writer: Writer, node: NamedNode, values: Values) -> Iterator[Statement]:
    yield node, A, pg("Observation")
    yield node, A, pg("Target" if values["kind"] == "target" else "Result")
    yield (
        node,
        pg("indicator"),
        writer.entities.scoped("indicator", str(values["indicator"]), writer.region, "Indicator"),
    )
    yield node, pg("measure"), Literal(str(values["measure"]))
    if "value" in values:
        yield node, pg("value"), decimal_literal(values["value"])
    if than := values.get("than"):
        other = writer.entities.scoped("indicator", str(than), writer.region, "Indicator")
        yield node, pg("measuredAgainst"), other
    yield node, pg("comparator"), Literal(str(values["comparator"]))
    if values.get("unit"):
        yield node, pg("unit"), Literal(str(values["unit"]))
    if values.get("year"):
        yield node, pg("year"), year_literal(str(values["year"]))


CLAIMS: dict[str, Callable[[Writer, NamedNode, Values], Iterator[Statement]]] = {
    "investments": investments,
    "project_enterprises": project_enterprises,
    "project_clusters": project_clusters,
    "project_stages": project_stages,
    "initiatives": initiatives,
    "indicators": indicators,
}
