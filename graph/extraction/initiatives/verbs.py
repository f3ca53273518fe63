"""The verbs that are said of titles: 争创, 获评, 试点获批. The words stand in `language/verbs.toml`."""

import re
from dataclasses import dataclass
from functools import cache

from graph.language.clauses import words
from graph.lexicon.alternatives import either


@dataclass(frozen=True, slots=True)
class TitleVerb:
    start: int
    end: int
    relation: str
    strict: bool


@cache
def title_verbs() -> tuple[re.Pattern[str], dict[str, tuple[str, bool]], re.Pattern[str], re.Pattern[str]]:
    data = words("verbs")["titles"]
    table: dict[str, tuple[str, bool]] = {}
    for relation in ("pursues", "attained"):
        table.update(dict.fromkeys(data[relation], (relation, False)))
        table.update(dict.fromkeys(data[f"{relation}_open"], (relation, True)))
    return (
        re.compile(either(table)),
        table,
        re.compile(
            rf"(?:{either(data['between'])}|连续第?[一二两三四五六七八九十\d]+[年次届]|第[一二两三四五六七八九十\d]+次|[\d年月日]+)+$"
        ),
        re.compile(rf"^(?P<what>.{{4,40}}?){either(data['behind'])}$"),
    )


@cache
def spoken() -> re.Pattern[str]:
    """A verb of titles, or a title's end: 试点获批, 创建."""
    data = words("verbs")["titles"]
    return re.compile(either([*title_verbs()[1], *data["behind"], "创建", "申报"]))


@cache
def award_verb() -> re.Pattern[str]:
    """A verb that is said of titles alone: 获评, 争创."""
    data = words("verbs")["titles"]
    return re.compile(either([*data["pursues"], *data["attained"]]))
