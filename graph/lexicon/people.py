"""The names of people in a list of leaders, and their posts."""

import re
from collections.abc import Iterator

from graph.lexicon.units import is_collective, is_unit

HAN = r"[\u4e00-\u9fff]"
POSTS = (
    r"(?:书记|主任|部长|局长|厅长|司长|署长|理事长|监事长|支队长|大队长|秘书长|指挥长|总指挥|院长|检察长|会长|董事长|总经理|经理|站长|所长|处长|科长|校长|行长"
    r"|[省市县区旗镇乡州盟]长|主席|常委|委员|政委|专员|调研员|巡视员|督察长|组长|成员|总工程师|总师|总(?:农艺|畜牧|兽医|经济|会计|审计|统计|规划|设计|建筑|法律|工艺)师|顾问|负责人|负责同志|[省市县区旗处科]?长?级?干部)"
)
POST_BEFORE = re.compile(rf"^(?:{HAN}{{0,14}}?{POSTS})+")
POST_AFTER = re.compile(rf"(?:同志|(?:常务)?副?{POSTS})$")
LEADERS = re.compile(
    rf"^(?:{HAN}{{0,10}}?(?:政府|党委|市委|县委|区委|分管|主要|有关|相关|各))?{HAN}{{0,4}}领导(?:同志)?$"
)
SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩邓冯曹彭曾肖萧田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢沈姚姜"
    "崔钟谭陆范汪廖石金韦贾夏付傅方邹熊白孟秦邱侯江尹薛闫阎段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向常汤康易乔"
    "赖文施洪辛柯甘欧庄柳温鲁葛季祝童翁安齐颜倪华俞伍毕聂岳骆翟申耿关樊凌阮兰焦詹鲍涂裴左俸卜柴车褚丛从戚谷"
    "纪靳景鞠阚匡蓝冷蔺路栾麦苗缪牟穆宁牛农欧阮盛时司宿佟屠宛邬奚席冼幸邢徐鄢燕晏阳仰冶尤游喻郁苑臧展占战章"
    "甄植仲竺卓宗祖"
)
NAMED = re.compile(  # 沈国良县长, 陆晓峰常务副县长: a name with its post behind it
    rf"(?!常务|时任|曾任|林草|金融|司法|安全|石油)(?P<name>(?:欧阳|上官|司马|诸葛|皇甫|尉迟|[{SURNAMES}]){HAN}{{1,2}}(?<![局委办厅部区县市州镇乡村站所院会室处科队组业党副]))"
    rf"(?:同志|(?:常务|党组)?副?{POSTS})"
)
LED = re.compile(  # 沈国良县长牵头重点工作, 张三同志分管的事项
    r"(?:由)?(?P<who>.{2,40}?)(?:牵头|分管|负责|领衔|领办|包抓|包保|包联|联系|主抓|主管|挂帅)"
    r"(?:抓总|负责|推进|落实|实施|组织|办理|主抓|包抓)*的?(?:\d{4}年)?(?:政府|年度|重点|主要|具体|各项|重大)*"
    r"(?:工作|任务|事项|项目|目标|实事|改革|产业链|领域|板块)"
)
SET_WIDE = re.compile(rf"(?<!{HAN})({HAN})[ \u3000\u00a0]+({HAN})(?!{HAN})")
NAME = re.compile(rf"{HAN}{{2,4}}|{HAN}{{1,10}}(?:[·•．]{HAN}{{1,10}})+|{HAN}{{5,8}}")


def names_of_people(text: str) -> Iterator[str]:
    """One name after another. Spaces part names, or set a name of two characters wide.

    >>> list(names_of_people("县委常委、常务副县长李建明，王  刚、阿依古丽·买买提（副县长）"))
    ['李建明', '王刚', '阿依古丽·买买提']
    >>> list(names_of_people("沈国良县长、副厅长 郑国梁")), list(names_of_people("常务副县长、党组书记"))
    (['沈国良', '郑国梁'], [])
    """
    text = re.sub(r"[（(【\[][^）)】\]]*[）)】\]]", "", SET_WIDE.sub(r"\1\2", text))
    for piece in re.split(
        r"[、，,；;。/｜|\s\u3000]+|(?<=[\u4e00-\u9fff]{2})[和及](?=[\u4e00-\u9fff]{2})", text
    ):
        words = re.sub(r"等$", "", piece)
        named = NAMED.fullmatch(words)
        name = named["name"] if named else POST_AFTER.sub("", POST_BEFORE.sub("", words))
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


def leaders_in_heading(title: str) -> list[str]:
    """The leaders whose tasks a heading says it holds: one is told by a post or 同志, units and things are none.

    >>> leaders_in_heading("沈国良县长牵头重点工作"), leaders_in_heading("刘洋、张强副县长分管的事项")
    (['沈国良'], ['刘洋', '张强'])
    >>> leaders_in_heading("县财政局牵头重点工作"), leaders_in_heading("常务副县长牵头工作")
    ([], [])
    """
    match = LED.match(title)
    if not match:
        return []
    parts = re.split(r"[、，,\s]|(?<=[\u4e00-\u9fff]{2})[和及](?=[\u4e00-\u9fff]{2})", match["who"])
    told = [part for part in parts if is_official(part)]
    names = list(names_of_people(match["who"]))
    bare = [part for part in parts if part not in told and part not in names]
    return [] if bare or not told else names
