"""Step 3e: the years a document reviews and plans, and the documents it carries out or breaks down."""

import re
from collections.abc import Sequence

from graph.model import Attribute, DocumentType, Passage
from graph.structure.head_words import Found, stated, words
from graph.structure.numbers import parse_year
from graph.structure.outline import rules as outline_rules

TERM = re.compile(r"\d{4}\s*年?\s*[—－–~至到-]+\s*\d{4}\s*年|\d{4}年远景")  # 今后五年（2022—2026年）
EXCERPT = re.compile(r"节选|摘登|部分")  # of a report: it may leave the review out
PREAMBLE = 1200  # characters: a longer paragraph is no preamble


def read_years(found: Found, headings: Sequence[str]) -> None:
    """Years reviewed and planned: from the headings of the outline, else from the title, else from the date."""
    kind = found["type"].value
    report = kind in (DocumentType.WORK_REPORT, DocumentType.INTERPRETATION)
    reviewed, planned = _of_headings(headings) if report else (None, None)
    title = found.get("title")
    if title and (both := words()["carried_out"].search(title.value)):
        year, why = parse_year(both["y"]), "the year of the plan whose carrying out the title tells"
        found["year_reviewed"] = Attribute(str(year), None, "head:years-of-title", why)
    named = _years_in(title.value) if title else []
    rule, why = "head:years-of-headings", "the year of the heading that speaks of it"
    if planned is None and (reviewed is None or named):
        rule, why = "head:years-of-title", "the year that the title names"
        planned = named[-1] if named else None
    if planned is None and reviewed is None and "date" in found and kind != DocumentType.OTHER:
        rule, why = "head:years-of-date", "a document given early in a year plans that year"
        planned = int(found["date"].value[:4])
    if report:
        planned = planned or (reviewed + 1 if reviewed else None)
        if not reviewed and planned and not (title and EXCERPT.search(title.value)):
            reviewed = planned - 1
        if reviewed:
            found["year_reviewed"] = Attribute(str(reviewed), None, rule, why)
    if planned:
        found["year_planned"] = Attribute(str(planned), None, rule, why)
    if "date" not in found and title and kind == DocumentType.WORK_REPORT:
        match = re.match(r"(?:[\u4e00-\u9fff]{2,12})?(20\d{2})年", title.value)
        if match:
            found["date"] = Attribute(match[1], title.span, "head:year-of-title")


def _of_headings(headings: Sequence[str]) -> tuple[int | None, int | None]:
    """The year of the first heading that looks back, and of the first that looks ahead one year."""
    reviewed: int | None = None
    planned: int | None = None
    for heading in headings:
        if re.search(outline_rules()["review"], heading):
            reviewed = reviewed or max(_years_in(heading), default=None)
        elif re.search(outline_rules()["plan"], heading):
            planned = planned or max(_years_in(TERM.sub("", heading)), default=None)
    return reviewed, planned


def _years_in(text: str) -> list[int]:
    """The years a text names, in digits or in Chinese numerals.

    >>> _years_in("二〇二三年工作回顾和2024年打算")
    [2023, 2024]
    """
    found = (parse_year(match["y"]) for match in words()["year"].finditer(text))
    return [year for year in found if year]


def read_chain(found: Found, body: Sequence[Passage]) -> None:
    """The documents that this one carries out (贯彻落实《…》) or breaks into tasks (…通过的《政府工作报告》)."""
    kind = found["type"].value
    if kind not in (DocumentType.TASK_BREAKDOWN, DocumentType.ACTION_PLAN):
        return
    for passage in body:
        if len(passage.text) > PREAMBLE:
            continue
        if kind == DocumentType.TASK_BREAKDOWN and "breaks_down" not in found:
            match = words()["breaks_down"].search(passage.text)
            if match:
                named = re.sub(r"^(?:为切实|为|切实|把|将|对|确保)+", "", match.group())
                at = match.end() - len(named)
                found["breaks_down"] = stated(passage, at, match.end(), "head:breaks-down", named)
        titles = [
            t
            for m in words()["implements"].finditer(passage.text)
            for t in re.findall(r"《([^》]+)》", m["titles"])
        ]
        if titles and "implements" not in found:
            match = next(words()["implements"].finditer(passage.text))
            found["implements"] = stated(passage, *match.span(), "head:implements", "\n".join(titles))
