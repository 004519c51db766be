"""The report of an unforeseen fault: enough to mend it, nothing of the office's data in it.

Kept: version, system, the kind of exception, the chain of calls inside the program and its libraries.
Left out: everything an exception's message quotes, paths outside the program, names of people and machines. Messages of
kinds that may be made of the user's text alone are left out whole.
"""

from __future__ import annotations

import platform
import re
import traceback
from datetime import datetime
from pathlib import Path

from nq57desk import __version__, paths

_PRIVATE = re.compile(
    r"'[^']*'|\"[^\"]*\"|“[^”]*”|‘[^’]*’"  # whatever is quoted
    r"|(?:[A-Za-z]:)?[\\/][^\s:]+"  # a path
    r"|\S*[^\x00-\x7F]\S*"  # a word with letters that our own messages never use
    r"|\S+@\S+"  # an address
    r"|\d{5,}"  # a long number
)


_TELLING = (
    *(OSError, MemoryError, RecursionError, ArithmeticError),
    *(AttributeError, NameError, TypeError, ImportError, IndexError),
)
"""Kinds of exceptions whose messages Python and SQLite word themselves, with what is the user's in quotes."""


def redacted(message: str) -> str:
    """A message with everything that may be the user's own replaced by "…"."""
    return _PRIVATE.sub("…", message)


def _short(file: str) -> str:
    """A source file named from the package on, so that no home folder shows."""
    parts = Path(file).parts
    for anchor in ("nq57desk", "site-packages", f"python{platform.python_version()[:4]}"):
        if anchor in parts:
            return "/".join(parts[parts.index(anchor) :])
    return Path(file).name


def _calls(error: BaseException) -> list[str]:
    frames = traceback.extract_tb(error.__traceback__)
    return [f"  {_short(frame.filename)}:{frame.lineno} in {frame.name}" for frame in frames]


def report(error: BaseException, *, at: datetime, doing: str = "") -> str:
    """The whole text. ``doing`` is a word of ours for what was under way, never the user's text."""
    lines = [
        f"NQ57 Desk {__version__}",
        f"{at.isoformat(timespec='seconds')}",
        f"{platform.system()} {platform.release()}, Python {platform.python_version()}",
    ]
    if doing:
        lines.append(f"doing: {doing}")
    link: BaseException | None = error
    while link is not None:
        tells = isinstance(link, _TELLING) or type(link).__module__ == "sqlite3"
        said = f": {redacted(str(link))}" if tells else ""
        lines += ["", type(link).__name__ + said, *_calls(link)]
        link = link.__cause__ or (None if link.__suppress_context__ else link.__context__)
    return "\n".join(lines) + "\n"


def save(error: BaseException, folder: Path, *, at: datetime, doing: str = "") -> Path:
    """Write the report into ``folder`` (made if missing) and give the file.

    Raises:
        OSError: the folder cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / f"su-co-{at:%Y%m%d-%H%M%S-%f}.txt"
    paths.write_atomically(file, report(error, at=at, doing=doing).encode())
    return file
