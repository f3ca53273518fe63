"""Step 3e: when and by whom: meeting, day of delivery, speaker; signature, printing, copies."""

import re
from collections.abc import Sequence

from graph.model import Attribute, DocumentType, Passage, Span
from graph.structure.head_words import Found, flattened, iso_date, stated, words
from graph.structure.outline import rules as outline_rules
from graph.structure.splitting import Part

NEAR_THE_TOP = 1_500  # characters of a page in which its own date stands

BEFORE_PLACE = re.compile(
    r"^.*(?:在|报告|[日年月\d])(?:于(?![都洪田]))?|^于(?![都洪田])"
)  # 于都县 is a place
NEAR = 12  # characters between a day and its meeting
NAME = r"[\s;；:：,，]*(?P<name>[\u4e00-\u9fff]{1,8}(?:·[\u4e00-\u9fff]{1,8})+|[\u4e00-\u9fff]{2,4})"
SPEAKER_LINE = 30  # characters


def read_delivery(found: Found, lines: Sequence[Passage], text: Passage) -> None:
    """Meeting, day of delivery, speaker and post: of a report, which alone is delivered."""
    if found["type"].value in (DocumentType.TASK_BREAKDOWN, DocumentType.ACTION_PLAN):
        return
    _meeting(found, text)
    if "speaker" not in found:
        _speaker_line(found, lines)


def _meeting(found: Found, text: Passage) -> None:
    joined = text.text
    flat, index = flattened(joined)
    match = words()["delivered"].search(flat)
    if not match:
        _speaker(found, text, flat, index, 0)
        return
    place = BEFORE_PLACE.sub("", match["place"])
    begin = match.end("place") - len(place)
    end = index[match.end() - 1] + 1
    found["meeting"] = stated(
        text, index[begin], end, "head:meeting", flat[begin : match.end()].removesuffix("上")
    )
    found["_place"] = stated(
        text, index[begin], index[match.end("place") - 1] + 1, "head:meeting-place", place
    )
    every = list(words()["date"].finditer(flat))
    dates = [m for m in every if m.end() <= begin and begin - m.end() < NEAR]
    dates = dates or [m for m in every if 0 <= m.start() - match.end() < NEAR and m["d"]][:1]
    if dates:
        found["date"] = stated(
            text,
            index[dates[-1].start()],
            index[dates[-1].end() - 1] + 1,
            "head:delivered",
            iso_date(dates[-1]),
        )
    _speaker(found, text, flat, index, match.end())


def _speaker_line(found: Found, lines: Sequence[Passage]) -> None:
    """A line of its own that holds post and name: 县长 李明, 报告人：区长 李志刚."""
    for line in lines:
        flat, index = flattened(line.text)
        match = re.fullmatch(rf"(?:报告人[：:])?[（(]?{words()['posts'].pattern}{NAME}[）)]?", flat)
        if match and len(flat) <= SPEAKER_LINE:
            for key, group in (("speaker", "name"), ("post", "post")):
                start, end = index[match.start(group)], index[match.end(group) - 1] + 1
                found[key] = stated(line, start, end, f"head:{key}-line", match[group])
            return


def _speaker(found: Found, text: Passage, flat: str, index: list[int], after: int) -> None:
    """Post and name behind the meeting; a name alone is taken if nothing else stands before 各位代表."""
    stop = re.search(r"各位代表|各位委员|现在|来源", flat[after:])
    region = flat[after : after + stop.start()] if stop else flat[after : after + 60]
    region = re.split(r"一、|二、|[（(]一[）)]|（此件|\d{4}[年-]", region)[0]
    match = re.search(
        words()["posts"].pattern
        + r"[\s;；:：,，]*(?P<name>[\u4e00-\u9fff]{2,4}$|[\u4e00-\u9fff]{1,8}(?:·[\u4e00-\u9fff]{1,8})+|[\u4e00-\u9fff]{2,6}$)",
        region,
    )
    if match and not re.search(r"报告|同志|代表", match["name"]):
        start, end = index[after + match.start("name")], index[after + match.end("name") - 1] + 1
        found["speaker"] = stated(text, start, end, "head:speaker", match["name"])
        found["post"] = stated(
            text,
            index[after + match.start("post")],
            index[after + match.end("post") - 1] + 1,
            "head:post",
            match["post"],
        )
    elif after and (alone := re.fullmatch(r"[）)]?(?P<name>[\u4e00-\u9fff]{2,4})", region)):
        start, end = index[after + alone.start("name")], index[after + alone.end("name") - 1] + 1
        found["speaker"] = stated(text, start, end, "head:speaker-alone", alone["name"])


def read_published(found: Found, part: Part) -> None:
    """发布日期 as the page prints it: an interpretation's date, as the meeting it tells of is the report's."""
    text = part.span.of(part.source.text)[:NEAR_THE_TOP]
    if match := words()["published"].search(text):
        start = part.span.start + match.start("y")
        value = f"{match['y']}-{int(match['m']):02}-{int(match['d']):02}"
        found["date"] = Attribute(value, Span(start, part.span.start + match.end("d")), "head:published")


def read_signature(found: Found, lines: Sequence[Passage], body: Sequence[Passage]) -> None:
    """成文日期: a date alone on its line under the issuer, or behind it."""
    if "date" in found:
        return
    both = [*lines, *body]
    for before, line in zip([None, *both], both, strict=False):
        match = words()["date"].search(line.text)
        alone = words()["labelled_date"].sub("", line.text).strip("（）()")
        if not match or not outline_rules()["date"].match(alone) or not match["d"]:
            continue
        iso = iso_date(match)
        if iso:
            found["date"] = stated(line, *match.span(), "head:signed", iso)
            if before is not None and outline_rules()["signature"].match(re.sub(r"\s", "", before.text)):
                found["_signed_by"] = stated(before, 0, len(before.text), "head:signature")
            return


def read_printed(found: Found, lines: Sequence[Passage]) -> None:
    for line in lines:
        if match := words()["copies"].match(line.text):
            found["copy_to"] = stated(
                line, *match.span("who"), "head:copies", re.sub(r"\s", "", match["who"])
            )
        elif match := words()["printed"].match(line.text):
            date = words()["date"].search(match["date"])
            iso = iso_date(date) if date else ""
            found["printed"] = stated(line, *match.span("date"), "head:printed", iso)
            found.setdefault("date", stated(line, *match.span("date"), "head:printed", iso))
            if match["who"]:
                found["_printed_by"] = stated(line, *match.span("who"), "head:printed-by")
