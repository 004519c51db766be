"""The bundle for the city: which plan year and which window it reports."""

from __future__ import annotations

from pathlib import Path

from nq57desk import settings
from nq57desk.domain.periods import window
from nq57desk.errors import refuse
from nq57desk.usecases import attachments, bundles
from nq57desk.usecases.asking import period_asked
from nq57desk.usecases.bundles import BundleMade
from nq57desk.usecases.changing import writable
from nq57desk.usecases.trusting import trusted_city
from nq57desk.workspace import Desk


def make(
    desk: Desk, *, path: Path, period: str | None = None, with_files: bool = False, seal: bool = False
) -> BundleMade:
    """Write the whole plan year of the period, signed; ``period`` only names what is reported.

    ``with_files`` puts the year's evidence files into it; a reader of version 0.2.0 then holds the bundle. ``seal``
    seals it to the city whose card is trusted; a reader of version 0.2.0 cannot open it then.

    Raises:
        Refused: "bundle.no_recipient" (no city's card), the period is none, its year has no plan, the keys cannot be
            used, the file cannot be written, an evidence file is gone or altered, or they are too large together
            ("attachment.too_much").
    """
    writable(desk)
    city = trusted_city(desk) if seal else None
    if seal and (city is None or not city.seal_recipient):
        raise refuse("bundle.no_recipient")
    asked = period_asked(desk, period)
    return bundles.make_bundle(
        desk,
        year=asked.year,
        period=asked.code,
        window=window(asked, settings.calendar(desk.store)),
        path=path,
        evidence=attachments.of_year(desk, asked.year) if with_files else None,
        seal_for=city,
    )
