"""Chooses between the window and the command line; the only place that knows both."""

from __future__ import annotations

import sys
from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> int:
    """With a command: the command line. Without: the window, or where there is no screen the self-test journey."""
    from nq57desk.cli.main import run, understand

    asked = understand(sys.argv[1:] if arguments is None else arguments)
    if asked.command is not None:
        return run(asked)

    from nq57desk.cli.start import has_screen, journey_instead

    if not has_screen():
        return journey_instead()

    from nq57desk.gui.app import run_window

    return run_window(asked.office if asked.office_given else None, asked.as_of)


if __name__ == "__main__":
    raise SystemExit(main())
