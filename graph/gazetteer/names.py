"""How the name of a division is built: what it is called, and what kind of division it is."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

_COMMENTS = re.compile(r"\A(?:#.*\n)*")
_KINDS = re.compile("(?:特别行政区|新区|林区|特区|地区|[省市盟县区旗])$")
_TOWNS = re.compile("(?:街道|地区|民族乡|苏木|[镇乡])$")


def rows(file: str) -> list[list[str]]:
    """The rows of a data file of this package, without the comments at its top.

    >>> rows("peoples.tsv")[0]
    ['土家']
    """
    return [line.split("\t") for line in _text(file).splitlines()]


def pairs(file: str) -> Iterator[tuple[str, str]]:
    """The rows of a data file with two columns, three times as quick as `rows`.

    >>> next(pairs("divisions.tsv"))
    ('11', '北京市')
    """
    cells = _text(file).replace("\n", "\t").split("\t")
    return zip(cells[::2], cells[1::2], strict=False)


def _text(file: str) -> str:
    return _COMMENTS.sub("", (Path(__file__).parent / file).read_text(encoding="utf-8"), count=1)


@cache
def _autonomous() -> re.Pattern[str]:
    peoples = "|".join(people for (people,) in rows("peoples.tsv"))
    return re.compile(f"(.{{2,}}?)(?:(?:{peoples})族?)+自治[区州县旗]$|(.{{2,}}?)族?自治[区州县旗]$")


def stem(name: str) -> str:
    """The short name of a province, prefecture or county. One character alone is no name.

    >>> [stem(name) for name in ("济宁市", "湘西土家族苗族自治州", "内蒙古自治区", "浦东新区", "曹县")]
    ['济宁', '湘西', '内蒙古', '浦东', '曹县']
    """
    if autonomous := _autonomous().match(name):
        return str(autonomous[1] or autonomous[2])
    short = _KINDS.sub("", name)
    return short if len(short) > 1 else name


def town_stem(name: str) -> str:
    """What a town is called, whether 街道, 镇 or 乡.

    >>> town_stem("兰陵镇") == town_stem("兰陵街道")
    True
    """
    return _TOWNS.sub("", name) or name
