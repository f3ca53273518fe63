"""The words of `indicators.toml`, compiled, and what they do to the two ends of a phrase."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, NamedTuple

from graph.extraction.words import table
from graph.language.clauses import MANY
from graph.language.listed import Words
from graph.language.quantities import Quantity

TABLE = table("indicators")
WORDS: dict[str, Words] = {name: Words(value.split()) for name, value in TABLE["words"].items()}
NOUNS = tuple(WORDS["not_verbs"])


@dataclass(frozen=True, slots=True)
class Frame:
    """How a figure is stated: the words that may stand before it, its units, what is measured."""

    name: str
    measure: str
    words: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    sign: int = 1
    keep: bool = False  # the word belongs to the label: 高新技术企业净增

    def fits(self, word: str, figure: Quantity) -> bool:
        if self.units and figure.kind not in self.units:
            return False
        return not self.words or any(word in WORDS[name] for name in self.words)


def _frame(row: dict[str, Any]) -> Frame:
    words, units = tuple(row.get("words", ())), tuple(row.get("units", ()))
    return Frame(row["name"], row["measure"], words, units, row.get("sign", 1), row.get("keep", False))


FRAMES = tuple(_frame(row) for row in TABLE["frames"])
MEASURING = Words(word for frame in FRAMES for name in frame.words for word in WORDS[name])
DELIVERING = Words(WORDS["delivers"] - MEASURING)


def frame_for(word: str, figure: Quantity) -> Frame:
    """The first frame that fits a measuring word ("" if none) and a figure."""
    return next(frame for frame in FRAMES if frame.fits(word, figure))


def frame_named(name: str) -> Frame:
    return next(frame for frame in FRAMES if frame.name == name)


@cache
def pattern(name: str) -> re.Pattern[str]:
    """A pattern of the file, its alternatives joined.

    >>> bool(pattern("invested").fullmatch("计划总投资"))
    True
    """
    written = TABLE["patterns"][name]
    return re.compile(written if isinstance(written, str) else "|".join(f"(?:{part})" for part in written))


class Stripped(NamedTuple):
    """Words before a figure, taken apart: label, measuring word, and the joining words between."""

    label: str
    word: str = ""
    joins: tuple[str, ...] = ()


@lru_cache(MANY)
def strip_right(words: str) -> Stripped:
    """Take the joining words and the one measuring word off the end.

    >>> strip_right("固定资产投资同比增长")
    Stripped(label='固定资产投资', word='增长', joins=())
    >>> strip_right("收入分别达到")
    Stripped(label='收入', word='', joins=('达到', '分别'))
    """
    measuring, joins = "", []
    while words and not (DELIVERING.at_end(words) and strip_left(words) in DELIVERING):
        tail = MEASURING.at_end(words) if not measuring else ""
        if tail and (tail != words or tail not in WORDS["adds"]):
            measuring, words = tail, words.removesuffix(tail)
        elif tail := WORDS["joins"].at_end(words):
            joins.append(tail)
            words = words.removesuffix(tail)
        elif compared := _comparison().search(words[-24:]):
            words = words[: len(words) - len(compared.group())]
        else:
            break
    return Stripped(words, measuring, tuple(joins))


@lru_cache(MANY)
def strip_left(words: str) -> str:
    """Take hedges, times and wishes off the front, but no part of a delivering verb.

    >>> strip_left("今年力争新增就业"), strip_left("共建创新载体"), strip_left("共接待来访")
    ('新增就业', '共建创新载体', '接待来访')
    """
    while words:
        if (time := pattern("times").match(words)) and time.end() < len(words):
            words = words[time.end() :]
            continue
        hedge = WORDS["hedges"].at_front(words)
        light = WORDS["light"].at_front(words)
        if light and not verb_of(words) and verb_of(words.removeprefix(light)):
            hedge = hedge or light
        if not hedge or len(verb_of(words)) > len(hedge):
            return words
        words = words.removeprefix(hedge)
    return words


def verb_of(words: str) -> str:
    """The delivering verb that a phrase starts with, or "".

    >>> verb_of("改造老旧小区"), verb_of("粮食产量"), verb_of("建设用地")
    ('改造', '', '')
    """
    return "" if words.startswith(NOUNS) else WORDS["delivers"].at_front(words)


def ends_in_verb(words: str) -> bool:
    """Whether a phrase ends in a delivering verb, so that what follows is its object: 实施好, 建成了."""
    return bool(WORDS["delivers"].at_end(words.rstrip("了好出起")))


def from_verb(words: str) -> str:
    """The part of a clause that starts with its verb: the subject was counted before.

    >>> from_verb("企业参与制订行业标准"), from_verb("村安装路灯"), from_verb("产业产值")
    ('参与制订行业标准', '安装路灯', '产业产值')
    """
    for at in range(1, len(words) - 2):
        if len(verb_of(words[at:])) > 1:
            return words[at:]
    return words


def starts_anew(words: str) -> bool:
    """Whether a phrase opens a statement of its own, with a verb, a wish or a time."""
    return bool(verb_of(words)) or strip_left(words) != words


def without_resuming(words: str) -> str:
    """A phrase that goes on about what was named before has no label of its own: 稳定在全国（1/10以上）.

    >>> without_resuming("稳定在全国"), without_resuming("达到年出栏"), without_resuming("粮食产量")
    ('', '年出栏', '粮食产量')
    """
    rest = words.removeprefix(WORDS["resumes"].at_front(words))
    return "" if rest != words and rest.startswith(("全", "占")) else rest


@cache
def _comparison() -> re.Pattern[str]:
    return re.compile(f"(?:{pattern('comparisons').pattern})$")
