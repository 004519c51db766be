"""A small log file in the office's folder: what the program did and how long it took, never what the data say."""

from __future__ import annotations

import logging
from logging.handlers import RotatingFileHandler
from pathlib import Path

_LOG = logging.getLogger("nq57desk")
_SIZE = 512 * 1024


def start(folder: Path) -> None:
    """Log into ``folder``/logs from now on; a folder that cannot be written is no reason to stop."""
    try:
        (folder / "logs").mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(
            folder / "logs" / "nq57desk.log", maxBytes=_SIZE, backupCount=2, encoding="utf-8", delay=True
        )
    except OSError:
        return
    stop()
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    _LOG.addHandler(handler)
    _LOG.setLevel(logging.INFO)
    _LOG.propagate = False


def stop() -> None:
    """Close the log file."""
    for handler in list(_LOG.handlers):
        _LOG.removeHandler(handler)
        handler.close()


def note(message: str, *values: object) -> None:
    """One line, with values filled in as ``logging`` does."""
    _LOG.info(message, *values)
