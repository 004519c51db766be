"""Walks the whole self-test and every page of the window, and writes down each use of a socket that Python makes.

``python -m tests.journeys.quiet_child FOLDER`` prints "quiet", or the events.
"""

from __future__ import annotations

import sys
from pathlib import Path

SEEN: list[str] = []
_ASKS = ("socket.", "ssl.", "http.client.", "urllib.", "smtplib.", "ftplib.", "poplib.", "imaplib.", "webbrowser.")


def listen(event: str, arguments: tuple[object, ...]) -> None:
    """What Python tells of itself: https://docs.python.org/3/library/audit_events.html."""
    if event.startswith(_ASKS):
        SEEN.append(f"{event} {arguments}")


def main() -> int:
    sys.addaudithook(listen)
    from nq57desk.usecases import journey

    folder = Path(sys.argv[1])
    done = journey.self_test(folder=folder)
    _window(folder / "ward")
    print("\n".join(SEEN) or "quiet" if done.ok else "the journey failed")
    return 0


def _window(office: Path) -> None:
    from nq57desk.gui import app as desk_app
    from nq57desk.gui.pages.catalogue import pages_for
    from nq57desk.gui.screenshots import settle

    desk_app.application()
    window = desk_app.make_window(office.with_name("new"), None)
    window.show()
    window.office_actions.open_office(office)
    settle(window)
    opened = window.session.office
    if opened is None:
        raise RuntimeError("no office was opened")
    for spec in pages_for(is_city=opened.is_city):
        window.open_page(spec.name)
        settle(window)
    window.close()


if __name__ == "__main__":
    raise SystemExit(main())
