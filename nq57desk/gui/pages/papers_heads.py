"""The fields beside a paper: which a kind of paper has, and a head's values in and out of them as plain text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from nq57desk.domain.paper_defaults import LISTS, HeadMemory
from nq57desk.domain.papers import FormKind, PaperKind
from nq57desk.domain.plan import Plan
from nq57desk.gui import words
from nq57desk.gui.widgets.form import Field, FieldKind
from nq57desk.usecases.paper_heads import Numbered
from nq57desk.usecases.paper_shelf import Choice
from nq57desk.usecases.settings_edits import Signer
from nq57desk.wording import mark

NUMBER, DAY, SIGNERS = "number", "issued_on", "signers"
_LISTS = ("addressees", "powers", "recipients")
_URGENCIES = (
    ("", mark("Không")),
    ("KHẨN", mark("Khẩn")),
    ("THƯỢNG KHẨN", mark("Thượng khẩn")),
    ("HỎA TỐC", mark("Hỏa tốc")),
)
FIELDS = (
    Field("form", mark("Thể thức"), FieldKind.CHOICE, (
        (FormKind.STATE.value, mark("Nhà nước (NĐ 30/2020)")),
        (FormKind.PARTY.value, mark("Đảng (HD 05, chưa kiểm chứng)")),
    )),
    Field(NUMBER, mark("Số"), hint=mark("văn thư cấp, có thể để trống")),
    Field("symbol", mark("Ký hiệu")),
    Field(DAY, mark("Ngày"), hint=mark("ví dụ 14/11/2026")),
    Field("place", mark("Nơi")),
    Field("issuing_body", mark("Cơ quan ban hành")),
    Field("governing", mark("Cơ quan chủ quản"), hint=mark("thường để trống")),
    Field("addressees", mark("Kính gửi"), FieldKind.TEXT),
    Field(SIGNERS, mark("Chọn người ký"), FieldKind.CHOICE, (("", mark("theo các dòng dưới đây")),)),
    Field("powers", mark("Ký (TM., KT., TL., TUQ., Q.; mỗi dòng một ý)"), FieldKind.TEXT, lines=3),
    Field("signer", mark("Người ký")),
    Field("recipients", mark("Nơi nhận (mỗi dòng một nơi)"), FieldKind.TEXT, lines=4),
    Field("electronic", mark("Bản phát hành"), FieldKind.CHOICE, (
        ("", mark("Bản giấy")), ("1", mark("Bản điện tử")),
    )),
    Field("drafter", mark("Ký hiệu người soạn thảo"), hint=mark("ví dụ PL.(20)")),
    Field("urgency", mark("Độ khẩn"), FieldKind.CHOICE, _URGENCIES),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands beside a paper: its kind's head, its own number and day, the signers to choose from."""

    choice: Choice
    head: HeadMemory
    number: Numbered
    signers: tuple[Signer, ...]
    plan: Plan | None = None


def shown_fields(beside: Beside) -> frozenset[str]:
    """The fields that mean something on the paper; those that an imported plan brought itself are the plan's."""
    kind = beside.choice.kind
    names = {field.name for field in FIELDS}
    if kind is PaperKind.APPENDIX:
        return frozenset()
    if kind in (*LISTS, PaperKind.ADJUSTED_APPENDIX):
        names -= {NUMBER, "symbol", "addressees", "drafter", "urgency"}
    if kind is PaperKind.REMINDER:
        names -= {"addressees"} if beside.choice.body else {"addressees", NUMBER, DAY}
    if kind in (PaperKind.PLAN, PaperKind.DECISION, PaperKind.CITY_MISSING):
        names -= {"addressees"}
    if kind is PaperKind.PLAN and beside.plan is not None:
        names -= given_by(beside.plan)
    if not beside.signers or "powers" not in names:
        names -= {SIGNERS}
    return frozenset(names)


def given_by(plan: Plan) -> set[str]:
    """The fields that the plan itself says."""
    told: Mapping[str, object] = {
        NUMBER: plan.number,
        "symbol": plan.symbol,
        DAY: plan.issued_on,
        "place": plan.place,
        "issuing_body": plan.issuing_body,
        "governing": plan.governing_body,
        "powers": plan.signer_title or plan.signer_form,
        "signer": plan.signer_name,
        "recipients": plan.recipients,
    }
    return {name for name, value in told.items() if value}


def values_of(beside: Beside) -> dict[str, str]:
    """The head as the fields show it."""
    head = beside.head
    found = {name: "\n".join(getattr(head, name)) for name in _LISTS}
    for name in ("issuing_body", "governing", "symbol", "place", "signer", "drafter", "urgency"):
        found[name] = getattr(head, name)
    found["form"] = head.form.value
    found["electronic"] = "1" if head.electronic else ""
    found[NUMBER], found[DAY] = beside.number.number, words.day(beside.number.issued_on)
    found[SIGNERS] = signer_chosen(head, beside.signers)
    return found


def signer_lines(signer: Signer) -> tuple[str, ...]:
    """The lines above a signer's name."""
    return tuple(line.strip() for line in (*signer.authority.split("\n"), signer.title) if line.strip())


def signer_chosen(head: HeadMemory, signers: tuple[Signer, ...]) -> str:
    """The place of the signer that the head has, "" where it is none of the settings'."""
    for at, one in enumerate(signers):
        if one.name == head.signer and signer_lines(one) == head.powers:
            return str(at)
    return ""


def changed_head(beside: Beside, name: str, value: str) -> HeadMemory:
    """The head with one field changed; number and day are no part of it."""
    head = beside.head
    if name == SIGNERS:
        signer = beside.signers[int(value)]
        return replace(head, powers=signer_lines(signer), signer=signer.name)
    if name in _LISTS:
        return _with(head, name, tuple(line for line in value.split("\n") if line.strip()))
    if name == "electronic":
        return replace(head, electronic=bool(value))
    return _with(head, name, value)


def _with(head: HeadMemory, name: str, value: str | tuple[str, ...]) -> HeadMemory:
    changes: dict[str, Any] = {name: value}
    return replace(head, **changes)


def read_day(text: str) -> date | None:
    """A day as typed; None where the field is empty.

    Raises:
        ValueError: it is no day.
    """
    plain = text.strip().replace("-", "/").replace(".", "/")
    if not plain:
        return None
    day, month, year = (int(part) for part in plain.split("/"))
    return date(year, month, day)
