"""How Word prints the value of a paragraph counter, by w:numFmt. Past a system's end it prints 1, 2, 3."""

from collections.abc import Callable

from graph.reading.words import load_words

ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
         (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip


def count(number: int, system: str) -> str | None:
    """A number as printed, "" for systems that print none; None for a system not known here.

    >>> [count(12, s) for s in ("decimal", "chineseCounting", "ideographDigital", "decimalEnclosedCircle")]
    ['12', '十二', '一二', '⑫']
    >>> [count(105, s) for s in ("chineseCounting", "chineseCountingThousand", "japaneseCounting")]
    ['一〇五', '一百〇五', '百五']
    >>> [count(28, s) for s in ("lowerLetter", "upperRoman", "decimalZero", "decimalEnclosedCircle")]
    ['bb', 'XXVIII', '28', '28']
    """
    if system in ("none", "bullet"):
        return ""
    if system in load_words("sequences"):
        sequence = load_words("sequences")[system]
        return sequence[number - 1] if 0 < number <= len(sequence) else str(number)
    if system not in SYSTEMS:
        return None
    return SYSTEMS[system](number) if number >= 0 else str(number)


def _letters(number: int) -> str:
    """a … z, aa, bb … zz, aaa"""
    if not 0 < number <= 26 * 30:
        return str(number)
    return chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)


def _roman(number: int) -> str:
    if not 0 < number < 4000:
        return str(number)
    printed = ""
    for size, letters in ROMAN:
        printed += letters * (number // size)
        number %= size
    return printed


def _digits(number: int) -> str:
    return "".join(load_words("numerals")["plain"][int(digit)] for digit in str(number))


def _chinese(number: int, numerals: str = "plain", ones: frozenset[int] = frozenset({100, 1000})) -> str:
    """Digits and powers of ten. `ones` are the powers before which a leading 一 is printed."""
    words = load_words("numerals")
    digits, units = words[numerals], words[f"{numerals}_units"]
    if not 0 < number < 10_000:
        return str(number)
    printed, skipped = "", False
    for power in (1000, 100, 10, 1):
        digit = number // power % 10
        if digit == 0:
            skipped = bool(printed)
            continue
        bare = digit == 1 and power > 1 and power not in ones and not printed
        unit = units[len(str(power)) - 2] if power > 1 else ""
        printed += (digits[0] if skipped else "") + ("" if bare else digits[digit]) + unit
        skipped = False
    return printed


def _japanese(number: int) -> str:
    zero, one = load_words("numerals")["plain"][:2]
    printed = _chinese(number).replace(zero, "")
    for unit in load_words("numerals")["plain_units"]:
        printed = printed.replace(one + unit, unit)
    return printed


SYSTEMS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalHalfWidth": str,
    "numberInDash": lambda number: f"- {number} -",
    "decimalZero": lambda number: f"{number:02d}",
    "decimalFullWidth": lambda number: str(number).translate({48 + i: 0xFF10 + i for i in range(10)}),
    "decimalFullWidth2": lambda number: str(number).translate({48 + i: 0xFF10 + i for i in range(10)}),
    "lowerLetter": _letters,
    "upperLetter": lambda number: _letters(number).upper(),
    "lowerRoman": _roman,
    "upperRoman": lambda number: _roman(number).upper(),
    "ideographDigital": _digits,
    "japaneseDigitalTenThousand": _digits,
    "taiwaneseDigital": _digits,
    "chineseCounting": lambda number: _chinese(number) if number < 100 else _digits(number),
    "taiwaneseCounting": lambda number: _chinese(number) if number < 100 else _digits(number),
    "chineseCountingThousand": _chinese,
    "taiwaneseCountingThousand": _chinese,
    "japaneseCounting": _japanese,
    "chineseLegalSimplified": lambda number: _chinese(number, "formal", frozenset({10, 100, 1000})),
}
