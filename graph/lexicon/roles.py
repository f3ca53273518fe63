"""The words that say who answers for a task, loaded from `roles.toml`."""

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

from graph.lexicon.alternatives import either

RULES = Path(__file__).with_name("roles.toml")
BRACKETED = re.compile(r"[（(].*?[）)]|[\s\u3000*：:]")


@dataclass(frozen=True)
class Roles:
    """Labels and verbs, each with the role it gives, and the patterns made of them."""

    labels: dict[str, str]  # 牵头单位 -> lead_unit
    shapes: tuple[str, ...]  # the patterns of all these labels, stem by noun
    verbs: dict[str, str]  # lead_unit -> the pattern of its verbs
    beside: str  # the pattern of verbs that give no role: …指导
    deadlines: frozenset[str]
    others: frozenset[str]  # labels of something else: 督办单位
    columns: dict[str, frozenset[str]]  # number, task, group: the words over a table's columns
    legends: dict[str, re.Pattern[str]]
    before: str  # pattern of what may stand before a label: 市级

    @cached_property
    def label(self) -> re.Pattern[str]:
        """A label with its colon, or in brackets of its own: 牵头单位：  责任单位及责任人:  【牵头单位】."""
        words = either([*self.deadlines, *self.others])
        several = self._several([words, *self.shapes])
        whole = self._several(self.shapes)
        return re.compile(
            rf"(?P<label>{several})(?:[（(〔\[][^（()）〔〕\[\]：:]{{2,24}}[）)〕\]])?\s*[：:∶﹕︰]\s*"
            rf"|(?:[【\[〔]|(?<![\u4e00-\u9fff])[（(])(?P<bracketed>{whole})[）)〕\]】]\s*[：:]?\s*"
        )

    def _several(self, shapes: Iterable[str], shortest: int = 0) -> str:
        """The pattern of a label, or of two that share a list: 责任单位及责任人."""
        enough = rf"(?=[\u4e00-\u9fff]{{{shortest}}})" if shortest else ""
        words = f"{self.before}{enough}(?:{'|'.join(shapes)})"
        return rf"{words}(?:[及和与、/（(](?:{words}|单位|部门|人员|领导)[）)]?)?"

    @cached_property
    def spaced_label(self) -> re.Pattern[str]:
        """A label with a space, with 为 or with nothing for its colon: 责任单位 县财政局."""
        words = self._several([either(self.deadlines), *self.shapes], shortest=3)
        return re.compile(
            rf"(?:^|(?<=[；;，,。\s]))(?P<label>{words})(?:为|[\s\u3000]*)(?P<bracketed>(?!))?"
            r"(?![、，,；;。的]|负责|牵头)"
        )

    @cached_property
    def verb(self) -> re.Pattern[str]:
        """A verb that closes a list of units; the name of its group is the role."""
        groups = [f"(?P<{role}>{pattern})" for role, pattern in self.verbs.items()]
        return re.compile("|".join([*groups, f"(?P<beside>{self.beside})"]))

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


@cache
def load_roles() -> Roles:
    raw = tomllib.loads(RULES.read_text(encoding="utf-8"))
    labels: dict[str, str] = {}
    shapes: list[str] = []
    others = frozenset(raw["other"]["labels"])
    for role in raw["role"]:
        words = [*role.get("labels", []), *raw["short"].get(role["role"], [])]
        nouns = raw["nouns"][role["nouns"]]
        for label in [*words, *(stem + noun for stem in role["stems"] for noun in nouns)]:
            if labels.setdefault(label, role["role"]) != role["role"]:
                raise ValueError(f"roles.toml: {label} is given two roles")
        shapes += [either(role["stems"]) + either(nouns)]
        shapes += [either(words)] if words else []
    return Roles(
        {label: role for label, role in labels.items() if label not in others},
        tuple(shapes),
        {role["role"]: role["verb"] for role in raw["role"] if role["verb"]},
        raw["beside"]["verb"],
        frozenset(raw["deadline"]["labels"]),
        others,
        {name: frozenset(words) for name, words in raw["table"].items()},
        {name: re.compile(pattern) for name, pattern in raw["legend"].items()},
        raw["before"]["pattern"],
    )
