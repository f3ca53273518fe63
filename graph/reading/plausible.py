"""Whether decoded text looks like Chinese official prose: the guard against mojibake."""

from functools import cache

SAMPLE = 100_000  # characters looked at
ENOUGH = 0.85  # the share of ordinary characters that real documents stay well above


def plausibility(text: str) -> float:
    """The share of characters that ordinary Chinese text is made of, 0 to 1; 0 for empty text.

    >>> plausibility("一、坚持稳中求进，GDP增长6.5%。")
    1.0
    >>> plausibility("涓€銆佸潥鎸佺ǔ涓眰杩") < 0.5   # UTF-8 read as GB18030
    True
    """
    sample = text[:SAMPLE]
    if not sample:
        return 0.0
    return sum(map(_ordinary().__contains__, sample)) / len(sample)


@cache
def _ordinary() -> frozenset[str]:
    """ASCII, the marks and the 3755 frequent characters of GB2312, the 5401 frequent ones of Big5."""
    ascii_text = "\t\n\r" + "".join(map(chr, range(0x20, 0x7F)))
    marks = _rows("gb2312", range(0xA1, 0xAA), range(0xA1, 0xFF))
    simplified = _rows("gb2312", range(0xB0, 0xD8), range(0xA1, 0xFF))
    traditional = _rows("big5", range(0xA4, 0xC7), [*range(0x40, 0x7F), *range(0xA1, 0xFF)])
    spaces = "\u00a0\u2002\u2003\u2022\u30fb\u2014\u2013\uff5e\u33a1\u3000\ufeff\u200b"
    return frozenset(ascii_text + marks + simplified + traditional + spaces)


def _rows(charset: str, leads: range, trails: range | list[int]) -> str:
    return b"".join(bytes((lead, trail)) for lead in leads for trail in trails).decode(charset, "ignore")
