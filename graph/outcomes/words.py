"""The words of `outcomes.toml`, compiled."""

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from graph.lexicon.alternatives import either

TABLE: dict[str, Any] = tomllib.loads(Path(__file__).with_name("outcomes.toml").read_text(encoding="utf-8"))
BARE = frozenset(TABLE["bare"]["words"].split())
FALLING = tuple(TABLE["falling"]["words"].split())
BLANK = frozenset(TABLE["blank"].split())
FITS = {name: frozenset(words.split()) for name, words in TABLE["actions_that_fit"].items()}


@cache
def pattern(name: str) -> re.Pattern[str]:
    return re.compile(TABLE["patterns"][name])


@cache
def tiers() -> re.Pattern[str]:
    return re.compile(TABLE["tiers"]["pattern"])


@cache
def blanks() -> re.Pattern[str]:
    """What may be left out at the edges of a label."""
    return re.compile(f"^{either(BLANK)}+(?=..)|(?<=..){either(BLANK)}+$")


@cache
def scopes() -> re.Pattern[str]:
    """Words that say which part of a thing is meant."""
    return re.compile(f"{either(TABLE['scopes']['words'].split())}+")


@cache
def tails(section: str = "") -> re.Pattern[str]:
    """General words at the end of a label, or of the names of a section: works, titles."""
    listed: str = TABLE[section]["tails"] if section else TABLE["tails"]
    return re.compile(f"{either(listed.split())}+$")


@cache
def same() -> tuple[re.Pattern[str], dict[str, str]]:
    """The wordings of one meaning, and the one that stands for them."""
    one = {plain(word): plain(row.split()[0]) for row in TABLE["same"] for word in row.split()}
    return re.compile(either(one)), one


@cache
def whole() -> dict[str, str]:
    """The same for wordings that must be the whole label."""
    return {plain(word): plain(row.split()[0]) for row in TABLE["whole"] for word in row.split()}


@cache
def actions() -> tuple[re.Pattern[str], dict[str, str]]:
    """The words of action with their class; protected words have none."""
    classes = {word: name for name, words in TABLE["actions"].items() for word in words.split()}
    classes |= dict.fromkeys(TABLE["protected"]["words"].split(), "")
    return re.compile(either(classes)), classes


@cache
def subjects() -> tuple[re.Pattern[str], dict[str, str]]:
    named = {word: name for name, words in TABLE["subjects"].items() for word in words.split()}
    return re.compile(either(named)), named


@cache
def plain(label: str) -> str:
    """A label without quotation marks and what stands in brackets.

    >>> plain("新增“四上”企业（含个体）")
    '新增四上企业'
    """
    label = re.sub(r"[（(][^（()）]*[）)]|[“”‘’\"《》\s]|^[，、：]|[，、：]$", "", label)
    return re.sub(r"每?([千万])(?:常住)?人口?(?:拥有)?(?=[\u4e00-\u9fff]{2})", r"\1人", label)


GROWN = re.compile("^(种植|栽植|养殖|放养|出栏|存栏)([\u4e00-\u9fff]{2,6})$")  # 种植中药材: 中药材种植


def unified(label: str) -> str:
    """A label with its terms in the wording that stands for all of them.

    >>> unified("规模以上工业企业技改投入"), unified("外贸进出口总额")
    ('规上工业技改投资', '进出口')
    """
    found, one = same()
    written = GROWN.sub(r"\2\1", blanks().sub("", plain(label)))
    return found.sub(lambda match: one[match.group()], whole().get(written, written))
