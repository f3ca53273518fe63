"""The queries beside the ontology, and the terms that each of them uses.

Views, questions and checks are SPARQL files with a comment on top: a line in Chinese and one in English say what
the query is for, the lines after them say more (parameters, severity, where a value comes from).
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

FOLDERS = ("questions", "views", "checks")  # in the order in which they are shown
CHINESE = re.compile(r"[\u3400-\u9fff]")
TITLE = re.compile(r"^(?:问题|标题|Problem|Question|Title|title|zh|en)\s*[:：]\s*")
PREFIX = re.compile(r"\bPREFIX\s+([\w-]*):\s*<([^>]*)>", re.IGNORECASE)
# What a term cannot stand in, each alternative one kind of token: the first that fits wins.
TOKENS = re.compile(
    r"(?P<text>'''.*?'''|\"\"\".*?\"\"\"|\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*')"
    r"|<(?P<iri>[^<>\"{}|^`\\\s]*)>"
    r"|(?P<comment>\#[^\n]*)"
    r"|[?$]\w+"
    r"|(?P<prefix>[A-Za-z][\w-]*)?:(?P<name>[\w](?:[\w.-]*[\w-])?)",
    re.DOTALL,
)


@dataclass(frozen=True)
class Query:
    """A file of views/, questions/ or checks/."""

    folder: str
    name: str
    titles: dict[str, str]
    remarks: tuple[str, ...]  # the other lines of the comment on top
    text: str
    terms: frozenset[str]  # IRIs

    @property
    def anchor(self) -> str:
        return f"{self.folder}/{self.name}"


def read_queries(ontology: Path, prefixes: Mapping[str, str]) -> list[Query]:
    """The queries of every folder there is, by name. `prefixes` are known without being declared."""
    return [
        read_query(path, prefixes)
        for folder in FOLDERS
        for path in sorted((ontology / folder).rglob("*.rq"), key=lambda path: path.as_posix())
    ]


def read_query(path: Path, prefixes: Mapping[str, str]) -> Query:
    """A query from its file."""
    text = path.read_text(encoding="utf-8")
    titles, remarks = head_of(text)
    folder = next(part for part in reversed(path.parts[:-1]) if part in FOLDERS)
    return Query(folder, path.stem, titles, remarks, text.strip() + "\n", terms_of(text, prefixes))


def head_of(text: str) -> tuple[dict[str, str], tuple[str, ...]]:
    """The titles of a query by language, and the other lines of its comment on top.

    >>> head_of("# 问题：没有单位\\n# Problem: No unit\\n# Severity: error\\nSELECT * {}")
    ({'zh': '没有单位', 'en': 'No unit'}, ('Severity: error',))
    """
    titles: dict[str, str] = {}
    remarks = []
    for line in text.lstrip("\ufeff").splitlines():
        if not line.startswith("#"):
            if line.strip():
                break
            continue
        words = line.lstrip("#").strip()
        language = "zh" if CHINESE.search(words) else "en"
        if words and language not in titles:
            titles[language] = TITLE.sub("", words)
        elif words:
            remarks.append(words)
    return titles, tuple(remarks)


def terms_of(text: str, prefixes: Mapping[str, str] | None = None) -> frozenset[str]:
    """The IRIs that a query uses; what stands in comments and texts is none.

    >>> sorted(terms_of('PREFIX pg: <x#> SELECT * { ?a pg:task/^pg:agent "pg:no" # pg:no\\n }'))
    ['x#agent', 'x#task']
    """
    known = {**(prefixes or {}), **dict(PREFIX.findall(text))}
    found = set()
    for token in TOKENS.finditer(PREFIX.sub("", text)):
        if token["iri"]:
            found.add(token["iri"])
        elif token["name"] and (token["prefix"] or "") in known:
            found.add(known[token["prefix"] or ""] + token["name"])
    return frozenset(found)
