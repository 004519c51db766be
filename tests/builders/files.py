"""Small files of every kind the readers know, built from their parts so that a test says exactly what is in them."""

from __future__ import annotations

import struct
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

W_NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_NAMESPACES = (
    f'xmlns:w="{W_NAMESPACE}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
_RELATIONSHIP = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_DOCX_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_XLSX_MAIN = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"


def docx(
    path: Path,
    body: str,
    *,
    styles: str = "",
    numbering: str = "",
    header: str = "",
    main_type: str = _DOCX_MAIN,
    more: Mapping[str, bytes] | None = None,
    declaration: str = "",
) -> Path:
    """A .docx whose ``w:body`` holds the given XML; ``declaration`` stands before the document's root element."""
    parts = {"styles": styles, "numbering": numbering, "header": f"<w:p>{header}</w:p>" if header else ""}
    links = "".join(
        f'<Relationship Id="r{kind}" Type="{_RELATIONSHIP}/{kind}" Target="{kind}.xml"/>'
        for kind, xml in parts.items()
        if xml
    )
    roots = {"styles": "styles", "numbering": "numbering", "header": "hdr"}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", _content_types("/word/document.xml", main_type))
        archive.writestr("_rels/.rels", _relationships("officeDocument", "word/document.xml"))
        archive.writestr(
            "word/document.xml",
            f"{_HEAD}{declaration}<w:document {_NAMESPACES}><w:body>{body}<w:sectPr/></w:body></w:document>",
        )
        archive.writestr("word/_rels/document.xml.rels", _wrapped(links))
        for kind, xml in parts.items():
            if xml:
                archive.writestr(f"word/{kind}.xml", f"{_HEAD}<w:{roots[kind]} {_NAMESPACES}>{xml}</w:{roots[kind]}>")
        for name, data in (more or {}).items():
            archive.writestr(name, data)
    return path


def _content_types(part: str, kind: str) -> str:
    return (
        f'{_HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="{part}" ContentType="{kind}"/></Types>'
    )


def _relationships(kind: str, target: str) -> str:
    return _wrapped(f'<Relationship Id="r1" Type="{_RELATIONSHIP}/{kind}" Target="{target}"/>')


def _wrapped(links: str) -> str:
    namespace = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'{_HEAD}<Relationships xmlns="{namespace}">{links}</Relationships>'


def run(text: str, properties: str = "") -> str:
    """A Word run; ``properties`` is the inside of its ``w:rPr``."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def font(name: str) -> str:
    """Run properties that name a font."""
    return f"<w:rFonts w:ascii={quoteattr(name)} w:hAnsi={quoteattr(name)}/>"


def paragraph(*pieces: str, properties: str = "") -> str:
    """A Word paragraph of text (made a run) and XML (anything that begins with "<")."""
    inside = "".join(piece if piece.startswith("<") else run(piece) for piece in pieces)
    return f"<w:p><w:pPr>{properties}</w:pPr>{inside}</w:p>"


def numbered(text: str, number_list: int, level: int = 0) -> str:
    """A paragraph with an automatic number."""
    pieces = (text,) if text else ()
    return paragraph(
        *pieces, properties=f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number_list}"/></w:numPr>'
    )


def cell(*contents: str, properties: str = "") -> str:
    """A table cell; each text becomes a paragraph, XML stays."""
    inside = "".join(one if one.startswith("<") else paragraph(one) for one in contents)
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inside or '<w:p/>'}</w:tc>"


def row(*cells: str, properties: str = "") -> str:
    """A table row; each text becomes a cell."""
    inside = "".join(one if one.startswith("<") else cell(one) for one in cells)
    return f"<w:tr><w:trPr>{properties}</w:trPr>{inside}</w:tr>"


def table(*rows: str, widths: Sequence[int] = ()) -> str:
    """A Word table."""
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return f"<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"


def number_list(number: int, *levels: tuple[str, str], definition: int | None = None, more: str = "") -> str:
    """Numbering parts of one list: levels as (form, text), all beginning at 1. Give ``definition`` to reuse one."""
    written = "".join(
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
        f"<w:lvlText w:val={quoteattr(text)}/></w:lvl>"
        for at, (form, text) in enumerate(levels)
    )
    own = f'<w:abstractNum w:abstractNumId="{number}">{written}</w:abstractNum>' if definition is None else ""
    used = number if definition is None else definition
    return f'{own}<w:num w:numId="{number}"><w:abstractNumId w:val="{used}"/>{more}</w:num>'


def xlsx(path: Path, sheet_data: str, *, after: str = "", before: str = "", styles: str = "") -> Path:
    """An .xlsx of one sheet "Bảng" from the XML inside ``sheetData``, with what stands before and after it."""
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    links = (
        f'<Relationship Id="r1" Type="{_RELATIONSHIP}/worksheet" Target="worksheets/sheet1.xml"/>'
        f'<Relationship Id="r2" Type="{_RELATIONSHIP}/styles" Target="styles.xml"/>'
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", _content_types("/xl/workbook.xml", _XLSX_MAIN))
        archive.writestr("_rels/.rels", _relationships("officeDocument", "xl/workbook.xml"))
        archive.writestr(
            "xl/workbook.xml",
            f'{_HEAD}<workbook xmlns="{main}" xmlns:r="{_RELATIONSHIP}"><sheets>'
            '<sheet name="Bảng" sheetId="1" r:id="r1"/></sheets></workbook>',
        )
        archive.writestr("xl/_rels/workbook.xml.rels", _wrapped(links))
        archive.writestr("xl/styles.xml", f'{_HEAD}<styleSheet xmlns="{main}">{styles or _STYLES}</styleSheet>')
        archive.writestr(
            "xl/worksheets/sheet1.xml",
            f'{_HEAD}<worksheet xmlns="{main}">{before}<sheetData>{sheet_data}</sheetData>{after}</worksheet>',
        )
    return path


_STYLES = (
    '<fonts count="1"><font><sz val="11"/><name val="Times New Roman"/></font></fonts>'
    '<fills count="1"><fill><patternFill patternType="none"/></fill></fills>'
    '<borders count="1"><border><left/><right/><top/><bottom/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/></cellXfs>'
)


Grid = Sequence[Sequence[str | float]]


def xls(path: Path, rows: Grid, merged: Sequence[tuple[int, int, int, int]] = ()) -> Path:
    """An .xls (BIFF8) of one sheet; ``merged`` are first row, last row, first column, last column from 0."""
    path.write_bytes(ole({"Workbook": _workbook(rows, merged, b"")}))
    return path


def locked_xls(path: Path) -> Path:
    """An .xls that says that it is encrypted."""
    key = _record(0x2F, struct.pack("<HHH", 1, 1, 1) + b"\1" * 48)
    path.write_bytes(ole({"Workbook": _workbook([["mật khẩu"]], (), key)}))
    return path


def _record(kind: int, data: bytes) -> bytes:
    return struct.pack("<HH", kind, len(data)) + data


def _workbook(rows: Grid, merged: Sequence[tuple[int, int, int, int]], first: bytes) -> bytes:
    begin = struct.pack("<HHHHII", 0x600, 0x5, 0, 1997, 0, 6)
    name = "Bảng".encode("utf-16-le")
    sheet = _record(0x809, begin[:2] + struct.pack("<H", 0x10) + begin[4:])
    for at, values in enumerate(rows):
        sheet += b"".join(_xls_cell(at, column, value) for column, value in enumerate(values))
    if merged:
        sheet += _record(0xE5, struct.pack("<H", len(merged)) + b"".join(struct.pack("<4H", *span) for span in merged))
    sheet += _record(0x0A, b"")
    head = _record(0x809, begin) + first
    after = len(head) + 4 + 8 + len(name) + 4
    listed = struct.pack("<IBBBB", after, 0, 0, 4, 1) + name
    return head + _record(0x85, listed) + _record(0x0A, b"") + sheet


def _xls_cell(row_at: int, column: int, value: str | float) -> bytes:
    place = struct.pack("<HHH", row_at, column, 0)
    if isinstance(value, str):
        text = value.encode("utf-16-le")
        return _record(0x204, place + struct.pack("<HB", len(text) // 2, 1) + text) if value else b""
    return _record(0x203, place + struct.pack("<d", value))


_SECTOR = 512
_END, _FREE, _FAT = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD


def ole(streams: Mapping[str, bytes]) -> bytes:
    """An OLE compound file (as .doc, .xls and encrypted .docx are) with the streams in its root."""
    padded = {name: data.ljust(max(4096, -(-len(data) // _SECTOR) * _SECTOR), b"\0") for name, data in streams.items()}
    table = [_FAT, _END]
    entries = [_ole_entry("Root Entry", 5, child=1)]
    for at, (name, data) in enumerate(padded.items(), start=1):
        start, count = len(table), len(data) // _SECTOR
        table += [*range(start + 1, start + count), _END]
        right = at + 1 if at < len(padded) else _FREE
        entries.append(_ole_entry(name, 2, start=start, size=len(data), right=right))
    entries += [b"\0" * 128] * (-len(entries) % 4)
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 16 + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + b"\0" * 6
    header += struct.pack("<IIIIIIIII", 0, 1, 1, 0, 4096, _END, 0, _END, 0)
    header += struct.pack("<I", 0) + struct.pack("<I", _FREE) * 108
    fat = struct.pack(f"<{len(table)}I", *table).ljust(_SECTOR, b"\xff")
    return header + fat + b"".join(entries) + b"".join(padded.values())


def _ole_entry(
    name: str, kind: int, *, start: int = _END, size: int = 0, child: int = _FREE, right: int = _FREE
) -> bytes:
    text = name.encode("utf-16-le")
    entry = text.ljust(64, b"\0") + struct.pack("<HBBIII", len(text) + 2, kind, 1, _FREE, right, child)
    return entry + b"\0" * 36 + struct.pack("<IQ", start, size)
