"""Listed words found at the front or at the end of a phrase."""

from collections.abc import Iterable
from functools import cached_property


class Words(frozenset[str]):
    """The words of a list; where several fit, the longest counts.

    >>> Words({"完成", "完成投资"}).at_front("完成投资额")
    '完成投资'
    """

    @cached_property
    def _by_first(self) -> dict[str, list[str]]:
        return _grouped(self, 0)

    @cached_property
    def _by_last(self) -> dict[str, list[str]]:
        return _grouped(self, -1)

    def at_front(self, phrase: str) -> str:
        """The word that a phrase begins with, or ""."""
        for word in self._by_first.get(phrase[:1], ()):
            if phrase.startswith(word):
                return word
        return ""

    def at_end(self, phrase: str) -> str:
        """The word that a phrase ends with, or ""."""
        for word in self._by_last.get(phrase[-1:], ()):
            if phrase.endswith(word):
                return word
        return ""


def _grouped(words: Iterable[str], at: int) -> dict[str, list[str]]:
    """Words by their character at a place, the longest first."""
    groups: dict[str, list[str]] = {}
    for word in sorted(words, key=len, reverse=True):
        groups.setdefault(word[at], []).append(word)
    return groups
