"""The page's table of classes, relations and words, read from classes.toml."""

import tomllib
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

TABLE = Path(__file__).parent / "classes.toml"


@dataclass(frozen=True, slots=True)
class Class:
    """How things of one class look, and where they stand."""

    name: str
    label: str
    types: tuple[str, ...]  # local names in the ontology
    part: str  # document | section | task | agent: its part in the columns
    shape: str
    light: str
    dark: str
    column: int
    width: int
    height: int
    cut: str  # middle | end: where a long name is cut on its card
    about: tuple[tuple[str, str], ...]  # property, what the page calls it


@dataclass(frozen=True, slots=True)
class Relation:
    name: str
    label: str
    light: str
    dark: str
    width: float
    role: bool = False  # a role that readers may filter by


@dataclass(frozen=True, slots=True)
class FactShape:
    """A class of fact nodes and the properties that lead to its ends."""

    type: str
    subject: str
    object: str
    relation: str


@dataclass(frozen=True, slots=True)
class Table:
    classes: dict[str, Class]
    relations: dict[str, Relation]
    facts: tuple[FactShape, ...]
    confidence: dict[str, str]
    values: dict[str, str] = field(default_factory=dict)
    attributes: dict[str, str] = field(default_factory=dict)
    attribute_links: dict[str, str] = field(
        default_factory=dict
    )  # attribute → property of the thing it names

    def word(self, value: str) -> str:
        """The page's word for a coded value, or the value itself.

        >>> load_table().word("task_breakdown")
        '任务分解'
        """
        return self.values.get(value, value)

    def relation_label(self, name: str) -> str:
        if name in self.relations:
            return self.relations[name].label
        return self.attributes.get(name, name)


def load_table(path: Path = TABLE) -> Table:
    """Read the table; a key that is missing or unknown raises TypeError."""
    raw: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
    return Table(
        classes={name: _class(name, row) for name, row in raw.pop("classes").items()},
        relations={name: Relation(name, **row) for name, row in raw.pop("relations").items()},
        facts=tuple(FactShape(**row) for row in raw.pop("facts")),
        **raw,
    )


def _class(name: str, row: dict[str, Any]) -> Class:
    about = tuple((prop, label) for prop, label in row.pop("about"))
    return Class(name, types=tuple(row.pop("types")), about=about, **row)


def table_json(table: Table) -> dict[str, Any]:
    """What the browser needs of the table."""
    skip = {"name", "types", "about"}
    return {
        "classes": {
            name: {k: v for k, v in asdict(c).items() if k not in skip} for name, c in table.classes.items()
        },
        "relations": {
            name: {k: v for k, v in asdict(r).items() if k != "name"} for name, r in table.relations.items()
        },
        "confidence": table.confidence,
        "attributes": table.attributes,
    }
