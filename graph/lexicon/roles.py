"""The words that say who answers for a task, loaded from `roles.toml`."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

RULES = Path(__file__).with_name("roles.toml")


@dataclass(frozen=True)
class Roles:
    """Labels and verbs, each with the role it gives, and the patterns made of them."""

    labels: dict[str, str]  # 牵头单位 -> lead_unit
    verbs: dict[str, str]  # 按职责分工负责 -> responsible_unit
    deadlines: frozenset[str]
    columns: dict[str, frozenset[str]]  # number, task: the words over a table's columns
    legends: dict[str, re.Pattern[str]]

    @property
    def label(self) -> re.Pattern[str]:
        """A label with its colon: 牵头单位：  责任单位及责任人:  配合单位 （space)."""
        return _label_pattern(tuple(self.labels), tuple(self.deadlines))

    @property
    def verb(self) -> re.Pattern[str]:
        """A verb that closes a list of units; the longest wins."""
        words = sorted(self.verbs, key=len, reverse=True)
        return re.compile("|".join(words))

    def role_of(self, label: str) -> str | None:
        """The role of a label as printed over a column or before a colon; None for a deadline or no label.

        >>> load_roles().role_of("牵头单位"), load_roles().role_of("责任单位(盖章)"), load_roles().role_of("备注")
        ('lead_unit', 'responsible_unit', None)
        """
        words = re.sub(r"[（(].*?[）)]|[\s\u3000*：:]", "", label)
        if words in self.labels:
            return self.labels[words]
        first = re.split(r"[及和与、/]", words)[0]
        return self.labels.get(first)


@cache
def _label_pattern(labels: tuple[str, ...], deadlines: tuple[str, ...]) -> re.Pattern[str]:
    words = "|".join(sorted([*labels, *deadlines], key=len, reverse=True))
    return re.compile(rf"(?P<label>{words})(?:[及和与、/](?:{words}))?\s*[：:]\s*")


@cache
def load_roles() -> Roles:
    raw = tomllib.loads(RULES.read_text(encoding="utf-8"))
    labels: dict[str, str] = {}
    verbs: dict[str, str] = {}
    for role in raw["role"]:
        made = role.get("labels", []) + [s + n for s in role.get("stems", []) for n in raw["nouns"]["unit"]]
        for label in made:
            if label in labels:
                raise ValueError(f"roles.toml: {label} is given two roles")
            labels[label] = role["role"]
        verbs.update(dict.fromkeys(role["verbs"], role["role"]))
    return Roles(
        labels,
        verbs,
        frozenset(raw["deadline"]["labels"]),
        {name: frozenset(words) for name, words in raw["table"].items()},
        {name: re.compile(pattern) for name, pattern in raw["legend"].items()},
    )
