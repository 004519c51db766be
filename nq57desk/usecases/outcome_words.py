"""What became of a bundle, and how an own one stands, in the words of lists, files and the command line."""

from __future__ import annotations

from collections.abc import Mapping

from nq57desk.domain.sending import SentState
from nq57desk.domain.snapshot import Outcome
from nq57desk.wording import _, mark

_OUTCOMES: Mapping[Outcome, str] = {
    Outcome.APPLIED: mark("Đã gộp"),
    Outcome.ALREADY_RECEIVED: mark("Đã nhận trước đó"),
    Outcome.STALE: mark("Cũ hơn gói đã gộp"),
    Outcome.HELD: mark("Đang chờ"),
    Outcome.CONFLICT: mark("Xung đột"),
    Outcome.REJECTED: mark("Từ chối"),
}
_STATES: Mapping[SentState, str] = {
    SentState.EXPORTED: mark("Đã xuất, chưa chuyển"),
    SentState.HANDED_OVER: mark("Đã chuyển, chưa biên nhận"),
    SentState.RECEIVED: mark("Đã nhận"),
    SentState.IN_CONFLICT: mark("Đã nhận, có chỗ khác nhau"),
    SentState.HELD: mark("Thành phố đang giữ, chờ xem"),
    SentState.REJECTED: mark("Thành phố không nhận"),
    SentState.REPLACED: mark("Đã có gói xuất sau"),
}


def outcome_words(outcome: Outcome | None) -> str:
    """ "Đã gộp"; "-" where nothing came."""
    return "-" if outcome is None else _(_OUTCOMES[outcome])


def state_words(state: SentState) -> str:
    """ "Đã xuất, chưa chuyển"."""
    return _(_STATES[state])
