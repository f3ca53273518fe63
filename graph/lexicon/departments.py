"""The names of departments: full and short forms meet in one canonical form, by rules of the language."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

RULES = Path(__file__).with_name("departments.toml")
ENDINGS = ("局", "委", "厅", "办", "社", "会", "联", "部", "中心", "委员会", "办公室", "分局")
LEVEL = re.compile(r"^(?:自治区|省|市(?!场)|县(?!域)|区(?!域|块)|旗|州|盟|镇|乡(?!村))")


def level_of(name: str) -> str:
    """The level a unit's name begins with: 区 of 区财政局; empty for 市场监管局 and 人民银行.

    >>> level_of("区财政局"), level_of("市市场监管局"), level_of("市场监管局"), level_of("乡村振兴局")
    ('区', '市', '', '')
    """
    match = LEVEL.match(name)
    return match.group() if match else ""


@dataclass(frozen=True)
class Departments:
    """Stems and whole names, each short form with its full one."""

    full: dict[str, str]  # 发改 -> 发展和改革; a full stem gives itself
    endings: dict[str, str]  # 委员会 -> 委
    whole: dict[str, str]  # 经开区 -> 经济技术开发区

    def canonical(self, name: str) -> str:
        """The name with every part in its full form; level and place are left as they stand.

        A bracketed second name is left out: it is the same body's.

        >>> d = load_departments()
        >>> d.canonical("区应急局"), d.canonical("市发改委"), d.canonical("区人力资源社会保障局")
        ('区应急管理局', '市发展和改革委', '区人力资源和社会保障局')
        >>> d.canonical("区农业农村局（区乡村振兴局）"), d.canonical("瓯川经开区管委会")
        ('区农业农村局', '瓯川经济技术开发区管委会')
        """
        plain = re.sub(r"[（(][^（()）]*[）)]$", "", name)
        head, stem, ending = self.parts(plain)
        for long, short in self.endings.items():
            if ending.endswith(long):
                ending = ending[: -len(long)] + short
        if stem in self.full:
            return head + self.full[stem] + ending
        made = head + stem + ending
        for short, long in self.whole.items():
            if long in made:
                break
            if short in made:
                return made.replace(short, long, 1)
        return made

    def parts(self, name: str) -> tuple[str, str, str]:
        """Level or place, stem and ending of a department's name; the stem is empty if none is known.

        >>> load_departments().parts("兖州区发改局")
        ('兖州区', '发改', '局')
        """
        for ending in sorted([*ENDINGS, *self.endings], key=len, reverse=True):
            if not name.endswith(ending):
                continue
            before = name[: -len(ending)]
            for size in range(len(before), 0, -1):
                stem, head = before[-size:], before[:-size]
                if (
                    stem in self.full
                    and (len(stem) > 1 or ending in ("联", "办", "会"))
                    and (not head or head[-1] in "省区市县旗州盟镇乡委府")
                ):
                    return head, stem, ending
        return "", name, ""

    def is_department(self, name: str) -> bool:
        """Whether a name without a level is a department's: 财政局, 发改委, not 人民银行.

        >>> [load_departments().is_department(n) for n in ("财政局", "国土房管局", "人民银行", "云川邮政管理局")]
        [True, True, False, False]
        """
        head, stem, _ = self.parts(name)
        if not head and stem in self.full:
            return True
        ending = next((e for e in ("局", "委", "厅", "办") if name.endswith(e)), "")
        return bool(ending) and self._of_stems(name.removesuffix(ending))

    def _of_stems(self, name: str) -> bool:
        """Whether a name is nothing but stems, those of a merged department: 国土|房管."""
        return not name or any(
            name[:size] in self.full and self._of_stems(name[size:]) for size in range(2, len(name) + 1)
        )


@cache
def load_departments() -> Departments:
    raw = tomllib.loads(RULES.read_text(encoding="utf-8"))
    full: dict[str, str] = {}
    for stem, shorts in raw["stems"].items():
        for form in (stem, *shorts):
            if form in full:
                raise ValueError(f"departments.toml: {form} is in both {full[form]} and {stem}")
            full[form] = stem
    whole = {short: long for long, shorts in raw["whole"].items() for short in shorts}
    return Departments(full, raw["endings"], whole)
