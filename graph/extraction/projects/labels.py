"""A project's name cut to what it is: without its size before, a remark behind, or what is said of it."""

import re
from functools import lru_cache

from graph.language.clauses import MANY
from graph.language.names import head_of, is_named, phases

_REMARK = re.compile(
    r"[（(](?:[^（）()]*[，,：:；][^（）()]*|[^（）()]{13,}|[^（）()]*\d亩[^（）()]*)[）)]$"
)  # （规划用地80亩，…）
# 面粉项目已建成…, 水厂项目于6月…: the name ends at its noun
_NAME_ENDS = re.compile(
    r"(?:(?<=项目)|(?<=工程))(?=已|自(?=[^，]{0,8}(?:开工|动工|启动|建设|实施|复工))|完成|按期|预计|获|通过(?!式)|迎接|正|于|将|进入|达到|实现|顺利|取得|主体已)"
)
_SIZED = re.compile(
    r"^[^、，]{0,6}?(?:占地|面积|全长|总长|规模|建筑面积|年产|日产|年处理|日处理|年加工|装机)[^的、，]{1,14}的"
)
_LARGEST = re.compile(r"^[一-龥]{0,6}最大的")
_SIZE_BEHIND = re.compile(
    r"(?<=[一-龥）)])(?:约|近)?\d[\d.]*万?(?:平方米|平方公里|平米|㎡|亩|公里|千米)$"
)  # 标准厂房一期2.6万平方米
_MEASURES = frozenset("米里㎡亩")
_ONE = re.compile(r"(?<=[一-龥])(?<!项目)一[个家座条处]$")  # 精养殖场一个
# 首家港资企业甲制衣, 龙头企业乙: what a firm is, before its name
_KIND_OF_FIRM = re.compile(
    r"^(?:(?:世界|中国|全国|全球|国内|民营企业|民企|企业|行业|制造业)*\d+强(?:企业)?(?=[^、，项企\d]{3})|(?:[全我][国省市县区镇])?首[家个][^的、，]{0,6}?企业|(?:外资|台资|港资|民营|国有|龙头|骨干|重点|上市)企业)(?=[^、，]{3})"
)
_MEASURED = re.compile(r"^(?:约|近)?\d[\d.]*万?(?:亩|公里|千米|米|平方米|平方公里|平米|㎡)的?")


@lru_cache(MANY)
def cut_label(label: str) -> str:
    """A name without its size before and what is said of it behind.

    >>> cut_label("占地400亩的产业园二期"), cut_label("面粉加工项目已完成验收并")
    ('产业园二期', '面粉加工项目')
    """
    if "——" in label and is_named(own := label.rsplit("——", 1)[1]):
        label = own  # 国内首个一体化工程——陇东特高压直流工程
    label = _REMARK.sub("", label) if label.endswith(("）", ")")) else label
    if "的" in label:
        label = _LARGEST.sub("", _SIZED.sub("", label))
    whole = _SIZE_BEHIND.sub("", label) if label[-1:] in _MEASURES else label
    if whole != label and is_named(whole) and (phases().search(whole) or _is_road_works(whole)):
        label = whole
    bare = _MEASURED.sub("", label)
    if (
        bare != label
        and is_named(bare)
        and head_of(bare)[0] not in ("", "abstract", "part", "zone", "project")
    ):
        label = bare  # 1.2万亩的云湖湿地公园
    label = _ONE.sub("", _KIND_OF_FIRM.sub("", label) if "企业" in label or "强" in label else label)
    m = _NAME_ENDS.search(label) if "项目" in label or "工程" in label else None
    return (label[: m.start()] if m and m.start() > 3 else label).removesuffix("并")


def _is_road_works(label: str) -> bool:
    """平安大街雨污分流改造: works on a named street, river or line, of which the length stands behind."""
    kind, start = head_of(label)
    on = re.sub(r"(?:雨污分流|道路|路面|全线|综合|生态|环境|景观|提升|升级|管网)+$", "", label[:start])
    return kind == "works" and head_of(on)[0] in ("transport", "water") and is_named(on)


@lru_cache(MANY)
def takes_firm(label: str) -> bool:
    """Whether the name before a product may be a firm's: not before a road, a reservoir or a school."""
    label = re.sub(r"(?:工程|项目)(?:（[^）]*）)?$", "", label)
    return head_of(label)[0] not in ("transport", "water", "social", "power", "platform") and not re.search(
        r"机场|高速|铁路|公路|千伏|变电|线路(?!板)|水库|灌区|联网", label
    )
