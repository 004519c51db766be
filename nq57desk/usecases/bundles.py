"""Making the signed file for the city, and looking into one.

A bundle is written down as made, and kept in the office's folder, before it is put where the user wants it: a stick
pulled out too early costs a sequence number, never two different bundles under one number.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from nq57desk import __version__, paths
from nq57desk.bundle import bundles, contents, limits, signing
from nq57desk.bundle.bundles import Written
from nq57desk.bundle.manifest import Earlier, Manifest
from nq57desk.domain.organisation import Office, Role
from nq57desk.domain.problems import Place, Problem
from nq57desk.domain.short_code import short_code
from nq57desk.domain.snapshot import MadeBundle
from nq57desk.errors import Refused, refuse
from nq57desk.sentences.disk import why, why_unread
from nq57desk.store import trace
from nq57desk.usecases import fingerprints
from nq57desk.usecases.changing import writable
from nq57desk.usecases.own_chain import chain, settled
from nq57desk.workspace import Desk


@dataclass(frozen=True, slots=True)
class BundleMade:
    """A bundle that lies at ``file``. ``code`` is the code for comparison (mã đối chiếu), "7K4F-92QD"."""

    file: Path
    digest: str
    code: str
    manifest: Manifest
    size: int = 0
    """Of the file as it lies there, in bytes."""
    sealed_for: str = ""
    """The code of the city to whose key it is sealed; "" where it lies open. ``digest`` is that of the open bundle."""


@dataclass(frozen=True, slots=True)
class BundleShown:
    """What a bundle says of itself; who signed it was not asked. ``size`` is in bytes.

    ``digest`` and ``code`` of a sealed one are those of the bundle inside.
    """

    file: Path
    size: int
    digest: str
    code: str
    manifest: Manifest
    sealed: bool = False


@dataclass(frozen=True, slots=True)
class Checked:
    """Whether a bundle is whole, well-formed, and signed by an office that is known here."""

    valid: bool
    problems: tuple[Problem, ...]
    manifest: Manifest | None


def make_bundle(
    desk: Desk,
    *,
    year: int,
    period: str,
    window: tuple[date, date],
    path: Path,
    evidence: Mapping[str, bytes] | None = None,
    seal_for: Office | None = None,
) -> BundleMade:
    """Write the whole plan year, signed, to ``path``; with ``seal_for`` so that only that city can open it.

    ``window`` holds the first and last day that the period's report covers; ``evidence`` are files by their SHA-256.
    The copy that is kept in the office's folder is never sealed.

    Raises:
        Refused: "bundle.city_makes_none", "bundle.no_plan", "bundle.cannot_write" (it is kept in the office's folder
            all the same), "bundle.read_back", "bundle.cannot_keep", "keys.missing", "keys.damaged",
            "keys.password", "keys.differ".
    """
    writable(desk)
    if desk.office.role is not Role.WARD:
        raise refuse("bundle.city_makes_none")
    keys = _own_keys(desk)
    made_at = desk.now()
    written = bundles.write(
        _head(desk, year, period, window, chain(desk, year)), desk.store.snapshot(year), keys, evidence
    )
    if written.manifest.count("plan") == 0:
        raise refuse("bundle.no_plan", year=year)
    contents.check(bundles.read(bundles.opened(written.file), keys.public.sign_key))
    kept = _keep(desk, written)
    code = seal_for.code if seal_for is not None else ""
    remembered = replace(_remembered(written, kept), sealed_for=code)
    desk.store.keep_made_bundle(remembered, who=desk.who, at=made_at)
    leaving = written.file if seal_for is None else signing.seal(seal_for.seal_recipient, written.file)
    _put(leaving, path)
    return BundleMade(path, written.digest, short_code(written.digest), written.manifest, len(leaving), code)


def _own_keys(desk: Desk) -> signing.Keys:
    keys = signing.load_keys(desk.keys_folder)
    if desk.office.sign_key not in ("", keys.public.sign_key):
        raise refuse("keys.differ", folder=desk.keys_folder)
    return keys


def _head(desk: Desk, year: int, period: str, window: tuple[date, date], before: tuple[Earlier, ...]) -> Manifest:
    office = desk.office
    found, (entries, newest) = fingerprints.codes(desk, period), trace.head(desk.store)
    return Manifest(
        bundle_id=uuid.uuid4().hex,
        office=office.code,
        office_name=office.name,
        role=office.role,
        installation=office.installation,
        sequence=max((b.sequence for b in before), default=0) + 1,
        year=year,
        period=period,
        first_day=window[0],
        last_day=window[1],
        made_at=desk.now().isoformat(timespec="seconds"),
        revision=desk.store.revision,
        program=__version__,
        sample=office.sample,
        before=before,
        fingerprint=found.period,
        plan_fingerprint=found.plan,
        journal_entries=entries,
        journal_head=newest,
        settled=settled(desk, year),
    )


def _keep(desk: Desk, written: Written) -> str:
    """Keep the file in the office's folder; the path relative to it.

    Raises:
        Refused: "bundle.cannot_keep".
    """
    head = written.manifest
    kept = (
        desk.bundles_folder / "made" / f"{head.year}-{head.sequence:04d}-{short_code(written.digest)}{bundles.ENDING}"
    )
    try:
        kept.parent.mkdir(parents=True, exist_ok=True)
        paths.write_atomically(kept, written.file)
    except OSError as error:
        raise refuse("bundle.cannot_keep", file=kept.name, reason=why(error)) from error
    return kept.relative_to(desk.folder).as_posix()


def _remembered(written: Written, kept: str) -> MadeBundle:
    head = written.manifest
    return MadeBundle(
        digest=written.digest,
        bundle_id=head.bundle_id,
        year=head.year,
        period=head.period,
        sequence=head.sequence,
        revision=head.revision,
        made_at=head.made_at,
        file=kept,
        fingerprint=head.fingerprint,
        plan_fingerprint=head.plan_fingerprint,
    )


def _put(data: bytes, path: Path) -> None:
    """Write the file where the user wants it and read it back from there."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        paths.write_atomically(path, data)
        same = path.read_bytes() == data
    except OSError as error:
        raise refuse("bundle.cannot_write", Place(file=path.name), name=path, reason=why(error)) from error
    if not same:
        raise refuse("bundle.read_back", Place(file=path.name), name=path)


def read_file(path: Path) -> bytes:
    """A file's bytes, as far as a bundle may be large.

    Raises:
        Refused: "bundle.unreadable", "bundle.too_large".
    """
    try:
        with path.open("rb") as stream:
            data = stream.read(limits.FILE_BYTES + 1)
    except OSError as error:
        raise refuse("bundle.unreadable", Place(file=path.name), name=path.name, reason=why_unread(error)) from error
    if len(data) > limits.FILE_BYTES:
        raise refuse("bundle.too_large", Place(file=path.name), file=path.name, limit=limits.FILE_BYTES // limits.MIB)
    return data


def placed(problems: Iterable[Problem], path: Path) -> tuple[Problem, ...]:
    """The problems with the file's name in their place and among their words."""
    name = path.name
    return tuple(
        replace(
            found,
            place=replace(found.place, file=found.place.file or name),
            words=found.words if "file" in dict(found.words) else (*found.words, ("file", name)),
        )
        for found in problems
    )


def unsealed(data: bytes, keys_folder: Path | None) -> bytes:
    """A bundle's own bytes; a sealed one is opened with the keys that lie in ``keys_folder``.

    Raises:
        Refused: "bundle.sealed" (no keys named), "bundle.other_recipient", "bundle.seal_damaged", "keys.missing".
    """
    if not signing.is_sealed(data):
        return data
    if keys_folder is None:
        raise refuse("bundle.sealed")
    return signing.unseal(signing.sealing_identities(keys_folder), data)


def show_bundle(path: Path, *, keys_folder: Path | None = None) -> BundleShown:
    """What the bundle says of itself, whoever signed it; a sealed one is opened with the keys in ``keys_folder``.

    Raises:
        Refused: it cannot be read or opened, or is no bundle in our form.
    """
    arrived = read_file(path)
    try:
        file = unsealed(arrived, keys_folder)
        head = contents.read_manifest(bundles.opened(file).data)
    except Refused as refused:
        raise Refused(*placed(refused.problems, path)) from None
    digest = bundles.digest_of(file)
    return BundleShown(path, len(arrived), digest, short_code(digest), head, sealed=file is not arrived)


def check_bundle(path: Path, *, known: Iterable[Office], keys_folder: Path | None = None) -> Checked:
    """Check everything that can be checked without merging: form, signature by one of ``known``, hashes, every line."""
    head: Manifest | None = None
    try:
        signed = bundles.opened(unsealed(read_file(path), keys_folder))
        head = contents.read_manifest(signed.data)
        signer = signer_of(signed.claims.get("office", ""), known)
        found = bundles.read(signed, signer.sign_key)
        contents.check(found)
        fingerprints.check(found.manifest, contents.lines(found))
    except Refused as refused:
        return Checked(False, placed(refused.problems, path), head)
    return Checked(True, (), head)


def signer_of(code: str, known: Iterable[Office]) -> Office:
    """The office whose key must have signed.

    Raises:
        Refused: "bundle.unknown_office".
    """
    for office in known:
        if office.code == code and office.sign_key:
            return office
    raise refuse("bundle.unknown_office", code=code)
