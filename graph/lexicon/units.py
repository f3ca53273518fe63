"""How the name of a unit is formed: its endings, the collectives, its kind."""

import re
import tomllib
from functools import cache
from pathlib import Path

from graph.lexicon.alternatives import either

RULES = Path(__file__).with_name("units.toml")
LONGEST_NAME = 34  # characters


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], tuple[tuple[str, re.Pattern[str]], ...]]:
    raw = tomllib.loads(RULES.read_text(encoding="utf-8"))
    kinds = tuple((kind["name"], re.compile(kind["pattern"])) for kind in raw["kind"])
    return (
        re.compile(rf"{either(raw['suffixes'])}(?:[（(][^（()）]*[）)])?$"),
        re.compile(raw["collective"]),
        kinds,
    )


def is_unit(name: str) -> bool:
    """Whether a name is formed like a unit's or a collective's.

    >>> is_unit("区农业农村局（区乡村振兴局）"), is_unit("各镇街"), is_unit("推动产业链深度融合")
    (True, True, False)
    """
    endings, collective, _ = _patterns()
    if not 2 <= len(name) <= LONGEST_NAME or re.search(
        r"[。；;：:，,“”\"《》]|^请|[要应须需将均都可]$", name
    ):
        return False
    return bool(endings.search(name) or collective.search(name))


def is_collective(name: str) -> bool:
    """Whether a name stands for several units: 各镇街, 区直相关部门."""
    return bool(_patterns()[1].search(name))


def kind_of(name: str) -> str:
    """The kind of a unit by its name, a value of the view `units`.

    >>> [kind_of(n) for n in ("区委组织部", "各镇街", "大安镇", "区税务局", "区投资促进中心", "区财政局")]
    ['party_organ', 'collective', 'town_or_subdistrict', 'state_branch', 'public_institution', 'government_department']
    """
    if is_collective(name):
        return "collective"
    plain = re.sub(r"[（(][^（()）]*[）)]$", "", name)
    return next((kind for kind, pattern in _patterns()[2] if pattern.search(plain)), "government_department")
