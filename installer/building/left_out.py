"""What of the libraries does not go into the package, and why the program does not miss it.

Of Qt only what is named here stays; of everything else all stays but what is named.
"""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

QT_MODULES = ("QtCore", "QtGui", "QtWidgets", "QtPrintSupport", "QtSvg")
"""Without QtNetwork: the program opens no connection, and so cannot."""
_QT_LIBRARIES = ("Core", "Gui", "Widgets", "PrintSupport", "Svg")


@dataclass(frozen=True, slots=True)
class QtFiles:
    """The files of the wheel's folder PySide6 that a system's package keeps; ``also`` are patterns."""

    modules: str
    libraries: str
    plugins: tuple[str, ...]
    also: tuple[str, ...]

    def kept(self, qt: Path) -> set[Path]:
        """All of them.

        Raises:
            FileNotFoundError: the wheel lacks one that is named.
        """
        named = {qt / self.modules.format(name) for name in QT_MODULES}
        named |= {qt / self.libraries.format(name) for name in _QT_LIBRARIES} | {qt / name for name in self.plugins}
        missing = sorted(path.name for path in named if not path.is_file())
        if missing:
            raise FileNotFoundError(f"Qt lacks {', '.join(missing)}")
        return named | {path for pattern in (*_QT_PYTHON, *self.also) for path in qt.glob(pattern)}


_QT_PYTHON = ("__init__.py", "_config.py", "_git_pyside_version.py")
WINDOWS = QtFiles(
    modules="{}.pyd",
    libraries="Qt6{}.dll",
    plugins=(
        *("plugins/platforms/qwindows.dll", "plugins/platforms/qoffscreen.dll", "plugins/iconengines/qsvgicon.dll"),
        *(f"plugins/imageformats/{name}.dll" for name in ("qsvg", "qjpeg", "qico")),
    ),
    also=("pyside6.abi3.dll",),
)
LINUX = QtFiles(
    modules="{}.abi3.so",
    libraries="Qt/lib/libQt6{}.so.6",
    plugins=(
        *(f"Qt/plugins/platforms/libq{name}.so" for name in ("xcb", "offscreen", "wayland-generic")),
        *("Qt/plugins/iconengines/libqsvgicon.so", "Qt/plugins/printsupport/libcupsprintersupport.so"),
        *(f"Qt/plugins/imageformats/libq{name}.so" for name in ("svg", "jpeg", "ico")),
        # Vietnamese is typed through ibus or fcitx; without these two nobody could.
        *("Qt/plugins/platforminputcontexts/libibusplatforminputcontextplugin.so",),
        *("Qt/plugins/platforminputcontexts/libcomposeplatforminputcontextplugin.so",),
    ),
    also=(
        *("libpyside6.abi3.so*", "Qt/lib/libQt6DBus.so.6", "Qt/lib/libQt6XcbQpa.so.6", "Qt/lib/libicu*.so.*"),
        *("Qt/lib/libQt6OpenGL.so.6", "Qt/lib/libQt6WaylandClient.so.6", "Qt/lib/libQt6WlShellIntegration.so.6"),
        *("Qt/plugins/xcbglintegrations/*", "Qt/plugins/wayland-shell-integration/libxdg-shell.so"),
        *("Qt/plugins/wayland-decoration-client/*",),
    ),
)

_PACKAGES = (
    "pip",  # sqlite-utils names it for its own command line only
    "pycparser",  # cffi parses declarations with it; the libraries here come compiled
    "pypdfium2_cli",
    "tzdata",  # no time zone is ever looked up by name
    "bin",
    "Scripts",
)
_PARTS = (
    "cffi",  # the compiled libraries need its core only, which lies beside it
    "pdfminer/cmap",  # East Asian character maps
    "PIL/_avif*",  # an image format of the web
    "PIL/_webp*",
    "PIL/_imagingtk*",
    "PIL/_imagingcms*",
    "PIL/_imagingft*",  # letters drawn into pictures
    "lxml/includes",  # for compiling against lxml
    "lxml/isoschematron",
    "lxml/objectify*",
    "lxml/sax.*",
    "lxml/html/diff.*",
    "lxml/html/_difflib.*",
    "dateutil/zoneinfo/*.tar.gz",
    "reportlab/graphics",  # charts and bar codes
    "reportlab/fonts/*",  # the papers' own fonts are in resources
    "docx/templates/default-docx-template",  # the same template again, unpacked
)
_EVERYWHERE = ("*.pxd", "*.pxi", "*.pyx", "*.pyi", "*.h", "*.c", "py.typed", "*.lib", "*.pdb")
_C_RUNTIME = ("msvcp140.dll", "msvcp140_1.dll", "msvcp140_2.dll", "vcruntime140.dll", "vcruntime140_1.dll")
"""What Qt needs of Microsoft's C++ runtime."""
_C_RUNTIMES = ("msvcp140*", "vcruntime140*", "concrt140*", "vcamp140*", "vccorlib140*", "vcomp140*")
_LOCALES = ("root", "vi", "vi_VN", "en", "en_001", "en_US", "en_GB")
"""Of Babel's nearly a thousand."""


def prune(lib: Path, qt: QtFiles) -> None:
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
    _prune_qt(lib / "PySide6", qt)
    _prune_about(lib)


def one_c_runtime(folder: Path) -> None:
    """One C++ runtime beside the program, where every library finds it, in the place of those that two wheels bring.

    It is newer than the one that comes with Python, so it takes its place too; later ones serve what needs older ones.

    Raises:
        FileNotFoundError: the wheel does not bring it.
    """
    for name in _C_RUNTIME:
        shutil.copyfile(folder / "lib" / "shiboken6" / name, folder / name)
    for pattern in _C_RUNTIMES:
        for path in list((folder / "lib" / "shiboken6").glob(f"{pattern}.dll")):
            path.unlink()


def unneeded_libraries(lib: Path) -> None:
    """Of the shared libraries that a Linux wheel brings beside itself those go that nothing left here names."""
    brought = {path for path in lib.glob("*.libs/*") if path.is_file()}
    needed: set[Path] = set()
    asking = [path for path in lib.rglob("*.so") if path not in brought]
    while asking:
        named = asking.pop().read_bytes()
        found = {path for path in brought - needed if path.name.encode() in named}
        needed |= found
        asking += found
    for path in brought - needed:
        path.unlink()


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def _prune_qt(qt: Path, files: QtFiles) -> None:
    kept = files.kept(qt)
    for path in sorted(qt.rglob("*"), reverse=True):
        if path.is_dir() and not path.is_symlink():
            if not any(path.iterdir()):
                path.rmdir()
        elif path not in kept:
            path.unlink()


def _prune_about(lib: Path) -> None:
    """Of what pip keeps about a package its name, version and licence stay, not the page that describes it."""
    for about in lib.glob("*.dist-info"):
        told = about / "METADATA"
        told.write_text(told.read_text(encoding="utf-8").split("\n\n")[0] + "\n", encoding="utf-8")
        for path in list(about.iterdir()):
            if path.name not in ("METADATA", "licenses") and not path.name.upper().startswith(("LICEN", "NOTICE")):
                _remove(path)
