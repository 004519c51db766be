"""The report of a trial: one line a step, what was measured, and what could not be tried."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from installer.trying.root import Answer


@dataclass(slots=True)
class Report:
    """Filled while the trial goes on."""

    title: str
    about: list[tuple[str, str]] = field(default_factory=list)
    steps: list[tuple[str, bool, str]] = field(default_factory=list)
    not_tried: Sequence[str] = ()

    def step(self, name: str, held: bool, said: str) -> None:
        """Note a step, and show it to who waits."""
        self.steps.append((name, held, said))
        print(f"{'ok    ' if held else 'FAILED'} {name}: {said}", flush=True)

    def ran(self, name: str, answer: Answer, *, held: bool | None = None, said: str = "") -> bool:
        """Note a command as a step; it held where it ended with 0 and nothing else is said."""
        good = answer.status == 0 if held is None else held
        words = (
            said if good else f"{said}; status {answer.status}: {' '.join(answer.words.split())[-300:]}".lstrip("; ")
        )
        self.step(name, good, f"{words} ({answer.seconds:.1f} s)".strip())
        return good

    @property
    def held(self) -> bool:
        """Whether every step did."""
        return bool(self.steps) and all(held for _, held, _ in self.steps)

    def pictures(self, file: Path) -> Path:
        """The folder for what was photographed, beside the report's file."""
        folder = file.with_name("tried")
        folder.mkdir(parents=True, exist_ok=True)
        return folder

    def write(self, file: Path) -> None:
        """As Markdown."""
        lines = [f"# {self.title}", "", f"Written by the trial itself on {datetime.now(UTC):%Y-%m-%d %H:%M} UTC.", ""]
        lines += ["| | |", "|---|---|", *(f"| {name} | {value} |" for name, value in self.about), ""]
        lines += ["| step | | what was seen |", "|---|---|---|"]
        lines += [f"| {name} | {'ok' if held else 'FAILED'} | {_cell(said)} |" for name, held, said in self.steps]
        lines += ["", "Could not be tried here:", "", *(f"- {one}" for one in self.not_tried), ""]
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("\n".join(lines), encoding="utf-8")


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")
