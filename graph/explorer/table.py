"""The explorer's table of classes and kinds of facts, read from classes.toml, and its words, from words.toml."""

import tomllib
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Class:
    """How things of one class are called and drawn."""

    name: str
    types: tuple[str, ...]  # local names in the ontology
    zh: str
    en: str
    shape: str
    light: str
    dark: str
    rank: int  # its column


@dataclass(frozen=True, slots=True)
class Shape:
    """A class of fact nodes and the properties that lead to its ends."""

    type: str
    view: str
    subject: str = ""  # "": the document
    object: str = ""
    relation: str = ""
    by: str = ""
    values: tuple[str, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Table:
    classes: dict[str, Class]
    shapes: dict[str, Shape]  # by type

    def class_of(self, types: set[str]) -> str:
        """The name of the class that things of some types are shown as, "" if they are not shown.

        >>> load_table().class_of({"Unit", "CollectiveUnit"}), load_table().class_of({"Evidence"})
        ('unit', '')
        """
        return next((name for name, cls in self.classes.items() if types.intersection(cls.types)), "")


@cache
def load_table() -> Table:
    """Reads classes.toml; a key that is missing or unknown raises TypeError."""
    raw = tomllib.loads((HERE / "classes.toml").read_text(encoding="utf-8"))
    return Table(
        {name: Class(name, tuple(row.pop("types")), **row) for name, row in raw["classes"].items()},
        {row["type"]: Shape(values=tuple(row.pop("values", ())), **row) for row in raw["facts"]},
    )


@cache
def load_words() -> dict[str, tuple[str, str]]:
    """Every word of the site, in Chinese and English, by its key.

    >>> load_words()["stage.started"]
    ('开工', 'started')
    """
    raw = tomllib.loads((HERE / "words.toml").read_text(encoding="utf-8"))
    found: dict[str, tuple[str, str]] = {}
    for part in raw.values():
        for key, words in part.items():
            pairs = (
                {f"{key}.{code}": pair for code, pair in words.items()}
                if isinstance(words, dict)
                else {key: words}
            )
            found |= {name: (pair[0], pair[1]) for name, pair in pairs.items()}
    return found
