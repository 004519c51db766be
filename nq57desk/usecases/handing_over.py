"""A bundle on its way to the city: copied to a stick, put into an e-mail's draft, ticked as handed over by the clerk.

What leaves is always the kept file, compared with its digest first, and sealed again where the bundle was made sealed.
What was written is read back and compared. None of this says that anything arrived.
"""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass, replace
from pathlib import Path

from nq57desk import paths
from nq57desk.bundle import bundles, signing
from nq57desk.domain.sending import Unanswered, file_name, unanswered
from nq57desk.domain.short_code import short_code
from nq57desk.domain.snapshot import MadeBundle
from nq57desk.errors import refuse
from nq57desk.sentences.disk import why
from nq57desk.settings import calendar
from nq57desk.usecases.changing import writable
from nq57desk.usecases.mail_drafts import ENDING, draft
from nq57desk.usecases.trusting import trusted
from nq57desk.wording import _
from nq57desk.workspace import Desk

_SPARE = 1 << 20
"""Bytes that a stick should have left beside the file, for its own tables."""
_LARGE_MAIL = 20 << 20
"""Bytes above which many mail services refuse an attachment."""


@dataclass(frozen=True, slots=True)
class Copied:
    """A copy that was read back and is the same. ``size`` and ``free`` (before copying) in bytes."""

    file: Path
    size: int
    free: int
    bundle: MadeBundle


@dataclass(frozen=True, slots=True)
class MailDraft:
    """A draft that lies at ``file``; ``to`` is "" where the city's card names no address.

    ``large``: many mail services do not take an attachment of this ``size`` (bytes).
    """

    file: Path
    to: str
    subject: str
    size: int
    large: bool


def made_bundle(desk: Desk, digest: str) -> MadeBundle:
    """The bundle with this digest (or code for comparison of the file), that this office made.

    Raises:
        Refused: "sending.unknown".
    """
    for bundle in desk.store.made_bundles():
        if digest in (bundle.digest, short_code(bundle.digest)):
            return bundle
    raise refuse("sending.unknown", digest=digest[:16])


def leaving_bytes(desk: Desk, bundle: MadeBundle) -> bytes:
    """The bytes that leave the office.

    Raises:
        Refused: "sending.kept_gone", "bundle.no_recipient" (sealed, and the city's card is gone).
    """
    try:
        data = (desk.folder / bundle.file).read_bytes()
    except OSError:
        data = b""
    if bundles.digest_of(data) != bundle.digest:
        raise refuse("sending.kept_gone", file=bundle.file)
    if not bundle.sealed_for:
        return data
    city = next((one for one in desk.store.offices() if one.code == bundle.sealed_for), None)
    if city is None or not city.seal_recipient:
        raise refuse("bundle.no_recipient")
    return signing.seal(city.seal_recipient, data)


def copy_to(desk: Desk, *, digest: str, folder: Path) -> Copied:
    """Copy a bundle to a stick, or any folder: whole or not at all, read back from there and compared.

    Raises:
        Refused: "sending.unknown", "sending.kept_gone", "bundle.no_recipient", "sending.no_folder", "sending.no_space",
            "sending.cannot_copy", "sending.differs".
    """
    writable(desk)
    bundle = made_bundle(desk, digest)
    data = leaving_bytes(desk, bundle)
    if not folder.is_dir():
        raise refuse("sending.no_folder", folder=folder)
    file = folder / file_name(bundle, desk.office.code)
    try:
        free = shutil.disk_usage(folder).free
        if free < len(data) + _SPARE:
            raise refuse("sending.no_space", folder=folder, free=in_units(free), needed=in_units(len(data)))
        paths.write_atomically(file, data)
        same = _read_back(file) == data
    except OSError as error:
        raise refuse("sending.cannot_copy", folder=folder, reason=why(error)) from error
    if not same:
        raise refuse("sending.differs", folder=folder)
    told = replace(bundle, copied_to=str(file))
    desk.store.keep_made_bundle(told, who=desk.who, at=desk.now())
    return Copied(file, len(data), free, told)


def _read_back(file: Path) -> bytes:
    """The file from the stick itself, as far as the system lets what it holds in memory be forgotten."""
    with file.open("rb") as stream:
        if hasattr(os, "posix_fadvise"):
            os.posix_fadvise(stream.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
        return stream.read()


def in_units(size: int) -> str:
    """Bytes as a person reads them: "1,4 MB", "38 KB"."""
    if size < 1_000_000:
        return f"{max(1, round(size / 1000))} KB"
    number = size / 1_000_000 if size < 1_000_000_000 else size / 1_000_000_000
    return f"{number:.1f}".replace(".", ",") + (" MB" if size < 1_000_000_000 else " GB")


def draft_mail(desk: Desk, *, digest: str, path: Path) -> MailDraft:
    """Write an e-mail's draft with the bundle attached, to the address on the city's card where it names one.

    Raises:
        Refused: "sending.unknown", "sending.kept_gone", "bundle.no_recipient", "workspace.cannot_write".
    """
    writable(desk)
    bundle = made_bundle(desk, digest)
    data = leaving_bytes(desk, bundle)
    city = trusted(desk)
    to = city.email if city is not None else ""
    subject = _("{office}: gói dữ liệu kỳ {period}, lần {n}").format(
        office=desk.office.name, period=bundle.period, n=bundle.sequence
    )
    name = file_name(bundle, desk.office.code)
    text = _letter(desk, bundle, city.office.name if city is not None else "", name)
    target = path if path.suffix.lower() == ENDING else path.with_name(path.name + ENDING)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        paths.write_atomically(target, draft(to=to, subject=subject, text=text, files={name: data}))
    except OSError as error:
        raise refuse("workspace.cannot_write", file=target, reason=why(error)) from error
    return MailDraft(target, to, subject, len(data), len(data) > _LARGE_MAIL)


def _letter(desk: Desk, bundle: MadeBundle, city: str, name: str) -> str:
    lines = (
        _("Kính gửi: {city}").format(city=city or _("cơ quan tổng hợp của thành phố")),
        "",
        _("{office} gửi gói dữ liệu theo dõi kế hoạch, kỳ {period}, lần {n}.").format(
            office=desk.office.name, period=bundle.period, n=bundle.sequence
        ),
        _("Tệp đính kèm: {name}").format(name=name),
        _("Mã gói: {code}. Mã đối chiếu của kỳ: {print}.").format(
            code=short_code(bundle.digest), print=bundle.fingerprint or "–"
        ),
        "",
        _("Đề nghị nạp gói vào phần mềm và gửi lại biên nhận (.nq57receipt), hoặc đọc mã biên nhận qua điện thoại."),
    )
    return "\n".join(lines) + "\n"


def put_for_mail(desk: Desk, *, digest: str) -> Copied:
    """Put the bundle, under the name by which it leaves, into a folder of its own, for webmail or Zalo.

    Raises:
        Refused: as ``copy_to``.
    """
    folder = desk.bundles_folder / "sending"
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise refuse("sending.cannot_copy", folder=folder, reason=why(error)) from error
    return copy_to(desk, digest=digest, folder=folder)


def hand_over(desk: Desk, *, digest: str, handed: bool = True) -> MadeBundle:
    """The clerk says that a bundle was handed over to the city (đã chuyển), or takes that back.

    Raises:
        Refused: "sending.unknown", the office is open read-only.
    """
    writable(desk)
    bundle = made_bundle(desk, digest)
    if bool(bundle.handed_at) == handed:
        return bundle
    at = desk.now()
    when, who = (at.isoformat(timespec="seconds"), desk.who) if handed else ("", "")
    told = replace(bundle, handed_at=when, handed_by=who)
    desk.store.keep_made_bundle(told, who=desk.who, at=at)
    return told


def without_receipt(desk: Desk) -> tuple[Unanswered, ...]:
    """The periods that the overview speaks of: two days after hạn gửi and no receipt yet."""
    return unanswered(desk.store.made_bundles(), today=desk.today, calendar=calendar(desk.store))
