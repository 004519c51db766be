"""Several changes seen as one."""

from __future__ import annotations

import pytest

from nq57desk.domain.changes import Applied, Counts, together

FIRST = Applied(4, {"task": Counts(edited=1)}, {"task": ("a",)})
SECOND = Applied(
    5,
    {"task": Counts(edited=1), "progress_update": Counts(new=2)},
    {"task": ("a",), "progress_update": ("u", "v")},
)
ANYTHING = Applied(None, {})


@pytest.mark.parametrize(
    ("changes", "seen"),
    [
        ([], ANYTHING),
        ([FIRST], FIRST),
        (
            [FIRST, SECOND],
            Applied(
                5,
                {"task": Counts(edited=2), "progress_update": Counts(new=2)},
                {"task": ("a",), "progress_update": ("u", "v")},
            ),
        ),
        ([FIRST, ANYTHING, SECOND], ANYTHING),
    ],
)
def test_together(changes: list[Applied], seen: Applied) -> None:
    assert together(changes) == seen
