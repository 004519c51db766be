"""Chooses between the window and the command line; the only place that knows both."""

from __future__ import annotations

import sys
from collections.abc import Sequence

WORKER_ARGUMENT = "--read-worker"
"""What :mod:`nq57desk.importing.isolate` calls a packaged program with."""


def main(arguments: Sequence[str] | None = None) -> int:
    """With a command: the command line. Without: the window, or where there is no screen the self-test journey."""
    given = sys.argv[1:] if arguments is None else arguments
    if given[:1] == [WORKER_ARGUMENT]:
        # A packaged program has no Python of its own to call: it starts itself to read a file in a child process.
        from nq57desk.importing.worker import main as read_worker

        return read_worker(list(given[1:]))

    from nq57desk.paths import own_files

    office, as_of, files = None, None, own_files(given)
    if given and not files:
        # A plain start does without the command line's words, which take a slow disk a while to load.
        from nq57desk.cli.main import run, speak_utf8, understand

        speak_utf8()
        asked = understand(given)
        if asked.command is not None:
            return run(asked)
        office, as_of = asked.office if asked.office_given else None, asked.as_of

    from nq57desk.cli.start import has_screen, journey_instead

    if not has_screen():
        return journey_instead()

    from nq57desk.gui.app import run_window

    return run_window(office, as_of, files)


if __name__ == "__main__":
    raise SystemExit(main())
