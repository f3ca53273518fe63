"""The words of step 1, loaded once from words.toml beside this file."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def load_words(section: str) -> dict[str, Any]:
    """One section of words.toml.

    >>> load_words("refused")[".rar"]
    'an archive; unpack it first'
    """
    return _load_all()[section]  # type: ignore[no-any-return]


@cache
def _load_all() -> dict[str, Any]:
    return tomllib.loads(files("graph.reading").joinpath("words.toml").read_text(encoding="utf-8"))


@cache
def is_heavy(font: str) -> bool:
    """Whether a font prints as bold without being marked bold, by its name.

    >>> is_heavy("黑体"), is_heavy("ABCDEF+SimSun,Bold"), is_heavy("仿宋_GB2312"), is_heavy("华文细黑")
    (True, True, False, False)
    """
    name = font.lower().replace(" ", "")
    fonts = load_words("fonts")
    return any(word in name for word in fonts["heavy"]) and not any(word in name for word in fonts["light"])
