"""The numbers of an outline: text in, value or None out."""

DIGITS = {c: n for n, c in enumerate("〇一二三四五六七八九")} | {
    "零": 0,
    "○": 0,
    "Ο": 0,
    "O": 0,
    "两": 2,
    "０": 0,
}


def parse_ordinal(text: str) -> int | None:
    """The value of an outline number, 1 to 99 in Chinese, any length in digits.

    >>> parse_ordinal("二十一"), parse_ordinal("十"), parse_ordinal("17"), parse_ordinal("③")
    (21, 10, 17, 3)
    >>> parse_ordinal("第") is None
    True
    """
    if text.isdecimal():
        return int(text)
    if len(text) == 1 and "①" <= text <= "⑳":
        return ord(text) - ord("①") + 1
    tens, found, ones = text.partition("十")
    if not found:
        return DIGITS.get(text) if len(text) == 1 else None
    if any(part and part not in DIGITS for part in (tens, ones)):
        return None
    return (DIGITS[tens] if tens else 1) * 10 + (DIGITS[ones] if ones else 0)


def parse_year(text: str) -> int | None:
    """A year of four digits, Arabic or Chinese, with the look-alikes of zero that the web uses.

    >>> parse_year("二○二一"), parse_year("2024"), parse_year("二Ο三五")
    (2021, 2024, 2035)
    """
    if text.isdecimal() and len(text) == 4:
        return int(text)
    if len(text) == 4 and all(c in DIGITS for c in text):
        return int("".join(str(DIGITS[c]) for c in text))
    return None
