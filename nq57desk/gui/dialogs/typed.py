"""What a person types into a form, read as values: days, figures, whole numbers; a sentence where it cannot be."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from nq57desk.domain.vietnamese import parse_number
from nq57desk.wording import _


@dataclass(slots=True)
class Typed:
    """Reads fields one after the other and gathers the sentences for those that cannot be read."""

    values: dict[str, str]
    errors: dict[str, str] = field(default_factory=dict)

    def text(self, name: str) -> str:
        """The field's text."""
        return self.values[name]

    def day(self, name: str) -> date | None:
        """A day typed as "28/2/2026" (also with "-" or "."), None where the field is empty."""
        text = self.values[name].strip()
        if not text:
            return None
        parts = text.replace("-", "/").replace(".", "/").split("/")
        try:
            day, month, year = (int(part) for part in parts)
            return date(year, month, day)
        except ValueError:
            self.errors[name] = _(
                "Không đọc được “{text}” thành ngày. Giá trị cũ còn nguyên. Gõ lại, ví dụ 28/02/2026."
            ).format(text=text)
            return None

    def number(self, name: str) -> Decimal | None:
        """A figure typed the Vietnamese way ("12,5", "1.234"), None where the field is empty."""
        text = self.values[name].strip()
        found = parse_number(text) if text else None
        if text and found is None:
            self._not_a_number(name, text)
        return found

    def whole(self, name: str) -> int | None:
        """A whole number, None where the field is empty."""
        text = self.values[name].strip().removesuffix("%").strip()
        found = parse_number(text) if text else None
        if text and (found is None or found != int(found)):
            self._not_a_number(name, text)
            return None
        return None if found is None else int(found)

    def _not_a_number(self, name: str, text: str) -> None:
        self.errors[name] = _(
            "Không đọc được “{text}” thành số. Giá trị cũ còn nguyên. Gõ lại, ví dụ 12,5; bấm Esc để bỏ."
        ).format(text=text)
