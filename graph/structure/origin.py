"""Step 3e: whose document it is: addressees, issuer, region."""

import re
from collections.abc import Sequence

from graph.gazetteer import load
from graph.model import Attribute, DocumentType, Passage, Span
from graph.structure.delivery import NEAR_THE_TOP
from graph.structure.head_words import Found, stated, words
from graph.structure.region import region_of_contents, region_of_name
from graph.structure.splitting import Part

BODY = re.compile(r"[\u4e00-\u9fff]{2,24}?(?:人民政府|委员会|[省市县区旗州盟镇乡]委)(?:办公[室厅])?")
CLOSE = 3  # lines under the title
LEVELS = "省市区县旗州盟镇乡"
BODIES = re.compile(rf"(?:{BODY.pattern}){{2,}}")  # 中共某县委办公室某县人民政府办公室
PLACE = re.compile(r"(?:中共)?(?P<place>[\u4e00-\u9fff]{1,8}?[省市县区旗州盟])")


def read_issuer(found: Found, part: Part, lines: Sequence[Passage], body: Sequence[Passage]) -> None:
    for line in lines:
        if (
            words()["addressees"].match(line.text)
            and not words()["salutation"].match(line.text)
            and len(line.text) < 200
        ):
            found.setdefault("addressee", stated(line, 0, len(line.text) - 1, "head:addressees"))
    title = found.get("title")
    kind = found["type"].value
    if title and kind != DocumentType.WORK_REPORT:
        match = words()["issuer_in_title"].match(title.value)
        if match and title.span:
            named = Attribute(_bodies(match["who"]), title.span, "head:issuer-in-title")
            found["issuer"] = _fuller(named, found, [*lines, *body[-6:]])
            return
    for key in ("_signed_by", "_printed_by"):
        if key in found and kind != DocumentType.WORK_REPORT:
            found["issuer"] = Attribute(re.sub(r"\s", "", found[key].value), found[key].span, found[key].rule)
            return
    for passage in [*lines, *body[-6:]]:
        if match := words()["publisher"].search(passage.text):
            found["issuer"] = stated(passage, *match.span("who"), "head:publisher")
            return
    if told := _department_below(found, lines):
        found["issuer"] = told
    elif kind == DocumentType.WORK_REPORT:
        _government(found)
    elif title and title.span and (own := words()["department_in_title"].match(title.value)):
        found["issuer"] = Attribute(own["who"], title.span, "head:issuer-in-title")
    elif source := _source_of_page(part):
        found["issuer"] = source


def _department_below(found: Found, lines: Sequence[Passage]) -> Attribute | None:
    """The department whose name is all of a line close under the title."""
    title = found.get("title")
    if title and title.span:
        below = [line for line in lines if line.offsets[0] >= title.span.end]
        for line in below[:CLOSE]:
            if words()["department"].fullmatch(line.text.strip()):
                return stated(line, 0, len(line.text), "head:department-below-title")
    return None


def _source_of_page(part: Part) -> Attribute | None:
    """The body of the government that a page names as its source, which is in none of the lines read."""
    match = words()["source"].search(part.span.of(part.source.text)[:NEAR_THE_TOP])
    if not match:
        return None
    start, end = (part.span.start + at for at in match.span("who"))
    return Attribute(match["who"], Span(start, end), "head:source-of-page")


def _fuller(named: Attribute, found: Found, passages: Sequence[Passage]) -> Attribute:
    """The issuer that a title names without its place (区人民政府办公室关于…) as signature or page name it."""
    if not re.match(r"(?:自治区|[省市县区旗州镇乡])?(?:人民政府|政府|委|办公)", named.value):
        return named
    for key in ("_signed_by", "_printed_by"):
        signed = found.get(key)
        if signed and (who := re.sub(r"\s", "", signed.value)).endswith(named.value):
            return Attribute(who, signed.span, signed.rule)
    for passage in passages:
        match = words()["publisher"].search(passage.text)
        if match and match["who"].endswith(named.value):
            return stated(passage, *match.span("who"), "head:publisher")
    return named


def _bodies(who: str) -> str:
    """The issuers of a joint document, which a title set close prints without a mark between them.

    >>> _bodies("青原市发展和改革委员会青原市财政局"), _bodies("中共某县委办公室某县人民政府办公室")
    ('青原市发展和改革委员会、青原市财政局', '中共某县委办公室、某县人民政府办公室')
    >>> _bodies("青原市人民政府国有资产监督管理委员会")
    '青原市人民政府国有资产监督管理委员会'
    """
    place = PLACE.match(who)
    parts = re.split(rf"(?<=[会局委厅部室府院])(?=(?:中共)?{place['place']})", who) if place else [who]
    if len(parts) > 1:
        return "、".join(parts)
    bodies = BODY.findall(who)
    apart = BODIES.fullmatch(who) and all(PLACE.match(body) for body in bodies)
    return "、".join(bodies) if apart else who


def _government(found: Found) -> None:
    """A work report is the government's whose head delivers it: of the meeting's place, or the title's."""
    why = "a work report is given by the people's government of the place"
    place = found.get("_place")
    if place and len(place.value) > 1:  # more than 市 of 市第七届人民代表大会
        found["issuer"] = Attribute(f"{place.value}人民政府", place.span, "head:government-of-meeting", why)
        return
    title = found.get("title")
    named = title and re.match(
        r"(?:\d{4}年)?(?P<place>[\u4e00-\u9fff]{2,20}?[省市区县旗镇乡州盟])(?:\d{4}年)?(?:人民)?(?:政府)?工作报告",
        title.value,
    )
    if title and named:
        found["issuer"] = Attribute(f"{named['place']}人民政府", title.span, "head:government-of-title", why)


def read_region(found: Found, part: Part, body: Sequence[Passage]) -> None:
    issuer, title = found.get("issuer"), found.get("title")
    if issuer and (region := region_of_name(issuer.value, part.tag)):
        found["region"] = Attribute(region, issuer.span, "head:region-of-issuer")
        return
    if title and (region := _region_of_title(title.value, part.tag)):
        found["region"] = Attribute(region, title.span, "head:region-of-title")
        return
    if title and (region := _own_place(title.value, part.span.of(part.source.text))):
        found["region"] = Attribute(region, title.span, "head:region-of-title")
        return
    guess = region_of_contents("\n".join(p.text for p in body))
    if guess:
        found["region"] = Attribute(guess[0], None, "head:region-of-contents", guess[1])


def _region_of_title(title: str, tag: str) -> str:
    """The place a title names at its head, behind a year or in title marks: 某市推进…, 《某县2024年…》.

    A name that the gazetteer has counts before any words, others only where the genre's words follow.
    """
    for match in re.finditer(r"^关于|^|[年《“]|读懂", title):
        rest = title[match.end() :]
        if named := words()["place_in_title"].match(rest):
            return region_of_name(named["place"], tag)
        for size in range(min(12, len(rest)), 1, -1):
            if rest[size - 1] in LEVELS and load().named(rest[:size]):
                return _innermost(rest[:size], rest[size:])
    return ""


def _own_place(title: str, text: str) -> str:
    """The place at the head of a title, known by the text's 我县 and by its name's coming again.

    >>> text = "陇原县工业强县三年行动方案\\n结合我县实际，依托陇原石化"
    >>> _own_place("陇原县工业强县三年行动方案", text), _own_place("老旧小区改造方案", "我区小区")
    ('陇原县', '')
    """
    named = words()["place_at_head"].match(title)
    if not named or not re.search(f"[我全本]{named['level']}", text):
        return ""
    return named.group() if text.count(named["name"]) > title.count(named["name"]) else ""


def _innermost(place: str, rest: str) -> str:
    """The place of the gazetteer that follows a place in a title, if one does: 兖州区 of 济宁市兖州区数字乡村….

    >>> _innermost("济宁市", "兖州区数字乡村建设行动计划"), _innermost("济宁市", "数字乡村建设行动计划")
    ('兖州区', '济宁市')
    """
    for size in range(min(10, len(rest)), 1, -1):
        if rest[size - 1] in LEVELS and load().named(rest[:size]):
            return rest[:size]
    return place
