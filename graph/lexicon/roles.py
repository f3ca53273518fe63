"""The words that say who answers for a task, loaded from `roles.toml`."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

RULES = Path(__file__).with_name("roles.toml")
BRACKETED = re.compile(r"[（(].*?[）)]|[\s\u3000*：:]")


@dataclass(frozen=True)
class Roles:
    """Labels and verbs, each with the role it gives, and the patterns made of them."""

    labels: dict[str, str]  # 牵头单位 -> lead_unit
    verbs: dict[str, str]  # lead_unit -> the pattern of its verbs
    deadlines: frozenset[str]
    others: frozenset[str]  # labels of something else: 督办单位
    columns: dict[str, frozenset[str]]  # number, task, group: the words over a table's columns
    legends: dict[str, re.Pattern[str]]
    before: str  # pattern of what may stand before a label: 市级

    @cached_property
    def label(self) -> re.Pattern[str]:
        """A label with its colon, or in brackets of its own: 牵头单位：  责任单位及责任人:  【牵头单位】."""
        several = self._several([*self.labels, *self.deadlines, *self.others])
        whole = self._several([label for label in self.labels if len(label) > 2])
        return re.compile(
            rf"(?P<label>{several})\s*[：:∶﹕︰]\s*"
            rf"|(?:[【\[〔]|(?<![\u4e00-\u9fff])[（(])(?P<bracketed>{whole})[）)〕\]】]\s*[：:]?\s*"
        )

    def _several(self, labels: list[str]) -> str:
        """The pattern of a label, or of two that share a list: 责任单位及责任人."""
        words = f"{self.before}(?:{_longest_first(labels)})"
        return rf"{words}(?:[及和与、/（(](?:{words}|单位|部门|人员|领导)[）)]?)?"

    @cached_property
    def spaced_label(self) -> re.Pattern[str]:
        """A label with a space, or nothing, for its colon: 责任单位 县财政局."""
        words = self._several([label for label in [*self.labels, *self.deadlines] if len(label) > 2])
        return re.compile(rf"(?:^|(?<=[；;，,。\s]))(?P<label>{words})[\s\u3000]*(?P<bracketed>(?!))?")

    @cached_property
    def verb(self) -> re.Pattern[str]:
        """A verb that closes a list of units; the name of its group is the role."""
        return re.compile("|".join(f"(?P<{role}>{pattern})" for role, pattern in self.verbs.items()))

    def role_of(self, label: str) -> str | None:
        """The role of a label as printed over a column or before a colon; None for a deadline or no label.

        >>> load_roles().role_of("市级牵头单位"), load_roles().role_of("责任单位(盖章)"), load_roles().role_of("备注")
        ('lead_unit', 'responsible_unit', None)
        """
        words = BRACKETED.sub("", label)
        for word in (words, re.split(r"[及和与、/]", words)[0]):
            role = self.labels.get(word) or self.labels.get(re.sub(rf"^{self.before}", "", word, count=1))
            if role:
                return role
        return None

    def is_deadline(self, label: str) -> bool:
        return BRACKETED.sub("", label) in self.deadlines


def _longest_first(words: list[str]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


@cache
def load_roles() -> Roles:
    raw = tomllib.loads(RULES.read_text(encoding="utf-8"))
    labels: dict[str, str] = {}
    for role in raw["role"]:
        made = role.get("labels", []) + raw["short"].get(role["role"], [])
        made += [s + n for s in role.get("stems", []) for n in raw["nouns"]["unit"]]
        for label in made:
            if label in labels:
                raise ValueError(f"roles.toml: {label} is given two roles")
            labels[label] = role["role"]
    return Roles(
        labels,
        {role["role"]: role["verb"] for role in raw["role"] if role["verb"]},
        frozenset(raw["deadline"]["labels"]),
        frozenset(raw["other"]["labels"]),
        {name: frozenset(words) for name, words in raw["table"].items()},
        {name: re.compile(pattern) for name, pattern in raw["legend"].items()},
        raw["before"]["pattern"],
    )
