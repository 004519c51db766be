"""What a package is made of: nothing that is not needed, the same bytes each time, one list of file types."""

from __future__ import annotations

import gettext
import os
import subprocess
import sys
from pathlib import Path

import pytest

from installer.building import deb, folder, left_out, runtime
from installer.building.tools import BuildFailed, commit_time, settle
from nq57desk import one_file, paths, wording

ROOT = Path(folder.ROOT)
SCRIPT = (ROOT / "installer" / "windows" / "nq57desk.nsi").read_text(encoding="utf-8-sig")


def put(file: Path, data: bytes = b"") -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(data)
    return file


def test_the_brought_libraries_that_nothing_names_are_left_out(tmp_path: Path) -> None:
    put(tmp_path / "PIL" / "_imaging.so", b"..libjpeg-1.so.62..")
    for name, names in (("libjpeg-1.so.62", b"libz-2.so.1"), ("libz-2.so.1", b""), ("libavif-3.so.16", b"libz-2.so.1")):
        put(tmp_path / "pillow.libs" / name, names)
    left_out.unneeded_libraries(tmp_path)
    assert sorted(path.name for path in (tmp_path / "pillow.libs").iterdir()) == ["libjpeg-1.so.62", "libz-2.so.1"]


def test_one_runtime_of_c_lies_beside_the_program(tmp_path: Path) -> None:
    names = ("msvcp140.dll", "msvcp140_1.dll", "msvcp140_2.dll", "vcruntime140.dll", "vcruntime140_1.dll")
    for name in (*names, "concrt140.dll", "vcomp140.dll", "shiboken6.abi3.dll"):
        put(tmp_path / "lib" / "shiboken6" / name, b"newer")
    put(tmp_path / "vcruntime140.dll", b"older")
    left_out.one_c_runtime(tmp_path)
    assert [path.name for path in (tmp_path / "lib" / "shiboken6").iterdir()] == ["shiboken6.abi3.dll"]
    assert all((tmp_path / name).read_bytes() == b"newer" for name in names)


def test_times_and_modes_do_not_hang_on_the_builder(tmp_path: Path) -> None:
    plain, program = put(tmp_path / "a" / "plain.txt"), put(tmp_path / "a" / "program")
    plain.chmod(0o600)
    program.chmod(0o700)
    (tmp_path / "a").chmod(0o700)
    settle(tmp_path, 1_700_000_000)
    modes = [path.stat().st_mode & 0o777 for path in (plain, program, tmp_path / "a")]
    assert modes == [0o644, 0o755, 0o755]
    assert {path.stat().st_mtime for path in (plain, program, tmp_path / "a", tmp_path)} == {1_700_000_000}


def test_a_package_carries_the_catalogues_compiled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder.program(tmp_path)
    shipped = tmp_path / "nq57desk" / "_shipped"
    endings = {path.suffix for path in (shipped / "translations").rglob("*") if path.is_file()}
    assert ".mo" in endings
    assert not endings & {".po", ".pot"}
    assert (shipped / "resources" / "manual" / "it.md").is_file()
    with (shipped / "translations" / "en" / "LC_MESSAGES" / "nq57desk.mo").open("rb") as stream:
        assert gettext.GNUTranslations(stream).gettext("Quá hạn") not in ("", "Quá hạn")
    in_a_checkout = wording._catalogue("en").ugettext("Quá hạn")
    monkeypatch.setattr(paths, "_PACKAGE", tmp_path / "nq57desk")
    wording._catalogue.cache_clear()
    try:
        assert wording._catalogue("en").ugettext("Quá hạn") == in_a_checkout
    finally:
        wording._catalogue.cache_clear()


@pytest.mark.parametrize("ending", paths.OWN_ENDINGS)
def test_every_file_of_ours_opens_with_the_program(ending: str) -> None:
    kind, _words = deb._TYPES[ending.removeprefix(".")]
    assert f"{kind};" in deb._DESKTOP
    assert f'FileType "{ending.removeprefix(".")}"' in SCRIPT
    assert f'NoFileType "{ending.removeprefix(".")}"' in SCRIPT


def test_another_zip_of_python_is_taken_only_with_its_checksum(tmp_path: Path) -> None:
    given = put(tmp_path / "python.zip", b"anything")
    with pytest.raises(BuildFailed, match="SHA-256"):
        runtime.unpack(tmp_path / "out", tmp_path, given, "0" * 64)
    assert not (tmp_path / "out").exists()


def test_the_wheel_is_built_with_pinned_tools() -> None:
    lines = (ROOT / "installer" / "building" / "wheel.lock").read_text(encoding="utf-8").splitlines()
    named = [line for line in lines if "==" in line]
    assert any(line.startswith("hatchling==") for line in named)
    assert sum("--hash=sha256:" in line for line in lines) >= len(named)


def test_the_package_says_what_the_commit_says(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(os.environ, "SOURCE_DATE_EPOCH", "1700000000")
    assert commit_time(ROOT) == 1_700_000_000
    assert "nq57desk/paths.py" in folder.committed("nq57desk")


def test_the_program_runs_from_one_file(tmp_path: Path) -> None:
    folder.program(tmp_path)
    folder._compile(tmp_path)
    one_file.pack(tmp_path)
    left = {path.relative_to(tmp_path).as_posix() for path in (tmp_path / "nq57desk").rglob("*.pyc")}
    assert {"nq57desk/__init__.pyc", "nq57desk/one_file.pyc", "nq57desk/packaged.pyc"} <= left
    assert {name.rpartition("/")[0] for name in left} == {"nq57desk", "nq57desk/sentences"}
    words = ("office", "create", tmp_path / "office", "--role", "ward", "--code", "90001", "--name", "phường Sao Mai")
    settings = {**os.environ, "PYTHONPATH": str(tmp_path), "PYTHONDONTWRITEBYTECODE": "1"}
    said = subprocess.run(
        [sys.executable, "-P", "-m", "nq57desk.packaged", *map(str, words)],
        env=settings,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert said.returncode == 0, said.stderr
    assert (tmp_path / "office" / "nq57.db").is_file()
