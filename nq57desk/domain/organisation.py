"""Who keeps a plan (Office, the installation) and who is named in it (OrgUnit, a body)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What an installation is for: one office's own plan, or the merging of many."""

    WARD = "ward"
    CITY = "city"


@dataclass(frozen=True, slots=True)
class Office:
    """An installation's identity: administrative-unit code, name, role and public keys.

    ``code`` decides identity, never the name: xã Cẩm Giang and xã Cẩm Giàng differ by one mark.
    ``name`` is the full display name ("Ủy ban nhân dân phường Hải Dương"); ``governing`` the
    superior named in letterheads, often empty. The keys are the text forms of the minisign public
    key and the age recipient; ``installation`` tells two computers of one office apart.
    """

    code: str
    name: str
    role: Role = Role.WARD
    governing: str = ""
    sign_key: str = ""
    seal_recipient: str = ""
    installation: str = ""
    sample: bool = False


@dataclass(frozen=True, slots=True)
class OrgUnit:
    """A body that leads, coordinates or supervises (cơ quan, đơn vị)."""

    id: str
    name: str
    short_name: str = ""
    aliases: tuple[str, ...] = ()
    position: int = 0
