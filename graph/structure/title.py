"""Step 3e: the title of a document, its number (发文字号) and its type."""

import re
from collections.abc import Sequence
from itertools import zip_longest

from graph.model import Attribute, DocumentType, Passage, Span
from graph.structure.head_words import Found, close_up, stated, words
from graph.structure.outline import rules as outline_rules
from graph.structure.splitting import Part

GLUED = re.compile(r"[^。\n]{0,30}?工作报告(?:[（(]节选[）)])?(?=\s{2,}|[—－-]{1,2}\d{4})")
ASSEMBLY = re.compile(r"人民代表大会.{0,12}会议上?[）)]?$|^[\u4e00-\u9fff]{0,12}人民代表大会")
ASIDE = re.compile(r"^[—－―–-]+|^[（(].*[）)]$")  # ——2024年1月8日在…, （此件公开发布）
SPEAKER_LINE = 26  # characters
NUMBER_LINE = 60
NOTICE = 40  # paragraphs of a notice before what it hands out


def read_number(found: Found, lines: Sequence[Passage]) -> None:
    """发文字号, with the brackets that GB/T 9704 prescribes: 云政发〔2023〕4号."""
    for line in lines:
        match = words()["number"].search(line.text)
        if match and len(line.text) < NUMBER_LINE and "《" not in line.text[: match.start()]:
            value = re.sub(r"\s", "", match.group())
            value = re.sub(r"[\[（(【﹝［〈](\d{4})[\]）)】﹞］〉]", r"〔\1〕", value)
            found["doc_number"] = stated(line, *match.span(), "head:number", value)
            return


def read_title(found: Found, part: Part, lines: Sequence[Passage], body: Sequence[Passage]) -> None:
    """The listing's title; else the first run of lines that are nothing else, up to one that names a document;
    else the title of what a notice without one hands out."""
    if part.title_span:
        found["title"] = Attribute(part.title, part.title_span, "head:listing-title")
        if part.tag:
            found["_within"] = Attribute(part.tag, part.title_span, "head:listing-tag")
        return
    named = [_without_number(line) for line in _title_lines(lines)]
    if any(_names_a_document(line) for line in named):
        first = named[0]
        stop = re.search(r"[ \u3000]{2,}(?=[〇○二\d])", first.text)  # the day of delivery, in the same line
        if len(named) == 1 and stop:
            found["title"] = stated(first, 0, stop.start(), "head:title")
            return
        span = Span(first.offsets[0], named[-1].offsets[-1] + 1)
        found["title"] = Attribute("".join(close_up(line.text) for line in named), span, "head:title")
    elif lines and (glued := GLUED.match(lines[0].text)):
        found["title"] = stated(lines[0], *glued.span(), "head:title")
    elif annexed := _title_below(lines, body):
        span = Span(annexed[0].offsets[0], annexed[-1].offsets[-1] + 1)
        found["title"] = Attribute("".join(close_up(p.text) for p in annexed), span, "head:title-of-annex")
    elif part.source.title:
        why = "the title that the file's own metadata gives"
        found["title"] = Attribute(part.source.title.strip(), None, "head:file-title", why)


def _without_number(line: Passage) -> Passage:
    """A line of a title without the number that a page prints before it: 云政发〔2023〕2号云川县…的通知."""
    number = words()["number"].match(line.text)
    if not number or number.end() == len(line.text):
        return line
    start = number.end() + len(line.text[number.end() :]) - len(line.text[number.end() :].lstrip())
    return line.slice(start, len(line.text))


def _title_below(lines: Sequence[Passage], body: Sequence[Passage]) -> list[Passage]:
    """The title under the signature, day or 附件 of a notice that has none itself."""
    if not any(words()["addressees"].match(line.text) for line in lines):
        return []
    below = False
    for line, following in zip_longest(body[:NOTICE], body[1:NOTICE]):
        text = line.text
        if outline_rules()["date"].match(text) or outline_rules()["annex"].match(text):
            below = True
        elif below and words()["alone"].search(text) and _is_title(text):
            return [line]
        elif below and following and _is_title(text) and words()["alone"].search(following.text):
            return [line, following] if _is_title(following.text) else []
    return []


def _is_title(text: str) -> bool:
    return len(text) < NUMBER_LINE and not re.search(
        r"[。；：:]|^[（(一二三四五六七八九十\d]+[、.．）)](?!\d)", text
    )


def _title_lines(lines: Sequence[Passage]) -> list[Passage]:
    """The lines that are nothing else, up to one that names a document and does not go on."""
    run: list[Passage] = []
    for line in lines:
        if _is_other(line.text):
            if any(map(_names_a_document, run)):
                break
            run = run if _unfinished(run) else []
            continue
        if run and _finished(run) and _says_again(run, line.text):
            break
        ends = "。" in line.text or not words()["nouns"].search(close_up(line.text)[-8:])
        if run and _finished(run) and ends:
            break
        run.append(line)
    return run


def _says_again(run: Sequence[Passage], text: str) -> bool:
    """Whether a line begins a title anew: that of the page, printed over the document's."""
    plain = close_up(text)
    return "关于" in plain and any("关于" in line.text for line in run)


def _names_a_document(line: Passage) -> bool:
    return bool(words()["nouns"].search(close_up(line.text)))


def _finished(run: Sequence[Passage]) -> bool:
    last = re.sub(r"[（(][^（()）]*[）)]$", "", close_up(run[-1].text))
    return bool(words()["nouns"].search(last[-8:])) and not _unfinished(run)


def _unfinished(run: Sequence[Passage]) -> bool:
    """A title that goes on in the next line: it ends with 的, or has an issuer but no 通知 yet."""
    text = "".join(p.text for p in run)
    return bool(run) and (
        text.endswith("的")
        or ("关于" in text and not re.search(r"(?:通知|意见|决定|方案|报告|办法|通报|函)$", close_up(text)))
    )


def _is_other(text: str) -> bool:
    """A line of the head that is no title: number, meeting, speaker, addressees, a date, a remark in brackets."""
    r = words()
    plain = re.sub(r"\s", "", text)
    if r["index"].match(text) or r["number"].fullmatch(plain) or r["salutation"].match(text):
        return True
    about = "关于" in text or r["nouns"].search(plain[-4:])  # 关于交办县人大三次会议建议的通知
    if (r["delivered"].search(text) and not about) or ASSEMBLY.search(text) or r["printed"].match(text):
        return True
    if ASIDE.match(text) or outline_rules()["annex"].match(text) or outline_rules()["date"].match(text):
        return True
    if r["posts"].match(text) and len(text) < SPEAKER_LINE and not r["nouns"].search(text):
        return True
    return bool(r["addressees"].match(text) and not r["nouns"].search(text[-6:]))


def read_type(found: Found, lines: Sequence[Passage], body: Sequence[Passage]) -> None:
    title = found["title"].value if "title" in found else ""
    plain = words()["draft"].sub("", re.sub(r"[\s《》“”]", "", title))
    for name, kind in (
        ("interpretation", DocumentType.INTERPRETATION),
        ("work_report", DocumentType.WORK_REPORT),
        ("breakdown", DocumentType.TASK_BREAKDOWN),
        ("action_plan", DocumentType.ACTION_PLAN),
    ):
        if words()[name].search(plain):
            found["type"] = Attribute(kind.value, found["title"].span, f"head:type-{name}")
            return
    if any(words()["salutation"].match(p.text) for p in [*lines, *body[:3]]):
        found["type"] = Attribute(
            DocumentType.WORK_REPORT.value, None, "head:type-salutation", "it addresses 各位代表"
        )
    else:
        found["type"] = Attribute(
            DocumentType.OTHER.value, None, "head:type-other", "no word of the title names a known type"
        )
