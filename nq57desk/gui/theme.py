"""How the desk looks: colours, sizes and the font, in one light theme whatever the system prefers.

A status is never told by colour alone: each :class:`Tint` goes with a drawn symbol and words.
Bad is dark and solid, attention pale with a border, good nearly bare, so that the order of urgency
also shows in black and white.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory

from nq57desk import paths

TEXT = "#1B1F24"
SECONDARY = "#4B5563"
PAGE = "#FFFFFF"
WINDOW = "#F3F5F7"
FIELD_BORDER = "#7A8491"
LINE = "#D5DAE0"
ACCENT = "#0B57A4"
SELECTION = "#CCE2F8"
SUGGESTION = "#55606D"
EDITABLE = "#FFFDF2"
SAMPLE_TEXT = "#5C3B00"
SAMPLE_FILL = "#FFE08A"
CHART_GREEN = "#2E8B57"
CHART_AMBER = "#B27600"
CHART_RED = "#C62839"
CHART_BLUE = "#2F73BF"
CHART_GREY = "#7A8491"

RAIL_WIDTH = 196
RAIL_NARROW = 56
NARROW_BELOW = 1200
"""Effective pixels of the window below which the rail shows its symbols only."""
ROW_HEIGHT = 42
HEADING_HEIGHT = 30
COMPACT_ROW_HEIGHT = 28
POINT_SIZE = 10.0
_DRESSED = "dressed"
SIZES = (90, 100, 110, 115, 125, 150)
"""The text sizes that Ctrl+= and Ctrl+- go through, in percent."""
ROWS = {"compact": 38, "usual": 42, "wide": 54}
"""Row heights at 100 % by the name of the density."""


class _Size:
    percent = 100
    rows = "usual"


def percent() -> int:
    """The text size in use, in percent."""
    return _Size.percent


def px(pixels: int) -> int:
    """A length that goes with the text: ``pixels`` at 100 %."""
    return round(pixels * _Size.percent / 100)


def use_size(percent_: int, rows: str = "") -> None:
    """Choose text size (90-150 %) and row density; takes effect on what is drawn after :func:`dress`."""
    global RAIL_WIDTH, RAIL_NARROW, NARROW_BELOW, ROW_HEIGHT, HEADING_HEIGHT, COMPACT_ROW_HEIGHT
    _Size.percent = min(150, max(90, percent_))
    _Size.rows = rows if rows in ROWS else _Size.rows
    RAIL_WIDTH, RAIL_NARROW, NARROW_BELOW = px(196), px(56), px(1200)
    ROW_HEIGHT, HEADING_HEIGHT, COMPACT_ROW_HEIGHT = px(ROWS[_Size.rows]), px(30), px(28)


@dataclass(frozen=True, slots=True)
class Tint:
    """One class of status: ink, ground, and an outline ("" none)."""

    text: str
    fill: str
    border: str = ""
    dashed: bool = False
    width: int = 1


GOOD = Tint("#17663B", "#FFFFFF")
RECEIVED = Tint("#17663B", "#E2F4E8")
WARNING = Tint("#7A4B00", "#FFF0C7", "#B27600")
LATE = Tint("#8A3A00", "#FFE6D3", "#B4561A")
BAD = Tint("#FFFFFF", "#A31621")
MISSING = Tint("#A31621", "#FFFFFF", "#A31621", width=2)
WAITING = Tint("#5A3590", "#EFE8FA", "#7E57C2", dashed=True)
NEUTRAL = Tint("#0B4F94", "#E2EEFB")
UNKNOWN = Tint("#4B5563", "#ECEFF2", "#7A8491", dashed=True)
LOCKED = Tint("#FFFFFF", "#34414F")
PLAIN = Tint(TEXT, "")


def _sheet() -> str:
    return _menus_and_fields() + _views_and_words()


def _menus_and_fields() -> str:
    return f"""
QMainWindow, QDialog {{ background: {WINDOW}; }}
QToolTip {{ color: {TEXT}; background: #FFFFFF; border: 1px solid {FIELD_BORDER}; padding: 3px; }}
QMenuBar {{ background: {PAGE}; border-bottom: 1px solid {LINE}; padding: 2px 4px; }}
QMenuBar::item {{ padding: 5px 10px; border-radius: 3px; background: transparent; }}
QMenuBar::item:selected {{ background: {SELECTION}; }}
QMenu {{ background: {PAGE}; border: 1px solid {FIELD_BORDER}; padding: 4px 0; }}
QMenu::item {{ padding: 5px 28px 5px 14px; }}
QMenu::item:selected {{ background: {SELECTION}; color: {TEXT}; }}
QMenu::item:disabled {{ color: #8A939E; }}
QMenu::separator {{ height: 1px; background: {LINE}; margin: 4px 8px; }}
QStatusBar {{ background: {PAGE}; border-top: 1px solid {LINE}; color: {SECONDARY}; }}
QStatusBar::item {{ border: none; }}
QLineEdit, QPlainTextEdit, QComboBox {{ background: {PAGE}; border: 1px solid {FIELD_BORDER}; border-radius: 3px;
  padding: 4px 6px; selection-background-color: {ACCENT}; selection-color: #FFFFFF; }}
QLineEdit:focus, QPlainTextEdit:focus, QComboBox:focus {{ border: 2px solid {ACCENT}; padding: 3px 5px; }}
QLineEdit:disabled, QPlainTextEdit:disabled, QComboBox:disabled {{ background: {WINDOW}; color: {SECONDARY}; }}
QComboBox::drop-down {{ border: none; width: 22px; }}
QComboBox QAbstractItemView {{ background: {PAGE}; border: 1px solid {FIELD_BORDER};
  selection-background-color: {SELECTION}; selection-color: {TEXT}; }}
QPushButton {{ background: {PAGE}; border: 1px solid {FIELD_BORDER}; border-radius: 3px; padding: 5px 12px; }}
QPushButton:hover {{ background: #EAF2FB; }}
QPushButton:pressed {{ background: {SELECTION}; }}
QPushButton:focus {{ border: 2px solid {ACCENT}; padding: 4px 11px; }}
QPushButton:disabled {{ color: #8A939E; border-color: {LINE}; background: {WINDOW}; }}
QPushButton::menu-indicator {{ subcontrol-origin: padding; subcontrol-position: right center; right: 3px; }}
QPushButton[weight="main"] {{ background: {ACCENT}; color: #FFFFFF; border-color: {ACCENT}; }}
QPushButton[weight="main"]:hover {{ background: #0A4C8F; }}
QPushButton[weight="main"]:focus {{ border: 2px solid #063563; }}
QPushButton[weight="main"]:disabled {{ background: #9FB4C9; border-color: #9FB4C9; color: #FFFFFF; }}
QToolButton {{ border: 1px solid transparent; border-radius: 3px; padding: 4px; background: transparent; }}
QToolButton:hover {{ background: #EAF2FB; }}
QToolButton:focus {{ border: 2px solid {ACCENT}; padding: 3px; }}
"""


def _views_and_words() -> str:
    return f"""
QAbstractItemView {{ outline: none; }}
QTableView, QTreeView, QListView {{ background: {PAGE}; border: 1px solid {LINE}; gridline-color: #E6E9ED;
  selection-background-color: {SELECTION}; selection-color: {TEXT}; }}
QTableView:focus, QTreeView:focus, QListView:focus {{ border: 1px solid {ACCENT}; }}
QTreeView::item {{ padding: 4px 0; background: {PAGE}; }}
QTreeView::item:selected, QListView::item:selected {{ background: {SELECTION}; color: {TEXT}; }}
QHeaderView::section {{ background: {WINDOW}; border: none; border-right: 1px solid {LINE};
  border-bottom: 1px solid {FIELD_BORDER}; padding: 5px 6px; font-weight: 600; color: {TEXT}; }}
QHeaderView {{ background: {WINDOW}; }}
QTableCornerButton::section {{ background: {WINDOW}; border: none; }}
QSplitter::handle {{ background: {WINDOW}; }}
QProgressBar {{ border: 1px solid {FIELD_BORDER}; border-radius: 3px; background: {PAGE}; text-align: center;
  min-height: 14px; max-height: 14px; }}
QProgressBar::chunk {{ background: {CHART_BLUE}; }}
QCheckBox {{ spacing: {px(8)}px; padding: 3px 5px; border: 2px solid transparent; border-radius: 3px; }}
QCheckBox:focus {{ border: 2px solid {ACCENT}; }}
QCheckBox::indicator, QTreeView::indicator, QTableView::indicator {{ width: {px(15)}px; height: {px(15)}px;
  border: 1px solid {FIELD_BORDER}; border-radius: 2px; background: {PAGE}; }}
QCheckBox::indicator:checked, QTreeView::indicator:checked, QTableView::indicator:checked {{
  image: url("{(paths.resources() / "icons" / "done.svg").as_posix()}"); }}
QCheckBox::indicator:disabled {{ background: {WINDOW}; border-color: {LINE}; }}
QTabWidget::pane {{ border: none; border-top: 1px solid {LINE}; top: -1px; }}
QTabBar {{ qproperty-drawBase: 0; }}
QTabBar::tab {{ padding: {px(5)}px {px(12)}px; border: none; border-bottom: 2px solid transparent;
  color: {SECONDARY}; }}
QTabBar::tab:selected {{ color: {TEXT}; border-bottom: 2px solid {ACCENT}; }}
QTabBar::tab:focus {{ background: {SELECTION}; }}
QScrollArea {{ border: none; background: transparent; }}
QTextEdit {{ background: {PAGE}; border: 1px solid {LINE}; border-radius: 4px; padding: 2px; }}
QTextEdit:focus {{ border: 2px solid {ACCENT}; padding: 1px; }}
QLabel[tone="title"] {{ font-size: {_points(14)}pt; font-weight: 600; color: {TEXT}; }}
QLabel[tone="heading"] {{ font-weight: 600; color: {TEXT}; }}
QLabel[tone="quiet"] {{ color: {SECONDARY}; }}
QLabel[tone="remind"] {{ color: {WARNING.text}; font-weight: 600; }}
QLabel[tone="error"] {{ color: #A31621; }}
QLabel[tone="figure"] {{ font-size: {_points(20)}pt; font-weight: 600; }}
QFrame[tone="card"] {{ background: {PAGE}; border: 1px solid {LINE}; border-radius: 4px; }}
QFrame[tone="page"] {{ background: {PAGE}; border: none; }}
QFrame[tone="sample"] {{ background: {SAMPLE_FILL}; border: none; }}
QFrame[tone="sample"] QLabel {{ color: {SAMPLE_TEXT}; font-weight: 600; }}
QFrame[tone="notice"] {{ background: {WARNING.fill}; border: 1px solid {WARNING.border}; border-radius: 3px; }}
QFrame[tone="notice"] QLabel {{ color: {WARNING.text}; }}
QListView#sections {{ border: 1px solid {LINE}; border-radius: 4px; padding: 4px 0; }}
QListView#sections::item {{ padding: 7px 10px; border-left: 4px solid transparent; }}
QListView#sections::item:selected {{ background: #E2EEFB; color: {ACCENT}; border-left: 4px solid {ACCENT}; }}
QListView#rail {{ background: {PAGE}; border: none; border-right: 1px solid {LINE}; padding-top: 8px; }}
QListView#rail::item {{ padding: 9px 12px; border-left: 4px solid transparent; }}
QListView#rail::item:selected {{ background: #E2EEFB; color: {ACCENT}; border-left: 4px solid {ACCENT}; }}
"""


def _points(size: float) -> str:
    return f"{size * _Size.percent / 100:.1f}"


def _palette() -> QPalette:
    palette = QPalette()
    role = QPalette.ColorRole
    for name, colour in (
        (role.Window, WINDOW),
        (role.WindowText, TEXT),
        (role.Base, PAGE),
        (role.AlternateBase, "#F8FAFB"),
        (role.Text, TEXT),
        (role.Button, PAGE),
        (role.ButtonText, TEXT),
        (role.BrightText, "#FFFFFF"),
        (role.Highlight, SELECTION),
        (role.HighlightedText, TEXT),
        (role.ToolTipBase, PAGE),
        (role.ToolTipText, TEXT),
        (role.PlaceholderText, "#6B7480"),
        (role.Link, ACCENT),
        (role.Accent, ACCENT),
    ):
        palette.setColor(name, QColor(colour))
    for name in (role.Text, role.WindowText, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, name, QColor("#8A939E"))
    return palette


def _font() -> QFont:
    """Segoe UI on Windows; elsewhere the shipped Open Sans, which has every Vietnamese letter."""
    if sys.platform == "win32":
        family = "Segoe UI"
    else:
        family = _shipped_family()
    font = QFont(family)
    font.setPointSizeF(POINT_SIZE * _Size.percent / 100)
    return font


@lru_cache(maxsize=1)
def _shipped_family() -> str:
    """The shipped family's name, once its files are known to Qt."""
    folder = paths.resources() / "fonts" / "ui"
    for name in ("OpenSans-Regular.ttf", "OpenSans-Semibold.ttf", "OpenSans-Bold.ttf"):
        QFontDatabase.addApplicationFont(str(folder / name))
    return "Open Sans"


def resize(app: QApplication) -> None:
    """Take the chosen text size into the font and the style sheet; what it has already costs nothing."""
    font, sheet = _font(), _sheet()
    if app.font() != font:
        app.setFont(font)
    if app.styleSheet() != sheet:
        app.setStyleSheet(sheet)


def dress(app: QApplication) -> None:
    """Give the application its style, palette, font and style sheet; the first two once."""
    if not app.property(_DRESSED):
        app.setStyle(QStyleFactory.create("Fusion"))
        app.styleHints().setColorScheme(Qt.ColorScheme.Light)
        app.setPalette(_palette())
        app.setProperty(_DRESSED, True)
    resize(app)
