"""The names of people in a list of leaders, and their posts."""

import re
from collections.abc import Iterator

from graph.lexicon.units import is_collective, is_unit

HAN = r"[\u4e00-\u9fff]"
POSTS = (
    r"(?:书记|主任|部长|局长|秘书长|指挥长|总指挥|院长|检察长|会长|董事长|总经理|经理|站长|所长|处长|科长|校长|行长"
    r"|[省市县区旗镇乡州盟]长|主席|常委|委员|政委|专员|调研员|巡视员|督察长|组长|成员|总工程师|总师|顾问|负责人|负责同志|[省市县区旗处科]?长?级?干部)"
)
POST_BEFORE = re.compile(rf"^(?:{HAN}{{0,14}}?{POSTS})+")
POST_AFTER = re.compile(rf"(?:同志|(?:常务)?副?{POSTS})$")
LEADERS = re.compile(
    rf"^(?:{HAN}{{0,10}}?(?:政府|党委|市委|县委|区委|分管|主要|有关|相关|各))?{HAN}{{0,4}}领导(?:同志)?$"
)
SET_WIDE = re.compile(rf"(?<!{HAN})({HAN})[ \u3000\u00a0]+({HAN})(?!{HAN})")
NAME = re.compile(rf"{HAN}{{2,4}}|{HAN}{{1,10}}(?:[·•．]{HAN}{{1,10}})+|{HAN}{{5,8}}")


def names_of_people(text: str) -> Iterator[str]:
    """One name after another. Spaces part names, or set a name of two characters wide.

    >>> list(names_of_people("县委常委、常务副县长李建明，王  刚、阿依古丽·买买提（副县长）"))
    ['李建明', '王刚', '阿依古丽·买买提']
    """
    text = re.sub(r"[（(【\[][^）)】\]]*[）)】\]]", "", SET_WIDE.sub(r"\1\2", text))
    for piece in re.split(
        r"[、，,；;。/｜|\s\u3000]+|(?<=[\u4e00-\u9fff]{2})[和及](?=[\u4e00-\u9fff]{2})", text
    ):
        name = POST_AFTER.sub("", POST_BEFORE.sub("", re.sub(r"等$", "", piece)))
        if NAME.fullmatch(name) and not is_unit(piece) and not name.startswith(("各", "相关", "有关")):
            yield name


def is_official(name: str) -> bool:
    """Whether a name in a list of those who answer is an official's: a post, with or without a person's name.

    >>> is_official("区委常委"), is_official("副区长蓝丽红"), is_official("分管副市长"), is_official("李明同志")
    (True, True, True, True)
    >>> is_official("区财政局"), is_official("推进产业融合"), is_official("区长办公室")
    (False, False, False)
    """
    if not 2 <= len(name) <= 24:
        return False
    if name.endswith(("常委", "委员")):
        return True
    if is_unit(name) or is_collective(name):
        return False
    if LEADERS.match(name):
        return True
    post = POST_BEFORE.match(name)
    if post:
        rest = name[post.end() :].removesuffix("同志")
        return not rest or bool(re.fullmatch(rf"{HAN}{{2,4}}|{HAN}{{1,8}}(?:·{HAN}{{1,8}})+", rest))
    return bool(re.fullmatch(rf"{HAN}{{2,4}}同志", name))
