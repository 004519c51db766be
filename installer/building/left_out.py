"""What of the libraries does not go into the package, and why the program does not miss it.

Of Qt only what is named here stays; of everything else all stays but what is named.
"""

from __future__ import annotations

import shutil
from pathlib import Path

QT_MODULES = ("QtCore", "QtGui", "QtWidgets", "QtPrintSupport", "QtSvg")
"""Without QtNetwork: the program opens no connection, and so cannot."""
_QT_LIBRARIES = ("Core", "Gui", "Widgets", "PrintSupport", "Svg")
_QT_PLUGINS = (
    *("platforms/qwindows.dll", "platforms/qoffscreen.dll"),
    *("imageformats/qsvg.dll", "imageformats/qjpeg.dll", "imageformats/qico.dll", "iconengines/qsvgicon.dll"),
)
_QT_OTHER = ("__init__.py", "_config.py", "_git_pyside_version.py", "pyside6.abi3.dll")

_PACKAGES = (
    "pip",  # sqlite-utils names it for its own command line only
    "pycparser",  # cffi parses declarations with it; the libraries here come compiled
    "tzdata",  # no time zone is ever looked up by name
    "bin",
    "Scripts",
)
_PARTS = (
    "pdfminer/cmap",  # East Asian character maps
    "PIL/_avif*",  # an image format of the web
    "PIL/_webp*",
    "PIL/_imagingtk*",
    "PIL/_imagingcms*",
    "lxml/includes",  # for compiling against lxml
    "lxml/isoschematron",
    "lxml/objectify*",
    "reportlab/graphics/barcode",
    "docx/templates/default-*.docx",
)
_EVERYWHERE = ("*.pxd", "*.pxi", "*.pyx", "*.pyi", "*.h", "*.c", "py.typed", "*.lib", "*.pdb")
_LOCALES = ("root", "vi", "vi_VN", "en", "en_001", "en_US", "en_GB")
"""Of Babel's nearly a thousand."""


def prune(lib: Path) -> None:
    """Take out of the folder with the libraries what is not needed."""
    for name in _PACKAGES:
        shutil.rmtree(lib / name, ignore_errors=True)
        for about in lib.glob(f"{name}-*.dist-info"):
            shutil.rmtree(about)
    for pattern in _PARTS:
        for path in list(lib.glob(pattern)):
            _remove(path)
    for pattern in _EVERYWHERE:
        for path in list(lib.rglob(pattern)):
            _remove(path)
    for path in list((lib / "babel" / "locale-data").glob("*.dat")):
        if path.stem not in _LOCALES:
            path.unlink()
    for folder in [path for path in lib.rglob("tests") if path.is_dir()]:
        shutil.rmtree(folder)
    _prune_qt(lib / "PySide6")
    _prune_about(lib)


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def _prune_qt(qt: Path) -> None:
    kept = {f"{name}.pyd" for name in QT_MODULES} | {f"Qt6{name}.dll" for name in _QT_LIBRARIES} | set(_QT_OTHER)
    kept |= {path.name for path in qt.glob("*.dll") if path.name.lower().startswith(("msvcp", "vcruntime", "concrt"))}
    plugins = qt / "plugins"
    chosen = {plugins / name for name in _QT_PLUGINS}
    for path in sorted(qt.rglob("*"), reverse=True):
        if path.is_dir():
            if not any(path.iterdir()):
                path.rmdir()
        elif path not in chosen and not (path.parent == qt and path.name in kept):
            path.unlink()
    missing = [path.name for path in chosen if not path.is_file()]
    missing += [name for name in kept if not (qt / name).is_file() and name not in _QT_OTHER]
    if missing:
        raise FileNotFoundError(f"Qt lacks {', '.join(missing)}")


def _prune_about(lib: Path) -> None:
    """Of what pip keeps about a package its name, version and licence stay."""
    for about in lib.glob("*.dist-info"):
        for path in list(about.iterdir()):
            if path.name not in ("METADATA", "licenses") and not path.name.upper().startswith(("LICEN", "NOTICE")):
                _remove(path)
