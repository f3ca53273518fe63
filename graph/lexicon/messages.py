"""Messages of the rules, said in Chinese for the pages."""

import re
import tomllib
from functools import cache
from pathlib import Path

RULES = Path(__file__).with_name("messages.toml")


@cache
def _messages() -> tuple[tuple[re.Pattern[str], str], ...]:
    raw = tomllib.loads(RULES.read_text(encoding="utf-8"))
    return tuple((re.compile(entry["en"], re.DOTALL), entry["zh"]) for entry in raw["message"])


def in_chinese(message: str) -> str:
    """A message in Chinese; one without an entry as it is.

    >>> in_chinese("task 81 names nobody who answers for it")
    '任务 81 没有写明由谁负责'
    >>> in_chinese("something new")
    'something new'
    """
    for pattern, chinese in _messages():
        if match := pattern.fullmatch(message):
            return match.expand(chinese)
    return message
