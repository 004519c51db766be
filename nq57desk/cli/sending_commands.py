"""``bundle list|drives|copy|mail|handed``: a made bundle on its way to the city."""

from __future__ import annotations

import argparse

from nq57desk.cli.opening import opened
from nq57desk.cli.printing import Json, Output, jsonable
from nq57desk.domain.sending import SentState, sent_state
from nq57desk.domain.short_code import short_code
from nq57desk.domain.snapshot import MadeBundle
from nq57desk.usecases import handing_over
from nq57desk.usecases.drives import removable_drives
from nq57desk.usecases.outcome_words import state_words


def _told(bundle: MadeBundle, *, newest: bool) -> dict[str, Json]:
    state = sent_state(bundle, newest=newest).value
    return {**jsonable(bundle), "code": short_code(bundle.digest), "state": state}


def _newest(made: list[MadeBundle]) -> dict[str, str]:
    return {bundle.period: bundle.digest for bundle in sorted(made, key=lambda one: (one.year, one.sequence))}


def listing(asked: argparse.Namespace, output: Output) -> int:
    with opened(asked) as desk:
        made = desk.store.made_bundles()
        late = handing_over.without_receipt(desk)
    newest = _newest(made)
    told = [_told(bundle, newest=newest[bundle.period] == bundle.digest) for bundle in made]
    output.value({"bundles": told, "without_receipt": late})
    for one in told:
        state = state_words(SentState(one["state"]))
        output.line(f"{one['period']} lần {one['sequence']} {one['code']} {state}")
    return 0


def drives(_asked: argparse.Namespace, output: Output) -> int:
    found = removable_drives()
    output.value({"drives": found})
    for one in found:
        output.line(f"{one.path}  {one.name}  còn trống {handing_over.in_units(one.free)}")
    return 0


def copy(asked: argparse.Namespace, output: Output) -> int:
    with opened(asked) as desk:
        done = handing_over.copy_to(desk, digest=asked.code, folder=asked.output)
    output.value({"file": done.file, "size": done.size, "checked": True, "digest": done.bundle.digest})
    output.line(f"Đã chép {done.file} ({handing_over.in_units(done.size)}), đọc lại giống bản gốc.")
    return 0


def mail(asked: argparse.Namespace, output: Output) -> int:
    with opened(asked) as desk:
        made = handing_over.draft_mail(desk, digest=asked.code, path=asked.output)
    output.value(made)
    output.line(f"Đã soạn thư {made.file}; mở tệp này bằng chương trình thư rồi bấm gửi.")
    return 0


def handed(asked: argparse.Namespace, output: Output) -> int:
    with opened(asked) as desk:
        bundle = handing_over.hand_over(desk, digest=asked.code, handed=asked.handed)
        newest = _newest(desk.store.made_bundles())
    output.value({"bundle": _told(bundle, newest=newest[bundle.period] == bundle.digest)})
    output.line("Đã ghi là đã chuyển." if bundle.handed_at else "Đã bỏ ghi đã chuyển.")
    return 0
