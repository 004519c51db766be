"""The two Windows programs that start ours, with icon and version information in them."""

from __future__ import annotations

import io
import os
from pathlib import Path

from installer.building.tools import run

_COMPILER, _RESOURCES = "x86_64-w64-mingw32-gcc", "x86_64-w64-mingw32-windres"
_SOURCE = Path(__file__).resolve().parent.parent / "windows" / "launcher.c"
_SIZES = (16, 20, 24, 32, 40, 48, 64, 128, 256)
_FLAGS = ("-Os", "-s", "-municode", "-Wall", "-Wextra", "-Werror", "-static-libgcc", "-Wl,--no-insert-timestamp")
PROGRAM, CONSOLE = "nq57desk.exe", "nq57desk-cli.exe"
_VERSION_BLOCK = """#pragma code_page(65001)
1 ICON "{icon}"
1 VERSIONINFO FILEVERSION {commas} PRODUCTVERSION {commas} FILEOS 0x40004 FILETYPE 0x1
BEGIN
 BLOCK "StringFileInfo" BEGIN BLOCK "042A04B0" BEGIN
  VALUE "CompanyName", "NQ57 Desk"
  VALUE "FileDescription", "{described}"
  VALUE "FileVersion", "{version}"
  VALUE "InternalName", "{name}"
  VALUE "OriginalFilename", "{name}"
  VALUE "ProductName", "NQ57 Desk"
  VALUE "ProductVersion", "{version}"
  VALUE "LegalCopyright", "MIT License"
 END END
 BLOCK "VarFileInfo" BEGIN VALUE "Translation", 0x042A, 1200 END
END
1 24 "{manifest}"
"""
_MANIFEST = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<assembly xmlns="urn:schemas-microsoft-com:asm.v1" manifestVersion="1.0">
 <trustInfo xmlns="urn:schemas-microsoft-com:asm.v3"><security><requestedPrivileges>
  <requestedExecutionLevel level="asInvoker" uiAccess="false"/></requestedPrivileges></security></trustInfo>
 <compatibility xmlns="urn:schemas-microsoft-com:compatibility.v1"><application>
  <supportedOS Id="{8e0f7a12-bfb3-4fe8-b9a5-48fd50a15a9a}"/></application></compatibility>
 <application xmlns="urn:schemas-microsoft-com:asm.v3"><windowsSettings>
  <longPathAware xmlns="http://schemas.microsoft.com/SMI/2016/WindowsSettings">true</longPathAware>
  <dpiAwareness xmlns="http://schemas.microsoft.com/SMI/2016/WindowsSettings">PerMonitorV2</dpiAwareness>
 </windowsSettings></application>
</assembly>
"""
"""Paths longer than 260 characters are allowed, and the window is sharp on screens of any density."""


def draw_icon(svg: Path, target: Path) -> None:
    """The program's drawing as a Windows icon in all the sizes that Explorer asks for."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PIL import Image
    from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Qt
    from PySide6.QtGui import QGuiApplication, QImage, QImageWriter, QPainter
    from PySide6.QtSvg import QSvgRenderer

    app = QGuiApplication.instance() or QGuiApplication(["icon"])
    renderer, drawn = QSvgRenderer(str(svg)), []
    for size in _SIZES:
        image = QImage(size, size, QImage.Format.Format_ARGB32)
        image.fill(Qt.GlobalColor.transparent)
        painter = QPainter(image)
        renderer.render(painter)
        painter.end()
        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        QImageWriter(buffer, QByteArray(b"PNG")).write(image)
        drawn.append(Image.open(io.BytesIO(bytes(buffer.data().data()))))
    drawn[-1].save(target, format="ICO", sizes=[(size, size) for size in _SIZES], append_images=drawn[:-1])
    del app


def compile_launchers(folder: Path, work: Path, icon: Path, version: str) -> None:
    """Both programs into the folder.

    Raises:
        BuildFailed: the compiler is missing or complains.
    """
    numbers = ",".join([*version.split("."), "0"])
    (work / "program.manifest").write_text(_MANIFEST, encoding="utf-8")
    kinds = ((PROGRAM, "NQ57 Desk", ("-mwindows",)), (CONSOLE, "NQ57 Desk – dòng lệnh", ("-DWITH_CONSOLE",)))
    for name, described, flags in kinds:
        words = {"icon": icon.name, "commas": numbers, "described": described, "version": version, "name": name}
        script, compiled = work / f"{name}.rc", work / f"{name}.o"
        script.write_text(_VERSION_BLOCK.format(**words, manifest="program.manifest"), encoding="utf-8")
        run([_RESOURCES, "-c", "65001", script.name, compiled.name], folder=work)
        run([_COMPILER, *_FLAGS, *flags, "-o", folder / name, _SOURCE, compiled], folder=work)
