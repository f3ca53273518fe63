"""Short forms of long names, for cards."""

import re

# 某某人民政府办公室关于印发《…》的通知 → …
_FRAME = re.compile(
    r"^.{0,30}?关于(?:印发|转发|公布|下达)?(?P<what>.+?)(?:的(?:通知|意见|决定|公告|通告|报告|函))?$"
)
_MARKS = str.maketrans("", "", "《》“”")


def without_frame(title: str) -> str:
    """A document's subject without the words that every official title has.

    >>> without_frame("某区人民政府关于分解落实2022年政府工作报告任务目标的通知")
    '分解落实2022年政府工作报告任务目标'
    >>> without_frame("2023年政府工作报告")
    '2023年政府工作报告'
    """
    found = _FRAME.match(re.sub(r"\s+", "", title))
    return found["what"].translate(_MARKS) if found and len(found["what"]) > 3 else title.strip()
