"""New keys take the old ones' place so that a sudden end leaves either, never half of each.

The new keys lie whole in a folder beside the old ones before the office's database is told of them. That the database
names them is what decides: from then on whoever opens the office puts them in place; before, they are thrown away.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from nq57desk import paths
from nq57desk.bundle import signing
from nq57desk.bundle.private_files import private_folder, write_private
from nq57desk.bundle.signing import SEAL_PUBLIC, SEAL_SECRET, SIGN_PUBLIC, SIGN_SECRET
from nq57desk.errors import Refused

FILES = (SIGN_SECRET, SIGN_PUBLIC, SEAL_SECRET, SEAL_PUBLIC)
_ASIDE = "aside"
"""The file in the new keys' folder that says under which name the old ones are put aside."""


def prepare(office: Path, make: signing.MakeKeys, aside: str) -> signing.PublicKeys:
    """Make the new keys beside the old ones.

    Raises:
        OSError: the folder cannot be written.
    """
    beside = office / paths.NEXT_KEYS
    shutil.rmtree(beside, ignore_errors=True)
    public = make(beside)
    (beside / _ASIDE).write_text(aside, encoding="utf-8")
    return public


def settle(office: Path, own_key: str) -> None:
    """Finish what a sudden end interrupted: put the new keys in place where the office's key is theirs.

    Raises:
        OSError: the folder cannot be written; the next opening tries again.
    """
    beside, keys = office / paths.NEXT_KEYS, office / "keys"
    if not beside.is_dir():
        return
    if _key_of(beside) != own_key and _key_of(keys) != own_key:
        return  # a half moved pair: nothing is thrown away while neither folder is whole
    if _key_of(keys) != own_key:
        private_folder(keys)
        fresh = {name: (beside / name).read_bytes() for name in FILES}
        _put_aside(keys, _name(beside), fresh)
        for name, data in fresh.items():
            part = paths.part_of(keys / name)
            part.unlink(missing_ok=True)
            write_private(part, data)
            part.replace(keys / name)
    shutil.rmtree(beside, ignore_errors=True)


def _key_of(folder: Path) -> str:
    """The signing key of a folder in which all keys can be opened; else ""."""
    try:
        return signing.load_keys(folder).public.sign_key
    except (Refused, OSError):
        return ""


def _name(beside: Path) -> str:
    try:
        return (beside / _ASIDE).read_text(encoding="utf-8") or "damaged"
    except (OSError, ValueError):
        return "damaged"


def _put_aside(keys: Path, name: str, fresh: dict[str, bytes]) -> None:
    """Out of the way what is not one of the new files, which a first try may have put in place."""
    there = [one for one in FILES if (keys / one).exists() and (keys / one).read_bytes() != fresh[one]]
    if not there:
        return
    aside, number = keys / signing.OLD / name, 1
    while aside.exists():
        number += 1
        aside = keys / signing.OLD / f"{name}-{number}"
    aside.mkdir(parents=True, mode=0o700)
    for one in there:
        (keys / one).replace(aside / one)
