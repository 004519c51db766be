"""LibreOffice as a second reader of our files: what it makes of them when it prints them to PDF."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path

import pypdfium2

SOFFICE = shutil.which("soffice")
PATIENCE = 240
"""Seconds for one run of it."""


def to_pdf(folder: Path, files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Each file (by its name with its ending) as LibreOffice prints it; a file that it cannot open is missing."""
    assert SOFFICE is not None
    own, made = folder / "files", folder / "printed"
    own.mkdir(parents=True, exist_ok=True)
    for name, data in files.items():
        (own / name).write_bytes(data)
    profile = (folder / "profile").as_uri()
    command = [SOFFICE, f"-env:UserInstallation={profile}", "--headless", "--convert-to", "pdf", "--outdir", str(made)]
    found: dict[str, bytes] = {}
    for suffix in sorted({Path(name).suffix for name in files}):  # one ending at a time: the names are the same
        names = [str(own / name) for name in files if name.endswith(suffix)]
        subprocess.run([*command, *names], capture_output=True, check=True, timeout=PATIENCE)
        for name in (name for name in files if name.endswith(suffix)):
            printed = made / f"{Path(name).stem}.pdf"
            if printed.is_file():
                found[name] = printed.read_bytes()
                printed.unlink()
    return found


def pages_in(pdf: bytes) -> int:
    """How many pages a PDF has."""
    with closing(pypdfium2.PdfDocument(pdf)) as document:
        return len(document)
