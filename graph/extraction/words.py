"""The word files of the families, one beside each, and patterns made of them."""

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from graph.lexicon.alternatives import either


@cache
def table(family: str) -> dict[str, Any]:
    """The word file of a family, read once."""
    return tomllib.loads((files("graph.extraction") / family / f"{family}.toml").read_text("utf-8"))


@cache
def marked(section: str, family: str = "projects") -> re.Pattern[str]:
    """The pattern of a section's words by place: `inside`, `start`, `end`, `whole`.

    >>> bool(marked("wishes").search("全球一流基地")), bool(marked("nobody").search("丰穗食品"))
    (True, False)
    """
    words = table(family)[section]
    places = {"inside": "{}", "start": "^{}", "end": "{}$", "whole": "^{}$"}
    return re.compile(
        "|".join(form.format(either(words[place])) for place, form in places.items() if place in words)
    )
