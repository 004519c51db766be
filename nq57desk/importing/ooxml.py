"""The zip of parts that a .docx or .xlsx is: what is checked before anything in it is unpacked or parsed.

Decides that a part is only found through relationships inside the zip (a target outside is never followed), that
no part may declare a document type (so no entity of any kind exists), and that macros are just parts nobody reads.
python-docx's own package is not used here: it refuses .docm and .dotx, stumbles over a picture whose target is
"NULL", and loads every picture.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
import zlib
from pathlib import Path
from types import TracebackType

from lxml import etree

from nq57desk.domain.problems import Place
from nq57desk.errors import refuse
from nq57desk.importing.limits import Limits

Element = etree._Element

_RELATIONSHIPS = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_STRICT = b"http://purl.oclc.org/ooxml/"
_ENCODINGS = {"utf-8", "utf8", "utf-16", "utf-16le", "utf-16be", "us-ascii", "ascii", "iso-8859-1", "windows-1252"}
_DECLARED = re.compile(r"""^<\?xml[^>]*?encoding\s*=\s*["']([^"']*)["']""")
_FIRST_ELEMENT = re.compile(r"<[A-Za-z_]")
_PROLOG_BYTES = 64 * 1024
_LIKE_XML = re.compile(rb"(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?[\s\0]*<[\0]*[?!A-Za-z]")
"""How a part begins that a parser of XML would take, in any encoding that it knows by itself."""


BROKEN_ZIP = (zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, RuntimeError)
"""What reading a damaged zip raises, as far as it is known."""


class Package:
    """An opened .docx or .xlsx. Use as a context manager.

    Raises:
        Refused: on opening, "reading.damaged", "reading.password" or "reading.too_large"; on reading a part,
            "reading.damaged" or "reading.unsafe_xml".
    """

    def __init__(self, path: Path, limits: Limits) -> None:
        self.name = path.name
        try:
            self._zip = zipfile.ZipFile(path)
        except BROKEN_ZIP as fault:
            raise refuse("reading.damaged", Place(file=path.name), name=path.name) from fault
        try:
            self._check_sizes(limits)
        except BaseException:
            self._zip.close()
            raise
        self._names = {name.lower(): name for name in self._zip.namelist()}

    def __enter__(self) -> Package:
        return self

    def __exit__(self, kind: type[BaseException] | None, fault: BaseException | None, at: TracebackType | None) -> None:
        self._zip.close()

    def _check_sizes(self, limits: Limits) -> None:
        parts = self._zip.infolist()
        grown = [part for part in parts if part.file_size > limits.ratio_from_bytes]
        if (
            len(parts) > limits.entries
            or sum(part.file_size for part in parts) > limits.unpacked_bytes
            or any(part.file_size > limits.ratio * max(part.compress_size, 1) for part in grown)
        ):
            raise refuse("reading.too_large", Place(file=self.name), name=self.name)
        if any(part.flag_bits & 0x1 for part in parts):
            raise refuse("reading.password", Place(file=self.name), name=self.name)

    def has(self, part: str) -> bool:
        """Whether the zip holds the part; upper and lower case are the same, as Office has it."""
        return part.lower() in self._names

    def parts_in(self, folder: str) -> list[str]:
        """Names of the XML parts that lie in a folder itself."""
        inside = [name for name in self._names if name.startswith(folder.lower()) and name.endswith(".xml")]
        return [self._names[name] for name in inside if "/" not in name[len(folder) :]]

    def read(self, part: str) -> bytes:
        """A part's bytes."""
        try:
            return self._zip.read(self._names[part.lower()])
        except (KeyError, *BROKEN_ZIP) as fault:
            raise refuse("reading.damaged", Place(file=self.name), name=self.name) from fault

    def xml(self, part: str) -> Element:
        """A part's root element; ISO "strict" names are turned into the ones every Office writes."""
        data = self.read(part)
        check_prolog(data, self.name)
        if _STRICT in data[:4096]:
            data = _as_transitional(data)
        return parse_xml(data, self.name)

    def check_all_prologs(self) -> None:
        """Refuse the file if any XML in it, whatever its part is named, declares a document type; for parsers other
        than ours."""
        for name in self._names.values():
            beginning = self._beginning(name)
            if name.lower().endswith((".xml", ".rels", ".vml")) or _LIKE_XML.match(beginning):
                check_prolog(beginning, self.name)

    def _beginning(self, part: str) -> bytes:
        try:
            with self._zip.open(part) as stream:
                return stream.read(_PROLOG_BYTES)
        except BROKEN_ZIP as fault:
            raise refuse("reading.damaged", Place(file=self.name), name=self.name) from fault

    def related(self, source: str, kind: str) -> list[str]:
        """Names of the parts that ``source`` ("" for the whole package) points to with relationships of ``kind``.

        ``kind`` is the last word of the relationship's type: "styles", "officeDocument". Only parts that exist.
        """
        folder, file = posixpath.split(source)
        part = posixpath.join(folder, "_rels", file + ".rels")
        if not self.has(part):
            return []
        found = []
        for link in self.xml(part).iter(_RELATIONSHIPS):
            if link.get("TargetMode") == "External" or not (link.get("Type") or "").endswith("/" + kind):
                continue
            target = posixpath.normpath(posixpath.join("/", folder, link.get("Target") or "")).lstrip("/")
            if self.has(target):
                found.append(target)
        return found


def parse_xml(data: bytes, name: str) -> Element:
    """The root element, with a parser that opens nothing and expands nothing."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as fault:
        raise refuse("reading.damaged", Place(file=name), name=name) from fault


def check_prolog(data: bytes, name: str) -> None:
    """Refuse XML that declares a document type, hides one in an odd encoding, or never comes to its first element."""
    head = data[:_PROLOG_BYTES]
    utf16 = head[:2] in (b"\xff\xfe", b"\xfe\xff") or head[:4] in (b"<\x00?\x00", b"\x00<\x00?")
    text = head.replace(b"\x00", b"").decode("latin-1") if utf16 else head.decode("utf-8-sig", "replace")
    text = text.lstrip("þÿ \t\r\n")
    if not text:
        return
    declared = _DECLARED.match(text)
    first = _FIRST_ELEMENT.search(text)
    prolog = text[: first.start()] if first else text
    odd = declared is not None and declared.group(1).lower() not in _ENCODINGS
    if odd or "<!DOCTYPE" in prolog or "<!ENTITY" in prolog or not text.startswith("<") or first is None:
        raise refuse("reading.unsafe_xml", Place(file=name), name=name)


def _as_transitional(data: bytes) -> bytes:
    for strict, usual in (
        (b"http://purl.oclc.org/ooxml/officeDocument/relationships", _OFFICE + b"officeDocument/2006/relationships"),
        (b"http://purl.oclc.org/ooxml/wordprocessingml/main", _OFFICE + b"wordprocessingml/2006/main"),
        (b"http://purl.oclc.org/ooxml/drawingml/main", _OFFICE + b"drawingml/2006/main"),
        (b"http://purl.oclc.org/ooxml/spreadsheetml/main", _OFFICE + b"spreadsheetml/2006/main"),
    ):
        data = data.replace(strict, usual)
    return data


_OFFICE = b"http://schemas.openxmlformats.org/"
