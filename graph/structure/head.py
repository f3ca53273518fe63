"""Step 3e: the head of a document: title, number, issuer, region, dates, speaker, years, type.

What the text states has its place as evidence; what follows only from the genre or from the contents
(the government whose head reads its report, the city an interpretation speaks of) is marked with why.
"""

import re
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

from graph.model import Attribute, DocumentType, Passage, Span
from graph.structure.numbers import parse_ordinal, parse_year
from graph.structure.outline import rules as outline_rules
from graph.structure.region import region_of_contents, region_of_name
from graph.structure.splitting import Part

RULES = Path(__file__).with_name("head.toml")
SPACED = re.compile(r"(?<=[\u4e00-\u9fff])[\s\u3000\u00a0\u2002]+(?=[\u4e00-\u9fff])")


@cache
def _rules() -> dict[str, re.Pattern[str]]:
    raw = tomllib.loads(RULES.read_text(encoding="utf-8"))
    return {name: re.compile(pattern) for table in raw.values() for name, pattern in table.items()}


def read_head(
    part: Part, head: Sequence[Passage], body: Sequence[Passage], headings: Sequence[str]
) -> Mapping[str, Attribute]:
    """The attributes of a document's head that are stated or follow; the others are left out.

    `type` is always there. Keys beside the contract's: meeting, post, addressee, copy_to, printed, implements,
    breaks_down.
    """
    found: dict[str, Attribute] = {}
    lines = list(head)
    text = _run_together(lines[:40] or list(body[:1]))
    tail = list(body[-8:]) if len(body) > 8 else list(body)
    _number(found, lines + tail)
    _title(found, part, lines)
    _type(found, lines, body)
    _delivery(found, text)
    _signature(found, lines, body)
    _printed(found, lines + list(body))
    _issuer(found, part, lines, body)
    _region(found, part, body)
    _years(found, headings)
    _chain(found, body[:6])
    return found


def _run_together(passages: Sequence[Passage]) -> Passage:
    """The lines of a head as one text, a line break between two of them."""
    text, offsets = "", ()
    for passage in passages:
        if text:
            text, offsets = text + "\n", (*offsets, offsets[-1] + 1)
        text, offsets = text + passage.text, offsets + passage.offsets
    return Passage(text, offsets)


def _stated(passage: Passage, start: int, end: int, rule: str, value: str = "") -> Attribute:
    return Attribute(value or passage.text[start:end].strip(), passage.span(start, end), rule)


def _number(found: dict[str, Attribute], lines: Sequence[Passage]) -> None:
    for line in lines:
        match = _rules()["number"].search(line.text)
        if match and len(line.text) < 60 and "《" not in line.text[: match.start()]:
            value = re.sub(r"\s", "", match.group())
            value = re.sub(r"[\[（(【](\d{4})[\]）)】]", r"〔\1〕", value)
            found["doc_number"] = _stated(line, *match.span(), "head:number", value)
            return


def _title(found: dict[str, Attribute], part: Part, lines: Sequence[Passage]) -> None:
    """The listing's title; else the first run of lines that are nothing else, up to one that names a document."""
    if part.title_span:
        found["title"] = Attribute(part.title, part.title_span, "head:listing-title")
        if part.tag:
            found["_within"] = Attribute(part.tag, part.title_span, "head:listing-tag")
        return
    run: list[Passage] = []
    for line in lines:
        if _is_other(line.text):
            if run and any(_rules()["nouns"].search(p.text) for p in run):
                break
            run = [] if not _unfinished(run) else run
            continue
        if run and _finished(run) and not _rules()["nouns"].search(_close_up(line.text)[-8:]):
            break
        run.append(line)
    named = [p for p in run if p.text]
    if named and any(_rules()["nouns"].search(_close_up(p.text)) for p in named):
        first = named[0]
        stop = re.search(r"[ \u3000]{2,}(?=[〇○二\d])", first.text)
        if len(named) == 1 and stop:
            found["title"] = _stated(first, 0, stop.start(), "head:title")
            return
        value = "".join(_close_up(p.text) for p in named)
        found["title"] = Attribute(value, Span(named[0].offsets[0], named[-1].offsets[-1] + 1), "head:title")
    elif lines and (glued := re.match(r"[^。\n]{0,30}?工作报告(?:[（(]节选[）)])?(?=\s{2,}|[—－-]{1,2}\d{4})", lines[0].text)):
        found["title"] = _stated(lines[0], *glued.span(), "head:title")
    elif part.source.title:
        found["title"] = Attribute(part.source.title.strip(), None, "head:file-title", "the title that the file's own metadata gives")


def _finished(run: Sequence[Passage]) -> bool:
    return bool(_rules()["nouns"].search(_close_up(run[-1].text)[-8:])) and not _unfinished(run)


def _unfinished(run: Sequence[Passage]) -> bool:
    """A title that goes on in the next line: it ends with 的, or has an issuer but no 通知 yet."""
    text = "".join(p.text for p in run)
    return bool(run) and (text.endswith("的") or ("关于" in text and not re.search(r"(?:通知|意见|决定|方案|报告|办法|通报|函)$", _close_up(text))))


def _close_up(text: str) -> str:
    """A title without the spaces that set it wide: 政 府 工 作 报 告."""
    return re.sub(r"[\s\u3000\u00a0]+", "", text) if re.search(r"[\u4e00-\u9fff]\s+[\u4e00-\u9fff]", text) else text.strip()


def _is_other(text: str) -> bool:
    """A line of the head that is no title: number, meeting, speaker, addressees, a date, a remark in brackets."""
    r = _rules()
    if r["number"].fullmatch(re.sub(r"\s", "", text)) or r["delivered"].search(text) or r["salutation"].match(text):
        return True
    if re.match(r"^[—－―–-]{1,}", text) or re.match(r"^[（(].*[）)]$", text) or outline_rules()["annex"].match(text):
        return True
    if r["posts"].match(text) and len(text) < 26 and not r["nouns"].search(text):
        return True
    if re.search(r"人民代表大会.{0,12}会议上?[）)]?$|^[\u4e00-\u9fff]{0,12}人民代表大会", text) or r["printed"].match(text):
        return True
    return bool(outline_rules()["date"].match(text) or (r["addressees"].match(text) and not r["nouns"].search(text[-6:])))


def _type(found: dict[str, Attribute], lines: Sequence[Passage], body: Sequence[Passage]) -> None:
    title = found["title"].value if "title" in found else ""
    plain = re.sub(r"[\s《》“”]", "", title)
    for name, kind in (
        ("interpretation", DocumentType.INTERPRETATION),
        ("work_report", DocumentType.WORK_REPORT),
        ("breakdown", DocumentType.TASK_BREAKDOWN),
        ("action_plan", DocumentType.ACTION_PLAN),
    ):
        if _rules()[name].search(plain):
            found["type"] = Attribute(kind.value, found["title"].span, f"head:type-{name}")
            return
    if any(_rules()["salutation"].match(p.text) for p in [*lines, *body[:3]]):
        found["type"] = Attribute(DocumentType.WORK_REPORT.value, None, "head:type-salutation", "it addresses 各位代表")
    else:
        found["type"] = Attribute(DocumentType.OTHER.value, None, "head:type-other", "no word of the title names a known type")


def _delivery(found: dict[str, Attribute], text: Passage) -> None:
    """Meeting, day of delivery, speaker and post."""
    joined = text.text
    flat, index = _flat(joined)
    match = _rules()["delivered"].search(flat)
    if not match:
        _speaker(found, text, flat, index, 0)
        return
    place = re.sub(r"^.*[日年月\d](?:在|于)?|^(?:在|于)", "", match["place"])
    begin = match.end("place") - len(place)
    end = index[match.end() - 1] + 1
    found["meeting"] = _stated(text, index[begin], end, "head:meeting", flat[begin : match.end()].removesuffix("上"))
    found["_place"] = _stated(text, index[begin], index[match.end("place") - 1] + 1, "head:meeting-place", place)
    dates = [m for m in _rules()["date"].finditer(flat) if m.end() <= begin and begin - m.end() < 12]
    if dates:
        found["date"] = _stated(text, index[dates[-1].start()], index[dates[-1].end() - 1] + 1, "head:delivered", _iso(dates[-1]))
    _speaker(found, text, flat, index, match.end())


def _flat(text: str) -> tuple[str, list[int]]:
    """The text without white space, and where each character stands."""
    index = [n for n, char in enumerate(text) if not char.isspace()]
    return "".join(text[n] for n in index), index


def _speaker(found: dict[str, Attribute], text: Passage, flat: str, index: list[int], after: int) -> None:
    """Post and name behind the meeting; a name alone is taken if nothing else stands before 各位代表."""
    stop = re.search(r"各位代表|各位委员|现在|来源", flat[after:])
    region = flat[after : after + stop.start()] if stop else flat[after : after + 60]
    region = re.split(r"一、|二、|[（(]一[）)]|（此件|\d{4}[年-]", region)[0]
    match = re.search(_rules()["posts"].pattern + r"[\s;；:：,，]*(?P<name>[\u4e00-\u9fff]{2,4}$|[\u4e00-\u9fff]{1,8}(?:·[\u4e00-\u9fff]{1,8})+|[\u4e00-\u9fff]{2,6}$)", region)
    if match and not re.search(r"报告|同志|代表", match["name"]):
        start, end = index[after + match.start("name")], index[after + match.end("name") - 1] + 1
        found["speaker"] = _stated(text, start, end, "head:speaker", match["name"])
        found["post"] = _stated(text, index[after + match.start("post")], index[after + match.end("post") - 1] + 1, "head:post", match["post"])
    elif after and (alone := re.fullmatch(r"[）)]?(?P<name>[\u4e00-\u9fff]{2,4})", region)):
        start, end = index[after + alone.start("name")], index[after + alone.end("name") - 1] + 1
        found["speaker"] = _stated(text, start, end, "head:speaker-alone", alone["name"])


def _iso(match: re.Match[str]) -> str:
    """A date in ISO form, as full as the text gives it; empty where it is no date.

    >>> _iso(_rules()["date"].search("二○二一年一月十二日"))
    '2021-01-12'
    """
    year, month = parse_year(match["y"]), parse_ordinal(match["m"])
    day = parse_ordinal(match["d"]) if match.groupdict().get("d") else None
    if year is None or month is None or not 1 <= month <= 12 or (day is not None and not 1 <= day <= 31):
        return ""
    return f"{year}-{month:02}" + (f"-{day:02}" if day else "")


def _signature(found: dict[str, Attribute], lines: Sequence[Passage], body: Sequence[Passage]) -> None:
    """成文日期: a date alone on its line under the issuer, or behind it."""
    if "date" in found:
        return
    both = [*lines, *body]
    for before, line in zip([None, *both], both, strict=False):
        match = _rules()["date"].search(line.text)
        if not match or not outline_rules()["date"].match(line.text.strip("（）()")) or not match["d"]:
            continue
        iso = _iso(match)
        if iso:
            found["date"] = _stated(line, *match.span(), "head:signed", iso)
            if before is not None and outline_rules()["signature"].match(re.sub(r"\s", "", before.text)):
                found["_signed_by"] = _stated(before, 0, len(before.text), "head:signature")
            return


def _printed(found: dict[str, Attribute], lines: Sequence[Passage]) -> None:
    for line in lines:
        if match := _rules()["copies"].match(line.text):
            found["copy_to"] = _stated(line, *match.span("who"), "head:copies", re.sub(r"\s", "", match["who"]))
        elif match := _rules()["printed"].match(line.text):
            date = _rules()["date"].search(match["date"])
            iso = _iso(date) if date else ""
            found["printed"] = _stated(line, *match.span("date"), "head:printed", iso)
            found.setdefault("date", _stated(line, *match.span("date"), "head:printed", iso))
            if match["who"]:
                found["_printed_by"] = _stated(line, *match.span("who"), "head:printed-by")


def _issuer(found: dict[str, Attribute], part: Part, lines: Sequence[Passage], body: Sequence[Passage]) -> None:
    for line in lines:
        if _rules()["addressees"].match(line.text) and not _rules()["salutation"].match(line.text) and len(line.text) < 200:
            found.setdefault("addressee", _stated(line, 0, len(line.text) - 1, "head:addressees"))
    title = found.get("title")
    kind = found["type"].value
    if title and kind != DocumentType.WORK_REPORT:
        match = _rules()["issuer_in_title"].match(title.value)
        if match and title.span:
            found["issuer"] = Attribute(match["who"], title.span, "head:issuer-in-title")
            return
    for key in ("_signed_by", "_printed_by"):
        if key in found and kind != DocumentType.WORK_REPORT:
            found["issuer"] = Attribute(re.sub(r"\s", "", found[key].value), found[key].span, found[key].rule)
            return
    for passage in [*lines, *body[-6:]]:
        if match := _rules()["publisher"].search(passage.text):
            found["issuer"] = _stated(passage, *match.span("who"), "head:publisher")
            return
    if kind == DocumentType.WORK_REPORT:
        _government(found, part, lines)


def _government(found: dict[str, Attribute], part: Part, lines: Sequence[Passage]) -> None:
    """A work report is the government's whose head delivers it: of the meeting's place, or the title's."""
    why = "a work report is given by the people's government of the place"
    if place := found.get("_place"):
        found["issuer"] = Attribute(f"{place.value}人民政府", place.span, "head:government-of-meeting", why)
        return
    title = found.get("title")
    named = title and re.match(r"(?:\d{4}年)?(?P<place>[\u4e00-\u9fff]{2,20}?[省市区县旗镇乡州盟])(?:\d{4}年)?(?:人民)?(?:政府)?工作报告", title.value)
    if title and named:
        found["issuer"] = Attribute(f"{named['place']}人民政府", title.span, "head:government-of-title", why)


def _region(found: dict[str, Attribute], part: Part, body: Sequence[Passage]) -> None:
    issuer, title = found.get("issuer"), found.get("title")
    if issuer and (region := region_of_name(issuer.value, part.tag)):
        found["region"] = Attribute(region, issuer.span, "head:region-of-issuer")
        return
    named = title and re.search(r"(?:^|[年《“])(?P<place>[\u4e00-\u9fff]{2,20}?[省市区县旗镇乡州盟])(?=\d{4}年|人民政府|政府|深化|推进|关于|《|贯彻|国民)", title.value)
    if title and named and (region := region_of_name(named["place"], part.tag)):
        found["region"] = Attribute(region, title.span, "head:region-of-title")
        return
    guess = region_of_contents("\n".join(p.text for p in body))
    if guess:
        found["region"] = Attribute(guess[0], None, "head:region-of-contents", guess[1])


def _years(found: dict[str, Attribute], headings: Sequence[str]) -> None:
    """Years reviewed and planned: from the headings of the outline, else from the title, else from the date."""
    kind = found["type"].value
    report = kind in (DocumentType.WORK_REPORT, DocumentType.INTERPRETATION)
    planned = reviewed = None
    if report:
        for heading in headings:
            years = [int(m["y"]) for m in _rules()["year"].finditer(heading)]
            if not years:
                continue
            if re.search(outline_rules()["review"], heading) and reviewed is None:
                reviewed = max(years)
            elif re.search(outline_rules()["plan"], heading) and planned is None:
                planned = max(years)
    title = found.get("title")
    stated = [int(m["y"]) for m in _rules()["year"].finditer(title.value)] if title else []
    rule, why = "head:years-of-headings", ""
    if (planned is None and reviewed is None) or (planned is None and stated):
        rule, why = "head:years-of-title", "the year that the title names"
        planned = stated[-1] if stated else None
    if planned is None and reviewed is None and "date" in found:
        rule, why = "head:years-of-date", "a report given early in a year plans that year"
        planned = int(found["date"].value[:4]) if report or kind != DocumentType.OTHER else None
    if report:
        planned = planned or (reviewed + 1 if reviewed else None)
        reviewed = reviewed or (planned - 1 if planned else None)
        if reviewed:
            found["year_reviewed"] = Attribute(str(reviewed), None, rule, why or "the year of the heading that reviews")
    if planned:
        found["year_planned"] = Attribute(str(planned), None, rule, why or "the year of the heading that plans")
    if "date" not in found and title and report:
        match = re.match(r"(?:[\u4e00-\u9fff]{2,12})?(20\d{2})年", title.value)
        if match and kind == DocumentType.WORK_REPORT:
            found["date"] = Attribute(match[1], title.span, "head:year-of-title")


def _chain(found: dict[str, Attribute], body: Sequence[Passage]) -> None:
    """The documents that this one carries out (贯彻落实《…》) or breaks into tasks (…通过的《政府工作报告》)."""
    kind = found["type"].value
    if kind not in (DocumentType.TASK_BREAKDOWN, DocumentType.ACTION_PLAN):
        return
    for passage in body:
        if len(passage.text) > 1200:
            continue
        if kind == DocumentType.TASK_BREAKDOWN and "breaks_down" not in found:
            match = _rules()["breaks_down"].search(passage.text)
            if match:
                words = re.sub(r"^(?:为切实|为|切实|把|将|对|确保)+", "", match.group())
                at = match.end() - len(words)
                found["breaks_down"] = _stated(passage, at, match.end(), "head:breaks-down", words)
        titles = [t for m in _rules()["implements"].finditer(passage.text) for t in re.findall(r"《([^》]+)》", m["titles"])]
        if titles and "implements" not in found:
            match = next(_rules()["implements"].finditer(passage.text))
            found["implements"] = _stated(passage, *match.span(), "head:implements", "\n".join(titles))
