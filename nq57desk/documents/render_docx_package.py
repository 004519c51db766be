"""An empty Word document that is ours: no styles, fonts or pictures of the library's own template.

Times New Roman is named for all four kinds of script, because a style that names it for one only, or that
refers to the theme's fonts, is shown in another font for letters with Vietnamese marks.
"""

from __future__ import annotations

from collections.abc import Iterator

from docx import Document
from docx.document import Document as WordDocument
from docx.opc.rel import Relationships
from lxml.etree import _Element

from nq57desk.documents.layout import Layout, RowKind, TextStyle
from nq57desk.documents.letters import tidy_for_xml
from nq57desk.documents.render_docx_xml import JUSTIFIED, add, add_spacing, name, twips

_UNUSED = ("thumbnail", "stylesWithEffects", "customXml", "numbering", "webSettings", "fontTable")
_LANGUAGES = {"vi": "vi-VN"}
_NORMAL_SIZE = 14
_KEPT_SETTINGS = ("defaultTabStop", "characterSpacingControl", "clrSchemeMapping")
_WORD_2013 = "http://schemas.microsoft.com/office/word"


def empty_document(layout: Layout) -> WordDocument:
    """A document without content whose properties, settings and default styles are the layout's."""
    document = Document()
    _drop_unused(document.part.rels)
    _drop_unused(document.part.package.rels)
    _describe(document, layout)
    language = _LANGUAGES.get(layout.language, layout.language)
    _settle(document.settings.element, language)
    _default_styles(document.styles.element, layout.font, language)
    return document


def _drop_unused(relations: Relationships) -> None:
    for key in [key for key, rel in relations.items() if rel.reltype.rsplit("/", 1)[-1] in _UNUSED]:
        del relations[key]


def _describe(document: WordDocument, layout: Layout) -> None:
    """Title and author; no times, which would make each file another."""
    properties = document.core_properties
    for element in list(properties._element):
        properties._element.remove(element)
    properties.title = tidy_for_xml(layout.title)[:255]
    properties.author = tidy_for_xml(layout.author)[:255]
    properties.language = _LANGUAGES.get(layout.language, layout.language)


def _settle(settings: _Element, language: str) -> None:
    """As Word 2013 and later, numbers as in Viet Nam; typed lines of justified text are not stretched."""
    kept = {element.tag: element for element in settings if element.tag in map(name, _KEPT_SETTINGS)}
    for element in list(settings):
        settings.remove(element)
    add(settings, "zoom", percent=100)
    for tag in _KEPT_SETTINGS[:2]:
        settings.append(kept[name(tag)])
    compatible = add(settings, "compat")
    add(compatible, "doNotExpandShiftReturn")
    for option, value in (("compatibilityMode", 15), ("overrideTableStyleFontSizeAndJustification", 1)):
        add(compatible, "compatSetting", name=option, uri=_WORD_2013, val=value)
    add(settings, "themeFontLang", val=language)
    settings.append(kept[name(_KEPT_SETTINGS[2])])
    add(settings, "decimalSymbol", val=",")
    add(settings, "listSeparator", val=";")


def _default_styles(styles: _Element, font: str, language: str) -> None:
    for element in list(styles):
        styles.remove(element)
    defaults = add(styles, "docDefaults")
    properties = add(add(defaults, "rPrDefault"), "rPr")
    _add_font(properties, font)
    add(properties, "sz", val=2 * _NORMAL_SIZE)
    add(properties, "szCs", val=2 * _NORMAL_SIZE)
    add(properties, "lang", val=language, eastAsia=language, bidi="ar-SA")
    add(add(defaults, "pPrDefault"), "pPr")
    normal = _new(styles, "paragraph", "Normal", "Normal", default=True)
    add(normal, "qFormat")
    _add_font(add(normal, "rPr"), font)
    _new(styles, "character", "DefaultParagraphFont", "Default Paragraph Font", default=True)
    table = _new(styles, "table", "TableNormal", "Normal Table", default=True)
    cells = add(add(table, "tblPr"), "tblCellMar")
    for side in ("top", "left", "bottom", "right"):
        add(cells, side, w=0, type="dxa")
    _new(styles, "numbering", "NoList", "No List", default=True)


def _add_font(properties: _Element, font: str) -> None:
    add(properties, "rFonts", ascii=font, hAnsi=font, eastAsia=font, cs=font)


def _new(styles: _Element, kind: str, key: str, title: str, *, default: bool = False) -> _Element:
    style = add(styles, "style", type=kind, **({"default": 1} if default else {"customStyle": 1}), styleId=key)
    add(style, "name", val=title)
    return style


class Styles:
    """The document's styles: one for each style of the layout, made when first used, by the layout's names."""

    def __init__(self, document: WordDocument, font: str) -> None:
        self._element: _Element = document.styles.element
        self._font = font
        self._keys: dict[tuple[TextStyle, RowKind | None], str] = {}
        self._names: set[str] = set()

    def of(self, style: TextStyle, kind: RowKind | None = None) -> str:
        """The id of the style; ``kind``: that of such rows in a table, based on it."""
        key = (style, kind)
        if key not in self._keys:
            self._keys[key] = self._add_kind(style, kind) if kind else self._add(style)
        return self._keys[key]

    def _free(self, wanted: str) -> str:
        """The name, or the name with a number where another style has it already."""
        candidates: Iterator[str] = (f"{wanted} {n}" for n in range(2, len(self._names) + 3))
        chosen = wanted if wanted not in self._names else next(c for c in candidates if c not in self._names)
        self._names.add(chosen)
        return chosen

    def _add(self, style: TextStyle) -> str:
        title = self._free(style.name)
        key = title.replace(" ", "_")
        element = _new(self._element, "paragraph", key, title)
        add(element, "basedOn", val="Normal")
        add(element, "qFormat")
        properties = add(element, "pPr")
        if style.keep_with_next:
            add(properties, "keepNext")
        add_spacing(properties, style, before=style.before, after=style.after)
        add(properties, "ind", left=twips(style.indent), firstLine=twips(style.first_line))
        add(properties, "jc", val=JUSTIFIED[style.align])
        if style.level:
            add(properties, "outlineLvl", val=style.level - 1)
        self._add_letters(add(element, "rPr"), style)
        return key

    def _add_letters(self, properties: _Element, style: TextStyle) -> None:
        _add_font(properties, self._font)
        for tag in ("b", "bCs") if style.bold else ():
            add(properties, tag)
        for tag in ("i", "iCs") if style.italic else ():
            add(properties, tag)
        if style.color:
            add(properties, "color", val=style.color)
        add(properties, "sz", val=round(2 * style.size))
        add(properties, "szCs", val=round(2 * style.size))
        if style.underline:
            add(properties, "u", val="single")

    def _add_kind(self, style: TextStyle, kind: RowKind) -> str:
        base = self.of(style)
        title = self._free(f"{style.name} {kind.value}")
        key = title.replace(" ", "_")
        element = _new(self._element, "paragraph", key, title)
        add(element, "basedOn", val=base)
        add(element, "qFormat")
        if kind is RowKind.SECTION:
            add(add(element, "pPr"), "keepNext")
        return key
