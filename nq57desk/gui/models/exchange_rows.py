"""The lists of the post room: bundles made, receipts taken, and what the city still asks of single rows."""

from __future__ import annotations

from nq57desk.domain.problems import Problem, Severity
from nq57desk.domain.sending import SentState
from nq57desk.domain.short_code import short_code
from nq57desk.gui import theme, words
from nq57desk.gui.marks import Mark
from nq57desk.gui.models import conflict_words
from nq57desk.gui.models.rows import Column
from nq57desk.sentences import catalogue, sentence
from nq57desk.usecases.exchange import SentBundle, TakenOne
from nq57desk.usecases.receipt_findings import Finding
from nq57desk.wording import _, mark

STATES: dict[SentState, Mark] = {
    SentState.EXPORTED: Mark("partial", mark("Đã xuất, chưa chuyển"), theme.WARNING),
    SentState.HANDED_OVER: Mark("partial", mark("Đã chuyển, chưa biên nhận"), theme.WARNING),
    SentState.RECEIVED: Mark("received", mark("Đã nhận"), theme.RECEIVED),
    SentState.IN_CONFLICT: Mark("warning", mark("Đã nhận, có chỗ khác nhau"), theme.WARNING),
    SentState.HELD: Mark("held", mark("Thành phố đang giữ, chờ xem"), theme.WAITING),
    SentState.REJECTED: Mark("rejected", mark("Thành phố không nhận"), theme.BAD),
    SentState.REPLACED: Mark("replaced", mark("Đã có gói xuất sau"), theme.UNKNOWN),
}


def state_mark(line: SentBundle) -> Mark:
    """How a bundle stands, with the day where one is known."""
    found, bundle = STATES[line.state], line.bundle
    if line.state is SentState.RECEIVED and not line.newest:
        return Mark("replaced", _("Đã nhận, đã thay bởi lần sau"), theme.UNKNOWN)
    if line.state is SentState.RECEIVED and bundle.receipt_at:
        return Mark(found.symbol, _("Đã nhận {at}").format(at=words.moment(bundle.receipt_at)), found.tint)
    if line.state is SentState.HANDED_OVER:
        text = _("Đã chuyển {on}, chưa biên nhận").format(on=words.moment(bundle.handed_at)[:5])
        return Mark(found.symbol, text, found.tint)
    return Mark(found.symbol, _(found.words), found.tint)


def remark(line: SentBundle) -> str:
    """What else is known of a bundle: where it was copied to, sealed, confirmed only by telephone."""
    bundle = line.bundle
    return " · ".join(
        filter(
            None,
            (
                _("niêm phong") if bundle.sealed_for else "",
                _("{place} – đã chép, đã kiểm tra").format(place=bundle.copied_to) if bundle.copied_to else "",
                _("xác nhận qua điện thoại") if bundle.confirmed == "code" else "",
            ),
        )
    )


def bundle_columns() -> tuple[Column[SentBundle], ...]:
    """The columns of the bundles made."""
    return (
        Column(_("Kỳ"), lambda line: words.capital(words.period_words(line.bundle.period)), 124),
        Column(_("Lần"), lambda line: str(line.bundle.sequence), 50, right=True),
        Column(_("Mã gói"), lambda line: short_code(line.bundle.digest), 104),
        Column(_("Mã đối chiếu"), lambda line: line.bundle.fingerprint or "–", 112),
        Column(_("Xuất lúc"), lambda line: words.moment(line.bundle.made_at), 136),
        Column(_("Tình trạng"), lambda line: state_mark(line).words, 262, mark=state_mark),
        Column(_("Ghi chú"), remark, 0),
    )


def receipt_mark(line: TakenOne) -> Mark:
    """What a receipt says of the bundle that it is about first."""
    newest = line.receipt.newest
    return words.OUTCOMES[newest.outcome.value] if newest is not None else words.OUTCOMES["rejected"]


def _received_rows(line: TakenOne) -> str:
    counts = line.receipt.counts
    text = _("{tasks} nhiệm vụ, {goals} chỉ tiêu, {refused} dòng từ chối, {conflicts} ô khác nhau").format(
        tasks=counts.get("task", 0),
        goals=counts.get("indicator", 0),
        refused=len(line.receipt.refused),
        conflicts=len(line.receipt.conflicts),
    )
    return text + (" · " + _("kỳ đã khóa") if line.receipt.lock.locked else "")


def _number_and_age(line: TakenOne) -> str:
    return str(line.receipt.number) if line.newest else _("{n} (cũ)").format(n=line.receipt.number)


def _newest_sequence(line: TakenOne) -> str:
    return str(line.receipt.newest.sequence) if line.receipt.newest is not None else "–"


def receipt_columns() -> tuple[Column[TakenOne], ...]:
    """The columns of the receipts taken."""
    return (
        Column(_("Kỳ"), lambda line: words.capital(words.period_words(line.receipt.period)), 124),
        Column(_("Số"), _number_and_age, 60, right=True),
        Column(_("Lần xuất"), _newest_sequence, 70, right=True),
        Column(_("Kết quả"), lambda line: _(receipt_mark(line).words), 180, mark=receipt_mark),
        Column(_("Mã đối chiếu"), lambda line: line.receipt.fingerprint or "–", 112),
        Column(_("Nạp lúc"), lambda line: words.moment(line.kept_at), 136),
        Column(_("Thành phố đang có"), _received_rows, 0),
    )


def finding_words(finding: Finding) -> str:
    """What the city says of one row, in one sentence."""
    if finding.code:
        known = finding.code in catalogue()
        found = Problem(finding.code, Severity.WARNING, words=finding.words)
        return sentence(found) if known else _("Thành phố không nhận dòng này ({code}).").format(code=finding.code)
    return _("{field}: thành phố đang dùng {in_force}, bản kia là {other}").format(
        field=conflict_words.field_words(finding.kind, finding.field),
        in_force=conflict_words.short_value(finding.kind, finding.field, finding.in_force),
        other=conflict_words.short_value(finding.kind, finding.field, finding.other),
    )


def _row_name(finding: Finding) -> str:
    return words.numbered(finding.number, finding.name) if finding.name else _("(dòng không còn ở đây)")


_CONFLICT = Mark("warning", mark("Khác nhau"), theme.WARNING)
_REFUSED = Mark("rejected", mark("Từ chối"), theme.BAD)


def _finding_mark(finding: Finding) -> Mark:
    return _REFUSED if finding.code else _CONFLICT


def finding_columns() -> tuple[Column[Finding], ...]:
    """The columns of what the city still asks."""
    return (
        Column(_("Kỳ"), lambda one: words.capital(words.period_words(one.period)), 124),
        Column("", lambda one: _(_finding_mark(one).words), 120, mark=_finding_mark),
        Column(_("Dòng"), _row_name, 340),
        Column(_("Thành phố nói"), finding_words, 0),
    )
