"""Small .docx files made by hand, so that a test shows the very XML it is about."""

import io
import zipfile

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:v="urn:schemas-microsoft-com:vml"'
)
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"


def make_docx(
    body: str, *, beside: dict[str, str] | None = None, title: str = "", more: dict[str, bytes] | None = None
) -> bytes:
    """A .docx of this body. `beside`: the inner XML of other parts by kind (styles, numbering, footer, …);
    `more`: further entries of the zip."""
    parts = {kind: _part(kind, xml) for kind, xml in (beside or {}).items()}
    entries = {
        "[Content_Types].xml": _content_types(list(parts)),
        "_rels/.rels": _package_relations(bool(title)),
        "word/document.xml": f"<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>",
        "word/_rels/document.xml.rels": _document_relations(list(parts)),
    }
    entries |= {f"word/{kind}.xml": xml for kind, xml in parts.items()}
    if title:
        entries["docProps/core.xml"] = (
            f'<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties"'
            f' xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{title}</dc:title></cp:coreProperties>'
        )
    return make_zip({name: text.encode() for name, text in entries.items()} | (more or {}))


def make_zip(entries: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in entries.items():
            package.writestr(name, data)
    return buffer.getvalue()


def p(*runs: str, style: str = "", number: tuple[int, int] | None = None) -> str:
    """A paragraph; `number` is its list (numId) and level."""
    properties = f'<w:pStyle w:val="{style}"/>' if style else ""
    if number is not None:
        properties += f'<w:numPr><w:ilvl w:val="{number[1]}"/><w:numId w:val="{number[0]}"/></w:numPr>'
    return f"<w:p><w:pPr>{properties}</w:pPr>{''.join(runs)}</w:p>"


def r(text: str, properties: str = "") -> str:
    """A run."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def table(*rows: list[str]) -> str:
    return f"<w:tbl>{''.join('<w:tr>' + ''.join(row) + '</w:tr>' for row in rows)}</w:tbl>"


def cell(*content: str, properties: str = "") -> str:
    """A table cell; content that is no XML is made a paragraph."""
    inner = "".join(one if one.startswith("<") else p(r(one)) for one in content)
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inner or p()}</w:tc>"


def style(
    kind: str, identity: str, properties: str = "", *, based_on: str = "", default: bool = False
) -> str:
    """A style of a kind (paragraph, character); `properties` is its w:pPr and w:rPr."""
    base = f'<w:basedOn w:val="{based_on}"/>' if based_on else ""
    first = ' w:default="1"' if default else ""
    return f'<w:style w:type="{kind}" w:styleId="{identity}"{first}>{base}{properties}</w:style>'


def level(at: int, system: str, pattern: str, *, start: int = 1, more: str = "") -> str:
    """A level of a list: its number format and its pattern, e.g. chineseCounting and %1、"""
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="{start}"/><w:numFmt w:val="{system}"/>{more}'
        f'<w:lvlText w:val="{pattern}"/></w:lvl>'
    )


def numbering(
    abstracts: dict[int, list[str]], nums: dict[int, int], overrides: dict[int, str] | None = None
) -> str:
    """numbering.xml: abstract lists by id, and which of them each numId uses."""
    xml = "".join(
        f'<w:abstractNum w:abstractNumId="{one}">{"".join(levels)}</w:abstractNum>'
        for one, levels in abstracts.items()
    )
    for num, abstract in nums.items():
        override = (overrides or {}).get(num, "")
        xml += f'<w:num w:numId="{num}"><w:abstractNumId w:val="{abstract}"/>{override}</w:num>'
    return xml


ROOTS = {"footer": "ftr", "header": "hdr"}


def _part(kind: str, xml: str) -> str:
    root = ROOTS.get(kind, kind)
    return f"<w:{root} {NAMESPACES}>{xml}</w:{root}>"


def _content_types(kinds: list[str]) -> str:
    overrides = "".join(
        f'<Override PartName="/word/{kind}.xml" ContentType="{WORD}.{kind}+xml"/>' for kind in kinds
    )
    return (
        f'<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{WORD}.document.main+xml"/>{overrides}'
        '<Override PartName="/docProps/core.xml"'
        ' ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>'
    )


def _package_relations(titled: bool) -> str:
    core = f'<Relationship Id="rId2" Type="{PACKAGE}/relationships/metadata/core-properties" Target="docProps/core.xml"/>'
    return (
        f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1"'
        f' Type="{OFFICE}/officeDocument" Target="word/document.xml"/>{core if titled else ""}</Relationships>'
    )


def _document_relations(kinds: list[str]) -> str:
    relations = "".join(
        f'<Relationship Id="rId{number}" Type="{OFFICE}/{kind}" Target="{kind}.xml"/>'
        for number, kind in enumerate(kinds, 1)
    )
    return f'<Relationships xmlns="{PACKAGE}/relationships">{relations}</Relationships>'
