"""Collects the licences of everything that the package holds into resources/licences.json, which the window shows.

``python -m installer.licences``; with ``--check`` it only tells whether the file fits requirements.lock. What is
listed: the packages of the lock as they are installed here, the fonts, and Python itself.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator, Mapping
from importlib import metadata
from pathlib import Path

from nq57desk import paths

LOCK = Path(__file__).parent.parent / "requirements.lock"
FILE = "licences.json"
_PINNED = re.compile(r"^([A-Za-z0-9_.-]+)==([^ ;\\]+)", re.MULTILINE)
_TEXTS = re.compile(r"(^|/)(LICEN[CS]E|COPYING|NOTICE|AUTHORS)[^/]*$", re.IGNORECASE)
_MOST_TEXT = 60_000
_CHOSEN = {
    "pyside6-essentials": "LGPL-3.0-only",
    "shiboken6": "LGPL-3.0-only",
}
"""Of several licences that a package offers, the one under which it is used here."""
_FONT_LICENCES = {"SIL OPEN FONT LICENSE": "OFL-1.1", "Apache License": "Apache-2.0", "Bitstream": "Bitstream-Vera"}
_NAMED_IN_TEXT = {"pyrage": "MIT"}
"""Packages whose metadata name no licence: read in their own text."""
_WORDS = {
    "LGPL-3.0-only": (
        "Qt và PySide được dùng theo giấy phép LGPL phiên bản 3, dưới dạng thư viện tách rời: người dùng có quyền thay "
        "bằng bản khác của thư viện. Mã nguồn: https://code.qt.io và https://download.qt.io."
    )
}
"""What is said before the licence's own text."""
_KNOWN = {"MIT License": "MIT", "BSD License": "BSD-3-Clause", "Apache Software License": "Apache-2.0"}


def pinned(lock: Path = LOCK) -> dict[str, str]:
    """Package → version, as the lock says."""
    return {_name(name): version for name, version in _PINNED.findall(lock.read_text(encoding="utf-8"))}


def _name(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def collected() -> list[dict[str, str]]:
    """One entry for each part, by name.

    Raises:
        PackageNotFoundError: a package of the lock is not installed here.
    """
    found = [_package(name, version) for name, version in pinned().items()]
    found += list(_fonts())
    python = Path(sys.base_prefix, "lib", f"python{sys.version_info[0]}.{sys.version_info[1]}", "LICENSE.txt")
    text = python.read_text(encoding="utf-8")[:_MOST_TEXT] if python.is_file() else ""
    found.append(
        {"name": "python", "version": "3", "licence": "PSF-2.0", "home": "https://www.python.org", "text": text}
    )
    return sorted(found, key=lambda one: one["name"])


def _package(name: str, version: str) -> dict[str, str]:
    it = metadata.distribution(name)
    if it.version != version:
        raise LookupError(f"{name}: {it.version} is installed, {version} is locked")
    return {
        "name": name,
        "version": version,
        "licence": _CHOSEN.get(name) or _licence(it),
        "home": _home(it),
        "text": _text(_CHOSEN.get(name, ""), it),
    }


def _text(chosen: str, it: metadata.Distribution) -> str:
    """The licence's own words; the LGPL stands on the GPL, so both are given."""
    if not chosen:
        return "\n\n".join(_texts(it))[:_MOST_TEXT]
    folder = paths.resources() / "licences"
    both = (folder / name for name in ("LGPL-3.0.txt", "GPL-3.0.txt"))
    return "\n\n".join((_WORDS[chosen], *(file.read_text(encoding="utf-8").strip() for file in both)))


def _licence(it: metadata.Distribution) -> str:
    said = it.metadata.json
    if said.get("license_expression"):
        return str(said["license_expression"])
    short = str(said.get("license") or "").strip()
    if short and "\n" not in short and len(short) < 60:
        return short
    named = [one.split(" :: ")[-1] for one in said.get("classifier") or () if one.startswith("License ::")]
    return " AND ".join(_KNOWN.get(one, one) for one in named) or _NAMED_IN_TEXT.get(it.name.lower(), "")


def _home(it: metadata.Distribution) -> str:
    said = it.metadata.json
    urls = dict(line.split(", ", 1) for line in said.get("project_url") or () if ", " in line)
    likely = [url for label, url in urls.items() if label.lower() in ("homepage", "home", "source", "repository")]
    return next(filter(None, (str(said.get("home_page") or ""), *likely, *urls.values())), "")


def _texts(it: metadata.Distribution) -> Iterator[str]:
    """The licences' own words, each file once."""
    for file in sorted(it.files or (), key=str):
        if ".dist-info" in str(file) and (_TEXTS.search(str(file)) or ".dist-info/licenses/" in str(file)):
            yield Path(str(file.locate())).read_text(encoding="utf-8", errors="replace").strip()


def _fonts() -> Iterator[dict[str, str]]:
    folder = paths.resources() / "fonts"
    for file in sorted(folder.rglob("LICENSE-*")):
        text = file.read_text(encoding="utf-8", errors="replace").strip()
        licence = next(name for words, name in _FONT_LICENCES.items() if words in text)
        name = file.stem.removeprefix("LICENSE-").lower()
        yield {"name": f"font-{name}", "version": "", "licence": licence, "home": "", "text": text[:_MOST_TEXT]}


def needs_gpl(licence: str) -> bool:
    """Whether every alternative that a licence offers is the GPL or the AGPL (the LGPL is another)."""
    return all(re.search(r"(?<!L)GPL|GNU General", one) for one in re.split(r"\bOR\b", licence))


def fits(listed: list[Mapping[str, str]]) -> bool:
    """Whether the list names exactly the packages and versions of the lock."""
    known = {one["name"]: one["version"] for one in listed}
    wanted = pinned()
    return wanted.items() <= known.items() and not {
        name for name in known.keys() - wanted.keys() if name != "python" and not name.startswith("font-")
    }


def main() -> int:
    file = paths.resources() / FILE
    if "--check" in sys.argv[1:]:
        return 0 if file.is_file() and fits(json.loads(file.read_text(encoding="utf-8"))) else 1
    found = collected()
    file.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    print(f"{len(found)} licences: {file.name}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
