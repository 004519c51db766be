"""The same folder as a zip that runs from a stick, with its data beside it."""

from __future__ import annotations

import zipfile
from datetime import UTC, datetime
from pathlib import Path

from nq57desk.paths import BESIDE

_READ_ME = f"""NQ57 Desk chạy thẳng từ USB, không cài đặt.

1. Giải nén cả thư mục này vào USB (đừng chạy trong tệp zip).
2. Mở nq57desk.exe.
3. Dữ liệu nằm trong thư mục {BESIDE} cạnh chương trình: mang cả thư mục đi là mang cả dữ liệu.

Rút USB chỉ sau khi đã đóng chương trình. USB hỏng là mất dữ liệu: sao lưu thường xuyên sang ổ khác.
"""


def make(tree: Path, output: Path, version: str) -> Path:
    """The zip's path. Names and times are those of the folder, so two builds are the same bytes."""
    target, top = output / f"NQ57Desk-{version}-portable.zip", f"NQ57Desk-{version}"
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as file:
        when = datetime.fromtimestamp(tree.stat().st_mtime, UTC).timetuple()[:6]
        for path in sorted(path for path in tree.rglob("*") if path.is_file()):
            _add(file, f"{top}/{path.relative_to(tree).as_posix()}", path.read_bytes(), when)
        _add(file, f"{top}/DOC TRUOC.txt", _READ_ME.replace("\n", "\r\n").encode("utf-8-sig"), when)
        _add(file, f"{top}/{BESIDE}/", b"", when)
    return target


def _add(file: zipfile.ZipFile, name: str, data: bytes, when: tuple[int, ...]) -> None:
    year, month, day, hour, minute, second = when
    member = zipfile.ZipInfo(name, (year, month, day, hour, minute, second))
    member.compress_type = zipfile.ZIP_DEFLATED
    member.external_attr = 0o100644 << 16
    file.writestr(member, data)
