"""The first letters of the readings of each character, so that tyjx finds 天意机械. Readings are pypinyin's."""

import os
import unicodedata
from collections.abc import Iterable

MOST_READINGS = 4  # rarer ones mislead more than they help


def initials(labels: Iterable[str]) -> dict[str, str]:
    """Each Chinese character of the labels, with the initials of its readings, the commonest first.

    >>> initials(["重庆", "Ab1"])
    {'庆': 'q', '重': 'zct'}
    """
    os.environ["PYPINYIN_NO_PHRASES"] = "true"  # only single characters are asked for: a third of the time
    from pypinyin.constants import PINYIN_DICT

    found = {}
    for char in sorted({char for label in labels for char in label if char > "\u2e7f"}):
        readings = PINYIN_DICT.get(ord(char), "").split(",")[:MOST_READINGS]
        letters = dict.fromkeys(unicodedata.normalize("NFD", reading)[0] for reading in readings if reading)
        if letters:
            found[char] = "".join(letters)
    return found
