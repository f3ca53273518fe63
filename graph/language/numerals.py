"""Numbers as the genre prints them: 1,234.5 and 三十五 and 3.5万 and 两亿五千万."""

import re
from decimal import Decimal

DIGITS = dict(zip("零〇○一二两三四五六七八九", (0, 0, 0, 1, 2, 2, 3, 4, 5, 6, 7, 8, 9), strict=True))
SMALL = {"十": 10, "百": 100, "千": 1000}
LARGE = {"万": 10**4, "亿": 10**8}
CHARACTERS = "零〇○一二两三四五六七八九十百千万亿"

WIDE = {
    ord(wide): narrow
    for wide, narrow in zip("０１２３４５６７８９．％，～－", "0123456789.%,~-", strict=True)
}
FIGURES = {
    ord(wide): narrow for wide, narrow in zip("０１２３４５６７８９．％～－", "0123456789.%~-", strict=True)
}
_WIDE = re.compile(f"[{''.join(map(chr, FIGURES))}]")


class NumeralError(ValueError):
    """The characters are no numeral of the kind asked for."""


def narrow(text: str) -> str:
    """Full-width figures as half-width ones, character for character, so that offsets stay.

    >>> narrow("增长６.５％，新增１２家")
    '增长6.5%，新增12家'
    """
    return text.translate(FIGURES) if _WIDE.search(text) else text


def scale_of(characters: str) -> int:
    """The factor that a run of scale characters stands for.

    >>> scale_of("万亿"), scale_of("千万"), scale_of("")
    (1000000000000, 10000000, 1)
    """
    factor = 1
    for character in characters:
        factor *= SMALL.get(character) or LARGE[character]
    return factor


def arabic(written: str) -> Decimal:
    """Figures with or without thousands commas.

    >>> arabic("1,234.5")
    Decimal('1234.5')
    """
    if not written.isascii():
        written = written.translate(WIDE)
    return Decimal(written.replace(",", ""))


def chinese(written: str) -> Decimal:
    """A numeral in characters; a leading 十, 百, 千, 万 or 亿 counts as one of it.

    >>> [int(chinese(n)) for n in ("三十五", "十八万", "两亿五千万", "千亿", "一百零三", "二〇二四")]
    [35, 180000, 250000000, 100000000000, 103, 2024]
    """
    if len(written) > 1 and all(c in DIGITS for c in written):
        return _digit_by_digit(written)
    total, section, digit = 0, 0, 0
    for character in written:
        if character in DIGITS:
            if digit:
                raise NumeralError(f"two digits in a row: {written}")
            digit = DIGITS[character]
        elif character in SMALL:
            section += (digit or 1) * SMALL[character]
            digit = 0
        elif character in LARGE:
            total, section = _raise(total, section + digit, LARGE[character])
            digit = 0
        else:
            raise NumeralError(f"not a numeral: {written}")
    return Decimal(total + section + digit)


def _digit_by_digit(written: str) -> Decimal:
    """二〇二四 and 一二三: years and codes. 三五 ('three or five') is none."""
    if len(written) < 3:
        raise NumeralError(f"not one number: {written}")
    return Decimal("".join(str(DIGITS[c]) for c in written))


def _raise(total: int, section: int, factor: int) -> tuple[int, int]:
    """Close a section at 万 or 亿. 万亿 multiplies what stands before it."""
    if section == 0 and total:
        return total * factor, 0
    if total and total % factor == 0 and total >= factor:
        return total + (section or 1) * factor, 0
    return (total + (section or 1)) * factor, 0
