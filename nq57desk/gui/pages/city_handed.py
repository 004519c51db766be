"""Files opened from outside at the city: what bundles would change is shown, cards are asked about, then taken."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from nq57desk.domain.problems import Problem
from nq57desk.domain.vietnamese import visible
from nq57desk.errors import Refused
from nq57desk.gui import words
from nq57desk.gui.dialogs.question import Question
from nq57desk.sentences import sentence
from nq57desk.usecases.city import MergeReport
from nq57desk.wording import _

if TYPE_CHECKING:
    from nq57desk.bundle.cards import Card
    from nq57desk.gui.pages.city import CityPage
    from nq57desk.monitor import Monitor
    from nq57desk.usecases.taking import MergedBundle
    from nq57desk.workspace import Desk

CARD = ".nq57card"
_LISTED = 8


class CityHanded:
    """Bound to the city's page; ``dialog`` is what was asked last."""

    def __init__(self, page: CityPage) -> None:
        self.page = page
        self.dialog: Question | None = None

    def take(self, files: Sequence[Path]) -> None:
        """Cards are read and asked about, for a bundle needs one; then bundles, zips and folders are looked through."""
        cards = tuple(file for file in files if file.suffix.lower() == CARD)
        bundles = tuple(file for file in files if file not in cards)
        if cards:
            self.read_cards(cards, bundles)
        else:
            self.preview(bundles)

    def preview(self, files: Sequence[Path]) -> None:
        """What these files would change here; nothing is changed yet."""
        from nq57desk.usecases import city

        if not files:
            return
        self.page.session.ask(
            lambda desk, monitor: city.merge(desk, paths=files, dry_run=True, monitor=monitor),
            lambda report: self._previewed(files, report),
            refused=self.page.refuse,
            words=_("Đang đọc gói…"),
        )

    def _previewed(self, files: Sequence[Path], report: MergeReport) -> None:
        if report.stopped:
            return
        count = len(report.bundles)
        each = Counter(_(words.OUTCOMES[one.outcome.value].words) for one in report.bundles)
        text = _("Xem trước {n} gói, chưa có gì thay đổi. Kết quả nếu nhận: {outcomes} ({counts}).").format(
            n=count,
            outcomes=", ".join(f"{outcome.lower()} {n}" for outcome, n in each.items()),
            counts=words.counts_words(report.total),
        )
        lines = [_told(one) for one in report.bundles[:_LISTED]]
        if count > _LISTED:
            lines.append(_("… và {n} gói nữa").format(n=count - _LISTED))
        asked = self._ask(text, _("Nhận {n} gói").format(n=count), lines)
        asked.accepted.connect(lambda: self.page.take_in(files))

    def read_cards(self, files: Sequence[Path], bundles: Sequence[Path] = ()) -> None:
        """Whose cards these are, with the fingerprints that two people compare; then the bundles."""
        from nq57desk.usecases import offices

        def work(desk: Desk, _monitor: Monitor) -> tuple[list[tuple[Path, Card]], tuple[Problem, ...]]:
            from nq57desk.usecases.changing import writable

            writable(desk)
            read: list[tuple[Path, Card]] = []
            problems: list[Problem] = []
            for file in files:
                try:
                    read.append((file, offices.read_card(file)))
                except Refused as refused:
                    problems += refused.problems
            return read, tuple(problems)

        self.page.session.ask(work, lambda found: self._cards(found[0], found[1], bundles), refused=self.page.refuse)

    def _cards(self, read: Sequence[tuple[Path, Card]], problems: tuple[Problem, ...], bundles: Sequence[Path]) -> None:
        from nq57desk.usecases import offices

        if problems:
            self.page.refuse(problems)
        if not read:
            self.preview(bundles)
            return
        text = _("Ghi {n} phiếu vào danh sách của thành phố? Gọi điện cho đơn vị để đối chiếu vân tay khóa.")
        lines = [f"{one.office.name} ({one.office.code}): {offices.fingerprint_of(one.office)}" for _file, one in read]
        cards = [file for file, _card in read]
        asked = self._ask(text.format(n=len(read)), _("Ghi vào danh sách"), [visible(line) for line in lines])
        asked.accepted.connect(lambda: self.page.enrol_files(cards))
        asked.finished.connect(lambda _result: self.preview(bundles))

    def _ask(self, text: str, verb: str, lines: Sequence[str]) -> Question:
        question = Question(self.page, text, verb, "\n".join(lines))
        question.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        question.open()
        self.dialog = question
        return question


def _told(one: MergedBundle) -> str:
    """One bundle in a line, with why it would not be merged."""
    name = visible(one.office_name) or visible(one.file.name)
    if one.outcome.value == "applied":
        return f"{name}: {words.counts_words(one.counts)}"
    outcome = _(words.OUTCOMES[one.outcome.value].words)
    return f"{name}: {outcome}. {sentence(one.problems[0])}" if one.problems else f"{name}: {outcome}"
