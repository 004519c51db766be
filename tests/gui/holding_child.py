"""A window in a process of its own that has an office open until its standard input ends.

``python -m tests.gui.holding_child FOLDER`` prints "open" or "looking" once it stands.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

from PySide6.QtWidgets import QApplication

from nq57desk.gui import app as desk_app
from tests.builders.offices import DAY


def main() -> int:
    """Open, tell, wait, close."""
    folder = Path(sys.argv[1])
    desk_app.application()
    window = desk_app.make_window(folder.with_name("new"), DAY)
    window.show()
    window.office_actions.open_office(folder)
    while window.session.office is None or window.session.busy:
        QApplication.processEvents()
        time.sleep(0.01)
    print("looking" if window.session.office.read_only else "open", flush=True)
    sys.stdin.read()
    window.close()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
