"""In a package for Windows the program's modules lie in one file: opening one costs less than opening hundreds.

A slow disk, a USB stick or a program that looks into every file that is opened would make each start wait. In a
checkout, and where the file is not there, modules are found as usual.
"""

from __future__ import annotations

import marshal
import sys
from collections.abc import Mapping, Sequence
from importlib.machinery import ModuleSpec
from mmap import ACCESS_READ, mmap
from pathlib import Path
from types import CodeType, ModuleType
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from importlib.abc import Loader

NAME = "chuong-trinh.bin"
"""The file's name, beside this module."""
APART = ("nq57desk", "nq57desk.one_file", "nq57desk.packaged")
"""Modules that must be there before the file can be read."""
LISTED = "nq57desk.sentences."
"""Modules that are found by looking into their folder."""
_NUMBER = 4
"""Bytes that say how long the table at the beginning is."""
Table = Mapping[str, tuple[bool, int, int]]
"""Module: whether it is a package, where its byte code begins after the table, and how many bytes it has."""


class OneFile:
    """Finds and loads the modules that the file holds."""

    def __init__(self, file: Path) -> None:
        self._folder = file.parent.parent
        with file.open("rb") as stream:
            self._whole = mmap(stream.fileno(), 0, access=ACCESS_READ)
        length = int.from_bytes(self._whole[:_NUMBER], "little")
        self._begin = _NUMBER + length
        self._table = cast("Table", marshal.loads(self._whole[_NUMBER : self._begin]))

    def find_spec(
        self, name: str, _path: Sequence[str] | None = None, _target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """Where the module is as Python's import asks for it; None where it is not in the file."""
        if name not in self._table:
            return None
        package = self._table[name][0]
        place = self._folder.joinpath(*name.split("."))
        origin = place / "__init__.pyc" if package else place.with_name(f"{place.name}.pyc")
        spec = ModuleSpec(name, cast("Loader", self), origin=str(origin), is_package=package)
        spec.has_location = True
        if package:
            spec.submodule_search_locations = [str(place)]
        return spec

    def create_module(self, _spec: ModuleSpec) -> ModuleType | None:
        """As usual."""
        return None

    def exec_module(self, module: ModuleType) -> None:
        """Run the module's code in it."""
        exec(self.get_code(module.__name__), vars(module))

    def get_code(self, name: str) -> CodeType:
        """The module's byte code."""
        _package, begin, length = self._table[name]
        start = self._begin + begin
        return cast("CodeType", marshal.loads(self._whole[start : start + length]))


def follow() -> bool:
    """Find modules in the file from now on, where it is there."""
    file = Path(__file__).with_name(NAME)
    if not file.is_file():
        return False
    sys.meta_path.insert(0, OneFile(file))
    return True


def pack(library: Path) -> None:
    """Put the compiled modules of the program below this folder into the file, and take them from where they lay.

    Raises:
        OSError: the folder cannot be written.
    """
    table: dict[str, tuple[bool, int, int]] = {}
    codes: list[bytes] = []
    begin = 0
    for file in sorted((library / "nq57desk").rglob("*.pyc")):
        name = ".".join(file.relative_to(library).with_suffix("").parts)
        package, name = name.endswith(".__init__"), name.removesuffix(".__init__")
        if name not in APART and not name.startswith(LISTED):
            codes.append(file.read_bytes()[16:])
            table[name] = (package, begin, len(codes[-1]))
            begin += len(codes[-1])
            file.unlink()
    said = marshal.dumps(table, 2)
    whole = len(said).to_bytes(_NUMBER, "little") + said + b"".join(codes)
    (library / "nq57desk" / NAME).write_bytes(whole)
