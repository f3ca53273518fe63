"""A list of words as one pattern."""

import re
from collections.abc import Iterable

Tree = dict[str, "Tree"]  # the characters that may follow, each with what may follow it; "" ends a word


def either(options: Iterable[str]) -> str:
    """A pattern that matches the longest of some words; what they begin with is looked at once.

    >>> either(["开工", "开工建设", "竣工"])
    '(?:开工(?:建设)?|竣工)'
    """
    tree: Tree = {}
    for word in options:
        node = tree
        for character in word:
            node = node.setdefault(character, {})
        node[""] = {}
    return _pattern(tree)


def _pattern(tree: Tree) -> str:
    branches, single = [], []
    for first in sorted(tree.keys() - {""}):
        begun, rest = first, tree[first]
        while len(rest) == 1 and "" not in rest:
            ((character, rest),) = rest.items()
            begun += character
        if rest.keys() != {""}:
            branches.append(re.escape(begun) + _pattern(rest))
        elif len(begun) == 1:
            single.append(re.escape(begun))
        else:
            branches.append(re.escape(begun))
    if single:
        branches.append(single[0] if len(single) == 1 else f"[{''.join(single)}]")
    return f"(?:{'|'.join(branches)}){'?' if '' in tree else ''}"
