"""Step 2: one file may hold several documents, and a web page around them.

Splitting goes by form: a listing repeats *title line, document, day of listing*; a page around a
document leaves lines that no document prints (`residue.toml`). Nothing is cut out of the text:
what is residue is named by its span and reported.
"""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path

from graph.model import Note, NoteKind, Source, Span

HERE = Path(__file__).parent
FOLLOWS_WITHIN = 400  # characters between a title and the words of its delivery
BULLETS = "•·●◆■▪*-"
PAGE_LINE = 0.75  # of the usual width: a line of a printed page that is as wide as the page
FOOTER = 6  # lines of a site's footer
DOCUMENT_AT_LEAST = 200  # characters; a listed title with less under it is a link, not a document


@dataclass(frozen=True, slots=True)
class Part:
    """One document's stretch of a file. `dropped` are the stretches in it that are residue."""

    source: Source
    span: Span
    dropped: tuple[Span, ...] = ()
    title: str = ""  # as a listing gives it
    title_span: Span | None = None
    tag: str = ""  # the place a listing's tag names


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    span: Span


@cache
def _rules(name: str) -> dict[str, re.Pattern[str]]:
    raw = tomllib.loads((HERE / name).read_text(encoding="utf-8"))
    return {
        key: re.compile("|".join(f"(?:{p})" for p in value) if isinstance(value, list) else value)
        for key, value in raw.items()
    }


def split(source: Source) -> tuple[tuple[Part, ...], tuple[Note, ...]]:
    """The documents of a file, in order, and what was dropped as residue."""
    lines = list(_lines(source.text))
    starts = _listed(lines) or _delivered(lines, source.text)
    parts: list[Part] = []
    notes: list[Note] = []
    if len(starts) < 2:
        whole = Span(0, len(source.text))
        numbers = _page_numbers(lines) if source.media_type == "application/pdf" else []
        parts.append(Part(source, whole, tuple(sorted([*_residue(lines), *numbers]))))
    else:
        notes += _report(source, [Span(0, starts[0].span.start)], "before the first document of the listing")
        for here, following in zip(starts, [*starts[1:], None], strict=True):
            part, outside = _part(source, lines, here, following)
            parts.append(part)
            notes += _report(source, outside, "around the listed documents")
    for part in parts:
        notes += _report(source, part.dropped, "web residue")
    return tuple(parts), tuple(notes)


def _part(
    source: Source, lines: list[_Line], here: _Line, following: _Line | None
) -> tuple[Part, list[Span]]:
    """The document under a listing's title line, and the listing's own lines after it."""
    rules = _rules("splitting.toml")
    end = following.span.start if following else len(source.text)
    body = [line for line in lines if here.span.end < line.span.start and line.span.end <= end]
    outside: list[Span] = []
    for at, line in enumerate(body):
        if rules["listed"].match(line.text):
            outside = [Span(line.span.start, end)]
            body = body[:at]
            break
    match = rules["title"].match(here.text)
    title = match["title"].strip() if match else here.text.strip()
    found = here.text.find(title)
    title_span = Span(here.span.start + found, here.span.start + found + len(title))
    tag = rules["tag_tail"].sub("", match["tag"]) if match and match["tag"] else ""
    stop = body[-1].span.end if body else here.span.end
    begin = here.span.start if not match or not match["tag"] else title_span.start
    return Part(source, Span(begin, stop), tuple(_residue(body)), title, title_span, tag), outside


def _listed(lines: list[_Line]) -> list[_Line]:
    """Title lines of a listing: at least two, of one form, each with a document under it."""
    found = [n for n, line in enumerate(lines) if _is_listed_title(lines, n)]
    with_body = []
    for n, following in pairwise([*found, len(lines)]):
        size = sum(len(line.text) for line in lines[n + 1 : following])
        if size >= DOCUMENT_AT_LEAST:
            with_body.append(lines[n])
    return with_body if len(with_body) >= 2 else []


def _is_listed_title(lines: list[_Line], n: int) -> bool:
    """A title under a tag, or one with a year under a bullet; else only if a document's first words follow."""
    rules = _rules("splitting.toml")
    match = rules["title"].match(lines[n].text)
    if not match:
        return False
    bullet = lines[n].text.lstrip()[:1] in BULLETS
    if match["tag"] or (bullet and rules["dated"].search(match["title"])):
        return True
    following = "\n".join(line.text[:FOLLOWS_WITHIN] for line in lines[n + 1 : n + 8])[:FOLLOWS_WITHIN]
    return bool(match["mark"] and rules["begins"].search(following))


def _delivered(lines: list[_Line], text: str) -> list[_Line]:
    """Titles that stand alone, each followed by the words of its delivery: reports one after another."""
    rules = _rules("splitting.toml")
    found: list[_Line] = []
    for line in lines:
        if not line.text.replace(" ", "").endswith("工作报告") or len(line.text) > 40:
            continue
        if found and line.span.start - found[-1].span.end < FOLLOWS_WITHIN:
            continue
        if rules["delivered"].search(text[line.span.end : line.span.end + FOLLOWS_WITHIN]):
            found.append(line)
    return found if len(found) >= 2 else []


def _residue(lines: list[_Line]) -> Iterator[Span]:
    """The stretches of a document's lines that are residue of a web page."""
    rules = _rules("residue.toml")
    last = len(lines)
    for at in range(len(lines) - 1, -1, -1):
        text = lines[at].text.strip()
        if len(text) > 80 or text.endswith(("。", "！")):
            break
        if rules["after"].fullmatch(text):
            last = at
    for at, line in enumerate(lines):
        if at >= last or rules["anywhere"].fullmatch(line.text.strip()) or _is_footer(lines, at):
            if line.text.strip():
                yield line.span
            continue
        for match in rules["inside"].finditer(line.text):
            yield Span(line.span.start + match.start(), line.span.start + match.end())
    yield from _before_title([line for line in lines[:last] if line.text.strip()], rules["anywhere"])


def _page_numbers(lines: list[_Line]) -> list[Span]:
    """The bare numbers of printed pages: they roll up, and lines as wide as the page stand between them.

    Between the numbers of a table whose cells stand one a line there are short lines.
    """
    widest = sorted(len(line.text) for line in lines)[int(len(lines) * 0.9)] if lines else 0
    run: list[int] = []
    for at, line in enumerate(lines):
        text = line.text.strip()
        if text.isdecimal() and len(text) <= 3 and (not run or int(text) == int(lines[run[-1]].text) + 1):
            between = lines[run[-1] + 1 if run else 0 : at]
            wide = sum(len(one.text) > widest * PAGE_LINE for one in between)
            if wide * 3 >= len(between) > 1:
                run.append(at)
    return [lines[at].span for at in run]


def _is_footer(lines: list[_Line], at: int) -> bool:
    """主办：…, 承办：… of a site stand beside its record number; those of a task do not."""
    rules = _rules("residue.toml")
    if not rules["footer"].fullmatch(lines[at].text.strip()):
        return False
    beside = [line.text for line in lines[max(at - FOOTER, 0) : at + FOOTER + 1]]
    return any(rules["site"].search(text) for text in beside)


def _before_title(lines: list[_Line], residue: re.Pattern[str]) -> Iterator[Span]:
    """Crumbs of navigation: short lines between a page's residue and the title under them."""
    for at, line in enumerate(lines[:30]):
        if re.search(r"工作报告|通知|方案|意见|解读|〔\d{4}〕|各位代表", line.text):
            crumbs = lines[:at]
            if any(residue.fullmatch(crumb.text.strip()) for crumb in crumbs):
                yield from (c.span for c in crumbs if not residue.fullmatch(c.text.strip()))
            return


def _lines(text: str) -> Iterator[_Line]:
    start = 0
    for line in text.split("\n"):
        yield _Line(line, Span(start, start + len(line)))
        start += len(line) + 1


def _report(source: Source, spans: tuple[Span, ...] | list[Span], what: str) -> Iterator[Note]:
    for span in sorted(spans):
        words = " ".join(span.of(source.text).split())
        if words:
            short = words if len(words) <= 60 else f"{words[:57]}…"
            yield Note(NoteKind.BOILERPLATE, source.name, f"{what}: {short}", span)
